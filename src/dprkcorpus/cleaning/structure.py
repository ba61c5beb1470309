"""Structure: what lines are by their place and company, where their wording does not tell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..segments import LIFTED, Label
from .headline import head, stories
from .lists import (
    STOPPED,
    bullets,
    capitals,
    excerpts,
    given_back,
    headlines,
    insets,
    teasers,
    titled_teasers,
)
from .matching import fold
from .page import Page, closed
from .pictures import captions, open_captions, twins

if TYPE_CHECKING:
    from .profiles import Rule

FURNITURE = frozenset(
    {Label.RELATED, Label.PROMO, Label.NAVIGATION, Label.SHARE, Label.COMMENTS, Label.LEGAL}
)
ABOUT = frozenset({Label.BYLINE, Label.DATE, Label.CREDIT})
BESIDE = ABOUT | {Label.CAPTION, Label.SHARE}
_LASTING = FURNITURE - {Label.PROMO, Label.SHARE}
_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile(r"[A-Za-z]")
_SALUTE = ("Dear ", "Comrade", "Your Excellency", "Esteemed ", "Respected ")
"""How letters begin."""
_SIGNED = re.compile(r"(?!Kim (?:Il Sung|Jong Il|Jong Un)$)[A-Z][a-z]+(?: [A-Z][a-z]+){2}")
"""A name in the Korean form, but not of those whose letters end with it."""
_TOLD_OF = re.compile(
    r"(?!(?:North|South|United|The|White|Kim Jong|President) )"
    r"((?:[A-Z][\w.'’-]+ ){1,4})(?:is|was|has|covers|writes|reports|joined|leads|works|holds|heads"
    r"|teaches|served|lives|can be|focuses|specializes|specialises|graduated|studied) "
)
"""How a note about an author opens."""
_SPOKEN = re.compile(r"[\"“”]|\b(?:said|says|told|he|she|they|his|her|their)\b")
_OFFERED = re.compile(r"\b(?:you|your|our|us|newsletters?|subscribers|inbox)\b", re.I)
_LISTED = re.compile(r"\b\d{4}\. ?\d{1,2}\. ?\d{1,2}\.$")
_DAY = 16
"""How titles in a list end, with their day; it has fewer characters than these."""
_PICTURED_BY = re.compile(r"[.”\"] ((?:[A-Z][\w.'’-]+ ){1,2}[A-Z][\w.'’-]+)$")
"""How a caption ends that names who took the picture."""
_ABOUT = re.compile(r"about the (?:author|writer)s?\b", re.I)
_SHORT, _LONG = 12, 30
"""A line with more spaces than this is long for a headline, for a line of promotion."""
_INVITING = FURNITURE - {Label.RELATED}
"""Labels of what stands around the sentences of an invitation."""
_RUN = 4
"""So many lines at most between furniture are furniture too."""
_NOTES = 3
"""Notes about the author are among so many lines before the last prose, and after it."""
_NAMES = 6
"""So many lines of names at most are remembered of a page."""


def shape(page: Page) -> None:
    """Label the lines of a page by structure, in the order in which one rests on another."""
    if not page.raw.isascii():
        other_script(page)
    if page.maybe:
        # Lines that are furniture only beside furniture say nothing of the page.
        page.labels = {rule.label for rule in page.rule if rule is not None}.union(
            rule.label for known in page.maybe.values() for rule in known if not _asks(rule)
        )
    if page.labels:
        if Label.DATE in page.labels:
            teasers(page)
            headlines(page)
        excerpts(page)
        if Label.RELATED in page.labels:
            titled_teasers(page)
        places(page)
        if searched(page):
            return
        if page.outlet():
            notes(page)
        captions(page)
        twins(page)
        if page.outlet():
            bullets(page)
        given_back(page)
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


def places(page: Page) -> None:
    """Rules that hold only at some places of a page: see where their lines stand."""
    if not page.maybe:
        return
    first, last = page.core()
    furniture, prose = False, 0
    dated = any(page.labelled(i, Label.DATE) for i in range(max(first, 0)))
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
            if rule.label is Label.DATELINE and not page.solid(min(index + 1, len(page) - 1)):
                continue
            if rule.label is Label.NAVIGATION and rule.only and not _heads(page.texts[index]):
                continue
            beside = page.rule[index - 1] is not None or (
                rule.label in ABOUT and not (dated and rule.label is Label.DATE)
            )
            above = index < first or (early and beside)
            below = index > last
            if (
                (rule.where == "head" and above)
                or (rule.where == "tail" and below)
                or (rule.where == "edge" and (above or below) and not _signature(page, index))
                or (rule.where == "outside" and (above or furniture or (outlet and not rule.only)))
                or (rule.where == "below" and index > first)
                or (rule.where == "before-end" and index < last)
                or (rule.name == "numbers" and index == len(page) - 1)
                or (rule.where == "late" and index > first and _late(page, index))
            ):
                page.label(index, rule)
                dated = dated or (rule.label is Label.DATE and above)
                furniture = furniture or (below and rule.label in FURNITURE)
                break
        else:
            if all(_released(rule) for rule in page.maybe[index]):
                page.release(index)
    _next_to(page)
    page.loose.sort()


def _heads(text: str) -> bool:
    """Tell whether words of a menu could be one, rather than the end of a paragraph."""
    return text[-1] not in ".!?" and not text[0].islower()


def _late(page: Page, index: int) -> bool:
    """Tell whether few sentences stand below a line."""
    return sum(page.solid(i) for i in range(index + 1, page.live)) <= _NOTES


def _released(rule: Rule) -> bool:
    """Tell whether lines of a rule are judged by structure where the rule does not hold."""
    if rule.label is Label.NAVIGATION and rule.only:
        return True
    return rule.where in ("below", "before-end") or rule.label is Label.DATELINE


def _next_to(page: Page) -> None:
    """Rules that hold only next to furniture, or between furniture that invites the reader."""
    waiting = sorted(i for i, known in page.maybe.items() if any(_asks(rule) for rule in known))
    for index in (*waiting, *reversed(waiting)):
        near = page.rule[max(0, index - 1) : index + 2]
        if any(rule is not None and rule.label in FURNITURE for rule in near):
            for rule in page.maybe.get(index, ()):
                if rule.where == "beside":
                    page.label(index, rule)
                    break
    for index in waiting:
        end = index + 1
        while end in page.maybe and any(_asks(rule) for rule in page.maybe[end]):
            end += 1
        if index in page.maybe and end - index < _RUN and _amid(page, index - 1, end):
            for item in range(index, end):
                page.label(item, next(rule for rule in page.maybe[item] if _asks(rule)))
    for index in waiting:
        if index in page.maybe and all(_asks(rule) for rule in page.maybe[index]):
            page.release(index)


def _asks(rule: Rule) -> bool:
    return rule.where in ("beside", "amid")


def _amid(page: Page, above: int, below: int) -> bool:
    """Tell whether two lines are furniture, and one of them invites the reader."""
    over = page.rule[above] if above >= 0 else None
    under = page.rule[below] if below < len(page) else None
    if over is None or under is None or not {over.label, under.label} <= _INVITING:
        return False
    return any(
        rule.label is Label.PROMO and not rule.id.endswith("/advertisement")
        for rule in (over, under)
    )


def _signature(page: Page, index: int) -> bool:
    """Tell whether an office stands above the date of a letter, which it signs."""
    below = page.texts[index + 1] if index + 1 < len(page) else ""
    return "Juche" in below and page.free(index - 1) and not closed(page.texts[index - 1])


def notes(page: Page) -> None:
    """Rules for the last lines of an article: notes about its author, addresses to write to."""
    first, last = page.core()
    late = range(max(first + 1, last - _NOTES), min(last + 1 + _NOTES, page.live))
    under = [i + 1 for i in range(min(last, page.live) - 1) if page.labelled(i, Label.BYLINE)]
    about = [i + 1 for i in range(first, page.live - 1) if _ABOUT.match(page.texts[i])]
    for index in about:
        if page.free(index) and _TOLD_OF.match(page.texts[index]):
            page.give(index, "author-again")
    for index in (*under, *late):
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
    """Lines right under the last prose: headlines, topics, a name, a date; or a letter's end."""
    if not loose:
        return
    letter = any("Juche" in page.texts[i] for i in loose) or not closed(page.body(last))
    letter = letter or any(page.rule[i] is None and _salutes(page.texts[i]) for i in range(last))
    ends = [i for i in loose if not closed(page.texts[i]) and page.texts[i][-1] not in '"”']
    ends = [i for i in ends if not STOPPED.search(page.texts[i])]
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


