"""What every view stands in: its frame, with the style sheet, and the parts that all share."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from importlib_resources import files

from .html import Html, element

if TYPE_CHECKING:
    from collections.abc import Iterable


@cache
def data(name: str, package: str = "views") -> str:
    """Give a file of this package that goes into a page as it is."""
    return (files("dprkcorpus") / package / name).read_text("utf-8")


def frame(*children: str | None, name: str) -> str:
    """Put a view into its frame, together with the style sheet."""
    style = element("style", Html(data("style.css")))
    return str(element("section", style, *children, class_="dprkcorpus", aria_label=name))


def folded(summary: Iterable[str], *children: str | None, opened: bool = False) -> Html:
    """Make a part that can be folded away, by keyboard too."""
    head = element("summary", *summary)
    return element("details", head, element("div", *children, class_="inside"), open=opened)


def short(text: str, most: int = 200) -> str:
    """Give the beginning of what may be very long.

    >>> short("It rained.", 4)
    'It r…'
    """
    return text if len(text) <= most else f"{text[:most]}…"


def share(part: float, whole: float) -> str:
    """Tell a part of a whole in per cent.

    >>> share(1, 4), share(1, 8000), share(0, 0)
    ('25%', '<1%', '0%')
    """
    if not whole or not part:
        return "0%"
    told = f"{part / whole:.0%}"
    if told == "0%":
        return "<1%"
    return ">99%" if told == "100%" and part < whole else told


def bar(part: float, whole: float) -> Html:
    """Draw a part of a whole, and tell it in per cent."""
    width = f"{100 * part / whole if whole else 0:.2f}"
    drawn = element(
        "svg",
        element("rect", class_="track", width="100", height="8"),
        element("rect", class_="filled", width=width, height="8"),
        class_="bar",
        viewBox="0 0 100 8",
        preserveAspectRatio="none",
        aria_hidden="true",
    )
    return element("span", drawn, share(part, whole), class_="share")


def table(
    heading: Iterable[str], rows: Iterable[Iterable[str]], *, caption: str | None = None
) -> Html:
    r"""Make a table; the first cell of a row says what it is about, columns of amounts are marked.

    >>> made = table(["label", "size"], [["title", "12"]])
    >>> "<th scope=\"row\">title</th><td class=\"amount\">12</td>" in made
    True
    """
    columns = list(heading)
    lines = [list(row) for row in rows]
    kinds = ["amount" if _are_amounts(cells) else None for cells in zip(*lines, strict=True)]
    kinds = [None, *kinds[1:]] if lines else [None] * len(columns)
    told = [
        element("th", name, scope="col", class_=kind)
        for name, kind in zip(columns, kinds, strict=True)
    ]
    body: list[Html] = []
    for first, *rest in lines:
        cells = [
            element("td", cell, class_=kind) for cell, kind in zip(rest, kinds[1:], strict=True)
        ]
        body.append(element("tr", element("th", first, scope="row"), *cells))
    whole = element(
        "table",
        element("caption", caption) if caption else None,
        element("thead", element("tr", *told)),
        element("tbody", *body),
    )
    # Wide ones scroll by themselves, also by keyboard, and do not push the page apart.
    name = caption or ", ".join(cell for cell in columns if cell)
    return element("div", whole, class_="scroll", tabindex=0, role="region", aria_label=name)


def _are_amounts(cells: Iterable[str]) -> bool:
    """Tell whether all cells are numbers as `count` writes them; a year is none."""
    return all(re.fullmatch(r"\d{1,3}(,\d{3})*", cell) for cell in cells)
