"""Pages of forms that few sites have: each line has its label, as in test_pages."""

from __future__ import annotations

import tomllib
from itertools import groupby
from pathlib import Path

import pytest

from dprkcorpus import clean

PAGES = tomllib.loads(Path(__file__).with_name("rare_pages.toml").read_text("utf-8"))["page"]


def lines_of(page):
    lines = [line.partition("| ") for line in page["lines"].strip().split("\n")]
    return [(label.strip(), text) for label, _, text in lines]


def labels_at(cleaned, start, end):
    found = [s.label.value for s in cleaned.segments if s.span.start < end and s.span.end > start]
    return "+".join(label for label, _ in groupby(label for label in found if label != "space"))


@pytest.mark.parametrize("gap", ["\n", "\n\n", " \r\n\xa0"], ids=["lines", "paragraphs", "mixed"])
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page["name"])
def test_every_line_of_a_rare_page_has_its_label(page, gap):
    cleaned = clean(gap.join(text for _, text in lines_of(page)))
    found, at = [], 0
    for _, text in lines_of(page):
        found.append((labels_at(cleaned, at, at + len(text)), text))
        at += len(text) + len(gap)
    assert found == lines_of(page)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page["name"])
def test_cleaning_a_rare_page_again_changes_nothing(page):
    text = clean("\n".join(text for _, text in lines_of(page))).text
    assert clean(text).text == text
