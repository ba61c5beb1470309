"""What a cleaned text says about itself, and what came along with it, as facts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import attrs

from ..errors import DateError
from ..segments import Label, Segment
from ..spans import Span
from .dateline import Dateline, parse_dateline, resolve
from .dates import FuzzyDate
from .language import detect_language
from .model import Basis, Fact
from .printed import date_in_url, find_dates, parse_printed
from .recorded import recorded_date
from .vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..cleaning.cleaned import Cleaned

_SOURCE = re.compile(r"\bSource: *([^|]+)")
_SECTION_DATE = re.compile(r"^\W*+([A-Z](?: *+[A-Za-z&-]++)*+)[ |,/]*+(?=\d)")

# How the agency says which paper carried an article, in a summary's first paragraph.
_NAME = r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|To)day)[A-Z][\w-]*"
_PAPER = rf"(?<![\w-])(?P<paper>(?:the )?{_NAME}(?: {_NAME}){{0,3}})(?: \w+)?"
_ARTICLE = r"(?:a|an|its)(?: \w+)? signed (?:article|commentary)"
_SIGNED = (
    re.compile(
        rf"\b(?:says|notes?d?|stress(?:es|ed)|observes|comments|urges) {_PAPER} in {_ARTICLE}"
    ),
    re.compile(rf"{_PAPER} (?:carr(?:ies|ied)|runs?|ran|dedicate[sd]|publish(?:es|ed)) {_ARTICLE}"),
)
_BETWEEN = " \t\xa0|,(·•–—-"
"""What stands between an author's name and the date behind it."""
_MASTHEADS = frozenset(
    {"masthead", "path", "menu-row", "sections", "section-row", "row-of-links", "languages"}
)
"""Names of the rules for what stands at the top of a site's every page."""
_CLOSING = 60
"""Code points of the line that a statement or a letter closes with, its place and day."""
_PLACE = re.compile(r"(?:[A-Z][\w-]+(?: [A-Z][\w-]+)?, )?")
_HEAD = 600
"""Code points of the body in which a summary names the paper: its first paragraph."""


def read_facts(cleaned: Cleaned, vocabulary: Vocabulary | None = None) -> tuple[Fact, ...]:
    r"""Give what the segments and the body say: each fact with its span in the raw text.

    >>> from dprkcorpus import clean
    >>> facts = read_facts(clean("Rain\n\nAugust 25, 2023\n\nIt rained all day, say farmers."))
    >>> [(fact.field, str(fact.value), fact.span) for fact in facts[:2]]
    [('title', 'Rain', Span(start=0, end=4)), ('issued', '2023-08-25', Span(start=6, end=21))]

    The rule of a date's segment says which date it is: one whose name begins with `capture` gives
    `captured`, one that begins with `posted` gives `posted`, all others `issued`. A day above the
    masthead, or printed twice without a space between, is one of capture too.
    """
    names = vocabulary or Vocabulary.bundled()
    readers = {
        Label.TITLE: _title,
        Label.DATE: _date,
        Label.DATELINE: _dateline,
        Label.CREDIT: _credit,
        Label.BYLINE: _byline,
        Label.SECTION: _section,
    }
    facts: list[Fact] = []
    masthead = _masthead(cleaned)
    for segment in cleaned.segments:
        reader = readers.get(segment.label)
        if reader is not None:
            start, end = segment.span
            found = reader(cleaned.raw[start:end], segment, names)
            facts.extend(map(_of_the_visit, found) if start < masthead else found)
    facts.extend(_from_body(cleaned))
    return tuple(facts)


def _masthead(cleaned: Cleaned) -> int:
    """Give where the last masthead or breadcrumb above the article starts; 0 for none.

    Where another date stands by the article, any furniture above its title will do for one.
    """
    masthead = furniture = 0
    above = True
    for segment in cleaned.segments:
        if segment.label in (Label.TITLE, Label.BODY, Label.DATELINE):
            above = False
            if not furniture:
                return 0
        elif segment.label is Label.NAVIGATION and above:
            furniture = segment.span.start
            if segment.rule.rpartition("/")[2] in _MASTHEADS:
                masthead = furniture
        elif segment.label is Label.DATE and not above:
            return furniture
    return masthead


def _of_the_visit(fact: Fact) -> Fact:
    """Take a day printed above the masthead for that on which the page was seen."""
    if fact.field != "issued":
        return fact
    reason = "A date is printed above the masthead."
    return attrs.evolve(fact, field="captured", basis=Basis.CAPTURE_PAGE, reason=reason)


def _visible(words: str, segment: Segment) -> tuple[str, Span]:
    """Give the words without the white space around them, and their span in the raw text."""
    start = segment.span.start + len(words) - len(words.lstrip())
    shown = words.strip()
    return shown, Span(start, start + len(shown))


def _title(words: str, segment: Segment, names: Vocabulary) -> Iterator[Fact]:
    title, span = _visible(words, segment)
    yield Fact("title", title, Basis.TEXT, "The line above the article is its title.", span)
    genre = names.genre_of(title)
    if genre is not None:
        yield Fact("genre", genre.name, Basis.INFERRED, "The title is one of this genre.", span)


