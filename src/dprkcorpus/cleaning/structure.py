"""Structure: what lines are by their place and company, where their wording does not tell."""

from __future__ import annotations

import re

from ..segments import LIFTED, Label
from .matching import fold, key
from .page import Page, closed

_PICTURED = re.compile(
    r"\b(?:photos?|pictures?|images?|pictured|seen|file|undated|released by)\b|, \d{4}\.?$", re.I
)
_NAMES = re.compile(
    r"(?:[A-Z][\w.'’-]+ ){2,3}(?:and (?:[A-Z][\w.'’-]+ ?){2,3} ?)?(?:in [A-Z][\w ]+|and agencies|, .*|\| .*)+"
)
_PLAIN = re.compile(r"\b[a-z]{4,}\b")
_FURNITURE = frozenset(
    {Label.RELATED, Label.PROMO, Label.NAVIGATION, Label.SHARE, Label.COMMENTS, Label.LEGAL}
)
_LASTING = _FURNITURE - {Label.PROMO, Label.SHARE}
_BESIDE = frozenset({Label.BYLINE, Label.DATE, Label.CREDIT, Label.CAPTION, Label.SHARE})
_ABOUT = frozenset({Label.BYLINE, Label.DATE, Label.CREDIT})


def shape(page: Page) -> None:
    """Label the lines of a page by structure, in the order in which one rests on another."""
    teasers(page)
    excerpts(page)
    headlines(page)
    places(page)
    captions(page)
    capitals(page)
    stories(page)
    head(page)
    closing(page)
    tail(page)
    between(page)
    press(page)
    nothing_left(page)


def core(page: Page) -> tuple[int, int]:
    """Give the first and the last line of solid prose, or else of any; -1 for none."""
    count = len(page)
    for test in (page.solid, page.prose):
        first = next((i for i in range(count) if test(i)), -1)
        if first >= 0:
            return first, next(i for i in range(count - 1, -1, -1) if test(i))
    return -1, -1


def stories(page: Page) -> None:
    """On a page of many stories, the headline above each dateline."""
    dated = sorted(page.front)
    for index in dated if len(dated) > 1 else ():
        above = index - 1
        if above > dated[0] and page.free(above) and not closed(page.texts[above]):
            if 1 <= page.texts[above].count(" ") <= 24:
                page.give(above, "story-title")


def teasers(page: Page) -> None:
    """Lists of other articles: teaser, date, the same teaser; titles twice; cut off anywhere."""
    texts, rule, count = page.texts, page.rule, len(page)
    dates = [i for i in range(count) if _dated(page, i)]
    if len(dates) < 2:
        return
    twins = [
        i for i in dates if 0 < i < count - 1 and texts[i - 1] == texts[i + 1] and rule[i - 1] is None
    ]
    pairs = [i for i in dates if i > 0 and not closed(texts[i - 1]) and len(texts[i - 1]) > 80]
    if not twins and len(pairs) < 2:
        return
    first = min([*twins[:1], *(pairs[:1] if len(pairs) > 1 else [])]) - 1
    while first >= 2 and rule[first - 1] is None and texts[first - 1] == texts[first - 2]:
        first -= 2
    for index in range(first, count):
        if rule[index] is None:
            page.give(index, "teasers")


def _dated(page: Page, index: int) -> bool:
    rule = page.rule[index] or page.maybe.get(index)
    return rule is not None and rule.label is Label.DATE


def excerpts(page: Page) -> None:
    """Lists of posts, each an opening cut with dots, under its title."""
    cut = [
        i
        for i in range(len(page))
        if page.free(i) and page.texts[i].endswith(("[…]", "[...]", "… Read more", "…."))
    ]
    if len(cut) < 2:
        return
    for index in cut:
        page.give(index, "excerpts")
        if index and page.free(index - 1) and not closed(page.texts[index - 1]):
            page.give(index - 1, "excerpts")


def headlines(page: Page) -> None:
    """Headlines with a date or an age under each, two or more in a row."""
    texts = page.texts
    pairs = [
        i
        for i in range(1, len(page))
        if _dated(page, i) and page.free(i - 1) and not closed(texts[i - 1]) and texts[i - 1].count(" ") > 2
    ]
    for pair, below in zip(pairs, pairs[1:], strict=False):
        if below == pair + 2:
            for index in (pair - 1, pair, pair + 1, below):
                if page.rule[index] is None:
                    page.give(index, "dated-headlines")
            if pair > 1 and page.free(pair - 2) and texts[pair - 2].count(" ") < 4:
                if not closed(texts[pair - 2]):
                    page.give(pair - 2, "dated-headlines")


