"""Text to spans: the splitter, and the two functions that most callers need."""

from __future__ import annotations

from itertools import repeat

from ..errors import UnknownOptionError, WrongTypeError, expect
from ..spans import Span
from .lexicon import LEXICON
from .lists import list_items, starts_list
from .paragraphs import PARAGRAPHS
from .quotations import joined
from .scan import has_faces, sentences
from .signs import OTHER_STOPS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Literal

    from .lexicon import Lexicon

    Newlines = Literal["auto", "paragraph", "wrap"]
    Quotes = Literal["split", "keep"]

# How a namedtuple makes itself is written in Python, and slower.
_new_tuple: Callable[[type[Span], tuple[int, int]], Span]
_new_tuple = tuple.__new__  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
_QUOTES = ("split", "keep")
_SHORTEST = len("是。不")  # of what may be several sentences


class Splitter:
    """Splits texts into sentences in one way, as often as you like; immutable, safe in threads.

    >>> splitter = Splitter(abbreviations=["Hyd."])
    >>> splitter.split("He works at Hyd. Plant No. 2. It is new.")
    ['He works at Hyd. Plant No. 2.', 'It is new.']

    `abbreviations` are further words that never end a sentence, with or without their full stop;
    one in lower case is known in any case. `newlines` says what a line break is: `"paragraph"`,
    the end of a paragraph; `"wrap"`, white space, and only a blank line ends a paragraph;
    `"auto"`, the end of a paragraph, unless its line comes to no stop and the next one starts in
    lower case. `quotes="keep"` leaves a quotation of several sentences whole.

    Raises WrongTypeError for what is no str, UnknownOptionError (a ValueError) for other options.
    """

    __slots__ = ("_lexicon", "abbreviations", "newlines", "quotes")

    abbreviations: tuple[str, ...]
    newlines: Newlines
    quotes: Quotes
    _lexicon: Lexicon

    def __init__(
        self,
        abbreviations: Iterable[str] = (),
        newlines: Newlines = "auto",
        quotes: Quotes = "split",
    ) -> None:
        if isinstance(abbreviations, (str, bytes)) or not hasattr(abbreviations, "__iter__"):
            kind = type(abbreviations).__name__
            raise WrongTypeError(f"abbreviations must be several words, not {kind}")
        words = tuple(abbreviations)
        for word in words:
            expect(word, str, "abbreviation")
        for option, value, values in (
            ("newlines", newlines, PARAGRAPHS),
            ("quotes", quotes, _QUOTES),
        ):
            expect(value, str, option)
            if value not in values:
                raise UnknownOptionError(f"value of {option}", value, values)
        lexicon = LEXICON.with_words(words) if words else LEXICON
        for name, setting in (
            ("abbreviations", words),
            ("newlines", newlines),
            ("quotes", quotes),
            ("_lexicon", lexicon),
        ):
            object.__setattr__(self, name, setting)

    def spans(self, text: str) -> list[Span]:
        """Give the span of each sentence of `text`, in code points.

        >>> Splitter().spans("It rained. It stopped.")
        [Span(start=0, end=10), Span(start=11, end=22)]

        Sorted, disjoint, each from ink to ink; between them stands nothing but white space.
        """
        expect(text, str, "text")
        # What need not be looked for in each paragraph is found out once.
        others = [stop for stop in OTHER_STOPS[: 2 if text.isascii() else None] if stop in text]
        faces = has_faces(text)
        lexicon, keep = self._lexicon, self.quotes == "keep"
        find = text.find
        bounds: list[tuple[int, int]] = []
        for begin, limit in PARAGRAPHS[self.newlines](text):
            if limit - begin < _SHORTEST:
                bounds.append((begin, limit))
                continue
            last = limit - 1
            only_full_stops = not faces
            for stop in others:
                if find(stop, begin, last) >= 0:
                    only_full_stops = False
                    break
            # Most paragraphs start with a capital; a list that did (`A)`) would look like initials.
            if "A" <= text[begin] <= "Z" or not starts_list(text, begin, limit):
                if only_full_stops and find(".", begin, last) < 0:
                    # The plain case of news: a paragraph that is one sentence.
                    bounds.append((begin, limit))
                    continue
                items: Iterable[tuple[int, int]] = ((begin, limit),)
            else:
                items = list_items(text, begin, limit)
            for start, end in items:
                found = sentences(text, start, end, lexicon, only_full_stops, faces)
                bounds += joined(text, start, end, found) if keep else found
        return list(map(_new_tuple, repeat(Span), bounds))

    def split(self, text: str) -> list[str]:
        """Give each sentence of `text`.

        >>> Splitter(quotes="keep").split("“It rained. It stopped,” he said. He left.")
        ['“It rained. It stopped,” he said.', 'He left.']
        """
        return [text[start:end] for start, end in self.spans(text)]

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a Splitter is immutable")

    def __delattr__(self, name: str) -> None:
        raise AttributeError("a Splitter is immutable")

    def __reduce__(
        self,
    ) -> tuple[type[Splitter], tuple[tuple[str, ...], Newlines, Quotes]]:
        return type(self), (self.abbreviations, self.newlines, self.quotes)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Splitter) and self.__reduce__() == other.__reduce__()

    def __hash__(self) -> int:
        return hash(self.__reduce__())

    def __repr__(self) -> str:
        settings = f"{self.abbreviations!r}, newlines={self.newlines!r}, quotes={self.quotes!r}"
        return f"Splitter({settings})"


_DEFAULT = Splitter()


def _splitter(abbreviations: Iterable[str], newlines: Newlines, quotes: Quotes) -> Splitter:
    if abbreviations == () and newlines == "auto" and quotes == "split":
        return _DEFAULT
    return Splitter(abbreviations, newlines, quotes)


def sentence_spans(
    text: str,
    *,
    abbreviations: Iterable[str] = (),
    newlines: Newlines = "auto",
    quotes: Quotes = "split",
) -> list[Span]:
    """Give the span of each sentence of `text`, in code points.

    >>> sentence_spans("He met the U.S. President. It is said he left.")
    [Span(start=0, end=26), Span(start=27, end=46)]

    The options, and the errors raised, are those of `Splitter`.
    """
    return _splitter(abbreviations, newlines, quotes).spans(text)


def split_sentences(
    text: str,
    *,
    abbreviations: Iterable[str] = (),
    newlines: Newlines = "auto",
    quotes: Quotes = "split",
) -> list[str]:
    """Give each sentence of `text`.

    >>> split_sentences("He met the U.S. President. It is said he left.")
    ['He met the U.S. President.', 'It is said he left.']

    The options, and the errors raised, are those of `Splitter`.
    """
    return _splitter(abbreviations, newlines, quotes).split(text)
