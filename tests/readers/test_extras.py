"""Formats that need an extra: each is tested where it is installed."""

from __future__ import annotations

import gzip
import io
import sys
from datetime import date, datetime

import pytest

from dprkcorpus import process

STORY = (
    "<p>Pyongyang, July 9 (KCNA) -- Farmers of the county began the harvest on Sunday.</p>"
    "<p>The harvest will last for two weeks and more, officials said on Monday.</p>"
)
PAGE = f"""<html><head><meta charset="utf-8"><title>The Harvest Begins</title>
<link rel="canonical" href="https://example.org/harvest/">
<meta property="article:published_time" content="2023-07-10T08:00:00Z"></head>
<body><nav><a href="/">Home</a></nav><article><h1>The Harvest Begins</h1>{STORY}</article></body>
</html>"""


def _warc(body, kind="response", content="application/http", more=""):
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nContent-Type: {content}\r\n{more}"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body + b"\r\n\r\n"


@pytest.mark.parametrize(
    ("module", "name", "extra"),
    [
        ("trafilatura", "a.html", "html"),
        ("pyarrow", "a.parquet", "arrow"),
        ("compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd", "a.zst", "zstd"),
    ],
)
def test_what_needs_an_extra_says_which(tmp_path, monkeypatch, collect, module, name, extra):
    monkeypatch.setitem(sys.modules, module, None)
    (tmp_path / name).write_bytes(b"It rained.")
    _, reading = collect(tmp_path)
    assert [error.kind for error in reading.errors] == ["extra"]
    assert f"pip install 'dprkcorpus[{extra}]'" in reading.errors[0].message


@pytest.fixture
def html():
    return pytest.importorskip("trafilatura")


def test_a_page_gives_its_article_and_what_it_says_of_itself(html, collect, tmp_path):
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    (record,), _ = collect(tmp_path)
    assert record.raw.splitlines()[-2].startswith("Pyongyang, July 9 (KCNA) -- Farmers")
    assert "Home" not in record.raw
    known = (record.id, record.title, record.url, record.date)
    assert known == ("a.html", "The Harvest Begins", "https://example.org/harvest/", "2023-07-10")


def test_no_page_is_left_out_for_what_was_read_before(html, collect, tmp_path):
    for number in range(5):
        (tmp_path / f"{number}.html").write_text(PAGE, encoding="utf-8")
    records, _ = collect(tmp_path)
    assert len({record.raw for record in records}) == 1
    assert len(records) == 5


def test_no_date_is_guessed(html, collect):
    page = f"<html><body><p>Copyright 2019</p>{STORY}<p>On May 4, 2022 it rained.</p></body></html>"
    (record,), _ = collect(io.BytesIO(page.encode()))
    assert record.date is None


def test_a_page_is_in_the_encoding_that_it_declares(html, collect):
    head = "<html><head><meta charset=euc-kr></head><body>"
    page = f"{head}{STORY}<p>평양에 비가 내렸다.</p></body></html>"
    (record,), _ = collect(io.BytesIO(page.encode("euc-kr")))
    assert "평양에 비가 내렸다." in record.raw
    assert record.origin.encoding == "euc_kr"
    _, reading = collect(io.BytesIO(page.encode("utf-8")))
    assert [error.kind for error in reading.errors] == ["encoding"]


@pytest.mark.parametrize(
    "page", ["<html></html>", "<html><body></body></html>", "<html>" + "<div>" * 3000, "It rained."]
)
def test_a_page_without_an_article_is_an_error(html, collect, page):
    _, reading = collect(io.BytesIO(page.encode()), format="html")
    assert [error.kind for error in reading.errors] == ["empty"]


@pytest.mark.parametrize("coding", ["plain", "gzip", "chunked", "gzip, chunked"])
def test_a_page_of_a_web_archive_is_read(html, collect, coding):
    body = PAGE.encode()
    head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
    if "gzip" in coding:
        body = gzip.compress(body)
        head += "Content-Encoding: gzip\r\n"
    if "chunked" in coding:
        body = b"%x\r\n%s\r\n%x;x=1\r\n%s\r\n0\r\n\r\n" % (9, body[:9], len(body) - 9, body[9:])
        head += "Transfer-Encoding: chunked\r\n"
    more = (
        "WARC-Record-ID: <urn:uuid:1>\r\nWARC-Target-URI: https://example.org/1\r\n"
        "WARC-Date: 2023-07-11T09:00:00Z\r\n"
    )
    content = _warc(b"software: x\r\n", "warcinfo", "application/warc-fields")
    content += _warc(head.encode() + b"\r\n" + body, more=more)
    (record,), reading = collect(io.BytesIO(gzip.compress(content)))
    assert (record.id, record.url) == ("urn:uuid:1", "https://example.org/1")
    assert record.raw.endswith("officials said on Monday.")
    assert record.origin.record == 2
    assert reading.skipped == {"WARC warcinfo": 1}
    assert process(record).metadata.captured.edtf == "2023-07-11"


