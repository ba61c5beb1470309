"""Lists that run on in one paragraph, and what only looks like one."""

from __future__ import annotations

import pytest

from dprkcorpus import split_sentences


@pytest.mark.parametrize(
    "items",
    [
        ["1) a pot", "2) a lamp", "3) a net"],
        ["1.) a pot", "2.) a lamp"],
        ["9. A pot", "10. A lamp", "11. A net"],
        ["a) a pot", "b) a lamp"],
        ["• a pot", "• a lamp"],
        ["• 9. a pot. It is new", "• 10. a lamp"],
    ],
)
def test_items_are_sentences(items):
    text = " ".join(items)
    joined = " ".join(split_sentences(text))
    assert joined == text
    assert all(any(s.startswith(i.split(".")[0]) for s in split_sentences(text)) for i in items)


@pytest.mark.parametrize(
    "text",
    [
        "1) a pot, 2) a lamp and 3) a net",
        "1) see 2) below",
        "1. The rule is in Nos. 2. and 3",
        "1) a pot and 2) a lamp",
        "1) a pot, not 2)",
        "1) as in rule (a)2) of old",
        "1) 2) are closed",
        "2) a pot 1) a lamp",
        "1) a pot",
        "•",
        "1)",
    ],
)
def test_marks_inside_a_sentence_split_nothing(text):
    assert split_sentences(text) == [text]


def test_an_item_starts_with_the_first_mark_that_goes_on_counting():
    assert split_sentences("1) a pot 2) a lamp, but not 2) a net") == [
        *("1) a pot", "2) a lamp, but not 2) a net"),
    ]


def test_a_list_of_a_line_each_is_a_sentence_a_line():
    text = "• a pot\n• a lamp\n- a net\n(i) a rod\n2. A line"
    assert split_sentences(text) == text.split("\n")
