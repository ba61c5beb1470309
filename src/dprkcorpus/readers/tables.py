"""CSV and TSV as RFC 4180 has them: a header, then a record a row, of as many lines as it takes.

The standard library's csv lets an unclosed quotation mark swallow what follows, refuses long texts
by a limit that holds for the whole program, and does not tell bytes; hence this reader.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

import attrs

from ..errors import LoadError
from .encodings import Decoding, Line, decoding_of, head_of, lines
from .inputs import Found, Input, fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..record import Origin

_DELIMITERS = {"csv": ",;\t|", "tsv": "\t"}


def read(source: Input) -> Iterator[Found]:
    """Give the record of each row; a row whose quotation marks do not pair ends with its line."""
    decoding = decoding_of(source, head_of(source))
    table = _Table(source, decoding)
    header: list[str] | None = None
    while (row := table.row()) is not None:
        if isinstance(row, LoadError):
            if header is None:  # Nobody can tell what the columns are.
                raise row
            yield row
        elif header is None:
            header = source.columns.header(row.cells, row.origin)
        elif len(row.cells) != len(header):
            told = f"{len(row.cells)} columns, not {len(header)} as in the header"
            yield fault(row.origin, "row", told, excerpt=row.cells[0])
        else:
            try:
                yield source.columns.record(dict(zip(header, row.cells, strict=True)), row.origin)
            except LoadError as error:
                yield error


@attrs.frozen
class _Row:
    cells: list[str]
    origin: Origin


class _Table:
    """Lines to rows; what a row at fault has taken too much is given back."""

    def __init__(self, source: Input, decoding: Decoding) -> None:
        self.source = source
        self.decoding = decoding
        self.lines = lines(source, decoding)
        self.returned = deque[Line | LoadError]()
        self.delimiter = ""

    def line(self) -> Line | LoadError | None:
        return self.returned.popleft() if self.returned else next(self.lines, None)

    def row(self) -> _Row | LoadError | None:
        """Give the next row, the error in its place, or None at the end."""
        while isinstance(line := self.line(), Line):
            origin = self.source.origin(
                line=line.number, offset=line.offset, encoding=self.decoding.told
            )
            # Bytes that are no text still have their place in the row.
            text = line.content.decode(self.decoding.codec, "replace")
            self.delimiter = self.delimiter or self.told_by(text)
            taken = [line]
            try:
                cells = self.cells(text, taken, origin) if text.strip("\r\n") else []
                self.decoding.text(b"".join(one.content for one in taken), origin)
            except LoadError as error:
                if error.kind in ("quotation", "limit"):
                    self.returned.extendleft(reversed(taken[1:]))
                return error
            if cells:
                return _Row(cells, origin)
        return line

    def told_by(self, header: str) -> str:
        """Tell the delimiter: the first that parts a name of the text from the others."""
        choice = _DELIMITERS[self.source.format or "csv"]
        for delimiter in choice:
            if "raw" in self.source.columns.find(
                cell.strip().strip('"') for cell in header.split(delimiter)
            ):
                return delimiter
        return choice[0]

    def cells(self, text: str, taken: list[Line], origin: Origin) -> list[str]:
        """Part a row into its cells; append the lines that it takes besides the first."""
        cells: list[str] = []
        at = 0
        while True:
            if text.startswith('"', at):
                cell, text, at = self.quoted(text, at + 1, taken, origin)
            else:
                end = text.find(self.delimiter, at)
                end = len(text.rstrip("\r\n")) if end < 0 else end
                cell, at = text[at:end], end
            cells.append(cell)
            if text.startswith(self.delimiter, at):
                at += 1
            elif text[at:].strip("\r\n"):
                told = "something stands between a closing quotation mark and the next column"
                raise self.error(origin, told, text, at, taken[-1])
            else:
                return cells

    def quoted(self, text: str, at: int, taken: list[Line], origin: Origin) -> tuple[str, str, int]:
        """Read to the closing mark; give the cell, the line that it ends in, and where."""
        pieces: list[str] = []
        size, first, begin, number = 0, text, at - 1, len(taken)
        while True:
            end = text.find('"', at)
            if end >= 0 and text.startswith('"', end + 1):
                pieces.append(text[at : end + 1])
                at = end + 2
            elif end >= 0:
                pieces.append(text[at:end])
                return "".join(pieces), text, end + 1
            else:
                pieces.append(text[at:])
                size += len(text)
                line = self.line()
                if not isinstance(line, Line) or size > self.source.limits.record_bytes:
                    if line is not None:
                        self.returned.appendleft(line)
                    raise self.error(
                        origin, "a quotation mark is not closed", first, begin, taken[number - 1]
                    )
                taken.append(line)
                text, at = line.content.decode(self.decoding.codec, "replace"), 0

    def error(self, origin: Origin, told: str, text: str, at: int, line: Line) -> LoadError:
        offset = line.offset + len(text[:at].encode(self.decoding.codec, "replace"))
        return fault(origin, "quotation", told, offset=offset, excerpt=text[at:].strip())
