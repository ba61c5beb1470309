"""Quotations of several sentences, for those who want them whole."""

from __future__ import annotations

from .boundaries import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..spans import Span

# Double quotes count wherever they stand in pairs. Single ones are apostrophes as well: they count
# from the start of a word, the straight ones only to a stop or comma. All loops are possessive, so
# that a quote without its pair costs one look.
_QUOTATION = (
    r"“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|\"[^\"]*\""
    r"|(?<!\w)‘(?:[^‘’]++|’(?=\w))*+’"
    r"|(?<![\w'])'(?=\S)(?:[^']++|(?<=\w)'(?=\w))*+(?<=[.,?!…])'(?!\w)"
)


def joined(text: str, begin: int, limit: int, spans: Iterable[Span]) -> Iterator[Span]:
    """Give the sentences of text[begin:limit], those that a quotation holds together made one."""
    quotations = (found.span() for found in pattern(_QUOTATION).finditer(text, begin, limit))
    opens, closes = next(quotations, (limit, limit))
    before: Span | None = None
    for span in spans:
        if before is None:
            before = span
            continue
        while closes <= before.end:
            opens, closes = next(quotations, (limit, limit + 1))
        if opens < before.end:
            before = before._replace(end=span.end)
        else:
            yield before
            before = span
    if before is not None:
        yield before
