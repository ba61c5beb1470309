"""Commands that a page names in passing are commands that there are; its blocks are walked."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from dprkcorpus.cli import _parser

ROOT = Path(__file__).parents[2]
_NAMED = re.compile(r"(?<!`)`(dprkcorpus\s[^`]+)`")


def _commands() -> list[tuple[str, str]]:
    pages = (ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md")))
    return [
        (page.name, " ".join(command.split()))
        for page in pages
        for command in _NAMED.findall(page.read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize(("page", "command"), _commands())
def test_the_command_line_takes_what_a_page_names(page: str, command: str) -> None:
    _, *arguments = shlex.split(command)
    if arguments[1:]:
        try:
            _parser().parse_args(arguments)
        except SystemExit as refused:
            pytest.fail(f"{page}: {command} ({refused})")
    else:
        assert arguments[0] in _parser().format_help()
