"""FuzzyDate: a date as far as it is known, written in EDTF (ISO 8601-2) and compared by days."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from enum import StrEnum
from typing import NamedTuple

import attrs

from ..errors import DateError, expect

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Ordinals of the days next to the first and the last that `datetime.date` can hold: without bound.
_BEFORE, _AFTER = 0, date.max.toordinal() + 1

# The longest lawful beginning of one date; where it stops short, there lies the fault.
_DATE = re.compile(r"([0-9X]{4})(?:-([0-9X]{2})(?:-([0-9X]{2}))?)?[?~%]?")
_DIGIT_AFTER_X = re.compile(r"X-?(?=[0-9])")


class Precision(StrEnum):
    """The finest unit that a date names in full.

    >>> FuzzyDate("201X").precision is Precision.DECADE
    True
    """

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    MILLENNIUM = "millennium"


# By the number of digits given: of 2004-0X five, which is no month yet.
_PRECISIONS = (
    *(Precision.MILLENNIUM, Precision.MILLENNIUM, Precision.CENTURY, Precision.DECADE),
    *(Precision.YEAR, Precision.YEAR, Precision.MONTH, Precision.MONTH, Precision.DAY),
)


class _Stretch(NamedTuple):
    """Days from a start to an end, each known only to lie between two ordinals.

    A date is one day somewhere between its bounds: then start and end are the same day.
    """

    first_start: int
    last_start: int
    first_end: int
    last_end: int


@attrs.frozen(order=True)
class FuzzyDate:
    """A date as far as it is known: immutable, hashable, ordered.

    >>> posted = FuzzyDate.parse("2023-12-28?")
    >>> posted.earliest, posted.precision.value, posted.is_uncertain
    (datetime.date(2023, 12, 28), 'day', True)
    >>> essay = FuzzyDate.parse("[2021..2022]")
    >>> essay.possibly_within(FuzzyDate.parse("2022")), essay.certainly_within(posted)
    (True, False)

    Read are EDTF level 0 dates and intervals, of level 1 the qualifiers `?` (uncertain), `~`
    (approximate) and `%` (both), unspecified digits `X` and open (`..`) or unknown (empty) ends
    of intervals, of level 2 one of a set, `[a,b]`, `[a..b]`, `[..b]`, `[a..]`. `edtf` gives it
    back, without the spaces that may follow a comma. Raises DateError, with the position, for
    anything else: times of day, seasons, years before 0001 or after 9999, digits after an `X`.

    Dates sort by earliest day, then latest day, then `edtf`; without a bound is before, or after,
    every day. Source: Library of Congress, Extended Date/Time Format Specification, 2019.
    """

    _low: int = attrs.field(init=False, repr=False)
    _high: int = attrs.field(init=False, repr=False)
    edtf: str
    _stretches: tuple[_Stretch, ...] = attrs.field(init=False, repr=False, eq=False)
    _frame: tuple[tuple[int, int], ...] = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        expect(self.edtf, str, "text")
        stretches = tuple(_read(self.edtf))
        frame = _merged((stretch.first_start, stretch.last_end) for stretch in stretches)
        put = object.__setattr__
        put(self, "edtf", self.edtf.replace(" ", ""))
        put(self, "_stretches", stretches)
        put(self, "_frame", frame)
        put(self, "_low", frame[0][0])
        put(self, "_high", frame[-1][1])

    @classmethod
    def parse(cls, text: str) -> FuzzyDate:
        """Read an EDTF string.

        >>> FuzzyDate.parse("2024-02-15/2024-02-17")
        FuzzyDate(edtf='2024-02-15/2024-02-17')
        >>> FuzzyDate.parse("2023-02-30")
        Traceback (most recent call last):
        dprkcorpus.errors.DateError: no such day (at character 8 of '2023-02-30')

        Raises DateError, whose `position` is the code point at fault.
        """
        return cls(text)

    def __str__(self) -> str:
        return self.edtf

    @property
    def earliest(self) -> date | None:
        """The first day it can be or, of an interval, begin; None without a bound."""
        return date.fromordinal(self._low) if self._low != _BEFORE else None

    @property
    def latest(self) -> date | None:
        """The last day it can be or, of an interval, end; None without a bound."""
        return date.fromordinal(self._high) if self._high != _AFTER else None

    @property
    def sort_key(self) -> tuple[int, int, str]:
        """What dates are sorted by: the ordinals of the earliest and latest day, and `edtf`."""
        return self._low, self._high, self.edtf

    @property
    def precision(self) -> Precision:
        """The coarsest precision among the dates named; it says nothing of an interval's length."""
        named = re.findall(r"[0-9X-]+", self.edtf)
        return _PRECISIONS[min(len(one.replace("-", "").rstrip("X")) for one in named)]

    @property
    def is_uncertain(self) -> bool:
        """Whether any part is marked `?` or `%`: its source may be wrong."""
        return "?" in self.edtf or "%" in self.edtf

    @property
    def is_approximate(self) -> bool:
        """Whether any part is marked `~` or `%`: the day may lie near it."""
        return "~" in self.edtf or "%" in self.edtf

    @property
    def is_interval(self) -> bool:
        """Whether it names a start and an end, and all the days between them."""
        return "/" in self.edtf

    @property
    def is_set(self) -> bool:
        """Whether it is one of several dates."""
        return self.edtf.startswith("[")

    @property
    def _is_qualified(self) -> bool:
        return self.is_uncertain or self.is_approximate

    def possibly_within(self, other: FuzzyDate) -> bool:
        """Whether some reading of this date lies wholly among the days of `other`.

        >>> FuzzyDate("2023").possibly_within(FuzzyDate("2023-08"))
        True

        Doubt is this date's alone. `other` is a frame: every day that it may cover, whatever its
        qualifiers. This date reads as one day of its bounds or, being an interval, as all the
        days from a start to an end; qualifiers do not widen the bounds.
        """
        expect(other, FuzzyDate, "other")
        for own in self._stretches:
            for low, high in other._frame:
                if low <= own.last_start and own.first_end <= high:
                    return True
        return False

    def possibly_overlaps(self, other: FuzzyDate) -> bool:
        """Whether some reading of this date shares a day with `other`; see `possibly_within`.

        >>> congress = FuzzyDate("2024-02-15/2024-02-17")
        >>> congress.possibly_overlaps(FuzzyDate("2024-02-17/..")), congress.possibly_within(
        ...     FuzzyDate("2024-02-17/..")
        ... )
        (True, False)
        """
        expect(other, FuzzyDate, "other")
        for own in self._stretches:
            for low, high in other._frame:
                if own.first_start <= high and low <= own.last_end:
                    return True
        return False

    def certainly_within(self, other: FuzzyDate) -> bool:
        """Whether every reading of this date lies wholly among the days of `other`.

        >>> FuzzyDate("2023").certainly_within(FuzzyDate("2023-08"))
        False
        >>> FuzzyDate("2023-08-25?").certainly_within(FuzzyDate("2023"))
        False

        Never true of a date with a qualifier, since its day may lie outside its bounds.
        """
        return self.within(other) and not self._is_qualified

    def within(self, other: FuzzyDate) -> bool:
        """Whether every reading of this date as it is stated lies among the days of `other`.

        >>> FuzzyDate("2023-08-25?").within(FuzzyDate("2023"))
        True

        What `certainly_within` asks, with qualifiers taken for nothing.
        """
        expect(other, FuzzyDate, "other")
        for own in self._stretches:
            for low, high in other._frame:
                if low <= own.first_start and own.last_end <= high:
                    break
            else:
                return False
        return True

    def certainly_overlaps(self, other: FuzzyDate) -> bool:
        """Whether every reading of this date shares a day with `other`; see `certainly_within`.

        >>> FuzzyDate("2004/..").certainly_overlaps(FuzzyDate("2010"))    # it has no end
        True
        >>> FuzzyDate("2004/").certainly_overlaps(FuzzyDate("2010"))      # its end is not known
        False
        """
        expect(other, FuzzyDate, "other")
        if self._is_qualified:
            return False
        for own in self._stretches:
            for low, high in other._frame:
                if own.last_start <= high and low <= own.first_end:
                    break
            else:
                return False
        return True


