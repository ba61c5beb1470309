"""A corpus file answers every question as documents in memory do, whatever the documents."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dprkcorpus import (
    Corpus,
    FuzzyDate,
    Record,
    UnknownNameError,
    build,
    open_corpus,
    process,
)
from dprkcorpus.metadata.model import Basis, Fact
from dprkcorpus.store import Store

from .strategies import texts

NAMES = ("KCNA", "Naenara", "Ξ", "kcna")
TITLES = ("Rain", "RAIN AND Snow", "Straße", "STRASSE", "", "ﬁne", "İstanbul")
DATES = (
    *("2023", "2023-05", "2023-05-04", "2023-05-04?", "2023~", "202X", "2022-12-30/2023-01-02"),
    *("[2021..2022]", "[2021,2023]", "[..2022]", "[2023-05-01,2023-07-01]", "2022/..", "../2022"),
    *("2022/", "/2022", "2023-0X", "2024%", "0001-01-01", "9999-12-31"),
)

known = st.fixed_dictionaries(
    {},
    optional={
        "publisher": st.sampled_from(NAMES),
        "agency": st.sampled_from(NAMES),
        "genre": st.sampled_from(NAMES),
        "title": st.sampled_from([title for title in TITLES if title]),
        "issued": st.sampled_from(DATES).map(FuzzyDate),
        "posted": st.sampled_from(DATES).map(FuzzyDate),
    },
)
question = st.fixed_dictionaries(
    {},
    optional={
        "publisher": st.sampled_from(NAMES),
        "agency": st.sampled_from(NAMES),
        "title": st.sampled_from(("rain", "ss", "ß", "fi", "i̇", "")),
        "issued": st.sampled_from(DATES),
        "issued_within": st.sampled_from(DATES),
        "issued_overlaps": st.sampled_from(DATES),
        "text": st.sampled_from(("rain", ("a", "."), ())),
        "duplicates": st.just("first"),
    },
)


def made(number: int, facts: dict[str, object], raw: str) -> Record:
    told = tuple(Fact(name, value, Basis.CURATOR, "Made up.") for name, value in facts.items())
    return Record(raw, id=f"d-{number}", facts=told)


def answer(corpus: Corpus, asked: dict[str, object]) -> object:
    try:
        return corpus.where(**asked).ids
    except UnknownNameError as error:
        return error.args


@given(st.lists(known, max_size=8), st.lists(question, min_size=1, max_size=4))
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_questions_have_the_same_answers_in_a_file_and_in_memory(facts, questions):
    records = [
        made(number, one, f"It rained {number % 3} times.") for number, one in enumerate(facts)
    ]
    with TemporaryDirectory() as folder:
        path = Path(folder, "my.corpus")
        build(records, path)
        stored, memory = open_corpus(path), Corpus.of(map(process, records))
        assert stored == memory
        for asked in questions:
            assert answer(stored, asked) == answer(memory, asked)
            # A part of a corpus is asked in the same way.
            parts = [corpus.sorted("title", reverse=True) for corpus in (stored, memory)]
            assert answer(parts[0], asked) == answer(parts[1], asked)
        assert list(stored.metadata()) == list(memory.metadata())


@given(st.lists(texts, max_size=6))
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_text_is_stored_as_it_is_and_found_again(raws):
    records = [
        Record(raw.encode("utf-8", "replace").decode(), id=f"d-{number}")
        for number, raw in enumerate(raws)
    ]
    with TemporaryDirectory() as folder:
        path = Path(folder, "my.corpus")
        build(records, path)
        stored, memory = open_corpus(path), Corpus.of(map(process, records))
        assert stored == memory
        assert stored.verify() == ()
        for query in ("the world", "a NOT world", "kim NEAR/3 general OR rain*"):
            assert stored.search(query) == memory.search(query)
        for hit in stored.search("a* OR the OR e*"):
            document = stored[hit.id]
            for span in hit.spans:
                assert document.text[slice(*span)].strip()
            again = [document.raw[slice(*span)] for span in hit.raw_spans]
            assert all(again)


@given(st.lists(texts, min_size=1, max_size=8), st.integers(0, 8))
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_build_in_two_parts_is_the_build_at_once(raws, first):
    records = [Record(raw.encode("utf-8", "replace").decode()) for raw in raws]
    with TemporaryDirectory() as folder:
        parted, whole = Path(folder, "parted"), Path(folder, "whole")
        build(records[:first], parted)
        build(records, parted)
        report = build(records, whole)
        assert report.new == report.records == len(raws)
        assert Store(parted).digest() == Store(whole).digest()
