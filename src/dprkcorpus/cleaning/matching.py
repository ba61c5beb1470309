"""Matching: the rules in force, arranged so that most lines cost one look into a dictionary."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from .profiles import Profile, Rule, profiles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

LONGEST = 400
"""Lines longer than this, in characters, are never furniture by their wording alone."""

_OPENER = re.compile(r"[^\W\d_]+")
_TRIM = " :.…»›>|•·*–—→←▼▲+-"
_TAIL = 160


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
    found = _OPENER.match(text)
    if found:
        return found[0].casefold()
    return "#" if text[0].isdigit() else text[0]


class Table:
    """Rules of one or more profiles, ready to match."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        self.phrases: dict[str, Rule] = {}
        self.openers: dict[str, list[tuple[Callable[[str], object], Rule]]] = {}
        anything, tails, prefixes, suffixes, endings = [], [], [], [], []
        for rule in self.rules:
            for phrase in rule.phrases:
                self.phrases.setdefault(key(fold(phrase)), rule)
            for start in rule.starts:
                folded = fold(start)
                test = re.compile(re.escape(folded)).match
                self.openers.setdefault(opener(folded), []).append((test, rule))
            if rule.tail:
                tails.append((rule.tail, rule))
            if rule.kind == "prefix":
                prefixes.append((rule.pattern, rule))
            elif rule.kind == "suffix":
                suffixes.append((rule.pattern, rule))
                endings.extend(rule.endings)
            elif rule.kind in ("line", "block") and rule.pattern:
                if rule.first:
                    test = re.compile(rule.pattern).fullmatch
                    for first in rule.first:
                        self.openers.setdefault(opener(fold(first)), []).append((test, rule))
                else:
                    anything.append((rule.pattern, rule))
        self.anything = _joined(anything, "", "")
        self.tails = _joined(tails, "", r"$")
        self.prefixes = _joined(prefixes, "", "")
        self.triggers = tuple({rule.trigger for _, rule in prefixes})
        self.suffixes = _joined(suffixes, r"\s*", r"$")
        self.endings = tuple(endings)

    def line(self, text: str) -> Rule | None:
        """Give the rule for a whole line, if its wording is known."""
        length = len(text)
        if length > LONGEST:
            return None
        folded = ""
        if length <= 100:
            folded = fold(text)
            rule = self.phrases.get(key(folded))
            if rule:
                return rule
        bucket = self.openers.get(opener(text))
        if bucket:
            folded = folded or fold(text)
            for test, rule in bucket:
                if test(folded):
                    return rule
        if folded and self.anything:
            pattern, owners = self.anything
            found = pattern.fullmatch(folded)
            if found and found.lastgroup:
                return owners[found.lastgroup]
        if self.tails and text[-1] != ".":
            pattern, owners = self.tails
            found = pattern.search(text, max(0, length - _TAIL))
            if found and found.lastgroup:
                return owners[found.lastgroup]
        return None


def _joined(
    patterns: list[tuple[str, Rule]], before: str, after: str
) -> tuple[re.Pattern[str], dict[str, Rule]] | None:
    if not patterns:
        return None
    parts = [f"(?P<r{number}>{pattern})" for number, (pattern, _) in enumerate(patterns)]
    owners = {f"r{number}": rule for number, (_, rule) in enumerate(patterns)}
    return re.compile(f"{before}(?:{'|'.join(parts)}){after}"), owners


@cache
def default_table() -> Table:
    """The general rules and, of every other profile, the marks that tell its site."""
    general, *others = profiles()
    marks = [rule for name in others for rule in Profile.bundled(name).rules if rule.mark]
    return Table((*Profile.bundled(general).rules, *marks))


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
