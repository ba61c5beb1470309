"""Every example of every docstring runs, also where only the installed package is at hand."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import dprkcorpus
from dprkcorpus.errors import MissingExtraError

MODULES = [
    "dprkcorpus",
    *(found.name for found in pkgutil.walk_packages(dprkcorpus.__path__, "dprkcorpus.")),
]


@pytest.mark.parametrize("name", [name for name in MODULES if not name.endswith("__main__")])
def test_every_example_gives_what_it_says(name: str) -> None:
    try:
        module = importlib.import_module(name)
    except MissingExtraError as error:
        pytest.skip(str(error))
    failed, _ = doctest.testmod(module, optionflags=doctest.IGNORE_EXCEPTION_DETAIL)
    assert failed == 0


def test_every_public_name_says_what_it_is() -> None:
    silent = [
        name
        for name in dprkcorpus.__all__
        if name != "__version__" and not (getattr(dprkcorpus, name).__doc__ or "").strip()
    ]
    assert silent == []
