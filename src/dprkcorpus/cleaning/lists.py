"""Lists: links to other articles, told by how their lines follow each other."""

from __future__ import annotations

import re
from collections import Counter

from ..segments import Label
from .matching import fold
from .opening import flows, goes_on
from .page import Page, closed
from .pictures import unfinished

_TEASER = 80
"""The opening of an article that a list shows is longer than this, in characters."""
_BULLETS = "-–•"
_CUT = ("[…]", "[...]", "… Read more", "….")
_LINK = 7
"""A line without a stop that has so many spaces is a headline rather than a subheading."""
_ITEMIZED = re.compile(r"[a-z(]|\d{1,2}[.)] ")
"""How lines start that go on with a sentence, or number a part of the text."""
_HEAD = 60
"""A dateline ends so far into a line."""
_SEVERAL = 2
"""So many links at most stand each alone between paragraphs."""
_LONG = 16
"""A sentence without a stop, cut off by a wall, has more spaces than a headline."""
_QUOTED = '"”'
"""A sentence may end so without a stop."""
_OPENING = '"“'
_AROUND = "\"'“”‘’.,!?… "
"""What may stand around a sentence that is quoted once more."""
_ENTRY = re.compile(
    r"(?:First|Second|Third|Fourth|Fifth|Sixth|Seventh|Finally|Lastly)\b"
    r"|(?:[A-Z][\w-]+ ){1,3}[A-Z][\w-]+, (?:[a-z-]+ ){1,5}(?:of|at|in|for|to)\b"
)
"""How an entry of a list starts that is body: it is counted, or names a person and an office."""
STOPPED = re.compile(r"[a-z][.!?][\"”’']? [A-Z]")
"""Sentences end so in mid-line."""
HEADING = re.compile(
    r"introduction|background|(?:situation )?overview|conclusions?|preface|foreword|highlights"
    r"|context|(?:executive )?summary|(?:key |main )?(?:findings|takeaways|judge?ments)",
    re.I,
)
"""What heads a part of a text."""
_END = "end of list"
"""What some sites set for readers who hear a page."""
_PULLED = 8
"""A page with more lines in quotation marks than these is a dialogue."""
_PLEA = 3
"""A link in capitals has so many spaces at least."""
_FAR = 12
"""A teaser stands among so many lines under the heading of its list, or the one before it."""
_TOP = 24
"""The text starts with a dateline that stands among so many lines."""
_FIRM = frozenset(
    {Label.RELATED, Label.PROMO, Label.NAVIGATION, Label.SHARE, Label.COMMENTS, Label.LEGAL}
)
"""Labels of what no subheading stands above."""


def may_be(page: Page, index: int, label: Label) -> bool:
    """Tell whether a line has that label, or could have it."""
    possible = page.maybe.get(index)
    if possible is None:
        return page.labelled(index, label)
    return any(rule.label is label for rule in possible)


def dated(page: Page, index: int) -> bool:
    """Tell whether a line is a date, or could be one."""
    return may_be(page, index, Label.DATE)


def teasers(page: Page) -> None:
    """Teaser, date, the same teaser; with titles twice above them; cut off anywhere."""
    texts, rule, count = page.texts, page.rule, page.live
    dates = [i for i in range(1, count) if dated(page, i)]
    if len(dates) < 2:
        return
    # A title with a date under it, or given again below it, is no teaser: the text comes after.
    text = next((i for i in range(count) if page.solid(i) and closed(page.body(i))), count)
    twins = [i for i in dates if i + 1 < count and texts[i - 1] == texts[i + 1] and not rule[i - 1]]
    pairs = [i for i in dates if len(texts[i - 1]) > _TEASER and not closed(texts[i - 1])]
    twins = twins if len(twins) > 1 else [i for i in twins if i > text]
    pairs = [i for i in pairs if i > text]
    starts = [*twins[:1], *(pairs[:1] if len(pairs) > 1 else [])]
    if not starts:
        return
    first = min(starts) - 1
    while first >= 2 and rule[first - 1] is None and texts[first - 1] == texts[first - 2]:
        first -= 2
    for index in range(first, count):
        if rule[index] is None:
            page.give(index, "teasers")


