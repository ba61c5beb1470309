"""Frictionless Data Package 2.0: tables with their schemas.

Source: https://datapackage.org/standard/data-package/, and /data-resource/, /table-schema/.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from .about import description, statements, title, version
from .encoding import as_json
from .tables import Column, File, Table
from .tables import write as write_tables

if TYPE_CHECKING:
    from pathlib import Path

    from ..corpus import Corpus
    from ..offsets import Unit


def write(corpus: Corpus, folder: Path, unit: Unit) -> None:
    """Write the tables of a corpus, and `datapackage.json`, which describes them."""
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "dprkcorpus",
        "title": title(corpus),
        "description": f"{description(corpus)} Offsets count {unit.value}, from 0.",
        **version(corpus),
        "licenses": [_license(statement) for statement in statements(corpus)],
        "resources": [_resource(file) for file in write_tables(corpus, folder, unit)],
    }
    text = as_json(package, indent=2) + "\n"
    (folder / "datapackage.json").write_text(text, encoding="utf-8", newline="\n")


def _license(statement: str) -> dict[str, str]:
    """Name a rights statement by its address, where it is one: what has none needs a name."""
    if statement.startswith(("http://", "https://")):
        return {"path": quote(statement, safe=":/%#?=&"), "title": "Rights statement"}
    return {"name": "other", "title": statement}


def _resource(file: File) -> dict[str, Any]:
    stem, _, ending = file.path.rpartition(".")
    table = file.table
    return {
        "name": stem if table else f"{stem}-full",
        **({"type": "table", "description": table.meaning} if table else {}),
        "path": file.path,
        "format": ending,
        "mediatype": "text/csv" if table else "application/jsonl",
        "encoding": "utf-8",
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
        **({"schema": schema(table)} if table else {}),
    }


def schema(table: Table) -> dict[str, Any]:
    """Give the Table Schema of a table.

    >>> from dprkcorpus.export.tables import tables
    >>> schema(tables()[1])["primaryKey"]
    ['document', 'index']
    """
    keys = [
        {"fields": [column.name], "reference": {"resource": column.key, "fields": ["id"]}}
        for column in table.columns
        if column.key
    ]
    return {
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.unique),
        **({"foreignKeys": keys} if keys else {}),
    }


def _field(column: Column) -> dict[str, Any]:
    return {
        "name": column.name,
        "type": column.kind,
        "description": column.meaning,
        **({"constraints": {"required": True}} if column.required else {}),
    }
