"""Uncertain dates, said as far as formats can that know only certain ones."""

from __future__ import annotations

import re
from calendar import monthrange
from typing import TYPE_CHECKING

from ..metadata.dates import Precision

if TYPE_CHECKING:
    from ..metadata.dates import FuzzyDate

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)

_DATE = re.compile(r"\d{4}(-\d\d){0,2}")


def certain(date: FuzzyDate) -> str | None:
    """Give a date as ISO 8601 where it is one day, month or year and no more is to be said.

    >>> from dprkcorpus import FuzzyDate
    >>> certain(FuzzyDate("2023-08")), certain(FuzzyDate("2023-08?"))
    ('2023-08', None)
    """
    return date.edtf if _DATE.fullmatch(date.edtf) else None


def single(date: FuzzyDate) -> str | None:
    """Give the one day, month or year that a date names, qualified or not.

    >>> from dprkcorpus import FuzzyDate
    >>> single(FuzzyDate("2023-12-28?")), single(FuzzyDate("201X"))
    ('2023-12-28', None)
    """
    bare = date.edtf.rstrip("?~%")
    return bare if _DATE.fullmatch(bare) else None


def ends(date: FuzzyDate) -> tuple[str, str] | None:
    """Give start and end of an interval that names them; "" for one that is open or not known.

    >>> from dprkcorpus import FuzzyDate
    >>> ends(FuzzyDate("2024-02-15/2024-02-17?")), ends(FuzzyDate("2004/.."))
    (('2024-02-15', '2024-02-17'), ('2004', ''))
    """
    if not date.is_interval:
        return None
    start, end = (one.rstrip("?~%").removeprefix("..") for one in date.edtf.split("/"))
    fitting = all(not one or _DATE.fullmatch(one) for one in (start, end))
    return (start, end) if fitting else None


def bounds(date: FuzzyDate) -> tuple[str, str]:
    """Give the first and the last day, month or year that a date can be; "" for no bound.

    >>> from dprkcorpus import FuzzyDate
    >>> bounds(FuzzyDate("[2021..2022]")), bounds(FuzzyDate("[2023-12-27,2023-12-28]"))
    (('2021', '2022'), ('2023-12-27', '2023-12-28'))
    """
    first, last = date.earliest, date.latest
    length = 10
    # What is known by the month or year is said so; a set of days and years is said in days.
    whole_months = (first is None or first.day == 1) and (
        last is None or last.day == monthrange(last.year, last.month)[1]
    )
    if whole_months and date.precision is not Precision.DAY:
        whole_years = (first is None or first.month == 1) and (last is None or last.month == 12)
        length = 4 if whole_years and date.precision is not Precision.MONTH else 7
    return first.isoformat()[:length] if first else "", last.isoformat()[:length] if last else ""
