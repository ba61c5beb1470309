"""Headline: the title of an article, and what stands above and under it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..segments import Label
from .lists import HEADING, STOPPED
from .matching import fold
from .opening import TOLD, begins, broken, flows, heads_letter, lead_words, start, words_of, wrapped
from .page import Page, closed

if TYPE_CHECKING:
    from collections.abc import Callable

_PLAIN = re.compile(r"\b[a-z]{4,}\b")
_NAMES = re.compile(
    r"(?:(?:[A-Z][\w.'’-]+ ){2,3}(?:and (?:[A-Z][\w.'’-]+ ){2,3})?in [A-Z][\w.]+"
    r"(?:,? [A-Z][\w.]+){0,2}(?: and |, |$)){1,3}(?:agencies)?"
    r"|(?:[A-Z][\w.'’-]+ ){2,3}and (?:agencies|[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,2})"
)
_SIGNATURE = re.compile(
    r"(?:[A-Z][\w.'’-]*,? ){1,3}(?:(?:(?:and|with|in|for|of) )?[A-Z][\w.'’-]*(?:,? |$)){1,6}"
)
_MASTHEAD = re.compile(
    r"\b(?:Times|News|Post|Herald|Agency|Daily|Journal|Tribune|Gazette|Online|Network|Association|Watch|Review|Observer|Monitor|Blog|Weblog)$"
)
_LETTERS = re.compile(r"[^A-Za-z]")
_NAMING = frozenset({Label.LEGAL, Label.BYLINE, Label.OTHER, Label.CREDIT})
"""Labels of lines in which a site is named."""
_ASKING = re.compile(r"what|why|how|who|when|where", re.I)
"""How a heading starts that asks."""
_ABOUT = TOLD | {Label.CREDIT, Label.CAPTION, Label.SHARE}
_STRONG = 3
"""So many spaces make a line a headline rather than a name or a section."""
_NAMED = 7
"""The name of a site has so many spaces at most."""
_LEAST = 14
"""A headline has so many characters at least."""
_RUN = 3
"""More open lines than these right above the text are a list, and stay with it."""
_STANDFIRSTS = 2
"""So many standfirsts at most stand above author and date."""
_BARS = "-–—|·:»«/>›→"
_TITLE, _LEAD, _EARLY = 24, 40, 4
"""A title has at most so many spaces; a lead has more characters than that, and when it is given
again, it is among so many paragraphs."""


def head(page: Page) -> None:
    """Label the title, above the first prose, and the lines around it."""
    first, last = page.core()
    if first < 0:
        return
    first = text = start(page, first, last)
    if first < 1:
        return
    dressed = any(page.rule[:first])
    lines = [
        i
        for i in range(first)
        if page.free(i) and i not in page.front and _could_be(page.body(i), dressed)
        if not heads_letter(page, i)
    ]

    flowing = next((i for i in lines if flows(page, i)), -1)
    if flowing >= 0:
        # A paragraph broken at a fixed width, or where links stood, is the text already.
        first = text = begins(page, flowing)
        lines = [i for i in lines if i < first]

    def lead() -> set[str]:
        return lead_words(page, text) if dressed or len(lines) > 1 else set[str]()

    if dressed and (linked := _linked(page, text)):
        worded = [page.texts[i] for i in lines if _worded(page.texts[i])]
        if all(lead().isdisjoint(words_of(line)) for line in worded):
            lines = sorted([*lines, *_taken(page, linked, lead())])
    if not lines and dressed:
        lines = [i for i in range(text) if page.solid(i)][:1]
    if not lines:
        return
    if lines[-1] + 1 not in page.front and (
        wrapped(page, lines[0]) or (not dressed and broken(page, lines[0]))
    ):
        return
    strong = [i for i in lines if _worded(page.texts[i])]
    run = 0
    while run <= _RUN and run < len(strong) and strong[-1 - run] == first - 1 - run:
        run += 1
    if run > _RUN:
        while strong and strong[-1] == first - 1:
            first = strong.pop()
        lines = [i for i in lines if i < first]
        if not lines:
            return
    title = max(lines, key=lambda i: (len(page.texts[i]), -i))
    if dressed and (stopped := _stopped(page, text, strong)) >= 0:
        title = stopped
    elif strong:
        title = _chosen(page, strong, lead, dressed)
        brief = page.texts[title].count(" ") <= _NAMED
        if title == strong[0] and brief and _posted(page, strong[-1], last):
            title = strong[-1]
    for index in [i for i in strong if i > title][: _RUN - 1] if len(strong) > 1 else ():
        named, longer = fold(page.texts[index]), fold(page.texts[title])
        if named in longer and named != longer:
            # The name of the site stands after the title of a page, behind a bar or a dash.
            rest = longer.replace(named, "", 1).strip()
            barred = rest[0] in _BARS or rest[-1] in _BARS
            site = barred and len(lead() & words_of(rest)) > len(lead() & words_of(named))
            page.give(title if barred and not site else index, "title-again")
            title = title if page.free(title) else index
    path = title and page.labelled(title - 1, Label.NAVIGATION) and title + 1 in lines
    if path and page.texts[title + 1] == page.texts[title]:
        # The path to a page may end in its title.
        page.give(title, "title-again")
        title += 1
    page.give(title, "title")
    if title or len(strong) > 1:
        _above(page, title, strong[-1] if strong else -1)
    if lines[-1] > title:
        _under(page, title, [i for i in lines if i > title], dressed, lead)
    _again(page, title, text)


def _stopped(page: Page, text: int, strong: list[int]) -> int:
    """Give the headline that ends in a stop, above author and date and all others; -1 for none."""
    told = next((i for i in range(text) if _tells(page, i)), text)
    if strong and strong[0] <= told:
        return -1
    above = (i for i in range(told) if page.solid(i) and page.texts[i].count(" ") <= _TITLE)
    return next(above, -1)


def _chosen(page: Page, strong: list[int], read: Callable[[], set[str]], dressed: bool) -> int:
    """Give the headline of some long lines: the first, unless it names the site or praises it."""
    title = strong[0]
    if len(strong) == 1:
        return title
    kicker = page.texts[title].isupper() and page.texts[title].count(" ") <= _STRONG
    if kicker and strong[1] == title + 1 and not page.texts[title + 1].isupper():
        return title + 1
    if dressed and _masthead(page, title):
        title = strong[1]
    lead = read()
    for index in strong[1 : 2 * _RUN]:
        shared = len(lead & words_of(page.texts[title]))
        more = len(lead & words_of(page.texts[index])) - shared
        named = page.texts[title]
        told = more >= _STRONG > shared and named.count(" ") <= _NAMED
        site = named.count(" ") <= _NAMED and _MASTHEAD.search(named) is not None
        masthead = told or not shared or site or (shared < 2 and _menu(page, title))
        brief = named.count(" ") <= _STRONG + 2 and _tells(page, index + 1)
        if (
            (more > 0 or (more == 0 and brief))
            and (masthead or brief)
            and _parted(page, title, index)
        ):
            title = index
    slogan = dressed and title == strong[0] and title + 1 in strong and all(page.rule[:title])
    if slogan and lead.isdisjoint(words_of(page.texts[title])):
        title += len(lead & words_of(page.texts[title + 1])) > 1
    return title


def _linked(page: Page, first: int) -> list[int]:
    """Give the lines above the text that a list of links took, or an invitation."""
    return [
        index
        for index, rule in enumerate(page.rule[:first])
        if rule is not None
        if rule.kind == "block" or (rule.label is Label.PROMO and rule.has and not rule.first)
        if page.texts[index].count(" ") >= _STRONG
    ]


def _taken(page: Page, linked: list[int], lead: set[str]) -> list[int]:
    """Give the line of these that shares words with the text."""
    shared = {index: len(lead & words_of(page.texts[index])) for index in linked}
    best = max(shared, key=lambda i: (shared[i], -i))
    if shared[best] < 2 or closed(page.texts[best]):
        return []
    page.rule[best] = None
    return [best]


def stories(page: Page) -> None:
    """On a page of many stories, label the headline above each dateline."""
    dated = sorted(page.front)
    for index in dated[1:]:
        text = page.texts[index - 1]
        between = index - 1 > dated[0] and page.free(index - 1)
        if between and not closed(text) and 1 <= text.count(" ") <= _TITLE:
            page.give(index - 1, "story-title")


def _could_be(text: str, dressed: bool) -> bool:
    """Tell whether a line could be a headline; a question only where furniture stands around."""
    if not text or text.count("|") > 1 or (text[-1] == "?" and STOPPED.search(text)):
        return False
    return not closed(text) or (dressed and text[-1] == "?" and text.count(" ") >= _STRONG)


def _worded(text: str) -> bool:
    """Tell whether a line is a headline rather than a name, a section or a row of signs."""
    return text.count(" ") >= _STRONG and len(text) >= _LEAST


def _parted(page: Page, above: int, below: int) -> bool:
    """Tell whether lines stand between two, and none of them names an author."""
    between = range(above + 1, below)
    if any(page.labelled(i, Label.BYLINE) for i in between):
        return False
    return any(
        page.rule[i] is not None or page.texts[i].count(" ") < _STRONG or page.texts[i][0].islower()
        for i in between
    )


def _masthead(page: Page, index: int) -> bool:
    """Tell whether the furniture below the text names the site so, as in its address."""
    name = _LETTERS.sub("", page.texts[index]).casefold()
    _, last = page.core()
    return any(
        name in _LETTERS.sub("", page.texts[i]).casefold()
        for i, rule in enumerate(page.rule[last + 1 :], last + 1)
        if rule is not None and rule.label in _NAMING
    )


def _menu(page: Page, index: int) -> bool:
    """Tell whether half of the words of a line, each with a capital, are those of menus."""
    words = [word for word in page.texts[index].split() if word[0].isalpha()]
    known = sum(word.casefold() in page.table.vocabulary for word in words)
    return len(words) > _STRONG and known * 2 >= len(words) and all(map(str.istitle, words))


def _tells(page: Page, index: int) -> bool:
    """Tell whether a line says who wrote the text, or when."""
    rule = page.rule[index]
    return rule is not None and rule.label in TOLD


def _posted(page: Page, index: int, last: int) -> bool:
    """Tell whether a line is the title of a blog's post: the date above it, the text under it."""
    under = next((rule for rule in page.rule[last + 1 :] if rule is not None), None)
    signed = under is not None and under.label in TOLD
    bylines = any(page.labelled(i, Label.BYLINE) for i in range(index + 1))
    below = page.rule[index + 1] is None or page.labelled(index + 1, Label.DATE)
    return signed and below and not bylines and page.labelled(index - 1, Label.DATE)


