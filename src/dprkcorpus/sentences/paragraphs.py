"""Where paragraphs begin and end."""

from __future__ import annotations

from .signs import CLOSERS, STOPS, one_of, pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

# What str.splitlines() takes for the end of a line; all of it is white space.
_RARE_BREAKS = "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_BREAK = one_of("\n" + _RARE_BREAKS)
_BREAKS = pattern(_BREAK)
_INK = pattern(r"\S")
_BLANK_LINE = pattern(rf"(?:\r\n|{_BREAK})[^\S\n{_RARE_BREAKS}]*(?:\r\n|{_BREAK})")
_CLOSED = STOPS + ":"


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give the bounds of text[start:end] without the white space around, unless it is no more."""
    ink = _INK.search(text, start, end)
    if ink is not None:
        yield ink.start(), start + len(text[start:end].rstrip())


def lines(text: str) -> list[tuple[int, int]]:
    """Give each line that holds more than white space, trimmed."""
    limit = len(text)
    find = text.find
    rare = [mark for mark in _RARE_BREAKS[: 6 if text.isascii() else None] if mark in text]
    breaks = _BREAKS.finditer(text) if rare else None
    out: list[tuple[int, int]] = []
    start = 0
    while start < limit:
        if breaks is None:
            # str.find reads some ten times faster than a pattern.
            end = find("\n", start)
            if end < 0:
                end = limit
        else:
            found = next(breaks, None)
            end = limit if found is None else found.start()
        if start < end:
            if text[start].isspace() or text[end - 1].isspace():
                out.extend(_trimmed(text, start, end))
            else:
                out.append((start, end))
        start = end + 1
    return out


def blocks(text: str) -> Iterator[tuple[int, int]]:
    """Give what stands between blank lines, trimmed."""
    start = 0
    for blank in _BLANK_LINE.finditer(text):
        yield from _trimmed(text, start, blank.start())
        start = blank.end()
    yield from _trimmed(text, start, len(text))


def unwrapped_lines(text: str) -> list[tuple[int, int]]:
    """Give lines, those that one sentence was wrapped over made one.

    Lines that start in lower case and come to no stop are no sentence but a list: they stay apart.
    """
    found = lines(text)
    for start, _ in found:
        if text[start].islower():
            break
    else:
        return found
    out: list[tuple[int, int]] = []
    held = found[:1]
    for line in found[1:]:
        begin, end = held[0][0], held[-1][1]
        if text[line[0]].islower() and not _is_closed(text, begin, end, line[0]):
            held.append(line)
        else:
            out += _wrapped(text, held)
            held = [line]
    return out + _wrapped(text, held)


def _wrapped(text: str, held: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give lines as one, unless they are a list."""
    begin, end = held[0][0], held[-1][1]
    if len(held) > 1 and (not text[begin].islower() or _is_closed(text, begin, end, end)):
        return [(begin, end)]
    return held


def _is_closed(text: str, begin: int, end: int, start: int) -> bool:
    """Tell whether the line text[begin:end] comes to a stop, or a blank line before `start`."""
    if start - end > 1 and len(f"|{text[end:start]}|".splitlines()) > 2:
        return True
    if text[end - 1].isalnum():
        return False
    return text[max(begin, end - 8) : end].rstrip(CLOSERS)[-1:] in _CLOSED


PARAGRAPHS: dict[str, Callable[[str], Iterable[tuple[int, int]]]] = {
    "auto": unwrapped_lines,
    "paragraph": lines,
    "wrap": blocks,
}
