"""Dates as crawls record them: what tools write into a column, and what pages print."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from ..errors import DateError
from .dates import FuzzyDate
from .printed import parse_printed

_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T?\d{4}(?:\d\d)?)?")
_MOMENT = re.compile(r"([89]\d{8}|1[0-8]\d{8})(?:\d{3})?(?:\.\d+)?")


def recorded_date(text: str) -> FuzzyDate:
    """Read the date that came along with a text, in whatever way tools write dates.

    >>> [recorded_date(text).edtf for text in ("2024-01-02T10:00:00Z", "20240102", "1704153600000")]
    ['2024-01-02', '2024-01-02', '2024-01-02']
    >>> recorded_date("Tue, 02 Jan 2024 10:00:00 GMT").edtf
    '2024-01-02'

    Read are EDTF; ISO 8601, with a time of day or without, also in its basic form, which is that of
    the stamps of web archives; Unix time in seconds or milliseconds, from 1995 to March 2030, of
    which the day in UTC is taken (ten digits above it could be day and hour as well); and what
    `parse_printed` reads, dates of mail and feeds (RFC 5322) among it. Raises DateError.
    """
    if moment := _MOMENT.fullmatch(text):
        return FuzzyDate(datetime.fromtimestamp(int(moment[1]), UTC).date().isoformat())
    day = text[:10] if text[10:11] in ("T", " ") else text
    if compact := _COMPACT.fullmatch(text):
        day = "-".join(compact.groups())
    try:
        return FuzzyDate.parse(day)
    except DateError:
        printed = parse_printed(text)
        if printed.date is None:
            raise DateError("no year, or two that disagree", text, 0) from None
        return printed.date
