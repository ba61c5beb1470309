"""Profiles: what a family of sites puts around its articles, as data that a linguist can read."""

from __future__ import annotations

import os
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
from importlib_resources import files

from ..errors import ProfileError, UnknownNameError, expect
from ..segments import Label

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

KINDS = ("line", "block", "prefix", "suffix", "structure", "space", "repair")
"""The tables that a profile may hold, each an array of rules."""

PLACES = ("anywhere", "head", "tail", "edge", "outside", "before-end", "late")
"""Where on a page a line may stand for its rule to hold; `docs/profiles.md` tells each."""

EXTENTS = ("line", "items", "end")
"""How far a block reaches: over one title, all that follow, or to the end of the page."""

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LIST = re.compile(r"\{([a-z-]+)\}")


def _strings(value: Any) -> tuple[str, ...]:
    return tuple(value)


@attrs.frozen
class Rule:
    """One thing that a site puts around its articles, and why it is none of the article.

    >>> rule = next(rule for rule in rules() if rule.id == "general/end-mark")
    >>> rule.label.value, rule.kind, rule.example
    ('endmark', 'suffix', 'They had a talk in a friendly atmosphere. -0-')
    """

    id: str
    label: Label
    why: str
    example: str
    kind: str
    phrases: tuple[str, ...] = attrs.field(default=(), converter=_strings)
    starts: tuple[str, ...] = attrs.field(default=(), converter=_strings)
    first: tuple[str, ...] = attrs.field(default=(), converter=_strings)
    pattern: str = ""
    trigger: tuple[str, ...] = attrs.field(default=(), converter=_strings)
    has: tuple[str, ...] = attrs.field(default=(), converter=_strings)
    lacks: str = ""
    only: tuple[str, ...] = attrs.field(default=(), converter=_strings)
    needs: tuple[str, ...] = attrs.field(default=(), converter=_strings)
    tail: str = ""
    endings: tuple[str, ...] = attrs.field(default=(), converter=_strings)
    where: str = "anywhere"
    extent: str = "items"
    longest: int = 900
    mark: bool = False
    closes: bool = False
    replacement: str = ""
    settings: Mapping[str, Any] = attrs.field(factory=dict, eq=False)


@attrs.frozen
class Profile:
    """The rules of one family of sites.

    >>> Profile.bundled("kcnawatch").about
    'KCNA Watch (kcnawatch.org): stories of many sources, followed by a list of others.'

    A profile is one TOML file; `docs/profiles.md` describes the format.
    """

    name: str
    about: str
    rules: tuple[Rule, ...]
    words: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict, eq=False, repr=False)

    @classmethod
    def bundled(cls, name: str) -> Profile:
        """Give a profile of the package by its name; raises UnknownNameError."""
        expect(name, str, "profile")
        if name not in profiles():
            raise UnknownNameError("profile", name, profiles())
        return _bundled(name)

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Profile:
        """Read a profile from a TOML file; raises ProfileError with every fault at once."""
        expect(path, (str, os.PathLike), "path")
        place = Path(path)
        return parse_profile(place.read_text("utf-8"), place.stem, str(place))


@cache
def profiles() -> tuple[str, ...]:
    """Name the profiles of the package, the general one first.

    >>> profiles()[0], "kcnawatch" in profiles()
    ('general', True)
    """
    folder = files("dprkcorpus") / "cleaning" / "profiles"
    names = sorted(entry.name[:-5] for entry in folder.iterdir() if entry.name.endswith(".toml"))
    names.remove("general")
    return ("general", *names)


def rules(names: Iterable[str] | None = None) -> tuple[Rule, ...]:
    """Give the rules of the bundled profiles, all of them or those named.

    >>> all(rule.why.endswith(".") and rule.example for rule in rules())
    True
    """
    wanted = profiles() if names is None else names
    return tuple(rule for name in wanted for rule in Profile.bundled(name).rules)


@cache
def _bundled(name: str) -> Profile:
    place = files("dprkcorpus") / "cleaning" / "profiles" / f"{name}.toml"
    return parse_profile(place.read_text("utf-8"), name, f"{name}.toml")


def parse_profile(text: str, name: str, subject: str) -> Profile:
    """Read a profile from TOML text; raises ProfileError with every fault at once."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ProfileError(subject, [str(error)]) from error
    words = {key: tuple(value) for key, value in data.get("words", {}).items()}
    if name != "general":
        words = {**_bundled("general").words, **words}
    made = []
    for kind in KINDS:
        for entry in data.get(kind, ()):
            made.append(_rule(kind, entry, name, words))
    return Profile(data.get("name", name), data.get("about", ""), tuple(made), words)


def _rule(kind: str, entry: dict[str, Any], profile: str, words: Mapping[str, Any]) -> Rule:
    def expanded(pattern: str) -> str:
        return _LIST.sub(lambda found: "(?:" + "|".join(words[found[1]]) + ")", pattern)

    def spliced(values: Iterable[str]) -> list[str]:
        out: list[str] = []
        for value in values:
            found = _LIST.fullmatch(value)
            out.extend(words[found[1]] if found else [value])
        return out

    values = dict(entry)
    rule_name = values.pop("name")
    owner = "space" if kind == "space" else "repair" if kind == "repair" else profile
    for key in ("pattern", "tail", "lacks"):
        if key in values:
            values[key] = expanded(values[key])
    if "has" in values:
        values["has"] = [expanded(pattern) for pattern in values["has"]]
    for key in ("first", "phrases", "starts", "endings", "only", "needs", "trigger"):
        if key in values:
            values[key] = spliced(values[key])
    if kind == "structure":
        settings = {k: values.pop(k) for k in list(values) if k not in ("label", "why", "example")}
        values["settings"] = settings
    values["label"] = Label(values.get("label", "body" if kind == "repair" else "space"))
    return Rule(id=f"{owner}/{rule_name}", kind=kind, **values)
