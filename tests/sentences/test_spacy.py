"""The component in real spaCy; skipped where spaCy is not installed."""

from __future__ import annotations

import pytest

from dprkcorpus import sentence_spans

pytestmark = pytest.mark.filterwarnings("default")


@pytest.fixture(scope="module")
def spacy():
    module = pytest.importorskip("spacy", reason="spaCy is not installed (extra `spacy`)")
    # Where the package is installed, spaCy finds the component by itself, through its entry point;
    # in a source tree this import makes it known.
    import dprkcorpus.spacy  # noqa: F401

    return module


def sentences(spacy, text, **config):
    nlp = spacy.blank("en")
    nlp.add_pipe("dprkcorpus_sentences", config=config)
    return [sentence.text for sentence in nlp(text).sents]


def test_spacy_finds_the_component_by_its_name(spacy):
    text = "He met the U.S. President. They spoke. -0-"
    assert sentences(spacy, text) == ["He met the U.S. President.", "They spoke. -0-"]


def test_the_settings_are_those_of_the_splitter(spacy):
    text = "He works at Hyd. Plant. It is\nNew."
    config = {"abbreviations": ["Hyd."], "newlines": "wrap"}
    assert sentences(spacy, text, **config) == ["He works at Hyd. Plant.", "It is\nNew."]


def test_sentences_of_whole_tokens_are_those_of_the_splitter(spacy):
    text = "  It rained.  “Go!” he said.\n\nKim Il spoke at 5 p.m. It was late. \n"
    nlp = spacy.blank("en")
    nlp.add_pipe("dprkcorpus_sentences")
    found = [sentence.text.strip() for sentence in nlp(text).sents]
    assert found == [text[start:end] for start, end in sentence_spans(text)]


def test_a_token_across_a_boundary_stays_with_the_sentence_it_starts_in(spacy):
    nlp = spacy.blank("en")
    nlp.tokenizer = spacy.tokenizer.Tokenizer(nlp.vocab)
    nlp.add_pipe("dprkcorpus_sentences")
    found = [sentence.text for sentence in nlp("It is on the list.Korean ancestors wore it.").sents]
    assert found == ["It is on the list.Korean", "ancestors wore it."]


def test_white_space_belongs_to_the_sentence_before(spacy):
    nlp = spacy.blank("en")
    nlp.add_pipe("dprkcorpus_sentences")
    doc = nlp("It rained. \n\n It stopped.")
    assert [sentence.text for sentence in doc.sents] == ["It rained. \n\n ", "It stopped."]


@pytest.mark.parametrize("text", ["", " ", "\n", "\n\n a"])
def test_a_text_of_nothing_has_no_inner_start(spacy, text):
    assert "".join(sentences(spacy, text)) == text


def test_a_pipeline_with_the_component_can_be_saved_and_loaded(spacy, tmp_path):
    nlp = spacy.blank("en")
    nlp.add_pipe("dprkcorpus_sentences", config={"quotes": "keep"})
    nlp.to_disk(tmp_path)
    doc = spacy.load(tmp_path)("“It rained. It stopped,” he said. He left.")
    assert len(list(doc.sents)) == 2