def _above(page: Page, title: int, last_strong: int) -> None:
    for index in range(title):
        text = page.texts[index]
        few = text.count(" ") < _STRONG - 1 and text[-1] not in ":,"
        if page.free(index) and index not in page.front and (few or not closed(text)):
            page.give(index, "above-title")
    prose = [i for i in range(title) if page.solid(i) and i not in page.front]
    if len(prose) <= _STANDFIRSTS and prose and page.outlet():
        for index in prose:
            page.give(index, "above-title")
    for index in range(last_strong):
        if page.free(index) and page.texts[index][-1] == "!":
            page.give(index, "above-title")


def _under(
    page: Page, title: int, lines: list[int], dressed: bool, lead: Callable[[], set[str]]
) -> None:
    # In a headline with a capital for each word, names look like any other words.
    plain = len(_PLAIN.findall(page.texts[title])) > 1
    name = fold(page.texts[title])
    for index in lines:
        text = page.texts[index]
        if not page.free(index):
            continue
        if fold(text) == name:
            page.give(index, "title-again")
        elif not dressed or HEADING.fullmatch(text):
            page.give(index, "title")
        elif (
            _named(text, plain)
            or text[0].islower()
            or all(len(word) < 3 for word in text.split())
            or _beside(page, title, index)
            or _button(page, title, index, lead)
            or (_signs(page, index) and (lead() | words_of(name)).isdisjoint(words_of(text)))
        ):
            page.give(index, "under-title")
        elif _pictured(page, index):
            page.give(index, "caption-by-place")
        else:
            page.give(index, "title")


