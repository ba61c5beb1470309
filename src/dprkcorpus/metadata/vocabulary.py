"""Controlled vocabularies: publishers, agencies, genres, as data that a user can extend."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from ..errors import MetadataError, UnknownNameError, expect

if TYPE_CHECKING:
    import os


@attrs.frozen
class Outlet:
    """Who publishes texts: `country` is ISO 3166-1 alpha-2 (XX: not known), `home` a home page."""

    name: str
    country: str
    kind: str
    home: str
    aliases: tuple[str, ...] = attrs.field(default=(), converter=tuple)
    agency: bool = False


@attrs.frozen
class Genre:
    """A kind of text; `titles` are headlines that give it away, `words` what such ones hold."""

    name: str
    meaning: str
    titles: tuple[str, ...] = attrs.field(default=(), converter=tuple)
    words: tuple[str, ...] = attrs.field(default=(), converter=tuple)


@attrs.frozen
class Vocabulary:
    """The names of outlets and genres, and the forms in which they are printed.

    >>> names = Vocabulary.bundled()
    >>> names.outlet("naenara (en)").name
    'Naenara'
    """

    outlets: tuple[Outlet, ...] = ()
    genres: tuple[Genre, ...] = ()
    _by_form: dict[str, Outlet] = attrs.field(init=False, repr=False, eq=False)
    _by_title: tuple[tuple[frozenset[str], tuple[str, ...], Genre], ...] = attrs.field(
        init=False, repr=False, eq=False
    )

    def __attrs_post_init__(self) -> None:
        forms: dict[str, Outlet] = {}
        faults: list[str] = []
        for outlet in self.outlets:
            for form in (outlet.name, *outlet.aliases):
                if forms.setdefault(form.casefold(), outlet) is not outlet:
                    faults.append(f"{form!r} stands for two outlets")
        if faults:
            raise MetadataError("vocabulary", faults)
        object.__setattr__(self, "_by_form", forms)
        by_title = (
            (
                frozenset(title.casefold() for title in genre.titles),
                tuple(f" {words.casefold()} " for words in genre.words),
                genre,
            )
            for genre in self.genres
        )
        object.__setattr__(self, "_by_title", tuple(by_title))

    @staticmethod
    def bundled() -> Vocabulary:
        """Give the vocabulary inside the package."""
        return _bundled()

    @classmethod
    def load(cls, *paths: str | os.PathLike[str]) -> Vocabulary:
        """Give the bundled vocabulary with the outlets and genres of TOML files besides.

        Raises MetadataError with every fault of a file, OSError where one cannot be read.
        """
        try:
            texts = [(str(path), Path(path).read_text(encoding="utf-8")) for path in paths]
        except UnicodeDecodeError as error:
            raise MetadataError("vocabulary", [f"a file is not UTF-8 ({error})"]) from error
        return _parsed(_bundled(), texts)

    def find(self, form: str) -> Outlet | None:
        """Give the outlet that a printed form stands for, or None."""
        expect(form, str, "form")
        return self._by_form.get(form.strip().casefold())

    def outlet(self, form: str) -> Outlet:
        """Give the outlet that a printed form stands for; raises UnknownNameError."""
        found = self.find(form)
        if found is None:
            raise UnknownNameError("outlet", form, [outlet.name for outlet in self.outlets])
        return found

    def genre_of(self, title: str) -> Genre | None:
        """Give the genre that a headline gives away, or None."""
        folded = title.strip().casefold()
        spaced = f" {folded} "
        for titles, all_words, genre in self._by_title:
            if folded in titles or any(words in spaced for words in all_words):
                return genre
        return None


@cache
def _bundled() -> Vocabulary:
    from importlib_resources import files

    folder = files("dprkcorpus") / "metadata"
    names = ("publishers.toml", "genres.toml")
    texts = [(name, (folder / name).read_text(encoding="utf-8")) for name in names]
    return _parsed(Vocabulary(), texts)


def _parsed(base: Vocabulary, texts: list[tuple[str, str]]) -> Vocabulary:
    faults: list[str] = []
    found: dict[str, list[Any]] = {"outlet": [*base.outlets], "genre": [*base.genres]}
    kinds: dict[str, type] = {"outlet": Outlet, "genre": Genre}
    for name, text in texts:
        try:
            table = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            faults.append(f"{name}: {error}")
            continue
        for kind, entries in table.items():
            if kind not in kinds:
                faults.append(f"{name}: there is no kind of entry named {kind!r}")
                continue
            for number, entry in enumerate(entries, start=1):
                try:
                    found[kind].append(kinds[kind](**entry))
                except TypeError as error:
                    faults.append(f"{name}: {kind} {number}: {error}")
    if faults:
        raise MetadataError("vocabulary", faults)
    return Vocabulary(tuple(found["outlet"]), tuple(found["genre"]))
