"""Where paragraphs begin and end."""

from __future__ import annotations

from itertools import chain

from .boundaries import CLOSERS, STOPS, pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# What str.splitlines() takes for the end of a line; all of it is white space.
_RARE_BREAKS = "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_BREAK = f"[\n{_RARE_BREAKS}]"
_BLANK_LINE = rf"(?:\r\n|{_BREAK})[^\S\n{_RARE_BREAKS}]*(?:\r\n|{_BREAK})"
_CLOSING = CLOSERS.replace("\\", "")
_CLOSED = STOPS + ":"
_NO_LINE = (0, 0)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give the bounds of text[start:end] without the white space around, unless it is no more."""
    ink = pattern(r"\S").search(text, start, end)
    if ink is not None:
        yield ink.start(), start + len(text[start:end].rstrip())


def lines(text: str, start: int = 0, limit: int = -1) -> Iterator[tuple[int, int]]:
    """Give each line that holds more than white space, trimmed."""
    limit = len(text) if limit < 0 else limit
    find = text.find
    rare = [mark for mark in _RARE_BREAKS[: 6 if text.isascii() else None] if mark in text]
    while start < limit:
        if rare:
            found = pattern(_BREAK).search(text, start, limit)
            end = found.start() if found else limit
        else:
            # str.find reads some ten times faster than a pattern.
            end = find("\n", start, limit)
            if end < 0:
                end = limit
        if start < end:
            if text[start].isspace() or text[end - 1].isspace():
                yield from _trimmed(text, start, end)
            else:
                yield start, end
        start = end + 1


def blocks(text: str) -> Iterator[tuple[int, int]]:
    """Give what stands between blank lines, trimmed."""
    start = 0
    for blank in pattern(_BLANK_LINE).finditer(text):
        yield from _trimmed(text, start, blank.start())
        start = blank.end()
    yield from _trimmed(text, start, len(text))


def unwrapped_lines(text: str) -> Iterator[tuple[int, int]]:
    """Give lines, those that one sentence was wrapped over made one.

    Lines that start in lower case and come to no stop are no sentence but a list: they stay apart.
    """
    begin = end = last = -1
    for start, stop in chain(lines(text), [_NO_LINE]):
        if begin >= 0:
            if start > 0 and text[start].islower() and not _is_closed(text, begin, end, start):
                end = stop
                continue
            if last < end and text[begin].islower() and not _is_closed(text, begin, end, end):
                yield from lines(text, begin, end)
            else:
                yield begin, end
        begin, end, last = start, stop, stop


def _is_closed(text: str, begin: int, end: int, start: int) -> bool:
    """Tell whether the line text[begin:end] comes to a stop, or a blank line before `start`."""
    if start - end > 1 and len(f"|{text[end:start]}|".splitlines()) > 2:
        return True
    if text[end - 1].isalnum():
        return False
    return text[max(begin, end - 8) : end].rstrip(_CLOSING)[-1:] in _CLOSED


PARAGRAPHS: dict[str, Callable[[str], Iterator[tuple[int, int]]]] = {
    "auto": unwrapped_lines,
    "paragraph": lines,
    "wrap": blocks,
}
