"""What JSON of a document holds may come from anybody: it is a lawful document, or an error."""

from __future__ import annotations

import copy
import json

import pytest

import dprkcorpus
from dprkcorpus import Document, DprkcorpusError

HOSTILE = (
    *(None, True, -1, 0, 1, 10**30, 0.5, "", "\0", "a", "2023?", [], [[]], {}, {"a": 1}),
    *([0, 1], [1, 0], ["a", "b"], [0, 1, 2], [None, None], [0.0, 1.0], [True, True]),
)


def places(plain, at=()):
    """Give the way to each value of a tree, of lists only to the first and the last."""
    yield at
    if isinstance(plain, dict):
        for key, value in plain.items():
            yield from places(value, (*at, key))
    elif isinstance(plain, list):
        for index in {0, len(plain) - 1} if plain else ():
            yield from places(plain[index], (*at, index))


def put(plain, at, value):
    for step in at[:-1]:
        plain = plain[step]
    plain[at[-1]] = value


PLAIN = dprkcorpus.load()["freedom-of-nations"].to_dict()


@pytest.mark.parametrize("at", list(places(PLAIN))[1:], ids=repr)
def test_any_value_in_any_place_is_lawful_or_an_error(at):
    for value in HOSTILE:
        plain = copy.deepcopy(PLAIN)
        put(plain, at, value)
        try:
            document = Document.from_dict(plain)
        except DprkcorpusError:
            continue
        assert Document.from_dict(json.loads(json.dumps(document.to_dict()))) == document


@pytest.mark.parametrize("value", HOSTILE, ids=repr)
def test_what_is_no_document_is_an_error(value):
    with pytest.raises(DprkcorpusError):
        Document.from_dict(value)
