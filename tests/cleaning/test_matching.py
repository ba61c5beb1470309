"""Tables of rules of our own: which lines they know, and what they cut off a line."""

from __future__ import annotations

import pytest

from dprkcorpus import Label
from dprkcorpus.cleaning.matching import Table, fold, opener
from dprkcorpus.cleaning.profiles import Rule


def rule(name, kind="line", **fields):
    return Rule(f"fair/{name}", Label.NAVIGATION, "A link.", "Back", kind, **fields)


def test_curly_quotes_are_read_as_straight_ones():
    assert fold("“Don’t”  ‘Go’") == "\"don't\" 'go'"


def test_a_line_is_known_by_the_first_24_characters_of_its_first_word():
    assert opener("x" * 30) == "x" * 24
    assert opener("© 2023") == "©"
    assert opener("24 hours") == "#"


def test_dots_and_arrows_may_stand_around_a_phrase():
    table = Table([rule("back", phrases=["Back to the fair"])])
    assert table.line("→ Back to the fair ←").name == "back"
    assert table.line("Back to the fair now") is None


def test_what_ends_in_a_full_stop_opens_no_block():
    known = {"phrases": ["Related"], "starts": ["more from"]}
    block, line = Table([rule("list", "block", **known)]), Table([rule("list", **known)])
    for text in ("Related.", "More from the fair."):
        assert block.line(text) is None
        assert line.line(text).name == "list"
        assert block.line(text[:-1]).name == "list"


def test_a_rule_holds_for_lines_up_to_its_length():
    table = Table([rule("back", starts=["back to"], longest=20)])
    assert table.line("Back to the big fair").name == "back"
    assert table.line("Back to the old fairs") is None
    signed = Table([rule("sign", pattern=".*©.*", trigger=["©"], longest=10)])
    assert signed.signed("The fair ©", "©").name == "sign"
    assert signed.signed("The fairs ©", "©") is None


def test_what_a_line_starts_with_may_have_a_curly_quote():
    assert Table([rule("ad", starts=["don't miss"])]).line("Don’t miss the fair on the hill")


def test_late_rules_are_kept_apart_from_those_of_a_sign():
    table = Table([rule("late", pattern=".*fair.*", trigger=["fair"], where="late")])
    assert [(sign, known.name) for sign, _, known in table.late] == [("fair", "late")]
    assert table.signs == {}


BUTTONS = Table([rule("buttons", only=["facebook", "mail", "print"], needs=["mail"])])


@pytest.mark.parametrize(
    "line", ["Facebook Mail Print", "FacebookMailPrint", "mail", ("print " * 16) + "mail"]
)
def test_a_line_of_the_words_of_a_list_is_known_glued_or_not(line):
    assert BUTTONS.line(line).name == "buttons"


@pytest.mark.parametrize(
    "line", ["Facebook Print", "FacebookMailUs", "Fax", "print " * 16 + "mail!"]
)
def test_a_line_with_another_word_or_none_that_is_needed_or_too_long_is_not(line):
    assert BUTTONS.line(line) is None


CAPTIONS = Table(
    [
        rule("paper", tail=r"\(\w+\.?\)", endings=["fair)", "fair.)"]),
        rule("closed", tail=r"\[\w+\]", endings=["]"]),
        rule("by", tail=r"Photo by [\w.-]+", trigger=["Photo by"]),
        rule("size", tail="[SX]", endings=["X"]),
        rule("clock", tail=r"at \d o'clock", longest=30),
        rule("dam", tail=r"a dam \[fair\]", endings=["]"]),
        rule("day", tail=r"\[fair\] \d", endings=["1"]),
        rule("number", tail=r"\d", endings=["1", "2"]),
    ]
)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("The dam on Monday (fair)", "paper"),
        ("The dam on Monday (fair.)", "paper"),
        ("A.B. at the dam [fair]", "closed"),
        ("The dam on Monday. Photo by Ann", "by"),
        ("The dam on Monday, size X", "size"),
        ("The dam on Monday at 9 o'clock", "clock"),
        ("The picture of a dam [fair]", "dam"),
        ("The dam [fair] 1", "day"),
        ("The dam [fair] 2", "number"),
    ],
)
def test_a_caption_is_known_by_its_end(line, name):
    assert CAPTIONS.line(line).name == name


@pytest.mark.parametrize(
    "line",
    [
        "The dam on Monday (star)",
        "They saw the fair.",
        "The dam [fair].",
        "Photo by Ann-",
        "The big dam on Monday at 9 o'clock",
        "The dam on Monday, size S",
        "The dam 3",
    ],
)
def test_what_ends_in_another_way_is_no_caption(line):
    assert CAPTIONS.line(line) is None


PARTS = Table(
    [
        rule("place", "prefix", pattern="(?:Fair -- )?", trigger=["Fair"]),
        rule("end", "suffix", endings=["-0-"]),
        rule("stop", "suffix", pattern=r"\[end\]", endings=["]"]),
        rule("within", "inner", pattern="-0-", trigger=["-0-"]),
    ]
)


def cuts(found):
    return [(start, end, known.name) for start, end, known in found]


def test_what_stands_before_the_body_is_cut_as_often_as_it_stands_there():
    assert PARTS.opens("Fair -- They met.")
    assert not PARTS.opens("They met.")
    text = "Fair -- Fair -- Fairs are fun."
    assert cuts(PARTS.cut_front(text)) == [(0, 8, "place"), (8, 16, "place")]


@pytest.mark.parametrize(
    ("text", "begin", "wanted"),
    [
        ("They met. -0- -0-", 0, [(9, 13, "end"), (13, 17, "end")]),
        ("They met. -0- [end]", 0, [(9, 13, "end"), (13, 19, "stop")]),
        ("They met. [end] -0-", 0, [(9, 15, "stop"), (15, 19, "end")]),
        ("They met. [END]", 0, []),
        ("A -0-", 2, [(2, 5, "end")]),
        ("-0-", 0, [(0, 3, "end")]),
        ("-0-", 1, []),
        ("They met.", 0, []),
    ],
)
def test_what_stands_after_the_body_is_cut_with_the_space_before_it(text, begin, wanted):
    assert cuts(PARTS.cut_back(text, begin)) == wanted


def test_what_stands_between_sentences_is_sought_between_two_places():
    text = "-0- They met. -0- They left. -0-"
    assert cuts(PARTS.cut_within(text, 3, 28)) == [(14, 17, "within")]
    assert PARTS.cut_within("They met.", 0, 9) == []
    assert Table([]).cut_within(text, 0, 30) == Table([]).cut_front(text) == []
