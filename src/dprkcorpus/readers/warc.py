"""WARC: the pages of a web archive, each as long as it says, or an error.

The readers that exist give a record that was cut off as if it were whole, and lose those that stand
behind one which says too great a length. Here a block must end where its Content-Length says,
and the next record begin there; where it does not, reading goes on with the next beginning.
"""

from __future__ import annotations

import base64
import hashlib
import re
import zlib
from typing import TYPE_CHECKING

import attrs

from ..errors import DateError, LoadError
from ..metadata.dates import FuzzyDate
from ..metadata.model import Basis, Fact
from ..record import Origin, Record
from .encodings import declared_encoding, decoding_of
from .html import page
from .inputs import MEBIBYTE, Found, Input, Skipped, fault, no_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from io import BufferedReader

_BEGIN = re.compile(rb"WARC/\d\.\d\r?\n")
_NEXT = re.compile(rb"(?<=\n)WARC/\d\.\d\r?\n[\w-]+:")
_BEHIND = re.compile(rb"(?:(?:\r\n){2,}|\n{2,})(?:WARC/.*)?", re.DOTALL)
_EMPTY_LINE = re.compile(rb"\r?\n\r?\n")
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?\s+(\d{3})")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[^\r\n]*\r\n")
_NUMBER = re.compile(r"[0-9]{1,18}")
_HEAD_BYTES = 2**16
_PAGES = ("text/html", "application/xhtml+xml")


class _Window:
    """The bytes at hand of a stream; `offset` is where they begin, `fault` what is behind them."""

    def __init__(self, stream: BufferedReader) -> None:
        self.stream = stream
        self.held = bytearray()
        self.offset = 0
        self.fault: LoadError | None = None

    def fill(self, size: int) -> int:
        """Hold at least so many bytes, or all before a fault; tell how many are held."""
        while self.fault is None and (missing := size - len(self.held)) > 0:
            try:
                more = self.stream.read1(max(_HEAD_BYTES, missing))
            except LoadError as error:
                self.fault = error
                break
            if not more:
                break
            self.held += more
        return len(self.held)

    def drop(self, size: int) -> None:
        del self.held[:size]
        self.offset += size


def read(source: Input) -> Iterator[Found]:
    """Give the pages and texts; requests, pictures, redirections and the like are skipped."""
    window = _Window(source.stream)
    number = 0
    while _to_next(window) or window.fault:
        number += 1
        origin = source.origin(record=number, offset=window.offset)
        try:
            yield _record(source, window, origin)
        except LoadError as error:
            yield error


def _to_next(window: _Window) -> bool:
    """Pass the empty lines between records; tell whether there is another."""
    while window.fill(1) and window.held[0] in b"\r\n":
        window.drop(1)
    return bool(window.held)


def _record(source: Input, window: _Window, origin: Origin) -> Found:
    """Read the record that begins here, and stand behind it, or where the next begins."""
    begin = 1
    try:
        headers, begin = _headers(window, origin)
        block = _block(source, window, headers, begin, origin)
    except LoadError as error:
        raise _find_next(window, begin) or error from None
    window.drop(begin + len(block))
    if "warc-truncated" in headers:
        told = f"the crawler cut it off ({headers['warc-truncated']})"
        raise fault(origin, "truncated", told)
    return _found(source, headers, block, origin)


def _headers(window: _Window, origin: Origin) -> tuple[dict[str, str], int]:
    """Read the lines above a block; give them, and where the block begins."""
    window.fill(_HEAD_BYTES)
    if not _BEGIN.match(window.held):
        excerpt = bytes(window.held[:60])
        raise fault(origin, "syntax", "no WARC record begins here", excerpt=excerpt)
    end = _EMPTY_LINE.search(window.held, 0, _HEAD_BYTES)
    if end is None:
        raise fault(origin, "truncated", "the headers of a record have no end")
    return _fields(bytes(window.held[: end.start()])), end.end()


def _fields(head: bytes) -> dict[str, str]:
    """Read lines of a name and a value; a line that begins with space goes on with the last."""
    unfolded = re.sub(rb"\r?\n[ \t]+", b" ", head).decode("utf-8", "backslashreplace")
    lines = unfolded.split("\n")
    parts = (line.partition(":") for line in lines[1:])
    return {name.strip().lower(): value.strip() for name, _, value in parts}


def _length(headers: Mapping[str, str]) -> int | None:
    value = headers.get("content-length", "")
    return int(value) if _NUMBER.fullmatch(value) else None


def _block(
    source: Input, window: _Window, headers: Mapping[str, str], begin: int, origin: Origin
) -> bytes:
    """Give the block, where it is as long as it says, and holds what it says."""
    length = _length(headers)
    if length is None:
        told = f"Content-Length is no number: {headers.get('content-length')!r}"
        raise fault(origin, "syntax", told)
    end = begin + length
    if length > source.limits.record_bytes:
        told = f"one record of more than {source.limits.record_bytes} bytes"
        raise fault(origin, "limit", told)
    if window.fill(end + 16) < end:
        told = f"its block has {len(window.held) - begin} bytes, its Content-Length says {length}"
        raise fault(origin, "truncated", told)
    block = bytes(window.held[begin:end])
    right = _digest_is_right(headers.get("warc-block-digest", ""), block)
    parted = _BEHIND.fullmatch(window.held, end, end + 16)
    if not right and (parted is None or _NEXT.search(block)):
        told = f"its block does not end where its Content-Length of {length} says"
        raise fault(origin, "length", told)
    if right is False:
        raise fault(origin, "corrupt", "its block is not what its digest says")
    return block


