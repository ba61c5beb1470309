"""Corpus: many documents, looked up, filtered, counted, tabulated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

import attrs

from .document import Document, Sentence
from .errors import FaultsError, UnknownDocumentError, UnknownNameError, WrongTypeError, expect
from .metadata.dates import FuzzyDate

if TYPE_CHECKING:
    from .metadata.model import Metadata


class Source(Protocol):
    """Where the documents of a corpus lie; a corpus asks for no text before it needs one."""

    @property
    def version(self) -> str:
        """The version of the data."""
        ...

    @property
    def ids(self) -> Sequence[str]:
        """The ids of all documents, in their order."""
        ...

    @property
    def withdrawn(self) -> Sequence[str]:
        """The ids of those whose text was taken out."""
        ...

    def metadata(self, id: str) -> Metadata:
        """Give what is known about a document, without opening its text."""
        ...

    def document(self, id: str) -> Document:
        """Give a document; raises TextWithdrawn where its text was taken out."""
        ...

    def faults(self) -> Iterable[str]:
        """Re-read everything, and give a sentence for each thing that is wrong."""
        ...


@attrs.frozen
class _Documents:
    """Documents that are in memory."""

    by_id: dict[str, Document]
    version: str = "0"
    withdrawn: tuple[str, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(self.by_id)

    def metadata(self, id: str) -> Metadata:
        return self.by_id[id].metadata

    def document(self, id: str) -> Document:
        return self.by_id[id]

    def faults(self) -> Iterable[str]:
        return ()


class Corpus(Collection[Document]):
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
        self._source = source
        self._ids = tuple(source.ids if ids is None else ids)

    @cached_property
    def _members(self) -> frozenset[str]:
        return frozenset(self._ids)

    @classmethod
    def of(cls, documents: Iterable[Document]) -> Corpus:
        """Make a corpus of documents in memory; raises FaultsError where an id comes twice.

        >>> from dprkcorpus import Record, process
        >>> Corpus.of([process(Record("It rained.", id="a-1"))]).ids
        ('a-1',)
        """
        by_id: dict[str, Document] = {}
        faults = []
        for document in documents:
            expect(document, Document, "document")
            if document.id in by_id:
                faults.append(f"the id {document.id!r} comes twice")
            by_id[document.id] = document
        if faults:
            raise FaultsError("corpus", faults)
        return cls(_Documents(by_id))

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the documents, in order."""
        return self._ids

    @property
    def withdrawn(self) -> tuple[str, ...]:
        """The ids of documents whose text was taken out; their metadata stay."""
        return tuple(self._source.withdrawn)

    @property
    def version(self) -> str:
        """The version of the data, which is not that of the code."""
        return self._source.version

    def __len__(self) -> int:
        return len(self._ids)

    def __iter__(self) -> Iterator[Document]:
        return map(self._source.document, self._ids)

    def __contains__(self, item: object) -> bool:
        if isinstance(item, Document):
            return item.id in self._members and self._source.document(item.id) == item
        return item in self._members

    def __getitem__(self, id: str) -> Document:
        """Give one document; raises UnknownDocumentError (a KeyError), TextWithdrawn."""
        expect(id, str, "id")
        if id not in self._members and id not in self._source.withdrawn:
            raise UnknownDocumentError(id, self._ids)
        return self._source.document(id)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Corpus):
            return NotImplemented
        return self._ids == other._ids and (
            self._source is other._source or all(map(Document.__eq__, self, other))
        )

    def __hash__(self) -> int:
        return hash(self._ids)

    def __repr__(self) -> str:
        return f"<Corpus of {len(self)} documents, version {self.version}>"

    def describe(self, id: str) -> Metadata:
        """Give what is known about one document, also a withdrawn one, without opening its text.

        >>> import dprkcorpus
        >>> dprkcorpus.load().describe("non-aligned-movement").publisher
        'The Pyongyang Times'
        """
        expect(id, str, "id")
        if id not in self._members and id not in self._source.withdrawn:
            raise UnknownDocumentError(id, self._ids)
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
        for id in self._ids:
            yield _flat(self._source.metadata(id))

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
        counts = Counter(getattr(self._source.metadata(id), field) for id in self._ids)
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
        several texts one is enough. Texts are opened for `text` and `predicate` alone. Raises
        UnknownNameError for a name that no document has, with those near it.
        """
        ids: Iterable[str] = self._ids
        known = self._source.metadata
        names = {
            "publisher": publisher,
            "agency": agency,
            "genre": genre,
            "language": language,
            "section": section,
            "republisher": republisher,
        }
        for field, name in names.items():
            if name is None:
                continue
            expect(name, str, field)
            found = [id for id in ids if getattr(known(id), field) == name]
            if not found:
                self._check_name(field, name)
            ids = found
        for wanted, holds in (
            (issued, FuzzyDate.within),
            (issued_within, FuzzyDate.certainly_within),
            (issued_overlaps, FuzzyDate.possibly_overlaps),
        ):
            if wanted is not None:
                frame = wanted if isinstance(wanted, FuzzyDate) else FuzzyDate.parse(wanted)
                ids = _dated(ids, known, holds, frame)
        if title is not None:
            expect(title, str, "title")
            folded = title.casefold()
            ids = [id for id in ids if folded in (known(id).title or "").casefold()]
        if text is not None:
            words = [one.casefold() for one in _words(text)]
            ids = [
                id
                for id in ids
                if any(word in self._source.document(id).text.casefold() for word in words)
            ]
        if predicate is not None:
            if not callable(predicate):
                raise WrongTypeError(f"predicate must be callable, not {type(predicate).__name__}")
            ids = [id for id in ids if predicate(self._source.document(id))]
        return Corpus(self._source, ids)

    def _check_name(self, field: str, name: str) -> None:
        """Raise UnknownNameError where no document at all has this name, rather than find none."""
        names = {getattr(self._source.metadata(id), field) for id in self._source.ids} - {None}
        if name not in names:
            raise UnknownNameError(field, name, names)

    def sorted(self, by: str = "issued", *, reverse: bool = False) -> Corpus:
        """Give the same documents in the order of a field; those without it come last.

        >>> import dprkcorpus
        >>> dprkcorpus.load().sorted("issued").ids[0]
        'support-and-solidarity'
        """
        expect(by, str, "by")
        fields = (*WORDS, "id", "issued", "posted", "captured")
        if by not in fields:
            raise UnknownNameError("field", by, fields)
        value: dict[str, Any] = {id: getattr(self._source.metadata(id), by) for id in self._ids}
        if by in ("issued", "posted", "captured"):
            # The order of dates, as tuples: comparing these costs far less than comparing dates.
            value = {id: date and date.sort_key for id, date in value.items()}
        with_it = sorted((id for id in self._ids if value[id] is not None), key=value.__getitem__)
        without = [id for id in self._ids if value[id] is None]
        return Corpus(self._source, [*(reversed(with_it) if reverse else with_it), *without])

    def grouped(self, by: str) -> dict[str | None, Corpus]:
        """Give a corpus for each value of a field, in the order of `facets`.

        >>> import dprkcorpus
        >>> {agency: len(group) for agency, group in dprkcorpus.load().grouped("agency").items()}
        {None: 3, 'KCNA': 2}
        """
        groups: dict[str | None, list[str]] = {value: [] for value in self.facets(by)}
        for id in self._ids:
            groups[getattr(self._source.metadata(id), by)].append(id)
        return {value: Corpus(self._source, ids) for value, ids in groups.items()}


ROW = (
    "id",
    "title",
    "issued",
    "earliest",
    "latest",
    "posted",
    "events",
    "publisher",
    "agency",
    "republisher",
    "byline",
    "place",
    "genre",
    "section",
    "language",
    "original_url",
    "capture_url",
    "captured",
    "rights",
)
"""The columns of a row of `Corpus.metadata`."""

WORDS = ("title", "publisher", "agency", "republisher", "byline", "genre", "section", "language")
"""The fields of metadata that hold words, which one can count, sort and group by."""


def _flat(known: Metadata) -> dict[str, Any]:
    row: dict[str, Any] = {name: getattr(known, name, None) for name in ROW}
    for name in ("issued", "posted", "captured"):
        row[name] = row[name] and row[name].edtf
    row["earliest"] = known.issued and known.issued.earliest
    row["latest"] = known.issued and known.issued.latest
    row["events"] = " ".join(event.edtf for event in known.events) or None
    row["place"] = known.dateline and known.dateline.place
    row["rights"] = known.rights and known.rights.statement
    return row


def _dated(
    ids: Iterable[str],
    known: Callable[[str], Metadata],
    holds: Callable[[FuzzyDate, FuzzyDate], bool],
    frame: FuzzyDate,
) -> list[str]:
    """Give those issued on a date that holds against `frame`; each date is asked but once."""
    answers: dict[str, bool] = {}
    found = []
    for id in ids:
        date = known(id).issued
        if date is None:
            continue
        answer = answers.get(date.edtf)
        if answer is None:
            answer = answers[date.edtf] = holds(date, frame)
        if answer:
            found.append(id)
    return found


def _words(text: str | Collection[str]) -> tuple[str, ...]:
    if isinstance(text, str):
        return (text,)
    expect(text, (tuple, list, set, frozenset), "text")
    for one in text:
        expect(one, str, "text")
    return tuple(text)
