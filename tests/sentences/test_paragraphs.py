"""What a line break is, under each setting of `newlines`."""

from __future__ import annotations

import pytest

from dprkcorpus import split_sentences

BREAKS = ["\n", "\r\n", "\r", "\v", "\f", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"]


@pytest.mark.parametrize("sign", BREAKS, ids=repr)
@pytest.mark.parametrize("newlines", ["auto", "paragraph"])
def test_a_line_break_ends_a_paragraph(sign, newlines):
    text = f"Heading{sign}It rained{sign}{sign}  It stopped. So{sign}"
    assert split_sentences(text, newlines=newlines) == [
        *("Heading", "It rained", "It stopped.", "So"),
    ]


@pytest.mark.parametrize("sign", BREAKS, ids=repr)
def test_a_sentence_wrapped_over_lines_is_one(sign):
    text = f"It rained{sign}  all day. The{sign}dam held,{sign}they said.{sign}It stopped."
    assert split_sentences(text) == [
        f"It rained{sign}  all day.",
        f"The{sign}dam held,{sign}they said.",
        "It stopped.",
    ]


def test_all_line_breaks_may_stand_in_one_text():
    text = "".join(f"It rained{sign}" for sign in BREAKS)
    assert split_sentences(text) == ["It rained"] * len(BREAKS)


def test_the_first_line_may_be_wrapped_after_a_comma():
    assert split_sentences("It rained,\nall day.") == ["It rained,\nall day."]


def test_a_line_is_not_wrapped_after_a_stop_or_colon_or_blank_line():
    for text in (
        "It rained.\nall day",
        "He said:\nall day",
        "It rained\n\nall day",
        "Go!”\nall day",
    ):
        assert split_sentences(text) == [line for line in text.split("\n") if line]


def test_a_line_that_starts_with_a_capital_is_not_wrapped():
    assert split_sentences("It rained\nAll day") == ["It rained", "All day"]


def test_lines_in_lower_case_that_come_to_no_stop_are_a_list():
    assert split_sentences("boots\nfishing rods\nnets, lines") == [
        *("boots", "fishing rods", "nets, lines"),
    ]
    assert split_sentences("which is why\nit rained.\nIt stopped.") == [
        *("which is why\nit rained.", "It stopped."),
    ]


def test_paragraph_never_joins_lines():
    assert split_sentences("It rained\nall day.", newlines="paragraph") == ["It rained", "all day."]


@pytest.mark.parametrize(
    ("paragraph", "following"),
    [
        ("He left. . . .", "The boat sank."),
        ("He said “no.” (She", "Said so)."),
        ("“Why?” Kim", "said so."),
        ("Is it so? Kim", "said."),
        ("It stopped! he", "said so."),
        ("It is in No. #", "5 boats came."),
    ],
)
def test_a_paragraph_is_split_without_a_look_at_the_next(paragraph, following):
    alone = split_sentences(paragraph) + split_sentences(following)
    assert split_sentences(f"{paragraph}\n{following}", newlines="paragraph") == alone


def test_wrap_joins_all_lines_but_those_around_a_blank_one():
    text = "It rained\nAll\nday. It\nstopped.\n \t\nThe End\r\n\r\nNow"
    assert split_sentences(text, newlines="wrap") == [
        *("It rained\nAll\nday.", "It\nstopped.", "The End", "Now"),
    ]


def test_a_colon_ends_a_sentence_only_at_the_end_of_a_paragraph():
    assert split_sentences("He went on: It rained.\nHe went on:\nIt rained.") == [
        *("He went on: It rained.", "He went on:", "It rained."),
    ]
