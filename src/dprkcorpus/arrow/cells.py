"""Cells of a column in Arrow, whatever its type, as texts."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from .schema import pa

if TYPE_CHECKING:
    from collections.abc import Sequence


class Unreadable(NamedTuple):
    """A cell that holds no text, and why."""

    reason: str


def cells(column: Any, name: str) -> Sequence[str | Unreadable | None]:
    r"""Give the texts of a column, None for null; of others than `raw` numbers and days too.

    >>> import pyarrow as pa
    >>> cells(pa.array(["a", "b", None]).dictionary_encode(), "raw")
    ['a', 'b', None]
    >>> cells(pa.array([b"a", b"\xff"]), "title")
    ['a', Unreadable(reason='title is not UTF-8: invalid start byte at byte 0')]
    >>> cells(pa.array([2024]), "date"), cells(pa.array([True]), "date")
    (['2024'], [Unreadable(reason='date must be text, not bool')])
    """
    column = _plain(column)
    kind, is_a = column.type, pa.types
    if is_a.is_integer(kind) or is_a.is_date(kind) or is_a.is_timestamp(kind):
        # Tables hold ids and years as numbers; a text that is one is a mistake.
        if name != "raw":
            return list[str | None](column.cast(pa.string()).to_pylist())
    elif kind in _TEXT:
        try:
            return list[str | None](column.to_pylist())
        except UnicodeDecodeError:  # Arrow does not look whether its text is UTF-8.
            return [_decoded(cell, name) for cell in column.cast(_TEXT[kind]).to_pylist()]
    elif kind in _TEXT.values():
        return [_decoded(cell, name) for cell in column.to_pylist()]
    wrong = Unreadable(f"{name} must be text, not {kind}")
    return [wrong if valid else None for valid in column.is_valid().to_pylist()]


def _plain(column: Any) -> Any:
    """Give a column as it would be without an encoding, or a type of its own, laid over it."""
    while isinstance(column, pa.ExtensionArray):
        column = column.storage
    if isinstance(column, pa.DictionaryArray):
        return _plain(column.dictionary_decode())
    if isinstance(column, pa.RunEndEncodedArray):
        compute: Any = import_module("pyarrow.compute")
        return _plain(compute.run_end_decode(column))
    return column


def _decoded(cell: bytes | None, name: str) -> str | Unreadable | None:
    try:
        return None if cell is None else cell.decode("utf-8")
    except UnicodeDecodeError as error:
        return Unreadable(f"{name} is not UTF-8: {error.reason} at byte {error.start}")


_TEXT = {
    pa.string(): pa.binary(),
    pa.large_string(): pa.large_binary(),
    pa.string_view(): pa.binary_view(),
}
"""The types of text, and those of its bytes."""
