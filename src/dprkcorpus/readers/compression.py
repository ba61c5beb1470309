"""gzip, bzip2, xz and zstd: what a compressed file holds, to its very end or with an error."""

from __future__ import annotations

import bz2
import io
import lzma
import sys
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..errors import LoadError
from .inputs import MEBIBYTE, Input, extra

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

BUFFER = 2**16
Pieces = Iterator[bytes | LoadError]
MAGIC = {
    "gzip": b"\x1f\x8b\x08",
    "bzip2": b"BZh",
    "xz": b"\xfd7zXZ\0",
    "zstd": b"\x28\xb5\x2f\xfd",
}


class _Gzip:
    """zlib's decompressor with the interface of the others."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(wbits=31)

    def decompress(self, content: bytes, max_length: int) -> bytes:
        return self._inner.decompress(self._inner.unconsumed_tail + content, max_length)

    @property
    def needs_input(self) -> bool:
        return not self._inner.unconsumed_tail

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data


def _decompressor(kind: str, source: Input) -> tuple[Callable[[], Any], type[Exception]]:
    if kind == "gzip":
        return _Gzip, zlib.error
    if kind == "bzip2":
        return bz2.BZ2Decompressor, OSError
    if kind == "xz":
        return lzma.LZMADecompressor, lzma.LZMAError
    module = "compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd"
    zstd = extra(module, "zstd", source)
    return zstd.ZstdDecompressor, zstd.ZstdError


class _Chunks(io.RawIOBase):
    """A stream of the pieces that an iterator gives; a read is short only at the end or a fault."""

    def __init__(self, pieces: Pieces) -> None:
        self._pieces = pieces
        self._left = memoryview(b"")
        self._fault: LoadError | None = None

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer. Raises LoadError for a fault, when all before it was read."""
        size = 0
        while size < len(buffer) and self._fault is None:
            if not self._left:
                piece = next(self._pieces, b"")
                if isinstance(piece, LoadError):
                    self._fault = piece
                    break
                self._left = memoryview(piece)
                if not piece:
                    break
            part = self._left[: len(buffer) - size]
            buffer[size : size + len(part)] = part
            self._left = self._left[len(part) :]
            size += len(part)
        if self._fault is not None and not size:
            fault, self._fault = self._fault, None
            raise fault
        return size


def buffered(pieces: Pieces) -> io.BufferedReader:
    """Give a stream of pieces, of which none is empty; faults among them are raised."""
    return io.BufferedReader(_Chunks(pieces), BUFFER)


def metered(pieces: Pieces, taken: Callable[[], int], source: Input) -> Pieces:
    """Pass pieces on while they are not too much for the compressed bytes that they come from."""
    size = 0
    for piece in pieces:
        size += 0 if isinstance(piece, LoadError) else len(piece)
        if size > MEBIBYTE and size > source.limits.ratio * taken():
            yield source.error("limit", f"it expands more than {source.limits.ratio} times", size)
            return
        yield piece


def decompressed(source: Input, kind: str) -> io.BufferedReader:
    """Open what is compressed. Reading raises LoadError where it is damaged, cut off or a bomb.

    A file may be several streams, as archives of the web are; what goes on reading after a fault
    gets the next stream.
    """
    streams = _Streams(source, kind)
    return buffered(metered(streams.pieces(), lambda: streams.position, source))


class _Streams:
    """Streams one after the other; `position` is how many compressed bytes were taken."""

    def __init__(self, source: Input, kind: str) -> None:
        self.source = source
        self.kind = kind
        self.position = 0
        self.make, self.damage = _decompressor(kind, source)

    def read(self) -> bytes:
        content = self.source.stream.read(BUFFER)
        self.position += len(content)
        return content

    def error(self, kind: str, message: str, before: int = 0) -> LoadError:
        return self.source.error(kind, message, self.position - before)

    def pieces(self) -> Pieces:
        content, begun = self.read(), False
        while content:
            if not content.startswith(MAGIC[self.kind][: len(content)]):
                told = "what follows" if begun else "this"
                yield self.error("corrupt", f"{told} is not {self.kind}", len(content))
                content = self.next_stream(content)
            else:
                content = yield from self.stream(content)
            begun = True

    def stream(self, content: bytes) -> Generator[bytes | LoadError, None, bytes]:
        """Give what a stream holds; return what lies behind it."""
        decompressor = self.make()
        taken, begin = content, self.position - len(content)
        while not decompressor.eof:
            try:
                piece = decompressor.decompress(content, BUFFER)
            except self.damage as error:
                told = f"damaged {self.kind} ({error}) in the stream that begins"
                yield self.source.error("corrupt", told, begin)
                return self.next_stream(taken)
            content = b""
            if piece:
                yield piece
            elif not decompressor.eof and decompressor.needs_input:
                if not (content := self.read()):
                    yield self.error("truncated", f"{self.kind} ends too early")
                    return b""
                taken = content
        # Another stream may follow, and zeros that fill up a block.
        content = decompressor.unused_data
        while not (content := content.lstrip(b"\0")):
            if not (content := self.read()):
                break
        return content

    def next_stream(self, content: bytes) -> bytes:
        """Pass on to where a stream begins, if one does."""
        begin = MAGIC[self.kind]
        content = content[1:]
        while (at := content.find(begin)) < 0:
            if not (more := self.read()):
                return b""
            content = content[-len(begin) :] + more
        return content[at:]
