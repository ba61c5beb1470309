"""Every format holds what its own standard asks, for real texts and for hostile strings.

Each standard's own schema or reference implementation judges, where it is installed; the extra
`validators` installs them.
"""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import Any

import pytest

from dprkcorpus import Corpus
from dprkcorpus.export import export, render
from dprkcorpus.export.jsonl import schema

UNITS = ["code points", "utf-8", "utf-16"]


def needs(name: str) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pytest.importorskip(name, reason=f"{name} is not installed (extra `validators`)")


@pytest.mark.parametrize("unit", UNITS)
def test_lines_hold_their_json_schema(corpus: Corpus, unit: str) -> None:
    jsonschema = needs("jsonschema")
    jsonschema.Draft202012Validator.check_schema(schema())
    validator = jsonschema.Draft202012Validator(schema())
    for line in render(corpus, "jsonl", offsets=unit).splitlines():
        validator.validate(json.loads(line))


@pytest.mark.parametrize("unit", UNITS)
def test_frictionless_finds_no_fault_in_a_data_package(
    corpus: Corpus, tmp_path: Path, unit: str
) -> None:
    frictionless = needs("frictionless")
    needs("jsonlines")
    export(corpus, "data-package", tmp_path, offsets=unit)
    report = frictionless.validate(tmp_path / "datapackage.json")
    assert report.flatten(["title", "description", "message"]) == []
    assert report.valid


def test_mlcroissant_finds_no_fault_and_reads_every_record(corpus: Corpus, tmp_path: Path) -> None:
    mlcroissant = needs("mlcroissant")
    export(corpus, "croissant", tmp_path)
    dataset = mlcroissant.Dataset(jsonld=tmp_path / "croissant.json")
    assert dataset.metadata.issues.errors == set()
    for name, count in (
        ("documents", len(corpus)),
        ("sentences", sum(len(document.sentences) for document in corpus)),
        ("segments", sum(len(document.cleaned.segments) for document in corpus)),
    ):
        assert sum(1 for _ in dataset.records(name)) == count
