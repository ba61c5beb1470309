"""The laws of sentences, on any Unicode and on pieces that wake the rules."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dprkcorpus import Span, Splitter, WrongTypeError, sentence_spans, split_sentences

from .strategies import long_texts, texts, wrong_types

SPLITTERS = [
    Splitter(newlines=newlines, quotes=quotes)
    for newlines in ("auto", "paragraph", "wrap")
    for quotes in ("split", "keep")
]
splitters = st.sampled_from(SPLITTERS)

PIECES = (
    *(
        "He left",
        "the list",
        "U.S",
        "Mr",
        "No",
        "5 p.m",
        "e.g",
        "etc",
        "Kim Il",
        "Inc",
        "J",
        "1",
        "a",
    ),
    *(
        ".",
        "?",
        "!",
        "…",
        "...",
        ". . .",
        "?!",
        "‽",
        "。",
        "！",
        ".)",
        ".”",
        '."',
        "'",
        '"',
        "“",
        "‘",
        "’",
    ),
    *(
        " ",
        " ",
        " ",
        "  ",
        "\n",
        "\r\n",
        "\n\n",
        "\t",
        "\xa0",
        "\u2028",
        "\x85",
        "\x0c",
        "\x1f",
        "\0",
    ),
    *("(", ")", "[", "]", "[3]", "«", "»", "-", "–", "-0-", "•", "1)", "2)", ":)", ":-(", "*", "_"),
    *(
        "The",
        "the",
        "he said",
        "Kim asked.",
        "It",
        "I",
        "south Korea",
        "123",
        "§ 5",
        "é",
        "한국",
        "\ud800",
    ),
    *(
        "\u200b",
        "\ufeff",
        "e\u0301",
        "👩‍👩‍👧",
        "https://a.example/b.c?d=e",
        "a@b.example",
        "x.py",
        "3.5",
    ),
)
prose = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
"""Texts of stops, words, quotes and white space in any order: most of the rules are woken."""

lines = st.one_of(texts, prose).map(
    lambda text: (
        " ".join(text.split()) if len(text.splitlines()) > 1 or text != text.strip() else text
    )
)
"""Paragraphs: no line break in them, no white space around."""


@given(st.one_of(texts, prose), splitters)
def test_sentences_are_sorted_disjoint_and_leave_only_white_space(
    text: str, splitter: Splitter
) -> None:
    spans = splitter.spans(text)
    edges = [Span(0, 0), *spans, Span(len(text), len(text))]
    for before, after in pairwise(edges):
        assert before.end <= after.start
        gap = text[before.end : after.start]
        assert not gap or gap.isspace()
    for span in spans:
        assert type(span) is Span
        assert 0 <= span.start < span.end <= len(text)
        assert not text[span.start].isspace()
        assert not text[span.end - 1].isspace()


@given(long_texts(), splitters)
def test_long_texts_keep_the_laws(text: str, splitter: Splitter) -> None:
    at = 0
    for start, end in splitter.spans(text):
        assert start >= at
        assert not text[at:start].strip()
        at = end
    assert not text[at:].strip()


@given(st.one_of(texts, prose), splitters)
def test_the_sentences_are_what_the_spans_say(text: str, splitter: Splitter) -> None:
    assert splitter.split(text) == [text[start:end] for start, end in splitter.spans(text)]


@given(st.one_of(texts, prose))
def test_the_functions_do_what_the_splitter_does(text: str) -> None:
    for splitter in SPLITTERS:
        options = {"newlines": splitter.newlines, "quotes": splitter.quotes}
        assert sentence_spans(text, **options) == splitter.spans(text)
        assert split_sentences(text, **options) == splitter.split(text)


def joined(paragraphs: list[str], sign: str, splitter: Splitter) -> list[str]:
    """The sentences of each paragraph alone; joined, the paragraphs must have the same."""
    alone = [sentence for paragraph in paragraphs for sentence in splitter.split(paragraph)]
    assert splitter.split(sign.join(paragraphs)) == alone
    return alone


@given(
    st.lists(lines, max_size=6), st.sampled_from(["\n\n", "\n \n", "\r\n\r\n", "\n\n\n"]), splitters
)
def test_a_paragraph_between_blank_lines_has_the_sentences_that_it_has_alone(
    paragraphs: list[str], sign: str, splitter: Splitter
) -> None:
    joined(paragraphs, sign, splitter)


@given(
    st.lists(lines, max_size=6),
    st.sampled_from(["\n", "\r\n", "\r", "\u2028", "\u2029", "\x85", "\f"]),
    st.sampled_from(["split", "keep"]),
)
def test_a_line_has_the_sentences_that_it_has_alone(
    paragraphs: list[str], sign: str, quotes: str
) -> None:
    joined(paragraphs, sign, Splitter(newlines="paragraph", quotes=quotes))


@given(st.lists(lines.filter(lambda line: not line[:1].islower()), max_size=6))
def test_a_line_that_wraps_nothing_is_a_paragraph(paragraphs: list[str]) -> None:
    joined(paragraphs, "\n", Splitter())


@given(st.one_of(texts, prose))
def test_a_sentence_of_a_quotation_kept_is_made_of_sentences(text: str) -> None:
    ends = {span.end for span in sentence_spans(text)}
    assert {span.end for span in sentence_spans(text, quotes="keep")} <= ends


@given(st.one_of(texts, prose))
def test_the_same_text_gives_the_same_sentences(text: str) -> None:
    assert sentence_spans(text) == Splitter().spans(text) == sentence_spans(text)


@pytest.mark.parametrize(
    "call", [sentence_spans, split_sentences, Splitter().spans, Splitter().split]
)
@given(wrong=wrong_types)
def test_what_is_no_text_is_a_type_error(call, wrong) -> None:
    with pytest.raises(WrongTypeError):
        call(wrong)
