"""The tables of a corpus file, and how such a file is opened, checked and brought up to date."""

from __future__ import annotations

import re
import sqlite3
import sys
from contextlib import suppress
from functools import cache
from os import SEEK_END
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import CorpusFileError, expect
from ..search import TABLE
from ..sources import ROW

if TYPE_CHECKING:
    import os
    from collections.abc import Callable

APPLICATION = 0x44505243
"""The number by which SQLite files tell what they are for: DPRC."""

VERSION = 2
"""The version of the tables; `docs/corpus-files.md` describes them."""

_PAGE = 16384
"""Bytes of a page: a build takes a fifth less time to write than with pages of 4096."""

_GATHERED = 1 << 23
"""Bytes of the index of words that are gathered before they are written: FTS5's own 1 MiB means
more parts to merge, and takes a fifth longer."""

_INDEXED = ("publisher", "agency", "republisher", "genre", "section", "language", "issued")

_TABLES = f"""
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE documents (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL, version INTEGER NOT NULL, current INTEGER NOT NULL,
  {
    ", ".join(
        f"{name} {'INTEGER' if name in ('earliest', 'latest') else 'TEXT'}"
        for name in ROW
        if name != "id"
    )
},
  title_folded TEXT,
  path TEXT, member TEXT, line INTEGER, offset INTEGER, record INTEGER, span TEXT, encoding TEXT,
  sha256 TEXT NOT NULL, mark BLOB NOT NULL, software TEXT NOT NULL, checksum BLOB NOT NULL,
  UNIQUE (id, version)
);
CREATE TABLE contents (
  number INTEGER PRIMARY KEY REFERENCES documents,
  raw TEXT NOT NULL, text TEXT NOT NULL, segments TEXT NOT NULL, sentences TEXT NOT NULL,
  facts TEXT NOT NULL, why INTEGER NOT NULL REFERENCES reasons
);
CREATE TABLE reasons (why INTEGER PRIMARY KEY, reasons TEXT NOT NULL UNIQUE);
CREATE TABLE errors (
  path TEXT, member TEXT, line INTEGER, record INTEGER, offset INTEGER,
  kind TEXT NOT NULL, message TEXT NOT NULL, excerpt TEXT
);
CREATE INDEX documents_mark ON documents (mark);
CREATE INDEX documents_days ON documents (earliest, latest);
CREATE INDEX documents_address ON documents (capture_url) WHERE capture_url IS NOT NULL;
{
    "".join(
        f"CREATE INDEX documents_{name} ON documents ({name}) WHERE {name} IS NOT NULL;"
        for name in _INDEXED
    )
}
{TABLE.format(name="search", more="content='', ")};
"""


def create(connection: sqlite3.Connection) -> None:
    """Make the tables of the newest version in an empty database."""
    connection.executescript(
        f"PRAGMA page_size = {_PAGE}; BEGIN; {_TABLES}"
        f"INSERT INTO search (search, rank) VALUES ('hashsize', {_GATHERED});"
        f"PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {VERSION}; COMMIT"
    )


def open_file(path: str | os.PathLike[str], *, write: bool = False) -> sqlite3.Connection:
    """Open a corpus file, which is not trusted; raises CorpusFileError for any other file."""
    expect(path, (str, Path), "path")
    mode = "rw" if write else "ro"
    if _has_journal(path) and not write:
        _recover(path)
    try:
        connection = sqlite3.connect(
            f"{Path(path).absolute().as_uri()}?mode={mode}",
            uri=True,
            isolation_level=None,
            timeout=10,
            # A pool hands each connection to one thread at a time.
            check_same_thread=False,
        )
    except sqlite3.Error as error:
        reason = "there is no such file" if not Path(path).exists() else str(error)
        raise CorpusFileError(str(path), reason) from error
    try:
        _harden(connection)
        if not write:
            connection.execute("PRAGMA query_only = ON")
        _check(connection, str(path))
    except (sqlite3.Error, UnicodeDecodeError) as error:
        connection.close()
        raise CorpusFileError(str(path), f"is no corpus file ({error})") from error
    except CorpusFileError:
        connection.close()
        raise
    return connection


def _harden(connection: sqlite3.Connection) -> None:
    """Switch off what a file that is not trusted could make use of.

    After https://www.sqlite.org/security.html.
    """
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute("PRAGMA mmap_size = 0")
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    connection.setlimit(sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH, 0)
    if sys.version_info >= (3, 12):
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_TRIGGER, False)
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_VIEW, False)


_NAMES_ANOTHER_FILE = bytes.fromhex("d9d505f920a163d7")
"""How a journal ends that names a journal of several databases (SQLite's file format, 3.1)."""


