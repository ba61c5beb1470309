"""One JSON object, strictly: no key twice, no NaN, no more nesting than allowed."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, cast

from ..errors import LoadError
from .inputs import fault

if TYPE_CHECKING:
    from ..record import Origin

# A string that is cut off ends with the text.
TOKEN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)|[\[\]{},:]|[^\s"\[\]{},:]++', re.DOTALL)


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    row = dict(pairs)
    if len(row) != len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise LoadError("", f"the key {twice!r} stands twice in an object", kind="duplicate key")
    return row


def _no_constant(name: str) -> Any:
    raise LoadError("", f"not JSON: {name}", kind="syntax")


_DECODER = json.JSONDecoder(object_pairs_hook=_no_key_twice, parse_constant=_no_constant)


def nesting(text: str) -> int:
    """Tell how deep the brackets of a JSON text go; those in strings are none.

    >>> nesting('{"a": ["[[["]}')
    2
    """
    depth = deepest = 0
    for token in TOKEN.findall(text):
        if token in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif token in "]}":
            depth -= 1
    return deepest


def parse_object(text: str, origin: Origin, *, codec: str, allowed: int) -> dict[str, Any]:
    """Read a JSON object. Raises LoadError at the byte at fault."""
    if text.count("[") + text.count("{") > allowed and (deep := nesting(text)) > allowed:
        raise fault(
            origin, "limit", f"{deep} brackets deep, more than {allowed}", excerpt=text.strip()
        )
    try:
        value = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        offset = (origin.offset or 0) + len(text[: error.pos].encode(codec, "surrogatepass"))
        excerpt = text[max(error.pos - 20, 0) : error.pos + 20]
        told = f"not JSON: {error.msg[:1].lower()}{error.msg[1:]}"
        raise fault(origin, "syntax", told, offset=offset, excerpt=excerpt) from None
    except LoadError as error:  # From the functions above, which know of no place.
        raise fault(origin, error.kind, error.message, excerpt=text.strip()) from None
    except ValueError as error:  # A number of more digits than Python reads.
        raise fault(origin, "limit", str(error), excerpt=text.strip()) from None
    if not isinstance(value, dict):
        raise fault(origin, "type", "this is no JSON object", excerpt=text.strip())
    return cast("dict[str, Any]", value)
