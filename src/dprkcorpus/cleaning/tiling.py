"""Tiling: the labelled lines of a page as segments, with what is put right inside paragraphs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..segments import Label, unchecked
from .cleaned import Cleaned

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..segments import Segment
    from .page import Page
    from .profiles import Rule

    Repair = tuple[re.Pattern[str], Rule]

BODY = "body/paragraph"
_TITLED, _TITLE = "general/title", 200
"""The rule for a title in mid-line, and the most characters that it has."""
_BREAK, _EDGE, _LINK, _FIXED = (
    "space/line-break",
    "space/edge",
    "space/stripped-link",
    "space/no-break",
)
_ENDS = frozenset(")]”’\"'")
_STOPS = bytes.maketrans(b".;:", b",,,")
_LINKS, _BLANKS = (" ,", " .", " ;", " :"), ("\xa0", "\u202f")
"""A line without one of these needs no repair of its spaces."""
_SPACES = re.compile(
    # Not inside a run: each of its spaces would be tried anew.
    r"(?<![ \xa0\u202f])[ \xa0\u202f]++(?=[,.;:](?:\s|$))|[\xa0\u202f]+"
)
_DOTS = re.compile(r"\.\s\.")


def tile(page: Page, reasons: Mapping[str, str], repairs: tuple[Repair, ...]) -> Cleaned:
    """Give the segments of a page: a segment a line, what is cut off its ends, and space."""
    raw, texts, rules, front, back = page.raw, page.texts, page.rule, page.front, page.back
    kept, inner = page.kept, page.inner
    segments: list[Segment] = []
    add = segments.append
    space, paragraph = Label.SPACE, Label.BODY
    signs = _signs(raw)
    used: set[str] = {BODY, _EDGE, _BREAK}
    at, begun = 0, False
    before: Rule | None = None
    plain = not (signs or repairs)
    for index, start in enumerate(page.starts):
        text, rule = texts[index], rules[index]
        end = start + len(text)
        if rule is not None and (rule.label is not Label.TITLE or index not in kept):
            if start > at:
                add(unchecked(at, start, space, _EDGE, ""))
            add(unchecked(start, end, rule.label, rule.id, None))
            at = end
            if rule is not before:
                used.add(rule.id)
                before = rule
            continue
        if plain and index not in kept and index not in inner:
            if start > at:
                if begun:
                    add(unchecked(at, start, space, _BREAK, "\n"))
                else:
                    add(unchecked(at, start, space, _EDGE, ""))
            add(unchecked(start, end, paragraph, BODY, None))
            at, begun = end, True
            continue
        begin, stop = kept.get(index, (0, len(text)))
        low, high = start + begin, start + stop
        body = rule is None and high > low
        if start > at:
            if begun and body:
                add(unchecked(at, start, space, _BREAK, "\n"))
            else:
                add(unchecked(at, start, space, _EDGE, ""))
        at = end
        _cuts(segments, start, front.get(index, ()), used)
        if rule is not None:
            # A title, and behind it the day.
            add(unchecked(low, high, rule.label, rule.id, None))
            used.add(rule.id)
        elif body:
            begun = True
            if inner.get(index):
                within = [
                    (start + begin, start + stop, owner) for begin, stop, owner in inner[index]
                ]
                _between(segments, raw, (low, high), within, repairs, used)
            elif repairs or any(sign in text for sign in signs):
                _body(segments, raw, low, high, repairs, used)
            else:
                add(unchecked(low, high, paragraph, BODY, None))
        _cuts(segments, start, back.get(index, ()), used)
    if at < len(raw):
        add(unchecked(at, len(raw), space, _EDGE, ""))
    return Cleaned.unchecked(raw, tuple(segments), {rule: reasons[rule] for rule in sorted(used)})


def _signs(raw: str) -> tuple[str, ...]:
    """Give those of the signs that a text holds; most hold none, which is seen at once."""
    # Of all ways to seek four pairs of characters, one table and one search cost the least.
    linked = b" ," in raw.encode("utf-8", "surrogatepass").translate(_STOPS)
    signs = _LINKS if linked else ()
    return signs if raw.isascii() else signs + tuple([sign for sign in _BLANKS if sign in raw])


def _cuts(
    segments: list[Segment], line: int, cuts: Iterable[tuple[int, int, Rule]], used: set[str]
) -> None:
    for start, end, rule in cuts:
        segments.append(unchecked(line + start, line + end, rule.label, rule.id, None))
        used.add(rule.id)


def _between(
    segments: list[Segment],
    raw: str,
    span: tuple[int, int],
    cuts: list[tuple[int, int, Rule]],
    repairs: tuple[Repair, ...],
    used: set[str],
) -> None:
    """Add a line into which stories were run: titles, datelines, paragraphs, end marks."""
    at, end = span
    gap = -1
    for start, stop, rule in (*cuts, (end, end, None)):
        words = raw[at:start].strip()
        begin = raw.index(words, at)
        _space(segments, at, begin)
        at = begin + len(words)
        dated = rule is not None and rule.label is Label.DATELINE
        if dated and words and len(words) <= _TITLE and words[-1].isalnum():
            segments.append(unchecked(begin, at, Label.TITLE, _TITLED, None))
            used.add(_TITLED)
        elif words:
            for index in range(gap, len(segments)) if gap >= 0 else ():
                if segments[index].label is Label.SPACE:
                    # The first white space since the paragraph before parts the two.
                    segments[index] = unchecked(*segments[index].span, Label.SPACE, _BREAK, "\n")
                    break
            _body(segments, raw, begin, at, repairs, used)
            gap = len(segments)
        _space(segments, at, start)
        if rule is not None:
            segments.append(unchecked(start, stop, rule.label, rule.id, None))
            used.add(rule.id)
        at = stop


def _space(segments: list[Segment], start: int, end: int) -> None:
    if end > start:
        segments.append(unchecked(start, end, Label.SPACE, _EDGE, ""))


def _body(
    segments: list[Segment],
    raw: str,
    low: int,
    high: int,
    repairs: tuple[Repair, ...],
    used: set[str],
) -> None:
    """Add a paragraph: its text, the spaces that stand for others, the repairs asked for."""
    changes: list[tuple[int, int, str, str]] = []
    for pattern, repair in repairs:
        for found in pattern.finditer(raw, low, high):
            changes.append((*found.span(), repair.id, found.expand(repair.replacement)))
    for found in _SPACES.finditer(raw, low, high):
        start, end = found.span()
        before, after = raw[start - 1 : start], raw[end : end + 3]
        # What a link left stands after a word, and before one sign alone.
        linked = start > low and (before.isalnum() or before in _ENDS)
        if linked and after[:1] in (",", ".", ";", ":") and not _DOTS.match(after):
            changes.append((start, end, _LINK, ""))
        elif raw[start:end].strip(" "):
            changes.append((start, end, _FIXED, " "))
    at = low
    # Of two that start together the longer: a repair that was asked for takes its space along.
    for start, end, rule, says in sorted(changes, key=lambda change: (change[0], -change[1])):
        if start < at or end == start:
            continue
        if start > at:
            segments.append(unchecked(at, start, Label.BODY, BODY, None))
        label = Label.SPACE if raw[start:end].isspace() else Label.BODY
        segments.append(unchecked(start, end, label, rule, says))
        used.add(rule)
        at = end
    if high > at:
        segments.append(unchecked(at, high, Label.BODY, BODY, None))