def _named(text: str, plain: bool) -> bool:
    """Tell whether a line under a headline is made of names."""
    if text.count(" ") < _STRONG:
        return text.isupper() or all(word[0].isupper() for word in text.split())
    return plain and _NAMES.fullmatch(text) is not None


def _signs(page: Page, index: int) -> bool:
    """Tell whether a line above a date or a byline is made of names and the words between them."""
    below = page.rule[index + 1]
    told = below is not None and below.label in TOLD
    return told and _SIGNATURE.fullmatch(page.texts[index]) is not None


def _beside(page: Page, title: int, index: int) -> bool:
    """Tell whether a line stands between lines that tell of author, date, pictures and the like.

    A standfirst may do so above them; below them, however long it is, it tells of a film.
    """
    above, below = page.rule[index - 1], page.rule[index + 1]
    if above is None or below is None:
        return False
    if page.texts[index].count(" ") <= 5 and above.label in _ABOUT and below.label in _ABOUT:
        return True
    return any(_tells(page, i) for i in range(title + 1, index))


def _pictured(page: Page, index: int) -> bool:
    """Tell whether a long line under the date, or whose picture it is, tells of a picture."""
    text = page.texts[index]
    above = page.rule[index - 1]
    pictured = above is not None and above.id == "general/picture-agency"
    dated = page.labelled(index - 1, Label.DATE)
    between = (dated or pictured) and page.solid(index + 1) and not closed(text)
    heading = text.count(" ") <= _STRONG or _ASKING.match(text) is not None
    return between and not heading and not wrapped(page, index)


def _button(page: Page, title: int, index: int, lead: Callable[[], set[str]]) -> bool:
    """Tell whether a few words under author and date say nothing of what the text says."""
    brief = page.texts[index].count(" ") < _STRONG + 1 and page.labelled(index - 1, Label.SHARE)
    return (
        brief
        and any(_tells(page, i) for i in range(title + 1, index))
        and ((lead() | words_of(page.texts[title])).isdisjoint(words_of(page.texts[index])))
    )


def _again(page: Page, title: int, first: int) -> None:
    """Label the title, and the lead, where they are given again; a name under a standfirst."""
    if Label.BYLINE in page.labels:
        for index in range(first + 1, min(first + _EARLY, page.live - 1)):
            signed = page.free(index) and page.labelled(index + 1, Label.BYLINE)
            if signed and " " in page.texts[index] and _named(page.texts[index], False):
                page.give(index, "under-title")
    later = [i for i in page.loose if i > title]
    name = fold(page.texts[title]) if later else ""
    for index in later:
        text = page.texts[index]
        near = page.free(index) and len(text) <= len(name) + _LEAD
        if near and fold(text) == name:
            page.give(index, "title-again")
    lead, read, index = page.body(first), 0, first + 1
    while read < _EARLY and index < page.live and len(lead) > _LEAD:
        if page.prose(index):
            read += 1
            if page.body(index) == lead:
                page.give(index, "lead-again")
        index += 1
