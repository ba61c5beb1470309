"""Opening: where the text of a page starts, and the words that it starts with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..segments import Label
from .matching import fold
from .pictures import unfinished

if TYPE_CHECKING:
    from .page import Page

TOLD = frozenset({Label.BYLINE, Label.DATE})
"""Labels of lines that say who wrote a text, and when."""
_WIDE = 40
"""A line broken at a fixed width has so many characters at least."""
_LEADING, _TELLING, _NEAR, _STANDFIRSTS = 3, 5, 24, 2
"""A headline shares a word with so many paragraphs; so many letters make a word tell something;
author and date are among so many lines, with so many standfirsts above them."""
_SALUTE = ("Dear ", "Comrade", "Your Excellency", "Esteemed ", "Respected ")
"""How letters begin."""
_GREETING = 12
"""The first line of a letter has fewer spaces."""
_NAME = re.compile(r"\b[A-Z]\w{2,}")
_COMMON = frozenset(
    {"the", "and", "for", "but", "this", "that", "how", "why", "who", "what", "new"}
)


def start(page: Page, first: int, last: int) -> int:
    """Give the first line of the text: a standfirst or two may stand above author and date."""
    if first in page.front and first == min(page.front):
        return first
    begun = first
    below = range(first + 1, min(first + _NEAR, last, page.live))
    if page.front and sum(page.solid(i) for i in range(min(page.front))) <= _STANDFIRSTS:
        return min(page.front)
    for index in below:
        told = page.rule[index]
        if told is None or not (told.label in TOLD or told.id == "general/agency"):
            continue
        if sum(page.solid(i) for i in range(first, index)) > _STANDFIRSTS:
            break
        begun = next((i for i in range(index, last + 1) if page.solid(i)), begun)
    return begun


def salutes(text: str) -> bool:
    """Tell whether a line opens a letter."""
    return text.startswith(_SALUTE) and text.count(" ") < _GREETING and text[-1] in ",:!"


def heads_letter(page: Page, index: int) -> bool:
    """Tell whether a line could be the place and day that a letter starts with."""
    text = page.texts[index]
    if not text[0].isalpha() or index + 1 >= len(page):
        return False
    return salutes(page.texts[index + 1]) and any(map(str.isdigit, text))


def goes_on(text: str) -> bool:
    """Tell whether a line starts as what goes on with a sentence above it does."""
    return text[0] in ",;.)" or text[0].islower()


def flows(page: Page, index: int) -> bool:
    """Tell whether a line without a stop goes on in the next."""
    if index + 1 >= len(page) or page.rule[index + 1] is not None:
        return False
    below = page.texts[index + 1]
    if below[0] in ",;.)":
        return True
    if not below[0].islower():
        return False
    wide = len(page.texts[index]) >= _WIDE or _parted(page, index)
    return wide or (index > 0 and unfinished(page.texts[index - 1]))


def _parted(page: Page, index: int) -> bool:
    """Tell whether a few words stand where a link stood in a line."""
    return index > 1 and page.free(index - 1) and len(page.texts[index - 1]) >= _WIDE


def begins(page: Page, index: int) -> int:
    """Give the first of the lines that go on to one that goes on."""
    if len(page.texts[index]) < _WIDE and _parted(page, index):
        index -= 1
    while index and page.free(index - 1) and unfinished(page.texts[index - 1]):
        index -= 1
    return index


def broken(page: Page, index: int) -> bool:
    """Tell whether one of the first lines goes on in the next, where names stood in links."""
    return any(
        goes_on(page.texts[at + 1])
        for at in range(index, min(index + 3, len(page) - 1))
        if not page.apart(at)
    ) or unfinished(page.texts[index + 1 if index + 1 < len(page) else index])


def wrapped(page: Page, index: int) -> bool:
    """Tell whether a line is the first of a paragraph broken at a fixed width."""
    for at in range(index, min(index + 3, len(page) - 1)):
        wide = len(page.texts[at]) >= 50 or (at == index and len(page.texts[at + 1]) >= 50)
        if page.apart(at) or not page.free(at + 1) or not wide:
            return False
        if page.texts[at + 1][0].islower():
            return True
    return False


def lead_words(page: Page, first: int) -> set[str]:
    """Give the telling words of the first paragraphs."""
    if first not in page.telling:
        early = [i for i in range(first, min(first + _NEAR, len(page))) if page.prose(i)]
        page.telling[first] = words_of(" ".join(page.body(i) for i in early[:_LEADING]))
    return page.telling[first]


def words_of(text: str) -> set[str]:
    """Give how the names and longer words of a line begin, which say what it is about."""
    names = {word[:_TELLING].casefold() for word in _NAME.findall(text)} - _COMMON
    return names.union(word[:_TELLING] for word in fold(text).split() if len(word) >= _TELLING)
