"""A corpus file may come from anybody: it is used as it should be, or refused, and runs nothing."""

from __future__ import annotations

import random
import shutil
import sqlite3
import struct
import warnings
from pathlib import Path

import pytest

from dprkcorpus import CorpusFileError, DprkcorpusError, Record, build, open_corpus
from dprkcorpus.export import export
from dprkcorpus.store import Store
from dprkcorpus.store.rows import COLUMNS, CONTENTS

OLD = Path(__file__).parents[1] / "store" / "version-1.sql"
HOSTILE = (
    *(
        None,
        b"\xff",
        b"",
        -1,
        -(2**63),
        2**63 - 1,
        1e308,
        "",
        "\0",
        "[",
        "{}",
        "[]",
        "null",
        "1",
        '"a"',
    ),
    *("[[0,1]]", '[[0,9,"body","r"]]', '[[1,0,"body","r"]]', "[[0,1,2,3]]", '[["a",null]]'),
    *('[{"field":"title"}]', '[{"field":[],"value":{}}]', "[" * 100_000, "1" * 5000, "[1e999]"),
    *("9999-99-99", "[2021..2022", "2023/2022", "x" * 100_000),
)


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    path = tmp_path_factory.mktemp("sound") / "sound.corpus"
    text = "Pyongyang, May 4 (KCNA) -- It rained. Farmers were glad.\n\nIt snowed. -0-"
    build([Record(text, id, title="Rain", date="2023-05-05") for id in "ab"], path)
    return path


@pytest.fixture
def path(sound, tmp_path):
    return Path(shutil.copy(sound, tmp_path / "my.corpus"))


def ask_everything(path):
    """Put every question to a corpus file; the answers do not matter."""
    corpus = open_corpus(path)
    asked = (
        lambda: corpus.verify(),
        lambda: [(one.text, one.title, one.sentences) for one in corpus],
        lambda: [corpus.versions(id) for id in corpus.ids],
        lambda: list(corpus.metadata()),
        lambda: [corpus.facets(name) for name in ("publisher", "issued", "agency")],
        lambda: corpus.sorted("issued").ids,
        lambda: corpus.where(issued="2023", title="rain", text="rained").ids,
        lambda: corpus.where(issued_overlaps="2023").ids,
        lambda: [hit.raw_spans for hit in corpus.search("rained")],
        lambda: [str(line) for line in corpus.kwic("rained")],
        lambda: corpus.duplicates(),
        lambda: list(corpus.sentences()),
        lambda: Store(path).errors(),
        lambda: corpus.version,
        lambda: export(corpus, "jsonl", path.with_name("out.jsonl")),
        lambda: export(corpus, "tei", path.with_name("out.xml")),
    )
    for question in asked:
        try:
            question()
        except DprkcorpusError:
            continue


def overwritten(path, statement, value, before=()):
    """Write a value into a file by hand; tell whether the tables let it in."""
    connection = sqlite3.connect(path)
    try:
        with connection:
            for one in before:
                connection.execute(one)
            connection.execute(statement, (value,))
    except sqlite3.Error:
        return False
    finally:
        connection.close()
    return True


@pytest.mark.parametrize(
    ("table", "column"),
    [
        *(("documents", name) for name in (*COLUMNS, "number", "current", "checksum")),
        *(("contents", name) for name in CONTENTS[:-1]),
        ("reasons", "reasons"),
        ("about", "value"),
    ],
)
def test_a_value_that_no_build_writes_is_told_or_harmless(path, table, column):
    for value in HOSTILE:
        if overwritten(path, f"UPDATE OR REPLACE {table} SET {column} = ?", value):
            ask_everything(path)


@pytest.mark.parametrize("column", ["path", "line", "offset", "kind", "message", "excerpt"])
def test_an_error_that_no_build_writes_is_told_or_harmless(path, column):
    for value in HOSTILE:
        fresh = ("DELETE FROM errors", "INSERT INTO errors (kind, message) VALUES ('k', 'm')")
        if overwritten(path, f"UPDATE errors SET {column} = ?", value, before=fresh):
            ask_everything(path)


