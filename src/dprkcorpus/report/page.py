"""A report as one page that stands alone: nothing is asked of any host, nothing else may run."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from typing import TYPE_CHECKING

from .._version import __version__
from ..views.html import Html, element, joined
from ..views.page import data

if TYPE_CHECKING:
    from collections.abc import Mapping


def page(title: str, about: str, sections: Mapping[str, Html | None], *, top: Html) -> str:
    """Make the page: what it is about, a table of contents, and its sections by their names."""
    style = Html(data("style.css") + data("report.css", "report"))
    script = Html(data("report.js", "report"))
    # Whatever a text may hold, only these two may style and run, and nothing may be fetched.
    policy = (
        f"default-src 'none'; style-src {_allowed(style)}; script-src {_allowed(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
    shown = {name: part for name, part in sections.items() if part is not None}
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="generator", content=f"dprkcorpus {__version__}"),
        element("title", title),
        element("style", style),
    )
    links = [element("li", element("a", name, href=f"#{anchor_of(name)}")) for name in shown]
    contents = element("nav", element("ul", *links), aria_label="Contents") if links[1:] else None
    body = element(
        "body",
        element(
            "div",
            element(
                "header",
                element("h1", title),
                element("p", about, class_="note"),
                contents,
            ),
            element("main", top, *(_section(name, part) for name, part in shown.items())),
            element("footer", f"Made by dprkcorpus {__version__}. {_NOTE}"),
            class_="dprkcorpus report",
        ),
        element("script", script),
    )
    return f"<!doctype html>\n{element('html', joined([head, body]), lang='en')}\n"


_NOTE = "Lengths are counted in code points."


def anchor_of(name: str) -> str:
    """Give the anchor of a section.

    >>> anchor_of("What was removed")
    'what-was-removed'
    """
    return name.lower().replace(" ", "-")


def _section(name: str, part: Html) -> Html:
    return element("section", element("h2", name), part, id=anchor_of(name))


def _allowed(inline: str) -> str:
    digest = hashlib.sha256(inline.encode("utf-8")).digest()
    return f"'sha256-{b64encode(digest).decode('ascii')}'"
