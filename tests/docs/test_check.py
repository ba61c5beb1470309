"""The check of the site finds what is missing from it."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    return folder


def test_a_public_name_that_is_nowhere_is_told(
    check: ModuleType, generated: ModuleType, site: Path
) -> None:
    names = generated.names.public_names()
    lines = "".join(f"{name} py:function 1 api.html#$ -\n" for name in names[1:])
    head = b"# Sphinx inventory version 2\n# Project: p\n# Version: 1\n# zlib\n"
    (site / "objects.inv").write_bytes(head + zlib.compress(lines.encode()))
    assert check.missing_names(site) == [f"{names[0]} is not in the reference"]


def test_links_that_lead_somewhere_are_no_fault(check: ModuleType, site: Path) -> None:
    (site / "one.html").write_text('<a href="two.html#here">x</a><a href="https://x.org">y</a>')
    (site / "two.html").write_text('<p id="here"><a href="#here">x</a><img src="data:,">')
    assert check.lost_links(site) == []


@pytest.mark.parametrize(
    "markup",
    [
        '<a href="gone.html">x</a>',
        '<a href="two.html#gone">x</a>',
        '<a href="#gone">x</a>',
        '<img src="gone.png">',
        '<script src="https://elsewhere.org/x.js"></script>',
        '<link rel="stylesheet" href="//elsewhere.org/x.css">',
    ],
)
def test_what_leads_nowhere_or_loads_from_elsewhere_is_a_fault(
    check: ModuleType, site: Path, markup: str
) -> None:
    (site / "one.html").write_text(markup)
    (site / "two.html").write_text("<p>")
    assert len(check.lost_links(site)) == 1
