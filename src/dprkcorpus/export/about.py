"""What a corpus is called, and said to be, where a format wants a title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..wording import count

if TYPE_CHECKING:
    from ..corpus import Corpus


def title(corpus: Corpus) -> str:
    """Give the title of a corpus."""
    return f"A corpus of {count(len(corpus), 'document')}"


def description(corpus: Corpus) -> str:
    """Say what a corpus holds, and how its rights stand."""
    return (
        f"{count(len(corpus), 'document')} with their metadata, the labelled segments that their "
        "raw texts consist of, and sentences. The rights of each text are stated with it."
    )


def version(corpus: Corpus) -> dict[str, str]:
    """Give the version of a corpus as a part of its description, where it is one of three numbers.

    >>> from dprkcorpus import Corpus
    >>> version(Corpus.of([]))
    {}
    """
    return {"version": corpus.version} if re.fullmatch(r"\d+\.\d+\.\d+", corpus.version) else {}


def statements(corpus: Corpus) -> list[str]:
    """Give the rights statements of the documents, sorted, each once.

    >>> import dprkcorpus
    >>> [one.split("/")[-3] for one in statements(dprkcorpus.load())]
    ['InC', 'UND']

    A document of whose rights nothing is known counts as "copyright not evaluated".
    """
    known = (corpus.describe(id).rights for id in corpus.ids)
    return sorted({rights.statement if rights else NOT_EVALUATED for rights in known})


NOT_EVALUATED = "http://rightsstatements.org/vocab/CNE/1.0/"