def test_a_page_compressed_in_an_unknown_way_is_an_error(html, collect):
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: br\r\n\r\n"
    _, reading = collect(io.BytesIO(_warc(head + b"\x8b\x04\x80")))
    assert [error.kind for error in reading.errors] == ["format"]


@pytest.fixture
def arrow():
    return pytest.importorskip("pyarrow")


def _written(arrow, table, name, path):
    if name == "a.parquet":
        __import__("pyarrow.parquet").parquet.write_table(table, path, row_group_size=2)
    else:
        ipc = __import__("pyarrow.ipc").ipc
        make = ipc.new_file if name == "a.arrow" else ipc.new_stream
        with make(str(path), table.schema) as writer:
            writer.write_table(table)
    return path


@pytest.mark.parametrize("name", ["a.parquet", "a.arrow", "a.ipc"])
def test_rows_of_a_columnar_file_are_records(arrow, collect, tmp_path, name):
    table = arrow.table(
        {
            "id": [1, 2, 3],
            "Body": ["It rained.", None, "It stopped."],
            "date": [date(2023, 7, 10), None, None],
            "seen": [datetime(2023, 7, 11)] * 3,
            "title": arrow.array(["Rain", "Rain", "Rain"]).dictionary_encode(),
        }
    )
    path = _written(arrow, table, name, tmp_path / name)
    records, reading = collect(path)
    assert [(record.id, record.raw, record.title) for record in records] == [
        ("1", "It rained.", "Rain"),
        ("3", "It stopped.", "Rain"),
    ]
    assert records[0].date == "2023-07-10"
    assert [(error.kind, error.record) for error in reading.errors] == [("empty", 2)]
    wrapped = tmp_path / f"{name}.gz"
    wrapped.write_bytes(gzip.compress(path.read_bytes()))
    assert [record.raw for record in collect(wrapped)[0]] == ["It rained.", "It stopped."]


@pytest.mark.parametrize("name", ["a.parquet", "a.arrow"])
def test_a_columnar_file_that_is_cut_off_is_an_error(arrow, collect, tmp_path, name):
    path = _written(arrow, arrow.table({"text": ["It rained."] * 50}), name, tmp_path / name)
    content = path.read_bytes()
    for size in (8, len(content) // 2, len(content) - 9):
        path.write_bytes(content[:size])
        records, reading = collect(path)
        assert records == []
        assert [error.kind for error in reading.errors] == ["corrupt"]


def test_a_column_of_bytes_is_no_text(arrow, collect, tmp_path):
    table = arrow.table({"text": [b"It rained.", b"\xff"]})
    _, reading = collect(_written(arrow, table, "a.parquet", tmp_path / "a.parquet"))
    assert [error.kind for error in reading.errors] == ["type", "type"]


def test_text_of_a_column_that_is_not_utf8_is_an_error(arrow, collect, tmp_path):
    broken = arrow.array([b"It rained.", b"\xff\xff", b"It stopped."]).view(arrow.string())
    table = arrow.table({"text": broken})
    records, reading = collect(_written(arrow, table, "a.arrow", tmp_path / "a.arrow"))
    assert [record.raw for record in records] == ["It rained.", "It stopped."]
    assert [(error.kind, error.record) for error in reading.errors] == [("encoding", 2)]


def test_a_columnar_file_without_a_text_is_an_error(arrow, collect, tmp_path):
    path = _written(arrow, arrow.table({"a": [1]}), "a.parquet", tmp_path / "a.parquet")
    _, reading = collect(path)
    assert [error.kind for error in reading.errors] == ["column"]


def test_zstd_is_read(collect, tmp_path):
    zstd = pytest.importorskip(
        "compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd"
    )
    content = b'{"text": "It rained."}\n'
    (tmp_path / "a.jsonl.zst").write_bytes(zstd.compress(content) + zstd.compress(content))
    assert len(collect(tmp_path)[0]) == 2
