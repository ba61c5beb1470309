"""A corpus file as the source of a corpus: it answers in SQL, and opens a text when it must."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections import deque
from contextlib import contextmanager
from datetime import date
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import finalize

from ..errors import CorpusFileError, LoadError, UnknownDocumentError, expect
from ..metadata.dates import FuzzyDate
from ..sources import DATES, RELATIONS, ROW, Question
from .rows import CONTENTS, document_of, metadata_of
from .schema import column_types, open_file

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Sequence

    from ..document import Document
    from ..metadata.model import Metadata

_CHUNK = 1000
"""How many rows are read at once, so that no answer holds up a connection or fills the memory."""

_NEVER = (0, date.max.toordinal() + 1)


class Store:
    """A corpus file, read by as many threads and processes as there are."""

    withdrawn: tuple[str, ...] = ()

    def __init__(self, path: str | os.PathLike[str]) -> None:
        expect(path, (str, Path), "path")
        self.path: Path = Path(path).absolute()
        self._idle: deque[sqlite3.Connection] = deque([open_file(self.path)])
        self._process = os.getpid()
        finalize(self, _close, self._idle)

    def __reduce__(self) -> tuple[type[Store], tuple[Path]]:
        return Store, (self.path,)

    @contextmanager
    def connection(self) -> Generator[sqlite3.Connection]:
        """Lend a connection that no other thread uses; SQLite's errors become the package's."""
        if os.getpid() != self._process:
            # SQLite must not be carried into a forked process.
            self._idle, self._process = deque(), os.getpid()
        try:
            connection = self._idle.pop()
        except IndexError:
            connection = open_file(self.path)
        try:
            yield connection
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise CorpusFileError(str(self.path), str(error)) from error
        finally:
            self._idle.append(connection)

    def ask(self, sql: str, *values: object) -> list[Any]:
        """Give all rows that answer a question, each value of the type of its column."""
        with self.connection() as connection:
            cursor = connection.execute(sql, values)
            rows = cursor.fetchall()
        for (name, *_), column in zip(cursor.description, zip(*rows, strict=True), strict=False):
            self._check(name, column)
        return rows

    def _check(self, name: str, column: Iterable[object]) -> None:
        allowed = column_types().get(name)
        if allowed is not None and not allowed.issuperset(map(type, column)):
            raise CorpusFileError(str(self.path), f"the column {name} holds what it cannot")

    def _column(self, sql: str, *values: object) -> list[str]:
        """Give one column; row by row, which is twice as fast as all rows at once."""
        with self.connection() as connection:
            cursor = connection.execute(sql, values)
            column = [value for (value,) in cursor]
        self._check(cursor.description[0][0], column)
        return column

    @property
    def version(self) -> str:
        """The version of the data: the beginning of their digest, once a build is done."""
        found = self.ask("SELECT value FROM about WHERE name = 'digest'")
        return str(found[0][0])[:12] if found else "unfinished"

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all documents, in the order in which they were read."""
        return tuple(self._column("SELECT id FROM documents WHERE current ORDER BY number"))

    def __len__(self) -> int:
        return int(self.ask("SELECT count(DISTINCT id) FROM documents")[0][0])

    def has(self, id: str) -> bool:
        """Tell whether a document has this id."""
        return bool(_storable(id) and self.ask("SELECT 1 FROM documents WHERE id = ? LIMIT 1", id))

    def _contents(self, columns: str, id: str) -> list[Any]:
        found = self.ask(
            f"SELECT {columns} FROM documents JOIN contents USING (number) "
            "JOIN reasons USING (why) WHERE id = ? ORDER BY version",
            id if _storable(id) else None,
        )
        if not found:
            raise UnknownDocumentError(id, self.ids)
        return found

    def metadata(self, id: str) -> Metadata:
        """Give what is known about a document, without opening its text."""
        return metadata_of(id, self._contents("facts", id)[-1][0])

    def document(self, id: str) -> Document:
        """Give a document in its newest version."""
        return document_of(id, self._contents(", ".join(CONTENTS), id)[-1])

    def versions(self, id: str) -> tuple[Document, ...]:
        """Give a document in all its versions, the oldest first."""
        found = self._contents(", ".join(CONTENTS), id)
        return tuple(document_of(id, contents) for contents in found)

    def _rows(self, columns: str, ids: Sequence[str] | None, join: str = "") -> Iterator[Any]:
        """Give columns of documents, a chunk at a time: of all of them, or of those named."""
        if ids is None:
            last = -inf
            while chunk := self.ask(
                f"SELECT number, {columns} FROM documents {join} "
                "WHERE number > ? AND current ORDER BY number LIMIT ?",
                last,
                _CHUNK,
            ):
                yield from (found[1:] for found in chunk)
                last = chunk[-1][0]
            return
        for start in range(0, len(ids), _CHUNK):
            yield from self.ask(
                # json_each has an `id` of its own, which is not meant.
                f"SELECT {columns} FROM (SELECT key AS row, value AS named FROM json_each(?)) "
                f"JOIN documents ON id = named {join} WHERE current ORDER BY row",
                json.dumps(ids[start : start + _CHUNK]),
            )

    def select(self, question: Question, ids: Sequence[str] | None) -> Sequence[str]:
        """Give the ids of those for whose metadata all that is asked holds, in their order."""
        if not all(map(_storable, (*question.names.values(), question.title or ""))):
            return ()
        parts, values = ["current"], list[object]()
        for field, name in question.names.items():
            parts.append(f"{field} = ?")
            values.append(name)
        for relation, frame in question.times.items():
            part, *more = self._time(relation, frame)
            parts.append(str(part))
            values += more
        if question.title is not None:
            parts.append("instr(coalesce(title_folded, ''), ?) > 0")
            values.append(question.title.casefold())
        asked = f"SELECT id FROM documents WHERE {' AND '.join(parts)} ORDER BY number"
        found = self._column(asked, *values)
        if ids is None:
            return found
        members = frozenset(found)
        return [id for id in ids if id in members]

    def _time(self, relation: str, frame: FuzzyDate) -> tuple[object, ...]:
        """Write in SQL how a date of issue lies to a time.

        The outer bounds tell it all, but for a date that is one of several, or a time that has
        gaps; then each date that there is, is asked.
        """
        holds = RELATIONS[relation]
        low, high, _ = frame.sort_key
        outer = "earliest <= ? AND latest >= ?"
        if relation != "issued_overlaps":
            outer = "latest <= ? AND earliest >= ?"
        if relation == "issued_within":
            outer += " AND issued NOT GLOB '*[?~%]*'"
        if frame.is_set:
            gaps = "SELECT DISTINCT issued FROM documents WHERE issued IS NOT NULL"
            doubtful = "1"
        else:
            gaps = "SELECT DISTINCT issued FROM documents WHERE issued >= '[' AND issued < ']'"
            doubtful = "issued >= '['"
        held = [edtf for (edtf,) in self.ask(gaps) if holds(FuzzyDate.parse(edtf), frame)]
        among = "issued IN (SELECT value FROM json_each(?))"
        return (
            f"({outer} AND (NOT ({doubtful}) OR {among}))",
            *(high, low),
            json.dumps(held),
        )

    def values(self, field: str, ids: Sequence[str] | None) -> list[Any]:
        """Give the value of a field for each document."""
        column = "earliest, latest, issued" if field == "issued" else field
        found = self._rows(column, ids)
        if field == "issued":
            return [None if None in one else one for one in found]
        if field not in DATES:
            return [value for (value,) in found]
        keys: dict[str | None, Any] = {None: None}
        for (edtf,) in (edtfs := list(found)):
            if edtf not in keys:
                keys[edtf] = FuzzyDate.parse(edtf).sort_key
        return [keys[edtf] for (edtf,) in edtfs]

    def counts(self, field: str, ids: Sequence[str] | None) -> dict[str | None, int]:
        """Count the documents by a field of words."""
        if ids is None:
            asked = f"SELECT {field}, count(*) FROM documents WHERE current GROUP BY {field}"
            return dict(self.ask(asked))
        counts: dict[str | None, int] = {}
        for value in self.values(field, ids):
            counts[value] = counts.get(value, 0) + 1
        return counts

    def rows(self, ids: Sequence[str] | None) -> Iterator[dict[str, Any]]:
        """Give the columns of `ROW` for each document."""
        for values in self._rows(", ".join(ROW), ids):
            flat = dict(zip(ROW, values, strict=True))
            for name in ("earliest", "latest"):
                flat[name] = self._day(flat[name])
            yield flat

    def _day(self, number: int | None) -> date | None:
        if number is None or number in _NEVER:
            return None
        if not 0 < number < _NEVER[1]:
            raise CorpusFileError(str(self.path), f"{number} is no day")
        return date.fromordinal(number)

    def texts(self, ids: Sequence[str] | None) -> Iterator[tuple[str, str | None, str]]:
        """Give id, title and text of each document."""
        return self._rows("id, title, text", ids, "JOIN contents USING (number)")

    def ranked(self, query: str) -> Iterator[str]:
        """Give the ids of those that a query of FTS5 finds, the best first."""
        asked = (
            "SELECT id, current FROM (SELECT rowid, rank FROM search WHERE search MATCH ? "
            "ORDER BY rank, rowid LIMIT ?) found JOIN documents ON number = found.rowid "
            "ORDER BY rank, number"
        )
        # Most callers want no more than the best, and to look up the rest is dear.
        given, most = 0, 100
        while True:
            found = self.ask(asked, query, most)
            yield from (id for id, current in found[given:] if current)
            if len(found) < most:
                return
            given, most = most, most * 30

    def errors(self) -> tuple[LoadError, ...]:
        """Give what the last build could not read, where it collected errors."""
        names = ("path", "message", "offset", "kind", "member", "line", "record", "excerpt")
        found = self.ask(f"SELECT {', '.join(names)} FROM errors ORDER BY rowid")
        return tuple(LoadError(**dict(zip(names, row, strict=True))) for row in found)

    def digest(self) -> str:
        """Give a SHA-256 of all documents in all versions, and of all errors."""
        with self.connection() as connection:
            return digest(connection)

    def faults(self) -> Iterator[str]:
        """Re-read everything, and give a sentence for each thing that is wrong."""
        from .checking import faults

        return faults(self)


def digest(connection: sqlite3.Connection) -> str:
    """Give a SHA-256 of the checksums of all documents, whatever their order, and of all errors."""
    whole = hashlib.sha256()
    for row in connection.execute(
        "SELECT id, version, current, checksum FROM documents ORDER BY 1, 2"
    ):
        whole.update(repr(row).encode())
    for row in sorted(map(repr, connection.execute("SELECT * FROM errors"))):
        whole.update(row.encode())
    return whole.hexdigest()


def _close(idle: deque[sqlite3.Connection]) -> None:
    for connection in idle:
        connection.close()


def _storable(text: str) -> bool:
    """Tell whether SQLite can hold a text at all: lone surrogates have no UTF-8."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
