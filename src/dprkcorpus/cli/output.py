"""What commands print: plain lines, and on a terminal tables and labels that fit its width.

Colour and tables need rich (the extra `cli`); without it, or where NO_COLOR is set, or where the
output goes to a file, the same is told in plain text.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

from ..segments import LIFTED, Label
from ..views.html import seen
from ..wording import count

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ..compare import Change
    from ..document import Document
    from ..segments import Segment

    AddParser = Callable[..., argparse.ArgumentParser]
    """What makes a parser for a command of a name, with its help."""

_COLOURS = {
    **dict.fromkeys(LIFTED, "blue"),
    **dict.fromkeys((Label.RELATED, Label.PROMO), "yellow"),
    **dict.fromkeys((Label.NAVIGATION, Label.SHARE, Label.COMMENTS, Label.OTHER), "magenta"),
    **dict.fromkeys((Label.ENDMARK, Label.REPEAT), "cyan"),
    Label.CAPTION: "green",
    Label.LEGAL: "red",
    Label.SPACE: "dim",
}
"""The colour of each label, body aside; the same families as in the views."""

_EXPLAINED = re.compile(r"(\d+:\d+) (\S+) (\(.*?\)) ")
_NARROWEST = 6
"""Characters that a column keeps, however narrow the terminal."""

_WORD = 16
"""Characters of a word that a column should have room for."""

_TABLE = 1000
"""Rows above which a table is plain: rich takes longer for it than a corpus does to be read."""


def screen() -> Any:
    """Give rich's console where output goes to a terminal and rich is there, else None."""
    if not sys.stdout.isatty():
        return None
    try:
        console = import_module("rich.console")
    except ImportError:
        return None
    colours = None if os.environ.get("NO_COLOR") else "auto"
    return console.Console(
        file=sys.stdout, color_system=colours, highlight=False, markup=False, emoji=False
    )


def shown(text: str) -> str:
    r"""Give a text as a terminal may show it: no character of it moves the cursor, but line ends.

    >>> shown("a\x1b[2J\rb\r\n")
    'a⟨U+001B⟩[2J⟨U+000D⟩b\n'
    """
    return seen(text).replace("\r\n", "\n").replace("\r", "⟨U+000D⟩")


def words(*parts: str | tuple[str, str]) -> Any:
    """Make a text of parts, some with a style; characters that act unseen are told, not obeyed."""
    styled = ((one, "") if isinstance(one, str) else one for one in parts)
    return import_module("rich.text").Text.assemble(*((shown(said), how) for said, how in styled))


def write(lines: Iterable[str]) -> None:
    """Print lines; on a terminal no text can move its cursor or change its colour."""
    on_terminal = sys.stdout.isatty()
    for line in lines:
        sys.stdout.write(f"{shown(line) if on_terminal else line}\n")


def write_table(
    rows: Iterable[Sequence[str]], *, numbers: Sequence[str] = (), spare: Sequence[str] = ()
) -> None:
    """Print rows as a table, the first as its heading; columns of `numbers` stand to the right.

    On a terminal that is too narrow for its words, the table does without its `spare` columns.
    """
    told = [tuple(row) for row in rows]
    if sys.stdout.isatty():
        told = _without(told, spare, shutil.get_terminal_size().columns)
    console = screen() if len(told) <= _TABLE else None
    if console is None:
        write(_aligned(told, numbers))
        return
    table = import_module("rich.table").Table(box=None, pad_edge=False)
    widths = _fitting(told, console.width - 2 * (len(told[0]) - 1))
    for name, width in zip(told[0], widths, strict=True):
        justify = "right" if name in numbers else "left"
        table.add_column(words((name, "dim")), justify=justify, width=width, overflow="fold")
    for first, *rest in told[1:]:
        table.add_row(words((first, "bold")), *map(words, rest))
    console.print(table)


def _aligned(rows: Sequence[Sequence[str]], numbers: Sequence[str]) -> Iterable[str]:
    room = shutil.get_terminal_size().columns if sys.stdout.isatty() else sys.maxsize
    widths = _fitting(rows, room - 2 * (len(rows[0]) - 1))
    for row in rows:
        cells: list[str] = []
        for name, cell, width in zip(rows[0], row, widths, strict=True):
            fitting = cell if len(cell) <= width else cell[: width - 1] + "…"
            cells.append(fitting.rjust(width) if name in numbers else fitting.ljust(width))
        yield "  ".join(cells).rstrip()


def _without(rows: list[tuple[str, ...]], spare: Sequence[str], room: int) -> list[tuple[str, ...]]:
    """Leave out spare columns, one by one, until the words of the others have room."""
    for name in spare:
        needed = [
            min(max(len(word) for cell in column for word in [*cell.split(), ""]), _WORD)
            for column in zip(*rows, strict=True)
        ]
        if sum(needed) + 2 * (len(needed) - 1) <= room:
            break
        place = rows[0].index(name)
        rows = [row[:place] + row[place + 1 :] for row in rows]
    return rows


