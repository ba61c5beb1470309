"""Pictures: captions and alternative texts, told by what stands beside them."""

from __future__ import annotations

import re

from ..segments import Label
from .matching import fold
from .page import Page, closed

_PICTURED = re.compile(
    r"\b(?:photos?|pictures?|images?|pictured|seen|file|undated|released by)\b|, \d{4}\.?$", re.I
)
_SHOWN = re.compile(
    r"\b(?:pictured|seen|shown|poses?|watch(?:es)?|looks?|attends?|walks?|stands?|speaks?|inspects?"
    r"|visits?|waves?|smiles?|holds?|sits?|arrives?|meets?|greets?|delivers?|gestures?|march(?:es)?"
    r"|rides?|wears?|enters?|leaves?|signs?|tours?|cheers?|reacts?|applauds?|claps?|observes?|oversees?|salutes?|shakes?)\b"
)
"""What captions say, in the present tense, of those whom a picture shows."""
_DEPICTED = re.compile(
    r"^(?:(?!is |are |was |were |been |be )[\w.'’,-]+ ){2,9}(?:speaking|attending|watching|walking"
    r"|inspecting|standing|posing|looking|waving|meeting|smiling|holding|delivering|arriving|shaking"
    r"|greeting|gesturing)\b"
)
"""What captions say of those whom a picture shows, without a verb that a sentence has."""
_CREDITED = re.compile(r"\(?(?:photo|picture|image|pic|photograph|credit)s?\b", re.I)
"""Words that say of a credit that it is a picture's."""
_JOINING = frozenset(
    ("and", "or", "of", "the", "a", "an", "to", "in", "on", "at", "by", "for", "from", "with", "as")
)
"""Words that no sentence ends with."""
_DATED = re.compile(r"[a-z,] [A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}\.$")
"""How a caption above the dateline ends that has no credit."""
_TOLD = frozenset({Label.BYLINE, Label.DATE, Label.DATELINE})
_MOST, _ABOVE = 2, 24
"""So many captions at most stand above a dateline; so many lines above the text at most."""
_TELLING = 12
"""A caption has more characters than this before its credit."""
_CREDIT, _BRIEF = 50, 16
"""A credit without a caption is shorter than this, in characters; a caption that only its credit
tells has fewer words than that."""


def captions(page: Page) -> None:
    """The alternative text before a caption, and the caption beside a credit."""
    _above_dateline(page)
    if Label.CAPTION not in page.labels and Label.CREDIT not in page.labels:
        return
    _, last = page.core()
    heads = _heads(page)
    headline = max(heads, key=lambda i: len(page.texts[i]), default=-1)
    for index in range(1, last):
        rule = page.rule[index]
        if rule is None or rule.label not in (Label.CAPTION, Label.CREDIT):
            continue
        text = page.texts[index]
        short = len(text) < _CREDIT and not text.find(" (") > _TELLING
        above, below = page.texts[index - 1], page.texts[index + 1]
        if index >= 2 and short and index - 1 != headline and _credited_twice(page, index):
            page.give(index - 1, "caption-by-place")
            continue
        agency = short and rule.id.endswith("agency") and headline != index + 1 < last
        agency = agency or (rule.id == "general/agency-first" and index + 1 < last)
        if agency and _loose(page, index + 1) and not closed(below) and below.count(" ") >= 5:
            page.give(index + 1, "caption-by-place")
            continue
        if index < 2 or not _loose(page, index - 1):
            continue
        if closed(above):
            if above.count(" ") <= 40 and _pictured(page, index, above, short):
                page.give(index - 1, "caption-by-place")
        elif (
            rule.label is not Label.CAPTION
            or index - 1 == headline
            or above[-1] in '"”'
            or above[0] in "(-–•*"
        ):
            continue
        elif above.count(" ") <= 24:
            words = set(fold(above).split())
            shared = [word for word in words if len(word) > 3 and word in fold(text)]
            few = len(words) <= 6 and any(len(word) > 4 for word in shared)
            named = len(words) > 5 or (len(words) > 4 and _CREDITED.match(page.texts[index]))
            if few or named or len(shared) * 2 >= len(words):
                page.give(index - 1, "alternative-text")


