"""The corpora that every format must hold: the bundled one, and one of hostile strings."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import dprkcorpus
from dprkcorpus import Basis, Corpus, Dateline, Document, Fact, FuzzyDate, Record, Rights, process

DATES = (
    *("2024-02-19", "2023-08", "2023", "2023-12-28?", "1997-08~", "1997%", "201X", "2023-XX"),
    *("19XX", "2024-02-15/2024-02-17", "2004/..", "../2004", "2004/", "/2004", "2004?/2005~"),
    *("201X/2020-03", "[2021..2022]", "[2023-12-27,2023-12-28]", "[2023-12-27,2024]", "[..2004]"),
    *("[2026-01-26..]", "[2023-08,2023-10]", "0001-01-01", "9999-12-31"),
)
STRINGS = json.loads(Path(__file__).with_name("hostile.json").read_text(encoding="utf-8"))


def hostile_document(number: int, string: str, date: str) -> Document:
    """Give a document that has the string wherever it can have one, and the date in every field."""
    rights = Rights(
        statement=string,
        holder=string,
        holder_basis="stated" if number % 2 else "inferred",
        notice=string,
        basis=string,
        license=string,
        redistribution=string,
        reviewed=string,
    )
    words = ("title", "publisher", "agency", "republisher", "byline", "genre", "signed_article")
    more = ("section", "language", "original_url", "capture_url", "notes")
    when = FuzzyDate(date)
    values = {
        **dict.fromkeys((*words, *more), string),
        **dict.fromkeys(("issued", "posted", "events", "captured"), when),
        "dateline": Dateline(string, 2, 29, string),
        "rights": rights,
    }
    facts = tuple(Fact(field, value, Basis.CURATOR, string) for field, value in values.items())
    raw = f"{string}\n\nIt rained. {string} It {string} stopped.\n\n{string}\n\nIt snowed."
    return process(Record(raw, f"{number} {string[:99]}", facts=facts))


@pytest.fixture(scope="session")
def bundled() -> Corpus:
    return dprkcorpus.load()


@pytest.fixture(scope="session")
def hostile() -> Corpus:
    strings = [*STRINGS.values(), "x" * 200_000, "It rained. " * 2_000]
    documents = [
        hostile_document(number, strings[number % len(strings)], DATES[number % len(DATES)])
        for number in range(max(len(strings), len(DATES)))
    ]
    empty = (process(Record(raw, f"e-{len(raw)}")) for raw in ("", " \n"))
    return Corpus.of([*documents, *empty])


@pytest.fixture(params=["bundled", "hostile"])
def corpus(request: pytest.FixtureRequest) -> Corpus:
    found: Corpus = request.getfixturevalue(request.param)
    return found
