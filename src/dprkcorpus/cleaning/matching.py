"""Matching: the rules in force, arranged so that most lines cost one look into a dictionary."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from .profiles import Profile, profiles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from .profiles import Rule

    Test = Callable[[str], object]
    Joined = tuple[re.Pattern[str], dict[str, Rule]]
    Triggered = tuple[str, Test, Rule]
    Opened = tuple[tuple[str, ...], Test | None, Rule]

# `re` and not `regex`: it scans 1.5 to 2 times faster on one thread, and nothing here needs more.

LONGEST = 900
"""Lines longer than this, in characters, are never furniture by their wording."""
_SHORT = 100
"""Lines up to this length, in characters, are looked up whole."""
_OPEN, _REMEMBERED = 400, 4096
"""So many short lines, and lines up to this length that end in no stop, are remembered with their
rule: on the pages of a site the same ones stand around every article."""
_BEGINNING, _HEAD, _TAIL, _END = 48, 60, 100, 48
"""How far into a line its beginning, its front, its tail and its end mark are sought."""

_WORD = re.compile(r"[^\W\d_]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_TRIM = " :.…»›>|•·*–—→←▼▲+-"


def fold(text: str) -> str:
    """Give a line as patterns see it: small letters, straight quotes, single spaces.

    >>> fold("Don’t  Miss")
    "don't miss"
    """
    folded = " ".join(text.casefold().split())
    if not folded.isascii():
        folded = folded.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')
    return folded


def key(folded: str) -> str:
    """Give a folded line without the dots, colons and arrows around it, for looking up."""
    return folded.strip(_TRIM)


def opener(text: str) -> str:
    """Give what a line opens with: its first word, `#` for a digit, else its first sign.

    >>> opener("Don’t miss"), opener("24 hours"), opener("© 2023")
    ('don', '#', '©')
    """
    word = text[:24].partition(" ")[0]
    if word.isalpha():
        return word.casefold()
    found = _WORD.match(word)
    if found:
        return found[0].casefold()
    return "#" if text[0].isdigit() else text[0]


class _Bucket(NamedTuple):
    """The rules for lines with one opener, and what all such lines start with."""

    starts: tuple[str, ...]
    longest: int
    rules: tuple[Opened, ...]


class _Tail(NamedTuple):
    """How lines of a rule end: their last signs and words, what they hold, and the pattern."""

    signs: frozenset[str]
    endings: tuple[str, ...]
    triggers: tuple[str, ...]
    search: Callable[[str, int], re.Match[str] | None]
    rule: Rule


class Table:
    """Rules of one or more profiles, ready to match."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules: tuple[Rule, ...] = tuple(rules)
        self.structure: dict[str, Rule] = {
            rule.id.partition("/")[2]: rule for rule in self.rules if rule.kind == "structure"
        }
        self.phrases: dict[str, Rule] = {}
        self.signs: dict[str, list[tuple[Test, Rule]]] = {}
        self.late: list[Triggered] = []
        self.closures: list[tuple[frozenset[str], frozenset[str], Rule]] = []
        opened: dict[str, list[Opened]] = {}
        for rule in self.rules:
            if rule.kind in ("line", "block"):
                self._add(rule, opened)
        self.openers: dict[str, _Bucket] = {
            word: _Bucket(
                tuple(start for starts, _, _ in bucket for start in starts),
                max(rule.longest for _, _, rule in bucket),
                tuple(bucket),
            )
            for word, bucket in opened.items()
        }
        # Dots and arrows may stand around a phrase.
        self.longest: int = max(map(len, self.phrases), default=0) + 8
        self.vocabulary: frozenset[str] = frozenset().union(
            *(words for words, _, _ in self.closures)
        )
        prefixes = [rule for rule in self.rules if rule.kind == "prefix"]
        suffixes = [rule for rule in self.rules if rule.kind == "suffix"]
        self.tails: tuple[_Tail, ...] = tuple(_tail(rule) for rule in self.rules if rule.tail)
        self.prefixes: Joined | None = _joined([(rule.pattern, rule) for rule in prefixes], "")
        patterned = [(rule.pattern, rule) for rule in suffixes if rule.pattern]
        self.suffixes: Joined | None = _joined(patterned, "$")
        self.literals: tuple[tuple[str, Rule], ...] = tuple(
            (ending, rule) for rule in suffixes if not rule.pattern for ending in rule.endings
        )
        inners = [rule for rule in self.rules if rule.kind == "inner"]
        self.inners: Joined | None = _joined([(rule.pattern, rule) for rule in inners], "")
        self.inner_signs: tuple[str, ...] = tuple(sign for rule in inners for sign in rule.trigger)
        self.fronts: tuple[str, ...] = tuple(
            sorted({sign for rule in prefixes for sign in rule.trigger})
        )
        self.endings: tuple[str, ...] = tuple(
            {ending for rule in suffixes for ending in rule.endings}
        )
        self.last_signs: frozenset[str] = frozenset(ending[-1] for ending in self.endings)
        self._remembered: Callable[[str], Rule | None] = lru_cache(_REMEMBERED)(self._line)

    def _add(self, rule: Rule, opened: dict[str, list[Opened]]) -> None:
        for phrase in rule.phrases:
            self.phrases.setdefault(key(fold(phrase)), rule)
        for start in rule.starts:
            _open(opened, start, None, rule)
        if rule.only:
            self.closures.append((frozenset(rule.only), frozenset(rule.needs), rule))
        if not rule.pattern and not rule.has:
            return
        test = _all_of(rule) if rule.has else re.compile(rule.pattern).fullmatch
        for first in rule.first:
            _open(opened, first, test, rule)
        if not rule.tail:
            for sign in rule.trigger:
                if rule.where == "late":
                    self.late.append((sign, test, rule))
                else:
                    self.signs.setdefault(sign, []).append((test, rule))

    def signed(self, text: str, sign: str) -> Rule | None:
        """Give the rule for a line that holds a sign."""
        folded = fold(text)
        for test, rule in self.signs[sign]:
            if len(text) <= rule.longest and test(folded):
                return rule
        return None

    def line(self, text: str) -> Rule | None:
        """Give the rule for a whole line, if its wording is known."""
        length = len(text)
        if length <= _SHORT or (length <= _OPEN and text[-1] not in ".-"):
            return self._remembered(text)
        return self._line(text)

    def _line(self, text: str) -> Rule | None:
        length = len(text)
        folded = ""
        first = opener(text)
        if length <= self.longest:
            folded = fold(text)
            rule = self.phrases.get(key(folded))
            if rule is not None and (rule.kind != "block" or text[-1] != "."):
                return rule
        bucket = self.openers.get(first)
        if bucket is not None and length <= bucket.longest:
            beginning = folded or text[:_BEGINNING].casefold().replace("’", "'")
            for starts, test, rule in bucket.rules if beginning.startswith(bucket.starts) else ():
                if length <= rule.longest and beginning.startswith(starts):
                    if test is not None:
                        folded = folded or fold(text)
                        if not test(folded):
                            continue
                    if rule.kind != "block" or text[-1] != ".":
                        return rule
        if length <= _SHORT and self.closures:
            rule = self._closure(text, first)
            if rule is not None:
                return rule
        # Captions end in a credit; a full stop or an end mark closes a sentence.
        return self._tail(text) if text[-1] not in ".-" else None

    def _tail(self, text: str) -> Rule | None:
        """Give the rule for a line that ends as captions do: of some, whose ending is longest."""
        end, last, begin = text[-_TAIL:], text[-1], max(0, len(text) - _TAIL)
        at, owner = len(text), None
        for signs, endings, triggers, search, rule in self.tails:
            if last not in signs or not text.endswith(endings):
                for sign in triggers:
                    if sign in end:
                        break
                else:
                    continue
            found = search(text, begin) if len(text) <= rule.longest else None
            if found and found.start() < at:
                at, owner = found.start(), rule
        return owner

    def _closure(self, text: str, first: str) -> Rule | None:
        """Give the rule whose list of words holds every word of the line."""
        vocabulary = self.vocabulary
        if first not in vocabulary and first.isalpha():
            # Buttons may be glued: FacebookTwitterEmail.
            glued = _CAMEL.search(text[: len(first)])
            if not glued or text[: glued.start()].casefold() not in vocabulary:
                return None
        words = set(_WORD.findall(_CAMEL.sub(" ", text).casefold()))
        if words <= vocabulary:
            for allowed, needed, rule in self.closures:
                if words <= allowed and not needed.isdisjoint(words):
                    return rule
        return None

    def opens(self, text: str, at: int = 0) -> bool:
        """Tell at little cost whether something may stand before the body of a line."""
        beginning = text[at : at + _HEAD]
        for sign in self.fronts:  # noqa: SIM110, a loop costs half of what any() does
            if sign in beginning:
                return True
        return False

    def cut_front(self, text: str) -> list[tuple[int, int, Rule]]:
        """Give what stands before the body of a line: where each starts and ends, and its rule."""
        cuts: list[tuple[int, int, Rule]] = []
        if self.prefixes is None:
            return cuts
        pattern, owners = self.prefixes
        at = 0
        while (
            self.opens(text, at)
            and (found := pattern.match(text, at, at + _TAIL))
            and found.end() > at
        ):
            cuts.append((at, found.end(), owners[found.lastgroup or ""]))
            at = found.end()
        return cuts

    def cut_back(self, text: str, begin: int) -> list[tuple[int, int, Rule]]:
        """Give what stands after the body of a line: where each starts and ends, and its rule."""
        cuts: list[tuple[int, int, Rule]] = []
        end = len(text)
        while end > begin and text.endswith(self.endings, begin, end):
            start, owner = -1, None
            for ending, rule in self.literals:
                if text.endswith(ending, begin, end):
                    start, owner = end - len(ending), rule
                    break
            else:
                if self.suffixes:
                    pattern, owners = self.suffixes
                    found = pattern.search(text, max(begin, end - _END), end)
                    if found:
                        start, owner = found.start(), owners[found.lastgroup or ""]
            if owner is None:
                break
            while start > begin and text[start - 1].isspace():
                start -= 1
            cuts.append((start, end, owner))
            end = start
        return cuts[::-1]

    def cut_within(self, text: str, begin: int, end: int) -> list[tuple[int, int, Rule]]:
        """Give what stands between the sentences of a line, as `cut_back` does."""
        if self.inners is None or not any(sign in text for sign in self.inner_signs):
            return []
        pattern, owners = self.inners
        return [
            (*found.span(), owners[found.lastgroup or ""])
            for found in pattern.finditer(text, begin, end)
        ]


