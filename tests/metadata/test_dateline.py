"""Datelines: their parts in every form, and the year that they leave out."""

from __future__ import annotations

import pickle
import tomllib
from pathlib import Path

import attrs
import pytest

from dprkcorpus.errors import DateError, WrongTypeError
from dprkcorpus.metadata.dateline import Dateline, parse_dateline, resolve
from dprkcorpus.metadata.dates import FuzzyDate

TABLE = tomllib.loads(Path(__file__).with_name("dateline.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", TABLE["dateline"], ids=[c["text"] for c in TABLE["dateline"]])
def test_each_form_is_read_part_by_part(case):
    parts = {name: value for name, value in case.items() if name != "text"}
    assert parse_dateline(case["text"]) == Dateline(**parts)


@pytest.mark.parametrize("text", TABLE["none"][0]["texts"])
def test_other_beginnings_are_no_dateline(text):
    assert parse_dateline(text) is None


@pytest.mark.parametrize("case", TABLE["year"])
def test_the_year_comes_from_the_posting_or_from_nowhere(case):
    dateline = Dateline("Pyongyang", case["month"], case["day"], "KCNA")
    found = resolve(dateline, FuzzyDate(case["posted"]))
    assert (found and found.edtf) == case.get("date")


def test_how_many_days_a_posting_may_be_late_is_for_the_caller_to_say():
    dateline = Dateline("Pyongyang", 7, 14)
    assert resolve(dateline, FuzzyDate("2006-07-20"), days=3) is None
    assert resolve(dateline, FuzzyDate("2006-08-20"), days=60) == FuzzyDate("2006-07-14")


def test_a_dateline_without_a_day_has_no_date():
    assert resolve(Dateline("SEOUL", agency="AP"), FuzzyDate("2006-07-15")) is None


@pytest.mark.parametrize("filling", ["A ", "A, ", "A", "A-", " ", ". ", "de ", "(", "9"])
def test_what_follows_the_beginning_of_a_long_text_changes_nothing(filling):
    for start in ("", "Pyongyang", "Pyongyang, July 14", "Pyongyang, July 14 (KCNA) -- "):
        short, long = start + filling * 100, start + filling * 10**5
        assert parse_dateline(long) == parse_dateline(short)


def test_it_is_a_value():
    dateline = parse_dateline("Pyongyang, July 14 (KCNA) -- ")
    assert dateline is not None
    assert pickle.loads(pickle.dumps(dateline)) == dateline
    assert Dateline(**attrs.asdict(dateline)) == dateline


@pytest.mark.parametrize("parts", [{"month": 2, "day": 30}, {"month": 13, "day": 1}, {"day": 3}])
def test_a_day_that_no_year_has_is_refused(parts):
    with pytest.raises(DateError):
        Dateline("Pyongyang", **parts)


def test_wrong_types_are_refused_by_name():
    with pytest.raises(WrongTypeError, match="text must be str"):
        parse_dateline(None)  # type: ignore[arg-type]
    with pytest.raises(WrongTypeError, match="place must be str"):
        Dateline(b"Pyongyang")  # type: ignore[arg-type]
    with pytest.raises(WrongTypeError, match="month must be int"):
        Dateline("Pyongyang", "7", 14)  # type: ignore[arg-type]
    with pytest.raises(WrongTypeError, match="reference must be FuzzyDate"):
        resolve(Dateline("Pyongyang", 7, 14), "2006")  # type: ignore[arg-type]
