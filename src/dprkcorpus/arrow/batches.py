"""The batch function: raw texts in Arrow become documents in Arrow, row by row, none lost."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict

from ..cleaning.profiles import Profile
from ..errors import FaultsError, expect
from ..pipeline import process_all
from ..record import Record
from .cells import Unreadable, cells
from .columns import Failure, batch_of
from .schema import once, pa, schema_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from typing import Unpack

    from ..document import Document
    from ..metadata.vocabulary import Vocabulary

    class Options(TypedDict, total=False):
        """What `process` takes besides a record, and the columns that are wanted."""

        profile: str | os.PathLike[str] | Profile | None
        repairs: Collection[str]
        vocabulary: Vocabulary | None
        columns: Collection[str] | None


FIELDS = ("id", "raw", "url", "date", "title", "source")
"""The columns that are read, which are fields of a Record; `raw` must be there."""

_OWN = frozenset(("id", "raw", "title"))
"""Columns of the input whose place in the output is taken by what became of them."""

_ROWS = 64
"""How many rows are held as Python's objects at a time."""


def process_batch(batch: Any, **options: Unpack[Options]) -> Any:
    """Make documents of a RecordBatch of raw texts; give them as one, row for row.

    >>> import pyarrow as pa
    >>> raws = ["Pyongyang, July 9 (KCNA) -- It rained. -0-", None]
    >>> made = process_batch(pa.RecordBatch.from_pydict({"raw": raws, "page": [7, 8]}))
    >>> made.select(["text", "error", "page"]).to_pylist()
    [{'text': 'It rained.', 'error': None, 'page': 7}, {'text': None, 'error': 'raw is null', \
'page': 8}]

    Read are the columns of `FIELDS`, as `process` reads a Record. What it gives has the columns
    of `SCHEMA`, or those that `columns` names, and behind them all others of the input unchanged;
    one that has the name of a column of `SCHEMA` is called `input_` and that name. A row that no
    document can be made of has its `error`, and null for all that is not known. Other options are
    those of `process`. Raises WrongTypeError for what is no RecordBatch, FaultsError for one
    without the column `raw` or with a column twice, and for more than 2 GiB of text, and what
    `process` raises for wrong options.
    """
    expect(batch, pa.RecordBatch, "batch")
    return _Work(batch.schema, options).whole(batch)


def process_table(table: Any, **options: Unpack[Options]) -> Any:
    """Make documents of a Table of raw texts, as `process_batch` does of a RecordBatch.

    >>> import pyarrow as pa
    >>> made = process_table(pa.table({"raw": ["It rained."], "id": ["a-1"]}))
    >>> made.column("sentences").to_pylist()
    [[{'start': 0, 'end': 10}]]
    """
    expect(table, pa.Table, "table")
    work = _Work(table.schema, options)
    parts = (part for batch in table.to_batches() for part in work.parts(batch))
    return pa.Table.from_batches(parts, work.schema)


def process_batches(batches: Iterable[Any], **options: Unpack[Options]) -> Iterator[Any]:
    """Make documents of one RecordBatch after the other, and hold no more than one.

    >>> import pyarrow as pa
    >>> batches = pa.table({"raw": ["It rained.", "It snowed."]}).to_batches(max_chunksize=1)
    >>> [batch.column("text").to_pylist() for batch in process_batches(batches)]
    [['It rained.'], ['It snowed.']]
    """
    work: _Work | None = None
    for batch in batches:
        expect(batch, pa.RecordBatch, "batch")
        if work is None or batch.schema != work.given:
            work = _Work(batch.schema, options)
        yield work.whole(batch)


def process_file(
    source: str | os.PathLike[str],
    target: str | os.PathLike[str],
    *,
    rows: int = 1000,
    **options: Unpack[Options],
) -> int:
    """Make documents of a file of raw texts in Parquet, into another; give how many rows it has.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from pyarrow import parquet
    >>> with TemporaryDirectory() as folder:
    ...     pages, documents = Path(folder, "pages.parquet"), Path(folder, "documents.parquet")
    ...     parquet.write_table(pa.table({"raw": ["It rained."]}), pages)
    ...     rows = process_file(pages, documents)
    ...     rows, parquet.read_table(documents).column("text").to_pylist()
    (1, ['It rained.'])

    A worker that is sent a path reads its part itself; a part that is sent to it takes along all
    that it is a slice of. `rows` is how many are held at once. The file is there when it is whole,
    and not before.
    """
    expect(rows, int, "rows")
    parquet: Any = import_module("pyarrow.parquet")
    # Engines may let two workers do the same, and take who is first.
    unfinished = Path(target).with_name(f".{Path(target).name}.{os.getpid()}")
    with parquet.ParquetFile(source) as file:
        schema = _Work(file.schema_arrow, options).schema
        with parquet.ParquetWriter(unfinished, schema, compression="zstd") as writer:
            for batch in process_batches(file.iter_batches(rows), **options):
                writer.write_batch(batch)
        count = int(file.metadata.num_rows)
    unfinished.replace(target)
    return count


