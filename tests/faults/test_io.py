"""Reads and writes that fail, at every call in turn: an error is told, and nothing is lost."""

from __future__ import annotations

import builtins
import errno
import io
import os
import sqlite3
from pathlib import Path

import pytest

import dprkcorpus
from dprkcorpus import CorpusFileError, DprkcorpusError, Record, build, open_corpus, read
from dprkcorpus.export import FORMATS, export
from dprkcorpus.store import Store

STEP = 1 if os.environ.get("DPRKCORPUS_FAULTS") == "all" else 3
"""With DPRKCORPUS_FAULTS=all in the environment every statement fails once, else every third."""
OLDER = Path(__file__).parents[1] / "store" / "version-1.sql"
ERRORS = (errno.EIO, errno.ENOSPC, errno.EACCES, errno.EMFILE)
RECORDS = [
    Record(f"It rained {number} times. Farmers were glad.", f"r-{number}") for number in "12"
]


class Failing(io.RawIOBase):
    """A stream whose n-th read fails, or is interrupted by a signal, or gives little."""

    def __init__(self, content, at, error):
        self.inner, self.at, self.error = io.BytesIO(content), at, error

    def readable(self):
        return True

    def readinto(self, buffer):
        self.at -= 1
        if self.at == 0:
            raise self.error
        piece = self.inner.read(min(7, len(buffer)))
        buffer[: len(piece)] = piece
        return len(piece)


LINES = b"".join(b'{"id": "a-%d", "text": "It rained."}\n' % number for number in range(6))


@pytest.mark.parametrize("number", ERRORS, ids=errno.errorcode.get)
def test_a_read_that_fails_at_any_call_is_told(number):
    before = 0
    for at in range(1, len(LINES) // 7 + 9):
        stream = io.BufferedReader(Failing(LINES, at, OSError(number, "injected")), 16)
        reading = read(stream, format="jsonl", on_error="collect")
        given, told = 0, False
        try:
            for _ in reading:
                given += 1
        except OSError:
            told = True
        assert reading.records == given
        assert told or reading.failed or given == 6
        assert given >= before
        before = given
    assert before == 6


def test_short_reads_change_nothing():
    stream = io.BufferedReader(Failing(LINES, 0, OSError()), 16)
    assert len(list(read(stream, format="jsonl"))) == 6


class Full(io.StringIO):
    """A stream to which so many characters can be written, and no more."""

    def __init__(self, room):
        super().__init__()
        self.room = room

    def write(self, text):
        self.room -= len(text)
        if self.room < 0:
            raise OSError(errno.ENOSPC, "injected")
        return super().write(text)


@pytest.mark.parametrize("name", [one.name for one in FORMATS.values() if one.ending])
def test_an_export_that_cannot_be_written_is_told(name):
    corpus = dprkcorpus.load()
    for room in (0, 10, 1000):
        with pytest.raises(OSError, match="injected"):
            export(corpus, name, Full(room))


@pytest.mark.parametrize("number", ERRORS, ids=errno.errorcode.get)
def test_a_file_that_cannot_be_opened_is_told(tmp_path, monkeypatch, number):
    path = tmp_path / "my.corpus"
    build(RECORDS, path)
    (tmp_path / "a.txt").write_text("It rained.")

    def refused(file, *_, **__):
        raise OSError(number, "injected", str(file))

    monkeypatch.setattr(builtins, "open", refused)
    monkeypatch.setattr(io, "open", refused)
    monkeypatch.setattr("dprkcorpus.readers.files._Watched", refused)
    with pytest.raises((OSError, DprkcorpusError), match="injected"):
        export(open_corpus(path), "jsonl", tmp_path / "out.jsonl")
    reading = read(tmp_path / "a.txt", on_error="collect")
    assert list(reading) == []
    assert "injected" in str(reading.errors[0])


@pytest.mark.parametrize("number", [errno.EACCES, errno.ENOSPC, errno.EROFS])
def test_a_corpus_file_that_cannot_be_made_is_told_and_leaves_nothing(
    tmp_path, monkeypatch, number
):
    def refused(self, target):
        raise OSError(number, "injected")

    monkeypatch.setattr(Path, "replace", refused)
    path = tmp_path / "my.corpus"
    with pytest.raises(dprkcorpus.CorpusFileError, match="cannot be made"):
        build(RECORDS, path)
    assert not path.exists()
    monkeypatch.undo()
    assert build(RECORDS, path).new == 2
    assert os.listdir(tmp_path) == ["my.corpus"]  # noqa: PTH208


class Connection(sqlite3.Connection):
    """A connection on which the n-th statement fails."""

    at = 0
    error = "disk I/O error"

    def _count(self):
        Connection.at -= 1
        if Connection.at == 0:
            raise sqlite3.OperationalError(Connection.error)

    def execute(self, *told):
        self._count()
        return super().execute(*told)

    def executemany(self, *told):
        self._count()
        return super().executemany(*told)

    def executescript(self, *told):
        self._count()
        return super().executescript(*told)


def on_files(connect, path, **options):
    """Connect so that statements fail, but for what is in memory alone."""
    return connect(path, **options, **({} if path == ":memory:" else {"factory": Connection}))


@pytest.mark.parametrize("told", ["disk I/O error", "database or disk is full", "interrupted"])
def test_a_statement_that_fails_at_any_call_is_told_and_the_build_goes_on_later(
    tmp_path, monkeypatch, told
):
    whole = tmp_path / "whole.corpus"
    build(RECORDS, whole)
    connect = sqlite3.connect
    failed = 0
    for at in range(1, 200, STEP):
        path = tmp_path / f"{at}.corpus"
        monkeypatch.setattr(Connection, "at", at)
        monkeypatch.setattr(Connection, "error", told)
        monkeypatch.setattr(sqlite3, "connect", lambda *a, **k: on_files(connect, *a, **k))
        try:
            build(RECORDS, path)
            done = Connection.at > 0
        except DprkcorpusError:
            failed, done = failed + 1, False
        finally:
            monkeypatch.setattr(sqlite3, "connect", connect)
        if path.exists():
            assert open_corpus(path).verify() == ()
        build(RECORDS, path)
        assert Store(path).digest() == Store(whole).digest()
        if done:
            break
    assert failed > 10 / STEP
    assert done


def test_a_question_that_fails_at_any_call_is_told(tmp_path, monkeypatch):
    path = tmp_path / "my.corpus"
    build(RECORDS, path)
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *a, **k: on_files(connect, *a, **k))
    failed = 0
    for at in range(1, 100):
        monkeypatch.setattr(Connection, "at", at)
        try:
            corpus = open_corpus(path)
            texts = [document.text for document in corpus]
            hits = [hit.id for hit in corpus.search("rained")]
            assert (len(texts), len(hits)) == (2, 2)
            if Connection.at > 0:
                break
        except DprkcorpusError:
            failed += 1
    assert failed > 5
    assert Connection.at > 0