def _heads(page: Page) -> list[int]:
    """Give the lines above the text that could be its headline."""
    first, _ = page.core()
    return [i for i in page.loose if i < first and page.free(i) and " " in page.texts[i]]


def _pictured(page: Page, index: int, text: str, short: bool) -> bool:
    """Tell whether a sentence above a credit says what a picture shows."""
    credit = page.texts[index]
    early = index < _ABOVE and sum(page.solid(i) for i in range(index)) <= _MOST
    brief = early and text.count(" ") < _BRIEF and page.labelled(index, Label.CAPTION)
    if brief and short and ("|" in credit or (_CREDITED.match(credit) and "source" not in credit)):
        return True
    if not short:
        return False
    shown = _PICTURED.search(text) or _DEPICTED.search(text)
    return bool(shown or (early and _SHOWN.search(text))) and "said" not in text


def _above_dateline(page: Page) -> None:
    """Sentences above the dateline: captions, where they are dated or under author and date."""
    lines = [i for i, rule in enumerate(page.rule[: page.live]) if rule and rule.label in _TOLD]
    cities = [i for i in lines if page.labelled(i, Label.DATELINE)]
    early = max((i for i in lines if i < _ABOVE and i not in cities), default=0)
    opening = min([*page.front, *cities], default=early)
    told = min((i for i in lines if i < opening and i not in cities), default=opening)
    under = [i for i in range(told, opening) if _loose(page, i) and page.solid(i)]
    placed = under if len(under) <= _MOST and (page.front or cities) and page.outlet() else []
    for index in range(opening):
        text = page.texts[index]
        dated = text[-1] == "." and _loose(page, index) and _DATED.search(text)
        if dated or index in placed:
            page.give(index, "caption-by-place")


def _credited_twice(page: Page, index: int) -> bool:
    """Tell whether a line and the credit above it stand over the same credit once more."""
    same = page.texts[index] == page.texts[index - 2] and page.rule[index - 2] is not None
    return same and _loose(page, index - 1)


def _loose(page: Page, index: int) -> bool:
    return page.free(index) and index not in page.kept


def unfinished(text: str) -> bool:
    """Tell whether a line ends with a word that no sentence ends with."""
    return text.rpartition(" ")[2].casefold() in _JOINING


def twins(page: Page) -> None:
    """A caption that stands twice, the first time after the name of an agency."""
    captioned = Label.CAPTION in page.labels
    heads = _heads(page) if captioned else []
    for index in range(page.live - 1):
        text, below = page.texts[index], page.texts[index + 1]
        above = page.rule[index]
        if text == below and above is not None and page.free(index + 1):
            page.label(index + 1, above)
            continue
        for item in range(index + 1, min(index + 3, page.live)) if captioned else ():
            same = page.labelled(item, Label.CAPTION) and page.texts[item].startswith(text)
            if same and _loose(page, index) and heads != [index]:
                page.give(index, "alternative-text")
        if text.endswith(below) and 0 < len(text) - len(below) < _CREDIT and len(below) > _CREDIT:
            agency = text[: len(text) - len(below)].split()
            named = all(word.istitle() or word.isupper() for word in agency)
            if named and page.free(index) and page.free(index + 1):
                page.give(index, "credited-twin")
                page.give(index + 1, "credited-twin")


def open_captions(page: Page) -> None:
    """Long lines without a stop between paragraphs that end in one, on pages with a byline."""
    first, last = page.core()
    loose = [i for i in page.loose if first < i < last and page.free(i) and i not in page.front]
    prose = sum(page.prose(i) for i in range(first, last + 1))
    if len(loose) * 2 > prose + 1:
        return
    for index in loose:
        above, text, below = page.texts[index - 1 : index + 2]
        alone = closed(above) and not below[0].islower() and below[0] not in "-–•"
        shown = _SHOWN.search(text) and not unfinished(text)
        if alone and shown and text[0].isupper() and 9 <= text.count(" ") < 40:
            page.give(index, "open-caption")
