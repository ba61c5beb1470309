"""Spellings of names in use: a look-up, never a rewrite."""

from __future__ import annotations

from functools import cache

import attrs

from ..errors import UnknownNameError, expect


@attrs.frozen
class NameGroup:
    """The forms of one name: `forms` holds all of them, that of `name` first.

    `kind` is person, country, place, paper, agency, organisation or term; `source` says who
    writes which form.
    """

    name: str
    kind: str
    forms: tuple[str, ...]
    source: str


def variants(name: str) -> tuple[str, ...]:
    """Give the spellings in use of a name, whichever of them is given, in upper or lower case.

    >>> variants("kim jong un")
    ('Kim Jong Un', 'Kim Jong-un', 'Kim Jong-Un', 'Kim Chong-un', 'Kim Chŏng-ŭn')
    >>> variants("Rodong Simmun")                                       # doctest: +ELLIPSIS
    Traceback (most recent call last):
    dprkcorpus.errors.UnknownNameError: no name is named 'Rodong Simmun'; did you mean 'Rodong ...

    A form with an apostrophe is given with both `'` and `’`. Raises UnknownNameError, with the
    near ones. The groups, with their sources, are in `variants.toml`.
    """
    expect(name, str, "name")
    group = _by_form().get(_key(name))
    if group is None:
        raise UnknownNameError("name", name, (form for one in name_groups() for form in one.forms))
    return group.forms


@cache
def name_groups() -> tuple[NameGroup, ...]:
    """Give every group of names, in the order of `variants.toml`.

    >>> [group.name for group in name_groups() if group.kind == "country"]
    ['DPRK', 'ROK']
    """
    import tomllib

    from importlib_resources import files

    source = files("dprkcorpus") / "metadata" / "variants.toml"
    groups = tomllib.loads(source.read_text(encoding="utf-8"))["group"]
    return tuple(
        NameGroup(
            group["forms"][0],
            group["kind"],
            tuple(both for form in group["forms"] for both in _apostrophes(form)),
            group["source"],
        )
        for group in groups
    )


def _apostrophes(form: str) -> tuple[str, ...]:
    return (form, form.replace("'", "’")) if "'" in form else (form,)


def _key(form: str) -> str:
    return form.strip().replace("’", "'").casefold()


@cache
def _by_form() -> dict[str, NameGroup]:
    return {_key(form): group for group in name_groups() for form in group.forms}
