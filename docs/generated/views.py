"""Views: what notebooks and reports show of the crawl that the tutorial makes."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

import dprkcorpus
from dprkcorpus.report import report

from .markdown import DOCS

if TYPE_CHECKING:
    from pathlib import Path

    from dprkcorpus import Corpus


@cache
def crawl() -> Corpus:
    """Give the crawl of the tutorial, as a corpus in memory."""
    tutorial = (DOCS / "tutorial.md").read_text(encoding="utf-8")
    _, _, table = tutorial.partition("stories.csv <<'END'\n")
    table = BytesIO(table.partition("\nEND\n")[0].encode())
    records = dprkcorpus.read(table, format="csv", on_error="skip")
    return dprkcorpus.Corpus.of(map(dprkcorpus.process, records))


def view(kind: str) -> str:
    """Show what a notebook shows, in a tree of its own, so that no style meets another."""
    shown = {
        "document": lambda: crawl()["mirror-17"],
        "corpus": lambda: crawl(),
        "hits": lambda: crawl().search("dam NOT cost"),
        "lines": lambda: crawl().kwic("dam"),
    }[kind]()
    inside = f'<template shadowrootmode="open">{shown._repr_html_()}</template>'
    return f'`````{{raw}} html\n<div class="view">{inside}</div>\n`````'


REPORT = "report-of-the-tutorial.html"


def report_link() -> str:
    """Lead to the report of the tutorial's crawl, which `write_report` puts on the site."""
    return f'<p><a href="{REPORT}">The report of these documents</a></p>'


def write_report(site: Path) -> None:
    """Write the report of the tutorial's crawl for the site."""
    report(crawl(), site / REPORT, title="The dam")
