"""The files of a data set in Parquet: row groups, and columns of them, read when asked for."""

from __future__ import annotations

import json
from functools import cached_property, lru_cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ..cleaning.profiles import rules
from ..errors import CorpusFileError, expect
from .hive import value_of
from .schema import DATA, POSITION, REASONS, VERSION, dataset_schema, pa

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping, Sequence


class _Footer(NamedTuple):
    """What the end of a file says: as pyarrow holds it, its columns, and what was added to it."""

    metadata: Any
    names: list[str]
    told: dict[bytes, bytes]


class Files:
    """All files below a folder, or one file, in the order of their names.

    Raises CorpusFileError where there are none, where they lack columns or are of a newer version.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        expect(path, (str, Path), "path")
        self.path: Path = Path(path).absolute()
        found = [self.path] if self.path.is_file() else self.path.rglob("*.parquet")
        inside = ((file, file.relative_to(self.path).parts) for file in found)
        # What begins so is not yet, or no longer, part of a data set.
        self._files = sorted(
            file for file, parts in inside if not any(part[0] in "._" for part in parts)
        )
        self._footers: dict[int, _Footer] = {}
        if not self._files:
            raise CorpusFileError(str(self.path), "there is no file in Parquet in it")
        names = {*self.names(0), "publisher", POSITION}
        if missing := [name for name in dataset_schema("").names if name not in names]:
            raise CorpusFileError(str(self.path), f"it has no columns {', '.join(missing)}")
        version = self._footer(0).told.get(b"dprkcorpus.schema", b"1").decode()
        if int(version) > VERSION:
            raise CorpusFileError(str(self.path), f"its schema is {version}, newer than {VERSION}")

    @cached_property
    def groups(self) -> list[tuple[int, int]]:
        """All row groups: the number of the file, and of the group in it."""
        return [
            (file, group)
            for file in range(len(self._files))
            for group in range(self._footer(file).metadata.num_row_groups)
        ]

    @property
    def version(self) -> str:
        """The version of the data that was written, where the files say it."""
        return self._footer(0).told.get(DATA.encode(), b"unknown").decode()

    def names(self, file: int) -> list[str]:
        """Give the names of the columns of a file."""
        return self._footer(file).names

    def reasons(self, file: int) -> Mapping[str, str]:
        """Give the sentence of why for each rule."""
        told = self._footer(file).told.get(REASONS.encode())
        return _parsed(told) if told else _bundled()

    def read(self, number: int, columns: Sequence[str] | None = None) -> Any:
        """Read a row group, or some columns of it, as a table."""
        file, group = self.groups[number]
        absent = "publisher" not in self.names(file)
        asked = columns is None or "publisher" in columns
        told = value_of("publisher", self._files[file].relative_to(self.path).parts)
        wanted = None
        if columns is not None:
            wanted = [one for one in columns if not absent or one != "publisher"]
            wanted += ["facts"] * (absent and asked and told is None)
        with self._opened(file) as opened:
            try:
                # With threads it takes longer: a row group is small.
                table = opened.read_row_group(group, wanted, use_threads=False)
            except (pa.ArrowException, OSError) as error:
                raise CorpusFileError(str(self._files[file]), str(error)) from error
        if absent and asked:
            # A publisher whom the folder does not name is still among the facts.
            known = [told] * table.num_rows if told else _publishers(table["facts"].to_pylist())
            table = table.append_column("publisher", pa.array(known, pa.string()))
        return table

    def _footer(self, file: int) -> _Footer:
        if file not in self._footers:
            with self._opened(file) as opened:
                names, told = opened.schema_arrow.names, opened.metadata.metadata
                self._footers[file] = _Footer(opened.metadata, names, told or {})
        return self._footers[file]

    def _opened(self, file: int) -> Any:
        parquet: Any = import_module("pyarrow.parquet")
        path, footer = self._files[file], self._footers.get(file)
        try:
            return parquet.ParquetFile(path, metadata=footer and footer.metadata)
        except (pa.ArrowException, OSError) as error:
            raise CorpusFileError(str(path), str(error)) from error


def _publishers(rows: Sequence[Sequence[Mapping[str, Any]]]) -> list[str | None]:
    return [
        next((fact["value"] for fact in facts if fact["field"] == "publisher"), None)
        for facts in rows
    ]


@lru_cache
def _parsed(reasons: bytes) -> dict[str, str]:
    return dict(json.loads(reasons))


@lru_cache
def _bundled() -> dict[str, str]:
    """The reasons of the package's own rules, for files that do not tell any."""
    return {rule.id: rule.why for rule in rules()}
