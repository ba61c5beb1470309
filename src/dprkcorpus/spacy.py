"""The sentence splitter as a component of spaCy.

    nlp = spacy.blank("en")
    nlp.add_pipe("dprkcorpus_sentences", config={"newlines": "wrap"})

spaCy finds the component by its name where this package is installed with the extra `spacy`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, TypeVar

from dprkcorpus.sentences import Splitter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dprkcorpus.sentences.splitter import Newlines, Quotes


class Token(Protocol):
    """What is asked of spaCy's Token."""

    i: int
    idx: int
    is_space: bool
    is_sent_start: bool | None


class Doc(Protocol):
    """What is asked of spaCy's Doc."""

    @property
    def text(self) -> str:
        """The text, character for character."""
        ...

    def __iter__(self) -> Iterator[Token]: ...


DocT = TypeVar("DocT", bound=Doc)


class SentenceComponent:
    """Sets where the sentences of a Doc start; `splitter` says how they are found.

    A sentence starts with the first token that starts at it or after, white space apart: spaCy's
    sentences are made of whole tokens. A token that reaches into the next sentence (`list.Korean`
    may be one) so stays with the sentence it starts in; the next one starts after it. White space
    belongs to the sentence before it, as with spaCy's own sentencizer.
    """

    def __init__(self, splitter: Splitter) -> None:
        self.splitter = splitter

    def __call__(self, doc: DocT) -> DocT:
        """Set `is_sent_start` of every token of `doc`."""
        starts = [span.start for span in self.splitter.spans(doc.text)]
        passed = 0
        for token in doc:
            before = passed
            if not token.is_space:
                while passed < len(starts) and starts[passed] <= token.idx:
                    passed += 1
            # White space that leads the text belongs to its first sentence.
            token.is_sent_start = token.i == 0 or 0 < before < passed
        return doc


def make_component(
    nlp: object, name: str, abbreviations: list[str], newlines: Newlines, quotes: Quotes
) -> SentenceComponent:
    """Make the component, as spaCy asks for it; the settings are those of `Splitter`."""
    return SentenceComponent(Splitter(abbreviations, newlines, quotes))


def _register(factory: Callable[..., SentenceComponent]) -> None:
    try:
        language = import_module("spacy.language")
    except ImportError:
        return  # Only spaCy asks for the component: without it, there is nothing to make known.
    language.Language.factory(
        "dprkcorpus_sentences",
        assigns=["token.is_sent_start", "doc.sents"],
        default_config={"abbreviations": [], "newlines": "auto", "quotes": "split"},
        func=factory,
    )


_register(make_component)
