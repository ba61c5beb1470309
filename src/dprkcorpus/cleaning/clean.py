"""clean(): raw text to Cleaned, along rules that are data."""

from __future__ import annotations

import os
import re
from functools import cache
from typing import TYPE_CHECKING

from ..errors import UnknownNameError, expect
from .matching import default_table, profile_table, site_table
from .page import Page
from .profiles import Profile, rules
from .structure import shape
from .tiling import tile

if TYPE_CHECKING:
    from collections.abc import Collection

    from .cleaned import Cleaned
    from .tiling import Repair


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
    >>> clean("ComradeKim Jong Unspoke.", repairs={"glued-names"}).text
    'Comrade Kim Jong Un spoke.'

    `profile` names a family of sites, or is a TOML file or a Profile; without it, the general
    profile is in force and every bundled one whose marks stand in the text. `repairs` names
    repairs of the body, all of them off by default. Takes time in proportion to the length.

    Raises WrongTypeError; UnknownNameError for a name that no profile or repair has;
    ProfileError for a file that is no profile.
    """
    expect(raw, str, "raw")
    wanted = _repairs(repairs) if repairs or not isinstance(repairs, (tuple, frozenset)) else ()
    reasons = _reasons(None)
    if profile is None:
        page = Page(raw, default_table())
        found = page.match(page.table)
        if found:
            page.match(site_table(frozenset(found)))
    else:
        chosen = _profile(profile)
        reasons = _reasons(chosen)
        page = Page(raw, profile_table(chosen))
        page.match(page.table)
    if len(page):
        shape(page)
    return tile(page, reasons, wanted)


def _profile(profile: str | os.PathLike[str] | Profile) -> Profile:
    if isinstance(profile, Profile):
        return profile
    expect(profile, (str, os.PathLike, Profile), "profile")
    if isinstance(profile, str) and not profile.endswith(".toml"):
        return Profile.bundled(profile)
    return Profile.load(profile)


def _repairs(names: Collection[str]) -> tuple[Repair, ...]:
    expect(names, (tuple, list, set, frozenset), "repairs")
    known = _known_repairs()
    for name in names:
        expect(name, str, "each of repairs")
        if name not in known:
            raise UnknownNameError("repair", name, known)
    return tuple(repair for name, repair in known.items() if name in names)


@cache
def _known_repairs() -> dict[str, Repair]:
    """The repairs of the general profile, by name, in the order in which they are made."""
    return {
        rule.id.partition("/")[2]: (re.compile(rule.pattern), rule)
        for rule in rules(["general"])
        if rule.kind == "repair"
    }


@cache
def _reasons(profile: Profile | None) -> dict[str, str]:
    """The sentence of why of every rule, by id."""
    known = rules() if profile is None else (*rules(["general"]), *profile.rules)
    return {rule.id: rule.why for rule in known}
