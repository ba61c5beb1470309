"""Old pages of kcna.co.jp, which hold all the stories of a day: one record a story.

Until September 2008 each story of such a page stood under its headline and began, indented, with
its own dateline.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

import attrs

from ..metadata.dateline import parse_dateline
from ..metadata.printed import find_dates
from ..record import Origin, Record
from ..spans import Span
from .inputs import Found, Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator

Split = Literal["auto", "kcna", "none"]
SPLITS = ("auto", "kcna", "none")

_LINE = re.compile(r"(?P<indent>[^\S\n]*+)(?P<words>[^\n]*\S)?[^\S\n]*+(?:\n|\Z)")
_SITE = re.compile(r"(?:^|[/.])kcna\.co\.jp(?:[/:]|$)")
_RULE = re.compile(r"[\W_]+")
_HEADLINE_LINES, _HEADLINE_LENGTH = 3, 200


def split_page(record: Record, split: Split) -> Iterator[Found]:
    """Give a record of each story of a page, or the record itself where it is no such page.

    What stands above the first headline is a declared skip: a list of contents, and the day, which
    the stories get to know. What stands below a story is left to it.
    """
    starts = [] if split == "none" or record.raw.count("KCNA") < 2 else _starts(record, split)
    if len(starts) < 2:
        yield record
        return
    origin = record.origin or Origin("(records)")
    base = origin.span.start if origin.span else 0
    days = {str(found.date) for found in find_dates(record.raw[: starts[0]]) if found.date}
    day = days.pop() if len(days) == 1 else None
    if record.raw[: starts[0]].strip():
        yield Skipped(attrs.evolve(origin, span=Span(base, base + starts[0])), "the head of a page")
    for number, (start, end) in enumerate(pairwise((*starts, len(record.raw))), 1):
        yield attrs.evolve(
            record,
            raw=record.raw[start:end],
            id=None if record.id is None else f"{record.id}#{number}",
            url=None if record.url is None else f"{record.url.partition('#')[0]}#{number}",
            title=None,
            date=record.date or day,
            origin=attrs.evolve(origin, span=Span(base + start, base + end)),
        )


def _starts(record: Record, split: Split) -> list[int]:
    """Find where the stories start, with their headlines; nothing where that is not certain."""
    lines = [line for line in _LINE.finditer(record.raw) if line.end() > line.start()]
    datelines = [number for number, line in enumerate(lines) if _is_dateline(line)]
    place = record.url or (record.origin.path if record.origin else "")
    certain = split == "kcna" or _SITE.search(place.replace("\\", "/")) is not None
    if not certain and not all(lines[number]["indent"] for number in datelines):
        return []
    starts: list[int] = []
    last = -1
    for number in datelines:
        first = _headline(lines, number, last + 1)
        if first == number and not certain:
            return []
        starts.append(lines[first].start())
        last = number
    return starts


def _is_dateline(line: re.Match[str]) -> bool:
    dateline = parse_dateline(line["words"] or "")
    return dateline is not None and dateline.agency == "KCNA" and dateline.month is not None


def _headline(lines: list[re.Match[str]], dateline: int, above: int) -> int:
    """Find the first line of the headline over a dateline, or the dateline itself.

    Over an indented one, the headline is what is not indented; else it is the line next above.
    """
    at = dateline
    while at > above and not lines[at - 1]["words"]:
        at -= 1
    indented = bool(lines[dateline]["indent"])
    first = at
    while first > above and at - first < (_HEADLINE_LINES if indented else 1):
        line = lines[first - 1]
        words = line["words"] or ""
        if not words or len(words) > _HEADLINE_LENGTH or _RULE.fullmatch(words):
            break
        if indented and line["indent"]:
            break
        first -= 1
    return first if first < at else dateline
