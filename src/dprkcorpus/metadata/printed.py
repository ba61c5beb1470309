"""Dates as papers and pages print them, Juche years among them, and as addresses carry them."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from functools import cache, lru_cache

import attrs

from ..errors import DateError, expect
from ..spans import Span
from .dates import FuzzyDate

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE = 200
"""Texts up to this length, in characters, are remembered with the dates that they hold."""

# Stories are posted in the morning there, while in UTC the day before still lasts.
_PYONGYANG = timezone(timedelta(hours=9))

BEFORE_JUCHE = 1911
"""The Gregorian year is the Juche year and this; Juche 1 is 1912, and there is no year before."""

_NAMES = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
MONTHS = {
    form: number
    for number, name in enumerate(_NAMES, 1)
    for form in (name, name[:3], name[:4] if number == 9 else name)
}
"""The number of each month by its name and abbreviations, case-folded, without a full stop."""

# Standard `re` scans faster than `regex`, and nothing here needs Unicode properties. Lower-case
# months are left alone: "may 15" and "march 15" are verbs more often than dates.
_WORDS = sorted((form for name in MONTHS for form in (name.title(), name.upper())), key=len)
MONTH = rf"(?<![A-Za-z])(?P<month>{'|'.join(reversed(_WORDS))})(?![A-Za-z])\.?"
_SPACE = r"[ \t\xa0]"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_GAP = rf"(?:{_SPACE}?[.,]{_SPACE}{{0,2}}|{_SPACE}{{1,2}})"
_YEAR = r"(?P<year>(?:1\d|20)\d\d)(?!\d)"
_JUCHE = rf"(?:[Jj]uche|JUCHE){_SPACE}?(?P<juche>\d{{1,3}})(?!\d)"
_YEAR_AND_JUCHE = rf"(?<!\d){_YEAR}{_SPACE}?[,(]?{_SPACE}?{_JUCHE}\)?"
_JUCHE_AND_YEAR = rf"{_JUCHE}(?:{_SPACE}?\({_YEAR}\))?"
_YEARS = (
    _JUCHE_AND_YEAR,
    _YEAR_AND_JUCHE,
    _YEAR,
    # 112 (2023): a Juche year without the word.
    rf"(?<![\d.,])(?P<number>\d{{2,3}}){_SPACE}?\({_YEAR}\)",
)
_DAY_MONTH = rf"(?<![\d.,]){_DAY}{_SPACE}(?:of{_SPACE})?{MONTH}"
_MONTH_DAY = rf"{MONTH}{_SPACE}?{_DAY}"
_FORMS = (
    rf"{_JUCHE_AND_YEAR}{_SPACE}?[.-]{_SPACE}?(?P<month>\d{{1,2}})"
    rf"{_SPACE}?[.-]{_SPACE}?(?P<day>\d{{1,2}})(?!\d)",
    rf"(?<![\d.]){_YEAR}(?P<mark>[./-]){_SPACE}?(?P<month>\d{{1,2}})"
    rf"(?P=mark){_SPACE}?(?P<day>\d{{1,2}})(?!\d)",
    rf"(?<![\d./-])(?P<one>\d{{1,2}})(?P<mark>[./-])(?P<two>\d{{1,2}})(?P=mark){_YEAR}",
    *(rf"{front}{_GAP}{years}" for front in (_DAY_MONTH, _MONTH_DAY, MONTH) for years in _YEARS),
    *(years for years in _YEARS if years != _YEAR),
    rf"{_DAY_MONTH}(?!{_SPACE}?\d)",
    rf"{_MONTH_DAY}(?![\dA-Za-z:%]|[.,]\d)",
)


@cache
def _pattern() -> re.Pattern[str]:
    """Join the forms; the number of its form follows each group's name, since none may recur."""
    numbered = (
        re.sub(r"(?<=\(\?P[<=])(\w+)", rf"\g<1>_{number}", form)
        for number, form in enumerate(_FORMS)
    )
    # The look ahead spares most characters the twenty forms.
    return re.compile(rf"(?=[\dJFMASONDj])(?:{'|'.join(numbered)})")


@attrs.frozen
class PrintedDate:
    """A date as it is printed, in parts; `span` is its place, in code points.

    >>> found = parse_printed("Sept. Juche 70 (1981)")
    >>> found.date, found.month, found.day, found.year, found.juche
    (FuzzyDate(edtf='1981-09'), 9, None, 1981, 70)

    A part that is not printed is None, and so is `date` where no year is printed. Where a Juche
    and a Gregorian year disagree, `date` is None and `conflict` holds the reading by the Gregorian
    year, then the one by the Juche year. Where it cannot be told which of two numbers is the
    month, `date` is one of the set of both, and `month` and `day` are None.
    """

    span: Span
    date: FuzzyDate | None
    month: int | None = None
    day: int | None = None
    year: int | None = None
    juche: int | None = None
    conflict: tuple[FuzzyDate, FuzzyDate] | None = None


def find_dates(text: str, *, day_first: bool | None = None) -> list[PrintedDate]:
    """Give the dates printed in a text, in the order of their spans.

    >>> [str(found.date) for found in find_dates("Juche 112(2023). March 10, 2026Mar 10, 2026")]
    ['2023', '2026-03-10', '2026-03-10']

    `day_first` says how to read `04/03/2024`: True as 4 March, as KCNA Watch prints it, False as
    April 3; None gives one of the set of both. What no calendar holds, `February 30, 2023` or
    Juche 0, is no date. `112 (2023)` is one where the two years agree. Takes linear time.
    """
    expect(text, str, "text")
    return list(_remembered(text, day_first) if len(text) <= _LINE else _found(text, day_first))


