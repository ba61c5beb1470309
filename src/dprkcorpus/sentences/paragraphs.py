"""Where paragraphs begin and end."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

# What str.splitlines() takes for the end of a line; all of it is white space.
_ASCII_BREAKS = "\r\v\f\x1c\x1d\x1e"
_BREAKS = _ASCII_BREAKS + "\x85\u2028\u2029"
_BREAK = re.compile(f"[\n{_BREAKS}]")
_BLANK_LINE = re.compile(rf"(?:\r\n|[\n{_BREAKS}])[^\S\n{_BREAKS}]*(?:\r\n|[\n{_BREAKS}])")
_CLOSED = re.compile(r"[.?!…‽。！？｡:]['\"”’»›)\]}]*\Z")
_INK = re.compile(r"\S")


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Give the bounds of text[start:end] without white space, equal if it is nothing else."""
    if start < end and not text[start].isspace() and not text[end - 1].isspace():
        return start, end
    ink = _INK.search(text, start, end)
    if ink is None:
        return end, end
    return ink.start(), start + len(text[start:end].rstrip())


def lines(text: str, start: int = 0, limit: int = -1) -> Iterator[tuple[int, int]]:
    """Give each line that holds more than white space, trimmed."""
    limit = len(text) if limit < 0 else limit
    find = text.find
    rare = [mark for mark in (_ASCII_BREAKS if text.isascii() else _BREAKS) if mark in text]
    while start < limit:
        if rare:
            found = _BREAK.search(text, start, limit)
            end = found.start() if found else limit
        else:
            # str.find reads some ten times faster than a pattern.
            end = find("\n", start, limit)
            if end < 0:
                end = limit
        if start < end:
            if text[start].isspace() or text[end - 1].isspace():
                first, last = _trimmed(text, start, end)
                if first < last:
                    yield first, last
            else:
                yield start, end
        start = end + 1


def blocks(text: str) -> Iterator[tuple[int, int]]:
    """Give what stands between blank lines, trimmed."""
    start = 0
    for blank in _BLANK_LINE.finditer(text):
        first, last = _trimmed(text, start, blank.start())
        if first < last:
            yield first, last
        start = blank.end()
    first, last = _trimmed(text, start, len(text))
    if first < last:
        yield first, last


def unwrapped_lines(text: str) -> Iterator[tuple[int, int]]:
    """Give lines, those that one sentence was wrapped over made one.

    Lines all in lower case that come to no stop are no sentence but a list: they stay apart.
    """
    begin = end = -1
    wrapped = False
    for start, stop in lines(text):
        if begin >= 0:
            if text[start].islower() and _is_wrapped(text, begin, end, start):
                wrapped = True
                end = stop
                continue
            yield from _joined(text, begin, end) if wrapped else ((begin, end),)
        begin, end, wrapped = start, stop, False
    if begin >= 0:
        yield from _joined(text, begin, end) if wrapped else ((begin, end),)


def _is_wrapped(text: str, begin: int, end: int, start: int) -> bool:
    gap = text[end:start].strip(" \t\xa0")
    if len(gap) > 1 and gap != "\r\n":
        return False
    return _CLOSED.search(text, max(begin, end - 8), end) is None


def _joined(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    if text[begin].islower() and _CLOSED.search(text, max(begin, end - 8), end) is None:
        return lines(text, begin, end)
    return iter(((begin, end),))


PARAGRAPHS = {"auto": unwrapped_lines, "paragraph": lines, "wrap": blocks}
