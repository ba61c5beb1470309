"""Learning: what repeats around the articles of a site, as a profile."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import attrs

from ..errors import expect
from ..segments import Label
from .matching import LONGEST, fold, key
from .page import closed
from .profiles import Profile, Rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_LOOSE = 0.1
"""So many lines of text, on the average, may stand between furniture and the end that it is at."""
_HALF = 0.5
"""Sentences, and lines in mid-article, must stand in this share: bodies repeat themselves too."""
_WORDS = 4
"""Shorter lines in mid-article are never learned: they head lists and lead to speeches."""
_PROSE = 40
"""A line with a full stop and more characters than this is taken for text."""
_VARYING = 3
"""A heading with so many lines below it that do not repeat opens a list that runs to the end."""
_OPEN = 0.75
"""In a list this share of the lines ends in no stop."""
_HEADING, _MANY = 8, 100
_DOTS = re.compile(r"[^a-z0-9]+")


@attrs.define
class _Count:
    """Sums over the documents that a line stands in: of lines, and of lines of text, around it."""

    documents: int = 0
    above: int = 0
    below: int = 0
    text_above: int = 0
    text_below: int = 0
    open_below: int = 0

    def add(self, other: _Count) -> None:
        for field in attrs.fields(_Count):
            setattr(self, field.name, getattr(self, field.name) + getattr(other, field.name))


@attrs.define
class FurnitureCounts:
    r"""How often, and where, each line stands in the texts of one site; parts can be merged.

    >>> one, other = FurnitureCounts(), FurnitureCounts()
    >>> for day in range(5):
    ...     one.add(f"Fair of day {day}\nThey met on day {day}.\nThe Fair Gazette, 2 Main Road")
    ...     other.add(f"Talks {day}\nThey spoke on day {day}.\nThe Fair Gazette, 2 Main Road")
    >>> one.merge(other)
    >>> [rule.example for rule in one.profile("gazette").rules]
    ['The Fair Gazette, 2 Main Road']

    `capacity` bounds the number of lines remembered, whatever the number of texts: when it is
    passed, the rarest are forgotten, and counts become lower bounds (lossy counting, after
    Manku and Motwani 2002). Lines of more than 900 characters are not counted.
    """

    capacity: int = 200_000
    documents: int = 0
    forgotten: int = 0
    lines: dict[str, _Count] = attrs.field(factory=dict[str, _Count], repr=False)

    def add(self, text: str) -> None:
        """Count the lines of one text, each once; raises WrongTypeError."""
        expect(text, str, "text")
        self.documents += 1
        lines = [stripped for line in text.splitlines() if (stripped := line.strip())]
        seen: set[str] = set()
        text_below, open_below = sum(map(_reads, lines)), sum(not closed(line) for line in lines)
        text_above = 0
        for index, line in enumerate(lines):
            reads = _reads(line)
            text_below -= reads
            open_below -= not closed(line)
            if line not in seen and len(line) <= LONGEST:
                seen.add(line)
                below = len(lines) - index - 1
                count = _Count(1, index, below, text_above, text_below, open_below)
                self.lines.setdefault(line, _Count()).add(count)
            text_above += reads
        if len(self.lines) > self.capacity:
            self._forget()

    def merge(self, other: FurnitureCounts) -> None:
        """Add the counts of another part of the same site; raises WrongTypeError."""
        expect(other, FurnitureCounts, "other")
        self.documents += other.documents
        self.forgotten = max(self.forgotten, other.forgotten)
        for line, count in other.lines.items():
            self.lines.setdefault(line, _Count()).add(count)
        if len(self.lines) > self.capacity:
            self._forget()

    def _forget(self) -> None:
        while len(self.lines) > self.capacity // 2:
            self.forgotten += 1
            self.lines = {
                line: count
                for line, count in self.lines.items()
                if count.documents > self.forgotten
            }

    def profile(self, name: str = "learned", *, share: float = 0.3, least: int = 5) -> Profile:
        """Give the lines that stand in at least `share` of the documents, and in `least`, as rules.

        A line must keep to its place, above the text or below it; a sentence, and a line in
        mid-article, must besides stand in half of all documents. What announces speech or opens a
        letter is never learned.
        """
        expect(name, str, "name")
        floor = max(least, share * self.documents)
        often = {line: count for line, count in self.lines.items() if count.documents >= floor}
        tail = self._at_edge(often, lambda count: (count.below, count.text_below))
        head = self._at_edge(often, lambda count: (count.above, count.text_above))
        found = {line: "anywhere" for line, count in often.items() if self._inside(line, count)}
        found |= {line: "head" for line in head if line[-1] != ":"}
        found |= dict.fromkeys(tail, "tail")
        tails = [(self.lines[line].below, self.lines[line].documents) for line in tail]
        rules: dict[str, Rule] = {}
        for line in sorted(found, key=lambda line: (-self.lines[line].documents, line)):
            phrase = key(fold(line))
            if phrase and phrase not in rules:
                rules[phrase] = self._rule(name, line, found[line], tails, len(rules) + 1)
        about = f"Learned from {self.documents} texts."
        return Profile(name, about, sorted(rules.values(), key=lambda rule: rule.kind != "line"))

    def _at_edge(
        self, often: dict[str, _Count], side: Callable[[_Count], tuple[int, int]]
    ) -> list[str]:
        """Give the lines that have nothing between them and one end but others such as they."""
        found: list[str] = []
        expected = 0.0
        for line, count in sorted(
            often.items(), key=lambda item: side(item[1])[0] / item[1].documents
        ):
            share = count.documents / self.documents
            between = side(count)[1] / count.documents
            if (
                between > expected + _LOOSE
                or line[-1] == ","
                or (line[-1] == "." and share < _HALF)
            ):
                continue
            found.append(line)
            expected += share * _reads(line)
        return found

    def _inside(self, line: str, count: _Count) -> bool:
        """Tell whether a line that stands in mid-article is none of it."""
        half = count.documents >= _HALF * self.documents
        return half and line[-1] not in ":," and line.count(" ") + 1 >= _WORDS

    def _rule(
        self, name: str, line: str, where: str, tails: list[tuple[int, int]], number: int
    ) -> Rule:
        count = self.lines[line]
        below = count.below / count.documents
        lower = [documents for under, documents in tails[:_MANY] if under < below * documents]
        repeated = sum(lower) / self.documents
        heading = where != "head" and line[-1] != "." and line.count(" ") < _HEADING
        listed = count.open_below >= _OPEN * count.below
        opens = heading and listed and below - repeated >= _VARYING
        stands = {"head": "above the text", "tail": "below the text"}.get(where, "in mid-article")
        words = _DOTS.sub("-", fold(line)[:40]).strip("-")
        extra: dict[str, Any] = {"kind": "block", "extent": "end"} if opens else {"kind": "line"}
        return Rule(
            f"{name}/{number}-{words}".rstrip("-"),
            Label.RELATED if opens else Label.OTHER,
            f"It stands {stands} in {count.documents} of {self.documents} documents.",
            line,
            phrases=(line,),
            where="anywhere" if opens else where,
            **extra,
        )


def _reads(line: str) -> bool:
    """Tell whether a line reads as text rather than as a heading or a link."""
    return line[-1] == "." and len(line) > _PROSE


def learn_furniture(
    records: Iterable[Any], *, name: str = "learned", share: float = 0.3, least: int = 5
) -> Profile:
    r"""Learn what repeats around the articles of one site; give it as a profile.

    >>> texts = [f"Fair of day {day}\nThey met on day {day}.\nThe Fair Gazette" for day in range(9)]
    >>> profile = learn_furniture(texts, name="gazette")
    >>> profile.rules[0].why
    'It stands below the text in 9 of 9 documents.'
    >>> from dprkcorpus import clean
    >>> clean(texts[0], profile=profile).text
    'They met on day 0.'

    `records` are texts, or objects whose `raw` is one; they are read once. The profile can be
    looked at, saved with `to_toml`, edited and given to `clean`. `FurnitureCounts` does the same in
    parts. Raises WrongTypeError.
    """
    counts = FurnitureCounts()
    for record in records:
        counts.add(record if isinstance(record, str) else getattr(record, "raw", record))
    return counts.profile(name, share=share, least=least)
