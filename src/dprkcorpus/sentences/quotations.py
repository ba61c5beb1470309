"""Quotations of several sentences, for those who want them whole."""

from __future__ import annotations

from .signs import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Double quotes count wherever they stand in pairs. Single ones are apostrophes as well: they count
# from the start of a word, the straight ones only to a stop or comma. All loops are possessive, so
# that a quote without its pair costs one look.
_QUOTATION = pattern(
    r"“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|\"[^\"]*\""
    r"|(?<!\w)‘(?:[^‘’]++|’(?=\w))*+’"
    r"|(?<![\w'])'(?=\S)(?:[^']++|(?<=\w)'(?=\w))*+(?<=[.,?!…])'(?!\w)"
)


def joined(
    text: str, begin: int, limit: int, sentences: Iterable[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Give the sentences of text[begin:limit], those that a quotation holds together made one."""
    quotations = (found.span() for found in _QUOTATION.finditer(text, begin, limit))
    opens, closes = next(quotations, (limit, limit))
    first = last = -1
    for start, end in sentences:
        if last < 0:
            first, last = start, end
            continue
        while closes <= last:
            opens, closes = next(quotations, (limit, limit + 1))
        if opens >= last:
            yield first, last
            first = start
        last = end
    if last >= 0:
        yield first, last
