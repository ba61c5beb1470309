"""Parquet and Arrow, through pyarrow: a row is a record, a batch of rows is held."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from ..errors import LoadError
from .archives import seekable
from .inputs import Found, Input, extra, fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..record import Origin

_ROWS = 256


def read(source: Input) -> Iterator[Found]:
    """Give the record of each row; only the columns that are needed are read."""
    arrow = extra("pyarrow", "arrow", source)
    number = 0
    with seekable(source) as stream:
        try:
            opened = _parquet if source.format == "parquet" else _arrow
            for batch in opened(source, stream):
                found = source.columns.find(batch.schema.names)
                columns = {
                    name: _Column.checked(arrow, batch.column(name)) for name in found.values()
                }
                for row in range(batch.num_rows):
                    number += 1
                    yield _record(source, columns, row, source.origin(record=number))
        except LoadError:
            raise
        # Some of pyarrow's errors are its own, others the language's.
        except (arrow.ArrowException, OSError, ValueError) as error:
            raise source.error("corrupt", f"damaged {source.format}: {error}") from error


def _parquet(source: Input, stream: Any) -> Iterator[Any]:
    parquet = extra("pyarrow.parquet", "arrow", source)
    file = parquet.ParquetFile(stream)
    names = source.columns.header(file.schema_arrow.names, source.origin())
    rows = 0
    wanted = list(source.columns.find(names).values())
    for batch in file.iter_batches(batch_size=_ROWS, columns=wanted):
        rows += batch.num_rows
        yield batch
    if rows != file.metadata.num_rows:
        told = f"{rows} rows, where the file says {file.metadata.num_rows}"
        raise source.error("corrupt", told)


def _arrow(source: Input, stream: Any) -> Iterator[Any]:
    ipc = extra("pyarrow.ipc", "arrow", source)
    is_file = stream.read(6) == b"ARROW1"
    stream.seek(0)
    if is_file:
        file = ipc.open_file(stream)
        source.columns.header(file.schema.names, source.origin())
        yield from (file.get_batch(number) for number in range(file.num_record_batches))
    else:
        whole = ipc.open_stream(stream)
        source.columns.header(whole.schema.names, source.origin())
        yield from whole


@attrs.frozen
class _Column:
    """A column, in which no cell lies outside of the data; text is held as bytes till it is read.

    Raises what pyarrow raises for a column that is damaged, and would not survive otherwise.
    """

    cells: Any
    is_text: bool

    @classmethod
    def checked(cls, arrow: Any, cells: Any) -> _Column:
        plain = {arrow.string(): arrow.binary(), arrow.large_string(): arrow.large_binary()}
        is_text = cells.type in plain
        cells = cells.view(plain[cells.type]) if is_text else cells
        cells.validate(full=True)
        return cls(cells, is_text)

    def value(self, row: int) -> Any:
        value = self.cells[row].as_py()
        return value.decode("utf-8") if self.is_text and value is not None else value


def _record(source: Input, columns: Mapping[str, _Column], row: int, origin: Origin) -> Found:
    try:
        values = {name: column.value(row) for name, column in columns.items()}
        return source.columns.record(values, origin)
    except UnicodeDecodeError as error:
        return fault(origin, "encoding", f"not UTF-8 ({error.reason})", excerpt=error.object)
    except LoadError as error:
        return error
