"""A data set in Parquet, a folder for each publisher and year: what engines and data frames read.

Folders are named as Hive names them, so that a reader passes by what it is not asked for; as it is
usual there, what a folder says stands in none of its files.
"""

from __future__ import annotations

import json
from importlib import import_module
from typing import TYPE_CHECKING, Any

from ..arrow.columns import array, batch_of
from ..arrow.hive import folder_of
from ..arrow.schema import POSITION, REASONS, dataset_schema, pa
from ..errors import FaultsError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ..corpus import Corpus
    from ..offsets import Unit

_GROUP, _FILE = 512, 128 * 512
"""How many documents a row group has, which is read as a whole, and how many a file has at most."""


def write(corpus: Corpus, folder: Path, unit: Unit) -> None:
    """Write a corpus; raises FaultsError for a folder that holds a data set already."""
    if any(folder.rglob("*.parquet")):
        raise FaultsError("export", [f"{folder} holds files in Parquet already: name another one"])
    parts: dict[str, list[int]] = {}
    for position, row in enumerate(corpus.metadata()):
        first, last = row["earliest"], row["latest"]
        year = str(first.year) if first and last and first.year == last.year else None
        part = f"{folder_of('publisher', row['publisher'])}/{folder_of('year', year)}"
        parts.setdefault(part, []).append(position)
    files = [
        (folder / part, positions[start : start + _FILE])
        for part, positions in sorted(parts.items())
        for start in range(0, len(positions), _FILE)
    ]
    for number, (place, positions) in enumerate(files or [(folder, [])]):
        place.mkdir(parents=True, exist_ok=True)
        _write(corpus, positions, place / f"part-{number:05}.parquet")


def _write(corpus: Corpus, positions: Sequence[int], path: Path) -> None:
    parquet: Any = import_module("pyarrow.parquet")
    schema = dataset_schema(corpus.version)
    own = pa.schema([field for field in schema if field.name != POSITION])
    reasons: dict[str, str] = {}
    told: object = None
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        for start in range(0, len(positions), _GROUP):
            group = positions[start : start + _GROUP]
            documents = [corpus[corpus.ids[position]] for position in group]
            for document in documents:
                if document.cleaned.reasons is not told:
                    told = document.cleaned.reasons
                    reasons.update(document.cleaned.reasons)
            batch = batch_of(documents, own)
            columns = [*batch.columns, array(group, pa.int64())]
            writer.write_batch(pa.RecordBatch.from_arrays(columns, schema=schema))
        told_once = json.dumps(reasons, ensure_ascii=False, sort_keys=True)
        writer.add_key_value_metadata({REASONS: told_once})
