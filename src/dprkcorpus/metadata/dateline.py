"""The dateline in front of an agency's story: place, day and agency, but no year."""

from __future__ import annotations

import re
from datetime import date
from functools import cache, lru_cache

import attrs

from ..errors import DateError, expect
from .dates import FuzzyDate

# Words of a place begin with a capital, but for the few that places hold. The numbers of words and
# of spaces are bounded, so that no text takes long.
_WORD = r"[^\W\d_a-z][\w.'’/-]*"
_PLACE = rf"{_WORD}(?:,?\s(?:{_WORD}|and|da|de|del|el|es|la|of)){{0,7}}?"
_GAP = r"\s{0,3}"
_LINE = 200
"""Texts up to this length, in characters, are remembered with what was read of them."""


@cache
def _pattern() -> tuple[re.Pattern[str], dict[str, int]]:
    """Give the pattern of a dateline, and the number of each month it may name."""
    # Made on first use: a dateline can be held without it.
    from .printed import MONTH, MONTHS

    pattern = (
        rf"\s*(?P<place>{_PLACE})"
        rf"(?:(?:{_GAP}[,.]{_GAP}|\s{{1,3}})(?:(?P<day_before>\d{{1,2}})\s{{1,3}})?"
        rf"{MONTH}(?:,?{_GAP}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?)?(?:,?\s\d{{4}})?)?"
        rf"(?:{_GAP}[.,]?{_GAP}[(/](?P<agency>[^\W\d_][\w .,&/’'-]{{1,40}}?)[)/])?"
        rf"{_GAP}(?:[-‐-―−=:._]|$)"
    )
    return re.compile(pattern), MONTHS


@attrs.frozen
class Dateline:
    """Where and when an agency wrote, as far as a dateline says; hardly any says the year.

    >>> parse_dateline("Pyongyang, July 14 (KCNA) — ")
    Dateline(place='Pyongyang', month=7, day=14, agency='KCNA')

    `month` and `day` stand together or are both None. Raises DateError for a day that no year has.
    """

    place: str
    month: int | None = None
    day: int | None = None
    agency: str | None = None

    def __attrs_post_init__(self) -> None:
        expect(self.place, str, "place")
        for number, name in ((self.month, "month"), (self.day, "day")):
            if number is not None:
                expect(number, int, name)
        if self.agency is not None:
            expect(self.agency, str, "agency")
        if self.month is not None and self.day is not None:
            # 2000 is a leap year: every day that some year has, it has.
            FuzzyDate(f"2000-{self.month:02}-{self.day:02}")
        elif self.month is not self.day:
            raise DateError("a dateline has both a month and a day, or neither", str(self.place), 0)


def parse_dateline(text: str) -> Dateline | None:
    """Read the dateline that a text begins with, or give None where there is none.

    >>> parse_dateline("SEOUL, South Korea (AP) — ")
    Dateline(place='SEOUL, South Korea', month=None, day=None, agency='AP')
    >>> parse_dateline("NORTH KOREA -- ") is None
    True

    A dateline is a place, a day, an agency in brackets or between strokes, and a dash; the day or
    the agency may be missing, not both. Nor is it one with a day that no year has. A year behind
    the day is passed over here: `find_dates` reads it.
    """
    expect(text, str, "text")
    return _remembered(text) if len(text) <= _LINE else _parsed(text)


def _parsed(text: str) -> Dateline | None:
    pattern, months = _pattern()
    match = pattern.match(text)
    if match is None:
        return None
    place, month, agency = match.group("place", "month", "agency")
    days = [day for day in match.group("day_before", "day") if day]
    if len(days) != (month is not None) or (month is None and agency is None):
        return None
    if month is None:
        return Dateline(place, agency=agency)
    try:
        return Dateline(place, months[month.casefold()], int(days[0]), agency)
    except DateError:
        return None


# The stories of one day and one place have one dateline.
_remembered = lru_cache(maxsize=4096)(_parsed)


def resolve(dateline: Dateline, reference: FuzzyDate, *, days: int = 7) -> FuzzyDate | None:
    """Give the date of a dateline by a date known to be that of its posting, or shortly after.

    >>> day = Dateline("Pyongyang", 12, 31, "KCNA")
    >>> resolve(day, FuzzyDate("2024-01-01"))
    FuzzyDate(edtf='2023-12-31')
    >>> resolve(day, FuzzyDate("2024-01-20")) is None
    True

    It is such a day at most `days` before the reference and never after it. None where there is no
    such day or more than one, as there may be before a reference that is only a year; a reference
    in doubt makes the date uncertain. Seven days: of 1,782 stories of KCNA none was posted later.
    """
    expect(dateline, Dateline, "dateline")
    expect(reference, FuzzyDate, "reference")
    expect(days, int, "days")
    return _resolved(dateline, reference, days)


@lru_cache(maxsize=4096)
def _resolved(dateline: Dateline, reference: FuzzyDate, days: int) -> FuzzyDate | None:
    earliest, latest = reference.earliest, reference.latest
    if dateline.month is None or dateline.day is None or earliest is None or latest is None:
        return None
    found: list[date] = []
    for year in range(max(earliest.year - 1, 1), latest.year + 1):
        try:
            day = date(year, dateline.month, dateline.day)
        except ValueError:  # February 29 in a common year
            continue
        last = date.fromordinal(min(day.toordinal() + days, date.max.toordinal()))
        if reference.possibly_overlaps(FuzzyDate(f"{day}/{last}")):
            found.append(day)
    if len(found) != 1:
        return None
    doubt = "?" if reference.is_uncertain or reference.is_approximate else ""
    return FuzzyDate(f"{found[0]}{doubt}")
