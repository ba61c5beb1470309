"""read: what it takes, what it tells, and how little it holds."""

from __future__ import annotations

import io
import json
import pickle
import re
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest

from dprkcorpus import Record
from dprkcorpus.errors import FaultsError, LoadError, UnknownNameError, WrongTypeError
from dprkcorpus.readers import Limits, inputs, read
from dprkcorpus.record import Origin

LINES = b'{"id": "a", "text": "It rained."}\n{"id": "a", "text": "It stopped."}\n'


@pytest.mark.parametrize("source", [None, 3, b"a.txt", io.StringIO("It rained."), [3], [None]])
def test_a_source_of_another_type_is_refused_at_once(source):
    with pytest.raises(WrongTypeError):
        read(source)


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"format": "jsonlines"}, UnknownNameError),
        ({"on_error": "ignore"}, UnknownNameError),
        ({"split": "all"}, UnknownNameError),
        ({"encoding": "utf-9"}, UnknownNameError),
        ({"encoding": "rot13"}, UnknownNameError),
        ({"columns": {"txt": "a"}}, UnknownNameError),
        ({"columns": ["a"]}, WrongTypeError),
        ({"columns": {"raw": 1}}, WrongTypeError),
        ({"limits": 5}, WrongTypeError),
        ({"format": 5}, WrongTypeError),
        ({"follow_symlinks": 1}, WrongTypeError),
    ],
)
def test_a_choice_that_does_not_exist_is_refused_at_once(options, error):
    with pytest.raises(error):
        read("nothing.txt", **options)


def test_an_unknown_format_tells_the_near_ones():
    with pytest.raises(UnknownNameError, match="did you mean 'jsonl'"):
        read("a", format="jsonlines")


@pytest.mark.parametrize(("value", "error"), [(0, FaultsError), (True, WrongTypeError)])
def test_limits_are_numbers_of_at_least_one(value, error):
    with pytest.raises(error):
        Limits(nesting=value)


def test_records_pass_through_and_are_counted(collect):
    records, reading = collect(Record("It rained.", id=str(number % 3)) for number in range(6))
    assert [record.id for record in records] == ["0", "1", "2"]
    assert [error.kind for error in reading.errors] == ["duplicate id"] * 3


def test_what_is_no_record_among_records_is_refused():
    with pytest.raises(WrongTypeError):
        list(read([Record("It rained."), "a.txt"]))


def test_no_source_at_all_gives_nothing(collect):
    assert collect([])[1].seen == 0


def test_standard_input_is_read_where_a_line_stands_for_it():
    code = "from dprkcorpus.readers import read; print([(r.raw, r.origin.path) for r in read('-')])"
    done = subprocess.run(
        [sys.executable, "-c", code], input=LINES[:34], capture_output=True, check=True
    )
    assert done.stdout.decode().strip() == "[('It rained.', '-')]"


def test_a_stream_stays_open_and_tells_its_name(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_bytes(LINES)
    with path.open("rb") as stream:
        records = read(stream, on_error="skip")
        assert [record.origin for record in records] == [Origin(str(path), line=1, offset=0)]
        assert not stream.closed


def test_the_account_can_be_asked_for_at_any_time():
    reading = read(io.BytesIO(LINES), on_error="collect")
    assert (reading.records, reading.failed, reading.seen) == (0, 0, 0)
    next(reading)
    assert (reading.records, reading.failed, reading.seen) == (1, 0, 1)
    assert next(reading, None) is None
    assert (reading.records, reading.failed, reading.seen) == (1, 1, 2)


def test_a_duplicate_id_names_both_places():
    with pytest.raises(LoadError) as raised:
        list(read(io.BytesIO(LINES)))
    assert raised.value.line == 2
    assert "-, line 1" in raised.value.message
    assert str(raised.value).startswith("-, line 2: ")


def test_what_is_known_of_a_record_comes_along(collect):
    row = {
        " Story_Text": "It rained.",
        "HEADLINE": "Rain",
        "published": 2023,
        "href": "https://example.org/1",
        "outlet": "KCNA",
        "id": 7,
        "more": {"a": [1]},
    }
    (record,), _ = collect(io.BytesIO(json.dumps(row).encode()))
    known = (record.raw, record.title, record.date, record.url, record.source, record.id)
    assert known == ("It rained.", "Rain", "2023", "https://example.org/1", "KCNA", "7")


CRAWLS = [
    ({"maintext": "It rained.", "text": None, "date_publish": "2023-07-10"}, "date", "2023-07-10"),
    ({"Text": "It rained.", "Publication Date": "2023-07-10"}, "date", "2023-07-10"),
    ({"article-text": "It rained.", "Web Link": "x"}, "url", "x"),
    ({"text": "It rained.", "source": "https://example.org/a"}, "url", "https://example.org/a"),
    ({"text": "It rained.", "source": "KCNA", "url": "x"}, "source", "KCNA"),
    ({"body": ["It ", "rained."]}, "raw", "It \nrained."),
]


@pytest.mark.parametrize(("row", "field", "value"), CRAWLS)
def test_rows_as_crawlers_write_them_are_understood(collect, row, field, value):
    (record,), _ = collect(io.BytesIO(json.dumps([row]).encode()), format="json")
    assert getattr(record, field) == value
    assert record.raw.startswith("It ")


@pytest.mark.parametrize("body", [["It rained.", 1], [["It rained."]], {"a": "It rained."}])
def test_what_is_no_list_of_paragraphs_is_no_text(collect, body):
    records, reading = collect(io.BytesIO(json.dumps([{"body": body}]).encode()), format="json")
    assert not records
    assert [error.kind for error in reading.errors] == ["type"]


def test_columns_of_the_callers_own_come_before_the_usual_ones(collect):
    content = b"text,Story,day\nold,new,2023-07-10\n"
    columns = {"raw": "story", "date": "Day"}
    (record,), _ = collect(io.BytesIO(content), format="csv", columns=columns)
    assert (record.raw, record.date) == ("new", "2023-07-10")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_header_tells_what_parts_the_columns(collect, delimiter):
    content = "id,text,url\n1,It rained.,\n".replace(",", delimiter).encode()
    (record,), _ = collect(io.BytesIO(content), format="csv")
    assert (record.id, record.raw, record.url) == ("1", "It rained.", None)


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (b'{"text": "a"}\n{"text": "b"}\n', [1, 2]),
        (b'\xef\xbb\xbf{"text": "a"}\n\n{"text": "b"}', [1, 3]),
        (b'[{"text": "a"}, {"text": "b"}]', [None, None]),
        (b'{"n": 2, "stories": [{"text": "a"}, {"text": "b"}]}', [None, None]),
        (b'{"text": "a"} {"text": "b"}', [None, None]),
        (b'{"text": "a", "links": [{"a": 1}]} {\n"text": "b"}', [None, None]),
    ],
)
def test_json_is_told_by_its_content(collect, content, lines):
    records, _ = collect(io.BytesIO(content))
    assert [(record.raw, record.origin.line) for record in records] == list(
        zip("ab", lines, strict=True)
    )


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_table_is_told_by_its_header(collect, delimiter):
    content = f'\ufeff"Date"{delimiter}"Body"\r\n2023-07-10{delimiter}It rained.\r\n'
    (record,), _ = collect(io.BytesIO(content.encode()))
    assert (record.date, record.raw) == ("2023-07-10", "It rained.")


