"""Bytes to text: strictly, by a mark, as the caller says, or by a guess that is recorded."""

from __future__ import annotations

import codecs
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import attrs

from ..errors import UnknownNameError
from .inputs import MEBIBYTE, Input, extra, fault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from ..errors import LoadError
    from ..record import Origin

GUESS = "guess"
# The longer marks come first: that of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def known_encoding(name: str) -> str:
    """Give the one name of an encoding. Raises UnknownNameError.

    >>> known_encoding("UTF8"), known_encoding("guess")
    ('utf-8', 'guess')
    """
    if name == GUESS:
        return name
    try:
        codec = codecs.lookup(name).name
        "".encode(codec)  # Some codecs are not from text to bytes.
    except LookupError:
        from encodings.aliases import aliases

        raise UnknownNameError("encoding", name, {*aliases.values(), GUESS}) from None
    return "utf-8" if codec == "utf-8-sig" else codec


def declared_encoding(name: str, origin: Origin) -> str:
    """Give the one name of the encoding that an input declares. Raises LoadError."""
    try:
        return known_encoding(name)
    except UnknownNameError as error:
        raise fault(origin, "encoding", f"it declares an encoding that is none: {error}") from None


@attrs.frozen
class Decoding:
    """How the bytes of an input become text, and after how many of them, which are its mark."""

    codec: str
    mark: int = 0

    @property
    def told(self) -> str | None:
        """What a record's origin says of it: nothing, where it is UTF-8."""
        return None if self.codec == "utf-8" else self.codec

    def text(self, content: bytes, origin: Origin) -> str:
        """Decode strictly. Raises LoadError at the byte at fault; `origin.offset` counts from 0."""
        try:
            return content.decode(self.codec)
        except UnicodeDecodeError as error:
            at = (origin.offset or 0) + error.start
            told = f"not {self.codec.upper()} ({error.reason})"
            excerpt = content[max(error.start - 20, 0) : error.start + 20]
            raise fault(origin, "encoding", told, offset=at, excerpt=excerpt) from None


def decoding_of(source: Input, head: bytes, declared: str | None = None) -> Decoding:
    """Tell the encoding of an input by its first bytes, and by what it declares of itself."""
    asked = source.encoding
    mark, marked = next(((m, codec) for m, codec in _MARKS if head.startswith(m)), (b"", None))
    if marked is not None:
        if asked == GUESS or declared is not None or marked.startswith(asked):
            return Decoding(marked, len(mark))
        told = f"its mark says that it is {marked.upper()}: say so, or let it be guessed"
        raise source.error("encoding", told, 0)
    if declared is not None:
        return Decoding(declared)
    if asked in ("utf-16", "utf-32") or (asked == GUESS and b"\0" in head):
        return Decoding(_wide(source, head, "utf-16" if asked == GUESS else asked))
    return Decoding(_guess(source, head) if asked == GUESS else asked)


def head_of(source: Input) -> bytes:
    """Look at the first bytes without taking them: at least a kibibyte, or all there is."""
    return source.stream.peek(1024)


def _wide(source: Input, head: bytes, codec: str) -> str:
    """Tell the order of bytes where no mark does: the high ones of most letters are zero."""
    unit = 2 if codec == "utf-16" else 4
    first, last = head[0::unit].count(0), head[unit - 1 :: unit].count(0)
    if first == last:
        told = f"no mark says in which order its bytes are: say {codec}-le or {codec}-be"
        raise source.error("encoding", told, 0)
    return f"{codec}-{'be' if first > last else 'le'}"


def _guess(source: Input, head: bytes) -> str:
    try:
        # The end of what was seen may cut a character in two.
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        best = extra("charset_normalizer", "encoding", source).from_bytes(head).best()
        if best is None:
            raise source.error("encoding", "no encoding can be guessed", 0) from None
        return known_encoding(best.encoding)
    return "utf-8"


class Line(NamedTuple):
    """A line as it lies in the file: its bytes with their end, its number, its first byte."""

    content: bytes
    number: int
    offset: int


def lines(source: Input, decoding: Decoding) -> Iterator[Line | LoadError]:
    """Give the lines of an input; one that is longer than allowed is an error, and is passed by."""
    stream, end = source.stream, "\n".encode(decoding.codec)
    limit = source.limits.line_bytes // len(end) * len(end)
    offset, number = len(stream.read(decoding.mark)), 0
    one = (
        partial(stream.readline, limit + 1) if len(end) == 1 else partial(_line, stream, end, limit)
    )
    while content := one():
        number += 1
        size = len(content)
        if size > limit:
            origin = source.origin(line=number, offset=offset)
            yield fault(origin, "limit", f"a line of more than {limit} bytes", excerpt=content)
            while not content.endswith(end) and (content := _line(stream, end, MEBIBYTE)):
                size += len(content)
        else:
            yield Line(content, number, offset)
        offset += size


def _line(stream: BinaryIO, end: bytes, limit: int) -> bytes:
    """Read a line whose end is wider than a byte, or so much of it that it is too long."""
    unit = len(end)
    content = b""
    while len(content) <= limit and (more := stream.readline(limit + unit - len(content))):
        content += more
        content += stream.read(-len(content) % unit)
        if content.endswith(end):
            break
    return content
