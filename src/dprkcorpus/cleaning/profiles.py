"""Profiles: what a family of sites puts around its articles, as data that a linguist can read."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
from importlib_resources import files

from ..errors import ProfileError, UnknownNameError, expect

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..segments import Label


def _strings(value: Iterable[str]) -> tuple[str, ...]:
    return tuple(value)


def _list() -> Any:
    return attrs.field(default=(), converter=_strings)


@attrs.frozen
class Rule:
    """One thing that a site puts around its articles, and why it is none of the article.

    >>> rule = next(rule for rule in rules() if rule.id == "general/end-mark")
    >>> rule.label.value, rule.kind, rule.example
    ('endmark', 'suffix', 'They had a talk in a friendly atmosphere. -0-')

    `docs/profiles.md` tells what each field says.
    """

    id: str
    label: Label
    why: str
    example: str
    kind: str
    phrases: tuple[str, ...] = _list()
    starts: tuple[str, ...] = _list()
    first: tuple[str, ...] = _list()
    pattern: str = ""
    trigger: tuple[str, ...] = _list()
    has: tuple[str, ...] = _list()
    lacks: str = ""
    only: tuple[str, ...] = _list()
    needs: tuple[str, ...] = _list()
    tail: str = ""
    endings: tuple[str, ...] = _list()
    longest: int = 900
    where: str = "anywhere"
    extent: str = "items"
    mark: bool = False
    closes: bool = False
    replacement: str = ""

    @property
    def name(self) -> str:
        """What the rule is called within its profile."""
        return self.id.partition("/")[2]


def _rules(value: Iterable[Rule]) -> tuple[Rule, ...]:
    return tuple(value)


@attrs.frozen
class Profile:
    r"""The rules of one family of sites.

    >>> Profile.bundled("kcnawatch").about
    'KCNA Watch (kcnawatch.org): stories of many sources, followed by a list of others.'
    >>> from dprkcorpus import Label, clean
    >>> text = "They met on Monday.\nBack to the fair"
    >>> fair = Rule("fair/back", Label.NAVIGATION, "A link.", "Back to the fair", "line",
    ...             phrases=["Back to the fair"])
    >>> clean(text, profile=Profile("fair", "The fair's own site.", [fair])).text
    'They met on Monday.'

    A profile is one TOML file; `docs/profiles.md` describes the format.
    """

    name: str
    about: str
    rules: tuple[Rule, ...] = attrs.field(converter=_rules)
    outlet: bool = True

    @classmethod
    def bundled(cls, name: str) -> Profile:
        """Give a profile of the package by its name; raises UnknownNameError.

        >>> Profile.bundled("naenara").name
        'naenara'
        """
        expect(name, str, "profile")
        if name not in profiles():
            raise UnknownNameError("profile", name, profiles())
        return _bundled(name)

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Profile:
        """Read a profile from a TOML file, named after it; raises ProfileError, OSError.

        The error names every fault of the file at once, each with its line.
        """
        from .profile_file import read_profile

        expect(path, (str, os.PathLike), "path")
        place = Path(path)
        try:
            text = place.read_text("utf-8")
        except UnicodeDecodeError as error:
            raise ProfileError(str(place), [f"it is not UTF-8 ({error})"]) from error
        return read_profile(text, place.stem, str(place))

    def to_toml(self) -> str:
        """Give the profile as a TOML file that `load` reads, lists of words written out.

        >>> print(Profile("fair", "The fair's own site.", []).to_toml())
        about = "The fair's own site."
        <BLANKLINE>
        """
        from .profile_file import written

        return written(self)


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
    """Give the rules of the bundled profiles, all of them or those of the profiles named.

    >>> all(rule.why.endswith(".") and rule.example for rule in rules())
    True
    """
    wanted = profiles() if names is None else names
    return tuple(rule for name in wanted for rule in Profile.bundled(name).rules)


def general_words() -> Mapping[str, tuple[str, ...]]:
    """Give the lists of words of the general profile, which every profile may name."""
    from .profile_file import read_words

    return read_words(
        (files("dprkcorpus") / "cleaning" / "profiles" / "general.toml").read_text("utf-8")
    )


@cache
def _bundled(name: str) -> Profile:
    from .profile_file import read_profile

    place = files("dprkcorpus") / "cleaning" / "profiles" / f"{name}.toml"
    return read_profile(place.read_text("utf-8"), name, f"{name}.toml")