def _salutes(text: str) -> bool:
    return text.startswith(_SALUTE) and text.count(" ") < _SHORT and text[-1] in ",:!"


def between(page: Page) -> None:
    """Open lines with furniture on both sides: one, or on the page of an outlet a few."""
    outlet = page.outlet()
    run: list[int] = []
    for index in range(1, page.live):
        if page.rule[index] is None:
            run.append(index)
            continue
        if run and len(run) <= (_RUN if outlet else 1) and run[0]:
            above, below = page.rule[run[0] - 1], page.rule[index]
            if above is not None and below is not None:
                _between(page, run, above.label, below.label, outlet)
        run = []


def _between(page: Page, run: list[int], above: Label, below: Label, outlet: bool) -> None:
    firm = above in FURNITURE and below in FURNITURE
    longest = _LONG if outlet and firm else _SHORT
    for index in run:
        spaces = page.texts[index].count(" ")
        if index in page.front:
            return
        if closed(page.body(index) or "."):
            if not outlet or not _blurb(page, index):
                return
        elif spaces > longest:
            return
    if firm or (len(run) == 1 and spaces < 6 and above in ABOUT and below in BESIDE):
        for index in run:
            page.finish(index, "between")


def _blurb(page: Page, index: int) -> bool:
    """Tell whether a sentence or a few between two invitations are part of them."""
    if not _amid(page, index - 1, index + 1):
        return False
    text = page.texts[index]
    if _SPOKEN.search(text) or page.rule[index - 1] is page.rule[index + 1]:
        return False
    return text.count(" ") <= 2 * _SHORT and _OFFERED.search(text) is not None


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
    return by.casefold().startswith(name.casefold()) and by.count(" ") <= _SHORT


def _listed(text: str) -> bool:
    """Tell whether a line is a title in a list, with its day behind it."""
    return text[-1] == "." and _LISTED.search(text[-_DAY:]) is not None


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