def _read(text: str) -> Iterator[_Stretch]:
    if text.startswith("["):
        yield from _read_set(text)
    elif "/" in text:
        yield _read_interval(text)
    else:
        yield _one_day(*_read_date(text, 0, len(text)))


def _read_interval(text: str) -> _Stretch:
    start, _, end = text.partition("/")
    slash = len(start)
    if start in ("", "..") and end in ("", ".."):
        raise DateError("an interval needs a date at one end at least", text, slash)
    # Without a date an end can be any day; marked open it lies beyond them all.
    starts = (_BEFORE, _BEFORE if start else _AFTER)
    ends = (_AFTER if end else _BEFORE, _AFTER)
    if start not in ("", ".."):
        starts = _read_date(text, 0, slash)
    if end not in ("", ".."):
        ends = _read_date(text, slash + 1, len(text))
    if ends[1] < starts[0]:
        raise DateError("the interval ends before it starts", text, slash + 1)
    return _Stretch(starts[0], min(starts[1], ends[1]), max(ends[0], starts[0]), ends[1])


def _read_set(text: str) -> Iterator[_Stretch]:
    if not text.endswith("]"):
        raise DateError("a set ends with a ']'", text, len(text))
    at = 1
    for part in text[1:-1].split(","):
        stop = at + len(part)
        # Only behind a comma there may be spaces.
        first = at + (len(part) - len(part.lstrip(" ")) if at > 1 else 0)
        low, high = _BEFORE, _AFTER
        dots = text.find("..", first, stop)
        if dots < 0:
            low, high = _read_date(text, first, stop)
        elif dots == first and (at > 1 or dots + 2 == stop):
            raise DateError("only the first of a set can lack a start, and none both", text, first)
        elif dots + 2 == stop < len(text) - 1:
            raise DateError("only the last of a set can lack an end", text, dots)
        else:
            if dots > first:
                low, _ = _read_date(text, first, dots)
            if dots + 2 < stop:
                _, high = _read_date(text, dots + 2, stop)
        if high < low:
            raise DateError("a range of the set ends before it starts", text, dots + 2)
        yield _one_day(low, high)
        at = stop + 1


