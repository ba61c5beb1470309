"""clean(): raw text to Cleaned, along rules that are data."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from ..errors import expect
from ..segments import Label, Segment
from ..spans import Span
from .cleaned import Cleaned
from .matching import default_table, profile_table, site_table
from .page import Page
from .profiles import Profile, profiles
from .structure import shape

if TYPE_CHECKING:
    from collections.abc import Collection

    from .profiles import Rule

_MARKS = (" ,", " .", " ;", " :", "\xa0", "\u202f")
_SPACES = re.compile(
    r"(?P<link>(?<=[\w)”’\"'\]])[ \xa0\u202f]+(?=[,.;:](?:\s|$))(?! ?\.[ \xa0]?\.))|(?P<fixed>[\xa0\u202f]+)"
)


def clean(
    raw: str,
    *,
    profile: str | os.PathLike[str] | Profile | None = None,
    repairs: Collection[str] = (),
) -> Cleaned:
    r"""Tile a raw text into labelled segments; its `text` is the article and nothing else.

    >>> page = "Greetings to DPRK FM\nPyongyang, May 4 (KCNA) -- They met. -0-\nShare this:\n"
    >>> clean(page).text
    'They met.'

    `profile` names a family of sites, or is a TOML file or a Profile; without it, every bundled
    profile whose marks stand in the text is in force, above the general one. `repairs` names
    repairs of the body, off by default. Raises WrongTypeError, UnknownNameError for a name that
    no profile or repair has, ProfileError for a file that is no profile.
    """
    expect(raw, str, "raw")
    page = Page(raw)
    if profile is None:
        table = default_table()
        found = page.match(table)
        if found:
            page.match(site_table(frozenset(found)))
    else:
        table = profile_table(_profile(profile))
        page.match(table)
    page.structure = table.structure
    if len(page):
        shape(page)
    return _tiled(page)


def _profile(profile: str | os.PathLike[str] | Profile) -> Profile:
    if isinstance(profile, Profile):
        return profile
    expect(profile, (str, os.PathLike), "profile")
    if isinstance(profile, str) and profile in profiles():
        return Profile.bundled(profile)
    if isinstance(profile, str) and not profile.endswith(".toml"):
        return Profile.bundled(profile)
    return Profile.load(profile)


_BODY = "body/paragraph"
_BREAK, _EDGE, _LINK, _FIXED = (
    "space/line-break",
    "space/edge",
    "space/stripped-link",
    "space/no-break",
)


def _tiled(page: Page) -> Cleaned:
    raw = page.raw
    segments: list[Segment] = []
    add = segments.append
    used: dict[str, str] = {}
    repair = any(mark in raw for mark in _MARKS)
    at, begun = 0, False
    for index, text in enumerate(page.texts):
        start = page.starts[index]
        end = start + len(text)
        rule = page.rule[index]
        if rule is not None:
            if start > at:
                add(Segment(Span(at, start), Label.SPACE, _EDGE, ""))
            add(Segment(Span(start, end), rule.label, rule.id))
            used[rule.id] = rule.why
            at = end
            continue
        cuts = page.front.get(index, ())
        backs = page.back.get(index, ())
        low = start + sum(length for length, _ in cuts)
        high = end - sum(length for length, _ in backs)
        body = high > low
        if start > at:
            broken = begun and body
            add(
                Segment(
                    Span(at, start),
                    Label.SPACE,
                    _BREAK if broken else _EDGE,
                    "\n" if broken else "",
                )
            )
        at = start
        for length, owner in cuts:
            add(Segment(Span(at, at + length), owner.label, owner.id))
            used[owner.id] = owner.why
            at += length
        if body:
            begun = True
            if repair:
                for found in _SPACES.finditer(raw, low, high):
                    if found.start() > at:
                        add(Segment(Span(at, found.start()), Label.BODY, _BODY))
                    link = found.lastgroup == "link"
                    add(
                        Segment(
                            Span(*found.span()),
                            Label.SPACE,
                            _LINK if link else _FIXED,
                            "" if link else " ",
                        )
                    )
                    at = found.end()
            if high > at:
                add(Segment(Span(at, high), Label.BODY, _BODY))
            at = high
        for length, owner in reversed(backs):
            add(Segment(Span(at, at + length), owner.label, owner.id))
            used[owner.id] = owner.why
            at += length
    if at < len(raw):
        add(Segment(Span(at, len(raw)), Label.SPACE, _EDGE, ""))
    return Cleaned(raw, tuple(segments), used)
