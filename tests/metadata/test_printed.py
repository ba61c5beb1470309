"""Printed dates: every form, whole and inside a text, and in addresses."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from importlib_resources import files

from dprkcorpus.errors import DateError, WrongTypeError
from dprkcorpus.metadata.dates import FuzzyDate
from dprkcorpus.metadata.printed import date_in_url, find_dates, parse_printed

TABLE = tomllib.loads(Path(__file__).with_name("printed.toml").read_text(encoding="utf-8"))
SHIPPED = tomllib.loads(
    (files("dprkcorpus") / "metadata" / "url-dates.toml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", TABLE["whole"], ids=[case["text"] for case in TABLE["whole"]])
def test_each_form_is_read_part_by_part(case):
    found = parse_printed(case["text"], day_first=case.get("day_first"))
    assert case["text"][slice(*found.span)] == case.get("words", case["text"])
    assert (found.date and found.date.edtf) == case.get("date")
    parts = (found.month, found.day, found.year, found.juche)
    assert parts == tuple(case.get(part) for part in ("month", "day", "year", "juche"))
    conflict = [date.edtf for date in found.conflict] if found.conflict else None
    assert conflict == case.get("conflict")


@pytest.mark.parametrize("case", TABLE["inside"], ids=[case["text"] for case in TABLE["inside"]])
def test_the_dates_inside_a_text_are_found_and_nothing_else(case):
    found = find_dates(case["text"])
    assert [one.date.edtf if one.date else "" for one in found] == case["dates"]


@pytest.mark.parametrize("text", TABLE["none"][0]["texts"])
def test_what_is_no_date_is_told_with_a_place(text):
    with pytest.raises(DateError) as told:
        parse_printed(text)
    assert 0 <= told.value.position <= len(text)


def test_a_second_date_that_differs_is_the_fault():
    text = "March 10, 2026Mar 11, 2026"
    with pytest.raises(DateError, match="another date") as told:
        parse_printed(text)
    assert told.value.position == text.index("Mar 11")


@pytest.mark.parametrize("case", TABLE["url"], ids=[case["url"] for case in TABLE["url"]])
def test_an_address_gives_its_date_or_none(case):
    found = date_in_url(case["url"])
    assert (found and found.edtf) == case.get("date")


@pytest.mark.parametrize("form", SHIPPED["form"], ids=[form["date"] for form in SHIPPED["form"]])
def test_each_form_of_address_holds_for_its_own_example(form):
    assert date_in_url(form["example"]) == FuzzyDate(form["date"])
    assert form["reason"].endswith(".")


@pytest.mark.parametrize("wrong", [None, b"2023", 2023])
def test_what_is_no_text_is_refused_by_name(wrong):
    for function, name in ((find_dates, "text"), (parse_printed, "text"), (date_in_url, "url")):
        with pytest.raises(WrongTypeError, match=f"{name} must be str"):
            function(wrong)
