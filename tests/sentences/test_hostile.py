"""Time grows with length, whatever the text; held generously, in CPU time."""

from __future__ import annotations

import time

import pytest

from dprkcorpus import Splitter

UNITS = [
    *(".", "?", "!", "…", "。", '"', "'", "“", "‘", "«", "(", ")", "[", "]", ")(", "[1]", ".[1]"),
    *(
        "1",
        "a",
        "1.",
        "1. ",
        "a.",
        "A.",
        "A. ",
        "Mr. ",
        "U.S. ",
        "e.g. ",
        "5 p.m. A ",
        "At 5 a.m. ",
    ),
    *("“a.”", "“a.” ", '"a." ', "?!” ", ". . ", ". [", '. "', ". - ", ". -0- ", " 'a", "‘a", "'a'"),
    *(
        "word ",
        " ",
        "\n",
        "\r\n",
        " \n",
        "a\n",
        "a.\n",
        "\0",
        "\ud800",
        "\ud800. ",
        "\u2028",
        "\xa0.",
    ),
    *(
        "• ",
        "1) a ",
        "a) b) ",
        ":) ",
        ":",
        ": ",
        "x? Ann ",
        '?" Ann Bob ',
        "Abc.Abc",
        "a. (b",
        "👩‍👩‍👧. ",
    ),
]
SPLITTERS = [Splitter(), Splitter(newlines="wrap", quotes="keep")]


def least_time(splitter, text):
    times = []
    for _ in range(3):
        start = time.process_time()
        splitter.spans(text)
        times.append(time.process_time() - start)
    return min(times)


@pytest.mark.parametrize("unit", UNITS, ids=repr)
@pytest.mark.parametrize("start", ["", "1) x "], ids=repr)
def test_eight_times_the_text_takes_not_much_more_than_eight_times_the_time(unit, start):
    for splitter in SPLITTERS:
        short, long = ((start + unit * length)[:length] for length in (4_000, 32_000))
        # 8 ** 1.6 is 28; what is too fast to be measured is fast enough.
        assert least_time(splitter, long) < 28 * max(least_time(splitter, short), 0.001)
