"""What changed from one corpus to another, side by side."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from ..compare import compare, differing
from ..errors import expect
from ..views.html import Html, element, joined
from ..views.page import short, table
from ..wording import count
from .page import page

if TYPE_CHECKING:
    from ..compare import Change
    from ..corpus import Corpus

BUDGET = 1_500_000
"""Bytes of the page that single changes may take."""
_LINES = 60
"""How many lines of each part are shown."""
_LONGEST = 2000
"""Code points of a line that are shown."""
_LISTED = 200
"""How many ids of new and of gone documents are listed."""
_WORD = re.compile(r"\w+|\W")


def changes_page(old: Corpus, new: Corpus, *, title: str = "What changed") -> str:
    """Give a page that tells what changed from one corpus to another.

    >>> import dprkcorpus
    >>> corpus = dprkcorpus.load()
    >>> "Nothing changed." in changes_page(corpus, corpus)
    True

    It stands alone, as a report does, and stays under 5 MB; see `dprkcorpus.compare.compare`.
    """
    told = changes_section(old, new)
    about = f"From data version {old.version}, {count(len(old), 'document')}, to {new.version}, "
    return page(title, f"{about}{count(len(new), 'document')}.", {"Changes": told}, top=Html(""))


def changes_section(old: Corpus, new: Corpus) -> Html:
    """Tell what changed: how many documents, in which parts, and of as many as fit, how."""
    expect(old, type(new), "old")
    kinds: Counter[str] = Counter()
    parts: Counter[str] = Counter()
    listed: dict[str, list[str]] = {"new": [], "gone": []}
    shown: list[Html] = []
    left = BUDGET
    for change in compare(old, new):
        kinds[change.kind] += 1
        parts.update(change.parts)
        if change.kind != "changed":
            listed[change.kind].append(change.id)
        elif left > 0:
            one = _change(change)
            if len(one.encode()) <= left:
                left -= len(one.encode())
                shown.append(one)
    if not kinds:
        return element("p", "Nothing changed.")
    same = len(new) - kinds["new"] - kinds["changed"]
    rows = [[kind, f"{kinds[kind]:,}"] for kind in ("new", "gone", "changed")]
    rows.append(["the same", f"{same:,}"])
    rows += [[f"changed: {part}", f"{number:,}"] for part, number in parts.most_common()]
    told: list[Html] = [table(("documents", "number"), rows)]
    for kind, ids in listed.items():
        if ids:
            more = f" … and {len(ids) - _LISTED:,} more" if len(ids) > _LISTED else ""
            told.append(element("h3", f"Documents that are {kind}"))
            told.append(element("p", ", ".join(map(short, ids[:_LISTED])) + more))
    if shown:
        told.append(element("h3", "Documents that changed"))
        if len(shown) < kinds["changed"]:
            note = f"{len(shown):,} of {kinds['changed']:,} are shown."
            told.append(element("p", note, class_="note"))
        told += shown
    return joined(told)


def _change(change: Change) -> Html:
    """Show how one document changed, each part of it side by side."""
    title = change.new.title if change.new else None
    parts: list[Html] = []
    for part in change.parts:
        rows = [_row(*line) for line in islice(change.lines(part), _LINES + 1)]
        more = len(rows) > _LINES
        parts.append(element("h3", part))
        parts += rows[:_LINES]
        if more:
            parts.append(element("p", f"More than {_LINES} lines differ.", class_="note"))
    return element(
        "details",
        element(
            "summary",
            element("span", short(title or change.id), class_="name"),
            element("span", f"{short(change.id)} · {', '.join(change.parts)}", class_="id"),
        ),
        element("div", *parts, class_="inside"),
        class_="document",
    )


def _row(sign: str, old: str | None, new: str | None) -> Html:
    """Show a line before and after, with the words that differ marked on either side."""
    before, after = (old or "")[:_LONGEST], (new or "")[:_LONGEST]
    left, right = [before], [after]
    if sign == "~":
        left, right = _marked(_WORD.findall(before), _WORD.findall(after))
    return element(
        "div",
        _side("-" if sign in "-~" else " ", "old", left, old is None),
        _side("+" if sign in "+~" else " ", "new", right, new is None),
        class_="sides",
    )


def _side(sign: str, kind: str, words: list[str], absent: bool) -> Html:
    if absent:
        return element("p", class_="line")
    told = {"-": "before: ", "+": "after: "}.get(sign, "the same: ")
    mark = element("span", told, class_="sort")
    return element("p", mark, *words, class_=f"line {kind}" if sign.strip() else "line")


def _marked(old: list[str], new: list[str]) -> tuple[list[str], list[str]]:
    """Give the words of both sides, those that the other side does not have marked."""
    left: list[str] = []
    right: list[str] = []
    was = became = 0
    for low, high, first, last in differing(old, new):
        left += ["".join(old[was:low]), element("del", "".join(old[low:high]))]
        right += ["".join(new[became:first]), element("ins", "".join(new[first:last]))]
        was, became = high, last
    return [*left, "".join(old[was:])], [*right, "".join(new[became:])]
