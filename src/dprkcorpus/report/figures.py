"""What a report tells of a corpus, counted in one pass over its documents."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import Counter
from statistics import median
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import attrs

from ..segments import Label
from .counting import Frequent
from .signs import own_signs, signs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..document import Document
    from ..metadata.model import Metadata

LENGTHS = (0, 1, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000)
"""Where classes of lengths begin, in code points of the text."""
SHARES = tuple(range(0, 101, 10))
"""Where classes of shares begin, in per cent of the raw text."""

_LINES = 100_000
"""How many different lines are counted at once."""
_LONGEST_LINE = 200
"""Code points of a line that are looked at."""
_USUAL = 20
"""Pages of a site from which on one can say what is usual for it."""


@attrs.define
class Amount:
    """How much of something there is: in how many documents, segments and code points."""

    documents: int = 0
    segments: int = 0
    characters: int = 0


@attrs.define
class Site:
    """The pages of one site: how long their texts are, and how much of each page was kept."""

    lengths: array[int] = attrs.field(factory=lambda: array("q"))
    kept: array[float] = attrs.field(factory=lambda: array("f"))
    raw: int = 0
    removed: int = 0
    without_article: int = 0


@attrs.frozen
class Page:
    """What is remembered of each page: its id, its site, its lengths and its signs."""

    id: str
    site: str
    raw: int
    text: int
    edges: tuple[int, ...]
    """Hashes of its first and its last line."""
    signs: tuple[str, ...]


@attrs.define
class Figures:
    """All that a report counts; `of` reads the documents, each of them once.

    >>> import dprkcorpus
    >>> figures = Figures.of(dprkcorpus.load())
    >>> len(figures.pages), figures.sentences, figures.labels["endmark"].segments
    (5, 67, 0)
    """

    pages: list[Page] = attrs.field(factory=list[Page])
    sentences: int = 0
    labels: dict[Label, Amount] = attrs.field(factory=lambda: {one: Amount() for one in Label})
    rules: dict[tuple[str, Label], Amount] = attrs.field(factory=dict[tuple[str, Label], Amount])
    reasons: dict[str, str] = attrs.field(factory=dict[str, str])
    sites: dict[str, Site] = attrs.field(factory=dict[str, Site])
    lengths: Counter[int] = attrs.field(factory=Counter[int])
    shares: Counter[int] = attrs.field(factory=Counter[int])
    removed: Frequent[tuple[str, str]] = attrs.field(
        factory=lambda: Frequent[tuple[str, str]](_LINES)
    )
    """Lines that were removed, with their labels."""
    edges: Frequent[tuple[str, int]] = attrs.field(
        factory=lambda: Frequent[tuple[str, int]](_LINES)
    )
    """First and last lines that were kept, with their sites, as hashes."""

    @classmethod
    def of(cls, documents: Iterable[Document]) -> Figures:
        """Count documents."""
        figures = cls()
        for document in documents:
            figures._add(document)
        return figures

    def _add(self, document: Document) -> None:
        raw, text = document.raw, document.text
        site = site_of(document.metadata)
        self.sentences += len(document.sentence_spans)
        self.reasons.update(document.cleaned.reasons)
        lines: dict[tuple[str, str], None] = {}
        counted: set[int] = set()
        taken = 0
        for segment in document.cleaned.segments:
            start, end = segment.span
            label = segment.label
            rule = self.rules.get((segment.rule, label))
            if rule is None:
                rule = self.rules[segment.rule, label] = Amount()
            for amount in (self.labels[label], rule):
                amount.segments += 1
                amount.characters += end - start
                if id(amount) not in counted:
                    counted.add(id(amount))
                    amount.documents += 1
            if label is not Label.BODY and label is not Label.SPACE:
                taken += end - start
                if line := raw[start : min(end, start + _LONGEST_LINE)].strip():
                    lines[line, label.value] = None
        self.removed.add(lines)
        edges = _edges(text)
        self.edges.add((site, edge) for edge in edges)
        self.pages.append(
            Page(document.id, site, len(raw), len(text), edges, tuple(own_signs(document)))
        )
        self._place(site, len(raw), len(text), taken)

    def _place(self, site: str, raw: int, text: int, taken: int) -> None:
        here = self.sites.setdefault(site, Site())
        here.raw += raw
        here.removed += taken
        here.without_article += not text
        here.lengths.append(text)
        here.kept.append(text / raw if raw else 1.0)
        self.lengths[bisect_right(LENGTHS, text) - 1] += 1
        if raw:
            self.shares[min(bisect_right(SHARES, 100 * text / raw) - 1, len(SHARES) - 2)] += 1

    @property
    def raw(self) -> int:
        """Code points of all raw texts."""
        return sum(site.raw for site in self.sites.values())

    @property
    def text(self) -> int:
        """Code points of all texts."""
        return sum(map(sum, (site.lengths for site in self.sites.values())))

    def without_article(self) -> list[str]:
        """Give the ids of pages of which nothing was kept."""
        return [page.id for page in self.pages if not page.text]

    def to_check(self) -> list[tuple[int, str, tuple[str, ...]]]:
        """Give weight, id and signs of pages worth checking, the weightiest first.

        Of equal weight, pages of which less was kept come first, then those that were read first.
        """
        known = signs()
        usual = {
            name: (median(site.kept), median(site.lengths))
            for name, site in self.sites.items()
            if len(site.lengths) >= _USUAL
        }
        found: list[tuple[int, float, int, str, tuple[str, ...]]] = []
        for number, page in enumerate(self.pages):
            shown = (*page.signs, *self._signs_among_others(page, usual))
            if shown:
                weight = sum(known[name].weight for name in shown)
                kept = page.text / page.raw if page.raw else 1.0
                found.append((-weight, kept, number, page.id, shown))
        return [(-weight, id, shown) for weight, _, _, id, shown in sorted(found)]

    def _signs_among_others(
        self, page: Page, usual: dict[str, tuple[float, float]]
    ) -> Iterator[str]:
        if page.site not in usual or not page.text:
            return
        kept, length = usual[page.site]
        if page.raw and page.text / page.raw < kept / 4:
            yield "little-kept"
        if page.text > 8 * length:
            yield "much-longer"
        many = max(5, len(self.sites[page.site].lengths) / 50)
        if any(self.edges[page.site, edge] - self.edges.missed >= many for edge in page.edges):
            yield "kept-like-others"


def _edges(text: str) -> tuple[int, ...]:
    lines = text.split("\n")
    return tuple({hash(line[:_LONGEST_LINE]) for line in (lines[0], lines[-1]) if line})


def site_of(known: Metadata) -> str:
    """Name the site of a page: the host of its address, else who published it.

    >>> from dprkcorpus import Metadata
    >>> site_of(Metadata("a", capture_url="https://www.example.org/x"))
    'example.org'
    """
    address = known.capture_url or known.original_url
    try:
        host = urlsplit(address).hostname if address else None
    except ValueError:  # No address that anybody could open.
        host = None
    if host:
        return host.removeprefix("www.")
    return known.republisher or known.publisher or "not known"
