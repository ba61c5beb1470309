"""Text to spans: the splitter and the two functions that most callers need."""

from __future__ import annotations

from ..errors import WrongTypeError, expect
from ..spans import Span
from .boundaries import OTHER_STOPS
from .lexicon import LEXICON
from .lists import list_items, starts_list
from .paragraphs import PARAGRAPHS
from .scan import has_faces, sentences

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Literal


class Splitter:
    """Splits texts into sentences; immutable, and safe to share between threads.

    >>> Splitter(abbreviations=["Sok"]).split("He lives in Sok. Street. It is long.")
    ['He lives in Sok. Street.', 'It is long.']
    """

    __slots__ = ("_lexicon", "_newlines", "_quotes")

    def __init__(
        self,
        abbreviations: Iterable[str] = (),
        newlines: Literal["auto", "paragraph", "wrap"] = "auto",
        quotes: Literal["split", "keep"] = "split",
    ) -> None:
        if isinstance(abbreviations, (str, bytes)):
            raise WrongTypeError("abbreviations must be several words, not one str or bytes")
        if newlines not in PARAGRAPHS:
            raise ValueError(f"newlines must be one of {', '.join(PARAGRAPHS)}, not {newlines!r}")
        own = [word.removesuffix(".") for word in abbreviations]
        lexicon = LEXICON.with_words(own) if own else LEXICON
        object.__setattr__(self, "_lexicon", lexicon)
        object.__setattr__(self, "_newlines", newlines)
        object.__setattr__(self, "_quotes", quotes)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a Splitter is immutable")

    def spans(self, text: str) -> list[Span]:
        """Give the span of each sentence of `text`."""
        expect(text, str, "text")
        out: list[Span] = []
        others = [stop for stop in OTHER_STOPS[: 2 if text.isascii() else None] if stop in text]
        faces = has_faces(text)
        lexicon = self._lexicon
        find = text.find
        for begin, limit in PARAGRAPHS[self._newlines](text):
            last = limit - 1
            only_full_stops = not faces
            for stop in others:
                if find(stop, begin, last) >= 0:
                    only_full_stops = False
                    break
            if starts_list(text, begin, limit):
                for start, end in list_items(text, begin, limit):
                    out.extend(sentences(text, start, end, lexicon, only_full_stops, faces))
            elif not only_full_stops or find(".", begin, last) >= 0:
                out.extend(sentences(text, begin, limit, lexicon, only_full_stops, faces))
            else:
                # The plain case of news: a paragraph that is one sentence.
                out.append(tuple.__new__(Span, (begin, limit)))
        return out

    def split(self, text: str) -> list[str]:
        """Give each sentence of `text`."""
        return [text[start:end] for start, end in self.spans(text)]


_DEFAULT = Splitter()


def sentence_spans(
    text: str,
    *,
    abbreviations: Iterable[str] = (),
    newlines: Literal["auto", "paragraph", "wrap"] = "auto",
    quotes: Literal["split", "keep"] = "split",
) -> list[Span]:
    """Give the span of each sentence of `text`, in code points.

    >>> sentence_spans("He left. She stayed.")
    [Span(start=0, end=8), Span(start=9, end=20)]
    """
    if not abbreviations and newlines == "auto" and quotes == "split":
        return _DEFAULT.spans(text)
    return Splitter(abbreviations, newlines, quotes).spans(text)


def split_sentences(
    text: str,
    *,
    abbreviations: Iterable[str] = (),
    newlines: Literal["auto", "paragraph", "wrap"] = "auto",
    quotes: Literal["split", "keep"] = "split",
) -> list[str]:
    """Give each sentence of `text`.

    >>> split_sentences("He left. She stayed.")
    ['He left.', 'She stayed.']
    """
    return Splitter(abbreviations, newlines, quotes).split(text)
