"""Documents as columns, and one document of a row.

Columns are made of flat lists, one for each kind of value in all documents of a batch: trees of
Python's objects would cost more than half of all the cleaning.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from contextlib import contextmanager
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import attrs

from ..cleaning.cleaned import Cleaned
from ..document import Document
from ..errors import DprkcorpusError, FaultsError, expect
from ..metadata.dateline import Dateline
from ..metadata.dates import FuzzyDate
from ..metadata.model import Fact, Metadata, Source
from ..segments import Label, Segment
from ..spans import Span
from .schema import DATELINE, FACT, SEGMENT, SPAN, pa

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Sequence

    Documents = Sequence[Document]

_SURROGATE = re.compile("[\ud800-\udfff]")
_STRUCTURED = {"dateline", "rights", "source"}
"""Fields whose value has parts; they are told in JSON."""


@attrs.frozen
class Failure:
    """A row that no document could be made of: what is known of it, and why."""

    id: str | None
    raw: str | None
    error: str


def batch_of(rows: Sequence[Document | Failure], schema: Any) -> Any:
    """Give documents, and failures among them, as a batch with the columns of `schema`.

    >>> from dprkcorpus import Record, process
    >>> from dprkcorpus.arrow import SCHEMA
    >>> batch = batch_of([process(Record("It rained.", id="a-1"))], SCHEMA)
    >>> batch.column("sentences").to_pylist()
    [[{'start': 0, 'end': 10}]]
    """
    good = [row for row in rows if type(row) is Document]
    arrays = [_COLUMNS[name](good) for name in schema.names]
    if len(good) < len(rows):
        arrays = _with_failures(rows, arrays, schema)
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _with_failures(rows: Sequence[Document | Failure], arrays: list[Any], schema: Any) -> list[Any]:
    """Put the failures where they belong among the good rows: nulls, but for what is known."""
    good = [type(row) is Document for row in rows]
    places = pa.array(
        [at - 1 if fine else None for fine, at in zip(good, accumulate(good), strict=True)],
        pa.int32(),
    )
    spread = {name: array.take(places) for name, array in zip(schema.names, arrays, strict=True)}
    for name in ("id", "raw"):
        if name in spread:
            spread[name] = _texts([getattr(row, name) for row in rows])
    if "error" in spread:
        spread["error"] = _texts([row.error if type(row) is Failure else None for row in rows])
    return list(spread.values())


def array(values: Sequence[Any], kind: Any) -> Any:
    """Give a column of values; lone surrogates, which have no UTF-8, become U+FFFD each."""
    try:
        return pa.array(values, kind)
    except UnicodeEncodeError:
        return pa.array([one and _SURROGATE.sub("\ufffd", one) for one in values], kind)


def _texts(values: Sequence[str | None]) -> Any:
    return array(values, pa.string())


def _word(name: str) -> Callable[[Documents], Any]:
    """Give what makes the column of a field of words."""
    return lambda documents: _texts([getattr(one.metadata, name) for one in documents])


def _part(name: str, part: str, kind: Any = None) -> Callable[[Documents], Any]:
    """Give what makes the column of one part of a field, a text where nothing else is said."""

    def column(documents: Documents) -> Any:
        values: list[Any] = [getattr(one.metadata, name) for one in documents]
        return array([value and getattr(value, part) for value in values], kind or pa.string())

    return column


def lists(lengths: Iterable[int], values: Any) -> Any:
    """Give the values of all lists, one after the other, as a column of lists."""
    return pa.ListArray.from_arrays(
        pa.array(list(accumulate(lengths, initial=0)), pa.int32()), values
    )


def _structs(kind: Any, *columns: Sequence[Any]) -> Any:
    fields = [kind.field(number) for number in range(kind.num_fields)]
    arrays = [array(column, field.type) for column, field in zip(columns, fields, strict=True)]
    return pa.StructArray.from_arrays(arrays, fields=fields)


def spans(groups: Sequence[Sequence[tuple[int, int]]]) -> Any:
    """Give groups of spans as a column of lists."""
    flat = [span for group in groups for span in group]
    starts, ends = [span[0] for span in flat], [span[1] for span in flat]
    return lists(map(len, groups), _structs(SPAN, starts, ends))


def paragraph_spans(document: Document) -> list[Span]:
    """Give the spans of `Document.paragraphs` without the rest of them."""
    text = document.cleaned.text
    found: list[Span] = []
    begun = at = -1
    for start, end in document.sentence_spans:
        if begun < 0:
            begun = start
        elif text.find("\n", at, start) >= 0:
            found.append(Span(begun, at))
            begun = start
        at = end
    if begun >= 0:
        found.append(Span(begun, at))
    return found


def _segments(documents: Documents) -> Any:
    groups = [one.cleaned.segments for one in documents]
    flat = [segment for group in groups for segment in group]
    places = [segment.span for segment in flat]
    values = _structs(
        SEGMENT,
        [start for start, _ in places],
        [end for _, end in places],
        [segment.label for segment in flat],
        [segment.rule for segment in flat],
        [segment.replacement for segment in flat],
    )
    return lists(map(len, groups), values)


def _facts(documents: Documents) -> Any:
    groups = [one.metadata.facts for one in documents]
    flat = [fact for group in groups for fact in group]
    places = [fact.span or (None, None) for fact in flat]
    values = _structs(
        FACT,
        [fact.field for fact in flat],
        [_value(fact) for fact in flat],
        [fact.basis for fact in flat],
        [fact.reason for fact in flat],
        [start for start, _ in places],
        [end for _, end in places],
    )
    return lists(map(len, groups), values)


def _datelines(documents: Documents) -> Any:
    found = [one.metadata.dateline for one in documents]
    blank = Dateline("")
    lines = [line or blank for line in found]
    return pa.StructArray.from_arrays(
        [array([getattr(line, field.name) for line in lines], field.type) for field in DATELINE],
        fields=list(DATELINE),
        mask=pa.array([line is None for line in found], pa.bool_()),
    )


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _value(fact: Fact) -> str:
    value = fact.value
    if type(value) is str:
        return value
    if type(value) is FuzzyDate:
        return value.edtf
    if type(value) is Source:
        return _json({"file": value.file, "sha256": value.sha256})
    return _parts(fact.value)


@lru_cache
def _parts(value: Any) -> str:
    """Tell a value that has parts, few of which there are, and again and again."""
    return _json(attrs.asdict(value))


_COLUMNS: dict[str, Callable[[Documents], Any]] = {
    "id": _word("id"),
    "title": _word("title"),
    "text": lambda documents: _texts([one.cleaned.text for one in documents]),
    "issued": _part("issued", "edtf"),
    "earliest": _part("issued", "earliest", pa.date32()),
    "latest": _part("issued", "latest", pa.date32()),
    "posted": _part("posted", "edtf"),
    "captured": _part("captured", "edtf"),
    "events": lambda documents: lists(
        [len(one.metadata.events) for one in documents],
        _texts([event.edtf for one in documents for event in one.metadata.events]),
    ),
    "publisher": _word("publisher"),
    "agency": _word("agency"),
    "republisher": _word("republisher"),
    "byline": _word("byline"),
    "dateline": _datelines,
    "genre": _word("genre"),
    "signed_article": _word("signed_article"),
    "section": _word("section"),
    "language": _word("language"),
    "original_url": _word("original_url"),
    "capture_url": _word("capture_url"),
    "rights": _part("rights", "statement"),
    "paragraphs": lambda documents: spans([paragraph_spans(one) for one in documents]),
    "sentences": lambda documents: spans([one.sentence_spans for one in documents]),
    "segments": _segments,
    "facts": _facts,
    "sha256": _part("source", "sha256"),
    "raw": lambda documents: _texts([one.cleaned.raw for one in documents]),
    "error": lambda documents: pa.nulls(len(documents), pa.string()),
}
"""What makes each column of documents."""


def document_of(row: Mapping[str, Any], reasons: Mapping[str, str] | None = None) -> Document:
    """Make the document of a row, which has the columns id, raw, segments, sentences and facts.

    >>> from dprkcorpus import Record, process
    >>> from dprkcorpus.arrow import SCHEMA
    >>> document = process(Record("It rained.", id="a-1"))
    >>> (row,) = batch_of([document], SCHEMA).to_pylist()
    >>> document_of(row) == document
    True

    `reasons` are those of the rules. Raises WrongTypeError for what is no row, FaultsError for one
    with an `error` or with parts of another form, and what the parts of a document raise where
    they do not agree.
    """
    expect(row, Mapping, "row")
    if row.get("error") is not None:
        raise FaultsError("row", [f"no document could be made of it: {row['error']}"])
    with _told():
        segments = tuple(
            Segment(
                Span(one["start"], one["end"]), Label(one["label"]), one["rule"], one["replacement"]
            )
            for one in row["segments"]
        )
        sentences = tuple(Span(one["start"], one["end"]) for one in row["sentences"])
        cleaned = Cleaned(row["raw"], segments, reasons or {})
        return Document(cleaned, metadata_of(row), sentences)


def metadata_of(row: Mapping[str, Any]) -> Metadata:
    """Make the metadata of a row, which has the columns id and facts; raises as `document_of`."""
    with _told():
        return Metadata.from_facts(row["id"], map(_fact, row["facts"]))


@contextmanager
def _told() -> Generator[None]:
    """Tell of a row whose parts have another form than those of the schema."""
    try:
        yield
    except DprkcorpusError:
        raise
    except (LookupError, TypeError, ValueError) as error:
        raise FaultsError("row", [f"{type(error).__name__}: {error}"]) from error


def _fact(row: Mapping[str, Any]) -> Fact:
    plain = dict(row)
    start, end = plain.pop("start"), plain.pop("end")
    if start is not None:
        plain["span"] = [start, end]
    if plain["field"] in _STRUCTURED:
        plain["value"] = json.loads(plain["value"])
    return Fact.from_dict(plain)
