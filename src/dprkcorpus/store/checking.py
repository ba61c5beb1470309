"""Every fault of a corpus file: all of it is read again, and compared with itself."""

from __future__ import annotations

import hashlib
import sqlite3
from collections import Counter
from math import inf
from typing import TYPE_CHECKING, Any

from ..errors import CorpusFileError, DprkcorpusError
from ..search import TABLE, plain
from .catalogue import digest
from .rows import COLUMNS, CONTENTS, checksum, columns_of, document_of
from .schema import column_types

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .catalogue import Store

_CHUNK = 500
_ALONE = (
    "SELECT number FROM documents LEFT JOIN contents USING (number) WHERE raw IS NULL "
    "UNION SELECT number FROM contents LEFT JOIN documents USING (number) WHERE id IS NULL"
)
_VERSIONS = (
    "SELECT id FROM documents GROUP BY id HAVING sum(current) != 1 OR count(*) != max(version) "
    "OR max(version) != max(version * current) OR min(version) != 1"
)


def faults(store: Store) -> Iterator[str]:
    """Give a sentence for each thing that is wrong with a corpus file."""
    try:
        with store.connection() as connection:
            found = [one for (one,) in connection.execute("PRAGMA integrity_check")]
            yield from (f"the file: {one}" for one in found if one != "ok")
            for (number,) in connection.execute(_ALONE):
                yield f"row {number} has either no document or no contents"
            for (id,) in connection.execute(_VERSIONS):
                yield f"{id}: its versions do not follow each other, or not the last is current"
            stored = connection.execute("SELECT value FROM about WHERE name = 'digest'").fetchone()
            if stored is not None and stored[0] != digest(connection):
                yield "the digest is not that of the documents"
            terms: Counter[tuple[str, str]] = Counter()
            for chunk in _chunks(connection):
                for row in chunk:
                    yield from _wrong(row)
                terms.update(_terms([row for row in chunk if not any(_mistyped(row))]))
            yield from _index_faults(connection, terms)
    except CorpusFileError as error:
        yield str(error)


def _chunks(connection: sqlite3.Connection) -> Iterator[list[dict[str, Any]]]:
    names = ("number", "checksum", *COLUMNS, *CONTENTS)
    last = -inf
    asked = (
        f"SELECT {', '.join(names)} FROM documents JOIN contents USING (number) "
        "LEFT JOIN reasons USING (why) "
        "WHERE number > ? ORDER BY number LIMIT ?"
    )
    while rows := connection.execute(asked, (last, _CHUNK)).fetchall():
        yield [dict(zip(names, row, strict=True)) for row in rows]
        last = rows[-1][0]


def _wrong(row: dict[str, Any]) -> Iterator[str]:
    """Compare a row with its checksum, with itself, and with the laws of documents."""
    where = f"{row['id']}, version {row['version']}"
    if any(_mistyped(row)):
        yield from (f"{where}: the column {name} holds what it cannot" for name in _mistyped(row))
        return
    contents = [row[name] for name in CONTENTS]
    try:
        if checksum(row, contents) != row["checksum"]:
            yield f"{where}: is not what its checksum says"
        document = document_of(row["id"], contents)
    except DprkcorpusError as error:
        yield f"{where}: {error}"
        return
    if hashlib.sha256(document.raw.encode()).hexdigest() != row["sha256"]:
        yield f"{where}: the raw text is not that of its SHA-256"
    for name, value in columns_of(document).items():
        if row[name] != value:
            yield f"{where}: the column {name} is not what the metadata say"


def _mistyped(row: dict[str, Any]) -> Iterator[str]:
    types = column_types()
    return (name for name, value in row.items() if type(value) not in types[name])


def _terms(chunk: list[dict[str, Any]]) -> Counter[tuple[str, str]]:
    """Count the words of rows by column, as the index should have them."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.execute(TABLE.format(name="search", more="content='', "))
        connection.execute("CREATE VIRTUAL TABLE terms USING fts5vocab(search, col)")
        connection.executemany(
            "INSERT INTO search (title, text) VALUES (?, ?)",
            [(row["title"] and plain(row["title"]), plain(str(row["text"]))) for row in chunk],
        )
        counted = connection.execute("SELECT term, col, cnt FROM terms")
        return Counter({(term, column): count for term, column, count in counted})
    finally:
        connection.close()


def _index_faults(connection: sqlite3.Connection, terms: Counter[tuple[str, str]]) -> Iterator[str]:
    connection.execute("PRAGMA query_only = OFF")  # It would forbid a temporary table too.
    try:
        connection.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, search, col)")
        indexed = connection.execute("SELECT term, col, cnt FROM terms")
        found = Counter({(term, column): count for term, column, count in indexed})
        connection.execute("DROP TABLE temp.terms")
    finally:
        connection.execute("PRAGMA query_only = ON")
    differ = [key for key in {**terms, **found} if terms[key] != found[key]]
    if differ:
        shown = ", ".join(sorted({repr(word) for word, _ in differ})[:5])
        yield f"the index of words is not that of the texts ({len(differ)} differ: {shown} ...)"