def parse_printed(text: str, *, day_first: bool | None = None) -> PrintedDate:
    """Read a text that is one printed date, with brackets, weekday or time of day around it or not.

    >>> parse_printed("[Juche 113.10.6.]").date
    FuzzyDate(edtf='2024-10-06')
    >>> parse_printed("Juche 112 (2024)").conflict
    (FuzzyDate(edtf='2024'), FuzzyDate(edtf='2023'))

    A date given twice over is one date, the first. `day_first` is that of `find_dates`. Raises
    DateError, with the position, where there is anything else, or no date.
    """
    found = find_dates(text, day_first=day_first)
    at = 0
    for one in (*found, None):
        stop = one.span.start if one else len(text)
        around = _AROUND.match(text, at, stop)
        if around is None or around.end() != stop:
            raise DateError("this is no date", text, around.end() if around else at)
        if one and attrs.evolve(one, span=found[0].span) != found[0]:
            raise DateError("this is another date", text, stop)
        at = one.span.end if one else stop
    if not found:
        raise DateError("there is no date", text, 0)
    return found[0]


_AROUND = re.compile(
    r"(?:Mon(?:day)?|Tue(?:s(?:day)?)?|Wed(?:nesday)?|Thu(?:rs(?:day)?)?|Fri(?:day)?|Sat(?:urday)?"
    r"|Sun(?:day)?|\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?:\s?[AaPp]\.?[Mm]\.?)?|at\b"
    r"|(?:GMT|UTC|KST|JST|BST|CES?T|[ECMP][SD]T|[+-]\d\d:?\d\d)\b|[\s\[\]().,])*"
)


# The stories of one day print it alike, in their datelines and in lines of their own.
@lru_cache(maxsize=4096)
def _remembered(text: str, day_first: bool | None) -> tuple[PrintedDate, ...]:
    return tuple(_found(text, day_first))


def _found(text: str, day_first: bool | None) -> Iterator[PrintedDate]:
    at, pattern = 0, _pattern()
    while match := pattern.search(text, at):
        parts = {
            name.partition("_")[0]: value for name, value in match.groupdict().items() if value
        }
        span = Span(*match.span())
        printed = _two_numbers(span, parts, day_first) if "one" in parts else _printed(span, parts)
        if printed is not None:
            yield printed
        at = span.end if printed else span.start + 1


def _printed(span: Span, parts: dict[str, str]) -> PrintedDate | None:
    """Give the date of these parts, or None where no calendar holds it."""
    number = {name: int(value) for name, value in parts.items() if value.isdecimal()}
    month = MONTHS.get(parts.get("month", "").casefold()) or number.get("month")
    day, year, juche = number.get("day"), number.get("year"), number.get("juche")
    if "number" in number:
        juche = number["number"]
        if year != juche + BEFORE_JUCHE:
            return None
    if juche == 0:
        return None
    years = dict.fromkeys((year, juche + BEFORE_JUCHE if juche else None))
    try:
        readings = [_date(one, month, day) for one in years if one is not None]
        if not readings:
            # Without a year any day of a leap year is one.
            _date(2000, month, day)
    except DateError:
        return None
    date = readings[0] if len(readings) == 1 else None
    conflict = (readings[0], readings[1]) if len(readings) == 2 else None
    return PrintedDate(span, date, month, day, year, juche, conflict)


def _two_numbers(span: Span, parts: dict[str, str], day_first: bool | None) -> PrintedDate | None:
    """Give the date of a day and a month of which it may not be known which is which."""
    year, one, two = parts["year"], parts["one"], parts["two"]
    orders = {True: (one, two), False: (two, one)}
    wanted = orders.values() if day_first is None else (orders[day_first],)
    read = (_printed(span, {"year": year, "day": day, "month": month}) for day, month in wanted)
    found = {str(printed.date): printed for printed in read if printed}
    if len(found) < 2:
        return next(iter(found.values()), None)
    return PrintedDate(span, FuzzyDate(f"[{','.join(sorted(found))}]"), year=int(year))


# A crawl prints few different days, each many times.
@lru_cache(maxsize=4096)
def _date(year: int, month: int | None, day: int | None) -> FuzzyDate:
    parts = [f"{year:04}", *(f"{part:02}" for part in (month, day) if part is not None)]
    return FuzzyDate("-".join(parts))


def date_in_url(url: str) -> FuzzyDate | None:
    """Give the date that an address carries, or None.

    >>> date_in_url("https://example.org/2006/07/15/an-article/")
    FuzzyDate(edtf='2006-07-15')
    >>> date_in_url("http://www.kcna.co.jp/item/2006/200607/news07/15.htm#6")
    FuzzyDate(edtf='2006-07-15')

    It is a date of posting, by the clock of the site; of seconds, by that of Pyongyang (UTC+9). The
    forms, each with its reason, are in `url-dates.toml`.
    """
    expect(url, str, "url")
    for pattern in _url_patterns():
        for match in pattern.finditer(url):
            parts = {
                name: int(value)
                for name, value in match.groupdict().items()
                if value and name != "mark"
            }
            if "second" in parts:
                moment = datetime.fromtimestamp(parts["second"], _PYONGYANG)
                return FuzzyDate(moment.date().isoformat())
            try:
                return _date(parts["year"], parts.get("month"), parts.get("day"))
            except DateError:
                continue
    return None


@cache
def _url_patterns() -> tuple[re.Pattern[str], ...]:
    # Imported here: a date can be held without them.
    import tomllib

    from importlib_resources import files

    source = files("dprkcorpus") / "metadata" / "url-dates.toml"
    forms = tomllib.loads(source.read_text(encoding="utf-8"))["form"]
    return tuple(re.compile(form["pattern"], re.ASCII) for form in forms)
