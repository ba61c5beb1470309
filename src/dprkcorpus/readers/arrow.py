"""Parquet and Arrow, through pyarrow: a row is a record, a batch of rows is held."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..errors import LoadError
from .archives import seekable
from .inputs import Found, Input, extra, fault

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROWS = 256


def read(source: Input) -> Iterator[Found]:
    """Give the record of each row; only the columns that are needed are read."""
    arrow = extra("pyarrow", "arrow", source)
    with seekable(source) as stream:
        try:
            opened = _parquet if source.format == "parquet" else _arrow
            number = 0
            for batch in opened(source, stream):
                for row in range(batch.num_rows):
                    number += 1
                    yield _record(source, batch, row, number)
        # Some of pyarrow's errors are OSError, others ValueError.
        except (arrow.ArrowException, OSError) as error:
            raise source.error("corrupt", f"damaged {source.format}: {error}") from error


def _parquet(source: Input, stream: Any) -> Iterator[Any]:
    parquet = extra("pyarrow.parquet", "arrow", source)
    file = parquet.ParquetFile(stream)
    names = source.columns.header(file.schema_arrow.names, source.origin())
    wanted = list(source.columns.find(names).values())
    yield from file.iter_batches(batch_size=_ROWS, columns=wanted)


def _arrow(source: Input, stream: Any) -> Iterator[Any]:
    ipc = extra("pyarrow.ipc", "arrow", source)
    file_form = stream.read(6) == b"ARROW1"
    stream.seek(0)
    if file_form:
        file = ipc.open_file(stream)
        source.columns.header(file.schema.names, source.origin())
        yield from (file.get_batch(number) for number in range(file.num_record_batches))
    else:
        whole = ipc.open_stream(stream)
        source.columns.header(whole.schema.names, source.origin())
        yield from whole


def _record(source: Input, batch: Any, row: int, number: int) -> Found:
    origin = source.origin(record=number)
    found = source.columns.find(batch.schema.names)
    try:
        values = {name: batch.column(name)[row].as_py() for name in found.values()}
        return source.columns.record(values, origin)
    except UnicodeDecodeError as error:
        return fault(origin, "encoding", f"not UTF-8 ({error.reason})", excerpt=error.object)
    except LoadError as error:
        return error
