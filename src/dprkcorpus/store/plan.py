"""What is to be done with each record: which document it is, and whether that is new."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, NamedTuple

from ..readers.inputs import fault
from ..record import Origin

if TYPE_CHECKING:
    import sqlite3

    from ..record import Record

NOWHERE = Origin("(records)")
"""The origin of a record that has none."""


_json = json.JSONEncoder(ensure_ascii=False).encode


class Hashes(NamedTuple):
    """What tells a record from others: the SHA-256 of its raw text, and a mark of all it says."""

    sha256: str
    mark: bytes
    size: int
    """Bytes of the raw text in UTF-8."""


def hashes_of(record: Record) -> Hashes:
    """Hash all that a record says, but where it was read.

    Raises UnicodeEncodeError for lone surrogates, which no file can hold.
    """
    raw = record.raw.encode()
    whole = hashlib.sha256(raw)
    sha256 = whole.hexdigest()
    fields = (record.id, record.url, record.date, record.title, record.source)
    whole.update(_json([len(raw), *fields, [fact.to_dict() for fact in record.facts]]).encode())
    return Hashes(sha256, whole.digest()[:16], len(raw))


class Plan:
    """Recognises records among the documents that a file held when the build began."""

    def __init__(self, connection: sqlite3.Connection, last: int) -> None:
        self._connection = connection
        self._last = last
        self._seen: set[str] = set()
        self._copies: dict[str, int] = {}

    def place(self, record: Record, hashes: Hashes) -> tuple[str, int] | None:
        """Give the id and version that a record gets, None if it is there already.

        A record is known again by its id; without one, by its address, where just one document
        has it; else by all that it says. Raises LoadError for an id that another text has.
        """
        if record.id is None:
            known = self._recognised(record, hashes.mark)
            id = known[0] if known else self._free(hashes.sha256)
        else:
            id = record.id
            if id in self._seen:
                raise fault(
                    record.origin or NOWHERE,
                    "duplicate id",
                    f"another text has the id {id!r} already",
                )
            known = next(iter(self._documents("id = ?", id)), None)
        self._seen.add(id)
        if known is None:
            return id, 1
        _, version, before = known
        return None if before == hashes.mark else (id, version + 1)

    def _documents(self, condition: str, *values: object) -> list[Any]:
        if not self._last:
            return []
        return self._connection.execute(
            f"SELECT id, version, mark FROM documents WHERE {condition} AND current "
            "AND number <= ? ORDER BY number",
            (*values, self._last),
        ).fetchall()

    def _recognised(self, record: Record, mark: bytes) -> Any:
        if record.url is not None:
            found = self._documents("capture_url = ?", record.url.strip())
            if len(found) == 1 and found[0][0] not in self._seen:
                return found[0]
        alike = self._documents("mark = ?", mark)
        return next((one for one in alike if one[0] not in self._seen), None)

    def _free(self, sha256: str) -> str:
        """Give the id of a text without one; of equal texts, the second gets a 2 behind it."""
        stem = id = sha256[:16]
        while id in self._seen or self._documents("id = ?", id):
            self._copies[stem] = count = self._copies.get(stem, 1) + 1
            id = f"{stem}-{count}"
        return id
