"""Lists that run on in one paragraph without stops (`1) The first item 2) The second`)."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

BULLETS = "•‣⁃◦▪●○■□➢►✓"
_MARKER = re.compile(rf"([{BULLETS}])|(\d{{1,2}}|[a-zA-Z])(\.\)|\)|\.)\s")
_WORD_BEFORE = re.compile(r"[^\W\d_]{3,}|.*[.?!)\"”’]", re.DOTALL)


def starts_list(text: str, begin: int, limit: int) -> bool:
    """Tell whether text[begin:limit] starts with the mark of a list."""
    first, second = text[begin], text[begin + 1 : begin + 2]
    if first.isalpha() and second.isalpha():
        return False
    return _MARKER.match(text, begin, limit) is not None


def list_items(text: str, begin: int, limit: int) -> Iterator[tuple[int, int]]:
    """Give the items of the list that text[begin:limit] is, or all of it if it is none.

    >>> text = "1) The first item 2) The second item"
    >>> [text[start:end] for start, end in list_items(text, 0, len(text))]
    ['1) The first item', '2) The second item']

    The marks must follow each other in order, each after a word that could end an item.
    """
    marker = _MARKER.match(text, begin, limit)
    if marker is not None:
        bullet, number, sign = marker.groups()
        at = marker.end()
        while True:
            number = number and (str(int(number) + 1) if number.isdigit() else chr(ord(number) + 1))
            found = _next_item(text, at, limit, bullet or number + sign)
            if found < 0:
                break
            end = len(text[begin:found].rstrip()) + begin
            yield begin, end
            begin, at = found, found + 1
    yield begin, limit


def _next_item(text: str, at: int, limit: int, mark: str) -> int:
    while (at := text.find(mark, at, limit)) >= 0:
        after = at + len(mark)
        if text[at - 1].isspace() and after < limit:
            before = text[max(0, at - 20) : at].split()
            if mark in BULLETS or (
                before
                and _WORD_BEFORE.fullmatch(before[-1])
                and before[-1] not in ("and", "see")
                and text[after].isspace()
                and (mark[-1] == ")" or text[after + 1 : after + 2].isupper())
            ):
                return at
        at += 1
    return -1
