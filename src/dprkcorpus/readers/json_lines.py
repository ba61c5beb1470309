"""JSON Lines: an object a line; a blank line is no record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import LoadError
from .encodings import Line, decoding_of, head_of, lines
from .json_objects import parse_object

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .inputs import Found, Input


def read(source: Input) -> Iterator[Found]:
    """Give the record of each line; a line at fault does not keep the others from being read."""
    decoding = decoding_of(source, head_of(source))
    for line in lines(source, decoding):
        if not isinstance(line, Line):
            yield line
            continue
        if not line.content.strip():
            continue
        origin = source.origin(line=line.number, offset=line.offset, encoding=decoding.told)
        try:
            text = decoding.text(line.content, origin)
            if not text.strip():
                continue
            row = parse_object(text, origin, codec=decoding.codec, allowed=source.limits.nesting)
            yield source.columns.record(row, origin)
        except LoadError as error:
            yield error
