"""Concordances: what was looked for, each time it stands, with the words around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import attrs
import regex

from .errors import QueryError, expect
from .spans import Span

if TYPE_CHECKING:
    from collections.abc import Callable

SECONDS = 2.0
"""How long an expression may look at one text before it is given up."""
_PIECE = 64


@attrs.frozen
class Line:
    """A line of a concordance: a match, the text before and after it, and where it stands.

    `left` and `right` are of the width asked for, shorter at the ends of a text; `span` is in the
    clean text, `raw_spans` in the raw text, in code points.
    """

    id: str
    left: str
    match: str
    right: str
    span: Span
    raw_spans: tuple[Span, ...]

    def __str__(self) -> str:
        # A line break inside of it would make it two lines.
        left, match, right = (
            re.sub(r"\s", " ", part) for part in (self.left, self.match, self.right)
        )
        return f"{left} [{match}] {right}"

    def _repr_html_(self) -> str:
        """Show the line as notebooks do."""
        from .views import lines_view

        return lines_view((self,))


class Lines(Iterator[Line]):
    """The lines of a concordance, found one after another as they are asked for."""

    def __init__(self, found: Callable[[], Iterator[Line]]) -> None:
        self._found = found
        self._rest = found()

    def __next__(self) -> Line:
        return next(self._rest)

    def _repr_html_(self) -> str:
        """Show the first lines as notebooks do; those to be iterated over are still all there."""
        from .views import lines_view

        return lines_view(self._found())


def expression(pattern: str, *, words: bool) -> regex.Pattern[str]:
    r"""Compile what is looked for; words stand for themselves, whatever their case.

    >>> [found.group() for found in expression("kim jong", words=True).finditer("KIM\nJong, Kim")]
    ['KIM\nJong']

    Raises QueryError for what is no regular expression, with the place of its fault.
    """
    expect(pattern, str, "pattern")
    if not pattern.strip():
        raise QueryError("there is nothing to look for", pattern, 0)
    if words:
        spaced = r"\s+".join(map(_literal, pattern.split()))
        return regex.compile(rf"(?<!\w){spaced}(?!\w)", regex.IGNORECASE)
    try:
        return regex.compile(pattern)
    except regex.error as error:
        position: int | None = getattr(error, "pos", None)
        raise QueryError(f"no regular expression: {error}", pattern, position or 0) from error


def _literal(word: str) -> str:
    """Write a long word in pieces: `regex` prepares a literal in the cube of its length."""
    if len(word) <= _PIECE:
        return regex.escape(word)
    pieces = (word[at : at + _PIECE] for at in range(0, len(word), _PIECE))
    return "".join(f"(?>{regex.escape(piece)})" for piece in pieces)


def matches(looked_for: regex.Pattern[str], text: str) -> Iterator[Span]:
    """Give the spans of what is found; raises QueryError where that takes too long."""
    try:
        for found in looked_for.finditer(text, timeout=SECONDS):
            if found.end() > found.start():
                yield Span(*found.span())
    except TimeoutError as error:
        told = f"looks at one text for more than {SECONDS:g} seconds"
        raise QueryError(told, looked_for.pattern, 0) from error
