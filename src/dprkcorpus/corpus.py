"""Corpus: many documents, looked up, searched, filtered, counted, tabulated."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal, cast

from .document import Document, Sentence
from .errors import (
    FaultsError,
    UnknownDocumentError,
    UnknownNameError,
    UnknownOptionError,
    WrongTypeError,
    expect,
)
from .metadata.dates import FuzzyDate
from .sources import DATES, RELATIONS, ROW, WORDS, Catalogue, Documents, Question, Read, Source
from .wording import count

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .concordance import Line
    from .metadata.model import Metadata
    from .search import Hit

__all__ = ["ROW", "WORDS", "Corpus", "Source"]


# Any, not Document, or type checkers would take `id in corpus` for a mistake.
class Corpus(Collection[Any]):
    """Documents in a fixed order, by id; what is asked of it gives a Corpus again.

    >>> import dprkcorpus
    >>> corpus = dprkcorpus.load()
    >>> len(corpus), corpus.ids[0]
    (5, 'freedom-of-nations')
    >>> corpus.where(agency="KCNA", issued="2024").ids
    ('freedom-of-nations',)
    >>> "global-independence" in corpus
    True

    It is immutable and may be used from many threads.
    """

    def __init__(self, source: Source, ids: Iterable[str] | None = None) -> None:
        answers = hasattr(type(source), "select")
        self._source: Catalogue = cast("Catalogue", source) if answers else Read(source)
        self._some = None if ids is None else tuple(ids)

    @cached_property
    def _members(self) -> frozenset[str]:
        return frozenset(self.ids)

    def _has(self, id: object) -> bool:
        if self._some is None:
            return isinstance(id, str) and self._source.has(id)
        return id in self._members

    @classmethod
    def of(cls, documents: Iterable[Document]) -> Corpus:
        """Make a corpus of documents in memory; raises FaultsError where an id comes twice.

        >>> from dprkcorpus import Record, process
        >>> Corpus.of([process(Record("It rained.", id="a-1"))]).ids
        ('a-1',)
        """
        by_id: dict[str, Document] = {}
        faults: list[str] = []
        for document in documents:
            expect(document, Document, "document")
            if document.id in by_id:
                faults.append(f"the id {document.id!r} comes twice")
            by_id[document.id] = document
        if faults:
            raise FaultsError("corpus", faults)
        return cls(Documents(by_id))

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The ids of the documents, in order."""
        return tuple(self._source.ids) if self._some is None else self._some

    @property
    def withdrawn(self) -> tuple[str, ...]:
        """The ids of documents whose text was taken out; their metadata stay."""
        return tuple(self._source.withdrawn)

    @property
    def version(self) -> str:
        """The version of the data, which is not that of the code."""
        return self._source.version

    def __len__(self) -> int:
        return len(self._source if self._some is None else self._some)

    def __iter__(self) -> Iterator[Document]:
        return map(self._source.document, self.ids)

    def __contains__(self, item: object) -> bool:
        if isinstance(item, Document):
            return self._has(item.id) and self._source.document(item.id) == item
        return self._has(item)

    def __getitem__(self, id: str) -> Document:
        """Give one document; raises UnknownDocumentError (a KeyError), TextWithdrawn."""
        self._expect(id)
        return self._source.document(id)

    def _expect(self, id: str) -> None:
        expect(id, str, "id")
        if not self._has(id) and id not in self._source.withdrawn:
            raise UnknownDocumentError(id, self.ids)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Corpus):
            return NotImplemented
        return self.ids == other.ids and (
            self._source is other._source or all(map(Document.__eq__, self, other))
        )

    def __hash__(self) -> int:
        return hash(self.ids)

    def __repr__(self) -> str:
        return f"<Corpus of {count(len(self), 'document')}, version {self.version}>"

    def _repr_html_(self) -> str:
        """Show the corpus as notebooks do."""
        from .views import corpus_view

        return corpus_view(self)

    def describe(self, id: str) -> Metadata:
        """Give what is known about one document, also a withdrawn one, without opening its text.

        >>> import dprkcorpus
        >>> dprkcorpus.load().describe("non-aligned-movement").publisher
        'The Pyongyang Times'
        """
        self._expect(id)
        return self._source.metadata(id)

    def metadata(self) -> Iterator[dict[str, Any]]:
        """Give a flat row for each document, without opening a text.

        >>> import dprkcorpus
        >>> row = next(dprkcorpus.load().metadata())
        >>> row["issued"], row["earliest"].isoformat(), row["publisher"]
        ('2024-02-19', '2024-02-19', 'Naenara')

        Dates are EDTF; `earliest` and `latest` are the bounds of `issued` as datetime.date. What
        is not known is None.
        """
        return self._source.rows(self._some)

    def sentences(self) -> Iterator[tuple[str, Sentence]]:
        """Give every sentence with the id of its document, one document at a time.

        >>> import dprkcorpus
        >>> id, sentence = next(dprkcorpus.load().sentences())
        >>> id, sentence.span
        ('freedom-of-nations', Span(start=0, end=159))
        """
        for document in self:
            for sentence in document.sentences:
                yield document.id, sentence

    def to_arrow(
        self,
        columns: Collection[str] | None = None,
        *,
        level: Literal["documents", "paragraphs", "sentences"] = "documents",
    ) -> Any:
        """Give a pyarrow.RecordBatchReader, which reads while it is read (extra `arrow`).

        `columns` are some of `dprkcorpus.arrow.SCHEMAS[level]`, all without it; what is not
        asked for is not made, and no text is opened where no column needs one. What takes a table
        takes the corpus itself: `polars.DataFrame(corpus)`, `pyarrow.table(corpus)`. Raises
        UnknownNameError for another level or column, MissingExtraError.
        """
        from .arrow.streams import stream

        return stream(self._source, self._some, columns, level)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Give the documents to whatever takes a table by Arrow's PyCapsule interface."""
        return self.to_arrow().__arrow_c_stream__(requested_schema)

    def search(self, query: str, *, limit: int = 20) -> tuple[Hit, ...]:
        """Give the documents in which a query finds something, the best first.

        >>> import dprkcorpus
        >>> hit = dprkcorpus.load().search("non-aligned movement NEAR/5 admitted")[0]
        >>> hit.id, hit.spans
        ('non-aligned-movement', (Span(start=13, end=21), Span(start=29, end=49)))

        Words in a row must all be there, words in quotation marks follow each other; NEAR and
        NEAR/n are between phrases that are at most 10 or n words apart. AND, OR, NOT, brackets,
        `word*` and `title:word` are understood; case and accents do not count. A corpus without
        an index of its own makes one in memory when it is first searched. Raises QueryError.
        """
        from .search import Hit, Hits, Marker, to_fts5

        expect(limit, int, "limit")
        asked = to_fts5(query)
        found = (id for id in self._source.ranked(asked) if self._has(id))
        hits: list[Hit] = []
        with Marker(asked) as marker:
            for id in islice(found, limit):
                document = self._source.document(id)
                spans, excerpt = marker.mark(document.title, document.text)
                raw = tuple(one for span in spans for one in document.cleaned.to_raw(span))
                hits.append(Hit(id, document.title, spans, raw, excerpt))
        return Hits(hits)

    def kwic(self, pattern: str, *, width: int = 40, regex: bool = False) -> Iterator[Line]:
        """Give each place where words stand, with `width` characters before and after it.

        >>> import dprkcorpus
        >>> print(next(dprkcorpus.load().kwic("non-aligned movement", width=20)))
        was admitted to the  [Non-Aligned Movement]  on August 25 1975 w

        The words follow each other, with whatever white space between them and whatever their
        case; with `regex`, `pattern` is a regular expression of the package `regex`. Documents
        are opened one at a time. Raises QueryError for what is no regular expression, or one
        that takes too long.
        """
        from .concordance import Line, Lines, expression, matches

        expect(width, int, "width")
        looked_for = expression(pattern, words=not regex)

        def lines() -> Iterator[Line]:
            for id, _, text in self._source.texts(self._some):
                to_raw = None
                for span in matches(looked_for, text):
                    to_raw = to_raw or self._source.document(id).cleaned.to_raw
                    start, end = span
                    left, right = text[max(start - width, 0) : start], text[end : end + width]
                    yield Line(id, left, text[start:end], right, span, to_raw(span))

        return Lines(lines)

    def versions(self, id: str) -> tuple[Document, ...]:
        """Give a document in all its versions, the oldest first; its source may have edited it.

        >>> import dprkcorpus
        >>> len(dprkcorpus.load().versions("global-independence"))
        1
        """
        self._expect(id)
        return tuple(self._source.versions(id))

    def duplicates(self, threshold: float = 1.0) -> tuple[tuple[str, ...], ...]:
        """Give groups of documents with the same text, the original first.

        >>> import dprkcorpus
        >>> dprkcorpus.load().duplicates()
        ()

        Case, punctuation and white space do not count. Below a threshold of 1, texts need only
        share that part of their rows of five words (the extra `dedup`). The original is the one
        whose publisher is its agency, else one that credits an agency, else one that no other
        site republished; of several the one issued first, then the one first in the corpus.
        Raises FaultsError for a threshold not above 0 and at most 1, and MissingExtraError.
        """
        from .duplicates import alike, originality

        def order(id: str) -> tuple[object, ...]:
            return originality(self._source.metadata(id))

        groups = alike(((id, text) for id, _, text in self._source.texts(self._some)), threshold)
        return tuple(tuple(sorted(group, key=order)) for group in groups)

    def cite(self, style: str = "bibtex") -> str:
        """Give the list of references of all documents; see `dprkcorpus.export.cite`.

        >>> import dprkcorpus
        >>> dprkcorpus.load().cite().count("@")
        5
        """
        from .export.citation import cite

        return cite(self, style)

    def verify(self) -> tuple[str, ...]:
        """Re-read everything; give a sentence for each fault, none where all is well.

        >>> import dprkcorpus
        >>> dprkcorpus.load().verify()
        ()
        """
        return tuple(self._source.faults())

    def facets(self, field: str) -> dict[str | None, int]:
        """Count the documents by a field of their metadata, the most frequent first.

        >>> import dprkcorpus
        >>> dprkcorpus.load().facets("agency")
        {None: 3, 'KCNA': 2}

        Raises UnknownNameError for what is no field of words.
        """
        expect(field, str, "field")
        if field not in WORDS:
            raise UnknownNameError("field", field, WORDS)
        counts = self._source.counts(field, self._some)
        return dict(sorted(counts.items(), key=lambda one: (-one[1], one[0] or "")))

    def where(
        self,
        *,
        publisher: str | None = None,
        agency: str | None = None,
        genre: str | None = None,
        language: str | None = None,
        section: str | None = None,
        republisher: str | None = None,
        issued: str | FuzzyDate | None = None,
        issued_within: str | FuzzyDate | None = None,
        issued_overlaps: str | FuzzyDate | None = None,
        title: str | None = None,
        text: str | Collection[str] | None = None,
        predicate: Callable[[Document], object] | None = None,
        duplicates: Literal["first"] | None = None,
    ) -> Corpus:
        """Give the documents for which all that is said holds, as a Corpus.

        >>> import dprkcorpus
        >>> corpus = dprkcorpus.load()
        >>> corpus.where(issued_overlaps="2021").ids
        ('global-independence',)
        >>> corpus.where(issued_within="2021").ids
        ()
        >>> corpus.where(text=("multipolarization", "AUKUS")).ids
        ('freedom-of-nations', 'non-aligned-movement')

        Names must be equal to those of the corpus. Dates are EDTF: `issued` asks for documents
        whose date of issue, as it is stated, lies in that time, `issued_within` for those that
        were certainly issued in it, which no date marked as uncertain is, `issued_overlaps` for
        those that may have been. `title` and `text` look for words, whatever their case; of
        several texts one is enough. `duplicates="first"` leaves out, at last, all but the first of
        each group of `duplicates()`. Texts are opened for these, `text` and `predicate` alone.
        Raises UnknownNameError for a name that no document has, with those near it.
        """
        asked = {
            "publisher": publisher,
            "agency": agency,
            "genre": genre,
            "language": language,
            "section": section,
            "republisher": republisher,
        }
        names = {field: name for field, name in asked.items() if name is not None}
        for field, name in names.items():
            expect(name, str, field)
        times = dict(zip(RELATIONS, (issued, issued_within, issued_overlaps), strict=True))
        frames = {
            relation: time if isinstance(time, FuzzyDate) else FuzzyDate.parse(time)
            for relation, time in times.items()
            if time is not None
        }
        if title is not None:
            expect(title, str, "title")
        ids: Sequence[str] | None = self._some
        if names or frames or title is not None:
            ids = self._source.select(Question(names, frames, title), ids)
            if not ids:
                self._check_names(names)
        if text is not None:
            words = [one.casefold() for one in _words(text)]
            ids = [
                id
                for id, _, found in (self._source.texts(ids) if words else ())
                if any(word in found.casefold() for word in words)
            ]
        if predicate is not None:
            if not callable(predicate):
                raise WrongTypeError(f"predicate must be callable, not {type(predicate).__name__}")
            members = self._source.ids if ids is None else ids
            ids = [id for id in members if predicate(self._source.document(id))]
        found = Corpus(self._source, ids)
        if duplicates is None:
            return found
        if duplicates != "first":
            raise UnknownOptionError("choice of duplicates", str(duplicates), ["first"])
        copies = {id for group in found.duplicates() for id in group[1:]}
        return Corpus(self._source, [id for id in found.ids if id not in copies])

    def _check_names(self, names: dict[str, str]) -> None:
        """Raise UnknownNameError where no document at all has a name, rather than find none."""
        for field, name in names.items():
            known = self._source.counts(field, None).keys() - {None}
            if name not in known:
                raise UnknownNameError(field, name, cast("set[str]", known))

    def sorted(self, by: str = "issued", *, reverse: bool = False) -> Corpus:
        """Give the same documents in the order of a field; those without it come last.

        >>> import dprkcorpus
        >>> dprkcorpus.load().sorted("issued").ids[0]
        'support-and-solidarity'
        """
        expect(by, str, "by")
        fields = (*WORDS, "id", *DATES)
        if by not in fields:
            raise UnknownNameError("field", by, fields)
        value = dict(zip(self.ids, self._source.values(by, self._some), strict=True))
        with_it = sorted((id for id in self.ids if value[id] is not None), key=value.__getitem__)
        without = [id for id in self.ids if value[id] is None]
        return Corpus(self._source, [*(reversed(with_it) if reverse else with_it), *without])

    def grouped(self, by: str) -> dict[str | None, Corpus]:
        """Give a corpus for each value of a field, in the order of `facets`.

        >>> import dprkcorpus
        >>> {agency: len(group) for agency, group in dprkcorpus.load().grouped("agency").items()}
        {None: 3, 'KCNA': 2}
        """
        groups: dict[str | None, list[str]] = {value: [] for value in self.facets(by)}
        for id, value in zip(self.ids, self._source.values(by, self._some), strict=True):
            groups[value].append(id)
        return {value: Corpus(self._source, ids) for value, ids in groups.items()}


def _words(text: str | Collection[str]) -> tuple[str, ...]:
    if isinstance(text, str):
        return (text,)
    expect(text, (tuple, list, set, frozenset), "text")
    for one in text:
        expect(one, str, "text")
    return tuple(text)
