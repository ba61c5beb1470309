"""From a paragraph to its sentences: finds the stops, and sees at once through the plain ones."""

from __future__ import annotations

from functools import partial

from ..spans import Span
from .boundaries import CLOSERS, FACE, HEADING_LENGTH, STOPS, WIDE_STOPS, Stop, pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .lexicon import Lexicon

# A pattern that starts with one set of characters is searched at full speed, and one that matches
# whenever it has started reads every text once: context is asked for by Python, not by patterns.
_RUN = rf"[{STOPS}][{STOPS}{CLOSERS}]*"
_RUN_OR_FACE = rf"{_RUN}|(?<=\s){FACE}(?=\s)"
new_span: Callable[[tuple[int, int]], Span] = partial(
    tuple.__new__,  # pyright: ignore[reportUnknownMemberType]
    Span,
)
"""Make a Span, past the namedtuple's own way, which is in Python."""

_RUN_MARKS = frozenset(STOPS + CLOSERS.replace("\\", ""))
_BELOW_EYES = frozenset("-^')(DP*|")
_GLUED_TAIL = frozenset("[-")


def has_faces(text: str) -> bool:
    """Tell whether there may be a face such as `:-)` in `text`, sooner than a pattern could."""
    for eyes in ":;=":
        at = text.find(eyes)
        while at >= 0:
            if text[at + 1 : at + 2] in _BELOW_EYES:
                return True
            at = text.find(eyes, at + 1)
    return False


def sentences(
    text: str, begin: int, limit: int, lexicon: Lexicon, only_full_stops: bool, faces: bool
) -> Iterator[Span]:
    """Give the sentences of the paragraph text[begin:limit].

    `only_full_stops` says that it holds no other stops, `faces` that it may hold faces.
    """
    find, rfind = text.find, text.rfind
    search = pattern(_RUN_OR_FACE if faces else _RUN).search
    abbreviations, never_final = lexicon.forms, lexicon.never_final
    at = begin
    while True:
        if only_full_stops:
            # str.find reads some ten times faster than a pattern.
            start = find(".", at, limit)
            at = start + 1
            if start < 0:
                break
            while at < limit and text[at] in _RUN_MARKS:
                at += 1
            if at == limit:
                break
        else:
            hit = search(text, at, limit)
            if hit is None or hit.end() == limit:
                break
            start, at = hit.span()
        gap = text[at]
        if gap == " ":
            following = at + 1
            ahead = text[following]
            if following == start + 2:
                word = text[(rfind(" ", begin, start) + 1) or begin : start]
                if word in never_final and text[start] == ".":
                    continue
                if word in abbreviations or word.isalpha():
                    if len(word) == 1 or "." in word:
                        # Initials and the like come in rows (`J. K. Rowling`).
                        beyond = text[following + 1 : following + 2]
                        if text[start] == "." and (ahead.islower() or beyond == "."):
                            continue
                    # The plain case, by far the most: a word, a stop, a space, a capital.
                    elif (
                        "A" <= ahead <= "Z"
                        and word not in abbreviations
                        and (start - begin > HEADING_LENGTH or word.islower())
                        and (text[start] == "." or not Stop.is_reported_by(text, following, limit))
                    ):
                        yield new_span((begin, at))
                        begin = following
                        continue
        elif (
            text[start] not in WIDE_STOPS
            and not gap.isspace()
            and (text[at + 1 : at + 2] == "." if gap.isupper() else gap not in _GLUED_TAIL)
        ):
            # `57.7`, `U.S.`, `etc.,`: without a space only a capital, a note or an end mark counts.
            continue
        stop = Stop(text, begin, start, at, limit, lexicon)
        at = stop.end
        if stop.ends_sentence():
            yield new_span((begin, at))
            begin = at = stop.following
    yield new_span((begin, limit))
