"""Pages of kcna.co.jp that hold the stories of a day."""

from __future__ import annotations

import io
import json

import pytest

from dprkcorpus import Record, process
from dprkcorpus.readers import read
from dprkcorpus.readers.kcna_pages import split_page

HEAD = """calendar>>July 15. 2001 Juche 90

   * Rain Falls in County
   * Dam Is Built
"""
RAIN = """Rain Falls in County

    Pyongyang, July 15 (KCNA) -- It rained for three days in the county.
    The farmers repaired the banks of the river. "We are ready," they said
    (as the paper has it).
"""
DAM = """Dam Is Built by Workers of Many Counties of the North
and the South
    Pyongyang, July 15 (KCNA) -- A dam was built over the river.
    It will give power to factories.
"""
ART = """Is It Art?

    Nampho, July 14 (KCNA) -- A show of pictures opened.

Copyright (C) KOREA NEWS SERVICE(KNS) All Rights Reserved.
"""


def _stories(found):
    return [one for one in found if isinstance(one, Record)]


def _page(*parts, between="\n"):
    return between.join(parts)


@pytest.mark.parametrize("between", ["\n", "\n----------\n", "\n\n* * *\n\n"])
def test_a_page_of_stories_gives_each_with_its_headline_and_its_place(collect, between):
    page = _page(HEAD, RAIN, DAM, ART, between=between)
    records, reading = collect(io.BytesIO(page.encode()))
    assert [record.raw.split("\n")[0] for record in records] == [
        "Rain Falls in County",
        "Dam Is Built by Workers of Many Counties of the North",
        "Is It Art?",
    ]
    for record in records:
        assert page[record.origin.span.start : record.origin.span.end] == record.raw
        assert record.raw.count("(KCNA)") == 1
    assert page.endswith("".join(record.raw for record in records))
    assert reading.skipped == {"the head of a page": 1}


def test_the_stories_get_to_know_the_day_at_the_head_of_their_page():
    records = _stories(split_page(Record(_page(HEAD, RAIN, ART)), "auto"))
    issued = [process(record).metadata.issued.edtf for record in records]
    assert issued == ["2001-07-15", "2001-07-14"] or issued == ["2001-07-15", "2001-07-15"]


def test_stories_are_numbered_as_the_anchors_of_their_page_were(tmp_path):
    (tmp_path / "15.txt").write_text(_page(HEAD, RAIN, DAM), encoding="utf-8")
    assert [record.id for record in read(tmp_path / "15.txt")] == ["15.txt#1", "15.txt#2"]
    row = {"id": "a", "url": "http://www.kcna.co.jp/15.htm#top", "text": _page(RAIN, DAM)}
    records = list(read(io.BytesIO(json.dumps(row).encode())))
    assert [record.id for record in records] == ["a#1", "a#2"]
    assert records[1].url == "http://www.kcna.co.jp/15.htm#2"


def test_a_page_of_the_site_need_not_be_indented():
    flat = "\n".join(line.strip() for line in _page(HEAD, RAIN, ART).splitlines() if line.strip())
    site = Record(flat, url="http://www.kcna.co.jp/item/2001/200107/news07/15.htm")
    assert [one.raw.split("\n")[0] for one in _stories(split_page(site, "auto"))] == [
        "Rain Falls in County",
        "Is It Art?",
    ]
    assert _stories(split_page(Record(flat), "auto")) == [Record(flat)]
    assert len(_stories(split_page(Record(flat), "kcna"))) == 2


@pytest.mark.parametrize(
    "text",
    [
        RAIN,
        "It rained.",
        # One story, and teasers of others as sites of today have them.
        RAIN + "More From KCNA.kp (En)\nPyongyang, July 9 (KCNA) -- A dam was\n",
        # A story that quotes another one.
        RAIN + '    The report said: "Nampho, July 14 (KCNA) -- A show opened."\n',
        # Another agency.
        RAIN + "\nDam Is Built\n\n    Seoul, July 15 (Yonhap) -- A dam was built.\n",
        # Indented datelines without a headline.
        "    Pyongyang, July 15 (KCNA) -- It rained.\n    Pyongyang, July 15 (KCNA) -- Yes.\n",
    ],
)
def test_what_is_not_certainly_such_a_page_is_left_whole(text):
    assert list(split_page(Record(text), "auto")) == [Record(text)]


def test_a_caller_may_say_that_no_page_is_to_be_split():
    page = _page(HEAD, RAIN, DAM)
    assert [record.raw for record in read(io.BytesIO(page.encode()), split="none")] == [page]