def older(path):
    """Make a corpus file as a former version wrote it."""
    connection = sqlite3.connect(path)
    connection.executescript(OLDER.read_text(encoding="utf-8"))
    connection.close()


def test_an_older_file_that_cannot_be_brought_up_to_date_is_told_and_opens_later(
    tmp_path, monkeypatch
):
    connect, told = sqlite3.connect, []
    for at in range(1, 200):
        path = tmp_path / f"{at}.corpus"
        older(path)
        with monkeypatch.context() as patched:
            patched.setattr(Connection, "at", at)
            patched.setattr(sqlite3, "connect", lambda *a, **k: on_files(connect, *a, **k))
            try:
                open_corpus(path)
                break
            except CorpusFileError as error:
                told.append(str(error))
        corpus = open_corpus(path)
        assert corpus.verify() == ()
        assert corpus.ids == ("a",)
    assert len(told) > 10
    assert all("disk I/O error" in one for one in told)


@pytest.mark.parametrize("old", [False, True])
def test_a_corpus_file_that_cannot_be_opened_at_any_call_is_told(tmp_path, monkeypatch, old):
    connect, calls, told = sqlite3.connect, [0, 0], []

    def refused(path, *given, **options):
        if path != ":memory:":
            calls[0] += 1
            if calls[0] == calls[1]:
                raise sqlite3.OperationalError("unable to open database file")
        return connect(path, *given, **options)

    for at in range(1, 20):
        path = tmp_path / f"{at}.corpus"
        older(path) if old else build(RECORDS, path)
        with monkeypatch.context() as patched:
            patched.setattr(sqlite3, "connect", refused)
            calls[:] = 0, at
            try:
                assert open_corpus(path).verify() == ()
            except CorpusFileError as error:
                told.append(str(error))
            if calls[0] < at:
                break
    assert len(told) > old
    assert all("unable to open" in one for one in told)
