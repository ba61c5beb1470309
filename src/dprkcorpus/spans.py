"""Spans: half-open intervals of code points, the one measure that everything here is told in."""

from __future__ import annotations

from .errors import SpanError, WrongTypeError, expect

# Spans are the one thing that the sentence splitter needs; `typing` would cost more than all of it.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any, NamedTuple

    class Span(NamedTuple):
        """A half-open interval of code points, `start` inside it and `end` not.

        >>> Span(0, 4)
        Span(start=0, end=4)
        >>> "KCNA said"[slice(*Span(0, 4))]
        'KCNA'

        Both are code points (what Python indexes a str by), neither bytes nor UTF-16 units.
        """

        start: int
        end: int

else:
    from collections import namedtuple

    Span = namedtuple("Span", ("start", "end"))
    Span.__module__ = __name__
    Span.__doc__ = "A half-open interval of code points, `start` inside it and `end` not."


def check_span(span: Any, length: int) -> Span:
    """Give `span` as a Span, sure that it lies inside a text of `length` code points.

    >>> check_span((0, 4), 9)
    Span(start=0, end=4)

    Raises WrongTypeError for what is no pair of ints, SpanError for one out of bounds.
    """
    if not issubclass(type(span), tuple) or len(span) != 2:
        raise WrongTypeError(f"span must be a pair of ints, not {type(span).__name__}")
    start, end = span
    expect(start, int, "span start")
    expect(end, int, "span end")
    if not 0 <= start <= end <= length:
        raise SpanError(f"span ({start}, {end}) does not lie inside a text of {length} characters")
    return Span(start, end)


def merged(spans: Iterable[Span]) -> Iterator[Span]:
    """Give sorted spans with those that touch made one.

    >>> list(merged([Span(0, 2), Span(2, 5), Span(7, 8)]))
    [Span(start=0, end=5), Span(start=7, end=8)]
    """
    start = end = -1
    for span in spans:
        if span.start == end:
            end = span.end
            continue
        if end >= 0:
            yield Span(start, end)
        start, end = span
    if end >= 0:
        yield Span(start, end)
