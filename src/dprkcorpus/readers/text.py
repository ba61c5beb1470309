"""Plain text: a file is a record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..record import Record
from .encodings import decoding_of
from .inputs import Found, Input, fault, no_text

if TYPE_CHECKING:
    from collections.abc import Iterator


def read(source: Input) -> Iterator[Found]:
    """Give the text as it is, without the mark of its encoding."""
    content = source.content()
    decoding = decoding_of(source, content)
    origin = source.origin(offset=0, encoding=decoding.told)
    text = decoding.text(content, origin).removeprefix("\ufeff")
    if not text.strip():
        yield no_text(origin)
    elif (at := text.find("\0")) >= 0:
        offset = decoding.mark + len(text[:at].encode(decoding.codec))
        told = "a NUL: no text, or not in this encoding"
        excerpt = text[max(at - 20, 0) : at + 20]
        yield fault(origin, "encoding", told, offset=offset, excerpt=excerpt)
    else:
        yield Record(text, id=source.id, origin=origin)
