"""Pickles, corpus files and JSON Lines of every earlier version are read by this one."""

from __future__ import annotations

import gzip
import json
import pickle
from pathlib import Path

import pytest

import dprkcorpus
from dprkcorpus import Document, FuzzyDate, build, open_corpus
from dprkcorpus.store import Store

from . import golden

VERSIONS = sorted(path.parent for path in Path(__file__).parent.glob("*/values.pickle"))


@pytest.fixture(params=VERSIONS, ids=lambda path: path.name)
def version(request):
    return request.param


@pytest.fixture
def documents(version):
    lines = (version / "documents.jsonl").read_text(encoding="utf-8").splitlines()
    return [Document.from_dict(json.loads(line)) for line in lines]


def test_this_version_has_golden_files():
    assert dprkcorpus.__version__ in {path.name for path in VERSIONS}


def test_json_lines_are_read(documents):
    assert [one.raw for one in documents] == [one.raw for one in golden.RECORDS]


def test_pickles_are_read(version, documents):
    values = pickle.loads((version / "values.pickle").read_bytes())
    now = golden.pickled()
    assert list(values[0]) == documents
    assert [type(one) for one in values] == [type(one) for one in now[: len(values)]]
    assert values[1:5] == (
        *(documents[0].cleaned, documents[0].cleaned.segments, documents[0].metadata),
        documents[0].sentences[0],
    )
    assert values[5:7] == (golden.RECORDS, FuzzyDate("2023-05?"))
    assert [str(one) for one in values[7:9]] == [str(one) for one in now[7:9]]
    assert values[0][0].cleaned.explain()


def test_corpus_files_are_read_and_gone_on_with(version, documents, tmp_path):
    path = tmp_path / "my.corpus"
    path.write_bytes(gzip.decompress((version / "my.corpus.gz").read_bytes()))
    corpus = open_corpus(path)
    assert corpus.verify() == ()
    assert list(corpus) == documents
    assert [hit.id for hit in corpus.search("rained")] == ["rain"]
    assert build(golden.RECORDS, path).unchanged == len(golden.RECORDS)
    before = Store(path).digest()
    assert build([golden.RECORDS[0]], path).unchanged == 1
    assert Store(path).digest() == before
