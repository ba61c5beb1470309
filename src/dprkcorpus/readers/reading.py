"""read: from whatever a user holds to records, with every input accounted for."""

from __future__ import annotations

import io
import os
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal, cast

import attrs

from ..errors import LoadError, UnknownNameError, WrongTypeError, expect
from ..record import Origin, Record
from .columns import Columns
from .compression import BUFFER, buffered
from .encodings import known_encoding
from .files import read_paths
from .formats import known_format, read_input
from .inputs import Found, Input, Limits, Skipped, fault
from .kcna_pages import SPLITS, Split, split_page

if TYPE_CHECKING:
    OnePath = str | os.PathLike[str]
    Source = OnePath | BinaryIO | Iterable[OnePath] | Iterable[Record]

OnError = Literal["raise", "skip", "collect"]
_ON_ERROR = ("raise", "skip", "collect")


class Reading(Iterator[Record]):
    """Records one after the other, and the account of all that was read so far.

    >>> reading = Reading(iter([Record("It rained."), LoadError("a.txt", "not UTF-8")]), "collect")
    >>> [record.raw for record in reading], reading.records, reading.failed, reading.errors[0].path
    (['It rained.'], 1, 1, 'a.txt')

    At any time `seen` is `records` (given) and `failed` (errors, of which `errors` holds those that
    were to be collected) and the counts of `skipped` (what was left out, by its reason). An id that
    was given before is an error; for that, the reading holds every id with its place.
    """

    def __init__(self, found: Iterator[Found], on_error: OnError) -> None:
        self._found = found
        self._on_error = on_error
        self._ids: dict[str, Origin] = {}
        self.records: int = 0
        self.failed: int = 0
        self.errors: list[LoadError] = []
        self.skipped: Counter[str] = Counter()

    @property
    def seen(self) -> int:
        """How many records were met: given, failed or skipped."""
        return self.records + self.failed + self.skipped.total()

    def __next__(self) -> Record:
        for found in self._found:
            if isinstance(found, Skipped):
                self.skipped[found.reason] += 1
                continue
            error = found if isinstance(found, LoadError) else self._at_fault(found)
            if error is None:
                self.records += 1
                return cast("Record", found)
            self.failed += 1
            if self._on_error == "raise":
                raise error
            if self._on_error == "collect":
                self.errors.append(error)
        raise StopIteration

    def _at_fault(self, record: Record) -> LoadError | None:
        """Tell what is wrong with the id of a record."""
        id = record.id
        if id is None:
            return None
        origin = record.origin or Origin("(records)")
        if (reason := _unfit(id)) is not None:
            return fault(origin, "id", f"an id {reason}", excerpt=id)
        if id in self._ids:
            told = f"this id was given before, at {fault(self._ids[id], '', '').place}"
            return fault(origin, "duplicate id", told, excerpt=id)
        self._ids[id] = origin
        return None


_FIT = re.compile(r"\w[\w#@=-]*+(?:[./][\w#@=-]++)*+")
_UNFIT = {
    "that is empty": r"\Z",
    "of more than 500 characters": r".{501}",
    "with control characters": r".*[\x00-\x1f\x7f\ud800-\udfff]",
    "with white space around it": r"\s|.*\s\Z",
    # Whoever makes a file of each document must not be led out of his folder.
    "that is a path from the root": r"[/\\~]|[A-Za-z]:[/\\]",
    "that leads out of its folder": r"(?:.*[/\\])?\.\.?(?:[/\\]|\Z)",
}


def _unfit(id: str) -> str | None:
    if len(id) <= 500 and _FIT.fullmatch(id):  # As nearly all are.
        return None
    return next((why for why, form in _UNFIT.items() if re.match(form, id, re.DOTALL)), None)


def read(
    source: Source,
    *,
    format: str | None = None,
    on_error: OnError = "raise",
    columns: Mapping[str, str] | None = None,
    encoding: str = "utf-8",
    limits: Limits | None = None,
    split: Split = "auto",
    follow_symlinks: bool = False,
    publisher: str | None = None,
) -> Reading:
    r"""Read records from files, folders, archives, a stream of bytes, or records.

    >>> import io
    >>> reading = read(io.BytesIO(b'{"id": "a-1", "text": "It rained."}\n'))
    >>> [(record.id, record.raw) for record in reading]
    [('a-1', 'It rained.')]

    `source` is a path, `-` for standard input, several paths, a stream of bytes, or records.
    `format` is one of `FORMATS`, else it is told by name and content. `on_error` raises LoadError
    at the first fault, skips what is at fault, or collects the errors; either way the reading goes
    on with what is next, also after an error was raised. `columns` names the column of a record's
    field, `encoding` is strict; "guess" guesses it and tells it in the record's origin. `split`
    parts pages of many stories: "kcna" all that look like it, "auto" those that certainly are,
    "none" none. `publisher` is the source of records that name none. Raises WrongTypeError and
    UnknownNameError at once.
    """
    for name, value, kind in (
        ("format", format, (str, type(None))),
        ("encoding", encoding, str),
        ("limits", limits, (Limits, type(None))),
        ("follow_symlinks", follow_symlinks, bool),
        ("publisher", publisher, (str, type(None))),
    ):
        expect(value, kind, name)
    for kind_, asked, known in (("on_error", on_error, _ON_ERROR), ("split", split, SPLITS)):
        if asked not in known:
            raise UnknownNameError(f"choice of {kind_}", str(asked), known)
    template = Input(
        io.BufferedReader(io.BytesIO()),
        path="-",
        name="",
        columns=Columns.named(columns),
        limits=limits or Limits(),
        asked=None if format is None else known_format(format),
        encoding=known_encoding(encoding),
    )
    found = _found(source, template, split, follow=follow_symlinks)
    return Reading(_by(publisher, found) if publisher else found, on_error)


def _by(publisher: str, all_found: Iterator[Found]) -> Iterator[Found]:
    for found in all_found:
        if isinstance(found, Record) and found.source is None:
            found = attrs.evolve(found, source=publisher)
        yield found


def _found(source: Source, template: Input, split: Split, *, follow: bool) -> Iterator[Found]:
    """Tell what kind of source it is, at once, and give what will be found in it."""
    if isinstance(source, (str, os.PathLike)):
        source = sys.stdin.buffer if source == "-" else (source,)
    if hasattr(source, "read"):
        stream = cast("BinaryIO", source)
        if isinstance(stream, io.TextIOBase):
            raise WrongTypeError("source must be a stream of bytes, not of text")
        name = getattr(stream, "name", "-")
        name = name if isinstance(name, str) and stream is not sys.stdin.buffer else "-"
        pieces = buffered(iter(partial(stream.read, BUFFER), b""))
        place = attrs.evolve(template, stream=pieces, path=name, name=Path(name).name)
        return _parted(read_input(place), split)
    expect(source, Iterable, "source")
    items = iter(cast("Iterable[object]", source))
    first = list(islice(items, 1))
    everything = chain(first, items)
    if first and isinstance(first[0], Record):
        return _records(everything)
    return _parted(read_paths(list(map(_path, everything)), template, follow=follow), split)


def _path(one: object) -> str:
    expect(one, (str, os.PathLike), "a path")
    path = os.fspath(cast("str | os.PathLike[str]", one))
    expect(path, str, "a path")
    return path


def _records(records: Iterable[object]) -> Iterator[Found]:
    for record in records:
        expect(record, Record, "a record")
        yield cast("Record", record)


def _parted(all_found: Iterator[Found], split: Split) -> Iterator[Found]:
    for found in all_found:
        if isinstance(found, Record):
            yield from split_page(found, split)
        else:
            yield found
