"""What is promised of concordances: every place, in order, with what stands around it."""

import pytest

from dprkcorpus import Corpus, QueryError, Record, WrongTypeError, process

RAW = (
    "Rain\n\nPyongyang, May 4 (KCNA) -- The rain ,  it says, fell.\n\nRAIN   fell: rain-\nbows too."
)


@pytest.fixture(scope="module")
def corpus():
    return Corpus.of([process(Record(RAW, id="a")), process(Record("No snow. Rainy.", id="b"))])


def test_each_line_says_where_its_match_stands_in_text_and_raw_text(corpus):
    text, raw = corpus["a"].text, corpus["a"].raw
    lines = list(corpus.kwic("rain", width=6))
    assert [line.match for line in lines] == ["rain", "RAIN", "rain"]
    for line in lines:
        start, end = line.span
        assert text[start:end] == line.match
        assert "".join(raw[slice(*span)] for span in line.raw_spans) == line.match
        assert text[max(start - 6, 0) : start] == line.left
        assert text[end : end + 6] == line.right


def test_words_follow_each_other_whatever_stands_between_them(corpus):
    assert [line.match for line in corpus.kwic("it  SAYS")] == ["it says"]
    assert [line.match for line in corpus.kwic("rain fell")] == ["RAIN   fell"]
    assert list(corpus.kwic("ain")) == []
    assert [line.id for line in corpus.kwic("snow.")] == ["b"]


def test_a_line_is_one_line(corpus):
    (line,) = corpus.kwic("says", width=30)
    assert "\n" not in str(line)
    assert str(line).count("[says]") == 1


def test_a_regular_expression_is_one_of_the_package_regex(corpus):
    found = [line.match for line in corpus.kwic(r"\p{Lu}+(?=\s)|(?i)rainy", regex=True)]
    assert found == ["RAIN", "Rainy"]
    assert [line.match for line in corpus.kwic(r"x*", regex=True)] == []


def test_it_opens_one_document_at_a_time(corpus):
    seen = []

    class Watched:
        version, withdrawn = "0", ()
        ids = corpus.ids

        def document(self, id):
            seen.append(id)
            return corpus[id]

        def metadata(self, id):
            return corpus.describe(id)

        def faults(self):
            return ()

    next(Corpus(Watched()).kwic("rain"))
    assert set(seen) == {"a"}


@pytest.mark.parametrize(
    ("pattern", "position"), [("(rain", 5), ("rain)", 4), ("[", 1), ("  ", 0), ("", 0), ("a**", 2)]
)
def test_what_is_no_regular_expression_is_told_at_once_with_its_place(corpus, pattern, position):
    with pytest.raises(QueryError) as caught:
        corpus.kwic(pattern, regex=True)
    assert abs(caught.value.position - position) <= 1
    assert caught.value.query == pattern


def test_wrong_types_are_type_errors(corpus):
    for wrong in (None, b"rain", 3):
        with pytest.raises(WrongTypeError):
            corpus.kwic(wrong)
    with pytest.raises(WrongTypeError):
        corpus.kwic("rain", width="9")


def test_an_expression_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr("dprkcorpus.concordance.SECONDS", 0.05)
    slow = Corpus.of([process(Record("a" * 40 + " it rained.", id="a"))])
    with pytest.raises(QueryError, match="for more than"):
        list(slow.kwic(r"(?:a|aa)+(?:a|aa)+\d(?<=b)", regex=True))


def test_a_word_as_long_as_a_text_is_looked_for_like_any_other():
    word = "ab" * 20_000
    corpus = Corpus.of([process(Record(f"It rained {word.upper()} times.", id="a"))])
    assert [line.match for line in corpus.kwic(word)] == [word.upper()]
    assert list(corpus.kwic(word[:-1])) == []


def test_a_match_over_what_was_removed_has_several_raw_spans(corpus):
    (line,) = corpus.kwic("rain, it")
    assert len(line.raw_spans) == 2
