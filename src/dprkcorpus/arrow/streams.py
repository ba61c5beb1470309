"""A corpus as a stream of batches: documents, paragraphs or sentences, no more than asked for."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from .columns import array, batch_of, paragraph_spans, spans
from .schema import pa, schema_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from ..document import Document
    from ..sources import Catalogue
    from ..spans import Span

_DOCUMENTS = 256
"""How many documents a batch is made of."""

_KNOWN = frozenset(
    {
        *("id", "title", "issued", "earliest", "latest", "posted", "captured", "events"),
        *("publisher", "agency", "republisher", "byline", "genre", "section", "language"),
        *("original_url", "capture_url", "rights"),
    }
)
"""Columns for which no text need be opened."""
_READ = ("id", "title", "text")
"""Columns for which texts are read, but no documents made."""


@runtime_checkable
class Columnar(Protocol):
    """A source that has documents as columns already."""

    def batches(self, ids: Sequence[str] | None, schema: Any) -> Iterator[Any]:
        """Give documents as batches with the columns of `schema`."""
        ...


def stream(
    source: Catalogue,
    ids: Sequence[str] | None,
    columns: Collection[str] | None = None,
    level: str = "documents",
) -> Any:
    """Give documents of a source as a RecordBatchReader; `ids` of None stands for all of them.

    >>> import dprkcorpus
    >>> reader = dprkcorpus.load().to_arrow(["index", "start"], level="sentences")
    >>> reader.read_all().slice(1, 2).to_pylist()
    [{'index': 1, 'start': 160}, {'index': 2, 'start': 317}]

    Raises what `schema_of` raises.
    """
    schema = schema_of(level, columns)
    if level != "documents":
        batches = _parts(source, ids, level, schema)
    elif isinstance(source, Columnar):
        batches = source.batches(ids, schema)
    else:
        batches = _whole(source, ids, schema)
    return pa.RecordBatchReader.from_batches(schema, batches)


def _groups(values: Iterable[Any]) -> Iterator[list[Any]]:
    left = iter(values)
    while group := list(islice(left, _DOCUMENTS)):
        yield group


def _opened(source: Catalogue, ids: Sequence[str] | None) -> Iterator[list[Document]]:
    return _groups(map(source.document, source.ids if ids is None else ids))


def _whole(source: Catalogue, ids: Sequence[str] | None, schema: Any) -> Iterator[Any]:
    names = schema.names
    if _KNOWN.issuperset(names):
        for group in _groups(source.rows(ids)):
            for row in group:
                row["events"] = row["events"].split(" ") if row["events"] else []
            yield _batch(schema, [[row[name] for row in group] for name in names])
    elif set(_READ).issuperset(names):
        for group in _groups(source.texts(ids)):
            values = dict(zip(_READ, zip(*group, strict=True), strict=True))
            yield _batch(schema, [values[name] for name in names])
    else:
        for group in _opened(source, ids):
            yield batch_of(group, schema)


def _parts(source: Catalogue, ids: Sequence[str] | None, level: str, schema: Any) -> Iterator[Any]:
    for group in _opened(source, ids):
        groups = [
            paragraph_spans(one) if level == "paragraphs" else one.sentence_spans for one in group
        ]
        made = [_COLUMNS[name](group, groups) for name in schema.names]
        yield _batch(schema, made)


def _batch(schema: Any, columns: Iterable[Any]) -> Any:
    arrays = [
        column if isinstance(column, pa.Array) else array(column, field.type)
        for column, field in zip(columns, schema, strict=True)
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _each(
    value: Callable[[Document, Span], Any],
) -> Callable[[Sequence[Document], Sequence[Sequence[Span]]], list[Any]]:
    return lambda documents, groups: [
        value(document, span)
        for document, found in zip(documents, groups, strict=True)
        for span in found
    ]


def _paragraph_numbers(documents: Sequence[Document], groups: object) -> list[int]:
    numbers: list[int] = []
    for document in documents:
        ends = iter(enumerate(end for _, end in paragraph_spans(document)))
        number, end = -1, -1
        for span in document.sentence_spans:
            if span.start >= end:
                number, end = next(ends)
            numbers.append(number)
    return numbers


_COLUMNS: dict[str, Callable[[Sequence[Document], Sequence[Sequence[Span]]], Any]] = {
    "document": _each(lambda document, _: document.id),
    "index": lambda _, groups: [number for found in groups for number in range(len(found))],
    "paragraph": _paragraph_numbers,
    "start": _each(lambda _, span: span.start),
    "end": _each(lambda _, span: span.end),
    "raw_spans": lambda documents, groups: spans(
        _each(lambda document, span: document.cleaned.to_raw(span))(documents, groups)
    ),
    "text": _each(lambda document, span: document.cleaned.text[span.start : span.end]),
}
"""What makes each column of paragraphs and of sentences."""
