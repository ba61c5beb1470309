"""Commands in the pages are commands that there are."""

from __future__ import annotations

import re
import shlex
from itertools import takewhile
from pathlib import Path

import pytest

from dprkcorpus.cli import _parser

ROOT = Path(__file__).parents[2]
_BLOCK = re.compile(r"^```sh\n(.*?)^```", re.DOTALL | re.MULTILINE)


def _commands() -> list[tuple[str, str]]:
    pages = (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
    return [
        (page.name, line)
        for page in pages
        for block in _BLOCK.findall(page.read_text(encoding="utf-8"))
        for line in block.splitlines()
        if line.startswith("dprkcorpus")
    ]


@pytest.mark.parametrize(("page", "line"), _commands())
def test_the_command_line_takes_what_a_page_says(page: str, line: str) -> None:
    words = shlex.split(line, comments=True)
    _, *arguments = takewhile(lambda word: word not in ("||", "|", ">"), words)
    try:
        _parser().parse_args(arguments)
    except SystemExit as refused:
        pytest.fail(f"{page}: {line} ({refused})")
