"""Tiling: the labelled lines of a page as segments, with what is put right inside paragraphs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..segments import Label, Segment
from ..spans import Span
from .cleaned import Cleaned

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .page import Page
    from .profiles import Rule

    Repair = tuple[re.Pattern[str], Rule]

BODY = "body/paragraph"
_BREAK, _EDGE, _LINK, _FIXED = (
    "space/line-break",
    "space/edge",
    "space/stripped-link",
    "space/no-break",
)
_SIGNS = (" ,", " .", " ;", " :", "\xa0", "\u202f")
"""Without one of these a text needs no repair of spaces."""
_SPACES = re.compile(
    r"(?P<link>(?<=[\w)”’\"'\]])[ \xa0\u202f]+(?=[,.;:](?:\s|$))(?! ?\.[ \xa0]\.))"
    r"|(?P<fixed>[\xa0\u202f]+)"
)


def tile(page: Page, reasons: Mapping[str, str], repairs: tuple[Repair, ...]) -> Cleaned:
    """Give the segments of a page: a segment a line, what is cut off its ends, and space."""
    raw, rules, front, back = page.raw, page.rule, page.front, page.back
    space, new = Label.SPACE, tuple.__new__
    segments: list[Segment] = []
    add = segments.append
    spaced = any(sign in raw for sign in _SIGNS)
    used = {BODY}
    at, begun = 0, False
    for index, start in enumerate(page.starts):
        end = start + len(page.texts[index])
        rule = rules[index]
        low, high = start, end
        if rule is None and (index in front or index in back):
            low += sum(length for length, _ in front.get(index, ()))
            high -= sum(length for length, _ in back.get(index, ()))
        body = rule is None and high > low
        if start > at:
            if begun and body:
                add(Segment(new(Span, (at, start)), space, _BREAK, "\n"))
            else:
                add(Segment(new(Span, (at, start)), space, _EDGE, ""))
        if rule is not None:
            add(Segment(new(Span, (start, end)), rule.label, rule.id))
            used.add(rule.id)
        elif low == start and high == end and not spaced and not repairs:
            add(Segment(new(Span, (start, end)), Label.BODY, BODY))
            begun = True
        else:
            _cuts(segments, start, front.get(index, ()), used)
            if body:
                begun = True
                _body(segments, raw, low, high, repairs)
            _cuts(segments, high, tuple(reversed(back.get(index, ()))), used)
        at = end
    if at < len(raw):
        add(Segment(Span(at, len(raw)), space, _EDGE, ""))
    used.update(segment.rule for segment in segments if segment.replacement is not None)
    return Cleaned(raw, tuple(segments), {rule: reasons[rule] for rule in sorted(used)})


def _cuts(
    segments: list[Segment], at: int, cuts: Iterable[tuple[int, Rule]], used: set[str]
) -> None:
    for length, rule in cuts:
        segments.append(Segment(Span(at, at + length), rule.label, rule.id))
        used.add(rule.id)
        at += length


def _body(
    segments: list[Segment], raw: str, low: int, high: int, repairs: tuple[Repair, ...]
) -> None:
    """Add a paragraph: its text, the spaces that stand for others, the repairs asked for."""
    changes: list[tuple[int, int, str, str]] = []
    for found in _SPACES.finditer(raw, low, high):
        rule, says = (_LINK, "") if found.lastgroup == "link" else (_FIXED, " ")
        changes.append((*found.span(), rule, says))
    for pattern, repair in repairs:
        for found in pattern.finditer(raw, low, high):
            changes.append((*found.span(), repair.id, found.expand(repair.replacement)))
    at = low
    for start, end, rule, says in sorted(changes):
        if start < at or end == start:
            continue
        if start > at:
            segments.append(Segment(Span(at, start), Label.BODY, BODY))
        label = Label.SPACE if raw[start:end].isspace() else Label.BODY
        segments.append(Segment(Span(start, end), label, rule, says))
        at = end
    if high > at:
        segments.append(Segment(Span(at, high), Label.BODY, BODY))