def _date(words: str, segment: Segment, names: Vocabulary) -> Iterator[Fact]:
    name = segment.rule.rpartition("/")[2]
    field = next((one for one in ("captured", "posted") if name.startswith(one[:7])), "issued")
    source = _SOURCE.search(words)
    # KCNA Watch, whose line names the source too, prints the day before the month.
    dates = find_dates(words, day_first=True if source else None)
    if len(dates) > 1 and dates[0].span.end == dates[1].span.start:
        # An archive prints the day of the capture twice, without a space between.
        field = "captured"
    basis = Basis.TEXT if field == "issued" and source is None else Basis.CAPTURE_PAGE
    for printed in dates[:1]:
        span = _shifted(printed.span, segment)
        if printed.conflict is not None:
            by_year, by_juche = printed.conflict
            told = f"Two printed years disagree: {by_year.edtf}, by the Juche year {by_juche.edtf}."
            yield Fact("notes", told, basis, "Both years stand in the date.", span)
        elif printed.date is not None:
            yield Fact(field, printed.date, basis, "A date is printed by the article.", span)
    if source is not None:
        outlet = source.group(1).rstrip()
        start = source.start(1)
        span = _shifted(Span(start, start + len(outlet)), segment)
        known = names.find(outlet)
        reason = "The capture page names it as its source."
        yield Fact("publisher", known.name if known else outlet, basis, reason, span)


def _dateline(words: str, segment: Segment, names: Vocabulary) -> Iterator[Fact]:
    dateline = parse_dateline(words)
    if dateline is None:
        return
    _, span = _visible(words, segment)
    yield Fact("dateline", dateline, Basis.TEXT, "It stands before the first sentence.", span)
    for printed in find_dates(words):
        if printed.date is not None:
            shown = _shifted(printed.span, segment)
            yield Fact("issued", printed.date, Basis.TEXT, "The dateline holds a year.", shown)
    if dateline.agency is not None:
        known = names.find(dateline.agency)
        agency = known.name if known else dateline.agency
        yield Fact("agency", agency, Basis.TEXT, "The dateline names it.", span)


def _credit(words: str, segment: Segment, names: Vocabulary) -> Iterator[Fact]:
    credit, span = _visible(words, segment)
    known = names.find(credit.partition("(")[0]) or names.find(credit)
    if known is not None:
        field = "agency" if known.agency else "publisher"
        yield Fact(field, known.name, Basis.TEXT, "A line of the page credits it.", span)
    yield from _date(words, segment, names)


def _byline(words: str, segment: Segment, names: Vocabulary) -> Iterator[Fact]:
    byline, span = _visible(words, segment)
    told = "A line by the article names its author."
    # A sentence about the author may hold any day of a life.
    dates = find_dates(byline) if byline[-1] not in ".)" else []
    for printed in dates[:1]:
        author = byline[: printed.span.start].rstrip(_BETWEEN)
        if author.endswith((" on", " at")):
            author = author[:-3].rstrip(_BETWEEN)
        byline = author or byline
        yield from _date(words, segment, names)
    yield Fact("byline", byline, Basis.TEXT, told, Span(span.start, span.start + len(byline)))


def _section(words: str, segment: Segment, names: Vocabulary) -> Iterator[Fact]:
    section, span = _visible(words, segment)
    before_date = _SECTION_DATE.match(section)
    if before_date is not None:
        section, span = before_date.group(1), _shifted(Span(*before_date.span(1)), segment)
    yield Fact("section", section, Basis.TEXT, "A line by the article names its section.", span)
    yield from _date(words, segment, names)


def _shifted(span: Span, segment: Segment) -> Span:
    return Span(span.start + segment.span.start, span.end + segment.span.start)


def _in_raw(cleaned: Cleaned, start: int, end: int) -> Span:
    """Give the span of the raw text from the first to the last character of words of the text."""
    spans = cleaned.to_raw(Span(start, end))
    return Span(spans[0].start, spans[-1].end)


def _from_body(cleaned: Cleaned) -> Iterator[Fact]:
    text = cleaned.text
    signed = None
    # The patterns are dear, and few texts report a signed article.
    if text.find(" signed ", 0, _HEAD) >= 0:
        signed = next(filter(None, (form.search(text, 0, _HEAD) for form in _SIGNED)), None)
    if signed is not None:
        shown = _in_raw(cleaned, *signed.span("paper"))
        reason = "The first paragraph says that the paper carried a signed article."
        paper = signed.group("paper")
        yield Fact("signed_article", paper, Basis.TEXT, reason, shown)
    last = text.rfind("\n") + 1
    closing = text[last:].rstrip(".") if last > 0 and len(text) - last <= _CLOSING else ""
    for start, end, date in ((*one.span, one.date) for one in find_dates(closing)):
        if end == len(closing) and date is not None and _PLACE.fullmatch(closing, 0, start):
            shown = _in_raw(cleaned, last + start, last + end)
            yield Fact("issued", date, Basis.TEXT, "The text closes with its day.", shown)
    language = detect_language(text)
    if language.tag is not None:
        reason = f"Its words are of this language, with confidence {language.confidence:.2f}."
        yield Fact("language", language.tag, Basis.INFERRED, reason)


