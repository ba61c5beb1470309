"""Croissant 1.0: the same tables, described for machine-learning tools.

Source: MLCommons, Croissant Format Specification 1.0, 2024. Who made a data set, when it was
published, at which address and how to cite it the format wants to know too; whoever publishes it
adds that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .about import description, statements, title, version
from .encoding import as_json
from .tables import File, Table
from .tables import write as write_tables

if TYPE_CHECKING:
    from pathlib import Path

    from ..corpus import Corpus
    from ..offsets import Unit

_OWN = (
    *("citeAs", "column", "extract", "field", "fileProperty", "fileObject", "fileSet", "format"),
    *("includes", "isLiveDataset", "jsonPath", "key", "md5", "parentField", "path", "recordSet"),
    *("references", "regex", "repeated", "replace", "samplingRate", "separator", "source"),
    *("subField", "transform"),
)
CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    **{name: f"cr:{name}" for name in _OWN},
}
_TYPES = {
    "string": "sc:Text",
    "integer": "sc:Integer",
    "date": "sc:Date",
    "boolean": "sc:Boolean",
}


def write(corpus: Corpus, folder: Path, unit: Unit) -> None:
    """Write the tables of a corpus, and `croissant.json`, which describes them."""
    files = write_tables(corpus, folder, unit)
    whole = {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": title(corpus),
        "description": f"{description(corpus)} Offsets count {unit.value}, from 0.",
        **version(corpus),
        "license": statements(corpus),
        "distribution": [_file_object(file) for file in files],
        "recordSet": [_record_set(file.path, file.table) for file in files if file.table],
    }
    text = as_json(whole, indent=2) + "\n"
    (folder / "croissant.json").write_text(text, encoding="utf-8", newline="\n")


def _file_object(file: File) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": file.path,
        "name": file.path,
        "contentUrl": file.path,
        "contentSize": f"{file.size} B",
        "encodingFormat": "text/csv" if file.table else "application/jsonlines",
        "sha256": file.sha256,
    }


def _record_set(path: str, table: Table) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.meaning,
        "key": [{"@id": f"{table.name}/{name}"} for name in table.unique],
        "field": [
            {
                "@type": "cr:Field",
                "@id": f"{table.name}/{column.name}",
                "name": column.name,
                "description": column.meaning,
                "dataType": _TYPES[column.kind],
                "source": {
                    "fileObject": {"@id": path},
                    "extract": {"column": column.name},
                },
                **({"references": {"field": {"@id": f"{column.key}/id"}}} if column.key else {}),
            }
            for column in table.columns
        ],
    }
