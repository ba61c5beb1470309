import json
import pickle

import pytest

from dprkcorpus import (
    Basis,
    DateError,
    Dateline,
    Fact,
    FuzzyDate,
    Metadata,
    MetadataError,
    Rights,
    Span,
    WrongTypeError,
    load,
)
from dprkcorpus.metadata.model import FIELDS

RIGHTS = Rights(
    statement="http://rightsstatements.org/vocab/UND/1.0/",
    holder="Somebody",
    holder_basis="inferred",
    basis="A guess.",
    license="LicenseRef-x",
    redistribution="unclear",
    reviewed="2026-11-22",
)
FACTS = (
    Fact("title", "Rain", Basis.TEXT, "It is the first line.", Span(0, 4)),
    Fact("title", "Heavy rain", Basis.CAPTURE_PAGE, "The page's heading."),
    Fact("issued", FuzzyDate.parse("2023-12-28?"), Basis.INFERRED, "It fits."),
    Fact("events", FuzzyDate.parse("2023-12-26"), Basis.TEXT, "It is printed."),
    Fact("events", FuzzyDate.parse("2023-12-27"), Basis.TEXT, "It is printed."),
    Fact("events", FuzzyDate.parse("2023-12-26"), Basis.CURATOR, "It was looked up."),
    Fact("dateline", Dateline("Pyongyang", 12, 28, "KCNA"), Basis.TEXT, "It is printed."),
    Fact("rights", RIGHTS, Basis.CURATOR, "It was looked up."),
)


def test_the_first_fact_of_a_field_decides_and_all_stay():
    metadata = Metadata.from_facts("a", FACTS)
    assert metadata.title == "Rain"
    assert [fact.value for fact in metadata.evidence("title")] == ["Rain", "Heavy rain"]
    assert metadata.facts == FACTS


def test_all_facts_of_a_field_of_many_values_count_once_each():
    events = Metadata.from_facts("a", FACTS).events
    assert [event.edtf for event in events] == ["2023-12-26", "2023-12-27"]


def test_what_is_not_known_is_none_or_empty():
    metadata = Metadata.from_facts("a", ())
    assert {getattr(metadata, name) for name in FIELDS} == {None, ()}


@pytest.mark.parametrize(
    "metadata",
    [Metadata.from_facts("a", FACTS), *(document.metadata for document in load())],
    ids=lambda metadata: metadata.id,
)
def test_metadata_survive_dict_json_and_pickle(metadata):
    assert Metadata.from_dict(json.loads(json.dumps(metadata.to_dict()))) == metadata
    assert pickle.loads(pickle.dumps(metadata)) == metadata
    assert hash(metadata) == hash(Metadata.from_dict(metadata.to_dict()))


def test_metadata_tell_every_fault_at_once():
    with pytest.raises(MetadataError) as caught:
        Metadata("", title=3, issued="2023", events=["2023"], facts=["title"])
    assert len(caught.value.faults) == 5


def test_metadata_are_joined_from_facts_alone():
    with pytest.raises(WrongTypeError, match="fact must be Fact, not dict"):
        Metadata.from_facts("a", [{"field": "title", "value": "x"}])


def test_a_dict_of_metadata_tells_every_fault_at_once():
    with pytest.raises(MetadataError) as caught:
        Metadata.from_dict({"titel": "x", "issued": "2023-13", "rights": {"owner": "x"}})
    told = "\n".join(caught.value.faults)
    for part in ("'titel'", "no such month", "'owner'", "there is no id"):
        assert part in told


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (("titel", "x", Basis.TEXT, "y"), MetadataError),
        (("title", 3, Basis.TEXT, "y"), WrongTypeError),
        (("issued", "2023", Basis.TEXT, "y"), WrongTypeError),
        (("title", "x", "text", "y"), WrongTypeError),
        (("title", "x", Basis.TEXT, None), WrongTypeError),
        (("title", "x", Basis.TEXT, "  "), MetadataError),
        (("title", "x", Basis.TEXT, "y", (3, 1)), ValueError),
        (("title", "x", Basis.TEXT, "y", "span"), WrongTypeError),
    ],
)
def test_a_fact_is_checked(arguments, error):
    with pytest.raises(error):
        Fact(*arguments)


@pytest.mark.parametrize(
    ("plain", "error"),
    [
        ({"field": "title"}, MetadataError),
        ({"field": "title", "value": "x", "basis": "rumour", "reason": "y"}, MetadataError),
        ({"field": "x", "value": "x", "basis": "text", "reason": "y"}, MetadataError),
        ({"field": "title", "value": "x", "basis": "text", "reason": "y", "z": 1}, MetadataError),
        ({"field": "issued", "value": "x", "basis": "text", "reason": "y"}, DateError),
        ({"field": "rights", "value": {}, "basis": "text", "reason": "y"}, MetadataError),
        ({"field": "dateline", "value": "x", "basis": "text", "reason": "y"}, WrongTypeError),
        (None, WrongTypeError),
    ],
)
def test_a_dict_of_a_fact_is_checked(plain, error):
    with pytest.raises(error):
        Fact.from_dict(plain)


def test_rights_are_checked():
    with pytest.raises(MetadataError, match="holder_basis"):
        Rights(**{**{name: "x" for name in Rights.__slots__ if name != "__weakref__"}})


def test_evidence_of_a_field_that_does_not_exist_is_an_error():
    with pytest.raises(MetadataError):
        Metadata("a").evidence("titel")


@pytest.mark.parametrize("document", load(), ids=lambda document: document.id)
def test_every_bundled_field_has_its_evidence(document):
    for name in FIELDS:
        value = getattr(document.metadata, name)
        if value not in (None, ()):
            facts = document.metadata.evidence(name)
            assert facts
            assert facts[0].value in (value, value[0] if isinstance(value, tuple) else value)
        for fact in document.metadata.evidence(name):
            assert fact.reason.endswith(".")
            if fact.span is not None:
                assert document.raw[slice(*fact.span)].strip()