def record_facts(
    *,
    url: str | None = None,
    date: str | None = None,
    title: str | None = None,
    source: str | None = None,
    vocabulary: Vocabulary | None = None,
) -> tuple[Fact, ...]:
    """Give what came along with a text: its address, and what the crawl says of it.

    >>> facts = record_facts(url="https://nkaggregator.com/2006/07/15/support/", title="Support")
    >>> [(fact.field, str(fact.value)) for fact in facts if fact.field != "capture_url"]
    [('title', 'Support'), ('posted', '2006-07-15'), ('republisher', 'nkaggregator')]

    A date that cannot be read becomes a note, so that it is not lost. A day on a line of its own
    under the title is the day of issue: scrapers take it for a part of the heading.
    """
    names = vocabulary or Vocabulary.bundled()
    return tuple(_record_facts(url, date, title, source, names))


def _record_facts(
    url: str | None, date: str | None, title: str | None, source: str | None, names: Vocabulary
) -> Iterator[Fact]:
    given = "It came along with the text."
    if title is not None and title.strip():
        headline, day = _headline(title)
        yield Fact("title", headline, Basis.CAPTURE_PAGE, given)
        if day is not None:
            told = "It came along with the text, under its title."
            yield Fact("issued", day, Basis.CAPTURE_PAGE, told)
    if date is not None and date.strip():
        try:
            yield Fact("issued", recorded_date(date.strip()), Basis.CAPTURE_PAGE, given)
        except DateError as error:
            told = f"The date that came along with the text cannot be read: {error}"
            yield Fact("notes", told, Basis.CAPTURE_PAGE, given)
    if source is not None and source.strip():
        known = names.find(source)
        name = known.name if known else source.strip()
        yield Fact("publisher", name, Basis.CAPTURE_PAGE, given)
    if url is not None and url.strip():
        yield Fact("capture_url", url.strip(), Basis.URL, given)
        posted = date_in_url(url)
        if posted is not None:
            yield Fact("posted", posted, Basis.URL, "The address holds a date.")
        try:
            site = names.find(urlsplit(url).hostname or "")
        except ValueError:  # An address that is none has no host to tell of.
            site = None
        if site is not None:
            field = "republisher" if site.kind in ("archive", "blog") else "publisher"
            yield Fact(field, site.name, Basis.URL, "The address is on its site.")


def _headline(title: str) -> tuple[str, FuzzyDate | None]:
    """Part a headline from the day that stands on a line of its own under it."""
    headline, *below = filter(None, map(str.strip, title.splitlines()))
    day = None
    for line in below:
        try:
            printed = parse_printed(line).date
        except DateError:
            printed = None
        if printed is None:
            headline = f"{headline} {line}"
        else:
            day = day or printed
    return headline, day


def dated(facts: tuple[Fact, ...], asserted: tuple[Fact, ...] = ()) -> tuple[Fact, ...]:
    """Add the day that a dateline amounts to, where another date gives it its year.

    >>> day = Fact("dateline", Dateline("Pyongyang", 12, 31, "KCNA"), Basis.TEXT, "It is printed.")
    >>> posted = Fact("posted", FuzzyDate.parse("2024-01-01"), Basis.URL, "The address has it.")
    >>> dated((day, posted))[-1].value.edtf
    '2023-12-31'

    It goes behind the dates that the text itself or a curator gives, and before all others. The
    year comes from a date of issue, else of posting, else, marked as uncertain, of capture, among
    these facts and those that somebody `asserted`; where a date of issue is, nothing is added.
    """
    dateline = next((fact for fact in facts if isinstance(fact.value, Dateline)), None)
    settled = any(fact.field == "issued" for fact in asserted)
    if settled or dateline is None or not isinstance(dateline.value, Dateline):
        return facts
    for field in ("issued", "posted", "captured"):
        for fact in (*asserted, *facts):
            if fact.field != field or not isinstance(fact.value, FuzzyDate):
                continue
            day = resolve(dateline.value, fact.value)
            if day is None:
                continue
            if any(one.field == "issued" and one.value == day for one in facts):
                return facts
            if field == "captured" and not day.is_uncertain:
                # A page may be captured years after it was put up, and by chance in the same week.
                day = FuzzyDate(f"{day.edtf}?")
            reason = f"The day of the dateline, its year from {field} {fact.value.edtf}."
            issued = Fact("issued", day, Basis.INFERRED, reason, dateline.span)
            less = (
                number
                for number, one in enumerate(facts)
                if one.field == "issued" and one.basis not in (Basis.TEXT, Basis.CURATOR)
            )
            first = next(less, len(facts))
            return (*facts[:first], issued, *facts[first:])
    return facts
