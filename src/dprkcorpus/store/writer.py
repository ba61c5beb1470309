"""What is written into a corpus file: whole transactions, or nothing."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import CorpusFileError, LoadError
from ..search import plain
from .catalogue import digest
from .rows import COLUMNS, CONTENTS
from .schema import create, open_file

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Sequence
    from types import TracebackType

    from .rows import Row

_FAULT = ("path", "member", "line", "record", "offset", "kind", "message", "excerpt")

_DOCUMENT = (
    f"INSERT INTO documents (number, current, {', '.join(COLUMNS)}, "
    f"checksum) VALUES (?, 1{', ?' * (len(COLUMNS) + 1)})"
)
_CONTENTS = (
    f"INSERT INTO contents (number, {', '.join(CONTENTS[:-1])}, why) "
    f"VALUES (?{', ?' * len(CONTENTS)})"
)
_SEARCH = "INSERT INTO search (rowid, title, text) VALUES (?, ?, ?)"


class Writer:
    """Writes to one corpus file, alone; until the first row it changes no byte of it."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path: Path = Path(path)
        if not self.path.exists():
            _create(self.path)
        self.connection: sqlite3.Connection = open_file(self.path, write=True)
        self.execute: Callable[..., sqlite3.Cursor] = self.connection.execute
        try:
            self.last: int = self._newest()
        except sqlite3.Error as error:
            self.connection.close()
            raise CorpusFileError(str(self.path), f"cannot be read ({error})") from error

    def __enter__(self) -> Writer:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if isinstance(error, sqlite3.Error):
                raise CorpusFileError(str(self.path), f"cannot be written ({error})") from error
        finally:
            self.connection.close()

    def _newest(self) -> int:
        (number,) = self.execute("SELECT coalesce(max(number), 0) FROM documents").fetchone()
        return int(number)

    def about(self, name: str) -> str | None:
        """Give what the file says of itself."""
        found = self.execute("SELECT value FROM about WHERE name = ?", (name,)).fetchone()
        return found and str(found[0])

    def tell(self, name: str, value: str) -> None:
        """Let the file say something of itself, where it does not yet."""
        if self.about(name) != value:
            self._begin()
            self.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (name, value))

    def _begin(self) -> None:
        if self.connection.in_transaction:
            return
        # With a log beside the file, whoever reads it sees the last whole transaction, always; but
        # where another build is just ending there can be none, and the next statement waits for it.
        with suppress(sqlite3.OperationalError):
            self.execute("PRAGMA journal_mode = WAL")
            self.execute("PRAGMA synchronous = NORMAL")
        self.execute("PRAGMA cache_size = -32768")
        self.execute("BEGIN IMMEDIATE")
        if self._newest() != self.last:
            raise CorpusFileError(str(self.path), "another build writes to it")
        # Until the end of the build, the data are not those that a digest was made of.
        self.execute("DELETE FROM about WHERE name = 'digest'")

    def add(self, rows: Sequence[Row]) -> None:
        """Write documents; one whose id is there already is a new version of it.

        Where that fails, all that was written since the last commit is undone.
        """
        self._begin()
        try:
            self._add(rows)
        except BaseException:
            # Not a savepoint: at each of them the index would write out what it has gathered.
            if self.connection.in_transaction:
                self.execute("ROLLBACK")
            raise
        self.last += len(rows)

    def _add(self, rows: Sequence[Row]) -> None:
        many = self.connection.executemany
        later = [(columns[0],) for columns, _ in rows if columns[1] > 1]
        many("UPDATE documents SET current = 0 WHERE id = ? AND current", later)
        numbered = list(enumerate(rows, self.last + 1))
        many(_DOCUMENT, ((number, *columns) for number, (columns, _) in numbered))
        whys = {reasons: self._why(reasons) for reasons in {one[-1] for _, one in rows}}
        many(
            _CONTENTS,
            ((number, *contents, whys[reasons]) for number, (_, (*contents, reasons)) in numbered),
        )
        title = COLUMNS.index("title")
        many(
            _SEARCH,
            (
                (number, columns[title] and plain(columns[title]), plain(contents[1]))
                for number, (columns, contents) in numbered
            ),
        )

    def _why(self, reasons: str) -> int:
        """Give the number under which the file has these reasons, which many documents share."""
        self.execute("INSERT OR IGNORE INTO reasons (reasons) VALUES (?)", (reasons,))
        found = self.execute("SELECT why FROM reasons WHERE reasons = ?", (reasons,)).fetchone()
        return int(found[0])

    def commit(self) -> None:
        """Make what was written last."""
        if self.connection.in_transaction:
            self.execute("COMMIT")

    def finish(self, errors: Iterable[LoadError]) -> None:
        """Write down what could not be read, and that the build is done."""
        faults = [tuple(getattr(error, name) for name in _FAULT) for error in errors]
        if faults != self.execute("SELECT * FROM errors ORDER BY rowid").fetchall():
            self._begin()
            self.execute("DELETE FROM errors")
            marks = ", ".join("?" * len(_FAULT))
            self.connection.executemany(f"INSERT INTO errors VALUES ({marks})", faults)
        self.commit()
        if self.about("digest") is None:
            self.tell("digest", digest(self.connection))
            self.commit()
        if self.execute("PRAGMA journal_mode").fetchone() == ("wal",):
            # While somebody reads the file it stays in two; then the next build joins them.
            self.execute("PRAGMA busy_timeout = 0")
            with suppress(sqlite3.OperationalError):
                self.execute("PRAGMA journal_mode = DELETE")


def _create(path: Path) -> None:
    """Make an empty corpus file, which is there as a whole or not at all."""
    if not path.parent.is_dir():
        raise CorpusFileError(str(path), "its folder does not exist")
    fresh = path.with_name(f"{path.name}.new")
    try:
        fresh.unlink(missing_ok=True)
        with closing(sqlite3.connect(fresh, isolation_level=None)) as connection:
            create(connection)
        fresh.replace(path)
    except (sqlite3.Error, OSError) as error:
        raise CorpusFileError(str(path), f"cannot be made ({error})") from error
