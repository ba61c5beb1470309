"""Document: a cleaned text with its metadata, its paragraphs and its sentences."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, cast

import attrs

from .cleaning.cleaned import Cleaned
from .errors import FaultsError, SpanError, WrongTypeError, expect
from .metadata.model import Metadata
from .segments import Label, Segment
from .spans import Span, check_span


@attrs.frozen
class Sentence:
    """A sentence: its place among the others, in the clean text and in the raw text.

    `index` counts from 0 in the document, `paragraph` is the index of its paragraph; `span` is in
    the clean text, `raw_spans` in the raw text (several where something was removed inside).
    """

    index: int
    span: Span
    raw_spans: tuple[Span, ...]
    text: str
    paragraph: int


@attrs.frozen
class Paragraph:
    """A paragraph: its place, its text and its sentences.

    `index` counts from 0 in the document; `span` is in the clean text, `raw_spans` in the raw text.
    """

    index: int
    span: Span
    raw_spans: tuple[Span, ...]
    text: str
    sentences: tuple[Sentence, ...]


def _sentences_of(cleaned: Cleaned) -> tuple[Span, ...]:
    # Imported here: a document from a catalogue has its sentences, and need not wait for this.
    from .sentences import sentence_spans

    expect(cleaned, Cleaned, "cleaned")
    return tuple(sentence_spans(cleaned.text))


def _check_sentences(spans: tuple[Span, ...], text: str) -> None:
    at, length = 0, len(text)
    for span in spans:
        if type(span) is not Span:
            raise WrongTypeError(f"sentence must be Span, not {type(span).__name__}")
        start, end = span
        # Most are as they should be: only the others are asked what is wrong with them.
        if type(start) is not int or type(end) is not int or not at <= start < end <= length:
            check_span(span, length)
        if start < at or start == end or (start > at and text[at:start].strip()):
            raise SpanError(f"sentence {tuple(span)} overlaps, is empty, or leaves words before it")
        at = end
    if text[at:].strip():
        raise SpanError(f"words are left after the last sentence, at {at}")


@attrs.frozen
class Document:
    r"""A text that can be cited: what was received, what of it is the article, and what is known.

    >>> from dprkcorpus import Record, process
    >>> raw = "For peace\n\nPyongyang, May 4 (KCNA) -- It rained. It stopped."
    >>> document = process(Record(raw))
    >>> document.title
    'For peace'
    >>> [sentence.text for sentence in document.sentences]
    ['It rained.', 'It stopped.']
    >>> document.sentences[1].raw_spans
    (Span(start=49, end=60),)

    `sentence_spans` are in the clean text and are found in it where they are not given. Raises
    WrongTypeError, and SpanError for sentences that are not in order, overlap or leave words out.
    """

    cleaned: Cleaned
    metadata: Metadata
    sentence_spans: tuple[Span, ...] = attrs.field(
        default=attrs.Factory(lambda self: _sentences_of(self.cleaned), takes_self=True)
    )

    def __attrs_post_init__(self) -> None:
        expect(self.cleaned, Cleaned, "cleaned")
        expect(self.metadata, Metadata, "metadata")
        expect(self.sentence_spans, tuple, "sentence_spans")
        _check_sentences(self.sentence_spans, self.cleaned.text)

    @property
    def id(self) -> str:
        """The name of the document in its corpus."""
        return self.metadata.id

    @property
    def raw(self) -> str:
        """The text as it was received."""
        return self.cleaned.raw

    @property
    def text(self) -> str:
        """The article without its title, one paragraph a line."""
        return self.cleaned.text

    @property
    def title(self) -> str | None:
        """The headline, where it is known."""
        return self.metadata.title

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs; a line break inside a sentence does not end one.

        >>> from dprkcorpus import load
        >>> load()["non-aligned-movement"].paragraphs[7].sentences[1].text[:18]
        'NATO is accelerati'
        """
        text, to_raw = self.cleaned.text, self.cleaned.to_raw
        groups: list[list[Span]] = []
        at = 0
        for span in self.sentence_spans:
            if not groups or "\n" in text[at : span.start]:
                groups.append([])
            groups[-1].append(span)
            at = span.end
        paragraphs: list[Paragraph] = []
        index = 0
        for number, group in enumerate(groups):
            sentences: list[Sentence] = []
            for span in group:
                words = text[span.start : span.end]
                sentences.append(Sentence(index, span, to_raw(span), words, number))
                index += 1
            whole = Span(group[0].start, group[-1].end)
            words = text[whole.start : whole.end]
            paragraphs.append(Paragraph(number, whole, to_raw(whole), words, tuple(sentences)))
        return tuple(paragraphs)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences, in the order of the text."""
        return tuple(one for paragraph in self.paragraphs for one in paragraph.sentences)

    def cite(self, style: str = "bibtex") -> str:
        """Give the document's entry in a list of references; see `dprkcorpus.export.cite`.

        >>> import dprkcorpus
        >>> print(dprkcorpus.load()["global-independence"].cite().splitlines()[0])
        @misc{global-independence,
        """
        from .export.citation import cite

        return cite(self, style)

    def _repr_html_(self) -> str:
        """Show the document as notebooks do."""
        from .views import document_view

        return document_view(self)

    def to_dict(self) -> dict[str, Any]:
        """Give the document as JSON holds it.

        >>> from dprkcorpus import Record, process
        >>> plain = process(Record("It rained.", id="a-1")).to_dict()
        >>> plain["segments"], plain["sentences"], plain["metadata"]["id"]
        ([[0, 10, 'body', 'body/paragraph']], [[0, 10]], 'a-1')

        Segments are lists of start, end, label, rule and, where there is one, replacement. JSON
        holds every text but one with the two halves of a surrogate pair as two characters, which
        its escapes make one; `from_dict` refuses that.
        """
        return {
            "raw": self.raw,
            "text": self.text,
            "segments": [
                [*segment.span, segment.label.value, segment.rule]
                + ([] if segment.replacement is None else [segment.replacement])
                for segment in self.cleaned.segments
            ],
            "reasons": dict(sorted(self.cleaned.reasons.items())),
            "sentences": [list(span) for span in self.sentence_spans],
            "metadata": self.metadata.to_dict(),
        }

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Document:
        """Read back what `to_dict` gave.

        Raises FaultsError for missing parts, for offsets told in anything but code points, and for
        a `text` that is not what the segments say, besides what its parts raise: TilingError,
        SpanError, MetadataError, DateError.
        """
        expect(plain, Mapping, "document")
        needed = ("raw", "segments", "sentences", "metadata")
        if faults := [f"there is no {name!r}" for name in needed if name not in plain]:
            raise FaultsError("document", faults)
        if plain.get("offsets", "code points") != "code points":
            raise FaultsError("document", [f"its offsets are {plain['offsets']}, not code points"])
        segments, spans = spans_from_plain("document", plain["segments"], plain["sentences"])
        cleaned = Cleaned(plain["raw"], segments, plain.get("reasons", {}))
        if plain.get("text", cleaned.text) != cleaned.text:
            raise FaultsError("document", ["the text is not what the segments say"])
        return cls(cleaned, Metadata.from_dict(plain["metadata"]), spans)


def spans_from_plain(
    name: str, segments: object, sentences: object
) -> tuple[tuple[Segment, ...], tuple[Span, ...]]:
    """Read back segments and sentences from the lists that `to_dict` makes of them.

    Raises WrongTypeError for what is no list, and FaultsError, under the `name` of what holds
    them, for lists of another form.
    """
    expect(segments, list, "segments")
    expect(sentences, list, "sentences")
    try:
        tiles = tuple(
            Segment(Span(start, end), Label(label), rule, *replacement)
            for start, end, label, rule, *replacement in cast("list[Any]", segments)
        )
        return tiles, tuple(Span(start, end) for start, end in cast("list[Any]", sentences))
    except (TypeError, ValueError) as error:
        raise FaultsError(name, [f"segments or sentences: {error}"]) from error
