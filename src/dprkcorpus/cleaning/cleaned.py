"""Cleaned: a raw text and its segments, and every view of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

import attrs

from ..errors import WrongTypeError, expect
from ..segments import LIFTED, Label, Segment, check_tiling
from ..spans import Span, check_span, merged


class _Piece(NamedTuple):
    """A stretch of the clean text and the stretch of the raw text that it stands for."""

    text: Span
    raw: Span
    exact: bool


@attrs.frozen
class Cleaned:
    r"""A raw text, tiled into labelled segments; the clean text is a view of it.

    >>> from dprkcorpus import clean
    >>> cleaned = clean("He went on:\nThe world remembers. -0-\nShare this:")
    >>> cleaned.text
    'He went on:\nThe world remembers.'
    >>> [(segment.label.value, segment.rule) for segment in cleaned.removed]
    [('endmark', 'general/end-mark'), ('share', 'general/share-heading')]

    `reasons` holds the sentence of why for each rule named in the segments. All spans are in
    code points. Raises TilingError where the segments do not tile the raw text.
    """

    raw: str
    segments: tuple[Segment, ...]
    reasons: Mapping[str, str] = attrs.field(factory=dict[str, str], eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        expect(self.raw, str, "raw")
        expect(self.segments, tuple, "segments")
        expect(self.reasons, Mapping, "reasons")
        for segment in self.segments:
            if type(segment) is not Segment:
                raise WrongTypeError(f"segment must be Segment, not {type(segment).__name__}")
        check_tiling(self.raw, self.segments)

    @classmethod
    def unchecked(
        cls, raw: str, segments: tuple[Segment, ...], reasons: Mapping[str, str]
    ) -> Cleaned:
        """Make one of segments that tile the raw text by construction, as those of `clean` do."""
        cleaned = object.__new__(cls)
        for name, value in (("raw", raw), ("segments", segments), ("reasons", reasons)):
            object.__setattr__(cleaned, name, value)
        return cleaned

    @cached_property
    def text(self) -> str:
        """The body, one paragraph a line."""
        raw, body = self.raw, Label.BODY
        # Segment.says(), written out: most of a text's cost would be the calls.
        return "".join(
            [
                raw[segment.span[0] : segment.span[1]]
                if segment.replacement is None
                else segment.replacement
                for segment in self.segments
                if segment.label is body or segment.replacement
            ]
        )

    @property
    def removed(self) -> tuple[Segment, ...]:
        """The segments that are neither body nor white space nor lifted into the metadata."""
        kept = LIFTED | {Label.BODY, Label.SPACE}
        return tuple(segment for segment in self.segments if segment.label not in kept)

    def labelled(self, label: Label) -> tuple[Segment, ...]:
        """Give the segments of one label, in the order of the text.

        >>> from dprkcorpus import Label, clean
        >>> cleaned = clean("Pyongyang, July 9 (KCNA) -- The world remembers.")
        >>> [cleaned.raw[slice(*segment.span)] for segment in cleaned.labelled(Label.DATELINE)]
        ['Pyongyang, July 9 (KCNA) -- ']
        """
        expect(label, Label, "label")
        return tuple(segment for segment in self.segments if segment.label is label)

    @cached_property
    def _pieces(self) -> tuple[_Piece, ...]:
        pieces: list[_Piece] = []
        at = 0
        for segment in self.segments:
            length = len(segment.says(self.raw))
            if length:
                exact = segment.replacement is None
                pieces.append(_Piece(Span(at, at + length), segment.span, exact))
                at += length
        return tuple(pieces)

    @cached_property
    def _text_starts(self) -> list[int]:
        return [piece.text.start for piece in self._pieces]

    @cached_property
    def _raw_starts(self) -> list[int]:
        return [piece.raw.start for piece in self._pieces]

    def to_raw(self, span: Span) -> tuple[Span, ...]:
        r"""Give the spans of the raw text that a span of `text` stands for.

        >>> from dprkcorpus import Span, clean
        >>> cleaned = clean("Kim Jong Un , general secretary, spoke.")
        >>> cleaned.text
        'Kim Jong Un, general secretary, spoke.'
        >>> cleaned.to_raw(Span(0, 12))
        (Span(start=0, end=11), Span(start=12, end=13))

        More than one where something was removed in between; an empty span gives none. White
        space that stands for other white space is led back as a whole. Raises SpanError for a
        span that is not inside `text`.
        """
        start, end = check_span(span, len(self.text))
        spans: list[Span] = []
        first = max(bisect_right(self._text_starts, start) - 1, 0)
        last = bisect_left(self._text_starts, end)
        for piece in self._pieces[first:last] if start < end else ():
            if piece.exact:
                shift = piece.raw.start - piece.text.start
                low, high = max(start, piece.text.start), min(end, piece.text.end)
                spans.append(Span(low + shift, high + shift))
            else:
                spans.append(piece.raw)
        return tuple(merged(spans))

    def to_text(self, span: Span) -> tuple[Span, ...]:
        """Give the spans of `text` that a span of the raw text became.

        >>> from dprkcorpus import Span, clean
        >>> clean("Kim Jong Un , general secretary, spoke.").to_text(Span(9, 13))
        (Span(start=9, end=12),)

        None where all of it was removed. Raises SpanError for a span that is not inside `raw`.
        """
        start, end = check_span(span, len(self.raw))
        spans: list[Span] = []
        first = max(bisect_right(self._raw_starts, start) - 1, 0)
        last = bisect_left(self._raw_starts, end)
        for piece in self._pieces[first:last] if start < end else ():
            low, high = max(start, piece.raw.start), min(end, piece.raw.end)
            if low >= high:
                continue
            if piece.exact:
                shift = piece.text.start - piece.raw.start
                spans.append(Span(low + shift, high + shift))
            else:
                spans.append(piece.text)
        return tuple(merged(spans))

    def explain(self) -> str:
        """Tell every removal and every repair: place (line:column), label, rule, text, reason.

        >>> from dprkcorpus import clean
        >>> print(clean("The world remembers. -0-").explain())
        1:21 endmark (general/end-mark) ' -0-'
            The agency's sign that a story is over.

        Lines and columns count from 1, lines end with a line feed. Line breaks and the white space
        around them are left out.
        """
        told: list[str] = []
        line, line_start, at = 1, 0, 0
        for segment in self.segments:
            start, end = segment.span
            line += self.raw.count("\n", at, start)
            line_start = max(line_start, self.raw.rfind("\n", at, start) + 1)
            at = start
            words = self.raw[start:end]
            repaired = segment.replacement is not None and segment.rule not in PLAIN_SPACE
            if segment.label is Label.BODY and not repaired:
                continue
            if segment.label is Label.SPACE and not repaired:
                continue
            became = f" -> {segment.replacement!r}" if segment.replacement is not None else ""
            column = start - line_start + 1
            reason = self.reasons.get(segment.rule, "No reason was given with this segment.")
            told.append(f"{line}:{column} {segment.label} ({segment.rule}) {words!r}{became}")
            told.append(f"    {reason}")
        return "\n".join(told)

    def _repr_html_(self) -> str:
        """Show the raw text in colour, as notebooks do."""
        from ..views import cleaned_view

        return cleaned_view(self)


PLAIN_SPACE = frozenset({"space/line-break", "space/edge"})
"""Rules for white space that changes nothing of a paragraph, which `explain` leaves out."""