def press(page: Page) -> None:
    """On pages with a byline: captions without credit, the author's name once more."""
    bylines = [i for i in range(len(page)) if page.labelled(i, Label.BYLINE)]
    if not bylines:
        return
    names = " ".join(page.texts[i] for i in bylines).casefold()
    first, last = core(page)
    prose = sum(page.prose(i) for i in range(len(page)))
    loose = [
        i
        for i in range(first + 1, len(page))
        if page.free(i) and i not in page.front and not closed(page.body(i) or ".")
    ]
    captioned = 0
    for index in loose:
        text = page.texts[index]
        words = text.count(" ") + 1
        if 2 <= words <= 4 and text.casefold() in names:
            page.give(index, "author-again")
        elif index < last and 10 <= words <= 40 and len(loose) * 2 <= prose + 1 and captioned < 4:
            if text[0].isupper() and page.texts[index + 1][0] not in "-–•" and _between_prose(page, index):
                page.give(index, "open-caption")
                captioned += 1


def _between_prose(page: Page, index: int) -> bool:
    return closed(page.texts[index - 1]) and not page.texts[index + 1][0].islower()


def places(page: Page) -> None:
    """Rules that hold only at some places of a page: see where their lines stand."""
    if not page.maybe:
        return
    first, last = core(page)
    furniture, prose = False, 0
    for index in range(len(page)):
        rule = page.maybe.get(index)
        if rule is None:
            known = page.rule[index]
            furniture = furniture or (index > last and known is not None and known.label in _FURNITURE)
            prose += known is None and page.solid(index)
            continue
        # A standfirst or two may stand above the byline and the date.
        above = index < first or (prose <= 2 and index < last and rule.label in _ABOUT)
        below = index > last
        where = rule.where
        if (
            (where == "head" and above)
            or (where == "tail" and below)
            or (where == "edge" and (above or below))
            or (where == "outside" and (above or furniture))
            or (where == "before-end" and index < last)
            or (where == "late" and index > first and index >= last - 3)
        ):
            page.rule[index] = rule
            del page.maybe[index]
            furniture = furniture or (below and rule.label in _FURNITURE)


def captions(page: Page) -> None:
    """The alternative text before a caption, and the caption beside a credit."""
    first, last = core(page)
    for index in range(1, len(page)):
        rule = page.rule[index]
        if rule is None or rule.label not in (Label.CAPTION, Label.CREDIT) or index >= last:
            continue
        short = len(page.texts[index]) < 40
        if short and page.free(index + 1) and index + 1 < last and index > 0:
            below = page.texts[index + 1]
            if not closed(below) and below.count(" ") >= 5 and page.rule[index].id.endswith("agency"):
                page.give(index + 1, "caption-by-place")
                continue
        if not page.free(index - 1) or index < 2:
            continue
        text = page.texts[index - 1]
        if closed(text):
            if short and text.count(" ") <= 40 and _PICTURED.search(text) and "said" not in text:
                page.give(index - 1, "caption-by-place")
        elif rule.label is Label.CAPTION and text.count(" ") <= 12:
            words = set(fold(text).split())
            said = fold(page.texts[index])
            if sum(word in said for word in words) * 2 >= len(words):
                page.give(index - 1, "alternative-text")


def capitals(page: Page) -> None:
    """Whole lines in capitals between paragraphs: links to other articles."""
    first, last = core(page)
    for index in range(first + 1, last):
        text = page.texts[index]
        if text.isupper() and page.free(index) and text.count(" ") >= 3 and not closed(text):
            page.give(index, "capitals")


def head(page: Page) -> None:
    """The title, above the first prose; what stands above and under it; titles given again."""
    first, _ = core(page)
    if first < 0:
        return
    free = [i for i in range(first) if page.free(i)]
    for index in free:
        if page.texts[index][-1] == "!" and any(
            page.texts[i].count(" ") > 2 and not closed(page.texts[i]) for i in free if i > index
        ):
            page.give(index, "above-title")
    dressed = any(page.rule[i] is not None for i in range(first))
    open_lines = [
        i
        for i in free
        if page.free(i) and i not in page.front and _headline(page.texts[i], dressed)
    ]
    strong = [i for i in open_lines if page.texts[i].count(" ") >= 3]
    if not open_lines or _wrapped(page, open_lines[0]):
        return
    run = 0
    while run < len(strong) and page.free(first - 1 - run) and first - 1 - run in strong:
        run += 1
    if run > 3:
        strong = strong[: len(strong) - run]
        open_lines = [i for i in open_lines if i < first - run]
        if not open_lines:
            return
    title = strong[0] if strong else max(open_lines, key=lambda i: (len(page.texts[i]), -i))
    for index in strong[1:3]:
        if fold(page.texts[index]) in fold(page.texts[title]):
            page.give(title, "title-again")
            title = index
    name = fold(page.texts[title])
    # In a headline in capitals throughout, or with a capital for each word, names look like words.
    plain = len(_PLAIN.findall(page.texts[title])) > 1
    for index in open_lines:
        if index == title or page.rule[index] is not None:
            continue
        if fold(page.texts[index]) == name:
            page.give(index, "title-again")
        elif index < title:
            page.give(index, "above-title")
        elif dressed and (_named(page.texts[index], plain) or _beside(page, index)):
            page.give(index, "under-title")
        else:
            page.give(index, "title")
    page.give(title, "title")
    _again(page, title, first)


