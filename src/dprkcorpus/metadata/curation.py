"""Curation files: what a person asserts about a text, each fact with its reason."""

from __future__ import annotations

import tomllib
from typing import Any

import attrs

from ..errors import DprkcorpusError, MetadataError, expect
from .model import Fact


@attrs.frozen
class Curation:
    """What a curation file says: facts and, for a text that was taken out, when and why."""

    id: str
    file: str | None
    facts: tuple[Fact, ...]
    withdrawn: tuple[str, str] | None = None


def parse_curation(text: str, raw: str = "", name: str = "curation") -> Curation:
    r"""Read a curation file, which is TOML: an `id`, a `file`, and a `[[fact]]` for each fact.

    >>> curation = parse_curation('''
    ... id = "a-1"
    ... [[fact]]
    ... field = "publisher"
    ... value = "KCNA"
    ... basis = "url"
    ... reason = "The address is kcna.kp."
    ... ''')
    >>> curation.facts[0].field, curation.facts[0].value
    ('publisher', 'KCNA')

    A fact may have a `quote`: it is looked up in `raw`, and its first place there becomes the
    fact's span. A `[withdrawn]` table with `date` and `reason` marks a text that was taken out.
    `name` stands in front of the faults. Raises MetadataError with every fault at once.
    """
    expect(text, str, "text")
    expect(raw, str, "raw")
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise MetadataError(name, [str(error)]) from error
    faults = [f"there is no key {key!r}" for key in sorted(set(table) - _KEYS)]
    identifier, file = table.get("id"), table.get("file")
    if not isinstance(identifier, str):
        faults.append("there is no id")
    if file is not None and not isinstance(file, str):
        faults.append("file must be a string")
    facts: list[Fact] = []
    tables: Any = table.get("fact", [])
    are_tables = issubclass(type(tables), list) and {*map(type, tables)} <= {dict}
    if not are_tables:
        faults.append("facts are tables, each headed by [[fact]]")
    for number, plain in enumerate(tables if are_tables else (), start=1):
        try:
            facts.append(Fact.from_dict(_with_span(plain, raw)))
        except DprkcorpusError as error:
            faults.append(f"fact {number} ({plain.get('field', 'no field')}): {error}")
    withdrawn = _withdrawn(table.get("withdrawn"), faults)
    if faults or not isinstance(identifier, str):
        raise MetadataError(name, faults)
    return Curation(identifier, file, tuple(facts), withdrawn)


_KEYS = frozenset({"id", "file", "fact", "withdrawn"})


def _with_span(plain: dict[str, Any], raw: str) -> dict[str, Any]:
    """Put the place of a fact's quote where its quote was."""
    quote = plain.get("quote")
    if quote is None:
        return plain
    expect(quote, str, "quote")
    start = raw.find(quote)
    if start < 0 or not quote:
        raise MetadataError("quote", [f"{quote!r} does not stand in the raw text"])
    rest = {key: value for key, value in plain.items() if key != "quote"}
    return {**rest, "span": [start, start + len(quote)]}


def _withdrawn(table: Any, faults: list[str]) -> tuple[str, str] | None:
    if table is None:
        return None
    if isinstance(table, dict) and table.keys() == {"date", "reason"}:
        return f"{table['date']}", f"{table['reason']}"
    faults.append("withdrawn has a date and a reason, and nothing else")
    return None
