"""Repairs: off by default, made where they are asked for, and traced to the raw text."""

from __future__ import annotations

import pytest

from dprkcorpus import Label, Span, clean

CASES = [
    (
        "glued-names",
        "The respected ComradeKim Jong Unvisited a farm.",
        "Comrade Kim Jong Un visited",
    ),
    (
        "glued-names",
        "Flowers lay before PresidentKim Il Sungand others.",
        "President Kim Il Sung and",
    ),
    ("glued-names", "One day ChairmanKim Jong Ilsaw it.", "Chairman Kim Jong Il saw"),
    (
        "glued-names",
        "It was held atKim Il SungSquare on Monday.",
        "at Kim Il Sung Square on",
    ),
    ("lost-spaces", "It is on the heritage list.Korean ancestors made it.", "list. Korean"),
    ("lost-spaces", "“It is theirs.”They left.", "“It is theirs.” They"),
    ("split-ordinals", "They held the 4 th meeting.", "the 4th meeting"),
    ("split-ordinals", "They held the 4\xa0th meeting.", "the 4th meeting"),
    ("table-bars", "They met on Monday. |", "They met on Monday."),
]
UNTOUCHED = [
    ("glued-names", "Kim Jong Un’s speech, Kim Jong Un, and Kim Il Sung University were named."),
    ("lost-spaces", "The U.S. and www.kcna.kp and No.7 and 3.5 and e.g.this stay."),
    ("split-ordinals", "There were 4 theatres and 3 standards."),
    ("table-bars", "The sign a|b stays."),
]


@pytest.mark.parametrize(("name", "raw", "said"), CASES)
def test_a_repair_is_made_only_where_it_is_asked_for(name, raw, said):
    assert clean(raw).text == raw.replace("\xa0", " ")
    cleaned = clean(raw, repairs={name})
    assert said in cleaned.text
    repaired = [segment for segment in cleaned.segments if segment.rule == f"repair/{name}"]
    assert repaired
    assert all(segment.replacement is not None for segment in repaired)
    assert cleaned.reasons[f"repair/{name}"]
    assert clean(cleaned.text, repairs={name}).text == cleaned.text


def test_a_repair_takes_the_space_along_that_is_put_right_by_default():
    assert clean("They met.\xa0|", repairs={"table-bars"}).text == "They met."


@pytest.mark.parametrize(("name", "raw"), UNTOUCHED)
def test_a_repair_leaves_alone_what_is_right(name, raw):
    assert clean(raw, repairs={name}).text == raw


def test_repairs_work_together_and_spans_lead_back():
    raw = "The 4 th meeting heard ComradeKim Jong Unspeak.They left."
    cleaned = clean(raw, repairs={"glued-names", "lost-spaces", "split-ordinals"})
    assert cleaned.text == "The 4th meeting heard Comrade Kim Jong Un speak. They left."
    start = cleaned.text.index("Kim Jong Un")
    (span,) = cleaned.to_raw(Span(start, start + 10))
    assert raw[slice(*span)] == "Kim Jong U"


def test_a_repair_may_be_the_first_thing_of_a_paragraph():
    assert clean("| They met. |", repairs={"table-bars"}).text == "They met."


def test_a_no_break_space_and_a_repair_beside_each_other_lose_nothing():
    raw = "They met.\xa0| They left."
    cleaned = clean(raw, repairs={"table-bars"})
    assert "".join(raw[slice(*one.span)] for one in cleaned.segments) == raw
    assert cleaned.text == "They met. They left."


def test_the_space_of_a_stripped_link_goes_and_a_no_break_space_becomes_a_space():
    cleaned = clean("Kim Jong Un\xa0, general secretary, counted 10\xa0000 trees .\xa0")
    assert cleaned.text == "Kim Jong Un, general secretary, counted 10 000 trees."
    assert [segment.rule for segment in cleaned.segments if segment.label is Label.SPACE] == [
        "space/stripped-link",
        "space/no-break",
        "space/stripped-link",
        "space/edge",
    ]


@pytest.mark.parametrize("raw", ["They waited . . . and left.", "It cost .5 of it.", "a, b"])
def test_dots_and_figures_keep_their_spaces(raw):
    assert clean(raw).text == raw
