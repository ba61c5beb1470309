"""FuzzyDate: what it reads, what it says of a date, how dates compare."""

from __future__ import annotations

import copy
import pickle
import tomllib
from pathlib import Path

import attrs
import pytest

from dprkcorpus.errors import DateError, WrongTypeError
from dprkcorpus.metadata.dates import FuzzyDate, Precision

TABLE = tomllib.loads(Path(__file__).with_name("dates.toml").read_text(encoding="utf-8"))
TEXTS = [case["text"] for case in TABLE["date"]]


def answer(*, certainly: bool, possibly: bool) -> str:
    assert possibly or not certainly
    return "certainly" if certainly else "possibly" if possibly else "no"


@pytest.mark.parametrize("case", TABLE["date"], ids=TEXTS)
def test_a_date_says_what_it_says(case):
    date = FuzzyDate.parse(case["text"])
    assert date.edtf == str(date) == case.get("edtf", case["text"])
    assert (date.earliest, date.latest) == (case.get("earliest"), case.get("latest"))
    assert date.precision is Precision(case["precision"])
    assert date.is_uncertain is case.get("uncertain", False)
    assert date.is_approximate is case.get("approximate", False)
    assert date.is_interval is case.get("interval", False)
    assert date.is_set is case.get("set", False)


@pytest.mark.parametrize("case", TABLE["fault"], ids=[case["text"] for case in TABLE["fault"]])
def test_a_fault_is_told_with_its_place(case):
    with pytest.raises(DateError) as caught:
        FuzzyDate.parse(case["text"])
    error = caught.value
    assert (error.text, error.position) == (case["text"], case["position"])
    assert error.message == case["told"]


@pytest.mark.parametrize(
    "case", TABLE["comparison"], ids=[f"{c['date']} {c['frame']}" for c in TABLE["comparison"]]
)
def test_certainly_and_possibly_are_told_apart(case):
    date, frame = FuzzyDate.parse(case["date"]), FuzzyDate.parse(case["frame"])
    within = answer(certainly=date.certainly_within(frame), possibly=date.possibly_within(frame))
    overlaps = answer(
        certainly=date.certainly_overlaps(frame), possibly=date.possibly_overlaps(frame)
    )
    assert (within, overlaps) == (case["within"], case["overlaps"])


@pytest.mark.parametrize("text", TEXTS)
def test_it_survives_copying_and_pickling_and_its_own_string(text):
    date = FuzzyDate.parse(text)
    for twin in (
        FuzzyDate(date.edtf),
        copy.deepcopy(date),
        *(pickle.loads(pickle.dumps(date, protocol)) for protocol in range(2, 6)),
    ):
        assert twin == date
        assert hash(twin) == hash(date)
        assert twin.possibly_overlaps(date)


def test_dates_sort_by_first_day_then_last_day_then_string():
    texts = [
        "../2004",
        "2003/..",
        "2003",
        "2003-01",
        "2003-01?",
        "2003-01-01",
        "[..2003]",
        "2002-12",
    ]
    assert [date.edtf for date in sorted(map(FuzzyDate, texts))] == [
        "[..2003]",
        "../2004",
        "2002-12",
        "2003-01-01",
        "2003-01",
        "2003-01?",
        "2003",
        "2003/..",
    ]


def test_it_cannot_be_changed():
    date = FuzzyDate("2023")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        date.edtf = "2024"  # type: ignore[misc]
    assert not hasattr(date, "__dict__")


@pytest.mark.parametrize("wrong", [None, b"2023", 2023, ["2023"]])
def test_what_is_no_text_is_refused_by_name(wrong):
    with pytest.raises(WrongTypeError, match="text must be str"):
        FuzzyDate.parse(wrong)


@pytest.mark.parametrize(
    "method",
    ["certainly_within", "possibly_within", "certainly_overlaps", "possibly_overlaps"],
)
def test_only_dates_compare(method):
    with pytest.raises(WrongTypeError, match="other must be FuzzyDate, not str"):
        getattr(FuzzyDate("2023"), method)("2023")
    with pytest.raises(TypeError):
        FuzzyDate("2023") < "2024"  # noqa: B015
