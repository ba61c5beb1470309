"""Authors: notes about who wrote a text, and their names once more."""

from __future__ import annotations

import re

from ..segments import Label
from .matching import fold
from .page import Page, closed

_TOLD_OF = re.compile(
    r"(?!(?:North|South|United|The|White|Kim Jong|President) )"
    r"((?:[A-Z][\w.'’-]+ ){1,4})(?:is|was|has|covers|writes|reports|joined|leads|works|holds|heads"
    r"|teaches|taught|served|lives|grew up|spent"
    r"|edits|hosts|directs|contributes|can be|focuses|specializes|specialises|graduated|studied) "
)
"""How a note about an author opens."""
_PICTURED_BY = re.compile(r"[.”\"] ((?:[A-Z][\w.'’-]+ ){1,2}[A-Z][\w.'’-]+)$")
"""How a caption ends that names who took the picture."""
_ABOUT = re.compile(r"(?:about th(?:e|is) (?:author|writer|contributor)s?|author bio)\b", re.I)
_NOTES = 3
"""Notes about the author are among so many lines before the last prose, and after it."""
_NAMES = 6
"""So many lines of names at most are remembered of a page."""
_LONGEST = 12
"""A byline has no more spaces than this."""


def notes(page: Page) -> None:
    """Rules for the last lines of an article: notes about its author, addresses to write to."""
    first, last = page.core()
    for index in range(first + 1, page.live):
        told = page.rule[index - 1] is not None and _ABOUT.match(page.texts[index - 1])
        if told and page.free(index) and _TOLD_OF.match(page.texts[index]):
            page.give(index, "author-again")
    if not page.outlet():
        return
    late = range(max(first + 1, last - _NOTES), min(last + 1 + _NOTES, page.live))
    under = [i + 1 for i in range(min(last, page.live) - 1) if page.labelled(i, Label.BYLINE)]
    for index in filter(page.free, (*under, *late)):
        text = page.texts[index]
        for trigger, test, rule in page.late:
            if trigger in text and len(text) <= rule.longest and test(fold(text)):
                page.label(index, rule)
                break


def names_again(page: Page) -> None:
    """The author's name once more, alone or with a note about the author."""
    bylines = [page.texts[i] for i in range(page.live) if page.labelled(i, Label.BYLINE)]
    names = " ".join(bylines[:_NAMES]).casefold()
    first, _ = page.core()
    for index in page.loose:
        text = page.texts[index].casefold()
        if index > first and page.free(index) and 1 <= text.count(" ") <= 3 and text in names:
            page.give(index, "author-again")
    for index, text in enumerate(page.texts[: page.live]):
        if page.solid(index) and text.partition(" ")[0].casefold() in names:
            told = _TOLD_OF.match(text)
            near = told and (" " in told[1].strip() or page.labelled(index - 1, Label.BYLINE))
            if told and near and any(_signed(line, told[1].strip()) for line in bylines[:_NAMES]):
                page.give(index, "author-again")
        elif index > first and page.free(index) and not closed(text):
            shown = _PICTURED_BY.search(text)
            if shown and any(_signed(line, shown[1]) for line in bylines[:_NAMES]):
                page.give(index, "author-again")


def _signed(byline: str, name: str) -> bool:
    """Tell whether a byline names an author so, rather than a place."""
    by = byline[3:] if byline[:3].casefold() == "by " else byline
    return by.casefold().startswith(name.casefold()) and by.count(" ") <= _LONGEST
