"""The schema of JSON Lines, property by property."""

from __future__ import annotations

import json
from typing import Any

from .markdown import PACKAGE, cell


def document_schema() -> str:
    """Describe each property of a line of the format `jsonl`, as its JSON Schema does."""
    schema = json.loads((PACKAGE / "export" / "document.schema.json").read_text(encoding="utf-8"))
    parts = [f"{schema['description']}\n\n{_properties(schema)}"]
    for name, inner in schema["properties"].items():
        if "properties" in inner:
            parts.append(f"## {name}\n\n{inner['description']}\n\n{_properties(inner)}")
    for name, inner in schema["$defs"].items():
        rows = f"\n\n{_properties(inner)}" if "properties" in inner else ""
        parts.append(f"## {name}\n\n{inner.get('description', '')} Is {_type(inner)}.{rows}")
    return "\n\n".join(parts)


def _properties(schema: dict[str, Any]) -> str:
    rows = ["| property | is | says |", "|---|---|---|"]
    needed = schema.get("required", ())
    for name, inner in schema["properties"].items():
        always = "" if name in needed else ", or left out"
        rows.append(f"| `{name}` | {_type(inner)}{always} | {_says(inner)} |")
    return "\n".join(rows)


def _says(schema: Any) -> str:
    return "" if schema is True else cell(schema.get("description", ""))


def _type(schema: Any) -> str:
    if schema is True:
        return "anything"
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f"[{name}](#{name})"
    if "enum" in schema:
        return "one of " + ", ".join(f"`{value}`" for value in schema["enum"])
    if "const" in schema:
        return f"`{schema['const']}`"
    kinds = schema.get("type", "anything")
    told = kinds if isinstance(kinds, str) else " or ".join(kinds)
    if "prefixItems" in schema:
        return f"{told}: {'; '.join(map(_type, schema['prefixItems']))}"
    if "items" in schema:
        return f"{told} of {_type(schema['items'])}"
    return told
