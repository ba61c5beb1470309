"""A data set in Parquet answers as a corpus in memory does, and tells what is wrong with it."""

from __future__ import annotations

import pickle

import pytest

from dprkcorpus import (
    Corpus,
    CorpusFileError,
    FaultsError,
    Record,
    UnknownDocumentError,
    UnknownNameError,
    open_corpus,
    process,
)
from dprkcorpus.export import export
from dprkcorpus.sources import DATES, WORDS

pa = pytest.importorskip("pyarrow")

from pyarrow import parquet  # noqa: E402

from dprkcorpus.arrow import dataset, files, process_batch  # noqa: E402
from dprkcorpus.export import parquet as exporting  # noqa: E402

SITES = ("https://kcna.kp/en/", "http://www.naenara.com.kp/", "https://example.org/")
ASKED = (
    {"publisher": "KCNA"},
    {"agency": "KCNA", "title": "RAIN 1"},
    {"issued": "2023"},
    {"issued_within": "2023-07", "agency": "KCNA"},
    {"issued_overlaps": "2022/2023-07-05"},
    {"text": ("3 days", "12 days")},
    {"duplicates": "first"},
)


def records():
    for number in range(40):
        line = "Pyongyang, July {0} (KCNA) -- " if number % 3 else ""
        yield Record(
            line.format(number % 28 + 1) + f"It rained {number % 30} days. It stopped. -0-",
            id=f"a-{number}",
            url=f"{SITES[number % 3]}{number}",
            date=None if number % 5 == 0 else f"{2022 + number % 2}-07-{number % 28 + 1:02}",
            title=f"Rain {number}" if number % 2 else None,
        )


@pytest.fixture(scope="module")
def corpus():
    return Corpus.of(map(process, records()))


@pytest.fixture(scope="module")
def folder(corpus, tmp_path_factory):
    """A data set of small files and row groups, whose order is not that of the corpus."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(exporting, "_GROUP", 3)
        patched.setattr(exporting, "_FILE", 6)
        path = tmp_path_factory.mktemp("set")
        export(corpus, "parquet", path)
    return path


@pytest.fixture
def read(folder, monkeypatch):
    monkeypatch.setattr(dataset, "_ROWS", 7)
    return open_corpus(folder)


def test_the_documents_are_the_same_in_the_same_order(corpus, read):
    assert read.ids == corpus.ids
    assert list(read) == list(corpus)
    assert read.describe("a-7") == corpus["a-7"].metadata
    assert read.versions("a-7") == (corpus["a-7"],)
    assert "a-7" in read
    assert "a-70" not in read


def test_questions_have_the_same_answers(corpus, read):
    for asked in ASKED:
        found = corpus.where(**asked)
        assert read.where(**asked) == found
        assert 0 < len(found) < len(corpus)
        assert list(read.where(**asked).metadata()) == list(found.metadata())
    for field in WORDS:
        assert read.facets(field) == corpus.facets(field)
        assert read.sorted(field).ids == corpus.sorted(field).ids
    for field in DATES:
        assert read.sorted(field, reverse=True).ids == corpus.sorted(field, reverse=True).ids
    assert read.duplicates() == corpus.duplicates()
    assert list(read.kwic("days")) == list(corpus.kwic("days"))
    assert read.search("rain 3") == corpus.search("rain 3")


def test_unknown_names_and_ids_are_told(read):
    with pytest.raises(UnknownNameError):
        read.where(publisher="Nobody")
    with pytest.raises(UnknownDocumentError):
        read["a-70"]


def test_columns_are_the_same(corpus, read):
    whole = pa.table(corpus)
    assert pa.table(read) == whole
    some = corpus.ids[::-3]
    part = Corpus(read._source, some)
    assert part.to_arrow(["id", "sentences"]).read_all() == (
        pa.table(Corpus(corpus._source, some)).select(["id", "sentences"])
    )


def test_only_the_columns_asked_for_are_read(read, monkeypatch):
    asked = []
    plain = files.Files.read

    def watched(self, number, columns=None):
        asked.append(columns)
        return plain(self, number, columns)

    monkeypatch.setattr(files.Files, "read", watched)
    read.to_arrow(["title"]).read_all()
    read.facets("agency")
    assert {*map(tuple, asked)} == {("id", "error", "position"), ("title",), ("agency",)}


def test_it_goes_through_pickle(read):
    assert pickle.loads(pickle.dumps(read)) == read


def test_a_data_set_that_an_engine_wrote_is_read_without_its_bad_rows(corpus, tmp_path):
    raws = pa.RecordBatch.from_pydict({"raw": ["It rained.", None], "id": ["a", "b"]})
    made = pa.Table.from_batches([process_batch(raws)])
    (tmp_path / "_temporary").mkdir()
    for name in ("part-0.parquet", "_temporary/part-0.parquet"):
        parquet.write_table(made.replace_schema_metadata(None), tmp_path / name)
    read = open_corpus(tmp_path)
    assert read.ids == ("a",)
    assert read["a"] == process(Record("It rained.", id="a"))
    assert read["a"].cleaned.explain() == ""
    assert read.verify() == ("b: no document could be made of it: raw is null",)


def test_what_does_not_agree_is_told(corpus, tmp_path):
    table = pa.table(corpus)
    texts = ["It snowed.", *table.column("text").to_pylist()[1:]]
    at = table.schema.get_field_index("text")
    parquet.write_table(table.set_column(at, "text", pa.array(texts)), tmp_path / "a.parquet")
    assert open_corpus(tmp_path).verify() == ("a-0: text is not what the rest of the row says",)
    segments = table.column("segments").to_pylist()
    segments[1] = segments[1][1:]
    column = pa.array(segments, table.schema.field("segments").type)
    at = table.schema.get_field_index("segments")
    parquet.write_table(table.set_column(at, "segments", column), tmp_path / "a.parquet")
    (fault,) = open_corpus(tmp_path).verify()
    assert fault.startswith("a-1: a segment starts at ")


def test_an_id_that_comes_twice_is_told(corpus, tmp_path):
    for name in ("a", "b"):
        parquet.write_table(pa.table(corpus), tmp_path / f"{name}.parquet")
    with pytest.raises(CorpusFileError, match="'a-0' comes twice"):
        open_corpus(tmp_path)["a-0"]
    with pytest.raises(FaultsError, match="already"):
        export(corpus, "parquet", tmp_path)
