"""JSON: a list of objects, an object that holds one, or objects one after the other.

The text is cut where its brackets say, and each element is read for itself. So a list of any length
takes the memory of one element, and an element at fault does not keep the next from being read.
"""

from __future__ import annotations

import codecs
import json
import re
from typing import TYPE_CHECKING, Any

from ..errors import LoadError
from .encodings import Decoding, decoding_of, head_of
from .inputs import Found, Input, fault
from .json_objects import TOKEN, parse_object

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..record import Origin

_CHUNK = 2**16
# How many kinds of elements are told apart, and how long a beginning of one may be.
_KEYS, _BEGINNING = 20, 200
_TO_BRACKET = re.compile(r'(?:[^"\[\]{}]++|"[^"\\]*+(?:\\.[^"\\]*+)*+")*+[\[\]{}]', re.DOTALL)
_FIRST_KEY = re.compile(r'\{\s*("(?:[^"\\]|\\.)*+")\s*:')


def read(source: Input) -> Iterator[Found]:
    """Give the record of each element."""
    decoding = decoding_of(source, head_of(source))
    source.stream.read(decoding.mark)
    return _Elements(source, decoding).found()


class _Elements:
    """A walk over the tokens of JSON text, of which no more is held than the element at hand."""

    def __init__(self, source: Input, decoding: Decoding) -> None:
        self.source = source
        self.decoding = decoding
        # Bytes that are no text pass as lone surrogates: the brackets around them are still seen.
        # Where a character is several bytes wide, there is no such way.
        wide = decoding.codec.startswith(("utf-16", "utf-32"))
        self.errors = "strict" if wide else "surrogateescape"
        self.decoder = codecs.getincrementaldecoder(decoding.codec)(self.errors)
        self.text = ""
        self.ended = False
        self.at: int = 0  # Where the token at hand begins,
        self.next: int = 0  # and where it ends.
        self.start: int | None = None  # Where the element at hand begins.
        self.counted, self.bytes = 0, decoding.mark  # As far as bytes are counted, and how many.
        self.number = 0
        self.keys: set[str] = set()  # With which the elements so far begin.
        self.lost = False  # A fault was told, and no sound element has been met since.

    def found(self) -> Iterator[Found]:
        """Read values at the top of the text."""
        while token := self.peek():
            if token == "[":
                self.take()
                yield from self.elements()
            elif token == "{":
                yield from self.object()
            else:
                yield from self.stray(f"{token!r} where a value belongs")

    def elements(self) -> Iterator[Found]:
        """Read a list, behind its bracket."""
        due = False  # A comma, or the end.
        first = True
        while (token := self.peek()) and token != "]":
            if token == "," and due:
                due = False
                self.take()
            elif token in ",:}" or (due and token not in "[{"):
                due = False
                yield from self.stray(f"{token!r} where an element belongs")
            else:
                if due and not self.lost:
                    yield self.error("syntax", "not JSON: no comma between two elements")
                yield from self.element()
                due, first = True, False
        if not token and not self.lost:
            yield self.error("truncated", "the list is not closed")
        elif token and not due and not first:
            yield self.error("syntax", "not JSON: a comma with no element behind it")
        self.take()

    def stray(self, message: str) -> Iterator[LoadError]:
        """Pass on to where an element begins as others did; of a damaged place tell one error."""
        if not self.lost:
            yield self.error("syntax", f"not JSON: {message}")
        self.lost = True
        while (found := self.alike().search(self.text, self.at)) is None and not self.ended:
            self.at = max(self.at, len(self.text) - _BEGINNING)
            self.more()
        self.at = self.next = found.start() if found else len(self.text)

    def alike(self) -> re.Pattern[str]:
        """Give what tells where an element begins: with a key that others began with, or any."""
        keys = "|".join(map(re.escape, sorted(self.keys))) or r'"[^"\\]*+"'
        return re.compile(rf"\{{\s*(?:{keys})\s*:")

    def element(self) -> Iterator[Found]:
        """Read one element of a list."""
        self.begin()
        depth = 0
        while token := self.bracket() if depth else self.peek():
            depth += (token in "[{") - (token in "]}")
            self.take()
            if self.too_long():
                yield self.give_up()
                if self.lost:
                    return
            if depth == 0:
                yield from self.finish()
                return
        yield from self.finish(cut="the element is not closed")

    def object(self) -> Iterator[Found]:
        """Read an object at the top: a record, or one that holds lists of records."""
        self.begin()
        depth, holds, is_record = 0, False, False
        while token := self.peek():
            word = self.text[self.at : self.next]
            depth += (token in "[{") - (token in "]}")
            self.take()
            if depth == 0:
                if holds and is_record:
                    yield self.error("column", "an object with a text and a list of objects")
                elif not holds:
                    yield from self.finish()
                return
            if depth == 1 and token == '"' and self.peek() == ":":
                is_record = is_record or self.names_text(word)
            elif depth == 2 and token == "[" and not is_record and self.peek() == "{":
                self.number -= not holds
                depth, holds, self.start = 1, True, None
                yield from self.elements()
            if self.too_long():
                yield self.give_up()
        if holds and not self.lost:
            yield self.error("truncated", "the object around the list is not closed")
        else:
            yield from self.finish(cut="the object is not closed")

    def names_text(self, word: str) -> bool:
        try:
            return self.source.columns.is_text(json.loads(word))
        except ValueError:
            return False

    def begin(self) -> None:
        self.start = self.at
        self.number += 1

    def too_long(self) -> bool:
        return self.start is not None and self.next - self.start > self.source.limits.record_bytes

    def give_up(self) -> LoadError:
        """Hold no more of an element; if it is not for a fault, its brackets are still counted."""
        start, self.start = self.start or 0, None
        allowed = self.source.limits.record_bytes
        error = self.error("limit", f"one record of more than {allowed} bytes", start)
        self.lost = self.swallowed(start)
        return error

    def finish(self, cut: str | None = None) -> Iterator[Found]:
        """Give the record of the element at hand; go back to what its fault made it swallow."""
        if self.start is None:
            return
        start, self.start = self.start, None
        text = self.text[start : self.at]
        origin = self.source.origin(
            record=self.number, offset=self.byte(start), encoding=self.decoding.told
        )
        try:
            if cut is not None:
                raise fault(origin, "truncated", cut, excerpt=text)
            row = self.parsed(text, origin)
            self.lost = False
            if len(self.keys) < _KEYS and (first := _FIRST_KEY.match(text)):
                self.keys.add(first[1])
            yield self.source.columns.record(row, origin)
        except LoadError as error:
            yield error
            if error.kind in ("truncated", "syntax"):
                self.lost = True
                self.swallowed(start)

    def swallowed(self, start: int) -> bool:
        """Go back to where, inside of a faulty element, another one begins; tell whether one does.

        A quotation mark or a bracket is missing there; but elements begin alike.
        """
        first = _FIRST_KEY.match(self.text, start)
        if first is not None and len(self.keys) < _KEYS:
            self.keys.add(first[1])
        another = self.alike().search(self.text, first.end() if first else start + 1, self.at)
        if another is None:
            return False
        self.at = self.next = another.start()
        return True

    def parsed(self, text: str, origin: Origin) -> dict[str, Any]:
        codec = self.decoding.codec
        try:
            text.encode(codec)
        except UnicodeEncodeError as error:
            at = (origin.offset or 0) + len(text[: error.start].encode(codec))
            excerpt = text[max(error.start - 20, 0) : error.start + 20]
            told = f"not {codec.upper()}"
            raise fault(origin, "encoding", told, offset=at, excerpt=excerpt) from None
        return parse_object(text, origin, codec=codec, allowed=self.source.limits.nesting)

    def error(self, kind: str, message: str, at: int | None = None) -> LoadError:
        at = self.at if at is None else at
        origin = self.source.origin(record=self.number or None, offset=self.byte(at))
        return fault(origin, kind, message, excerpt=self.text[at : at + 60] or None)

    def byte(self, at: int) -> int:
        """Tell which byte of the input a character is."""
        between = self.text[min(self.counted, at) : max(self.counted, at)]
        size = len(between.encode(self.decoding.codec, self.errors))
        self.bytes += size if at >= self.counted else -size
        self.counted = at
        return self.bytes

    def take(self) -> None:
        self.at = self.next

    def peek(self) -> str:
        """Look at the first character of the next token; at the end there is none."""
        while True:
            match = TOKEN.search(self.text, self.at)
            if match and (match.end() < len(self.text) or self.ended or match[0] in "[]{},:"):
                self.at, self.next = match.span()
                return self.text[self.at]
            if self.ended:
                self.at = self.next = len(self.text)
                return ""
            self.more()

    def bracket(self) -> str:
        """Look at the next bracket where it is at hand, else at the next token."""
        found = _TO_BRACKET.match(self.text, self.at)
        if found is None:
            return self.peek()
        self.next = found.end()
        self.at = self.next - 1
        return self.text[self.at]

    def more(self) -> None:
        """Read on: as much again as is held, so that what is long is not looked at too often."""
        kept = self.at if self.start is None else self.start
        self.byte(kept)
        held = self.text[kept:]
        content = self.source.stream.read1(max(_CHUNK, len(held)))
        self.ended = not content
        try:
            self.text = held + self.decoder.decode(content, final=self.ended)
        except UnicodeDecodeError as error:
            told = f"not {self.decoding.codec.upper()} ({error.reason})"
            raise self.source.error("encoding", told, self.bytes) from None
        self.at -= kept
        self.next -= kept
        self.counted = 0
        if self.start is not None:
            self.start = 0
