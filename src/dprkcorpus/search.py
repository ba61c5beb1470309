"""Full-text search: a query, the documents that it finds, and the words it finds in them."""

from __future__ import annotations

import re
import sqlite3
from threading import Lock
from typing import TYPE_CHECKING

import attrs

from .errors import QueryError, expect
from .spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

TABLE = "CREATE VIRTUAL TABLE {name} USING fts5(title, text, {more}tokenize='unicode61')"
"""The full-text index of FTS5, in a corpus file and in memory: words without case or accents."""

NEAR = 10
"""How many words may stand between those on either side of NEAR, where nothing is said."""


@attrs.frozen
class Hit:
    """What a query found in a document.

    `spans` are the words found, in code points of the text, `raw_spans` the same in the raw text;
    both are empty where they stand in the title alone. `excerpt` shows some of them in brackets.
    """

    id: str
    title: str | None
    spans: tuple[Span, ...]
    raw_spans: tuple[Span, ...]
    excerpt: str

    def _repr_html_(self) -> str:
        """Show the hit as notebooks do."""
        from .views import hits_view

        return hits_view((self,))


class Hits(tuple[Hit, ...]):
    """What a search found, the best first: a tuple that notebooks show as a table."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        from .views import hits_view

        return hits_view(self)


_TOKEN = re.compile(
    # Not inside a run of spaces: at the end of a query each would be tried anew.
    r"""(?<!\s)\s*+(?: (?P<quoted>"[^"]*") | (?P<open>\() | (?P<close>\))
    | (?P<column>(?:title|text):) | NEAR/(?P<distance>[0-9]{1,4})(?![^\s()"])
    | (?P<operator>(?:AND|OR|NOT|NEAR)(?![^\s()"])) | (?P<stray>") | (?P<word>[^\s()"]+) )""",
    re.VERBOSE,
)
_LONGEST = 2000

# What FTS5 is asked to put around the words found: noncharacters, which no text needs.
_START, _END = "\ufdd0", "\ufdd1"


def to_fts5(query: str) -> str:
    """Write a query in the language of FTS5, every word of it quoted.

    >>> to_fts5('Kim Jong-un NEAR/5 missile* OR title:harvest')
    'NEAR("Kim Jong-un" "missile" *, 5) OR title : "harvest"'

    Words in a row must all stand in a document, words in quotation marks must follow each other.
    There are AND, OR, NOT, brackets, `*` for the rest of a word, `title:` and `text:`; on either
    side of NEAR or NEAR/n, words in a row are a phrase. Raises QueryError.
    """
    expect(query, str, "query")
    if len(query) > _LONGEST:
        raise QueryError(f"a query has at most {_LONGEST} characters", query, _LONGEST)
    if "\0" in query:
        raise QueryError("a query holds no NUL", query, query.index("\0"))
    # What has no UTF-8 cannot be asked for: it is in no index.
    return " ".join(_Parser(query).parsed()).encode("utf-8", "replace").decode("utf-8")


class _Parser:
    """Reads a query by descent: alternatives of conjunctions of operands."""

    def __init__(self, query: str) -> None:
        self.query = query
        self.tokens = list(_TOKEN.finditer(query))
        self.at = 0

    def fault(self, message: str) -> QueryError:
        end = len(self.query)
        where = self.tokens[self.at] if self.at < len(self.tokens) else None
        return QueryError(message, self.query, where.start(where.lastgroup or 0) if where else end)

    def kind(self) -> str | None:
        if self.at == len(self.tokens):
            return None
        token = self.tokens[self.at]
        return token["operator"] or ("NEAR" if token["distance"] else token.lastgroup)

    def parsed(self) -> list[str]:
        parts = self.either()
        if self.kind() is not None:
            raise self.fault("there is no bracket to close")
        return parts

    def either(self, depth: int = 0) -> list[str]:
        if depth > 20:
            raise self.fault("brackets are too deep")
        parts = self.all_of(depth)
        while (operator := self.kind()) in ("OR", "NOT"):
            self.at += 1
            parts += [str(operator), *self.all_of(depth)]
        return parts

    def all_of(self, depth: int) -> list[str]:
        parts = self.operand(depth)
        while self.kind() not in (None, "OR", "NOT", "close"):
            if self.kind() == "AND":
                self.at += 1
            parts += ["AND", *self.operand(depth)]
        return parts

    def operand(self, depth: int) -> list[str]:
        kind = self.kind()
        if kind == "column":
            column = self.tokens[self.at]["column"]
            self.at += 1
            if self.kind() not in ("word", "quoted", "open"):
                raise self.fault("a word is missing")
            return [column[:-1], ":", *self.operand(depth)]
        if kind == "open":
            self.at += 1
            inner = self.either(depth + 1)
            if self.kind() != "close":
                raise self.fault("a bracket is not closed")
            self.at += 1
            return ["(", *inner, ")"]
        if kind == "stray":
            raise self.fault("a quotation mark is not closed")
        if kind not in ("word", "quoted"):
            raise self.fault("a word is missing")
        return self.words()

    def words(self) -> list[str]:
        """Read words in a row: all of them must be there or, beside NEAR, follow each other."""
        groups, distance = [self.row()], None
        while self.kind() == "NEAR":
            distance = int(self.tokens[self.at]["distance"] or NEAR)
            self.at += 1
            if self.kind() not in ("word", "quoted"):
                raise self.fault("a word is missing")
            groups.append(self.row())
        if distance is None:
            # Not joined by AND, with which a word of punctuation alone would find nothing.
            return [_quoted(word) for word in groups[0]]
        phrases = [_quoted(" ".join(one.strip('"') for one in group)) for group in groups]
        return [f"NEAR({' '.join(phrases)}, {distance})"]

    def row(self) -> list[str]:
        words: list[str] = []
        while (kind := self.kind()) in ("word", "quoted"):
            words.append(self.tokens[self.at][str(kind)])
            self.at += 1
        return words


def _quoted(word: str) -> str:
    bare = word.strip('"')
    if bare.endswith("*") and not word.endswith('"'):
        return f'"{bare.rstrip("*")}" *'
    return f'"{bare}"'


class Index:
    """An index in memory, for the documents of a corpus that has none."""

    def __init__(self, texts: Iterable[tuple[str, str | None, str]]) -> None:
        self._lock = Lock()
        self._ids: list[str] = []
        self._connection = sqlite3.connect(":memory:", check_same_thread=False)
        self._connection.execute(TABLE.format(name="search", more="content='', "))
        self._connection.executemany(
            "INSERT INTO search(rowid, title, text) VALUES (?, ?, ?)", self._rows(texts)
        )

    def _rows(self, texts: Iterable[tuple[str, str | None, str]]) -> Iterator[tuple[object, ...]]:
        for number, (id, title, text) in enumerate(texts):
            self._ids.append(id)
            yield number, title and plain(title), plain(text)

    def __del__(self) -> None:
        self._connection.close()

    def ranked(self, query: str) -> Sequence[str]:
        """Give the ids of the documents that a query of FTS5 finds, the best first."""
        with self._lock:
            found = self._connection.execute(
                "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rank, rowid", (query,)
            )
            numbers: list[tuple[int]] = found.fetchall()
            return [self._ids[number] for (number,) in numbers]


class Marker:
    """Finds the words of a query again in one text after another."""

    def __init__(self, query: str) -> None:
        self._query = query
        self._connection = sqlite3.connect(":memory:", isolation_level=None)
        self._connection.execute(TABLE.format(name="one", more=""))

    def __enter__(self) -> Marker:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def mark(self, title: str | None, text: str) -> tuple[tuple[Span, ...], str]:
        """Give the spans of the words found in `text`, and an excerpt of title or text."""
        execute = self._connection.execute
        execute("DELETE FROM one")
        execute("INSERT INTO one VALUES (?, ?)", (title and plain(title), plain(text)))
        marked, excerpt = execute(
            "SELECT highlight(one, 1, ?, ?), snippet(one, -1, '[', ']', '…', 32) "
            "FROM one WHERE one MATCH ?",
            (_START, _END, self._query),
        ).fetchone()
        before, *pieces = marked.split(_START)
        spans: list[Span] = []
        at = len(before)
        for piece in pieces:
            words, _, rest = piece.partition(_END)
            spans.append(Span(at, at + len(words)))
            at += len(words) + len(rest)
        return tuple(spans), excerpt


def plain(text: str) -> str:
    """Give a text of the same length for the index: no NUL, no lone surrogates, no marks."""
    for mark in ("\0", _START, _END):
        text = text.replace(mark, " ")
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")
