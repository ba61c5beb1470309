"""The parts of a report that tell of the whole corpus, one function each."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from ..views.corpora import facet
from ..views.html import Html, element, joined
from ..views.page import bar, folded, share, short, table
from ..views.raw_text import label_name
from ..views.timeline import Timeline, as_table, drawn
from ..wording import count
from . import charts
from .figures import LENGTHS, SHARES
from .signs import signs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ..corpus import Corpus
    from ..errors import LoadError
    from .figures import Figures

_FACETS = ("publisher", "agency", "republisher", "genre", "section", "language")
_VALUES = 12
_MOST = 30
"""How many rows the longer tables have."""


def glance(figures: Figures) -> Html:
    """Tell the size of the corpus in a few numbers."""
    kept = share(figures.text, figures.raw)
    numbers = (
        (f"{len(figures.pages):,}", "documents"),
        (f"{figures.sentences:,}", "sentences"),
        (f"{figures.text:,}", "characters of text"),
        (kept, "of the raw text kept"),
        (f"{len(figures.sites):,}", "sites"),
        (f"{len(figures.without_article()):,}", "pages with no article"),
    )
    told = (element("div", element("dt", name), element("dd", one)) for one, name in numbers)
    return element("dl", *told, class_="glance")


def time(corpus: Corpus) -> Html:
    """Show when the documents were issued."""
    timeline = Timeline.of(corpus.metadata())
    dated = timeline.certain or timeline.doubtful or timeline.ranges
    if not dated or not charts.available():
        return drawn(timeline)
    told = element("p", timeline.told, class_="note")
    return joined([told, charts.over_time(timeline), as_table(timeline)])


def facets(corpus: Corpus) -> Html:
    """Count the documents by each field of words."""
    return element("div", *(facet(corpus, field, _VALUES) for field in _FACETS), class_="facets")


def lengths(figures: Figures) -> Html:
    """Show how long the texts are, and how much of each page was kept."""
    by_length = [
        (f"{low:,}" if low < 1000 else f"{low // 1000}k", figures.lengths[place])
        for place, low in enumerate(LENGTHS)
    ]
    by_share = [(f"{low}", figures.shares[place]) for place, low in enumerate(SHARES[:-1])]
    parts: list[Html] = []
    for name, unit, classes in (
        ("Length of the texts", "characters, from", by_length),
        ("How much of each page was kept", "per cent of the raw text, from", by_share),
    ):
        chart = charts.bars(classes, f"{name}: {unit}", unit) if charts.available() else None
        rows = [[low, f"{number:,}", bar(number, len(figures.pages))] for low, number in classes]
        told = folded(["The same in figures"], table((unit, "documents", "share"), rows))
        parts.append(element("div", element("h3", name), chart, told))
    return element("div", *parts, class_="pair")


def duplicates(corpus: Corpus) -> Html:
    """Tell which documents have the same text."""
    groups = sorted(corpus.duplicates(), key=len, reverse=True)
    copies = sum(len(group) - 1 for group in groups)
    told = (
        f"{count(copies, 'document repeats', 'documents repeat')} the text of another, "
        f"in {count(len(groups), 'group')}."
        if groups
        else "No document repeats the text of another."
    )
    note = "Case, punctuation and white space do not count. The original comes first."
    rows = [
        [
            short(group[0]),
            short(corpus.describe(group[0]).title or ""),
            f"{len(group):,}",
            _few(group[1:]),
        ]
        for group in groups[:_MOST]
    ]
    heading = ("original", "title", "documents", "copies")
    shown = table(heading, rows, caption="The largest groups") if rows else None
    return joined([element("p", f"{told} {note}"), shown])


def removed(figures: Figures) -> Html:
    """Tell how much was removed, by label, by rule, by site, and which lines most often."""
    whole = figures.raw
    labels = [
        [label_name(label), f"{one.documents:,}", f"{one.segments:,}", f"{one.characters:,}",
         bar(one.characters, whole)]
        for label, one in sorted(figures.labels.items(), key=lambda one: -one[1].characters)
        if one.segments
    ]  # fmt: skip
    rules = sorted(figures.rules.items(), key=lambda one: -one[1].characters)
    by_rule = [
        [short(rule), label_name(label), f"{one.documents:,}", f"{one.segments:,}",
         f"{one.characters:,}", short(figures.reasons.get(rule, ""))]
        for (rule, label), one in rules
        if label.value not in ("body", "space")
    ]  # fmt: skip
    sites = sorted(figures.sites.items(), key=lambda one: -len(one[1].lengths))
    by_site = [
        [short(name), f"{len(site.lengths):,}", f"{site.without_article:,}", f"{site.removed:,}",
         bar(site.removed, site.raw)]
        for name, site in sites
    ]  # fmt: skip
    lines = [
        [line, label_name(label), f"{number:,}"]
        for (line, label), number in figures.removed.most(_MOST)
    ]
    about = (
        f"Counts of lines may be too high by {figures.removed.missed:,}."
        if figures.removed.missed
        else None
    )
    amounts = ("documents", "segments", "characters")
    lifted = (
        "Titles, dates, datelines, bylines, credits and sections are counted here too: they are "
        "no text of the article, but what they say is kept as metadata."
    )
    return joined(
        [
            element("p", lifted),
            table(("label", *amounts, "share of the raw text"), labels, caption="By label"),
            _long(("rule", "label", *amounts, "why"), by_rule, "By rule"),
            _long(("site", "pages", "no article", "characters removed", "share"), by_site,
                  "By site"),
            element("p", about, class_="note") if about else None,
            _long(("line", "label", "documents"), lines, "The lines removed most often"),
        ]
    )  # fmt: skip


def no_article(figures: Figures, shown: Callable[[str], str]) -> Html | None:
    """List the pages of which nothing was kept."""
    ids = figures.without_article()
    if not ids:
        return None
    items = (element("li", shown(id)) for id in ids[: _MOST * 4])
    left = len(ids) - _MOST * 4
    more = element("p", f"… and {left:,} more.", class_="note") if left > 0 else None
    told = f"Pages with no article: {len(ids):,}"
    return folded([told], element("ul", *items, class_="ids"), more)


def to_check(figures: Figures, shown: Callable[[str], str]) -> Html:
    """List the pages most worth checking by hand, and say how their order comes about."""
    known = signs()
    found = figures.to_check()
    rows = [
        [shown(id), f"{weight}", element("span", *_told_signs(names))]
        for weight, id, names in found[:_MOST]
    ]
    counts = dict.fromkeys(known, 0)
    for _, _, names in found:
        for name in names:
            counts[name] += 1
    legend = [
        [sign.name, str(sign.weight), f"{counts[sign.name]:,}", sign.why] for sign in known.values()
    ]
    told = (
        f"{count(len(found), 'page')} of {len(figures.pages):,} "
        f"{'shows' if len(found) == 1 else 'show'} a sign that cleaning or dating may have gone "
        "wrong; a good page can show one too. The weights of a page's signs are added. The "
        "greatest sum comes first; of equal sums, the page of which less was kept."
    )
    pages = (
        table(("page", "weight", "signs"), rows, caption="Most worth checking") if rows else None
    )
    heading = ("sign", "weight", "pages", "what it says")
    return joined([element("p", told), pages,
                   folded(["All signs and their weights"], table(heading, legend))])  # fmt: skip


def build_errors(errors: Sequence[LoadError]) -> Html:
    """List what the build could not read."""
    if not errors:
        return element("p", "The build collected no errors.")
    rows = [
        [short(one) for one in (error.place, error.kind, error.message, error.excerpt or "")]
        for error in errors[: _MOST * 4]
    ]
    left = len(errors) - _MOST * 4
    more = element("p", f"… and {left:,} more.", class_="note") if left > 0 else None
    told = f"{count(len(errors), 'record')} could not be read."
    listed = _long(("where", "kind", "what is wrong", "what stands there"), rows, "Errors")
    return joined([element("p", told), listed, more])


def _told_signs(names: Iterable[str]) -> Iterable[Html]:
    known = signs()
    for name in sorted(names, key=lambda name: -known[name].weight):
        yield element("span", known[name].why, " ", class_="sign")


def _few(ids: Sequence[str]) -> str:
    return ", ".join(map(short, islice(ids, 3))) + (" …" if len(ids) > 3 else "")


def _long(heading: Iterable[str], rows: Sequence[Iterable[str]], name: str) -> Html:
    """Make a table that may be long, the rest of it folded away."""
    head = tuple(heading)
    first = table(head, rows[:10], caption=name)
    rest = rows[10 : _MOST * 4]
    if not rest:
        return first
    more = f"{name}: {count(len(rest), 'more row')}"
    return joined([first, folded([more], table(head, rest, caption=more))])
