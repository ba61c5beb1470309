"""Whole pages: each line of each page has its label, and the text is its body."""

from __future__ import annotations

import tomllib
from itertools import groupby
from pathlib import Path

import pytest

import dprkcorpus
from dprkcorpus import Label, clean
from dprkcorpus.cleaning.profiles import rules

GAPS = {"lines": "\n", "paragraphs": "\n\n", "mixed": " \r\n\xa0"}
HERE = Path(__file__).parent
PAGES = [
    page
    for table in sorted(HERE.glob("*pages*.toml"))
    for page in tomllib.loads(table.read_text("utf-8"))["page"]
]
LOOK_ALIKES = tomllib.loads((HERE / "look_alikes.toml").read_text("utf-8"))["lines"]
REPORT = [
    "North opens dam in the valley, state media say",
    "By Ann Example",
    "The North has opened a dam in a northern valley, state media said on Monday.",
    "The dam gives water to seven villages, according to the report.",
    "{above}",
    "{line}",
    "{below}",
    "It was built in two years, the report added, by nine thousand builders.",
    "Japan said that it had not been told of the dam.",
    "The South has not commented on the report.",
    "Share this article",
]
BESIDE = {
    "nothing": ("", ""),
    "an advertisement above": ("Advertisement", ""),
    "an advertisement below": ("", "Advertisement"),
    "a caption above": ("The dam in the valley on Monday. (KCNA via Reuters)", ""),
    "a link above": ("Related: Dams of the valley and their builders", ""),
}
DATA = Path(dprkcorpus.__file__).parent / "data" / "raw"
GOLD = HERE.parent / "data" / "gold"
BUNDLED = sorted(path.name.removesuffix(".labels.tsv") for path in GOLD.glob("*.labels.tsv"))


def lines_of(page):
    lines = [line.partition("| ") for line in page["lines"].strip().split("\n")]
    return [(label.strip(), text) for label, _, text in lines]


def labels_at(cleaned, start, end):
    found = [s.label.value for s in cleaned.segments if s.span.start < end and s.span.end > start]
    return "+".join(label for label, _ in groupby(label for label in found if label != "space"))


@pytest.mark.parametrize("gap", GAPS)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page["name"])
def test_every_line_has_its_label(page, gap):
    gap = GAPS[page.get("gap", gap)]
    raw, found, at = gap.join(text for _, text in lines_of(page)), [], 0
    cleaned = clean(raw)
    for _, text in lines_of(page):
        found.append((labels_at(cleaned, at, at + len(text)), text))
        at += len(text) + len(gap)
    assert found == lines_of(page)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page["name"])
def test_cleaning_a_clean_text_changes_nothing(page):
    text = clean("\n".join(text for _, text in lines_of(page))).text
    assert clean(text).text == text


@pytest.mark.parametrize("beside", BESIDE)
@pytest.mark.parametrize("line", LOOK_ALIKES)
def test_what_only_looks_like_furniture_is_body(line, beside):
    above, below = BESIDE[beside]
    raw = "\n".join(REPORT).format(above=above, line=line, below=below)
    assert line in clean(raw).text.split("\n")


@pytest.mark.parametrize("name", BUNDLED)
def test_a_bundled_text_has_the_labels_that_people_gave_it(name):
    raw = (DATA / f"{name}.txt").read_bytes().decode()
    cleaned, at, found = clean(raw), [0], []
    for line in raw.split("\n"):
        at.append(at[-1] + len(line) + 1)
    rows = [
        row.split("\t") for row in (GOLD / f"{name}.labels.tsv").read_text("utf-8").splitlines()
    ]
    for number, _ in rows:
        start, end = at[int(number) - 1], at[int(number)] - 1
        found.append([number, labels_at(cleaned, start, end).removeprefix("dateline+")])
    assert found == rows


@pytest.mark.parametrize("name", BUNDLED)
def test_a_bundled_text_is_its_body_and_nothing_else(name):
    raw = (DATA / f"{name}.txt").read_bytes().decode()
    text = clean(raw).text
    assert text + "\n" == (GOLD / f"{name}.text.txt").read_text("utf-8")
    assert clean(text).text == text


def test_the_dateline_of_a_bundled_text_ends_with_the_space_after_the_dash():
    raw = (DATA / "support-and-solidarity.txt").read_bytes().decode()
    (dateline,) = clean(raw).labelled(Label.DATELINE)
    assert raw[slice(*dateline.span)] == "Pyongyang, July 14 (KCNA) — "


def test_the_pages_show_every_structural_rule():
    shown = {
        segment.rule
        for page in PAGES
        for segment in clean("\n".join(text for _, text in lines_of(page))).segments
    }
    missing = {rule.id for rule in rules() if rule.kind == "structure"} - shown
    assert not missing
