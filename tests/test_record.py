import pickle

import pytest

from dprkcorpus import Basis, Fact, Origin, Record, WrongTypeError


def test_a_record_keeps_what_it_was_given():
    fact = Fact("publisher", "KCNA", Basis.CURATOR, "It was looked up.")
    record = Record("It rained.", id="a", origin=Origin("a.csv", line=3), facts=(fact,))
    assert pickle.loads(pickle.dumps(record)) == record
    assert (record.origin.path, record.origin.line, record.facts) == ("a.csv", 3, (fact,))


@pytest.mark.parametrize(
    "wrong",
    [
        {"raw": None},
        {"raw": b"x"},
        {"id": 3},
        {"url": b"x"},
        {"date": 2023},
        {"title": []},
        {"source": 1.0},
        {"origin": "a.csv"},
        {"facts": []},
        {"facts": ("x",)},
    ],
)
def test_wrong_types_are_type_errors(wrong):
    with pytest.raises(WrongTypeError):
        Record(**{"raw": "It rained.", **wrong})
