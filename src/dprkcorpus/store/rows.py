"""A document as the rows of a corpus file, and back."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from ..document import Document
from ..errors import FaultsError
from ..sources import ROW, row

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

CONTENTS = ("raw", "text", "segments", "reasons", "sentences", "metadata")
PLACE = ("path", "member", "line", "offset", "record", "span", "encoding")
COLUMNS = ("id", "version", *ROW[1:], "title_folded", *PLACE, "sha256", "mark", "software")
"""The columns that say what a document is; `checksum` covers them and its contents."""

_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def contents_of(document: Document) -> tuple[str, ...]:
    """Give the columns of `CONTENTS` for a document, what has parts as JSON."""
    plain = document.to_dict()
    raw, text, *parts = (plain[name] for name in CONTENTS)
    return (raw, text, *map(_json, parts))


def document_of(contents: Iterable[str]) -> Document:
    """Make a document of the columns of `CONTENTS`; raises what `Document.from_dict` raises."""
    raw, text, *parts = contents
    plain = dict(zip(CONTENTS, (raw, text, *map(parsed, parts)), strict=True))
    return Document.from_dict(plain)


def parsed(text: str) -> Any:
    """Read JSON; raises FaultsError."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise FaultsError("JSON", [str(error)]) from error


def columns_of(document: Document) -> dict[str, Any]:
    """Give the columns that repeat the metadata of a document, so that they can be asked for."""
    columns = row(document.metadata)
    issued = document.metadata.issued
    columns["earliest"], columns["latest"] = issued.sort_key[:2] if issued else (None, None)
    title = document.metadata.title
    columns["title_folded"] = title and title.casefold()
    return columns


def checksum(columns: Mapping[str, Any], contents: Iterable[str]) -> bytes:
    """Give the SHA-256 of all that a row says, but the software that made it."""
    values = (columns[name] for name in COLUMNS if name != "software")
    told = _json([value.hex() if isinstance(value, bytes) else value for value in values])
    whole = hashlib.sha256()
    for piece in (told, *contents):
        encoded = piece.encode()
        whole.update(b"%d:" % len(encoded))
        whole.update(encoded)
    return whole.digest()
