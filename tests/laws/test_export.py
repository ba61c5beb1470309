"""Exports of arbitrary documents: each format can be read, and the full ones lose nothing."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dprkcorpus import Basis, Cleaned, Corpus, Document, Fact, Metadata
from dprkcorpus.errors import FaultsError
from dprkcorpus.export import FORMATS, render

from .strategies import anything, tilings

PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
NOT_BLANK = anything.filter(str.strip)
FIELDS = ("title", "publisher", "agency", "byline", "genre", "section", "language", "capture_url")


@st.composite
def documents(draw: st.DrawFn) -> Document:
    raw, segments = draw(tilings())
    facts = [
        Fact(field, draw(anything), Basis.CURATOR, draw(NOT_BLANK))
        for field in draw(st.sets(st.sampled_from(FIELDS)))
    ]
    return Document(Cleaned(raw, segments), Metadata.from_facts(draw(NOT_BLANK), facts))


def has_pair(document: Document) -> bool:
    return PAIR.search(json.dumps(document.to_dict(), ensure_ascii=False)) is not None


@given(documents())
def test_lines_are_read_back_unless_json_cannot_hold_them(document: Document) -> None:
    if has_pair(document):
        with pytest.raises(FaultsError, match="surrogate pair"):
            render(document, "jsonl")
        return
    line = render(document, "jsonl")
    assert line.splitlines() == [line[:-1]]
    assert Document.from_dict(json.loads(line.encode())) == document


@given(documents(), st.sampled_from([name for name, one in FORMATS.items() if one.ending]))
def test_every_format_is_text_that_can_be_written_and_read(document: Document, name: str) -> None:
    for what in (document, Corpus.of([document])):
        try:
            text = render(what, name)
        except FaultsError:
            assert has_pair(document)
            continue
        assert text.encode().decode() == text
        if FORMATS[name].ending == ".xml":
            ET.fromstring(text)
        elif "json" in str(FORMATS[name].ending):
            json.loads(text)


@given(documents())
def test_tei_says_what_each_character_was(document: Document) -> None:
    root = ET.fromstring(render(document, "tei"))
    namespace = "{http://www.tei-c.org/ns/1.0}"
    for element in root.iter(f"{namespace}g"):
        element.text = chr(int(element.get("n", "")[2:], 16))
    found = ["".join(one.itertext()) for one in root.iter(f"{namespace}s")]
    assert found == [one.text for one in document.sentences]