def _digest_is_right(told: str, block: bytes) -> bool | None:
    """Tell whether a block has the digest that is told of it; None where none can be checked."""
    algorithm, _, value = told.partition(":")
    if algorithm.lower() not in hashlib.algorithms_guaranteed or not value:
        return None
    digest = hashlib.new(algorithm.lower(), block, usedforsecurity=False).digest()
    return value.upper() in (base64.b32encode(digest).decode().rstrip("="), digest.hex().upper())


def _find_next(window: _Window, begin: int) -> LoadError | None:
    """Go on to where a record begins, or to the end; give the fault of the stream on the way."""
    window.fill(begin)
    while (found := _NEXT.search(window.held, begin)) is None:
        if window.fault is not None:
            # What is held is cut off by it, and the next stream begins anew.
            fault, window.fault = window.fault, None
            window.drop(len(window.held))
            return fault
        # A beginning may lie across the edge of what is held.
        window.drop(max(begin, len(window.held) - 64))
        begin = 1
        held = len(window.held)
        if window.fill(held + _HEAD_BYTES) == held and window.fault is None:
            window.drop(held)
            return None
    window.drop(found.start())
    return None


def _found(source: Input, headers: Mapping[str, str], block: bytes, origin: Origin) -> Found:
    """Give the page or the text that a record holds."""
    kind, type_ = headers.get("warc-type", ""), headers.get("content-type", "")
    if kind == "response" and type_.startswith("application/http"):
        status, end = _STATUS.match(block), _EMPTY_LINE.search(block)
        if status is None or end is None:
            raise fault(origin, "syntax", "no HTTP response", excerpt=block)
        head, block = block[: end.start()], block[end.end() :]
        if status[1] != b"200":
            return Skipped(origin, f"HTTP status {status[1].decode()}")
        answer = _fields(head)
        type_ = answer.get("content-type", "text/html")
        if type_.partition(";")[0].strip().lower() in (*_PAGES, "text/plain"):
            block = _payload(source, answer, block, origin)
    elif kind not in ("resource", "conversion"):
        return Skipped(origin, f"WARC {kind}")
    media, _, more = type_.partition(";")
    media = media.strip().lower()
    charset = _CHARSET.search(more)
    if media not in (*_PAGES, "text/plain"):
        return Skipped(origin, f"content of type {media}")
    known = Record(
        "",
        id=headers.get("warc-record-id", "").strip("<>") or None,
        url=headers.get("warc-target-uri", "").strip("<>") or None,
        origin=origin,
        facts=_captured(headers.get("warc-date"), origin),
    )
    if media in _PAGES:
        return page(source, block, known, charset[1] if charset else None)
    codec = declared_encoding(charset[1], origin) if charset else None
    decoding = decoding_of(source, block, codec)
    text = decoding.text(block, attrs.evolve(origin, offset=0)).removeprefix("\ufeff")
    if not text.strip():
        return no_text(origin)
    return attrs.evolve(known, raw=text, origin=attrs.evolve(origin, encoding=decoding.told))


def _captured(date: str | None, origin: Origin) -> tuple[Fact, ...]:
    if date is None:
        return ()
    try:
        day = FuzzyDate(date[:10])
    except DateError as error:
        raise fault(origin, "syntax", f"WARC-Date: {error}") from None
    reason = "The record of the web archive says when it was made."
    return (Fact("captured", day, Basis.CAPTURE_PAGE, reason),)


def _payload(source: Input, answer: Mapping[str, str], body: bytes, origin: Origin) -> bytes:
    """Undo what the transport did: pieces, compression. Raises LoadError where some is missing."""
    length = _length(answer)
    chunked = answer.get("transfer-encoding", "").lower() == "chunked"
    if length is not None and len(body) < length and not chunked:
        told = f"its page has {len(body)} bytes, its HTTP Content-Length says {length}"
        raise fault(origin, "truncated", told)
    # Some crawlers keep the header of the pieces, but not the pieces.
    if chunked and _CHUNK.match(body):
        body = _joined(body, origin)
    coding = answer.get("content-encoding", "identity").lower()
    if coding == "identity" or not body:
        return body
    if coding not in ("gzip", "x-gzip", "deflate"):
        raise fault(origin, "format", f"compressed with {coding}, which is not known")
    if coding != "deflate" and not body.startswith(b"\x1f\x8b"):
        return body  # Others keep this header, but not the compression.
    inflate = zlib.decompressobj(wbits=47 if body[0] & 15 == 8 or coding != "deflate" else -15)
    allowed = min(source.limits.record_bytes, max(MEBIBYTE, source.limits.ratio * len(body)))
    try:
        content = inflate.decompress(body, allowed)
    except zlib.error as error:
        raise fault(origin, "corrupt", f"damaged {coding}: {error}") from None
    if not inflate.eof:
        kind = "limit" if len(content) >= allowed else "truncated"
        raise fault(origin, kind, f"{coding} that ends too early, or expands too much")
    return content


def _joined(body: bytes, origin: Origin) -> bytes:
    pieces: list[bytes] = []
    at = 0
    while (chunk := _CHUNK.match(body, at)) is not None:
        size = int(chunk[1], 16)
        if size == 0:
            return b"".join(pieces)
        at = chunk.end() + size
        pieces.append(body[chunk.end() : at])
        if body[at : at + 2] != b"\r\n":
            break
        at += 2
    raise fault(origin, "truncated", "the pieces of an HTTP response do not end")
