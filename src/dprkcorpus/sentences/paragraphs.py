"""Where paragraphs begin and end."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

# What str.splitlines() takes for the end of a line; all of it is white space.
_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BLOCK = re.compile(
    r"(?:\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029])[^\S\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*(?:\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029])\s*"
)
_CLOSED = re.compile(r"[.?!…‽。！？｡:;][\"'”’»›)\]}]*\Z")


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return start + left, start + max(left, len(piece.rstrip()))


def lines(text: str) -> Iterator[tuple[int, int]]:
    """Give each line that holds more than white space, trimmed."""
    for match in _LINE.finditer(text):
        start, end = _trimmed(text, *match.span())
        if start < end:
            yield start, end


def blocks(text: str) -> Iterator[tuple[int, int]]:
    """Give what stands between blank lines, trimmed."""
    at = 0
    for match in _BLOCK.finditer(text):
        start, end = _trimmed(text, at, match.start())
        if start < end:
            yield start, end
        at = match.end()
    start, end = _trimmed(text, at, len(text))
    if start < end:
        yield start, end


def unwrapped(text: str) -> Iterator[tuple[int, int]]:
    """Give lines, those that one sentence was wrapped over made one."""
    before: tuple[int, int] | None = None
    for start, end in lines(text):
        if before is not None:
            gap = text[before[1] : start]
            if (
                text[start].islower()
                and len(gap.splitlines()) <= 2
                and _CLOSED.search(text, max(before[0], before[1] - 10), before[1]) is None
            ):
                before = before[0], end
                continue
            yield before
        before = start, end
    if before is not None:
        yield before


PARAGRAPHS = {"auto": unwrapped, "paragraph": lines, "wrap": blocks}
