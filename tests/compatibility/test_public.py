"""What other code relies on stays: names, parameters, commands, and what an error is."""

from __future__ import annotations

from importlib.util import find_spec

from . import public

RECORDED = public.LIST.read_text(encoding="utf-8").splitlines()


def here(line):
    return find_spec("pyarrow") or not line.startswith("dprkcorpus.arrow")


def test_nothing_public_went_away():
    assert set(filter(here, RECORDED)) - set(public.listed()) == set()


def test_nothing_that_could_be_called_needs_more_than_before():
    callables = {line.partition("(")[0] for line in RECORDED}
    new = set(public.listed()) - set(RECORDED)
    needed = {line for line in new if line.endswith(public.NEEDED)}
    assert {line for line in needed if line.partition("(")[0] in callables} == set()
