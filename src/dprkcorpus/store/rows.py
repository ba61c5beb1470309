"""A document as the rows of a corpus file, and back."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from ..cleaning.cleaned import Cleaned
from ..document import Document, spans_from_plain
from ..errors import FaultsError, expect
from ..metadata.model import Fact, Metadata
from ..sources import ROW, row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CONTENTS = ("raw", "text", "segments", "sentences", "facts", "reasons")
PLACE = ("path", "member", "line", "offset", "record", "span", "encoding")
COLUMNS = ("id", "version", *ROW[1:], "title_folded", *PLACE, "sha256", "mark", "software")
"""The columns that say what a document is."""


class Row(NamedTuple):
    """A document as it is stored: the values of `COLUMNS` and its checksum, and its contents."""

    columns: tuple[Any, ...]
    contents: tuple[str, ...]


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def contents_of(document: Document) -> tuple[str, ...]:
    """Give the columns of `CONTENTS` for a document, what has parts as JSON."""
    cleaned = document.cleaned
    # By hand: the generic way through lists of lists takes three times as long.
    segments: list[str] = []
    for segment in cleaned.segments:
        start, end = segment.span
        head = f'[{start},{end},"{segment.label}",{_quoted(segment.rule)}'
        replacement = segment.replacement
        segments.append(head if replacement is None else f"{head},{_quoted(replacement)}")
    sentences = [f"[{start},{end}]" for start, end in document.sentence_spans]
    return (
        cleaned.raw,
        cleaned.text,
        f"[{'],'.join(segments)}]]" if segments else "[]",
        f"[{','.join(sentences)}]",
        _json([fact.to_dict() for fact in document.metadata.facts]),
        _told(tuple(cleaned.reasons.items())),
    )


_quoted = lru_cache(_json)
"""Rules and replacements come again and again."""


@lru_cache
def _told(reasons: tuple[tuple[str, str], ...]) -> str:
    return _json(dict(reasons))


def metadata_of(id: str, facts: str) -> Metadata:
    """Make the metadata of a document of its facts; raises what `Fact.from_dict` raises."""
    plain = parsed(facts)
    expect(plain, list, "facts")
    return Metadata.from_facts(id, map(Fact.from_dict, plain))


def document_of(id: str, contents: Sequence[str]) -> Document:
    """Make a document of the columns of `CONTENTS`.

    Raises FaultsError where they do not agree, besides what its parts raise.
    """
    raw, text, segments, sentences, facts, reasons = contents
    tiles, spans = spans_from_plain(id, parsed(segments), parsed(sentences))
    cleaned = Cleaned(raw, tiles, parsed(reasons))
    if cleaned.text != text:
        raise FaultsError(id, ["the text is not what the segments say"])
    return Document(cleaned, metadata_of(id, facts), spans)


def parsed(text: str) -> Any:
    """Read JSON; raises FaultsError."""
    try:
        return json.loads(text)
    except (TypeError, ValueError, RecursionError) as error:
        raise FaultsError("JSON", [str(error)]) from error


def columns_of(document: Document) -> dict[str, Any]:
    """Give the columns that repeat the metadata of a document, so that they can be asked for."""
    columns = row(document.metadata)
    issued, title, source = (
        getattr(document.metadata, name) for name in ("issued", "title", "source")
    )
    columns["earliest"], columns["latest"] = issued.sort_key[:2] if issued else (None, None)
    columns["title_folded"] = title and title.casefold()
    columns["sha256"] = source and source.sha256
    return columns


def checksum(columns: Mapping[str, Any], contents: Sequence[str]) -> bytes:
    """Give a SHA-256 of all that a row says, but the software that made it.

    `sha256` stands in it for the raw text, and this and the segments stand for the text.
    """
    told = _json([columns[name] for name in COLUMNS if name not in ("mark", "software")])
    # JSON holds no line break, so it is clear where one part ends.
    whole = "\n".join((columns["mark"].hex(), told, *contents[2:]))
    return hashlib.sha256(whole.encode()).digest()
