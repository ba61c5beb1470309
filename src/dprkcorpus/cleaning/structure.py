"""Structure: what lines are by their place and company, where their wording does not tell."""

from __future__ import annotations

from ..segments import LIFTED, Label
from .headline import head, stories
from .lists import bullets, capitals, excerpts, headlines, teasers
from .matching import fold
from .page import Page, closed
from .pictures import captions, open_captions, twins

FURNITURE = frozenset(
    {Label.RELATED, Label.PROMO, Label.NAVIGATION, Label.SHARE, Label.COMMENTS, Label.LEGAL}
)
ABOUT = frozenset({Label.BYLINE, Label.DATE, Label.CREDIT})
BESIDE = ABOUT | {Label.CAPTION, Label.SHARE}
_LASTING = FURNITURE - {Label.PROMO, Label.SHARE}
_NOTES = 3
"""Notes about the author are among so many lines before the last prose, and after it."""
_NAMES = 6
"""So many lines of names at most are remembered of a page."""


def shape(page: Page) -> None:
    """Label the lines of a page by structure, in the order in which one rests on another."""
    if page.labels:
        if Label.DATE in page.labels:
            teasers(page)
            headlines(page)
        excerpts(page)
        places(page)
        if page.outlet():
            notes(page)
        captions(page)
        twins(page)
        if page.outlet():
            bullets(page)
    if page.loose:
        capitals(page)
        stories(page)
        head(page)
    if page.labels:
        closing(page)
        tail(page)
        between(page)
        if Label.BYLINE in page.labels:
            names_again(page)
            open_captions(page)
        nothing_left(page)


def places(page: Page) -> None:
    """Rules that hold only at some places of a page: see where their lines stand."""
    if not page.maybe:
        return
    first, last = page.core()
    furniture, prose = False, 0
    outlet = page.outlet()
    for index, known in enumerate(page.rule[: page.live]):
        if index not in page.maybe:
            if known is not None and index > last:
                furniture = furniture or known.label in FURNITURE
            prose += page.solid(index)
            continue
        for rule in page.maybe[index]:
            # A standfirst or two may stand above the byline and the date.
            early = prose <= 2 and index < last
            beside = rule.label in ABOUT or page.rule[index - 1] is not None
            above = index < first or (early and beside)
            below = index > last
            if (
                (rule.where == "head" and above)
                or (rule.where == "tail" and below)
                or (rule.where == "edge" and (above or below))
                or (rule.where == "outside" and (above or furniture or (outlet and not rule.only)))
                or (rule.where == "below" and index > first)
                or (rule.where == "before-end" and index < last)
                or (rule.where == "late" and index > max(first, last - 3))
            ):
                page.label(index, rule)
                furniture = furniture or (below and rule.label in FURNITURE)
                break
        else:
            if all(rule.where in ("below", "before-end") for rule in page.maybe[index]):
                page.release(index)
    page.loose.sort()


def notes(page: Page) -> None:
    """Rules for the last lines of an article: notes about its author, addresses to write to."""
    first, last = page.core()
    for index in range(max(first + 1, last - _NOTES), min(last + 1 + _NOTES, page.live)):
        text = page.texts[index]
        for trigger, test, rule in page.late:
            near = trigger in text and page.free(index) and len(text) <= rule.longest
            if near and test(fold(text)):
                page.label(index, rule)


def closing(page: Page) -> None:
    """Below a line that closes the article, all is furniture, unless much of the prose follows."""
    rules = page.rule[: page.live]
    if not any(rule is not None and rule.closes for rule in rules):
        return
    below = sum(len(page.texts[i]) for i in range(page.live) if page.prose(i))
    above, last_dated = 0, max(page.front, default=-1)
    for index, rule in enumerate(rules):
        if page.prose(index):
            above += len(page.texts[index])
            below -= len(page.texts[index])
        elif rule is not None and rule.closes and below * 2 < above and last_dated < index:
            for i in range(index + 1, page.live):
                if page.rule[i] is None:
                    page.finish(i, "after-end")
            return


def tail(page: Page) -> None:
    """Below the last prose, what follows the first furniture is furniture too."""
    _, last = page.core()
    if last < 0:
        return
    begun = lasting = False
    loose: list[int] = []
    for index in range(last + 1, page.live):
        rule = page.rule[index]
        if rule is not None:
            begun = begun or rule.label in FURNITURE
            lasting = lasting or (rule.label in _LASTING and (rule.kind == "block" or rule.closes))
        elif lasting or (begun and not closed(page.body(index))):
            page.finish(index, "after-end")
        else:
            loose.append(index)
    _loose_ends(page, last, loose)


def _loose_ends(page: Page, last: int, loose: list[int]) -> None:
    """Lines right under the last prose: headlines, topics, a date; or the end of a letter."""
    letter = any("Juche" in page.texts[i] for i in loose) or not closed(page.body(last))
    heads = [i for i in loose if page.texts[i].count(" ") >= 3 and not closed(page.texts[i])]
    topics = [i for i in loose if page.texts[i].count(" ") < 3 and not closed(page.texts[i])]
    if len(heads) >= 4:
        for index in loose:
            if index >= heads[0]:
                page.finish(index, "list-after-end")
    elif 1 < len(loose) == len(topics) and not letter and page.outlet():
        for index in loose:
            page.finish(index, "after-end")
    elif loose and loose[0] in page.maybe and not letter and any(page.rule[loose[0] + 1 :][:1]):
        page.finish(loose[0], "after-end")


def between(page: Page) -> None:
    """Short open lines with furniture on both sides."""
    for index in range(1, min(page.live, len(page) - 1)):
        above, below = page.rule[index - 1], page.rule[index + 1]
        if page.rule[index] is not None or above is None or below is None or index in page.front:
            continue
        words = page.texts[index].count(" ") + 1
        if words > 13 or closed(page.body(index) or "."):
            continue
        if (above.label in FURNITURE and below.label in FURNITURE) or (
            words <= 6 and above.label in ABOUT and below.label in BESIDE
        ):
            page.finish(index, "between")


def names_again(page: Page) -> None:
    """The author's name once more, alone, on pages with a byline."""
    bylines = [page.texts[i] for i in range(page.live) if page.labelled(i, Label.BYLINE)]
    names = " ".join(bylines[:_NAMES]).casefold()
    first, _ = page.core()
    for index in page.loose:
        text = page.texts[index].casefold()
        if index > first and page.free(index) and 1 <= text.count(" ") <= 3 and text in names:
            page.give(index, "author-again")


def nothing_left(page: Page) -> None:
    """A page without prose has no article, if anything on it is furniture."""
    if page.core()[0] >= 0 or all(rule is None or rule.label in LIFTED for rule in page.rule):
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
