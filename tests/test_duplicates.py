"""What is promised of duplicates: groups, originals first, nothing left out unasked."""

import importlib.util

import pytest

from dprkcorpus import Corpus, FaultsError, Record, WrongTypeError, process
from dprkcorpus.duplicates import alike, fingerprint, groups_of
from dprkcorpus.errors import MissingExtraError, UnknownOptionError
from dprkcorpus.metadata.model import Basis, Fact, FuzzyDate

STORY = (
    "The farmers of the county sowed barley in early spring. They were helped by students "
    "of the college, who carried water over the hill, and by three tractors. On the last "
    "day the whole village sang by the river until the moon had risen above the orchard."
)

datasketch = pytest.mark.skipif(
    importlib.util.find_spec("datasketch") is None, reason="needs the extra dedup"
)


def made(id, raw=STORY, **facts):
    known = tuple(
        Fact(name, FuzzyDate(value) if name == "issued" else value, Basis.CURATOR, "Made up.")
        for name, value in facts.items()
    )
    return process(Record(raw, id=id, facts=known))


def test_case_punctuation_and_white_space_do_not_count():
    texts = [
        ("a", "“It rained,” he said."),
        ("b", "It snowed."),
        ("c", "IT RAINED\n - he  said"),
        ("d", "..."),
        ("e", "—"),
        ("f", "It snowed"),
    ]
    assert alike(texts, 1) == [["a", "c"], ["b", "f"]]


def test_the_original_comes_first():
    corpus = Corpus.of(
        [
            made("blog", republisher="a blog", agency="KCNA", issued="2023-05-01"),
            made("paper", publisher="The Pyongyang Times", issued="2023-05-01"),
            made("later", publisher="KCNA", agency="KCNA", issued="2023-05-05"),
            made("agency", publisher="KCNA", agency="KCNA", issued="2023-05-04"),
            made("credits", publisher="Naenara", agency="KCNA", issued="2023-05-03"),
            made("undated", publisher="KCNA", agency="KCNA"),
            made("other", raw="It snowed."),
        ]
    )
    assert corpus.duplicates() == (("agency", "later", "undated", "credits", "blog", "paper"),)


def test_nothing_is_left_out_unless_it_is_asked_for():
    corpus = Corpus.of([made("b"), made("a", publisher="KCNA", agency="KCNA"), made("c", "Snow.")])
    assert corpus.where().ids == ("b", "a", "c")
    assert corpus.where(duplicates="first").ids == ("a", "c")
    assert corpus.where(text="barley", duplicates="first").ids == ("a",)
    assert corpus.where(predicate=lambda one: one.id != "a", duplicates="first").ids == ("b", "c")
    with pytest.raises(UnknownOptionError):
        corpus.where(duplicates="last")


@pytest.mark.parametrize(
    ("threshold", "error"),
    [(0, FaultsError), (1.1, FaultsError), (-1, FaultsError), (float("nan"), FaultsError),
     ("1", WrongTypeError), (None, WrongTypeError)],
)  # fmt: skip
def test_a_threshold_is_a_part_of_one(threshold, error):
    with pytest.raises(error):
        Corpus.of([]).duplicates(threshold)


def test_what_the_extra_is_for_is_told(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "datasketch", None)
    with pytest.raises(MissingExtraError, match=r"dprkcorpus\[dedup\]"):
        Corpus.of([made("a")]).duplicates(0.8)


@datasketch
def test_texts_that_are_nearly_the_same_are_found():
    edited = STORY.replace("three tractors", "four tractors")
    texts = [("a", STORY), ("b", "It rained."), ("c", edited), ("d", STORY.upper()), ("e", "Rain")]
    assert alike(texts, 0.7) == [["a", "c", "d"]]
    assert alike(texts, 1) == [["a", "d"]]
    assert alike(texts, 0.95) == [["a", "d"]]


@datasketch
def test_groups_do_not_depend_on_the_order():
    words = STORY.split()
    texts = [(str(cut), " ".join(words[cut:])) for cut in range(0, 30, 3)]
    groups = alike(texts, 0.8)
    backwards = alike(texts[::-1], 0.8)
    assert sorted(map(sorted, groups)) == sorted(map(sorted, backwards))
    assert groups


@pytest.mark.parametrize("threshold", [1.0, pytest.param(0.6, marks=datasketch)])
def test_groups_can_be_told_by_fingerprints_made_elsewhere_and_in_any_order(threshold):
    texts = {
        "a": STORY,
        "b": STORY.upper(),
        "c": STORY.replace("three tractors", "a tractor"),
        "d": "It snowed.",
        "e": "...",
        "f": "It snowed!",
    }
    made = [(id, fingerprint(text, threshold)) for id, text in texts.items()]
    wanted = alike(texts.items(), threshold)
    assert groups_of(made, threshold) == wanted
    other_way = [sorted(group) for group in groups_of(reversed(made), threshold)]
    assert sorted(other_way) == wanted
    assert len(wanted[0]) == (2 if threshold == 1 else 3)
    assert {id: len(told) for id, told in made}["e"] == 0