def _one_day(low: int, high: int) -> _Stretch:
    return _Stretch(low, high, low, high)


def _read_date(text: str, start: int, end: int) -> tuple[int, int]:
    """Give the first and the last day of the one date that stands from `start` to `end`."""
    match = _DATE.match(text, start, end)
    if match is None or match.end() != end:
        at = match.end() if match else start
        raise DateError("expected a date as YYYY, YYYY-MM or YYYY-MM-DD", text, at)
    if late := _DIGIT_AFTER_X.search(text, start, end):
        raise DateError("only X can follow an X", text, late.end())
    year, month, day = match.groups()
    if year == "XXXX":
        raise DateError("a year needs a digit at least", text, start)
    low_year, high_year = _bounds(year, 9999, "year", text, start)
    low_month, high_month = _bounds(month or "XX", 12, "month", text, start + 5)
    # The days of the last month bound those of all: where months are open, so are days.
    last = monthrange(high_year, high_month)[1]
    low_day, high_day = _bounds(day or "XX", last, "day", text, start + 8)
    low = date(low_year, low_month, low_day)
    return low.toordinal(), date(high_year, high_month, high_day).toordinal()


def _bounds(pattern: str, last: int, unit: str, text: str, at: int) -> tuple[int, int]:
    """Give the least and the greatest number from 1 to `last` that `pattern` can be."""
    low = max(int(pattern.replace("X", "0")), 1)
    high = min(int(pattern.replace("X", "9")), last)
    if low > high:
        raise DateError(f"no such {unit}", text, at)
    return low, high


def _merged(ranges: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int]] = []
    for low, high in sorted(ranges):
        if merged and low <= merged[-1][1] + 1:
            merged[-1] = merged[-1][0], max(high, merged[-1][1])
        else:
            merged.append((low, high))
    return tuple(merged)
