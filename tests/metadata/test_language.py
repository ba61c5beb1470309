"""The check of language: right where it speaks, silent where it cannot tell."""

from __future__ import annotations

import time
import tomllib
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from importlib_resources import files

from dprkcorpus.errors import WrongTypeError
from dprkcorpus.metadata.language import UNKNOWN, detect_language

TABLE = tomllib.loads(Path(__file__).with_name("language.toml").read_text(encoding="utf-8"))
SHIPPED = tomllib.loads(
    (files("dprkcorpus") / "metadata" / "languages.toml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", TABLE["text"], ids=[case["text"][:30] for case in TABLE["text"]])
def test_it_tells_the_language_or_says_that_it_cannot(case):
    assert detect_language(case["text"]).tag == case.get("tag")


def test_the_bundled_texts_are_english():
    folder = files("dprkcorpus") / "data" / "raw"
    found = {detect_language(file.read_text(encoding="utf-8")).tag for file in folder.iterdir()}
    assert found == {"en"}


def test_a_text_that_changes_its_language_half_way_has_none():
    texts = {case.get("tag"): case["text"] for case in TABLE["text"]}
    assert detect_language(texts["en"] * 20 + texts["es"] * 20) == UNKNOWN


def test_more_of_the_same_makes_it_surer():
    text = "The visit was a friendly one and of great meaning for both of them, it is said. "
    confidences = [detect_language(text * times).confidence for times in (1, 2, 5)]
    assert confidences == sorted(set(confidences))
    assert confidences[-1] < 1


@given(st.text())
def test_any_text_has_a_listed_language_or_none(text):
    found = detect_language(text)
    assert found == UNKNOWN or 0.8 <= found.confidence < 1
    assert found.tag in {None, *(one["tag"] for one in SHIPPED["language"])}


def test_a_long_text_takes_no_longer_than_a_short_one():
    def taken(text: str) -> float:
        times = []
        for _ in range(3):
            start = time.process_time()
            for _ in range(300):
                detect_language(text)
            times.append(time.process_time() - start)
        return min(times)

    sentence = "The delegation of the party was met at the airport by the officials. "
    assert taken(sentence * 10_000) < 5 * taken(sentence * 20)


def test_no_word_stands_in_two_lists():
    words = Counter(word for one in SHIPPED["language"] for word in one.get("words", ()))
    assert [word for word, times in words.items() if times > 1] == []
    assert all(word == word.lower() and " " not in word for word in words)


@pytest.mark.parametrize("wrong", [None, b"text", 5])
def test_what_is_no_text_is_refused_by_name(wrong):
    with pytest.raises(WrongTypeError, match="text must be str"):
        detect_language(wrong)
