"""Laws of Arrow: a batch gives what `process` gives, whatever its rows and wherever it is cut."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dprkcorpus import Corpus, Record, process

from .strategies import texts

pa = pytest.importorskip("pyarrow")

from dprkcorpus.arrow import document_of, process_batch, process_table  # noqa: E402

rows = st.lists(st.none() | texts, max_size=6)


def storable(raw):
    """Leave out what UTF-8, and so Arrow, cannot hold."""
    return None if raw is None else raw.encode("utf-8", "ignore").decode("utf-8")


def table(raws):
    return pa.table({"raw": pa.array(raws, pa.string()), "number": range(len(raws))})


@given(rows)
@settings(max_examples=150)
def test_no_row_is_lost_and_each_is_what_process_makes(raws):
    raws = list(map(storable, raws))
    made = process_table(table(raws)).to_pylist()
    assert [row["number"] for row in made] == list(range(len(raws)))
    for raw, row in zip(raws, made, strict=True):
        assert row["raw"] == raw
        if raw is None:
            assert row["error"] == "raw is null"
        else:
            assert document_of(row) == process(Record(raw))


@given(rows, st.integers(1, 4))
@settings(max_examples=50)
def test_where_batches_are_cut_makes_no_difference(raws, size):
    whole = table(list(map(storable, raws)))
    parts = whole.to_batches(max_chunksize=size)
    made = [row for batch in parts for row in process_batch(batch).to_pylist()]
    assert made == process_table(whole).to_pylist()


@given(st.lists(texts, max_size=3))
@settings(max_examples=50)
def test_a_corpus_is_the_table_of_its_documents(raws):
    documents = [process(Record(raw, id=f"a-{number}")) for number, raw in enumerate(raws)]
    corpus = Corpus.of(documents)
    whole = pa.table(corpus)
    assert whole.column("id").to_pylist() == list(corpus.ids)
    for row, document in zip(whole.to_pylist(), documents, strict=True):
        if document.raw == storable(document.raw):
            assert document_of(row) == document
        else:
            assert len(row["raw"]) == len(document.raw)
    sentences = corpus.to_arrow(level="sentences").read_all()
    assert sentences.num_rows == sum(len(one.sentences) for one in documents)
