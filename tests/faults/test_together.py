"""Several at one corpus file at once: threads, processes, a reader and two writers."""

from __future__ import annotations

import multiprocessing
import os
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

import dprkcorpus
from dprkcorpus import CorpusFileError, Record, build, open_corpus
from dprkcorpus.store import Store

RECORDS = [Record(f"It rained {number} times.", f"r-{number}") for number in range(60)]


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "my.corpus"
    build(RECORDS, path)
    return path


def told(corpus):
    """Ask a corpus much, and give all that it says."""
    return (
        [document.text for document in corpus],
        corpus.facets("agency"),
        [hit.id for hit in corpus.search("rained")],
        [str(line) for line in corpus.kwic("rained")],
        corpus.verify(),
    )


@pytest.mark.parametrize("bundled", [True, False])
def test_eight_threads_use_the_same_corpus(path, bundled):
    corpus = dprkcorpus.load() if bundled else open_corpus(path)
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(told, [corpus] * 24))
    assert all(answer == answers[0] for answer in answers)
    assert answers[0] == told(dprkcorpus.load() if bundled else open_corpus(path))


def test_eight_threads_clean_and_split_for_the_first_time_together():
    barrier = threading.Barrier(8)

    def processed(number):
        barrier.wait()
        text = f"Pyongyang, May {number + 1} (KCNA) -- It rained. Mr. Kim Jong Un spoke. -0-"
        return dprkcorpus.process(Record(text)).to_dict()

    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(processed, range(8)))
    barrier = threading.Barrier(1)
    assert together == [processed(number) for number in range(8)]


def _answer(pipe, corpus):
    pipe.send(told(corpus))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
@pytest.mark.parametrize("method", ["fork", "spawn"])
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_corpus_is_used_in_another_process(path, method):
    corpus = open_corpus(path)
    expected = told(corpus)
    if method == "spawn":
        import pickle

        # As `spawn` hands it over; a function of this module could not be found there.
        assert told(pickle.loads(pickle.dumps(corpus))) == expected
        return
    context = multiprocessing.get_context(method)
    here, there = context.Pipe()
    process = context.Process(target=_answer, args=(there, corpus))
    process.start()
    assert here.recv() == expected
    process.join()
    assert told(corpus) == expected


def test_of_two_builds_at_one_file_one_ends_or_is_told(tmp_path):
    path = tmp_path / "my.corpus"
    build(RECORDS[:1], path)

    def run(records):
        try:
            return build(records, path).documents
        except CorpusFileError as error:
            return str(error)

    with ThreadPoolExecutor(2) as threads:
        answers = [threads.submit(run, records) for records in (RECORDS, reversed(RECORDS))]
        answers = [one.result() for one in answers]
    assert any(answer == len(RECORDS) for answer in answers)
    assert all(
        answer == len(RECORDS) or "another build" in str(answer) or "locked" in str(answer)
        for answer in answers
    )
    assert open_corpus(path).verify() == ()
    build(RECORDS, path)
    assert sorted(open_corpus(path).ids) == sorted(record.id for record in RECORDS)


def test_a_reader_during_a_build_sees_whole_transactions(tmp_path, monkeypatch):
    monkeypatch.setattr("dprkcorpus.store.building._BATCH", 100)
    monkeypatch.setattr("dprkcorpus.store.building._TRANSACTION", 300)
    path = tmp_path / "my.corpus"
    seen = []

    def look(*_):
        corpus = open_corpus(path)
        seen.append(len(corpus))
        assert corpus.verify() == ()

    build(RECORDS, path, progress=look)
    assert seen == sorted(seen)
    assert len(set(seen)) > 3
    assert Store(path).digest()
