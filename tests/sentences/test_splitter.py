from __future__ import annotations

import copy
import pickle
from concurrent.futures import ThreadPoolExecutor

import pytest

from dprkcorpus import Span, Splitter, WrongTypeError, sentence_spans, split_sentences
from dprkcorpus.errors import UnknownOptionError


@pytest.mark.parametrize("text", ["", " ", "\n", " \r\n\t\u2028 ", "\xa0\n\xa0"])
def test_a_text_without_ink_has_no_sentence(text):
    assert sentence_spans(text) == []


def test_spans_leave_out_the_white_space_around():
    assert sentence_spans("  It rained. \n It stopped.\t") == [Span(2, 12), Span(15, 26)]


def test_what_holds_no_word_is_a_sentence_all_the_same():
    assert split_sentences("...\n?!\n-0-") == ["...", "?!", "-0-"]


@pytest.mark.parametrize("text", ["It rained.\0It stopped.", "\0", "\ud800. \udfff", "e\u0301. É."])
def test_no_character_is_lost(text):
    assert "".join("".join(split_sentences(text)).split()) == "".join(text.split())


def test_own_abbreviations_never_end_a_sentence():
    text = "He works at Hyd. Plant. It is new."
    assert split_sentences(text) == ["He works at Hyd.", "Plant.", "It is new."]
    assert split_sentences(text, abbreviations=["Hyd"]) == ["He works at Hyd. Plant.", "It is new."]
    assert split_sentences(text, abbreviations=iter(["Hyd."]))[0] == "He works at Hyd. Plant."


def test_an_own_abbreviation_in_lower_case_is_known_in_any_case():
    for text in ("AT HYD. PLANT.", "At Hyd. Plant.", "At hyd. Plant."):
        assert split_sentences(text, abbreviations=["hyd"]) == [text]
    assert len(split_sentences("At hyd. Plant.", abbreviations=["Hyd"])) == 2


def test_own_abbreviations_are_forgotten_after_the_call():
    text = "He works at Hyd. Plant."
    split_sentences(text, abbreviations=["Hyd"])
    assert split_sentences(text) == ["He works at Hyd.", "Plant."]


def test_a_splitter_is_a_value():
    splitter = Splitter(["Hyd."], newlines="wrap", quotes="keep")
    assert repr(splitter) == "Splitter(('Hyd.',), newlines='wrap', quotes='keep')"
    assert splitter == Splitter(("Hyd.",), "wrap", "keep")
    assert hash(splitter) == hash(Splitter(("Hyd.",), "wrap", "keep"))
    assert splitter != Splitter()
    assert hash(splitter) != hash(Splitter())
    assert splitter != "Splitter"
    assert copy.deepcopy(splitter) == splitter
    back = pickle.loads(pickle.dumps(splitter))
    assert back == splitter
    assert back.split("At Hyd. Plant") == ["At Hyd. Plant"]


def test_a_splitter_cannot_be_changed():
    splitter = Splitter()
    with pytest.raises(AttributeError, match=r"^a Splitter is immutable$"):
        splitter.newlines = "wrap"
    with pytest.raises(AttributeError, match=r"^a Splitter is immutable$"):
        del splitter.newlines


def test_a_splitter_is_safe_in_threads():
    text = "He met the U.S. President. It rained. “Go!” he said.\n" * 50
    splitter = Splitter()
    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(splitter.spans, [text] * 32))
    assert results == [splitter.spans(text)] * 32


@pytest.mark.parametrize("wrong", ["Hyd", b"Hyd", None, 1, [None], [b"Hyd"], ["Hyd", 1]])
def test_abbreviations_are_several_str(wrong):
    with pytest.raises(WrongTypeError):
        Splitter(abbreviations=wrong)
    with pytest.raises(WrongTypeError):
        sentence_spans("It rained.", abbreviations=wrong)


@pytest.mark.parametrize("option", ["newlines", "quotes"])
def test_options_are_those_that_exist(option):
    with pytest.raises(UnknownOptionError, match=option):
        Splitter(**{option: "wrapp"})
    with pytest.raises(ValueError, match=option):
        split_sentences("It rained.", **{option: ""})
    with pytest.raises(WrongTypeError):
        Splitter(**{option: None})


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"abbreviations": "Hyd"}, "abbreviations must be several words, not str"),
        ({"abbreviations": [None]}, "abbreviation must be str, not NoneType"),
        ({"newlines": None}, "newlines must be str, not NoneType"),
        ({"quotes": 1}, "quotes must be str, not int"),
        ({"newlines": "wrapp"}, "no value of newlines is named 'wrapp'; did you mean 'wrap'?"),
        ({"quotes": "kept"}, "no value of quotes is named 'kept'; did you mean 'keep'?"),
    ],
)
def test_a_wrong_option_is_told_by_its_name(options, told):
    with pytest.raises((WrongTypeError, UnknownOptionError)) as caught:
        Splitter(**options)
    assert str(caught.value) == told


def test_what_is_no_text_is_told():
    with pytest.raises(WrongTypeError, match=r"^text must be str, not bytes$"):
        split_sentences(b"It rained.")


def test_three_characters_may_be_two_sentences():
    assert split_sentences("是。不") == ["是。", "不"]
