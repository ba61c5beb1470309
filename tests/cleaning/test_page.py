"""What a page tells of its lines."""

from __future__ import annotations

from dprkcorpus import Label
from dprkcorpus.cleaning.matching import default_table
from dprkcorpus.cleaning.page import Page, closed, titled
from dprkcorpus.cleaning.profiles import Rule


def test_a_stop_before_closing_quotes_or_brackets_closes_a_line() -> None:
    assert closed("“The dam will stand.”")
    assert closed("It rained (and the river rose.)")
    assert not closed("Builders sing “Song of the Dam”")


def test_words_of_three_letters_may_be_small_in_a_title() -> None:
    assert titled("Dam Builders Reach the Upper Valley.")
    assert not titled("Dam builders reach the upper valley.")


def test_two_longer_words_are_too_few_to_tell_a_title() -> None:
    assert not titled("Orchards Bloom.")


def read(*lines: str) -> Page:
    page = Page("\n".join(lines), default_table())
    page.match(page.table)
    return page


def test_a_rule_that_waits_for_its_place_may_give_its_label() -> None:
    page = Page("Back to the fair", default_table())
    page.postpone(0, Rule("fair/back", Label.NAVIGATION, "A link.", "Back", "line"))
    assert page.labels == {Label.NAVIGATION}


def test_blank_lines_further_up_part_no_lines_below() -> None:
    page = Page("It rained.\n\nIt snowed.\nThe river rose.", default_table())
    assert page.apart(0)
    assert not page.apart(1)


def test_short_sentences_are_prose_and_the_core_where_there_is_no_other() -> None:
    page = read("It rained.", "It snowed.")
    assert page.prose(0)
    assert not page.solid(0)
    assert page.core() == (0, 1)


def test_a_dateline_of_the_agency_makes_no_page_of_an_outlet() -> None:
    story = "The builders opened the dam in the northern valley on Monday."
    assert not read(f"Pyongyang, May 5 (KCNA) -- {story}").outlet()
    assert read(f"SEOUL, May 5 (AP) -- {story}").outlet()


def test_an_end_mark_on_a_line_of_its_own_is_known() -> None:
    page = read("-0-")
    assert page.rule[0] is not None
    assert page.rule[0].label is Label.ENDMARK


def test_a_question_in_quotes_is_no_solid_prose() -> None:
    page = read(
        "“Will the dam in the valley stand for nine years?”", "“Yes, it will stand for ten.”"
    )
    assert page.prose(0)
    assert not page.solid(0)
    assert page.solid(1)


def test_a_sentence_is_solid_by_its_words_though_a_long_address_opens_it() -> None:
    address = "https://example.org/valleys/of/the/north/dams-and-orchards-and-builders"
    assert read(f"{address} tells of the dam.").solid(0)
    assert not read(f"{address} tells the story.").solid(0)


def test_a_line_of_25_words_is_solid_without_a_stop() -> None:
    assert read(" ".join(["dam"] * 25)).solid(0)
    assert not read(" ".join(["dam"] * 24)).solid(0)


def test_a_bar_after_the_stop_makes_prose_of_a_line_that_an_end_mark_closes() -> None:
    assert read("It rained. | -0-").solid(0)


def test_a_dateline_in_mid_line_is_sought_where_stories_were_run_together() -> None:
    first = "Fair Opened Pyongyang, May 5 (KCNA) -- A fair opened."
    assert read(f"Builders and Growers of the Valley {first}", first).inner
    assert not read("Builders and Growers of the Valley", first).inner


def test_a_blank_behind_an_end_mark_runs_no_stories_together() -> None:
    quoted = "Its first page reads: Pyongyang, May 5 (KCNA) -- A fair was opened. -0-"
    assert not read("Old Paper Shown", f"{quoted} ", "", "Next story").inner
    assert read("Old Paper Shown", f"{quoted} Next story").inner


def test_each_line_break_that_python_knows_parts_lines() -> None:
    signs = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
    page = Page("".join(f"It rained.{sign}" for sign in signs), default_table())
    assert page.texts == ["It rained."] * len(signs)


def test_a_block_that_runs_to_the_end_gives_each_line_one_rule() -> None:
    page = read("A dam is rising.", "Its valley is glad.", "Leave a Reply", "What a dam")
    assert page.live < len(page)
    assert len(page.rule) == len(page)
