"""Where the documents of a corpus lie, and how such a place is asked."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

import attrs

from .metadata.dates import FuzzyDate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from .document import Document
    from .metadata.model import Metadata

DATES = ("issued", "posted", "captured")
"""The fields of metadata that hold one date."""

WORDS = ("title", "publisher", "agency", "republisher", "byline", "genre", "section", "language")
"""The fields of metadata that hold words, which one can count, sort and group by."""

ROW = (
    *("id", "title", "issued", "earliest", "latest", "posted", "events"),
    *("publisher", "agency", "republisher", "byline", "place", "genre", "section", "language"),
    *("original_url", "capture_url", "captured", "rights"),
)
"""The columns of a row of `Corpus.metadata`."""

RELATIONS: Mapping[str, Callable[[FuzzyDate, FuzzyDate], bool]] = {
    "issued": FuzzyDate.within,
    "issued_within": FuzzyDate.certainly_within,
    "issued_overlaps": FuzzyDate.possibly_overlaps,
}
"""How a date of issue can lie to the time that is asked for, by the name of the filter."""


@attrs.frozen
class Question:
    """What is asked of metadata: `names` by field, times by relation, words of the title."""

    names: Mapping[str, str]
    times: Mapping[str, FuzzyDate]
    title: str | None = None


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


@runtime_checkable
class Catalogue(Source, Protocol):
    """A source that answers questions itself; `ids` of None stands for all documents.

    What it answers equals what `Read` finds out by reading one document after another.
    """

    def __len__(self) -> int: ...

    def has(self, id: str) -> bool:
        """Tell whether a document has this id."""
        ...

    def select(self, question: Question, ids: Sequence[str] | None) -> Sequence[str]:
        """Give the ids of those for whose metadata all that is asked holds, in their order."""
        ...

    def values(self, field: str, ids: Sequence[str] | None) -> Iterable[Any]:
        """Give the value of a field for each document: a word, the sort key of a date, or None."""
        ...

    def counts(self, field: str, ids: Sequence[str] | None) -> Mapping[str | None, int]:
        """Count the documents by a field of words."""
        ...

    def rows(self, ids: Sequence[str] | None) -> Iterator[dict[str, Any]]:
        """Give the columns of `ROW` for each document."""
        ...

    def texts(self, ids: Sequence[str] | None) -> Iterator[tuple[str, str | None, str]]:
        """Give id, title and text of each document."""
        ...

    def ranked(self, query: str) -> Iterable[str]:
        """Give the ids of those that a query of FTS5 finds, the best first."""
        ...

    def versions(self, id: str) -> Sequence[Document]:
        """Give a document in all its versions, the oldest first."""
        ...


@attrs.frozen
class Documents:
    """Documents that are in memory."""

    by_id: dict[str, Document]
    version: str = "0"
    withdrawn: tuple[str, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all documents."""
        return tuple(self.by_id)

    def metadata(self, id: str) -> Metadata:
        """Give what is known about a document."""
        return self.by_id[id].metadata

    def document(self, id: str) -> Document:
        """Give a document."""
        return self.by_id[id]

    def faults(self) -> Iterable[str]:
        """Give nothing: a document cannot be made with a fault."""
        return ()


class Read:
    """A catalogue of any source, which finds its answers by reading."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self.ids: tuple[str, ...] = tuple(source.ids)
        self._members = frozenset(self.ids)
        self._index: Any = None

    def metadata(self, id: str) -> Metadata:
        """Give what is known about a document, without opening its text."""
        return self._source.metadata(id)

    def document(self, id: str) -> Document:
        """Give a document; raises TextWithdrawn where its text was taken out."""
        return self._source.document(id)

    def faults(self) -> Iterable[str]:
        """Re-read everything, and give a sentence for each thing that is wrong."""
        return self._source.faults()

    @property
    def version(self) -> str:
        """The version of the data."""
        return self._source.version

    @property
    def withdrawn(self) -> Sequence[str]:
        """The ids of those whose text was taken out."""
        return self._source.withdrawn

    def __len__(self) -> int:
        return len(self.ids)

    def has(self, id: str) -> bool:
        """Tell whether a document has this id."""
        return id in self._members

    def select(self, question: Question, ids: Sequence[str] | None) -> Sequence[str]:
        """Give the ids of those for whose metadata all that is asked holds."""
        known = self.metadata
        found = self.ids if ids is None else ids
        for field, name in question.names.items():
            found = [id for id in found if getattr(known(id), field) == name]
        for relation, frame in question.times.items():
            found = _dated(found, known, RELATIONS[relation], frame)
        if question.title is not None:
            folded = question.title.casefold()
            found = [id for id in found if folded in (known(id).title or "").casefold()]
        return found

    def values(self, field: str, ids: Sequence[str] | None) -> Iterable[Any]:
        """Give the value of a field for each document."""
        found = [getattr(self.metadata(id), field) for id in (self.ids if ids is None else ids)]
        if field in DATES:
            # The order of dates, as tuples: comparing these costs far less than comparing dates.
            return [date and date.sort_key for date in found]
        return found

    def counts(self, field: str, ids: Sequence[str] | None) -> Mapping[str | None, int]:
        """Count the documents by a field of words."""
        return Counter(self.values(field, ids))

    def rows(self, ids: Sequence[str] | None) -> Iterator[dict[str, Any]]:
        """Give the columns of `ROW` for each document."""
        return (row(self.metadata(id)) for id in (self.ids if ids is None else ids))

    def texts(self, ids: Sequence[str] | None) -> Iterator[tuple[str, str | None, str]]:
        """Give id, title and text of each document."""
        for document in map(self.document, self.ids if ids is None else ids):
            yield document.id, document.title, document.text

    def ranked(self, query: str) -> Iterable[str]:
        """Give the ids of those that a query finds; the index is made when it is first needed."""
        from .search import Index

        if self._index is None:
            self._index = Index(self.texts(None))
        found: Iterable[str] = self._index.ranked(query)
        return found

    def versions(self, id: str) -> Sequence[Document]:
        """Give the one version that there is."""
        return (self.document(id),)


def row(known: Metadata) -> dict[str, Any]:
    """Give metadata as the flat row of a table, dates as EDTF, without what has many parts."""
    flat: dict[str, Any] = {name: getattr(known, name, None) for name in ROW}
    for name in DATES:
        flat[name] = flat[name] and flat[name].edtf
    flat["earliest"] = known.issued and known.issued.earliest
    flat["latest"] = known.issued and known.issued.latest
    flat["events"] = " ".join(event.edtf for event in known.events) or None
    flat["place"] = known.dateline and known.dateline.place
    flat["rights"] = known.rights and known.rights.statement
    return flat


def _dated(
    ids: Iterable[str],
    known: Callable[[str], Metadata],
    holds: Callable[[FuzzyDate, FuzzyDate], bool],
    frame: FuzzyDate,
) -> list[str]:
    """Give those issued on a date that holds against `frame`; each date is asked but once."""
    answers: dict[str, bool] = {}
    found: list[str] = []
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
