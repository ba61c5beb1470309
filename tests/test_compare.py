"""What changed from one corpus to another."""

import pytest

import dprkcorpus
from dprkcorpus import Corpus, Record, WrongTypeError, clean, process
from dprkcorpus.compare import compare


def _corpus(**texts):
    return Corpus.of([process(Record(text, id)) for id, text in texts.items()])


def test_nothing_changed_between_a_corpus_and_itself():
    corpus = dprkcorpus.load()
    assert list(compare(corpus, corpus)) == []
    assert list(compare(corpus, dprkcorpus.load())) == []


def test_what_is_new_gone_and_changed_is_told_apart():
    old = _corpus(a="It rained.", b="It snowed.", c="It stopped.")
    new = _corpus(b="It snowed again.", c="It stopped.", d="The sun shone.")
    found = [(change.id, change.kind) for change in compare(old, new)]
    assert found == [("a", "gone"), ("b", "changed"), ("d", "new")]


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        ("It rained.", "It rained. -0-", {"raw", "segments", "metadata"}),
        ("It rained.", "It snowed.", {"raw", "text", "sentences", "metadata"}),
        ("It rained. -0-", "It rained.  -0-", {"raw", "segments", "metadata"}),
        ("It rained. \nShare this:", "It rained.  \nShare this:", {"raw", "metadata"}),
    ],
)
def test_the_parts_that_differ_are_named(old, new, parts):
    (change,) = compare(_corpus(a=old), _corpus(a=new))
    assert set(change.parts) == parts


def test_other_rules_change_segments_and_text_but_not_the_raw_text():
    raw = "It rained.\nThe Fair Gazette is read by all."
    crawl = [f"It rained on day {day}.\nThe Fair Gazette is read by all." for day in range(9)]
    profile = dprkcorpus.learn_furniture(crawl, name="gazette")
    assert clean(raw, profile=profile).text == "It rained."
    old = Corpus.of([process(Record(raw, "a"))])
    new = Corpus.of([process(Record(raw, "a"), profile=profile)])
    (change,) = compare(old, new)
    assert set(change.parts) >= {"text", "segments", "sentences"}
    assert "raw" not in change.parts
    ((sign, before, after),) = change.lines("segments")
    assert (sign, before) == ("+", None)
    assert "gazette/" in after
    assert list(change.lines("text")) == [
        (" ", "It rained.", "It rained."),
        ("-", "The Fair Gazette is read by all.", None),
    ]


def test_metadata_are_compared_field_by_field():
    old = Corpus.of([process(Record("It rained.", "a", date="2023-05-04"))])
    new = Corpus.of([process(Record("It rained.", "a", date="2023-05-05"))])
    (change,) = compare(old, new)
    assert change.parts == ("metadata",)
    lines = list(change.lines("metadata"))
    assert ("~", "issued: 2023-05-04", "issued: 2023-05-05") in lines
    assert {sign for sign, before, _ in lines if before and before.startswith("fact: ")} == {"-"}


def test_many_lines_are_told_without_being_matched():
    old = _corpus(a="\n".join(f"It rained on day {day}." for day in range(9000)))
    new = _corpus(a="\n".join(f"It snowed on day {day}." for day in range(9000)))
    (change,) = compare(old, new)
    assert sum(sign == "~" for sign, _, _ in change.lines("text")) == 9000


def test_lines_that_stayed_are_not_told_where_too_many_changed_to_be_matched():
    def days(weather):
        lines = (f"It {weather} on day {day}." for day in range(9000))
        return "\n".join(
            "Nobody wrote." if day % 3 == 1 else line for day, line in enumerate(lines)
        )

    (change,) = compare(_corpus(a=days("rained")), _corpus(a=days("snowed")))
    told = [before for sign, before, _ in change.lines("text") if sign != " "]
    assert len(told) == 6000
    assert "Nobody wrote." not in told


@pytest.mark.parametrize("wrong", [None, [], "my.corpus"])
def test_only_corpora_are_compared(wrong):
    with pytest.raises(WrongTypeError):
        list(compare(wrong, dprkcorpus.load()))
    with pytest.raises(WrongTypeError):
        list(compare(dprkcorpus.load(), wrong))
