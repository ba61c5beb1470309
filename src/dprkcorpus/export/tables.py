"""Tables in CSV, and JSON Lines beside them: the files that Data Package and Croissant describe."""

from __future__ import annotations

import csv
import hashlib
import re
import tomllib
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import attrs

from ..offsets import Unit, converted
from . import jsonl

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ..corpus import Corpus
    from ..document import Document


@attrs.frozen
class Column:
    """A column: `kind` is a type of Table Schema; `key` is a table whose `id` it names."""

    name: str
    meaning: str
    kind: str = "string"
    key: str | None = None
    required: bool = False


@attrs.frozen
class Table:
    """A table in a CSV file of the same name; together the `unique` columns name a row."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    unique: tuple[str, ...]


@attrs.frozen
class File:
    """A file that was written; `table` is what it holds, None for the JSON Lines."""

    path: str
    size: int
    sha256: str
    table: Table | None


def tables() -> tuple[Table, ...]:
    """Give the tables, as `tables.toml` describes them.

    >>> [table.name for table in tables()]
    ['documents', 'sentences', 'segments']
    """
    from importlib_resources import files

    path = files("dprkcorpus") / "export" / "tables.toml"
    described = tomllib.loads(path.read_text(encoding="utf-8"))
    return tuple(
        Table(
            name,
            about["meaning"],
            tuple(Column(**column) for column in about["columns"]),
            tuple(about["unique"]),
        )
        for name, about in described.items()
    )


_FULL = "documents.jsonl"
_SURROGATE = re.compile("[\ud800-\udfff]")


def write(corpus: Corpus, folder: Path, unit: Unit) -> list[File]:
    """Write the tables and the JSON Lines into a folder, one document at a time."""
    every = tables()
    columns = [column.name for column in every[0].columns]
    with ExitStack() as stack:
        writers: dict[str, Any] = {}
        for table in every:
            path = folder / f"{table.name}.csv"
            stream = stack.enter_context(path.open("w", encoding="utf-8", newline=""))
            writers[table.name] = csv.writer(stream)
            writers[table.name].writerow([column.name for column in table.columns])
        lines = stack.enter_context((folder / _FULL).open("w", encoding="utf-8", newline="\n"))
        for document, known in zip(corpus, corpus.metadata(), strict=True):
            row = {**known, "text": document.text}
            writers["documents"].writerow(_cell(row[name]) for name in columns)
            for name, rows in (("sentences", _sentences), ("segments", _segments)):
                writers[name].writerows(map(_cell, cells) for cells in rows(document, unit))
            lines.write(jsonl.of_document(document, unit))
    files = [_file(folder / f"{table.name}.csv", table) for table in every]
    return [*files, _file(folder / _FULL, None)]


def _sentences(document: Document, unit: Unit) -> Iterator[list[object]]:
    every = document.sentences
    place = converted(document.text, (at for one in every for at in one.span), unit)
    spans = [span for one in every for span in one.raw_spans]
    raw = converted(document.raw, (at for span in spans for at in span), unit)
    for one in every:
        start, end = (place[at] for at in one.span)
        in_raw = " ".join(f"{raw[span.start]}-{raw[span.end]}" for span in one.raw_spans)
        yield [document.id, one.index, one.paragraph, start, end, in_raw, one.text]


def _segments(document: Document, unit: Unit) -> Iterator[list[object]]:
    segments = document.cleaned.segments
    place = converted(document.raw, (at for one in segments for at in one.span), unit)
    for index, one in enumerate(segments):
        start, end = (place[at] for at in one.span)
        replaced = "false" if one.replacement is None else "true"
        row = [document.id, index, start, end, one.label.value, one.rule]
        yield [*row, replaced, one.replacement]


def _cell(value: object) -> object:
    # CSV has no escape for what UTF-8 cannot hold; the JSON Lines have.
    return _SURROGATE.sub("\ufffd", value) if isinstance(value, str) else value


def _file(path: Path, table: Table | None) -> File:
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return File(path.name, path.stat().st_size, digest, table)
