"""The columns of documents, paragraphs and sentences as Arrow holds them."""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from ..errors import FaultsError, MissingExtraError, UnknownNameError, expect

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable


def _pyarrow() -> Any:
    try:
        return import_module("pyarrow")
    except ImportError as error:
        raise MissingExtraError("Arrow", "arrow") from error


pa: Any = _pyarrow()

VERSION = 1
"""The version of the schemas: a column that is added, renamed or retyped makes another one."""

_text, _number, _day = pa.string(), pa.int32(), pa.date32()
SPAN = pa.struct({"start": _number, "end": _number})
SPANS = pa.list_(SPAN)
DATELINE = pa.struct({"place": _text, "month": pa.int8(), "day": pa.int8(), "agency": _text})
SEGMENT = pa.struct(
    {"start": _number, "end": _number, "label": _text, "rule": _text, "replacement": _text}
)
FACT = pa.struct(
    {
        "field": _text,
        "value": _text,
        "basis": _text,
        "reason": _text,
        "start": _number,
        "end": _number,
    }
)

_DOCUMENTS = {
    "id": _text,
    "title": _text,
    "text": _text,
    "issued": _text,
    "earliest": _day,
    "latest": _day,
    "posted": _text,
    "captured": _text,
    "events": pa.list_(_text),
    "publisher": _text,
    "agency": _text,
    "republisher": _text,
    "byline": _text,
    "dateline": DATELINE,
    "genre": _text,
    "signed_article": _text,
    "section": _text,
    "language": _text,
    "original_url": _text,
    "capture_url": _text,
    "rights": _text,
    "paragraphs": SPANS,
    "sentences": SPANS,
    "segments": pa.list_(SEGMENT),
    "facts": pa.list_(FACT),
    "sha256": _text,
    "raw": _text,
    "error": _text,
}
_PARAGRAPHS = {
    "document": _text,
    "index": _number,
    "start": _number,
    "end": _number,
    "raw_spans": SPANS,
    "text": _text,
}
_SENTENCES = {
    "document": _text,
    "index": _number,
    "paragraph": _number,
    "start": _number,
    "end": _number,
    "raw_spans": SPANS,
    "text": _text,
}


VERSIONED = {"dprkcorpus.schema": str(VERSION)}
"""The metadata of every schema; data sets add the version of the data, and reasons of rules."""
DATA, REASONS = "dprkcorpus.data", "dprkcorpus.reasons"

SCHEMAS = MappingProxyType(
    {
        "documents": pa.schema(_DOCUMENTS, VERSIONED),
        "paragraphs": pa.schema(_PARAGRAPHS, VERSIONED),
        "sentences": pa.schema(_SENTENCES, VERSIONED),
    }
)
"""The schema of each level."""

SCHEMA: Any = SCHEMAS["documents"]
"""The schema of documents: what `process_batch` gives, and what a data set in Parquet holds."""


POSITION = "position"
"""The column of a data set in Parquet that says where in the corpus a document stood, from 0."""


def dataset_schema(version: str) -> Any:
    """Give the schema of the files of a data set that holds this version of the data.

    The publisher is told by their folders.
    """
    fields = [field for field in SCHEMA if field.name != "publisher"]
    return pa.schema([*fields, pa.field(POSITION, pa.int64())], {**VERSIONED, DATA: version})


def schema_of(level: str, columns: Collection[str] | None = None) -> Any:
    """Give the schema of a level, or of some of its columns, in the order asked for.

    >>> schema_of("sentences", ["text", "index"]).names
    ['text', 'index']

    Raises UnknownNameError for a level or a column that does not exist, FaultsError for a column
    that is asked for twice.
    """
    expect(level, str, "level")
    if level not in SCHEMAS:
        raise UnknownNameError("level", level, SCHEMAS)
    schema = SCHEMAS[level]
    if columns is None:
        return schema
    expect(columns, (list, tuple), "columns")
    for name in columns:
        expect(name, str, "column")
        if name not in schema.names:
            raise UnknownNameError(f"column of {level}", name, schema.names)
    once(columns, "columns")
    return pa.schema([schema.field(name) for name in columns], schema.metadata)


def once(names: Iterable[str], what: str) -> None:
    """Raise FaultsError where a name comes twice."""
    every = list(names)
    if twice := sorted({name for name in every if every.count(name) > 1}):
        raise FaultsError(what, [f"{name!r} comes twice" for name in twice])