class _Work:
    """What is to be done with batches of one schema, and the schema of what comes out."""

    def __init__(self, given: Any, options: Options) -> None:
        self.given = given
        names: list[str] = given.names
        settings: dict[str, Any] = dict(options)
        self._own = schema_of("documents", settings.pop("columns", None))
        if "raw" not in names:
            here = ", ".join(map(repr, names)) or "none"
            raise FaultsError("batch", [f"it has no column named 'raw'; there are: {here}"])
        once((name for name in names if name in FIELDS), "columns")
        profile = settings.get("profile")
        if isinstance(profile, (str, Path)) and str(profile).endswith(".toml"):
            settings["profile"] = Profile.load(profile)  # Once, and not for each row.
        # Wrong options are the caller's fault, and not that of any row.
        process_all((Record(""),), **settings)
        self._settings = settings
        self._fields = [name for name in FIELDS if name in names]
        self._extras = [number for number, name in enumerate(names) if name not in _OWN]
        taken = {*schema_of("documents").names, *names}
        extras = list[Any]()
        for number in self._extras:
            field = given.field(number)
            extras.append(field.with_name(_free(field.name, taken)))
        self.schema: Any = pa.schema([*self._own, *extras], self._own.metadata)

    def whole(self, batch: Any) -> Any:
        """Give what a batch becomes, as one."""
        whole, *more = self.parts(batch)
        if more:
            told = "it holds more than 2 GiB of text; slice it, or give a Table"
            raise FaultsError("batch", [told])
        return whole

    def parts(self, batch: Any) -> Iterator[Any]:
        """Give what a batch becomes: one, or several where it is too much for one."""
        made = (
            batch_of(self._documents(batch.slice(start, _ROWS)), self._own)
            for start in range(0, batch.num_rows, _ROWS)
        )
        joined = pa.Table.from_batches(made, self._own).combine_chunks().to_batches()
        start = 0
        for part in joined or [pa.RecordBatch.from_pylist([], self._own)]:
            extras = (batch.column(number) for number in self._extras)
            carried = [column.slice(start, part.num_rows) for column in extras]
            yield pa.RecordBatch.from_arrays([*part.columns, *carried], schema=self.schema)
            start += part.num_rows

    def _documents(self, batch: Any) -> list[Document | Failure]:
        columns = (cells(batch.column(name), name) for name in self._fields)
        rows = [
            _record(dict(zip(self._fields, row, strict=True))) for row in zip(*columns, strict=True)
        ]
        made = iter(self._made([row for row in rows if isinstance(row, Record)]))
        return [next(made) if isinstance(row, Record) else row for row in rows]

    def _made(self, records: Sequence[Record]) -> list[Document | Failure]:
        try:
            return [*process_all(records, **self._settings)]
        except Exception as error:  # noqa: BLE001  (no batch is lost for one of its rows)
            if len(records) > 1:
                return [one for record in records for one in self._made([record])]
            return [Failure(records[0].id, records[0].raw, f"{type(error).__name__}: {error}")]


def _record(values: dict[str, str | Unreadable | None]) -> Record | Failure:
    """Make a record of the cells of a row, or tell why there is none."""
    known: dict[str, Any] = {
        name: one if isinstance(one, str) else None for name, one in values.items()
    }
    wrong = next((one.reason for one in values.values() if isinstance(one, Unreadable)), None)
    if wrong is not None or known["raw"] is None:
        return Failure(known.get("id"), known["raw"], wrong or "raw is null")
    return Record(**known)


def _free(name: str, taken: set[str]) -> str:
    """Give a name that no column has: the name itself, or one that says where it is from."""
    own = schema_of("documents").names
    if name in own:
        while name in taken:
            name = f"input_{name}"
        taken.add(name)
    return name