def _beside(page: Page, index: int) -> bool:
    """Tell whether a few words stand between the lines that tell of author, date and pictures."""
    above, below = page.rule[index - 1], page.rule[index + 1]
    return (
        page.texts[index].count(" ") < 6
        and above is not None
        and below is not None
        and above.label in _ABOUT
        and below.label in _BESIDE
    )


def _named(text: str, plain: bool) -> bool:
    """Tell whether a line under a headline is made of names."""
    if text.count(" ") < 3:
        return text.isupper() or all(word[:1].isupper() for word in text.split())
    return plain and _NAMES.fullmatch(text) is not None


def _headline(text: str, dressed: bool) -> bool:
    """Tell whether a line could be a headline; a question only where furniture stands around."""
    return not closed(text) or (dressed and text[-1] == "?" and text.count(" ") >= 3)


def _wrapped(page: Page, index: int) -> bool:
    """Tell whether a line is the first of a paragraph broken at a fixed width."""
    texts = page.texts
    for at in (index, index + 1, index + 2):
        if at + 1 >= len(page) or page.apart(at) or not page.free(at + 1) or len(texts[at]) < 50:
            return False
        if texts[at + 1][0].islower():
            return True
    return False


def _again(page: Page, title: int, first: int) -> None:
    """Label the title or the lead where they are given again."""
    names = {fold(page.texts[title])}
    leads = {page.body(first)}
    seen = 0
    for index in range(title + 1, len(page)):
        if not page.free(index):
            continue
        if index != first and page.body(index) in leads and seen <= 4 and len(page.texts[index]) > 40:
            page.give(index, "lead-again")
        elif not closed(page.texts[index]) and fold(page.texts[index]) in names:
            page.give(index, "title-again")
        else:
            seen += 1


def closing(page: Page) -> None:
    """Below a line that closes the article, all is furniture, unless most of the prose follows."""
    count = len(page)
    for index in range(count):
        rule = page.rule[index]
        if rule is None or not rule.closes:
            continue
        above = sum(len(page.texts[i]) for i in range(index) if page.prose(i))
        below = sum(len(page.texts[i]) for i in range(index + 1, count) if page.solid(i))
        dated = any(i in page.front for i in range(index + 1, count) if page.rule[i] is None)
        if above and below * 2 < above and not dated:
            for i in range(index + 1, count):
                if page.rule[i] is None:
                    _finish(page, i, "after-end")
            return


def _finish(page: Page, index: int, name: str) -> None:
    rule = page.maybe.pop(index, None)
    if rule is not None:
        page.rule[index] = rule
    else:
        page.give(index, name)


def tail(page: Page) -> None:
    """Below the last prose, what follows the first furniture is furniture too."""
    _, last = core(page)
    if last < 0:
        return
    begun = lasting = False
    loose: list[int] = []
    for index in range(last + 1, len(page)):
        rule = page.rule[index]
        if rule is not None:
            begun = begun or rule.label in _FURNITURE
            lasting = lasting or (rule.label in _LASTING and (rule.kind == "block" or rule.closes))
        elif lasting or (begun and not closed(page.body(index))):
            _finish(page, index, "after-end")
        else:
            loose.append(index)
    heads = [i for i in loose if page.texts[i].count(" ") >= 3 and not closed(page.texts[i])]
    if len(heads) >= 4:
        for index in loose[loose.index(heads[0]) :]:
            _finish(page, index, "list-after-end")
    elif loose and loose[0] in page.maybe and page.rule[loose[0] + 1 : loose[0] + 2] != [None]:
        # A date right under the article that more furniture follows; letters end in `Juche`.
        if loose[0] + 1 < len(page) and "Juche" not in page.texts[loose[0]]:
            _finish(page, loose[0], "after-end")


def between(page: Page) -> None:
    """Short open lines with furniture on both sides."""
    for index in range(1, len(page) - 1):
        if page.rule[index] is not None or index in page.front or closed(page.body(index) or "."):
            continue
        above, below = page.rule[index - 1], page.rule[index + 1]
        if above is None or below is None or page.texts[index].count(" ") > 12:
            continue
        if above.label in _FURNITURE and below.label in _FURNITURE:
            _finish(page, index, "between")
        elif _beside(page, index):
            _finish(page, index, "between")


def nothing_left(page: Page) -> None:
    """A page without prose has no article, if anything on it is furniture."""
    if all(rule is None or rule.label in LIFTED for rule in page.rule):
        return
    if any(page.prose(i) for i in range(len(page))):
        return
    titled = any(page.labelled(i, Label.TITLE) for i in range(len(page)))
    for index, rule in enumerate(page.rule):
        if rule is None:
            text = page.texts[index]
            if not titled and text.count(" ") >= 3 and not closed(text):
                page.give(index, "title")
                titled = True
            else:
                _finish(page, index, "no-article")
