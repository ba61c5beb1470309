"""Offsets told in other units than code points: bytes of UTF-8, code units of UTF-16."""

from __future__ import annotations

from enum import StrEnum

from .errors import SpanError, UnknownNameError, expect

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


class Unit(StrEnum):
    """What offsets count.

    >>> Unit.of("utf-16")
    <Unit.UTF_16: 'utf-16'>
    """

    CODE_POINTS = "code points"
    """What Python indexes a str by; all offsets inside of the package."""
    UTF_8 = "utf-8"
    """Bytes of the text in UTF-8; a lone surrogate counts three, as Python's `surrogatepass`."""
    UTF_16 = "utf-16"
    """Code units of UTF-16, which JavaScript, Java and C# index strings by."""

    @classmethod
    def of(cls, name: str) -> Unit:
        """Give the unit of this name; raises UnknownNameError."""
        expect(name, str, "offsets")
        if name not in tuple(cls):
            raise UnknownNameError("unit of offsets", name, cls)
        return cls(name)


def converted(text: str, offsets: Iterable[int], unit: Unit) -> dict[int, int]:
    """Give the offsets in `unit` for offsets in code points, all at once and in one pass.

    >>> converted("“We” 🙂.", [0, 4, 6], Unit.UTF_8)
    {0: 0, 4: 8, 6: 13}
    >>> converted("“We” 🙂.", [6], Unit.UTF_16)
    {6: 7}

    Raises SpanError for an offset that is not inside `text` or at its end.
    """
    ordered = sorted(set(offsets))
    if ordered and not 0 <= ordered[0] <= ordered[-1] <= len(text):
        raise SpanError(f"an offset does not lie inside a text of {len(text)} characters")
    # ASCII is a byte and a unit for a character.
    if unit is Unit.CODE_POINTS or text.isascii():
        return {offset: offset for offset in ordered}
    encoding, width = ("utf-8", 1) if unit is Unit.UTF_8 else ("utf-16-le", 2)
    found: dict[int, int] = {}
    at = length = 0
    for offset in ordered:
        length += len(text[at:offset].encode(encoding, "surrogatepass")) // width
        found[offset] = length
        at = offset
    return found
