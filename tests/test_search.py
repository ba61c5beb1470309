"""What is promised of queries, of what they find, and of what is wrong with them."""

import tomllib
from pathlib import Path

import pytest

from dprkcorpus import Corpus, QueryError, Record, UnknownDocumentError, WrongTypeError, process
from dprkcorpus.search import to_fts5

CASES = tomllib.loads(Path(__file__).with_name("search.toml").read_text(encoding="utf-8"))

TEXTS = {
    "missile": "Kim Jong Un watched the test of a missile. The weather was fine.",
    "far": "Kim Jong Un went home. " + "The weather was fine. " * 5 + "A missile stood there.",
    "apart": "Kim, who met Jong and Un, saw a missile.",
    "accents": "The café in Zürich sold CRÈME. ￼\ufdd0It was good\ufdd1.",
    "raw": "Pyongyang, May 4 (KCNA) -- The U.S. forces ,  it says,\n\nleft Int’l waters. -0-",
}


@pytest.fixture(scope="module")
def corpus():
    return Corpus.of(
        process(Record(raw, id=id, title="A fine title" if id == "far" else None))
        for id, raw in TEXTS.items()
    )


@pytest.mark.parametrize("case", CASES["written"], ids=lambda case: case["query"])
def test_queries_are_written_in_the_language_of_the_index(case):
    assert to_fts5(case["query"]) == case["fts5"]


@pytest.mark.parametrize("case", CASES["found"], ids=lambda case: case["query"])
def test_queries_find_what_they_say(corpus, case):
    assert sorted(hit.id for hit in corpus.search(case["query"])) == case["ids"]


@pytest.mark.parametrize("case", CASES["wrong"], ids=lambda case: case["query"])
def test_what_is_wrong_with_a_query_is_told_with_its_place(corpus, case):
    with pytest.raises(QueryError, match=case["message"]) as caught:
        corpus.search(case["query"])
    assert caught.value.position == case["position"]


def test_wrong_types_are_type_errors(corpus):
    for wrong in (None, b"rain", 3):
        with pytest.raises(WrongTypeError):
            corpus.search(wrong)
    with pytest.raises(WrongTypeError):
        corpus.search("rain", limit="3")


def test_a_query_too_long_or_too_deep_is_refused(corpus):
    with pytest.raises(QueryError, match="at most"):
        corpus.search("rain " * 1000)
    with pytest.raises(QueryError, match="too deep"):
        corpus.search("(" * 100 + "rain" + ")" * 100)


def test_a_hit_says_where_its_words_stand_in_text_and_raw_text(corpus):
    (hit,) = corpus.search('"U.S. forces" waters')
    document = corpus["raw"]
    assert [document.text[slice(*span)] for span in hit.spans] == ["U.S. forces", "waters"]
    assert [document.raw[slice(*span)] for span in hit.raw_spans] == ["U.S. forces", "waters"]
    assert "[U.S. forces]" in hit.excerpt


def test_noncharacters_in_a_text_do_not_move_its_spans(corpus):
    (hit,) = corpus.search("creme good")
    text = corpus["accents"].text
    assert [text[slice(*span)] for span in hit.spans] == ["CRÈME", "good"]


def test_a_limit_is_the_number_of_hits(corpus):
    assert len(corpus.search("fine", limit=1)) == 1
    assert corpus.search("fine", limit=0) == ()


def test_words_of_the_title_alone_have_no_span(corpus):
    (hit,) = corpus.search("title:fine")
    assert (hit.id, hit.spans, hit.excerpt) == ("far", (), "A [fine] title")


def test_a_part_of_a_corpus_finds_its_own(corpus):
    part = corpus.where(text="weather").where(text="test of")
    assert [hit.id for hit in part.search("missile")] == ["missile"]
    with pytest.raises(UnknownDocumentError):
        part.versions("far")
