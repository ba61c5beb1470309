"""Each format says of an uncertain date what it can, and no more than is known."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from dprkcorpus import Basis, Document, Fact, FuzzyDate, Record, process
from dprkcorpus.export import render

CASES = tomllib.loads(Path(__file__).with_name("dates.toml").read_text(encoding="utf-8"))["date"]
NAMESPACES = {
    "tei": "http://www.tei-c.org/ns/1.0",
    "dcterms": "http://purl.org/dc/terms/",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}


def issued(edtf: str) -> Document:
    fact = Fact("issued", FuzzyDate(edtf), Basis.CURATOR, "Made up.")
    return process(Record("It rained.", "a-1", facts=(fact,)))


@pytest.fixture(params=CASES, ids=lambda case: case["edtf"])
def case(request: pytest.FixtureRequest) -> dict[str, Any]:
    found: dict[str, Any] = request.param
    return found


def test_csl_has_the_parts_that_are_known(case: dict[str, Any]) -> None:

    assert json.loads(render(issued(case["edtf"]), "csl-json"))["issued"] == case["csl"]


def test_tei_has_the_day_the_ends_or_the_bounds(case: dict[str, Any]) -> None:
    root = ET.fromstring(render(issued(case["edtf"]), "tei"))
    date = root.find(".//tei:bibl/tei:date", NAMESPACES)
    assert date is not None
    assert date.attrib == {"type": "issued", **case["tei"]}
    assert date.text == case["edtf"]


def test_dublin_core_has_the_edtf_with_its_datatype(case: dict[str, Any]) -> None:
    root = ET.fromstring(render(issued(case["edtf"]), "dublin-core"))
    date = root.find("dcterms:issued", NAMESPACES)
    assert date is not None
    assert date.text == case["edtf"]
    kind = "dcterms:W3CDTF" if case.get("exact") else "edtf:EDTF"
    assert date.get(f"{{{NAMESPACES['xsi']}}}type") == kind


def test_schema_org_has_a_day_of_publication_or_its_bounds(case: dict[str, Any]) -> None:

    whole = json.loads(render(issued(case["edtf"]), "schema-org"))
    if case.get("exact"):
        assert whole["datePublished"] == case["edtf"]
        assert "publication" not in whole
    else:
        event = whole["publication"]
        assert [event.get("startDate", ""), event.get("endDate", "")] == case["bounds"]
        assert case["edtf"] in event["description"]
        assert "datePublished" not in whole


def test_bibtex_has_the_years_and_says_the_rest_in_a_note(case: dict[str, Any]) -> None:
    entry = render(issued(case["edtf"]), "bibtex")
    assert f"  year = {{{case['year']}}},\n" in entry
    assert ("note" in entry) != case.get("exact", False)
