"""What JSON and XML can hold, and what becomes of the rest."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from ..errors import FaultsError

if TYPE_CHECKING:
    from collections.abc import Iterator

# JSON's own escapes leave these as they are: lone surrogates, which have no UTF-8, and characters
# at which `str.splitlines`, though no JSON reader, ends a line.
_TO_ESCAPE = re.compile("[\x85\u2028\u2029\ud800-\udfff]")
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")

# Extensible Markup Language 1.0, fifth edition, production 2 (Char), turned round.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
REPLACEMENT = "\ufffd"


def as_json(value: Any, *, indent: int | None = None) -> str:
    r"""Give a value as JSON that can be written in UTF-8.

    >>> as_json({"title": "Int’l \ud800"})
    '{"title": "Int’l \\ud800"}'

    Raises FaultsError for a high surrogate before a low one: JSON's escapes cannot tell these two
    characters from the one that they would make.
    """
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    if pair := _PAIR.search(text):
        around = text[max(pair.start() - 20, 0) : pair.end()]
        raise FaultsError("JSON", [f"halves of a surrogate pair as two characters: {around!r}"])
    return _TO_ESCAPE.sub(lambda one: f"\\u{ord(one.group()):04x}", text)


def not_in_xml(text: str) -> Iterator[tuple[str, str]]:
    r"""Cut a text into pairs of what XML can hold and the one character after it that it cannot.

    >>> list(not_in_xml("rain\0snow"))
    [('rain', '\x00'), ('snow', '')]
    """
    at = 0
    for found in _NOT_XML.finditer(text):
        yield text[at : found.start()], found.group()
        at = found.end()
    yield text[at:], ""


def replaced_for_xml(text: str) -> tuple[str, list[str]]:
    r"""Give a text with U+FFFD for what XML cannot hold, and the names of what that was.

    >>> replaced_for_xml("rain\0")
    ('rain�', ['U+0000'])
    """
    lost = [code_point(bad) for _, bad in not_in_xml(text) if bad]
    return _NOT_XML.sub(REPLACEMENT, text), lost


def code_point(character: str) -> str:
    r"""Name a character by its number: `code_point("\0")` is "U+0000"."""
    return f"U+{ord(character):04X}"


# Elements of running text: white space beside them means something.
_INLINE = {"g", "s"}


def as_xml(element: ET.Element) -> str:
    """Give an element as text, with a line for each child where that changes no running text.

    Carriage returns stay such when a parser has read them.
    """
    for one in element.iter():
        if len(one) and not one.text and not any(c.tail or c.tag in _INLINE for c in one):
            one.text = "\n"
            for child in one:
                child.tail = "\n"
    return ET.tostring(element, encoding="unicode").replace("\r", "&#13;")
