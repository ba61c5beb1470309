"""Markup: the one place where text becomes HTML, so that no text can become markup."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Html(str):
    """Markup that is known to be sound; all other text is escaped where it meets markup."""

    __slots__ = ()


_EMPTY = frozenset({"br", "hr", "input", "meta"})
"""The elements that have no content, and no end."""

_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # controls, but for tab and line breaks
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # those that turn the direction of writing
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"  # what is no character, and what UTF-8 cannot hold
)


def seen(text: str) -> str:
    r"""Give a text in which characters that act unseen are told by their code points.

    >>> seen("fa\0ir\u202e")
    'fa⟨U+0000⟩ir⟨U+202E⟩'
    """
    return _UNSEEN.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", text)


def element(name: str, /, *children: str | None, **attributes: str | int | bool | None) -> Html:
    """Make an element; children that are no Html and all values of attributes are escaped.

    >>> element("p", "a < b", element("br"), class_="plain", title='"x"', hidden=True, id=None)
    '<p class="plain" title="&quot;x&quot;" hidden>a &lt; b<br></p>'

    In names of attributes `_` stands for `-`, and a last one for nothing. What is None is left
    out, of True the name alone stays.
    """
    opening = [name]
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        called = key.rstrip("_").replace("_", "-")
        opening.append(called if value is True else f'{called}="{_escaped(str(value))}"')
    head = f"<{' '.join(opening)}>"
    return Html(head if name in _EMPTY else f"{head}{joined(children)}</{name}>")


def joined(children: Iterable[str | None]) -> Html:
    """Join children of an element, escaping those that are no Html."""
    return Html(
        "".join(
            child if isinstance(child, Html) else _escaped(child)
            for child in children
            if child is not None
        )
    )


def _escaped(text: str) -> str:
    return escape(seen(text))


def link(address: str, words: str | None = None) -> Html:
    """Make a link where an address is one of the web, else show it as words.

    >>> link("javascript:alert(1)")
    'javascript:alert(1)'
    """
    if not re.match(r"https?://[^\s/]", address):
        return joined([words or address])
    return element("a", words or address, href=address, rel="noopener noreferrer")
