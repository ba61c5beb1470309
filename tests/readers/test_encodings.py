"""Encodings: strict, marked, named, or guessed and then told."""

from __future__ import annotations

import io
import json

import pytest

KOREAN = "조선민주주의인민공화국은 자주적인 사회주의국가이다. 오늘 평양에 비가 내렸다. " * 5


@pytest.mark.parametrize("encoding", ["cp949", "euc-kr", "utf-16", "utf-16-be", "utf-8-sig"])
@pytest.mark.parametrize("format", ["text", "jsonl", "json", "csv"])
def test_a_named_encoding_is_read_strictly_and_told(collect, encoding, format):
    row = json.dumps({"text": KOREAN}, ensure_ascii=False)
    content = {"text": KOREAN, "jsonl": row, "json": f"[{row}]", "csv": f'text\n"{KOREAN}"\n'}
    encoded = content[format].encode(encoding)
    (record,), _ = collect(io.BytesIO(encoded), format=format, encoding=encoding)
    assert record.raw == KOREAN
    told = {"utf-16": "utf-16-le", "utf-8-sig": None, "euc-kr": "euc_kr"}.get(encoding, encoding)
    assert record.origin.encoding == told


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("name", ["guess", "utf-16"])
def test_utf16_is_told_by_its_mark_or_by_its_zeros(collect, encoding, name):
    if encoding == "utf-32" and name == "utf-16":
        return
    text = "It rained in Pyongyang. 비가 내렸다."
    (record,), _ = collect(io.BytesIO(text.encode(encoding)), format="text", encoding=name)
    assert record.raw == text


@pytest.mark.parametrize("encoding", ["utf-8", "cp949"])
def test_a_guess_is_told(collect, encoding):
    pytest.importorskip("charset_normalizer")
    (record,), _ = collect(io.BytesIO(KOREAN.encode(encoding)), format="text", encoding="guess")
    assert record.raw == KOREAN
    assert record.origin.encoding == (None if encoding == "utf-8" else "cp949")


def test_a_guess_that_needs_an_extra_says_which(collect, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "charset_normalizer", None)
    content = io.BytesIO(KOREAN.encode("cp949"))
    _, reading = collect(content, format="text", encoding="guess")
    assert reading.errors[0].kind == "extra"
    assert "dprkcorpus[encoding]" in reading.errors[0].message