def excerpts(page: Page) -> None:
    """Lists of posts, each an opening cut with dots, under its title."""
    if page.raw.isascii() and "[...]" not in page.raw:
        return
    cut = [i for i, text in enumerate(page.texts) if text.endswith(_CUT) and page.free(i)]
    if len(cut) < 2:
        return
    for index in cut:
        page.give(index, "excerpts")
        if index and page.free(index - 1) and not closed(page.texts[index - 1]):
            page.give(index - 1, "excerpts")


def titled_teasers(page: Page) -> None:
    """Under a heading below the text: titles, each with a teaser of one paragraph."""
    lengths = [len(page.texts[i]) * page.solid(i) for i in range(page.live)]
    above, whole = 0, sum(lengths)
    for index, length in enumerate(lengths):
        above += length
        heading = page.rule[index]
        opens = heading is not None and (heading.kind == "block" or page.texts[index][-1] == ":")
        if not opens or 3 * above < 2 * whole:
            continue
        pairs, end = _pairs(page, index)
        if pairs > 1 and not any(lengths[end + 1 :]):
            for item in range(index, end + 1):
                if page.rule[item] is None:
                    page.give(item, "teasers")
            return


def _pairs(page: Page, heading: int) -> tuple[int, int]:
    """Count the paragraphs that stand alone, each under a title; give the last as well."""
    pairs, end, titled = 0, heading, False
    for index in range(heading + 1, page.live):
        rule, text = page.rule[index], page.texts[index]
        if index - end > _FAR:
            break
        if page.solid(index):
            if not titled:
                return 0, end
            pairs, end, titled = pairs + 1, index, False
        elif rule is None and (closed(text) or sentence(text) or flows(page, index)):
            break
        else:
            item = rule is None or rule.label is Label.RELATED or index in page.maybe
            titled = titled or (item and text.count(" ") >= 3)
    return pairs, end


def headlines(page: Page) -> None:
    """Headlines with a date or an age under each, two or more in a row, and their heading."""

    def headline(index: int, least: int) -> bool:
        text = page.texts[index]
        return page.free(index) and not closed(text) and text.count(" ") >= least

    above = -2
    first, _ = page.core()
    for index in range(max(1, first), page.live):
        if not dated(page, index) or not headline(index - 1, 3):
            continue
        if index > first + 2 and may_be(page, index - 2, Label.RELATED):
            page.give(index - 1, "dated-headlines")
            page.give(index, "dated-headlines")
            continue
        if above == index - 2:
            for item in (above - 1, above, index):
                if page.rule[item] is None:
                    page.give(item, "dated-headlines")
            if above > 1 and headline(above - 2, 0) and page.texts[above - 2].count(" ") < 4:
                page.give(above - 2, "dated-headlines")
            page.give(index - 1, "dated-headlines")
        above = index


def bullets(page: Page) -> None:
    """Two bulleted lines or more without a stop, and their heading."""
    run: list[int] = []
    for index in [*page.loose, len(page)]:
        linked = index < len(page) and page.free(index) and page.texts[index][0] in _BULLETS
        if linked and (not run or run[-1] == index - 1):
            run.append(index)
            continue
        if len(run) > 1 and not page.texts[run[0] - 1].endswith(":"):
            above = run[0] - 1
            brief = above >= 0 and page.texts[above].count(" ") <= _LINK
            if brief and page.free(above) and not closed(page.texts[above]):
                run.append(above)
            for item in run:
                page.give(item, "bulleted-links")
        run = [index] if linked else []


def insets(page: Page) -> None:
    """Headlines that an outlet sets between paragraphs: long, in a row, or beside furniture."""
    first, last = page.core()
    if page.front and min(page.front) < _TOP:
        first = max(first, min(page.front))
        if "(KCNA)" in page.texts[first][:_HEAD]:
            return
    loose = [i for i in page.loose if first < i < last and page.free(i) and not page.prose(i)]
    loose = [i for i in loose if not sentence(page.texts[i])]
    prose = sum(page.prose(i) for i in range(first, last + 1))
    if len(loose) > prose:
        return
    runs: list[list[int]] = []
    for index in loose:
        if runs and index == runs[-1][-1] + 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    alone = [run for run in runs if not any(page.rule[run[0] - 1 : run[-1] + 2])]
    home = page.raw.count("DPRK") > page.raw.count("North Korea")
    single = {run[0] for run in alone if len(run) == 1}
    several = sum(page.texts[index].count(" ") >= _LINK for index in single)
    for run in runs:
        # Many long lines, each alone between paragraphs, are subheadings of an essay.
        if (several > _SEVERAL or home) and run[0] in single:
            continue
        for item in _links(page, run):
            page.give(item, "inset")
        below = run[-1] + 1
        if page.labelled(run[-1], Label.RELATED) and may_be(page, below, Label.DATE):
            page.finish(below, "inset")


