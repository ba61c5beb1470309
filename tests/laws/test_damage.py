"""A document whose plain form is damaged anywhere is a document or a documented error."""

from __future__ import annotations

import copy

import pytest

from dprkcorpus import Document, DprkcorpusError, Record, process
from dprkcorpus.metadata.model import Fact

STRANGE = (
    *(None, True, 1, -1, 10**30, 1.5, "", "x", "2024", "\ud800"),
    *([], {}, [1], [1, 2], [1, 2, 3], ["a", "b"], {"a": 1}),
)
RECORD = Record(
    "Rain Falls\nPyongyang, July 9 (KCNA) -- It  rained , they said. -0-\nShare this:",
    url="https://example.org/2023/07/10/rain/",
    date="2023-07-10",
    source="KCNA",
)


def places(plain, above=()):
    """Give the way to each part of what JSON holds, itself among them."""
    yield above
    if isinstance(plain, list):
        plain = dict(enumerate(plain))
    for name, part in plain.items() if isinstance(plain, dict) else ():
        yield from places(part, (*above, name))


def damaged(plain):
    """Give what JSON holds with each of its parts replaced by each strange value."""
    for *above, last in filter(None, places(plain)):
        for value in STRANGE:
            copied = part = copy.deepcopy(plain)
            for name in above:
                part = part[name]
            part[last] = value
            yield copied
    yield from STRANGE


def undocumented(read, plain):
    found = []
    for one in damaged(plain):
        try:
            read(one)
        except DprkcorpusError:
            continue
        except Exception as error:  # noqa: BLE001  (whatever is raised besides is a finding)
            found.append(f"{error!r}: {one}")
    return found


def test_a_damaged_document_is_told():
    assert undocumented(Document.from_dict, process(RECORD).to_dict()) == []


@pytest.mark.parametrize("field", ["issued", "title", "dateline", "events"])
def test_a_damaged_fact_is_told(field):
    value = {"dateline": {"place": "Pyongyang"}}.get(field, "2023-07-10")
    plain = {"field": field, "value": value, "basis": "text", "reason": "So.", "span": [0, 4]}
    assert undocumented(Fact.from_dict, plain) == []


def test_a_damaged_row_of_arrow_is_told():
    pytest.importorskip("pyarrow")
    from dprkcorpus.arrow import SCHEMA, document_of
    from dprkcorpus.arrow.columns import batch_of

    (row,) = batch_of([process(RECORD)], SCHEMA).to_pylist()
    assert undocumented(document_of, row) == []
