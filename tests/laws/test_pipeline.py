"""Laws 1 to 7 on whole documents: whatever the raw text, what comes out is lawful."""

from __future__ import annotations

import json
import pickle
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dprkcorpus import (
    Document,
    Record,
    Span,
    TilingError,
    clean,
    process,
    sentence_spans,
    split_sentences,
)

from .strategies import long_texts, texts, wrong_types

PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
"""Two halves of a surrogate pair as two characters: JSON's escapes make them one."""


def assert_lawful(document: Document) -> None:
    raw, text = document.raw, document.text
    assert "".join(raw[slice(*segment.span)] for segment in document.cleaned.segments) == raw
    assert "".join(segment.says(raw) for segment in document.cleaned.segments) == text
    at = 0
    for sentence in document.sentences:
        start, end = sentence.span
        assert at <= start < end <= len(text)
        assert not text[at:start].strip()
        assert sentence.text == text[start:end] == text[start:end].strip()
        at = end
    assert not text[at:].strip()
    assert [one.index for one in document.sentences] == list(range(len(document.sentences)))
    for paragraph in document.paragraphs:
        assert paragraph.text == text[slice(*paragraph.span)]
        assert paragraph.sentences[0].span.start == paragraph.span.start
        assert paragraph.sentences[-1].span.end == paragraph.span.end
        assert {one.paragraph for one in paragraph.sentences} == {paragraph.index}


@given(texts)
@settings(max_examples=300)
def test_a_document_of_any_text_is_lawful(raw):
    assert_lawful(process(Record(raw)))


@given(long_texts())
@settings(max_examples=15, deadline=None)
def test_a_document_of_a_long_text_is_lawful(raw):
    assert_lawful(process(Record(raw)))


@given(texts)
def test_a_document_survives_dict_json_and_pickle(raw):
    document = process(Record(raw))
    assert Document.from_dict(document.to_dict()) == document
    assert pickle.loads(pickle.dumps(document)) == document
    if PAIR.search(raw) is None:
        assert Document.from_dict(json.loads(json.dumps(document.to_dict()))) == document


def test_what_json_cannot_tell_apart_is_refused_and_not_changed():
    plain = json.loads(json.dumps(process(Record("It \ud83d\ude42 rained.")).to_dict()))
    with pytest.raises(TilingError):
        Document.from_dict(plain)


@given(st.lists(texts, max_size=4))
def test_a_document_is_the_same_in_any_order(raws):
    once = [process(Record(raw)) for raw in raws]
    again = [process(Record(raw)) for raw in reversed(raws)]
    assert once == again[::-1]


@given(wrong_types)
def test_what_is_no_text_is_a_type_error(wrong):
    for function in (clean, sentence_spans, split_sentences, Record, process):
        with pytest.raises(TypeError):
            function(wrong)


@given(texts, st.integers(-3, 3), st.integers(-3, 3))
def test_a_span_out_of_bounds_is_a_value_error(raw, before, after):
    cleaned = clean(raw)
    for lead, length in ((cleaned.to_raw, len(cleaned.text)), (cleaned.to_text, len(raw))):
        span = Span(before, length + after)
        if before < 0 or after > 0 or span.start > span.end:
            with pytest.raises(ValueError, match="does not lie inside"):
                lead(span)
        else:
            lead(span)
