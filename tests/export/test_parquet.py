"""Parquet: a data set by publisher and year, which other tools read; it is a corpus again."""

from __future__ import annotations

import re
from importlib import import_module

import pytest

from dprkcorpus import (
    Basis,
    Corpus,
    CorpusFileError,
    Fact,
    FaultsError,
    FuzzyDate,
    Record,
    open_corpus,
    process,
)
from dprkcorpus.cli import main
from dprkcorpus.errors import UnknownNameError
from dprkcorpus.export import export

pa = pytest.importorskip("pyarrow")

from pyarrow import parquet  # noqa: E402


def made(id, publisher=None, issued=None):
    values = {"publisher": publisher, "issued": issued and FuzzyDate(issued)}
    facts = [Fact(name, one, Basis.CURATOR, "Made up.") for name, one in values.items() if one]
    return process(Record(f"It rained on {id}.", id=id, facts=tuple(facts)))


def files(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.parquet"))


def test_each_publisher_and_year_has_a_folder(tmp_path):
    corpus = Corpus.of(
        [
            made("a", "KCNA", "2023-05-04"),
            made("b", "Radio 1/2", "2023"),
            made("c", "KCNA", "2023-12?"),
            made("d", "KCNA", "[2023..2024]"),
            made("e"),
        ]
    )
    export(corpus, "parquet", tmp_path)
    unknown = "__HIVE_DEFAULT_PARTITION__"
    assert files(tmp_path) == [
        "publisher=KCNA/year=2023/part-00000.parquet",
        f"publisher=KCNA/year={unknown}/part-00001.parquet",
        "publisher=Radio 1%2F2/year=2023/part-00002.parquet",
        f"publisher={unknown}/year={unknown}/part-00003.parquet",
    ]
    keys = pa.schema({"publisher": pa.string(), "year": pa.int32()})
    parts = import_module("pyarrow.dataset").partitioning(keys, flavor="hive")
    table = parquet.read_table(tmp_path, partitioning=parts).sort_by("position")
    assert table.column("publisher").to_pylist() == ["KCNA", "Radio 1/2", "KCNA", "KCNA", None]
    assert table.column("year").to_pylist() == [2023, 2023, 2023, None, None]
    assert open_corpus(tmp_path) == corpus


def test_a_corpus_comes_back_as_it_was(bundled, tmp_path):
    export(bundled, "parquet", tmp_path)
    again = open_corpus(tmp_path)
    assert again == bundled
    assert again.version == bundled.version
    assert [one.cleaned.explain() for one in again] == [one.cleaned.explain() for one in bundled]
    assert again.verify() == ()


def test_hostile_strings_come_back_but_for_what_utf_8_cannot_hold(hostile, tmp_path):
    export(hostile, "parquet", tmp_path)
    again = open_corpus(tmp_path)
    assert len(again) == len(hostile)
    # ascii() escapes every character that UTF-8 has not.
    told = [one for one in hostile if not re.search(r"\\ud[89a-f]", ascii(one.to_dict()))]
    assert len(told) > 5
    for document in told:
        assert again[document.id] == document


def test_a_corpus_of_nothing_is_one_too(tmp_path):
    export(Corpus.of([]), "parquet", tmp_path)
    assert files(tmp_path) == ["part-00000.parquet"]
    assert open_corpus(tmp_path).ids == ()
    assert pa.table(open_corpus(tmp_path)).num_rows == 0


def test_the_same_corpus_gives_the_same_bytes(bundled, tmp_path):
    for name in ("a", "b"):
        export(bundled, "parquet", tmp_path / name)
    assert files(tmp_path / "a") == files(tmp_path / "b")
    for name in files(tmp_path / "a"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_a_data_set_is_not_mixed_with_another(bundled, tmp_path):
    export(bundled, "parquet", tmp_path)
    with pytest.raises(FaultsError, match="already"):
        export(bundled, "parquet", tmp_path)


def test_offsets_are_code_points_and_nothing_else(bundled, tmp_path):
    with pytest.raises(UnknownNameError):
        export(bundled, "parquet", tmp_path, offsets="utf-8")


def test_the_command_line_writes_and_reads_it(tmp_path, capsys):
    folder = str(tmp_path / "set")
    assert main(["export", "parquet", "-o", folder]) == 0
    assert main(["verify", "-c", folder]) == 0
    assert "5 documents" in capsys.readouterr().out


def test_what_is_no_data_set_is_refused(bundled, tmp_path):
    with pytest.raises(CorpusFileError, match="no file in Parquet"):
        open_corpus(tmp_path)
    parquet.write_table(pa.table({"raw": ["It rained."]}), tmp_path / "a.parquet")
    with pytest.raises(CorpusFileError, match="it has no columns id, "):
        open_corpus(tmp_path)
    (tmp_path / "a.parquet").write_bytes(b"PAR1 and no more")
    with pytest.raises(CorpusFileError, match=r"a\.parquet"):
        open_corpus(tmp_path / "a.parquet")


def test_a_newer_schema_is_refused(bundled, tmp_path):
    newer = pa.table(bundled).replace_schema_metadata({"dprkcorpus.schema": "2"})
    parquet.write_table(newer, tmp_path / "a.parquet")
    with pytest.raises(CorpusFileError, match="newer"):
        open_corpus(tmp_path)
