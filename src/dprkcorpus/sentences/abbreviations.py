"""What the splitter knows about words, read from `abbreviations.toml` beside this file."""

from __future__ import annotations

import pkgutil

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def _tables(source: str) -> dict[str, set[str]]:
    """Read the one form of TOML that the file keeps to; `tomllib` takes 17 ms to import."""
    tables: dict[str, set[str]] = {}
    pieces = source.split('"""')
    table: set[str] = set()
    for head, words in zip(pieces[::2], pieces[1::2], strict=False):
        for line in head.splitlines():
            if line.startswith("["):
                table = tables.setdefault(line.strip("[]"), set())
        table.update(words.split())
    return tables


def _read() -> tuple[dict[str, str], frozenset[str]]:
    # Not through importlib.resources, whose import costs more than all the rest of this package.
    data = pkgutil.get_data(__package__, "abbreviations.toml") or b""
    tables = _tables(data.decode("utf-8"))
    starters = frozenset(tables.pop("starters"))
    return {word: rule for rule, words in tables.items() for word in words}, starters


ABBREVIATIONS, STARTERS = _read()