def _has_journal(path: str | os.PathLike[str]) -> bool:
    """Tell whether a file has a journal beside it.

    Raises CorpusFileError for one that would make SQLite delete another file.
    """
    journal = Path(f"{path}-journal")
    if not journal.exists():
        return False
    try:
        with journal.open("rb") as stream:
            stream.seek(max(0, stream.seek(0, SEEK_END) - len(_NAMES_ANOTHER_FILE)))
            end = stream.read()
    except FileNotFoundError:
        return False  # Another build has just ended.
    except OSError as error:
        raise CorpusFileError(str(path), f"its journal cannot be read ({error})") from error
    if end == _NAMES_ANOTHER_FILE:
        raise CorpusFileError(str(path), "its journal names another file, as no build does")
    return True


def _recover(path: str | os.PathLike[str]) -> None:
    """Undo what a stopped build was doing to the file itself, which takes leave to write."""
    with suppress(sqlite3.Error):  # Whoever opens the file next tells what is wrong with it.
        connection = sqlite3.connect(f"{Path(path).absolute().as_uri()}?mode=rw", uri=True)
        try:
            connection.execute("PRAGMA schema_version").fetchone()
        finally:
            connection.close()


def _check(connection: sqlite3.Connection, path: str) -> None:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION:
        raise CorpusFileError(path, "is no corpus file")
    if version > VERSION:
        told = f"has version {version} of the tables, and this software knows up to {VERSION}"
        raise CorpusFileError(path, f"{told}; a newer dprkcorpus can read it")
    # Views, triggers and changed tables could make a question do what nobody asked for.
    if not _words(connection) <= _expected()[1]:
        raise CorpusFileError(path, "its tables are not those of a corpus file")
    if version < VERSION:
        _migrate(path, version)
    if _shape(connection) != _expected()[0]:
        raise CorpusFileError(path, "its tables are not those of a corpus file")


def _shape(connection: sqlite3.Connection) -> set[tuple[str, ...]]:
    found = connection.execute(
        "SELECT type, name, tbl_name FROM sqlite_master UNION ALL "
        "SELECT 'column', x.name, m.name FROM sqlite_master m, pragma_table_xinfo(m.name) x "
        "WHERE m.type = 'table'"
    )
    return set(found)


def _words(connection: sqlite3.Connection) -> set[str]:
    """Give the words that the tables are written in: expressions would need others.

    Words alone, since a column that was added later stands elsewhere.
    """
    found = connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {word for (sql,) in found for word in re.split(r"[\s,()]+", str(sql))}


@cache
def _expected() -> tuple[set[tuple[str, ...]], set[str]]:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        create(connection)
        return _shape(connection), _words(connection)
    finally:
        connection.close()


@cache
def column_types() -> dict[str, set[type]]:
    """Give the types that the values of each column have: SQLite lets a file hold any."""
    types = {"TEXT": str, "INTEGER": int, "BLOB": bytes}
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        create(connection)
        found = connection.execute(
            'SELECT x.name, x.type, x."notnull" OR x.pk FROM sqlite_master m, '
            "pragma_table_info(m.name) x WHERE m.type = 'table' AND m.name NOT LIKE 'search%'"
        )
        allowed: dict[str, set[type]] = {}
        for name, kind, filled in found:
            allowed.setdefault(name, set()).update(
                {types[kind]} if filled else {types[kind], _NONE}
            )
        return allowed
    finally:
        connection.close()


_NONE = type(None)


def _migrate(path: str, version: int) -> None:
    """Bring the tables of an older file up to date, all steps of them or none."""
    if version not in _STEPS:
        raise CorpusFileError(path, f"has version {version} of the tables, which never was")
    uri = f"{Path(path).absolute().as_uri()}?mode=rw"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=10)
    try:
        _harden(connection)
        connection.execute("BEGIN IMMEDIATE")
        # Another process may have been faster.
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        for step in range(version, VERSION):
            _STEPS[step](connection)
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except sqlite3.Error as error:
        told = f"has version {version} of the tables, and cannot be brought up to date ({error})"
        raise CorpusFileError(path, told) from error
    finally:
        connection.close()


def _casefold(title: str | None) -> str | None:
    return title and title.casefold()


def _fold_titles(connection: sqlite3.Connection) -> None:
    connection.create_function("casefold", 1, _casefold)
    connection.execute("ALTER TABLE documents ADD COLUMN title_folded TEXT")
    connection.execute("UPDATE documents SET title_folded = casefold(title)")


_STEPS: dict[int, Callable[[sqlite3.Connection], None]] = {1: _fold_titles}
"""What makes version n + 1 of the tables out of version n."""
