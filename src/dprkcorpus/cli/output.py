"""What commands print: lines, aligned tables, colour where a terminal wants it."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable, Sequence

    from ..segments import Segment

    AddParser = Callable[..., argparse.ArgumentParser]
    """What makes a parser for a command of a name, with its help."""


def write(lines: Iterable[str]) -> None:
    """Print lines."""
    for line in lines:
        sys.stdout.write(f"{line}\n")


def aligned(rows: Sequence[Sequence[str]], *, numbers: int = 0, elastic: int = 1) -> Iterable[str]:
    """Align columns, the last `numbers` to the right; a terminal's width cuts the elastic one."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    if sys.stdout.isatty():
        surplus = sum(widths) + 2 * (len(widths) - 1) - shutil.get_terminal_size().columns
        widths[elastic] = max(min(widths[elastic], 16), widths[elastic] - max(surplus, 0))
    first_number = len(widths) - numbers
    for row in rows:
        cells: list[str] = []
        for place, (cell, width) in enumerate(zip(row, widths, strict=True)):
            fitting = cell if len(cell) <= width else cell[: width - 1] + "…"
            cells.append(fitting.rjust(width) if place >= first_number else fitting.ljust(width))
        yield "  ".join(cells).rstrip()


def segment_lines(raw: str, segments: Iterable[Segment]) -> Iterable[str]:
    """Give a line for each segment: place, label, rule, raw text, and what stands instead."""
    coloured = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    for segment in segments:
        words = raw[segment.span.start : segment.span.end]
        became = "" if segment.replacement is None else f" -> {segment.replacement!r}"
        place = f"{segment.span.start}-{segment.span.end}"
        line = f"{place:>13}  {segment.label:<10}  {segment.rule:<28}  {words!r}{became}"
        if coloured and segment.label != "body":
            line = f"\x1b[2m{line}\x1b[0m" if segment.label == "space" else f"\x1b[33m{line}\x1b[0m"
        yield line
