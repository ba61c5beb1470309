"""A corpus, and what is found in it, as a notebook shows it."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from ..wording import count
from .html import Html, element
from .page import bar, folded, frame, short, table
from .timeline import Timeline, drawn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..concordance import Line
    from ..corpus import Corpus
    from ..search import Hit
    from ..spans import Span

_ROWS = 20
"""How many documents, hits or lines a view shows; it says how many there are besides."""
_VALUES = 6
"""How many values of a facet are told apart."""
_FACETS = ("publisher", "agency", "genre", "language")
_COLUMNS = ("id", "title", "issued", "publisher", "agency", "genre", "language")


def corpus_view(corpus: Corpus) -> str:
    """Show a corpus: when its documents were issued, by whom, and the first of them.

    >>> import dprkcorpus
    >>> view = corpus_view(dprkcorpus.load())
    >>> "5 documents" in view, "The Pyongyang Times" in view
    (True, True)
    """
    head = f"{count(len(corpus), 'document')}, data version {corpus.version}"
    timeline = Timeline.of(corpus.metadata())
    facets = (facet(corpus, field, _VALUES) for field in _FACETS)
    first = [
        [short(row[name] or "") for name in _COLUMNS] for row in islice(corpus.metadata(), _ROWS)
    ]
    shown = f"The first {_ROWS} documents" if len(corpus) > _ROWS else "The documents"
    return frame(
        element("p", head, class_="lead"),
        element("div", *facets, class_="facets"),
        drawn(timeline),
        folded([shown], table(_COLUMNS, first, caption=shown), opened=True),
        name="A corpus",
    )


def facet(corpus: Corpus, field: str, most: int) -> Html:
    """Show how many documents have which value of a field."""
    counts = corpus.facets(field)
    shown = [
        (short(value or "not known"), number) for value, number in islice(counts.items(), most)
    ]
    if (others := len(counts) - most) > 0:
        shown.append((count(others, "other"), sum(islice(counts.values(), most, None))))
    rows = ([value, f"{number:,}", bar(number, len(corpus))] for value, number in shown)
    return table((field, "documents", "share"), rows)


def hits_view(hits: Sequence[Hit]) -> str:
    """Show what a search found, the words that were found marked.

    >>> import dprkcorpus
    >>> "<mark>" in hits_view(dprkcorpus.load().search("movement"))
    True
    """
    rows = [
        [hit.id, hit.title or "", element("span", *_excerpt(hit.excerpt)), _places(hit.raw_spans)]
        for hit in hits[:_ROWS]
    ]
    told = _told(len(hits), "document")
    heading = ("id", "title", "excerpt", "in the raw text")
    return frame(element("p", told, class_="lead"), table(heading, rows, caption=told),
                 name="Search results")  # fmt: skip


def lines_view(lines: Iterable[Line]) -> str:
    """Show lines of a concordance, what was looked for in the middle.

    >>> import dprkcorpus
    >>> "<mark>movement</mark>" in lines_view(dprkcorpus.load().kwic("movement"))
    True
    """
    found = list(islice(lines, _ROWS + 1))
    rows = [
        element(
            "tr",
            element("th", line.id, scope="row"),
            element("td", _in_one_line(line.left), class_="left"),
            element("td", element("mark", _in_one_line(line.match))),
            element("td", _in_one_line(line.right)),
            element("td", _places(line.raw_spans), class_="place"),
        )
        for line in found[:_ROWS]
    ]
    more = len(found) > _ROWS
    told = f"The first {_ROWS} lines" if more else count(len(found), "line")
    names = ("id", "before", "found", "after", "in the raw text")
    heading = element("tr", *(element("th", name, scope="col") for name in names))
    whole = element("table", element("thead", heading), element("tbody", *rows), class_="lines")
    scroll = element("div", whole, class_="scroll", tabindex=0, role="region", aria_label=told)
    return frame(element("p", told, class_="lead"), scroll, name="Words in context")


def _in_one_line(text: str) -> str:
    return "".join(" " if sign.isspace() else sign for sign in text)


def _told(number: int, what: str) -> str:
    first = f", the first {_ROWS} of them shown" if number > _ROWS else ""
    return f"{count(number, what)} found{first}"


def _places(spans: Sequence[Span]) -> str:
    told = ", ".join(f"{start}-{end}" for start, end in spans[:3])
    return f"{told} …" if len(spans) > 3 else told


def _excerpt(excerpt: str) -> Iterator[str]:
    """Mark what an excerpt has in brackets; brackets of the text itself look the same in it."""
    before, *pieces = excerpt.split("[")
    yield before
    for piece in pieces:
        words, closed, rest = piece.partition("]")
        yield from (element("mark", words), rest) if closed else (f"[{words}",)
