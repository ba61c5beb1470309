"""A data set in Parquet as the source of a corpus: columns and rows are read when asked for."""

from __future__ import annotations

from collections import Counter
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from ..errors import CorpusFileError, DprkcorpusError, UnknownDocumentError
from ..metadata.dates import FuzzyDate
from ..sources import DATES, RELATIONS, ROW, Read
from .columns import batch_of, document_of, metadata_of
from .files import Files
from .schema import POSITION, SCHEMA, pa, schema_of

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from ..document import Document
    from ..metadata.model import Metadata
    from ..sources import Question

_ROWS = 1024
"""How many rows are put in order at a time."""
_KEPT = 8
"""How many row groups, which have some 3 MB each, are kept for the next document."""


class Dataset:
    """The documents of a data set; rows with an `error` are none.

    They are in the order of `position` where the files have this column, else of the files.
    """

    withdrawn: tuple[str, ...] = ()

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._files = Files(path)
        self._kept = lru_cache(_KEPT)(self._files.read)

    def __reduce__(self) -> tuple[type[Dataset], tuple[Path]]:
        return Dataset, (self._files.path,)

    @cached_property
    def _places(self) -> list[tuple[str, int, int]]:
        """The id of each document, the number of its row group, and of the row in that."""
        places: list[tuple[int, str, int, int]] = []
        for number, (file, _) in enumerate(self._files.groups):
            names = self._files.names(file)
            wanted = [name for name in ("id", "error", POSITION) if name in names]
            columns = self._files.read(number, wanted).to_pydict()
            rows = len(columns["id"])
            positions = columns.get(POSITION, [0] * rows)
            told = zip(positions, columns["id"], columns["error"], strict=True)
            for row, (position, id, error) in enumerate(told):
                if error is None:
                    places.append((position, id, number, row))
        places.sort(key=lambda place: place[0])
        return [place[1:] for place in places]

    @cached_property
    def _numbers(self) -> dict[str, int]:
        numbers = {id: number for number, id in enumerate(self.ids)}
        if len(numbers) < len(self.ids):
            twice = next(id for id, count in Counter(self.ids).items() if count > 1)
            raise CorpusFileError(str(self._files.path), f"the id {twice!r} comes twice")
        return numbers

    @cached_property
    def _ids(self) -> tuple[str, ...]:
        return tuple(place[0] for place in self._places)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all documents."""
        return self._ids

    @property
    def version(self) -> str:
        """The version of the data that was written, where the files say it."""
        return self._files.version

    def __len__(self) -> int:
        return len(self._places)

    def has(self, id: str) -> bool:
        """Tell whether a document has this id."""
        return id in self._numbers

    def _row(self, id: str) -> tuple[dict[str, Any], Mapping[str, str]]:
        """Give the row of a document, and the reasons of rules."""
        if not self.has(id):
            raise UnknownDocumentError(id, self.ids)
        _, number, at = self._places[self._numbers[id]]
        (row,) = self._kept(number).slice(at, 1).to_pylist()
        return row, self._files.reasons(self._files.groups[number][0])

    def metadata(self, id: str) -> Metadata:
        """Give what is known about a document."""
        return metadata_of(self._row(id)[0])

    def document(self, id: str) -> Document:
        """Give a document."""
        return document_of(*self._row(id))

    def versions(self, id: str) -> tuple[Document, ...]:
        """Give the one version that there is."""
        return (self.document(id),)

    def _tables(self, columns: Sequence[str], ids: Sequence[str] | None) -> Iterator[Any]:
        """Give columns of documents in their order, so many rows at a time."""
        columns = list(columns)
        schema = schema_of("documents", columns)
        places = self._places
        if ids is not None:
            places = [places[self._numbers[id]] for id in ids if self.has(id)]
        for start in range(0, len(places), _ROWS):
            chunk = places[start : start + _ROWS]
            groups: dict[int, list[tuple[int, int]]] = {}
            for at, (_, number, row) in enumerate(chunk):
                groups.setdefault(number, []).append((row, at))
            parts: list[Any] = []
            order: list[int] = []
            for number, wanted in groups.items():
                table = self._files.read(number, columns).select(columns)
                parts.append(table.take([row for row, _ in wanted]).cast(schema))
                order += [at for _, at in wanted]
            whole = pa.concat_tables(parts)
            if order != sorted(order):
                whole = whole.take(sorted(range(len(order)), key=order.__getitem__))
            yield whole

    def batches(self, ids: Sequence[str] | None, schema: Any) -> Iterator[Any]:
        """Give documents as batches with the columns of `schema`."""
        for table in self._tables(schema.names, ids):
            yield from table.combine_chunks().to_batches()

    def select(self, question: Question, ids: Sequence[str] | None) -> Sequence[str]:
        """Give the ids of those for whose metadata all that is asked holds, in their order."""
        wanted = dict.fromkeys(["id", *question.names])
        wanted |= dict.fromkeys(["issued"] if question.times else [])
        wanted |= dict.fromkeys(["title"] if question.title is not None else [])
        answers: dict[str, bool] = {}
        found: list[str] = []
        for table in self._tables(tuple(wanted), ids):
            columns = table.to_pydict()
            holds = [True] * table.num_rows
            for field, name in question.names.items():
                holds = [so and one == name for so, one in zip(holds, columns[field], strict=True)]
            if question.times:
                holds = [
                    so and _holds(edtf, question, answers)
                    for so, edtf in zip(holds, columns["issued"], strict=True)
                ]
            if question.title is not None:
                words = question.title.casefold()
                holds = [
                    so and words in (title or "").casefold()
                    for so, title in zip(holds, columns["title"], strict=True)
                ]
            found += [id for id, so in zip(columns["id"], holds, strict=True) if so]
        return found

    def values(self, field: str, ids: Sequence[str] | None) -> Iterator[Any]:
        """Give the value of a field for each document: a word, the sort key of a date, or None."""
        keys: dict[str | None, Any] = {None: None}
        for table in self._tables((field,), ids):
            for value in table.column(field).to_pylist():
                if field not in DATES:
                    yield value
                    continue
                if value not in keys:
                    keys[value] = FuzzyDate.parse(value).sort_key
                yield keys[value]

    def counts(self, field: str, ids: Sequence[str] | None) -> Mapping[str | None, int]:
        """Count the documents by a field of words."""
        return Counter(self.values(field, ids))

    def rows(self, ids: Sequence[str] | None) -> Iterator[dict[str, Any]]:
        """Give the columns of `ROW` for each document."""
        names = ["dateline" if name == "place" else name for name in ROW]
        for table in self._tables(names, ids):
            for known in table.to_pylist():
                dateline = known.pop("dateline")
                known["place"] = dateline and dateline["place"]
                known["events"] = " ".join(known["events"]) or None
                yield {name: known[name] for name in ROW}

    def texts(self, ids: Sequence[str] | None) -> Iterator[tuple[str, str | None, str]]:
        """Give id, title and text of each document."""
        for table in self._tables(("id", "title", "text"), ids):
            columns = table.to_pydict()
            yield from zip(columns["id"], columns["title"], columns["text"], strict=True)

    @cached_property
    def _searched(self) -> Read:
        return Read(self)

    def ranked(self, query: str) -> Iterator[str]:
        """Give the ids of those that a query finds; the index is made in memory when needed."""
        return iter(self._searched.ranked(query))

    def faults(self) -> Iterator[str]:
        """Re-read everything, and give a sentence for each thing that is wrong."""
        for number, (file, _) in enumerate(self._files.groups):
            for row in self._files.read(number).to_pylist():
                if row.get("error") is not None:
                    yield f"{row['id']}: no document could be made of it: {row['error']}"
                    continue
                try:
                    document = document_of(row, self._files.reasons(file))
                except DprkcorpusError as error:
                    yield f"{row['id']}: {error}"
                    continue
                (wanted,) = batch_of([document], SCHEMA).to_pylist()
                for name in (name for name in SCHEMA.names if name in row):
                    if row[name] != wanted[name]:
                        yield f"{row['id']}: {name} is not what the rest of the row says"


def _holds(edtf: str | None, question: Question, answers: dict[str, bool]) -> bool:
    """Tell whether a date of issue lies as it is asked; each date is asked but once."""
    if edtf is None:
        return False
    if edtf not in answers:
        date = FuzzyDate.parse(edtf)
        answers[edtf] = all(RELATIONS[how](date, frame) for how, frame in question.times.items())
    return answers[edtf]