def sentence(text: str) -> bool:
    """Tell whether a line without a stop is text: long, an entry, or with a stop within."""
    if _ENTRY.match(text):
        return True
    if text.count(" ") > _LONG or text[-1] in _QUOTED:
        return True
    return STOPPED.search(text) is not None or (text.count(" ") > _LINK and unfinished(text))


def _links(page: Page, run: list[int]) -> list[int]:
    """Give those of some open lines in a row that lead to other articles."""
    above, below = run[0] - 1, run[-1] + 1
    texts = page.texts
    listed = page.rule[above] is None and texts[above][-1] in ":;,"
    wrapped = goes_on(texts[below]) or any(_ITEMIZED.match(texts[i]) for i in run)
    if listed or wrapped or (len(run) == 1 and texts[run[0]][0] in _BULLETS):
        return []
    over, under = page.rule[above], page.rule[below]
    if under is not None and under.label in _FIRM and not under.id.endswith("/advertisement"):
        return run
    if over is not None and over.label in _FIRM:
        return run if texts[run[-1]].count(" ") >= _LINK else run[:-1]
    long = any(texts[i].count(" ") >= _LINK - 3 for i in run)
    if len(run) == 1:
        return run if texts[run[0]].count(" ") >= _LINK else []
    if not long:
        return []
    # A section may stand above a headline; what stands below one is a subheading.
    return run[:-1] if texts[run[-1]].count(" ") < _LINK - 2 < texts[run[-2]].count(" ") else run


def given_back(page: Page) -> None:
    """The last of a list of links is a subheading, if it is short and the others are not."""
    first, last = page.core()
    for index in range(first + 1, last):
        rule = page.rule[index]
        if rule is None or rule.kind != "block" or not page.solid(index + 1):
            continue
        above = page.rule[index - 1]
        short = page.texts[index].count(" ") < 3 and page.texts[index][0].isupper()
        named = HEADING.fullmatch(page.texts[index]) is not None
        ends = short and above is rule and (named or page.texts[index - 1].count(" ") > 3)
        if ends and page.table.line(page.texts[index]) is None:
            page.rule[index] = None
    for index in range(first + 1, last):
        text = page.texts[index]
        if len(text) == len(_END) and text.casefold() == _END:
            for item in range(index + 1, last):
                rule = page.rule[item]
                if rule is None or rule.kind != "block" or page.table.line(page.texts[item]):
                    break
                page.rule[item] = None


def pull_quotes(page: Page) -> None:
    """Sentences of the text set once more between its paragraphs, and who said them."""
    first, last = page.core()
    lines = [i for i in range(first + 1, last) if page.free(i) and _quotes(page, i)]
    if not 0 < len(lines) <= _PULLED:
        return
    whole, given = fold(page.raw), Counter[str]()
    for index in lines:
        text = fold(page.texts[index]).strip(_AROUND)
        # One of them stays.
        if whole.count(text) - given[text] > 1 and not any(
            page.free(i) and text == fold(page.texts[i]).strip(_AROUND) for i in range(first, index)
        ):
            page.give(index, "pull-quote")
            given[text] += 1
            below = page.texts[index + 1]
            named = page.free(index + 1) and not closed(below) and below.count(" ") <= _LINK
            if named and page.raw.count(below.partition(",")[0]) > 1:
                page.give(index + 1, "pull-quote")


def _quotes(page: Page, index: int) -> bool:
    """Tell whether a line could be such a sentence: in quotation marks, and nothing else."""
    text = page.texts[index]
    return text[0] in _OPENING and text.rstrip(".…")[-1:] in _QUOTED and text.count(" ") > _PLEA


def capitals(page: Page) -> None:
    """Whole lines in capitals between paragraphs."""
    first, last = page.core()
    lines = [i for i in page.loose if first < i < last and page.free(i)]
    lines = [i for i in lines if page.texts[i].isupper() and page.texts[i][0] != "("]
    pleas = [i for i in lines if page.texts[i].count(" ") >= _PLEA]
    # Where short lines in capitals head the parts of a text, longer ones do so too.
    if len(lines) - len(pleas) < 2:
        for index in pleas:
            page.give(index, "capitals")
