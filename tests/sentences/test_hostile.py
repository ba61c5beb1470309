"""Time grows with length, whatever the text; held generously, in CPU time."""

from __future__ import annotations

import json
import random
import time
from pathlib import Path

import pytest

from dprkcorpus import Splitter

TABLE = json.loads(Path(__file__).with_name("hostile.json").read_text(encoding="utf-8"))
UNITS = [*TABLE["units"], *TABLE["pieces"]]
MIXTURES = [
    "".join(random.Random(seed).choices(TABLE["pieces"], k=2 + seed % 4)) for seed in range(200)
]
SPLITTERS = [Splitter(), Splitter(newlines="wrap", quotes="keep")]


def least_time(splitter, text):
    times = []
    for _ in range(3):
        start = time.process_time()
        splitter.spans(text)
        times.append(time.process_time() - start)
    return min(times)


def assert_time_grows_with_length(text):
    for splitter in SPLITTERS:
        short, long = (text(length) for length in (4_000, 32_000))
        # 8 ** 1.6 is 28; what is too fast to be measured is fast enough.
        assert least_time(splitter, long) < 28 * max(least_time(splitter, short), 0.001)


@pytest.mark.parametrize("unit", UNITS, ids=repr)
@pytest.mark.parametrize("start", TABLE["starts"], ids=repr)
def test_eight_times_the_text_takes_not_much_more_than_eight_times_the_time(unit, start):
    assert_time_grows_with_length(lambda length: (start + unit * length)[:length])


@pytest.mark.parametrize("unit", MIXTURES, ids=ascii)
def test_mixtures_take_no_more(unit):
    assert_time_grows_with_length(lambda length: (unit * length)[:length])


def test_texts_of_pieces_in_any_order_take_no_more():
    pieces = random.Random(0).choices(TABLE["pieces"], k=32_000)
    assert_time_grows_with_length(lambda length: "".join(pieces)[:length])
