"""Signs that a page is worth checking by hand, and the order in which to check."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import TYPE_CHECKING

import attrs
from importlib_resources import files

from ..metadata.dates import FuzzyDate
from ..segments import Label

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..document import Document

_CLOSING = tuple(".!?:;\"'”’)]…")
_PROSE = 20
"""Words of a removed sentence from which on it is told."""
_APART = 7
"""Days that two dates of issue may lie apart: pages are often put up days after their dateline."""


@attrs.frozen
class Sign:
    """A sign that a page may not be as it should: how much it weighs, and what it says."""

    name: str
    weight: int
    why: str


@cache
def signs() -> Mapping[str, Sign]:
    """Give all signs by name, as `signs.toml` has them.

    >>> signs()["no-article"].weight
    5
    """
    told = tomllib.loads((files("dprkcorpus") / "report" / "signs.toml").read_text("utf-8"))
    return {name: Sign(name, **parts) for name, parts in told.items()}


def own_signs(document: Document) -> Iterator[str]:
    """Give the signs that one document shows by itself.

    >>> from dprkcorpus import Record, process
    >>> list(own_signs(process(Record("Share this:"))))
    ['no-article', 'no-title', 'no-date']
    """
    known, text = document.metadata, document.text
    if not text:
        yield "no-article"
    elif not text.endswith(_CLOSING):
        yield "open-end"
    if _removes_prose(document):
        yield "prose-removed"
    if sum(one.label is Label.DATELINE for one in document.cleaned.segments) > 1:
        yield "several-datelines"
    if "\ufffd" in text:
        yield "damaged"
    if known.language is not None and not known.language.startswith("en"):
        yield "other-language"
    if known.title is None:
        yield "no-title"
    if known.issued is None:
        yield "no-date"
    bounds = [
        fact.value.sort_key
        for fact in known.evidence("issued")
        if isinstance(fact.value, FuzzyDate)
    ]
    if bounds and max(low for low, _, _ in bounds) - min(high for _, high, _ in bounds) > _APART:
        yield "dates-disagree"


def _removes_prose(document: Document) -> bool:
    """Tell whether a sentence was removed from among those that were kept."""
    raw, segments = document.raw, document.cleaned.segments
    body = [place for place, one in enumerate(segments) if one.label is Label.BODY]
    for segment in segments[body[0] : body[-1]] if body else ():
        if segment.label in (Label.BODY, Label.SPACE):
            continue
        words = raw[segment.span.start : segment.span.end]
        if len(words) > _PROSE * 4 and words.endswith(".") and len(words.split()) >= _PROSE:
            return True
    return False
