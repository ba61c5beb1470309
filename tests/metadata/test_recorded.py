"""Recorded dates: what tools write of the date of a text is read, and never guessed."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from dprkcorpus import Record, process
from dprkcorpus.errors import DateError
from dprkcorpus.metadata.recorded import recorded_date

TABLE = tomllib.loads(Path(__file__).with_name("recorded.toml").read_text(encoding="utf-8"))
STORY = "Pyongyang, January 1 (KCNA) -- It rained all day. -0-"


@pytest.mark.parametrize(("text", "edtf"), TABLE["dates"].items())
def test_what_a_crawl_writes_for_a_date_is_read(text, edtf):
    assert recorded_date(text).edtf == edtf


@pytest.mark.parametrize("text", TABLE["none"]["texts"])
def test_what_is_no_date_or_could_be_several_is_told_and_not_guessed(text):
    with pytest.raises(DateError) as told:
        recorded_date(text)
    assert told.value.text == text


@pytest.mark.parametrize("date", ["1704153600000", "Tue, 02 Jan 2024 10:00:00 GMT", "20240102"])
def test_a_recorded_date_gives_a_dateline_its_year(date):
    assert process(Record(STORY, date=date)).metadata.issued.edtf == "2024-01-01"