def _fitting(rows: Sequence[Sequence[str]], room: int) -> list[int]:
    """Give the widths of columns, the widest ones made narrower until there is room."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    while sum(widths) > room and max(widths) > _NARROWEST:
        widest, second = sorted(widths)[-1], ([0, *sorted(widths)])[-2]
        surplus = sum(widths) - room
        narrower = max(second - 1, widest - surplus, _NARROWEST)
        widths[widths.index(widest)] = min(narrower, widest - 1)
    return widths


def write_segments(raw: str, segments: Iterable[Segment]) -> None:
    """Print each segment: place, label, rule, raw text, and what stands instead."""
    console = screen()
    rows = [
        (
            f"{segment.span.start}-{segment.span.end}",
            segment.label,
            segment.rule,
            repr(raw[segment.span.start : segment.span.end]),
            "" if segment.replacement is None else f" -> {segment.replacement!r}",
        )
        for segment in segments
    ]
    if console is None:
        write(
            f"{place:>13}  {label:<10}  {rule:<28}  {said}{became}"
            for place, label, rule, said, became in rows
        )
        return
    table = import_module("rich.table").Table(box=None, pad_edge=False, show_header=False)
    for justify in ("right", "left", "left", "left"):
        table.add_column(justify=justify, overflow="fold")
    for place, label, rule, said, became in rows:
        colour = _COLOURS.get(label, "")
        cells = ((place, "dim"), (label, f"bold {colour}"), (rule, "dim"), (said + became, colour))
        table.add_row(*map(words, cells))
    console.print(table)


def write_raw(document: Document) -> None:
    """Print the raw text as it is; on a terminal in the colours of its labels, which are named."""
    console = screen()
    if console is None:
        raw = document.raw
        sys.stdout.write(shown(raw) if sys.stdout.isatty() else raw)
        return
    parts: list[str | tuple[str, str]] = []
    for segment in document.cleaned.segments:
        said = document.raw[segment.span.start : segment.span.end]
        colour = _COLOURS.get(segment.label)
        if colour and segment.label is not Label.SPACE:
            parts += [(f"[{segment.label}]", f"bold reverse {colour}"), " ", (said, colour)]
        else:
            parts.append(said)
    console.print(words(*parts))


def write_text(document: Document, lines: Iterable[str]) -> None:
    """Print lines of a text; on a screen they end between words, and a heading tells what it is."""
    console = screen()
    if console is None:
        write(lines)
        return
    known = document.metadata
    issued = known.issued.edtf if known.issued else None
    told = (issued, known.publisher, known.genre, count(len(document.sentences), "sentence"))
    console.print(words((document.title or document.id, "bold")))
    console.print(words((" · ".join(one for one in told if one), "dim")))
    console.print()
    for line in lines:
        console.print(words(line))


def write_explained(explained: str) -> None:
    """Print what `Cleaned.explain` tells: each removal, and below it the reason."""
    console = screen()
    if console is None:
        write(filter(None, [explained]) if not sys.stdout.isatty() else explained.splitlines())
        return
    for line in explained.splitlines():
        found = _EXPLAINED.match(line)
        if found is None:
            _indented(console, words((line.strip(), "dim")))
            continue
        place, label, rule = found.groups()
        colour = _COLOURS.get(Label(label), "") if label in tuple(Label) else ""
        said = (line[found.end() :], colour)
        console.print(
            words((f"{place} ", "dim"), (label, f"bold {colour}"), (f" {rule} ", "dim"), said)
        )


def write_found(head: str, excerpt: str) -> None:
    """Print what a search found, the words found in colour."""
    console = screen()
    if console is None:
        write([head, f"    {excerpt}"])
        return
    console.print(words((head, "bold")))
    text = words(excerpt)
    text.highlight_regex(r"\[[^\]]*\]", "bold yellow")
    _indented(console, text)


def write_line(id: str, left: str, match: str, right: str, width: int) -> None:
    """Print a line of a concordance, cut to the width of a terminal."""
    name = f"{id:<24.24}  "
    if sys.stdout.isatty():
        room = shutil.get_terminal_size().columns - len(name) - len(match) - 5
        width = max(min(width, room // 2), _NARROWEST)
    left, right = left[-width:], right[:width]
    console = screen()
    if console is None:
        write([f"{name}{left:>{width}} [{match}] {right}"])
        return
    found = (match, "bold yellow")
    line = words((name, "dim"), f"{left:>{width}} [", found, f"] {right}")
    console.print(line, no_wrap=True, overflow="ellipsis")


def write_change(change: Change) -> None:
    """Print how a document changed, line by line, `-` for what was and `+` for what became."""
    console = screen()
    parts = f": {', '.join(change.parts)}" if change.parts else ""
    _print(console, f"{change.kind} {change.id}{parts}", "bold")
    for part in change.parts:
        _print(console, f"  {part}", "bold dim")
        for line, style in _signed(change, part):
            _print(console, f"  {line}", style)


def _signed(change: Change, part: Any) -> Iterator[tuple[str, str]]:
    for sign, old, new in change.lines(part):
        if sign == " ":
            yield f"  {old}", "dim"
            continue
        if old is not None:
            yield f"- {old}", "red"
        if new is not None:
            yield f"+ {new}", "green"


def _print(console: Any, line: str, style: str) -> None:
    if console is None:
        write([line])
    else:
        console.print(words((line, style)))


def _indented(console: Any, text: Any) -> None:
    console.print(import_module("rich.padding").Padding(text, (0, 0, 0, 4)))
