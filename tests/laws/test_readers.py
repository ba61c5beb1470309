"""Laws of the readers: nothing is lost, whatever comes in and however it is wrapped."""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import lzma
import tarfile
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dprkcorpus import Record
from dprkcorpus.readers import Limits, json_list, read

from .strategies import texts

FORMATS = ("text", "jsonl", "json", "csv", "tsv", "warc", "zip", "tar")

words = st.text(st.characters(exclude_categories=("Cs",)), min_size=1).filter(str.strip)
"""Texts that a file can hold."""

cells = words.filter(lambda text: "\r" not in text)

BAD_LINES = (
    '{"text": tru}',
    '{"text": 1}',
    '{"title": "a"}',
    '{"text": ""}',
    '{"text": "a", "text": "b"}',
    '{"text": "a", "id": "../b"}',
    '{"text": "\\ud800"}',
    '["a"]',
    '{"text": NaN}',
)
goods = words.map(lambda text: (text, json.dumps({"text": text})))
bads = st.sampled_from(BAD_LINES).map(lambda line: (None, line))
crawls = st.lists(goods | bads, max_size=12)
"""Texts, None for what is at fault, each with its JSON."""


def _law(reading, given_):
    assert reading.seen == len(given_) + reading.failed + reading.skipped.total()
    assert reading.records == len(given_)
    return [record.raw for record in given_]


def _collected(content, **options):
    reading = read(io.BytesIO(content), on_error="collect", **options)
    raws = _law(reading, list(reading))
    assert reading.failed == len(reading.errors)
    return raws, reading


def _good(crawl):
    return [text for text, _ in crawl if text is not None]


@given(crawls, st.sampled_from(["\n", "\r\n", "\n\n", " \n\t\n"]))
def test_every_line_is_a_record_or_an_error(crawl, end):
    content = "".join(line + end for _, line in crawl) or " "
    raws, reading = _collected(content.encode(), format="jsonl")
    assert raws == _good(crawl)
    assert reading.seen == len(crawl)


@given(crawls, st.sampled_from(["[{}]", '{{"n": 1, "stories": [{}], "m": {{}}}}', " [ {} ] "]))
def test_every_element_is_a_record_or_an_error(crawl, frame):
    content = frame.format(", ".join(line for _, line in crawl))
    if "stories" in frame and not (crawl and crawl[0][1].startswith("{")):
        return  # What is in an object is known as its records by the first of them.
    raws, reading = _collected(content.encode(), format="json")
    assert raws == _good(crawl)
    assert reading.seen == len(crawl)


@given(st.lists(cells, max_size=8), st.sampled_from([",", ";", "\t", "|"]))
def test_a_table_gives_what_was_written_to_it(column, delimiter):
    target = io.StringIO()
    writer = csv.writer(target, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(["id", "text"])
    writer.writerows(enumerate(column))
    raws, reading = _collected(target.getvalue().encode(), format="csv")
    assert raws == column
    assert reading.failed == 0


@given(st.lists(words.map(str.encode), min_size=1, max_size=6), st.data())
def test_every_warc_record_that_is_whole_is_read(bodies, data):
    content = b""
    whole = []
    for body in bodies:
        fault = data.draw(st.sampled_from([0, 0, -1, 1, 4, 7, 500]))
        length = max(len(body) + fault, 0)
        head = "WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\n"
        content += f"{head}Content-Length: {length}\r\n\r\n".encode() + body + b"\r\n\r\n"
        if length == len(body):
            whole.append(body.decode())
    raws, reading = _collected(content, format="warc")
    assert raws == whole
    assert reading.seen == len(bodies)


@given(
    st.sampled_from(FORMATS), st.binary() | texts.map(lambda text: text.encode("utf-8", "replace"))
)
def test_any_bytes_are_records_errors_or_skips(format, content):
    _collected(content, format=format)


@given(crawls, st.integers(min_value=0))
def test_what_is_cut_off_gives_the_beginning_and_an_error(crawl, at):
    content = json.dumps([{"text": text} for text in _good(crawl)]).encode()
    at %= len(content)
    raws, reading = _collected(content[:at], format="json")
    whole = _good(crawl)
    assert raws == whole[: len(raws)]
    assert reading.failed == 1


def _zipped(content):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("crawl.jsonl", content)
    return target.getvalue()


def _tarred(content):
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w:xz") as archive:
        info = tarfile.TarInfo("crawl.jsonl")
        info.size = len(content)
        archive.addfile(info, io.BytesIO(content))
    return target.getvalue()


WRAPPED = {
    "gzip": gzip.compress,
    "several gzip": lambda content: gzip.compress(content[:9]) + gzip.compress(content[9:]),
    "bzip2": bz2.compress,
    "xz": lzma.compress,
    "zip": _zipped,
    "tar.xz": _tarred,
}


@pytest.mark.parametrize("wrap", WRAPPED)
@given(crawl=crawls.filter(bool))
def test_what_is_wrapped_is_read_as_if_it_were_not(wrap, crawl):
    content = "".join(line + "\n" for _, line in crawl).encode()
    plain, plain_reading = _collected(content, format="jsonl")
    wrapped, reading = _collected(WRAPPED[wrap](content), format="jsonl")
    assert wrapped == plain
    assert [error.line for error in reading.errors] == [
        error.line for error in plain_reading.errors
    ]


@given(st.lists(goods, min_size=1), st.sampled_from(["gzip", "bzip2", "xz"]), st.data())
def test_a_changed_byte_of_what_is_compressed_is_never_silent(crawl, wrap, data):
    content = "".join(line + "\n" for _, line in crawl).encode()
    compressed = bytearray(WRAPPED[wrap](content))
    # The first ten bytes of gzip hold a time and a system, of which nothing depends.
    at = data.draw(st.integers(10, len(compressed) - 1))
    compressed[at] ^= data.draw(st.integers(1, 255))
    raws, reading = _collected(bytes(compressed), format="jsonl")
    assert raws == _good(crawl)[: len(raws)]
    assert reading.failed or raws == _good(crawl)


@given(crawls, st.integers(1, 40))
def test_where_the_pieces_of_a_list_begin_makes_no_difference(crawl, size):
    content = f"[{', '.join(line for _, line in crawl)}]".encode()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_list, "_CHUNK", size)
        raws, reading = _collected(content, format="json")
    whole, whole_reading = _collected(content, format="json")
    assert raws == whole == _good(crawl)
    assert list(map(str, reading.errors)) == list(map(str, whole_reading.errors))


