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
    from collections.abc import Iterable

_EDGE = 12
"""Furniture stands among so many lines at the start or the end of a text, in one half of it."""
_CONSTANT = 0.9
"""Furniture stands at the same place in at least this share of its documents."""
_INSIDE = 0.5
"""In mid-article a line must stand in this share of all documents: bodies repeat themselves too."""
_VARYING = 3
"""A heading with so many lines below it that do not repeat opens a list that runs to the end."""
_OPEN = 0.75
"""In a list this share of the lines ends in no stop."""
_HEADING, _MANY = 8, 100
_DOTS = re.compile(r"[^a-z0-9]+")


@attrs.define
class _Count:
    documents: int = 0
    head: int = 0
    tail: int = 0
    below: int = 0
    open_below: int = 0


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
        still_open = sum(not closed(line) for line in lines)
        for index, line in enumerate(lines):
            still_open -= not closed(line)
            if line in seen or len(line) > LONGEST:
                continue
            seen.add(line)
            count = self.lines.setdefault(line, _Count())
            count.documents += 1
            below = len(lines) - index - 1
            count.below += below
            count.open_below += still_open
            if index < below:
                count.head += index < _EDGE
            else:
                count.tail += below < _EDGE or index * 2 > len(lines)
        if len(self.lines) > self.capacity:
            self._forget()

    def merge(self, other: FurnitureCounts) -> None:
        """Add the counts of another part of the same site; raises WrongTypeError."""
        expect(other, FurnitureCounts, "other")
        self.documents += other.documents
        self.forgotten = max(self.forgotten, other.forgotten)
        for line, theirs in other.lines.items():
            ours = self.lines.setdefault(line, _Count())
            ours.documents += theirs.documents
            ours.head += theirs.head
            ours.tail += theirs.tail
            ours.below += theirs.below
            ours.open_below += theirs.open_below
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

        A line must keep to its place: the head of the texts, their tail, or, for lines that stand
        in half of all documents, anywhere. Lines of body that repeat do neither.
        """
        expect(name, str, "name")
        floor = max(least, share * self.documents)
        found = {
            line: where
            for line, count in self.lines.items()
            if count.documents >= floor and (where := self._place(count))
        }
        tails = sorted(
            (count.below / count.documents, count.documents / self.documents)
            for line, count in self.lines.items()
            if found.get(line) == "tail"
        )
        rules: dict[str, Rule] = {}
        for line in sorted(found, key=lambda line: (-self.lines[line].documents, line)):
            phrase = key(fold(line))
            if phrase and phrase not in rules:
                rules[phrase] = self._rule(name, line, found[line], tails, len(rules) + 1)
        about = f"Learned from {self.documents} texts."
        return Profile(name, about, tuple(rules.values()))

    def _place(self, count: _Count) -> str:
        if count.tail >= _CONSTANT * count.documents:
            return "tail"
        if count.head >= _CONSTANT * count.documents:
            return "head"
        return "anywhere" if count.documents >= _INSIDE * self.documents else ""

    def _rule(
        self, name: str, line: str, where: str, tails: list[tuple[float, float]], number: int
    ) -> Rule:
        count = self.lines[line]
        below = count.below / count.documents
        repeated = sum(share for lower, share in tails[:_MANY] if lower < below)
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
