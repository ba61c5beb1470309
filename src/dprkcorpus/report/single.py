"""Single documents in a report: raw and clean text side by side, linked sentence by sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..views.documents import article, evidence_part, known_list
from ..views.html import Html, element
from ..views.page import share, short
from ..views.raw_text import raw_view

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..corpus import Corpus
    from .figures import Figures

BUDGET = 2_500_000
"""Bytes of the page that single documents may take."""
_LONGEST = 20_000
"""Code points of a text that are shown."""
_CHECKED = 100
"""How many of those most worth checking are tried first."""


def chosen(corpus: Corpus, figures: Figures) -> Iterator[str]:
    """Give ids: of the pages most worth checking, then others from all over the corpus.

    >>> import dprkcorpus
    >>> from dprkcorpus.report.figures import Figures
    >>> corpus = dprkcorpus.load()
    >>> sorted(chosen(corpus, Figures.of(corpus))) == sorted(corpus.ids)
    True
    """
    first = [id for _, id, _ in figures.to_check()[:_CHECKED]]
    yield from first
    given = set(first)
    ids = corpus.ids
    # Steps through all of them that halve each time: wherever one stops, they lie evenly.
    size = 1 << (len(ids) - 1).bit_length() if ids else 0
    step = size
    while step:
        for place in range(0, len(ids), step):
            if ids[place] not in given:
                given.add(ids[place])
                yield ids[place]
        step //= 2


def shown(corpus: Corpus, ids: Iterable[str], budget: int = BUDGET) -> dict[str, Html]:
    """Give as many documents as fit, in the order of the corpus."""
    parts: dict[str, Html] = {}
    left = budget
    for id in ids:
        part = _document(corpus, id, f"d{len(parts)}")
        # One that is large does not keep out the smaller ones after it, within reason.
        if len(part.encode()) <= left:
            parts[id] = part
            left -= len(part.encode())
        elif left < budget // 100:
            break
    return parts


def _document(corpus: Corpus, id: str, anchor: str) -> Html:
    document = corpus[id]
    known = document.metadata
    raw = raw_view(document.cleaned, document.sentences, anchor=anchor, longest=_LONGEST)
    clean = article(document, anchor, _LONGEST)
    issued = known.issued.edtf if known.issued else "no date"
    told = f"{issued} · {share(len(document.text), len(document.raw))} kept"
    return element(
        "details",
        element(
            "summary",
            element("span", short(document.title or id), class_="name"),
            element("span", f"{short(id)} · {told}", class_="id"),
        ),
        element(
            "div",
            known_list(known),
            element(
                "div",
                element("div", element("h3", "Raw text"), raw),
                element("div", element("h3", "Clean text"), clean),
                class_="sides",
            ),
            evidence_part(known),
            class_="inside",
        ),
        class_="document",
        id=anchor,
    )
