"""Places: rules of wording that hold only at some places of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..segments import Label
from .opening import heads_letter
from .page import Page, closed

if TYPE_CHECKING:
    from .profiles import Rule

FURNITURE = frozenset(
    {Label.RELATED, Label.PROMO, Label.NAVIGATION, Label.SHARE, Label.COMMENTS, Label.LEGAL}
)
ABOUT = frozenset({Label.BYLINE, Label.DATE, Label.CREDIT})
_INVITING = FURNITURE - {Label.RELATED}
"""Labels of what stands around the sentences of an invitation."""
RUN = 4
"""So many lines at most between furniture are furniture too."""
_DAY = 60
"""The place and day of a letter take so many characters at most."""
_NOTES = 3
"""So many sentences at most stand below what is among the last lines."""


def places(page: Page) -> None:
    """Rules that hold only at some places of a page: see where their lines stand."""
    if not page.maybe:
        return
    first, last = page.core()
    furniture, prose = False, 0
    chronicle = _chronicle(page)
    outlet = page.outlet()
    end = _ending(page)
    for index, known in enumerate(page.rule[: page.live]):
        if index not in page.maybe:
            if known is not None and index > last:
                furniture = furniture or known.label in FURNITURE
            prose += page.solid(index)
            continue
        if heads_letter(page, index) and all(r.label is Label.DATE for r in page.maybe[index]):
            page.release(index)
            continue
        for rule in page.maybe[index]:
            # A standfirst or two may stand above the byline and the date.
            early = prose <= 2 and index < last
            if rule.label is Label.DATELINE and not page.solid(min(index + 1, len(page) - 1)):
                continue
            if rule.label is Label.NAVIGATION and rule.only and not _heads(page.texts[index]):
                continue
            if rule.label is Label.CREDIT and page.texts[index][-1] == ":":
                continue
            beside = page.rule[index - 1] is not None or (
                rule.label in ABOUT and not (chronicle and rule.label is Label.DATE)
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
                or (rule.where == "late" and max(first, end) < index)
            ):
                page.label(index, rule)
                furniture = furniture or (below and rule.label in FURNITURE)
                break
        else:
            if all(_released(rule) for rule in page.maybe[index]):
                page.release(index)
    _next_to(page)
    page.loose.sort()


def _chronicle(page: Page) -> bool:
    """Tell whether a text has paragraphs under days: more than one day between its paragraphs."""
    days = 0
    for index, known in page.maybe.items():
        dated = any(rule.label is Label.DATE for rule in known)
        if dated and 0 < index < len(page) - 1:
            days += page.prose(index - 1) and page.prose(index + 1)
    return days > 1


def _heads(text: str) -> bool:
    """Tell whether words of a menu could be one, rather than the end of a paragraph."""
    return text[-1] not in ".!?" and not text[0].islower()


def _ending(page: Page) -> int:
    """Give the line below which there are only a few sentences more."""
    few = 0
    for index in range(page.live - 1, -1, -1):
        few += page.solid(index)
        if few > _NOTES:
            return index
    return -1


def _released(rule: Rule) -> bool:
    """Tell whether lines of a rule are judged by structure where the rule does not hold."""
    if rule.label is Label.NAVIGATION and rule.only:
        return True
    return rule.where in ("below", "before-end") or rule.label is Label.DATELINE


def _next_to(page: Page) -> None:
    """Rules that hold only next to furniture, or between furniture that invites the reader."""
    waiting = sorted(i for i, known in page.maybe.items() if any(map(asks, known)))
    if not waiting:
        return
    for index in (*waiting, *reversed(waiting)):
        near = page.rule[max(0, index - 1) : index + 2]
        if any(rule is not None and rule.label in FURNITURE for rule in near):
            for rule in page.maybe.get(index, ()):
                if rule.where == "beside":
                    page.label(index, rule)
                    break
    run: list[int] = []
    for index in [*(i for i in waiting if i in page.maybe), len(page) + 1]:
        if run and index != run[-1] + 1:
            if len(run) < RUN and amid(page, run[0] - 1, run[-1] + 1):
                for item in run:
                    page.label(item, next(rule for rule in page.maybe[item] if asks(rule)))
            run = []
        run.append(index)
    for index in waiting:
        if index in page.maybe and all(asks(rule) for rule in page.maybe[index]):
            page.release(index)


def asks(rule: Rule) -> bool:
    """Tell whether a rule asks for furniture beside its line."""
    return rule.where in ("beside", "amid")


def amid(page: Page, above: int, below: int) -> bool:
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
    if index and below and page.texts[index - 1][-1] == ":":
        # An address of several lines may start with the name of its office.
        return page.rule[index - 1] is None and page.free(index + 1) and not closed(below)
    dated = "Juche" in below and len(below) <= _DAY
    return dated and page.free(index - 1) and not closed(page.body(index - 1))
