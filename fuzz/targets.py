"""What is fuzzed: each takes bytes, and raises where a promise is broken.

A promise is a documented error or a lawful result; anything else is a finding, and becomes a test.
"""

from __future__ import annotations

import io
import sqlite3
import tempfile
from pathlib import Path

import dprkcorpus
from dprkcorpus import DprkcorpusError, FuzzyDate, Record, clean, process, sentence_spans
from dprkcorpus.cleaning.matching import Table
from dprkcorpus.cleaning.profiles import Profile
from dprkcorpus.readers import Limits, read

LIMITS = Limits(record_bytes=1 << 16, line_bytes=1 << 16, ratio=20, nesting=20)
FORMATS = ("jsonl", "json", "csv", "tsv", "html", "warc", "zip", "tar", "text")


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def cleaning(data: bytes) -> None:
    """The laws of a tiling hold; what is cleaned can be told of."""
    raw = _text(data)
    cleaned = clean(raw)
    assert "".join(raw[slice(*one.span)] for one in cleaned.segments) == raw
    for span in sentence_spans(cleaned.text):
        assert cleaned.to_raw(span)
    assert cleaned.explain() is not None
    document = process(Record(raw))
    assert dprkcorpus.Document.from_dict(document.to_dict()) == document


def sentences(data: bytes) -> None:
    """Spans are sorted and disjoint, and leave nothing but space between them."""
    text, at = _text(data), 0
    for start, end in sentence_spans(text):
        assert at <= start < end
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip()
        at = end
    assert not text[at:].strip()


def dates(data: bytes) -> None:
    """A date is read and written alike."""
    try:
        date = FuzzyDate.parse(_text(data))
    except DprkcorpusError:
        return
    assert FuzzyDate.parse(date.edtf) == date
    assert date.sort_key[0] <= date.sort_key[1]


def profiles(data: bytes) -> None:
    """A profile is read and made ready, or its faults are told; what it holds is not run here."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "my.toml")
        path.write_bytes(data)
        try:
            Table(Profile.load(path).rules)
        except DprkcorpusError:
            return


def readers(data: bytes) -> None:
    """The first byte says which format; each input is a record, an error or a declared skip."""
    if not data:
        return
    format = FORMATS[data[0] % len(FORMATS)]
    reading = read(io.BytesIO(data[1:]), format=format, on_error="collect", limits=LIMITS)
    given = sum(1 for _ in reading)
    assert reading.records == given
    assert reading.seen == given + reading.failed + reading.skipped.total()


def corpus_file(data: bytes) -> None:
    """A sound file with bytes changed: triples of where (two bytes) and what (one)."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "my.corpus")
        content = bytearray(_sound())
        for at in range(0, len(data) - 2, 3):
            content[int.from_bytes(data[at : at + 2], "big") * 7 % len(content)] = data[at + 2]
        path.write_bytes(content)
        try:
            corpus = dprkcorpus.open_corpus(path)
            corpus.verify()
            list(corpus.metadata())
            [(one.text, one.sentences) for one in corpus]
            corpus.search("rained")
            dprkcorpus.build([Record("It poured.", "c")], path)
        except DprkcorpusError:
            return


_SOUND: list[bytes] = []


def _sound() -> bytes:
    if not _SOUND:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "my.corpus")
            records = [Record(f"Pyongyang, May {n} (KCNA) -- It rained.", f"r-{n}") for n in "12"]
            dprkcorpus.build(records, path)
            with sqlite3.connect(path) as connection:
                connection.execute("VACUUM")
            connection.close()
            _SOUND.append(path.read_bytes())
    return _SOUND[0]


TARGETS = {
    one.__name__: one for one in (cleaning, sentences, dates, profiles, readers, corpus_file)
}
