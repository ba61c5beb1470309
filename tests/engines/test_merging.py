"""Learning and duplicates as map and merge give what they give in one process."""

from __future__ import annotations

import importlib.util
import shutil

import pytest

import dprkcorpus
from dprkcorpus import Corpus

pytest.importorskip("pyarrow")

from dprkcorpus.arrow import document_of, process_file

from . import pages

pytestmark = pytest.mark.filterwarnings("default")

THRESHOLDS = [1.0] + [0.8] * (importlib.util.find_spec("datasketch") is not None)


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    source, target = tmp_path_factory.mktemp("pages"), tmp_path_factory.mktemp("documents")
    pages.write(source, 4)
    for path in source.iterdir():
        process_file(path, target / path.name)
    return str(source), str(target)


@pytest.fixture(scope="module", params=["ray", "spark"])
def engine(request):
    pytest.importorskip("pyspark.sql" if request.param == "spark" else "ray.data")
    if request.param == "spark" and shutil.which("java") is None:
        pytest.skip("Java is not installed")
    return pages.recipe(request.param)


def test_what_is_learned_in_parts_is_what_is_learned_of_all(engine, folders):
    raws = [row["raw"] for row in pages.rows() if row["raw"] is not None]
    profile = engine["learn"](folders[0], "pages")
    assert profile == dprkcorpus.learn_furniture(raws, name="pages")
    assert [rule.example for rule in profile.rules] == ["Share this:"]


@pytest.mark.parametrize("threshold", THRESHOLDS)
def test_duplicates_found_in_parts_are_those_of_the_corpus(engine, folders, threshold):
    known: dict[str, dprkcorpus.Document] = {}
    for row in pages.wanted():
        if row["error"] is None:
            known.setdefault(row["id"], document_of(row))
    corpus = Corpus.of(known.values())
    groups = engine["duplicates"](folders[1], threshold)
    wanted = corpus.duplicates(threshold)
    assert {frozenset(group) for group in groups} == {frozenset(group) for group in wanted}
    assert len(groups) > 5
