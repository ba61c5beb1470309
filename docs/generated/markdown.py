"""What is common to all that is generated: where things lie, and pieces of Markdown."""

from __future__ import annotations

import re
from pathlib import Path

import dprkcorpus

PACKAGE = Path(dprkcorpus.__file__).parent
DOCS = Path(__file__).resolve().parents[1]

ASKED = re.compile(r"^<!-- generated: ([a-z-]+)((?: [\w.]+)*) -->$", re.MULTILINE)
"""A comment by which a page asks for something: its kind, and words about it."""


def literal(text: str) -> str:
    """Give a text as it stands."""
    return f"```text\n{text}\n```"


def cell(text: str) -> str:
    """Give a text as the cell of a table."""
    return text.replace("|", "\\|").replace("<", "\\<").replace("*", "\\*")
