"""Structure: what lines are by their place and company, where their wording does not tell."""

from __future__ import annotations

from ..segments import Label
from .matching import fold, key
from .page import Page, closed


def shape(page: Page) -> None:
    """Label the lines of a page by structure, in the order in which one rests on another."""
    if not len(page):
        return
    teasers(page)
    resolve_places(page)
    captions(page)
    capitals(page)
    head(page)
    tail(page)
    nothing_left(page)


def _core(page: Page) -> tuple[int, int]:
    """Give the first and the last line of prose; the number of lines twice where there is none."""
    count = len(page)
    first = next((i for i in range(count) if page.prose(i)), count)
    last = next((i for i in range(count - 1, -1, -1) if page.prose(i)), count)
    return first, last


def teasers(page: Page) -> None:
    """Lists of other articles: teaser, date, the same teaser; titles twice; cut off anywhere."""
    texts, rule, count = page.texts, page.rule, len(page)
    dates = [i for i in range(count) if page.labelled(i, Label.DATE) or _dated(page, i)]
    twins = [
        i
        for i in dates
        if 0 < i < count - 1 and texts[i - 1] == texts[i + 1] and rule[i - 1] is None
    ]
    if not twins:
        return
    first = twins[0] - 1
    while first >= 2 and rule[first - 1] is None and texts[first - 1] == texts[first - 2]:
        first -= 2
    for index in range(first, count):
        if rule[index] is None or index in dates:
            page.give(index, "teasers")
            page.maybe.pop(index, None)


def _dated(page: Page, index: int) -> bool:
    rule = page.maybe.get(index)
    return rule is not None and rule.label is Label.DATE


def resolve_places(page: Page) -> None:
    """Rules that hold only at the head or the tail of a page: see where their lines stand."""
    first, last = _core(page)
    none = first == len(page)
    for index, rule in page.maybe.items():
        head = none or index < first
        tail = none or index > last
        where = rule.where
        if page.rule[index] is None and (
            (where == "head" and head)
            or (where == "tail" and tail)
            or (where == "edge" and (head or tail))
            or (where == "inside" and not head and not tail)
        ):
            page.rule[index] = rule
    page.maybe.clear()


def captions(page: Page) -> None:
    """The alternative text that stands before a caption."""
    for index in range(2, len(page)):
        if not page.labelled(index, Label.CAPTION) or page.rule[index - 1] is not None:
            continue
        text = page.texts[index - 1]
        if closed(text) or text.count(" ") > 12:
            continue
        words = set(fold(text).split())
        said = fold(page.texts[index])
        if sum(word in said for word in words) * 2 >= len(words):
            page.give(index - 1, "alternative-text")


def capitals(page: Page) -> None:
    """Whole lines in capitals between paragraphs: links to other articles."""
    first, last = _core(page)
    for index in range(first + 1, last):
        text = page.texts[index]
        if (
            page.rule[index] is None
            and text.isupper()
            and text.count(" ") >= 4
            and not closed(text)
        ):
            page.give(index, "capitals")


def head(page: Page) -> None:
    """The title, before the first prose; the same title or lead given again."""
    first, _ = _core(page)
    if first == len(page):
        return
    open_lines = [i for i in range(first) if page.rule[i] is None]
    if not open_lines:
        return
    seen: set[str] = set()
    titles = 0
    if len(open_lines) > 4:
        return
    for index in open_lines:
        name = key(fold(page.body(index)))
        if name in seen:
            page.give(index, "title-again")
        else:
            seen.add(name)
            page.give(index, "title")
            titles += 1


def tail(page: Page) -> None:
    """After the last prose: lists of titles without a heading."""


def nothing_left(page: Page) -> None:
    """A page without prose has no article, if anything on it is furniture."""
    if any(page.prose(i) for i in range(len(page))):
        return
    if all(rule is None for rule in page.rule):
        return
    for index, rule in enumerate(page.rule):
        if rule is None:
            page.give(index, "no-article")
