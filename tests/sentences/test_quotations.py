"""What becomes of quotations, under each setting of `quotes`."""

from __future__ import annotations

import pytest

from dprkcorpus import split_sentences

QUOTATIONS = [
    "“It rained. It stopped,” he said.",
    "He said: “It rained. It stopped.”",
    '"It rained. It stopped!" he said.',
    "«It rained. It stopped», he said.",
    "„It rained. It stopped”, he said.",
    "‘It rained. It didn’t stop,’ he said.",
    "She said, 'It rained. It didn't stop.'",
    "“He said ‘Go. Now.’ And he went. So,” she said.",
]


@pytest.mark.parametrize("text", QUOTATIONS)
def test_kept_quotations_are_whole(text):
    assert split_sentences(f"{text} They left. Now.", quotes="keep") == [text, "They left.", "Now."]


@pytest.mark.parametrize("text", QUOTATIONS)
def test_quotations_split_as_other_text_does(text):
    assert len(split_sentences(text)) > 1


@pytest.mark.parametrize(
    "text",
    [
        "“It rained. It stopped. He left.",
        "It rained.” It stopped. He left.",
        "The workers' hall. The peasants' hall. It rained.",
        "‘Twas late. He left. It didn’t rain.",
    ],
)
def test_a_quote_without_its_pair_holds_nothing_together(text):
    assert split_sentences(text, quotes="keep") == split_sentences(text)


def test_a_quotation_ends_with_its_paragraph():
    text = "“It rained. It\nStopped. So,” he said."
    assert split_sentences(text, quotes="keep") == split_sentences(text)


def test_a_quotation_right_after_a_sentence_does_not_hold_it():
    text = "She left。“It rained. It stopped,” he said."
    assert split_sentences(text, quotes="keep") == [
        "She left。",
        "“It rained. It stopped,” he said.",
    ]
