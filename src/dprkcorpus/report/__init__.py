"""A report on a corpus: one page of HTML to look at, which stands alone.

`figures` counts, in one pass over the documents; `signs` says which pages are worth checking;
`sections` and `single` turn that into HTML, `charts` draws, `page` puts the page together.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..corpus import Corpus
from ..errors import expect
from ..views.html import Html, element, joined
from ..views.page import short
from ..wording import count
from . import charts, sections, single
from .figures import Figures
from .page import page

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence

    from ..errors import LoadError

__all__ = ["report", "report_page"]


def report(
    corpus: Corpus,
    path: str | os.PathLike[str],
    *,
    title: str = "Report on a corpus",
    errors: Sequence[LoadError] = (),
    against: Corpus | None = None,
) -> None:
    """Write a report on a corpus to a file; see `report_page`.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> import dprkcorpus
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "report.html")
    ...     report(dprkcorpus.load(), path)
    ...     path.read_text("utf-8")[:15]
    '<!doctype html>'
    """
    expect(path, (str, Path), "path")
    Path(path).write_text(
        report_page(corpus, title=title, errors=errors, against=against),
        encoding="utf-8",
        newline="\n",
    )


def report_page(
    corpus: Corpus,
    *,
    title: str = "Report on a corpus",
    errors: Sequence[LoadError] = (),
    against: Corpus | None = None,
) -> str:
    """Give a report on a corpus as HTML: what is in it, what was removed, what to check by hand.

    >>> import dprkcorpus
    >>> "For development of Non-Aligned Movement" in report_page(dprkcorpus.load())
    True

    Every document is read once, so the counts are of all of them; of single documents as many are
    shown as fit, those most worth checking first. The page stays under 5 MB, however large the
    corpus. `errors` are those that a build collected; with `against`, an older corpus, the page
    also tells what changed. Charts need the extra `report`; without it there are tables alone.
    Raises WrongTypeError.
    """
    expect(corpus, Corpus, "corpus")
    figures = Figures.of(corpus)
    parts = single.shown(corpus, single.chosen(corpus, figures))
    anchors = {id: f"d{number}" for number, id in enumerate(parts)}

    def linked(id: str) -> str:
        known = corpus.describe(id).title
        words = short(f"{id}: {known}" if known else id)
        return element("a", words, href=f"#{anchors[id]}") if id in anchors else words

    comparison = None
    if against is not None:
        from .changes import changes_section

        comparison = changes_section(against, corpus)
    about = f"{count(len(corpus), 'document')}, data version {corpus.version}."
    if not charts.available():
        about += " Charts need the extra “report”; here are tables alone."
    checked = joined([sections.to_check(figures, linked), sections.no_article(figures, linked)])
    return page(
        title,
        about,
        {
            "Over time": sections.time(corpus),
            "Who and what": sections.facets(corpus),
            "Lengths": sections.lengths(figures),
            "Duplicates": sections.duplicates(corpus),
            "What was removed": sections.removed(figures),
            "What to check": checked,
            "Changes": comparison,
            "Errors of the build": sections.build_errors(errors),
            "Documents": _documents(parts, len(corpus)),
        },
        top=sections.glance(figures),
    )


def _documents(parts: dict[str, Html], all_of_them: int) -> Html:
    told = (
        "Raw and clean text stand side by side. The number of a sentence leads to the same "
        "sentence on the other side; what was removed is marked, and says why when pointed at."
    )
    if len(parts) < all_of_them:
        told = (
            f"{count(len(parts), 'document')} of {all_of_them:,} are shown: those most worth "
            f"checking first, then others from all over the corpus. {told}"
        )
    return joined([element("p", told), *parts.values()])
