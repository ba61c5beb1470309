"""Which column of a crawl is which field of a record."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

import attrs
from importlib_resources import files

from ..errors import UnknownNameError, expect
from ..record import Record
from .inputs import fault, no_text

if TYPE_CHECKING:
    from ..errors import LoadError
    from ..record import Origin

_ADDRESS = re.compile(r"https?://", re.I)

# A crawl has few kinds of rows; but each could be of its own.
_REMEMBERED = 1000


@cache
def _usual() -> dict[str, tuple[str, ...]]:
    content = (files("dprkcorpus") / "readers" / "columns.toml").read_text(encoding="utf-8")
    return {field: tuple(names) for field, names in tomllib.loads(content).items()}


@attrs.frozen
class Columns:
    """The names of columns for each field of a record, the likeliest first.

    >>> columns = Columns.named({"raw": "story"})
    >>> columns.find(["Story", "Headline", "pages"])
    {'raw': 'Story', 'title': 'Headline'}
    """

    names: Mapping[str, tuple[str, ...]]
    own: Mapping[str, str] = attrs.field(factory=dict[str, str])
    _found: dict[tuple[str, ...], dict[str, str]] = attrs.field(
        init=False, factory=dict[tuple[str, ...], dict[str, str]], eq=False, repr=False
    )

    @classmethod
    def named(cls, own: Mapping[str, str] | None = None) -> Columns:
        """Give the usual names, or the caller's own ones for the fields that he names."""
        names = dict(_usual())
        if own is not None:
            expect(own, Mapping, "columns")
            for field, name in own.items():
                expect(name, str, f"the column of {field!r}")
                if field not in names:
                    raise UnknownNameError("field of a record", field, names)
                names[field] = (_folded(name),)
        return cls(names, dict(own or {}))

    def find(self, present: Iterable[str]) -> dict[str, str]:
        """Give the column of each field that has one among those present."""
        columns = tuple(present)
        if (known := self._found.get(columns)) is not None:
            return known
        folded: dict[str, str] = {}
        for name in columns:
            folded.setdefault(_folded(name), name)
        found = {
            field: next((folded[name] for name in names if name in folded), None)
            for field, names in self.names.items()
        }
        named = {field: name for field, name in found.items() if name is not None}
        if len(self._found) < _REMEMBERED:
            self._found[columns] = named
        return named

    def is_text(self, name: str) -> bool:
        """Tell whether a column of this name is taken for the text."""
        return _folded(name) in self.names["raw"]

    def header(self, names: Iterable[str], origin: Origin) -> list[str]:
        """Give the columns of a table back. Raises LoadError where they cannot be told apart."""
        header = [name.strip() for name in names]
        folded = list(map(_folded, header))
        if "raw" not in self.find(header):
            raise self.missing(header, origin)
        if absent := [name for name in self.own.values() if _folded(name) not in folded]:
            raise fault(origin, "column", f"there is no column named {absent[0]!r}")
        if twice := [name for name in header if folded.count(_folded(name)) > 1]:
            raise fault(origin, "duplicate key", f"two columns are named {twice[0]!r}")
        return header

    def missing(self, present: Iterable[str], origin: Origin) -> LoadError:
        """Give the error of a row, or of a header, that has no text."""
        here = ", ".join(map(repr, present)) or "none"
        wanted = ", ".join(self.names["raw"])
        return fault(origin, "column", f"no column holds the text ({wanted}); there are: {here}")

    def record(self, row: Mapping[str, Any], origin: Origin) -> Record:
        """Make a record of a row. Raises LoadError for what is no text where one belongs."""
        found = self.find(row)
        if "raw" not in found:
            raise self.missing(row, origin)
        raw = _text(row[found["raw"]], "raw", found["raw"], origin)
        if raw is None or not raw.strip():
            raise no_text(origin)
        known: dict[str, Any] = {
            field: _text(row[name], field, name, origin)
            for field, name in found.items()
            if field != "raw"
        }
        source = known.get("source")
        if source is not None and known.get("url") is None and _ADDRESS.match(source):
            # Some tools call the address of a page its source.
            known["url"], known["source"] = source, None
        return Record(raw, origin=origin, **known)


def _folded(name: str) -> str:
    """Give the name of a column as it is compared."""
    return name.strip().casefold().replace(" ", "_").replace("-", "_")


def _text(value: Any, field: str, name: str, origin: Origin) -> str | None:
    # Tables and JSON hold ids and years as numbers; a text that is one is a mistake.
    if isinstance(value, int) and not isinstance(value, bool) and field != "raw":
        return str(value)
    if isinstance(value, date):  # Also a time of a day.
        value = value.isoformat()
    if field == "raw" and issubclass(type(value), list):
        value = _joined(value)
    if value is not None and not isinstance(value, str):
        raise fault(origin, "type", f"{name!r} must be text, not {type(value).__name__}")
    if value is None or (field != "raw" and not value.strip()):
        return None
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        half = value[error.start : error.start + 1]
        told = f"{name!r} holds half of a surrogate pair"
        raise fault(origin, "encoding", told, excerpt=half) from None
    return value


def _joined(paragraphs: Any) -> Any:
    """Give a list of paragraphs as one text, a line each; what else it is stays a list."""
    return "\n".join(paragraphs) if all(type(one) is str for one in paragraphs) else paragraphs
