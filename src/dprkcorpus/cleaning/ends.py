"""Ends: what stands below the last prose of an article."""

from __future__ import annotations

import re

from ..segments import Label
from .lists import sentence
from .opening import salutes
from .page import Page, closed
from .places import FURNITURE

_LASTING = FURNITURE - {Label.PROMO, Label.SHARE}
_SIGNED = re.compile(r"(?!Kim (?:Il Sung|Jong Il|Jong Un)$)[A-Z][a-z]+(?: [A-Z][a-z]+){2}(?: PT)?")
"""A name in the Korean form, but not of those whose letters end with it."""
_SHORT = 12
"""A line with more spaces than this is long for a headline."""


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
        elif lasting or (begun and (not closed(page.body(index)) or page.texts[index][-1] == ":")):
            page.finish(index, "after-end")
        else:
            loose.append(index)
    _loose_ends(page, last, loose)


def _loose_ends(page: Page, last: int, loose: list[int]) -> None:
    """Lines right under the last prose: headlines, topics, a name, a date; or a letter's end."""
    if not loose:
        return
    letter = any("Juche" in page.texts[i] for i in loose) or not closed(page.body(last))
    letter = letter or any(page.rule[i] is None and salutes(page.texts[i]) for i in range(last))
    # Slogans close a statement, and its author's name stands below them.
    letter = letter or sum(page.texts[i][-1] == "!" for i in loose) > 1
    ends = [i for i in loose if i not in page.kept and not closed(page.texts[i])]
    ends = [i for i in ends if not sentence(page.texts[i]) and not _heard(page.texts[i])]
    heads = [i for i in ends if page.texts[i].count(" ") >= 3]
    if len(heads) >= 4:
        for index in loose:
            if index >= heads[0]:
                page.finish(index, "list-after-end")
    elif letter or page.body(last)[-1:] in ":;":
        return
    elif page.outlet():
        for index in ends:
            if page.texts[index].count(" ") <= _SHORT:
                page.finish(index, "after-end")
    elif len(loose) == 1 and any(page.rule[loose[0] + 1 :][:1]):
        signed = _SIGNED.fullmatch(page.texts[loose[0]]) and any(page.rule[: last or 1])
        if loose[0] in page.maybe or signed:
            page.finish(loose[0], "after-end")


def _heard(text: str) -> bool:
    """Tell whether a line of a transcript says what was heard."""
    return text[0] in "([" and text.isupper()
