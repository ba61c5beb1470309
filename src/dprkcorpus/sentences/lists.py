"""Lists that run on in one paragraph without stops (`1) The first item 2) The second`)."""

from __future__ import annotations

from .signs import WORD, one_of, pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_BULLETS = "•‣⁃◦▪●○■□➢►✓"
_MARK = pattern(rf"({one_of(_BULLETS)})|(\d{{1,2}}|[a-z])(\.\)|\)|\.)\s")
_SHORTEST = len("•a •b")
_LAST_OF_ITEM = pattern(r"[^\W\d_]{3,}|.*[.?!)\"”’]")


def starts_list(text: str, begin: int, limit: int) -> bool:
    """Tell whether text[begin:limit] starts with the mark of a list."""
    if limit - begin < _SHORTEST:
        return False
    head = text[begin : begin + 4]
    if head[0] not in _BULLETS and ")" not in head and "." not in head:
        return False
    return _MARK.match(text, begin, limit) is not None


def list_items(text: str, begin: int, limit: int) -> Iterator[tuple[int, int]]:
    """Give the items of the list that text[begin:limit] starts.

    >>> text = "1) The first item 2) The second item"
    >>> [text[start:end] for start, end in list_items(text, 0, len(text))]
    ['1) The first item', '2) The second item']

    The marks must follow each other in order, each after a word that could end an item.
    """
    found = _MARK.match(text, begin, limit)
    if found is not None:
        bullet, number, sign = found.groups()
        mark = found[0]
        at = begin
        # An item has a word.
        while word := WORD.search(text, at + len(mark), limit):
            if number:
                number = str(int(number) + 1) if number.isdigit() else chr(ord(number) + 1)
            mark = bullet or number + sign
            at = _next_item(text, begin, word.end(), limit, mark)
            if at < 0:
                break
            yield begin, begin + len(text[begin:at].rstrip())
            begin = at
    yield begin, limit


def _next_item(text: str, begin: int, at: int, limit: int, mark: str) -> int:
    while (at := text.find(mark, at, limit)) >= 0:
        after = at + len(mark)
        if text[at - 1].isspace() and after < limit:
            if mark in _BULLETS:
                return at
            before = text[max(begin, at - 20) : at].split()[-1:]
            if (
                before
                and before[0] not in ("and", "or", "see")
                and _LAST_OF_ITEM.fullmatch(before[0])
                and text[after].isspace()
                and (mark[-1] == ")" or text[after + 1 : after + 2].isupper())
            ):
                return at
        at += 1
    return -1
