"""Formats are found by name, written to a path or a stream, and lose nothing."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

from dprkcorpus import Corpus, Document, Label, Record, process
from dprkcorpus.errors import FaultsError, MissingExtraError, UnknownNameError, WrongTypeError
from dprkcorpus.export import FORMATS, cite, export, render, styles
from dprkcorpus.export.bibtex import key
from dprkcorpus.export.jsonl import schema
from dprkcorpus.export.tables import tables
from dprkcorpus.metadata.model import FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILES = [name for name, one in FORMATS.items() if one.ending]
FOLDERS = [name for name, one in FORMATS.items() if not one.ending and name != "parquet"]
TEI = {"tei": "http://www.tei-c.org/ns/1.0"}


@pytest.mark.parametrize("name", FILES)
def test_a_path_a_stream_and_a_text_get_the_same(name: str, corpus: Corpus, tmp_path: Path) -> None:
    for what in (corpus, next(iter(corpus))):
        text, stream = render(what, name), io.StringIO()
        export(what, name, stream)
        export(what, name, tmp_path / "a")
        export(what, name, str(tmp_path / "b"))
        assert stream.getvalue() == text
        assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes() == text.encode()
        assert text.endswith("\n")


@pytest.mark.parametrize("name", FOLDERS)
def test_a_folder_is_made_where_it_is_missing(name: str, bundled: Corpus, tmp_path: Path) -> None:
    export(bundled, name, tmp_path / "new" / "one")
    export(bundled["non-aligned-movement"], name, tmp_path / "other")
    assert (tmp_path / "new" / "one" / "documents.csv").is_file()
    assert (tmp_path / "other" / "documents.jsonl").read_text(encoding="utf-8").count("\n") == 1


@pytest.mark.parametrize("name", [*FILES, *FOLDERS])
def test_the_same_corpus_gives_the_same_bytes(name: str, bundled: Corpus, tmp_path: Path) -> None:
    for one in ("a", "b"):
        export(bundled, name, tmp_path / one)
    first, second = (
        [path.read_bytes() for path in sorted((tmp_path / one).glob("*"))]
        if FORMATS[name].ending is None
        else [(tmp_path / one).read_bytes()]
        for one in ("a", "b")
    )
    assert first == second


@pytest.mark.parametrize("name", ["jsonl", "tei", "schema-org", "web-annotation"])
def test_one_document_is_opened_at_a_time(name: str, bundled: Corpus) -> None:
    documents, opened = list(bundled), 0

    class Slow(Corpus):
        def __iter__(self) -> Iterator[Document]:
            nonlocal opened
            for document in documents:
                opened += 1
                yield document

    class Watching(io.StringIO):
        def write(self, text: str) -> int:
            seen.append(opened)
            return super().write(text)

    seen: list[int] = []
    export(Slow.of(documents), name, Watching())
    assert sorted(set(seen) - {0}) == [1, 2, 3, 4, 5]


def test_wrong_uses_are_errors_that_say_so(bundled: Corpus, tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match="jsonl"):
        render(bundled, "json")
    with pytest.raises(UnknownNameError, match="utf-16"):
        render(bundled, "jsonl", offsets="utf16")
    with pytest.raises(UnknownNameError, match="web-annotation"):
        render(bundled, "web-annotation", offsets="utf-16")
    with pytest.raises(WrongTypeError, match="several files"):
        render(bundled, "data-package")
    with pytest.raises(WrongTypeError, match="several files"):
        export(bundled, "data-package", io.StringIO())
    with pytest.raises(WrongTypeError, match="target"):
        export(bundled, "jsonl", None)  # type: ignore[arg-type]
    for wrong in (None, b"", [bundled]):
        with pytest.raises(WrongTypeError, match="what is exported"):
            render(wrong, "jsonl")  # type: ignore[arg-type]
        with pytest.raises(WrongTypeError, match="format"):
            render(bundled, wrong)  # type: ignore[arg-type]
    with pytest.raises(OSError, match="no-such-folder"):
        export(bundled, "jsonl", tmp_path / "no-such-folder" / "a")


def test_lines_can_be_read_back(corpus: Corpus) -> None:
    lines = render(corpus, "jsonl").splitlines()
    assert [Document.from_dict(json.loads(line)) for line in lines] == list(corpus)


@pytest.mark.parametrize(("unit", "encoding"), [("utf-8", "utf-8"), ("utf-16", "utf-16-le")])
def test_lines_tell_offsets_in_the_unit_that_they_name(
    corpus: Corpus, unit: str, encoding: str
) -> None:
    width = len("a".encode(encoding))
    for document, line in zip(
        corpus, render(corpus, "jsonl", offsets=unit).splitlines(), strict=True
    ):
        whole = json.loads(line)
        assert whole["offsets"] == unit
        text = document.text.encode(encoding, "surrogatepass")
        for sentence, (start, end) in zip(document.sentences, whole["sentences"], strict=True):
            words = text[start * width : end * width].decode(encoding, "surrogatepass")
            assert words == sentence.text
        raw = document.raw.encode(encoding, "surrogatepass")
        for segment, (start, end, *_) in zip(
            document.cleaned.segments, whole["segments"], strict=True
        ):
            words = raw[start * width : end * width].decode(encoding, "surrogatepass")
            assert words == document.raw[segment.span.start : segment.span.end]


def test_the_schema_names_every_field_and_every_label() -> None:
    whole = schema()
    fields = [name for name in whole["properties"]["metadata"]["properties"] if name != "id"]
    assert fields == [*FIELDS, "facts"]
    assert whole["$defs"]["fact"]["properties"]["field"]["enum"] == list(FIELDS)
    assert set(whole["$defs"]["segment"]["prefixItems"][2]["enum"]) == set(Label)


def test_json_refuses_the_halves_of_a_surrogate_pair() -> None:
    document = process(Record("It \ud83d\ude42 rained.", "a-1"))
    with pytest.raises(FaultsError, match="surrogate pair"):
        render(document, "jsonl")


def told(element: ET.Element) -> str:
    """Give the text of an element, with what each `g` stands for."""
    parts = [element.text or ""]
    for child in element:
        name = child.get("n", "")
        parts.append(chr(int(name[2:], 16)) if child.tag.endswith("}g") else told(child))
        parts.append(child.tail or "")
    return "".join(parts)


def test_tei_holds_every_character_of_every_sentence(corpus: Corpus) -> None:
    for document in corpus:
        root = ET.fromstring(render(document, "tei"))
        sentences = root.findall(".//tei:body/tei:p/tei:s", TEI)
        assert [told(one) for one in sentences] == [one.text for one in document.sentences]
        paragraphs = root.findall(".//tei:body/tei:p", TEI)
        assert [told(one) for one in paragraphs] == [one.text for one in document.paragraphs] or (
            not document.paragraphs and len(paragraphs) == 1
        )


def test_dublin_core_names_what_xml_cannot_hold(hostile: Corpus) -> None:
    root = ET.fromstring(render(hostile, "dublin-core"))
    notes = [one.findtext("{http://purl.org/dc/terms/}provenance") or "" for one in root]
    for record, note, document in zip(root, notes, hostile, strict=True):
        title = record.findtext("{http://purl.org/dc/elements/1.1/}title") or ""
        assert len(title) == len(document.title or "")
        for ours, given in zip(title, document.title or "", strict=True):
            assert ours == given or (ours == "\ufffd" and f"U+{ord(given):04X}" in note)


def items(whole: dict[str, Any]) -> list[dict[str, Any]]:
    page = whole["first"]
    assert (whole["type"], page["type"]) == ("AnnotationCollection", "AnnotationPage")
    assert page["partOf"] == whole["id"]
    assert whole["total"] == len(page["items"])
    found: list[dict[str, Any]] = page["items"]
    return found


def test_annotations_tile_the_raw_text(corpus: Corpus) -> None:
    for document in corpus:
        joined = ""
        for one in items(json.loads(render(document, "web-annotation"))):
            selector = one["target"]["selector"]
            assert selector["type"] == "TextPositionSelector"
            joined += document.raw[selector["start"] : selector["end"]]
        assert joined == document.raw
        raw, joined_bytes = document.raw.encode("utf-8", "surrogatepass"), b""
        for one in items(json.loads(render(document, "web-annotation", offsets="utf-8"))):
            selector = one["target"]["selector"]
            assert selector["type"] == "DataPositionSelector"
            joined_bytes += raw[selector["start"] : selector["end"]]
        assert joined_bytes == raw


def test_annotations_have_what_the_model_asks_for(corpus: Corpus) -> None:
    # No schema of the Web Annotation Data Model is published as a package: its musts, by hand.
    found = items(json.loads(render(corpus, "web-annotation")))
    assert len({one["id"] for one in found}) == len(found)
    for one in found:
        assert one["type"] == "Annotation"
        assert one["id"].startswith("urn:uuid:")
        assert one["motivation"] == "classifying"
        purposes = [body["purpose"] for body in one["body"]]
        assert purposes[:2] == ["classifying", "describing"]
        assert set(purposes[2:]) <= {"editing"}
        assert {body["type"] for body in one["body"]} == {"TextualBody"}
        assert one["target"]["source"]["id"].startswith("ni:///sha-256;")
        assert 0 <= one["target"]["selector"]["start"] < one["target"]["selector"]["end"]


def test_tables_hold_every_row_and_name_their_documents(corpus: Corpus, tmp_path: Path) -> None:
    export(corpus, "data-package", tmp_path)
    csv.field_size_limit(10**7)
    rows = {}
    for name in ("documents", "sentences", "segments"):
        with (tmp_path / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
            rows[name] = list(csv.DictReader(stream))
    assert len(rows["documents"]) == len(corpus)
    assert len(rows["sentences"]) == sum(len(one.sentences) for one in corpus)
    assert len(rows["segments"]) == sum(len(one.cleaned.segments) for one in corpus)
    ids = {row["id"] for row in rows["documents"]}
    assert {row["document"] for row in rows["segments"]} <= ids
    lines = (tmp_path / "documents.jsonl").read_text(encoding="utf-8").split("\n")
    assert [Document.from_dict(json.loads(line)) for line in lines if line] == list(corpus)


def test_the_table_of_documents_holds_every_column_of_the_metadata(bundled: Corpus) -> None:
    columns = [column.name for column in tables()[0].columns]
    assert columns == [*next(bundled.metadata()), "text"]


def test_keys_of_bibtex_stay_apart_and_hold_nothing_special(hostile: Corpus) -> None:
    keys = [key(id) for id in hostile.ids]
    assert len(set(keys)) == len(keys)
    assert all(one.isascii() and not set(one) & set("{}(),=#%\"'\\~ ") for one in keys)
    assert key("a b") != key("a+20+b")


def test_braces_of_bibtex_are_balanced_whatever_they_hold(hostile: Corpus) -> None:
    for document in hostile:
        depth = 0
        for character in render(document, "bibtex"):
            depth += (character == "{") - (character == "}")
            assert depth >= 0
        assert depth == 0


def test_no_citation_without_the_extra(bundled: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "citeproc", None)
    with pytest.raises(MissingExtraError, match=r"dprkcorpus\[cite\]"):
        cite(bundled["non-aligned-movement"], "apa")
    assert styles() == ()
    with pytest.raises(WrongTypeError):
        cite("non-aligned-movement")  # type: ignore[arg-type]


def test_bibtex_escapes_what_is_special_to_tex(hostile: Corpus) -> None:
    plain = re.compile(r"\\text[a-z]+\{\}|\\[#$%&_]")
    for document in hostile:
        for line in render(document, "bibtex").splitlines()[1:-1]:
            name, _, value = line.strip().removesuffix(",").partition(" = ")
            if name in ("author", "title", "journal", "howpublished", "note"):
                assert not set(plain.sub("", value).strip("{}")) & set("\\{}$&#^_%~<>|")
