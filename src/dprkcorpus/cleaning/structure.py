"""Structure: what lines are by their place and company, where their wording does not tell."""

from __future__ import annotations

import re

from ..segments import LIFTED, Label
from .authors import names_again, notes
from .ends import closing, tail
from .headline import head, stories
from .lists import (
    bullets,
    capitals,
    excerpts,
    given_back,
    headlines,
    insets,
    pull_quotes,
    teasers,
    titled_teasers,
)
from .page import Page, closed
from .pictures import captions, open_captions, twins
from .places import ABOUT, FURNITURE, RUN, amid, asks, places

_HEADING = frozenset({Label.RELATED, Label.PROMO})
"""Labels of what may stand above a list of links."""
_BESIDE = ABOUT | {Label.CAPTION, Label.SHARE}

_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile(r"[A-Za-z]")
_SPOKEN = re.compile(r"[\"“”]|\b(?:said|says|told|he|she|they|his|her|their)\b")
_OFFERED = re.compile(r"\b(?:you|your|our|us|newsletters?|subscribers|inbox)\b", re.I)
_LISTED = re.compile(r"\b\d{4}\. ?\d{1,2}\. ?\d{1,2}\.$")
_TITLE_ALONE = frozenset({Label.TITLE})
"""The labels of a bare story: no line of it has furniture for company."""
_SHORT, _LONG = 12, 20
"""A line with more spaces than this is long for a headline, for a line of promotion."""
_DAY = 16
"""How titles in a list end, with their day; it has fewer characters than these."""


def shape(page: Page) -> None:
    """Label the lines of a page by structure, in the order in which one rests on another."""
    if not page.raw.isascii():
        other_script(page)
    if page.maybe:
        # Lines that are furniture only beside furniture say nothing of the page.
        page.labels = {rule.label for rule in page.rule if rule is not None}.union(
            rule.label for known in page.maybe.values() for rule in known if not asks(rule)
        )
    if page.labels:
        if Label.DATE in page.labels:
            teasers(page)
            headlines(page)
        excerpts(page)
        if not page.labels.isdisjoint(_HEADING):
            titled_teasers(page)
        places(page)
        if searched(page):
            return
        notes(page)
        captions(page)
        twins(page)
        if page.outlet():
            bullets(page)
            pull_quotes(page)
        given_back(page)
    else:
        places(page)
    if page.loose:
        capitals(page)
        stories(page)
        head(page)
    if page.labels and page.labels <= _TITLE_ALONE:
        tail(page)
    elif page.labels:
        closing(page)
        tail(page)
        between(page)
        if Label.BYLINE in page.labels:
            names_again(page)
            open_captions(page)
        if page.outlet():
            insets(page)
        nothing_left(page)


def searched(page: Page) -> bool:
    """Tell whether a page shows what a search found; if so, label its lines."""
    first, _ = page.core()
    rules = page.rule[: max(first, 0)]
    if not any(rule is not None and rule.id == "general/results" for rule in rules):
        return False
    for index in range(len(page)):
        if page.rule[index] is None:
            page.front.pop(index, None)
            page.back.pop(index, None)
            page.kept.pop(index, None)
            page.finish(index, "no-article")
    return True


def other_script(page: Page) -> None:
    """Lines without a Latin letter, on a page whose text has them, are the site's."""
    lines = [i for i, text in enumerate(page.texts) if not text.isascii()]
    lines = [i for i in lines if page.free(i) and not _LATIN.search(page.texts[i])]
    first, _ = page.core()
    if lines and first >= 0 and _LATIN.search(page.texts[first]):
        for index in lines:
            if _LETTER.search(page.texts[index]):
                page.give(index, "other-script")


def between(page: Page) -> None:
    """Open lines with furniture on both sides: one, or on the page of an outlet a few."""
    outlet = page.outlet()
    run: list[int] = []
    for index in range(1, page.live):
        if page.rule[index] is None:
            run.append(index)
            continue
        if run and len(run) <= (RUN if outlet else 1):
            above, below = page.rule[run[0] - 1], page.rule[index]
            if above is not None and below is not None:
                _between(page, run, above.label, below.label, outlet)
        run = []


def _between(page: Page, run: list[int], above: Label, below: Label, outlet: bool) -> None:
    firm = above in FURNITURE and below in FURNITURE
    longest, spaces = _LONG if outlet and firm else _SHORT, 0
    for index in run:
        spaces = page.texts[index].count(" ")
        if index in page.front:
            return
        if closed(page.body(index) or "."):
            if not outlet or not _blurb(page, index):
                return
        elif spaces > longest:
            return
    if firm or (len(run) == 1 and spaces < 6 and above in ABOUT and below in _BESIDE):
        for index in run:
            page.finish(index, "between")


def _blurb(page: Page, index: int) -> bool:
    """Tell whether a sentence or a few between two invitations are part of them."""
    if not amid(page, index - 1, index + 1):
        return False
    text = page.texts[index]
    if _SPOKEN.search(text) or page.rule[index - 1] is page.rule[index + 1]:
        return False
    return text.count(" ") <= 2 * _SHORT and _OFFERED.search(text) is not None


def _listed(text: str) -> bool:
    """Tell whether a line is a title in a list, with its day behind it."""
    dated = text[-1] == "." and text[-2:-1].isdigit()
    return dated and _LISTED.search(text[-_DAY:]) is not None


def nothing_left(page: Page) -> None:
    """A page without prose has no article, if anything on it is furniture."""
    first, _ = page.core()
    if first >= 0 and not _listed(page.texts[first]):
        return
    if all(rule is None or rule.label in LIFTED for rule in page.rule):
        return
    if first >= 0:
        solid = [page.texts[i] for i in range(len(page)) if page.solid(i)]
        if not all(map(_listed, solid)):
            return
    titled = any(page.labelled(i, Label.TITLE) for i in range(len(page)))
    for index, rule in enumerate(page.rule):
        if rule is not None:
            continue
        text = page.texts[index]
        if titled or text.count(" ") < 3 or closed(text):
            page.finish(index, "no-article")
        else:
            page.give(index, "title")
            titled = True
