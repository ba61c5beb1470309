"""What every reader takes and gives: a stream with its place; records, errors, declared skips."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

import attrs

from ..errors import FaultsError, LoadError, MissingExtraError, expect
from ..record import Origin, Record

if TYPE_CHECKING:
    from io import BufferedReader

    from .columns import Columns

MEBIBYTE = 2**20


@attrs.frozen
class Limits:
    """How much a reader takes before it calls the input faulty.

    >>> Limits(nesting=10).nesting
    10

    `record_bytes` bounds one record and so the memory, `line_bytes` a line of JSON Lines or CSV,
    `ratio` how far a file may expand beyond its first mebibyte, `nesting` brackets in JSON. Raises
    WrongTypeError, and FaultsError for a limit below 1.
    """

    record_bytes: int = 64 * MEBIBYTE
    line_bytes: int = 16 * MEBIBYTE
    ratio: int = 200
    nesting: int = 100

    def __attrs_post_init__(self) -> None:
        limits = attrs.asdict(self)
        for name, value in limits.items():
            expect(value, int, name)
        if low := [f"{name} is {value}, below 1" for name, value in limits.items() if value < 1]:
            raise FaultsError("limits", low)


@attrs.frozen
class Skipped:
    """What a reader leaves out on purpose, and why; the reasons are counted."""

    origin: Origin
    reason: str


Found = Record | LoadError | Skipped


@attrs.frozen
class Input:
    """Bytes to read, where they lie, and what the caller said of them.

    `asked` is the format that the caller names, `format` the one that it is read in; `name` tells
    it otherwise. `id` is the name of the record where the whole input is one, `within` stands
    before the names of an archive's members, `depth` counts archives and compressions around it. It
    is `named` where the caller chose it, and not only a folder or an archive that holds it.
    """

    stream: BufferedReader[Any]
    path: str
    name: str
    columns: Columns
    limits: Limits
    asked: str | None = None
    encoding: str = "utf-8"
    id: str | None = None
    format: str | None = None
    member: str | None = None
    within: str = ""
    depth: int = 0
    named: bool = True

    def origin(self, **place: Any) -> Origin:
        """Tell a place in this input."""
        return Origin(self.path, self.member, **place)

    def error(self, kind: str, message: str, offset: int | None = None) -> LoadError:
        """Give the error of the whole input."""
        return fault(self.origin(offset=offset), kind, message)

    def content(self) -> bytes:
        """Read all that is left, as one record. Raises LoadError where that is too much."""
        pieces, size = list[bytes](), 0
        while piece := self.stream.read(MEBIBYTE):
            pieces.append(piece)
            size += len(piece)
            if size > self.limits.record_bytes:
                allowed = self.limits.record_bytes
                raise self.error("limit", f"one record of more than {allowed} bytes", allowed)
        return b"".join(pieces)


def fault(
    origin: Origin,
    kind: str,
    message: str,
    *,
    offset: int | None = None,
    excerpt: str | bytes | None = None,
) -> LoadError:
    """Give the error that lies at a place; `offset` is the byte, where it is known better."""
    return LoadError(
        origin.path,
        message,
        origin.offset if offset is None else offset,
        kind=kind,
        member=origin.member,
        line=origin.line,
        record=origin.record,
        excerpt=None if excerpt is None else repr(excerpt[:60]).removeprefix("b"),
    )


def extra(module: str, name: str, source: Input) -> Any:
    """Import a module that comes with an extra of the package."""
    try:
        return import_module(module)
    except ImportError as error:
        raise source.error("extra", f"{MissingExtraError('this', name)} ({error})") from error


def no_text(origin: Origin) -> LoadError:
    """Give the error of a record that holds nothing but white space."""
    return fault(origin, "empty", "there is no text")


Row = Mapping[str, Any]
