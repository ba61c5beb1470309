"""What is promised of the tables: other files are refused, older ones brought up to date."""

import sqlite3
from pathlib import Path

import pytest

from dprkcorpus import CorpusFileError, Record, WrongTypeError, build, open_corpus
from dprkcorpus.store.schema import VERSION

OLD = Path(__file__).with_name("version-1.sql")


def changed(path, *statements):
    with sqlite3.connect(path) as connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "my.corpus"
    build([Record("It rained.", id="a", title="RAIN")], path)
    return path


def test_a_newer_version_is_refused(path):
    changed(path, f"PRAGMA user_version = {VERSION + 1}")
    with pytest.raises(CorpusFileError, match=f"version {VERSION + 1} of the tables"):
        open_corpus(path)
    with pytest.raises(CorpusFileError, match="a newer dprkcorpus can read it"):
        build([], path)


def test_a_version_that_never_was_is_refused(path):
    changed(path, "PRAGMA user_version = 0")
    with pytest.raises(CorpusFileError, match="never was"):
        open_corpus(path)


def test_an_older_version_is_brought_up_to_date(path, tmp_path):
    old = tmp_path / "old.corpus"
    connection = sqlite3.connect(old)
    connection.executescript(OLD.read_text(encoding="utf-8"))
    connection.close()
    corpus = open_corpus(old)
    assert corpus.verify() == ()
    assert corpus.where(title="rain").ids == ("a",)
    assert [hit.id for hit in corpus.search("rained")] == ["a"]
    assert build([Record("It rained.", id="a", title="RAIN")], old).unchanged == 1


def test_an_older_file_that_cannot_be_written_is_told(tmp_path, monkeypatch):
    old = tmp_path / "old.corpus"
    connection = sqlite3.connect(old)
    connection.executescript(OLD.read_text(encoding="utf-8"))
    connection.execute("DROP TABLE errors")
    connection.execute("DROP TABLE documents")
    connection.close()
    with pytest.raises(CorpusFileError, match="cannot be brought up to date"):
        open_corpus(old)


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER t AFTER INSERT ON errors BEGIN DELETE FROM documents; END",
        "CREATE VIEW v AS SELECT * FROM documents",
        "CREATE TABLE other (x)",
        "DROP INDEX documents_mark",
        "ALTER TABLE contents ADD COLUMN more",
        "DROP TABLE search",
    ],
)
def test_tables_that_are_not_those_of_a_corpus_are_refused(path, statement):
    changed(path, statement)
    with pytest.raises(CorpusFileError, match="tables are not those"):
        open_corpus(path)


def test_what_is_no_corpus_file_is_refused(tmp_path):
    nothing, text, other = (tmp_path / name for name in ("nothing", "text", "other"))
    text.write_text("This is a text of some length, and no database at all. " * 40)
    changed(other, "CREATE TABLE documents (id)")
    with pytest.raises(CorpusFileError, match="there is no such file"):
        open_corpus(nothing)
    for path in (text, other):
        with pytest.raises(CorpusFileError):
            open_corpus(path)
    with pytest.raises(WrongTypeError):
        open_corpus(b"my.corpus")


def test_names_of_files_need_no_care(tmp_path):
    path = tmp_path / "what? 100% #1 & more.corpus"
    build([Record("It rained.", id="a")], path)
    assert open_corpus(path).ids == ("a",)
    assert open_corpus(str(path)).ids == ("a",)
