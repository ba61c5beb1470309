"""Laws of dates, against an oracle without arithmetic: it tries every day and every reading."""

from __future__ import annotations

import re
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dprkcorpus.errors import DateError
from dprkcorpus.metadata.dateline import Dateline, parse_dateline, resolve
from dprkcorpus.metadata.dates import FuzzyDate
from dprkcorpus.metadata.printed import find_dates, parse_printed

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def days_from(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


# Two decades for the bounds of single dates; half a year, with room around it, for comparisons.
DECADES = days_from(date(1990, 1, 1), date(2009, 12, 31))
WORLD = days_from(date(2003, 10, 1), date(2004, 4, 30))
BEFORE, AFTER = -1, len(WORLD)


def matching(pattern: str, days: list[date]) -> list[int]:
    """The places in `days` of those whose ISO form begins as the pattern, an X being any digit."""
    wanted = re.compile(pattern.rstrip("?~%").replace("X", "[0-9]"))
    return [place for place, day in enumerate(days) if wanted.match(day.isoformat())]


@st.composite
def patterns(draw, days: list[date] = DECADES, shortest: int = 4) -> str:
    """A day, month or year of `days`, some last digits X, some with a qualifier."""
    iso = draw(st.sampled_from(days)).isoformat()
    iso = iso[: draw(st.sampled_from([length for length in (4, 7, 10) if length >= shortest]))]
    hidden = draw(st.integers(0, 3)) if days is DECADES else draw(st.integers(0, 2))
    digits = [place for place, letter in enumerate(iso) if letter.isdigit()]
    keep = max(len(digits) - hidden, 3 if days is DECADES else 6)
    hide = set(digits[keep:])
    masked = "".join("X" if place in hide else letter for place, letter in enumerate(iso))
    return masked + draw(st.sampled_from(["", "", "?", "~", "%"]))


@given(patterns())
def test_the_bounds_are_the_first_and_the_last_day_that_match(pattern):
    days = [DECADES[place] for place in matching(pattern, DECADES)]
    found = FuzzyDate.parse(pattern)
    assert (found.earliest, found.latest) == (days[0], days[-1])
    assert found.is_uncertain is pattern.endswith(("?", "%"))
    assert found.is_approximate is pattern.endswith(("~", "%"))


def readings(text: str) -> list[tuple[int, int]]:
    """Every start and end, as places in WORLD, that a date can mean."""
    if text.startswith("["):
        return [
            (place, place)
            for one in text[1:-1].split(",")
            for place in range(lowest(one.partition("..")[0]), highest(one.rpartition("..")[2]) + 1)
        ]
    if "/" not in text:
        return [(place, place) for place in matching(text, WORLD)]
    start, end = text.split("/")
    starts = [BEFORE] if start == ".." else range(BEFORE, AFTER + 1)
    ends = [AFTER] if end == ".." else range(BEFORE, AFTER + 1)
    if start.strip("."):
        starts = matching(start, WORLD)
    if end.strip("."):
        ends = matching(end, WORLD)
    return [(first, last) for first in starts for last in ends if first <= last]


def lowest(text: str) -> int:
    return matching(text, WORLD)[0] if text else BEFORE


def highest(text: str) -> int:
    return matching(text, WORLD)[-1] if text else AFTER


def frame(text: str) -> set[int]:
    """Every place in WORLD that some reading of a date covers."""
    return {place for first, last in readings(text) for place in range(first, last + 1)}


def one_date():
    return patterns(WORLD[31:-30], 7)


@st.composite
def dates(draw) -> str:
    one, two = draw(one_date()), draw(one_date())
    kind = draw(st.sampled_from(["date", "interval", "open", "set", "range"]))
    if kind == "date":
        return one
    if kind == "open":
        shape = draw(st.sampled_from(["{}/..", "../{}", "{}/", "/{}", "[..{}]", "[{}..]"]))
        return shape.format(one)
    if lowest(one) > lowest(two) or highest(one) > highest(two):
        one, two = two, one
    if lowest(one) > highest(two):
        one = two
    if kind == "interval":
        return f"{one}/{two}"
    plain = [text.rstrip("?~%") for text in (one, two)]
    return f"[{','.join(plain)}]" if kind == "set" else f"[{plain[0]}..{plain[1]}]"


@given(dates(), dates())
def test_comparisons_are_what_trying_every_reading_gives(own, other):
    date_, days = FuzzyDate.parse(own), frame(other)
    covered = [set(range(first, last + 1)) for first, last in readings(own)]
    inside, touching = [one <= days for one in covered], [bool(one & days) for one in covered]
    sure = not any(mark in own for mark in "?~%")
    wanted = FuzzyDate.parse(other)
    assert date_.possibly_within(wanted) is any(inside)
    assert date_.possibly_overlaps(wanted) is any(touching)
    assert date_.certainly_within(wanted) is (sure and all(inside))
    assert date_.certainly_overlaps(wanted) is (sure and all(touching))


@given(dates())
def test_a_date_read_back_from_its_string_is_the_same(text):
    found = FuzzyDate.parse(text)
    assert found.edtf == text
    assert FuzzyDate.parse(found.edtf) == found


@given(st.lists(dates(), max_size=8))
def test_the_order_is_by_days_and_then_by_string(texts):
    def key(one: FuzzyDate) -> tuple[date, date, str]:
        return one.earliest or date.min, one.latest or date.max, one.edtf

    found = [FuzzyDate.parse(text) for text in texts]
    assert sorted(found) == sorted(found, key=key)


@given(st.text(alphabet="0123456789X-./[],?~% ") | st.text())
def test_any_text_is_a_date_or_a_fault_with_a_place_in_it(text):
    place = None
    try:
        found = FuzzyDate.parse(text)
    except DateError as fault:
        place = fault.position
    else:
        assert found.edtf == text.replace(" ", "")
    assert place is None or 0 <= place <= len(text)


any_day = st.dates(date(1912, 1, 1), date(2099, 12, 31))


@given(any_day)
def test_a_day_is_the_same_however_it_is_printed(day):
    month, short, juche = MONTHS[day.month - 1], MONTHS[day.month - 1][:3], day.year - 1911
    for printed in (
        day.isoformat(),
        f"{month} {day.day}, {day.year}",
        f"{short} {day.day}, {day.year}{month} {day.day}, {day.year}",
        f"{short}. {day.day} {day.year}",
        f"{month.upper()} {day.day:02}, {day.year}",
        f"{day.day} {month} {day.year}",
        f"{day.year}.{day.month}.{day.day}.",
        f"[{day.year}.{day.month:02}.{day.day:02}.]",
        f"{day:%d/%m/%Y}",
        f"{month} {day.day}. {day.year} Juche {juche}",
        f"{month} {day.day}, Juche {juche} ({day.year})",
        f"(Juche{juche}.{day.month}.{day.day}.)",
    ):
        found = parse_printed(printed, day_first=True)
        assert found.date == FuzzyDate(day.isoformat()), printed
        assert find_dates(f"On {printed} it was", day_first=True)[0].date == found.date


@given(any_day, st.integers(1, 188))
def test_two_years_that_disagree_are_both_told_and_neither_chosen(day, juche):
    found = parse_printed(f"{MONTHS[day.month - 1]}, Juche {juche} ({day.year})")
    by_year, by_juche = FuzzyDate(f"{day:%Y-%m}"), FuzzyDate(f"{juche + 1911}-{day:%m}")
    assert (found.date, found.conflict) == (
        (by_year, None) if by_year == by_juche else (None, (by_year, by_juche))
    )


@given(st.text(alphabet="123 0/.-,()[]JucheMay\n") | st.text())
def test_found_dates_lie_apart_in_the_text_and_in_its_order(text):
    at = 0
    for found in find_dates(text):
        assert at <= found.span.start < found.span.end <= len(text)
        at = found.span.end


@given(any_day, st.integers(0, 30))
def test_a_dateline_gets_its_year_from_a_posting_within_a_week_and_from_no_other(day, later):
    dateline = parse_dateline(f"Pyongyang, {MONTHS[day.month - 1]} {day.day} (KCNA) -- ")
    assert dateline == Dateline("Pyongyang", day.month, day.day, "KCNA")
    posted = FuzzyDate((day + timedelta(days=later)).isoformat())
    assert resolve(dateline, posted) == (FuzzyDate(day.isoformat()) if later <= 7 else None)


@given(any_day)
def test_a_year_that_two_days_fit_gives_none(day):
    dateline = Dateline("Pyongyang", day.month, day.day)
    fits = [
        year
        for year in (day.year - 1, day.year)
        if (day.month, day.day) != (2, 29) or year % 4 == 0
        if date(year, day.month, day.day) + timedelta(days=7) >= date(day.year, 1, 1)
    ]
    found = resolve(dateline, FuzzyDate(f"{day.year}"))
    assert (found is not None) is (len(fits) == 1)