def test_a_damaged_file_is_told_or_harmless(sound, path):
    content, chance = sound.read_bytes(), random.Random(0)
    for _ in range(200):
        damaged = bytearray(content)
        for _ in range(chance.choice((1, 3, 30))):
            at = chance.randrange(len(damaged))
            damaged[at : at + chance.choice((1, 4))] = chance.randbytes(chance.choice((0, 1, 4)))
        if chance.random() < 0.2:
            del damaged[chance.randrange(len(damaged)) :]
        path.write_bytes(damaged)
        try:
            ask_everything(path)
        except CorpusFileError:
            continue


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE INDEX documents_mark ON documents (hex(zeroblob(100000000)))",
        "CREATE INDEX documents_mark ON documents (mark) WHERE length(title) > 0",
        "CREATE TABLE errors (path TEXT, member TEXT, line INTEGER, record INTEGER, offset INTEGER,"
        " kind TEXT NOT NULL, message TEXT NOT NULL, excerpt AS (printf('%.*c', 100000000, 'x')))",
        "CREATE TABLE errors (path TEXT, member TEXT, line INTEGER, record INTEGER, offset INTEGER,"
        " kind TEXT NOT NULL CHECK (length(kind)), message TEXT NOT NULL, excerpt TEXT)",
    ],
)
def test_an_expression_in_the_tables_is_refused(path, statement):
    kind, name = statement.split()[1:3]
    with sqlite3.connect(path) as connection:
        connection.execute(f"DROP {kind} {name}")
        connection.execute(statement)
    connection.close()
    with pytest.raises(CorpusFileError, match="tables are not those"):
        open_corpus(path)


def test_an_older_file_runs_nothing_while_it_is_brought_up_to_date(tmp_path):
    old = tmp_path / "old.corpus"
    connection = sqlite3.connect(old)
    connection.executescript(OLD.read_text(encoding="utf-8"))
    connection.executescript(
        "CREATE TRIGGER endless AFTER UPDATE ON documents BEGIN INSERT INTO errors (kind, message) "
        "SELECT 'k', 'm' FROM contents a, contents b, contents c; END"
    )
    connection.close()
    before = old.read_bytes()
    with pytest.raises(CorpusFileError, match="tables are not those"):
        open_corpus(old)
    assert old.read_bytes() == before


@pytest.mark.parametrize("use", [open_corpus, lambda path: build([], path)])
def test_a_journal_deletes_no_other_file(path, tmp_path, use):
    """SQLite would delete the file that a hot journal names as that of several databases."""
    victim, other = tmp_path / "victim.txt", tmp_path / "other.corpus"
    victim.write_text("precious")
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("UPDATE contents SET raw = hex(zeroblob(100000))")
    for end in ("", "-journal"):
        shutil.copyfile(f"{path}{end}", f"{other}{end}")
    connection.close()
    name = bytes(victim)
    (size,) = struct.unpack(">H", other.read_bytes()[16:18])
    with other.with_name(f"{other.name}-journal").open("ab") as journal:
        journal.write(struct.pack(">I", 0x40000000 // size + 1) + name)
        journal.write(struct.pack(">II", len(name), sum(name)))
        journal.write(bytes.fromhex("d9d505f920a163d7"))
    with pytest.raises(CorpusFileError, match="names another file"):
        use(other)
    assert victim.read_text() == "precious"


def test_a_name_in_a_file_is_never_a_path(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path, folder = tmp_path / "my.corpus", tmp_path / "out"
    names = ("../../escaped", "/escaped", "a/../../escaped", "..", "C:\\escaped", "nul\0", "file:x")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        facts = [Record("It rained.", name, title=name, source=name) for name in names]
        build(facts, path, on_error="collect")
    corpus = open_corpus(path)
    for name in ("data-package", "croissant"):
        export(corpus, name, folder / name)
    written = {one.relative_to(tmp_path).parts[0] for one in tmp_path.rglob("*")}
    assert written == {"my.corpus", "out"}
    assert not any("escaped" in one.name for one in tmp_path.rglob("*"))