@pytest.mark.parametrize("text", ["Body, mind and soul.", "text", "It rained, they said.\n", "a,b"])
def test_what_is_no_table_is_a_text(collect, text):
    (record,), _ = collect(io.BytesIO(text.encode()))
    assert record.raw == text


def test_a_text_keeps_every_character(collect):
    text = "\r\nIt rained.\r\n\tIt\xa0stopped.\x0b\u2028\ufeff"
    (record,), _ = collect(io.BytesIO(b"\xef\xbb\xbf" + text.encode()))
    assert record.raw == text


def test_the_publisher_of_a_crawl_is_the_source_of_what_names_none(collect):
    content = b'{"text": "a"}\n{"text": "b", "source": "Naenara"}\n'
    records, _ = collect(io.BytesIO(content), publisher="KCNA")
    assert [record.source for record in records] == ["KCNA", "Naenara"]


def test_records_and_errors_are_pickled_for_other_processes(collect):
    (record,), reading = collect(io.BytesIO(LINES))
    assert pickle.loads(pickle.dumps(record)) == record
    error = pickle.loads(pickle.dumps(reading.errors[0]))
    assert vars(error) == vars(reading.errors[0])


class _Endless(io.RawIOBase):
    """A crawl that is made while it is read, so that only the reader can hold it."""

    def __init__(self, before, element, after, count):
        self.left = count
        self.element = element
        self.before, self.after = before, after

    def read(self, _=-1):
        if self.before:
            before, self.before = self.before, b""
            return before
        if self.left:
            self.left -= 1
            return self.element
        after, self.after = self.after, b""
        return after


@pytest.mark.parametrize(
    ("format", "parts"),
    [
        ("json", (b'[{"text": "first"}', b', {"text": "%s"}' % (b"It rained. " * 900), b"]")),
        ("jsonl", (b"", b'{"text": "%s"}\n' % (b"It rained. " * 900), b"")),
        ("csv", (b"id,text\n", b',"%s"\n' % ((b"It rained. " * 90 + b"\n") * 10), b"")),
        (
            "warc",
            (
                b"",
                b"WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\n"
                b"Content-Length: 9900\r\n\r\n" + b"It rained.\n" * 900 + b"\r\n\r\n",
                b"",
            ),
        ),
    ],
)
def test_memory_is_bounded_by_a_record_however_long_the_file(format, parts):
    reading = read(_Endless(*parts, 600), format=format)
    next(reading)
    tracemalloc.start()
    count = sum(1 for _ in reading)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count in (599, 600)
    assert peak < 1_000_000  # Of six million bytes.


def test_every_kind_of_error_is_documented():
    root = Path(__file__).parents[2]
    page = (root / "docs" / "reading.md").read_text(encoding="utf-8")
    documented = {
        kind
        for row in re.findall(r"^\| (`[^|]*) \|", page, re.MULTILINE)
        for kind in re.findall(r"`([a-z ]+)`", row)
    }
    source = "".join(
        path.read_text(encoding="utf-8") for path in Path(inputs.__file__).parent.glob("*.py")
    )
    raised = re.findall(r'(?:error\(|fault\([^"()]+,|kind=)\s*"([a-z ]+)"', source)
    assert len(set(raised)) > 15
    assert set(raised) <= documented
