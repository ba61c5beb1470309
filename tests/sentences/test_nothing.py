"""Where there is nothing to split, nothing is made up."""

from __future__ import annotations

from dprkcorpus.sentences.lists import list_items
from dprkcorpus.sentences.quotations import joined


def test_a_text_without_a_mark_is_one_item():
    text = "It rained, and 1) nobody came."
    assert list(list_items(text, 0, len(text))) == [(0, len(text))]


def test_without_sentences_there_is_nothing_to_keep_together():
    assert list(joined("“It rained.”", 0, 12, iter(()))) == []
