"""What a page tells of its lines."""

from __future__ import annotations

from dprkcorpus.cleaning.page import closed, titled


def test_a_stop_before_closing_quotes_or_brackets_closes_a_line() -> None:
    assert closed("“The dam will stand.”")
    assert closed("It rained (and the river rose.)")
    assert not closed("Builders sing “Song of the Dam”")


def test_words_of_three_letters_may_be_small_in_a_title() -> None:
    assert titled("Dam Builders Reach the Upper Valley.")
    assert not titled("Dam builders reach the upper valley.")


def test_two_longer_words_are_too_few_to_tell_a_title() -> None:
    assert not titled("Orchards Bloom.")