def _tail(rule: Rule) -> _Tail:
    """Make ready the end of a line that a rule knows; where nothing tells of it, it is sought."""
    signs = frozenset(ending[-1] for ending in rule.endings)
    triggers = rule.trigger if rule.endings or rule.trigger else ("",)
    return _Tail(signs, rule.endings, triggers, re.compile(f"(?:{rule.tail})$").search, rule)


def _open(opened: dict[str, list[Opened]], start: str, test: Test | None, rule: Rule) -> None:
    """Add what lines of a rule start with to those of its opener."""
    word = opener(start)
    starts: tuple[str, ...] = ("" if start == word else start,)
    bucket = opened.setdefault(word, [])
    if bucket and bucket[-1][1:] == (test, rule):
        starts = bucket.pop()[0] + starts
    bucket.append((starts, test, rule))


def _all_of(rule: Rule) -> Test:
    """Test that every pattern of `has` is found and `lacks` is not, each search linear."""
    wanted = [re.compile(pattern).search for pattern in rule.has]
    unwanted = re.compile(rule.lacks).search if rule.lacks else None

    def test(folded: str) -> bool:
        for search in wanted:
            if not search(folded):
                return False
        return not (unwanted and unwanted(folded))

    return test


def _joined(patterns: list[tuple[str, Rule]], after: str) -> Joined | None:
    if not patterns:
        return None
    parts = [f"(?P<r{number}>{pattern})" for number, (pattern, _) in enumerate(patterns)]
    owners = {f"r{number}": rule for number, (_, rule) in enumerate(patterns)}
    return re.compile(f"(?:{'|'.join(parts)}){after}"), owners


@cache
def default_table() -> Table:
    """The general rules and, of every other profile, the marks that tell its site."""
    general, *others = profiles()
    marks = [rule for name in others for rule in Profile.bundled(name).rules if rule.mark]
    return Table((*marks, *Profile.bundled(general).rules))


@cache
def site_table(names: frozenset[str]) -> Table:
    """The rules of some bundled profiles that are in force only where their marks are found."""
    return Table(
        rule for name in sorted(names) for rule in Profile.bundled(name).rules if not rule.mark
    )


@cache
def profile_table(profile: Profile) -> Table:
    """The general rules and those of one profile."""
    general = Profile.bundled("general").rules
    return Table(general if profile.name == "general" else (*profile.rules, *general))
