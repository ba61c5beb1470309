"""compare: what changed from one corpus to another, document by document."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, Literal

import attrs

from .corpus import Corpus
from .errors import expect
from .segments import Label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from .document import Document

Kind = Literal["new", "gone", "changed"]
Part = Literal["raw", "text", "segments", "sentences", "metadata"]

_MATCHED = 1000
"""How many pieces are matched with each other, besides those at both ends that are the same."""
_LONGEST = 160
"""Code points of a segment's words that a line repeats."""


@attrs.frozen
class Change:
    """A document that is not what it was: `new`, `gone`, or `changed` in some of its parts.

    `old` and `new` are None where there is no such document. `parts` are those that differ: raw,
    text, segments, sentences, metadata; none where the document is new or gone.
    """

    id: str
    kind: Kind
    parts: tuple[Part, ...]
    old: Document | None
    new: Document | None

    def lines(self, part: Part) -> Iterator[tuple[str, str | None, str | None]]:
        """Give how a part changed, line by line: what it is, what it was, and what it became.

        >>> from dprkcorpus import Corpus, Record, process
        >>> old, new = (Corpus.of([process(Record(text, id="a"))])
        ...             for text in ("It rained.", "It rained. It stopped."))
        >>> (change,) = compare(old, new)
        >>> list(change.lines("sentences"))
        [('+', None, 'It stopped.')]

        What a line is, is told by a sign: `~` for changed, `-` for gone, `+` for new, and a space
        for the line before what changed, which is the same on both sides. Of metadata every field
        that differs is a line, of segments all but body and white space that merely separates.
        """
        if part == "metadata":
            yield from _metadata_lines(self.old, self.new)
            return
        told = _TELLING[part]
        none: Sequence[str] = ()
        old = none if self.old is None else told(self.old)
        new = none if self.new is None else told(self.new)
        for low, high, first, last in differing(old, new):
            if low and first and part in ("raw", "text"):
                yield " ", old[low - 1], new[first - 1]
            for place in range(max(high - low, last - first)):
                before = old[low + place] if low + place < high else None
                after = new[first + place] if first + place < last else None
                if before != after:
                    yield "+" if before is None else "-" if after is None else "~", before, after


def compare(old: Corpus, new: Corpus) -> Iterator[Change]:
    """Give the documents that are not the same in two corpora: of two builds, or two sets of rules.

    >>> import dprkcorpus
    >>> corpus = dprkcorpus.load()
    >>> list(compare(corpus, corpus))
    []
    >>> [(change.id, change.kind) for change in compare(corpus.where(issued="2023"), corpus)][1:]
    [('global-independence', 'new'), ('support-and-solidarity', 'new')]

    First come those that are gone, in the order of the old corpus, then the others in the order
    of the new one. Documents are told by their ids, and opened one at a time. The name of the file
    that a document was read from counts as metadata. Raises WrongTypeError.
    """
    expect(old, Corpus, "old")
    expect(new, Corpus, "new")
    for id in old.ids:
        if id not in new:
            yield Change(id, "gone", (), old[id], None)
    for id in new.ids:
        now = new[id]
        if id not in old:
            yield Change(id, "new", (), None, now)
            continue
        before = old[id]
        if before != now and (parts := _parts(before, now)):
            yield Change(id, "changed", parts, before, now)


def _parts(old: Document, new: Document) -> tuple[Part, ...]:
    differs: dict[Part, bool] = {
        "raw": old.raw != new.raw,
        "text": old.text != new.text,
        # In another raw text every segment lies elsewhere, which says nothing.
        "segments": _segments(old) != _segments(new)
        or (old.raw == new.raw and old.cleaned.segments != new.cleaned.segments),
        "sentences": [one.text for one in old.sentences] != [one.text for one in new.sentences],
        "metadata": old.metadata != new.metadata,
    }
    return tuple(part for part, differ in differs.items() if differ)


def _segments(document: Document) -> list[str]:
    told: list[str] = []
    for segment in document.cleaned.segments:
        silent = segment.label is Label.BODY or segment.label is Label.SPACE
        if silent and (segment.replacement is None or segment.rule.startswith("space/")):
            continue
        words = document.raw[segment.span.start : segment.span.end]
        shown = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
        told.append(f"{segment.label} ({segment.rule}) {shown!r}")
    return told


def _metadata_lines(
    old: Document | None, new: Document | None
) -> Iterator[tuple[str, str | None, str | None]]:
    """Give each field that differs, then each fact that only one side knows."""
    plain: list[dict[str, Any]] = [
        {} if one is None else one.metadata.to_dict() for one in (old, new)
    ]
    facts = [dict.fromkeys(map(_fact, one.pop("facts", ()))) for one in plain]
    was, became = plain
    for field in dict.fromkeys((*was, *became)):
        before = f"{field}: {was[field]}" if field in was else None
        after = f"{field}: {became[field]}" if field in became else None
        if before != after:
            yield "+" if before is None else "-" if after is None else "~", before, after
    yield from (("-", fact, None) for fact in facts[0] if fact not in facts[1])
    yield from (("+", None, fact) for fact in facts[1] if fact not in facts[0])


def _fact(fact: dict[str, Any]) -> str:
    place = f" {fact['span'][0]}-{fact['span'][1]}" if "span" in fact else ""
    return f"fact: {fact['field']} {fact['value']} ({fact['basis']}{place}) {fact['reason']}"


_TELLING: dict[str, Callable[[Document], Sequence[str]]] = {
    "raw": lambda document: document.raw.split("\n"),
    "text": lambda document: document.text.split("\n") if document.text else [],
    "segments": _segments,
    "sentences": lambda document: [sentence.text for sentence in document.sentences],
}
"""How each part of a document is told, line by line."""


def differing(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Give the stretches of lines, or words, that differ; of very many, all between both ends.

    >>> list(differing("It rained all day .".split(), "It snowed all day and night .".split()))
    [(1, 2, 1, 2), (4, 4, 4, 6)]
    """
    start, ends = 0, (len(old), len(new))
    while start < min(ends) and old[start] == new[start]:
        start += 1
    while min(ends) > start and old[ends[0] - 1] == new[ends[1] - 1]:
        ends = ends[0] - 1, ends[1] - 1
    # What it costs to match pieces grows with the product of their numbers.
    if max(ends) - start > _MATCHED:
        yield start, ends[0], start, ends[1]
        return
    was, became = old[start : ends[0]], new[start : ends[1]]
    for tag, low, high, first, last in SequenceMatcher(None, was, became).get_opcodes():
        if tag != "equal":
            yield start + low, start + high, start + first, start + last