@given(crawls, st.sampled_from(["jsonl", "json"]), st.integers(1, 40))
def test_a_stream_may_give_as_little_at_a_time_as_it_likes(crawl, format, size):
    lines = [line for _, line in crawl]
    text = "\n".join(lines) if format == "jsonl" else f"[{','.join(lines)}]"
    content = (text or " ").encode()

    class Trickle(io.RawIOBase):
        def __init__(self):
            self.source = io.BytesIO(content)

        def read(self, _=-1):
            return self.source.read(size)

    reading = read(Trickle(), format=format, on_error="collect")
    raws = [record.raw for record in reading]
    assert (raws, reading.failed) == (_good(crawl), len(crawl) - len(raws))


@given(crawls)
def test_whether_errors_are_raised_skipped_or_collected_the_rest_is_the_same(crawl):
    content = "".join(line + "\n" for _, line in crawl).encode() or b" "
    collected, reading = _collected(content, format="jsonl")
    skipping = read(io.BytesIO(content), format="jsonl", on_error="skip")
    assert _law(skipping, list(skipping)) == collected
    raising = read(io.BytesIO(content), format="jsonl")
    raised, given_ = [], []
    while True:
        try:
            given_.append(next(raising))
        except StopIteration:
            break
        except ValueError as error:
            raised.append(str(error))
    assert _law(raising, given_) == collected
    assert raised == [str(error) for error in reading.errors]


@given(st.lists(st.sampled_from("abc")), st.sampled_from(["skip", "collect"]))
def test_an_id_is_given_once(ids, on_error):
    reading = read([Record("It rained.", id=id) for id in ids], on_error=on_error)
    assert [record.id for record in reading] == list(dict.fromkeys(ids))
    assert reading.seen == len(ids)


@given(words, st.sampled_from(["utf-8", "utf-16-le", "utf-16-be", "utf-32-le"]), st.booleans())
def test_text_comes_back_from_any_encoding(text, encoding, mark):
    text = text.replace("\0", "")
    if not text.strip() or text.startswith("\ufeff"):
        return
    content = (("\ufeff" if mark else "") + text).encode(encoding)
    (record,) = read(io.BytesIO(content), format="text", encoding=encoding)
    assert record.raw == text
    lines = json.dumps({"text": text}, ensure_ascii=False) + "\n"
    content = (("\ufeff" if mark else "") + lines * 2).encode(encoding)
    first, second = read(io.BytesIO(content), format="jsonl", encoding=encoding)
    assert (first.raw, second.raw) == (text, text)
    assert content[second.origin.offset :] == lines.encode(encoding)


@given(st.lists(words, min_size=1, max_size=5), st.integers(20, 60))
def test_no_limit_is_passed_in_silence(column, allowed):
    limits = Limits(record_bytes=allowed, line_bytes=allowed)
    lines = [json.dumps({"text": text}) + "\n" for text in column]
    raws, reading = _collected("".join(lines).encode(), format="jsonl", limits=limits)
    assert raws == [t for t, line in zip(column, lines, strict=True) if len(line) <= allowed]
    assert reading.seen == len(column)


ROWS = [
    {
        "id": f"r{n}",
        "title": "A, b",
        "text": f'It {{rained}} {n}. "Yes," he said, [then].\nThen: {n}.',
    }
    for n in range(6)
]


def _lines(rows):
    return [json.dumps(row) for row in rows], "", "\n", ""


def _elements(rows):
    return [json.dumps(row, indent=1) for row in rows], "[", ",\n", "]"


def _held(rows):
    return [json.dumps(row) for row in rows], '{"n": 6, "stories": [', ", ", "]}"


def _table(rows):
    written = []
    for row in rows:
        target = io.StringIO()
        csv.writer(target).writerow(row.values())
        written.append(target.getvalue()[:-2])
    return written, "id,title,text\r\n", "\r\n", "\r\n"


@pytest.mark.parametrize(
    ("format", "write"), [("jsonl", _lines), ("json", _elements), ("json", _held), ("csv", _table)]
)
@given(data=st.data())
def test_a_damaged_character_harms_no_other_record(format, write, data):
    parts, before, between, after = write(ROWS)
    # By its first element one knows that an object holds a list of records.
    number = data.draw(st.integers(1 if write is _held else 0, len(parts) - 1))
    part = parts[number]
    at = data.draw(st.integers(0, len(part) - 1))
    character = data.draw(st.sampled_from(["", *'"{}[],:\\x', "\0"]))
    parts[number] = part[:at] + character + part[at + 1 :]
    raws, reading = _collected(f"{before}{between.join(parts)}{after}".encode(), format=format)
    assert {row["text"] for row in ROWS if row is not ROWS[number]} <= set(raws)
    assert len(raws) == len(ROWS) or reading.failed
