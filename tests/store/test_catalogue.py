"""What is promised of a corpus file that is read: it is the same corpus, safe for many at once."""

import gc
import multiprocessing
import pickle
import sqlite3
from concurrent.futures import ThreadPoolExecutor

import pytest

from dprkcorpus import (
    Corpus,
    CorpusFileError,
    Record,
    UnknownDocumentError,
    UnknownNameError,
    build,
    load,
    open_corpus,
)
from dprkcorpus.metadata.model import Basis, Fact, FuzzyDate
from dprkcorpus.sources import DATES, WORDS


def record(number, **facts):
    known = tuple(Fact(name, value, Basis.CURATOR, "Made up.") for name, value in facts.items())
    text = f"This is the story of number {number}.\nIt rained {number} times. It stopped."
    return Record(text, id=f"d-{number}", facts=known)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("store") / "my.corpus"
    records = [
        record(1, publisher="KCNA", agency="KCNA", issued=FuzzyDate("2023-05-04"), title="Räin"),
        record(2, publisher="Naenara", issued=FuzzyDate("[2021..2022]"), genre="essay"),
        record(3, publisher="KCNA", issued=FuzzyDate("2023?"), title="Snow, and rain"),
        record(4),
    ]
    build(records, path)
    return path


@pytest.fixture
def corpus(path):
    return open_corpus(path)


def test_every_method_answers_as_for_documents_in_memory(corpus):
    other = Corpus.of(list(corpus))
    assert corpus == other
    assert hash(corpus) == hash(other)
    assert list(corpus.metadata()) == list(other.metadata())
    assert list(corpus.sentences()) == list(other.sentences())
    for field in WORDS:
        assert corpus.facets(field) == other.facets(field)
        assert corpus.grouped(field) == other.grouped(field)
    for field in ("id", *WORDS, *DATES):
        for reverse in (False, True):
            expected = other.sorted(field, reverse=reverse).ids
            assert corpus.sorted(field, reverse=reverse).ids == expected
    assert corpus.search("rained") == other.search("rained")
    assert list(corpus.kwic("rained")) == list(other.kwic("rained"))
    assert corpus.duplicates() == other.duplicates()
    assert [corpus.describe(id) for id in corpus.ids] == [other.describe(id) for id in other.ids]


def test_a_part_of_it_answers_for_itself(corpus):
    part = corpus.where(publisher="KCNA").sorted("id", reverse=True)
    assert part.ids == ("d-3", "d-1")
    assert [row["id"] for row in part.metadata()] == ["d-3", "d-1"]
    assert part.facets("publisher") == {"KCNA": 2}
    assert part.where(issued="2023-05").ids == ("d-1",)
    assert [hit.id for hit in part.search("story")] == ["d-1", "d-3"]
    assert {line.id for line in part.kwic("story")} == {"d-1", "d-3"}
    assert "d-2" not in part
    with pytest.raises(UnknownDocumentError):
        part["d-2"]


def test_names_that_are_not_there_are_told(corpus):
    with pytest.raises(UnknownNameError) as caught:
        corpus.where(publisher="KNCA")
    assert caught.value.near == ("KCNA",)
    with pytest.raises(UnknownDocumentError) as near:
        corpus["d-11"]
    assert "d-1" in near.value.near
    with pytest.raises(UnknownDocumentError):
        corpus["\ud800"]
    assert corpus.where(title="\ud800").ids == ()
    assert "\ud800" not in corpus


def test_opening_reads_no_text_and_no_ids(path):
    corpus = open_corpus(path)
    assert corpus["d-1"].title == "Räin"
    assert "ids" not in vars(corpus)
    assert (len(corpus), "d-2" in corpus) == (4, True)
    assert "ids" not in vars(corpus)


def test_nothing_can_be_written(corpus):
    store = corpus._source
    for sql in ("DELETE FROM documents", "CREATE TABLE other (x)", "ATTACH ':memory:' AS other"):
        with pytest.raises(CorpusFileError):
            store.ask(sql)


def test_many_threads_read_at_once(corpus):
    def read(number):
        id = f"d-{number % 4 + 1}"
        hits = corpus.search(f"rained NEAR {number % 4 + 1}")
        return corpus[id].id == id and hits[0].id == id and len(corpus.where(title="rain")) == 1

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(read, range(200)))


def test_an_iteration_may_be_left_and_gone_on_with_in_another_thread(corpus):
    lines = corpus.kwic("rained")
    next(lines)
    with ThreadPoolExecutor(1) as pool:
        assert len(pool.submit(list, lines).result()) == 3


def test_a_corpus_travels_to_other_processes(path):
    corpus = pickle.loads(pickle.dumps(open_corpus(path)))
    assert corpus == open_corpus(path)


@pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="no fork here")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_forked_process_opens_the_file_anew(corpus):
    assert corpus["d-1"].id == "d-1"
    with multiprocessing.get_context("fork").Pool(2) as pool:
        assert pool.map(corpus.__contains__, ["d-1", "d-9"]) == [True, False]


def test_connections_are_closed_with_the_corpus(path):
    corpus = open_corpus(path)
    connections = corpus._source._idle
    corpus.search("rained")
    (one,) = connections
    del corpus
    gc.collect()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        one.execute("SELECT 1")


def test_a_corpus_in_memory_and_the_bundled_one_have_one_version_of_each(corpus):
    assert load().versions("global-independence") == (load()["global-independence"],)
    with pytest.raises(UnknownDocumentError):
        corpus.versions("nothing")


def test_a_corpus_tells_when_it_is_not_finished(path, tmp_path):
    def records():
        yield record(1)
        raise KeyboardInterrupt

    assert len(open_corpus(path).version) == 12
    with pytest.raises(KeyboardInterrupt):
        build(records(), tmp_path / "my.corpus")
    assert open_corpus(tmp_path / "my.corpus").version == "unfinished"


def test_all_that_is_found_is_given_though_it_is_much(tmp_path):
    records = [Record(f"It rained. {'It rained. ' * (number % 7)}", id=str(number))
               for number in range(250)]  # fmt: skip
    build(records, tmp_path / "my.corpus")
    build([Record("It snowed.", id="7")], tmp_path / "my.corpus")
    corpus = open_corpus(tmp_path / "my.corpus")
    found = [hit.id for hit in corpus.search("rained", limit=1000)]
    assert sorted(found, key=int) == [str(number) for number in range(250) if number != 7]
    assert len(corpus.search("rained")) == 20
