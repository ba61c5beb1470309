"""gzip, bzip2, xz and zstd: what a compressed file holds, to its very end or with an error."""

from __future__ import annotations

import bz2
import io
import lzma
import sys
import zlib
from typing import TYPE_CHECKING, Any

from ..errors import LoadError
from .inputs import MEBIBYTE, Input, extra

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

BUFFER = 2**16
MAGIC = {
    "gzip": b"\x1f\x8b",
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


class Chunks(io.RawIOBase):
    """A stream of the pieces that an iterator gives; a read is short only at the end."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._left = memoryview(b"")

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer."""
        size = 0
        try:
            while size < len(buffer):
                if not self._left:
                    self._left = memoryview(next(self._pieces, b""))
                    if not self._left:
                        break
                part = self._left[: len(buffer) - size]
                buffer[size : size + len(part)] = part
                self._left = self._left[len(part) :]
                size += len(part)
        except LoadError as error:
            if not size:
                raise
            # What came before the fault is read first.
            self._pieces = _failing(error)
        return size


def _failing(error: LoadError) -> Iterator[bytes]:
    raise error
    yield b""


def buffered(pieces: Iterator[bytes]) -> io.BufferedReader:
    """Give a stream of pieces, of which none is empty."""
    return io.BufferedReader(Chunks(pieces), BUFFER)


def metered(pieces: Iterator[bytes], taken: Callable[[], int], source: Input) -> Iterator[bytes]:
    """Pass pieces on while they are not too much for the compressed bytes that they come from."""
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > MEBIBYTE and size > source.limits.ratio * taken():
            told = f"it expands more than {source.limits.ratio} times"
            raise source.error("limit", told, size)
        yield piece


def decompressed(source: Input, kind: str) -> io.BufferedReader:
    """Open what is compressed. Reading raises LoadError where it is damaged, cut off or a bomb."""
    position = 0

    def pieces() -> Iterator[bytes]:
        nonlocal position
        make, damage = _decompressor(kind, source)
        read = source.stream.read
        content = read(BUFFER)
        position += len(content)
        if not content:
            raise source.error("truncated", f"an empty file is not {kind}", 0)
        while content:
            if not content.startswith(MAGIC[kind][: len(content)]):
                told = f"not {kind}" if position <= BUFFER else f"{kind} ends, something follows"
                raise source.error("corrupt", told, position - len(content))
            decompressor = make()
            while not decompressor.eof:
                try:
                    piece = decompressor.decompress(content, BUFFER)
                except damage as error:
                    told = f"damaged {kind}: {error}"
                    raise source.error("corrupt", told, position) from error
                content = b""
                if piece:
                    yield piece
                elif not decompressor.eof and decompressor.needs_input:
                    if not (content := read(BUFFER)):
                        raise source.error("truncated", f"{kind} ends too early", position)
                    position += len(content)
            # Another stream may follow, and zeros that fill up a block.
            content = decompressor.unused_data
            while not (content := content.lstrip(b"\0")):
                if not (content := read(BUFFER)):
                    return
                position += len(content)

    return buffered(metered(pieces(), lambda: position, source))
