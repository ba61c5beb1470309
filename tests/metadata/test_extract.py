"""What is read from a page and from what came along with it, as a table of cases."""

import tomllib
from pathlib import Path

import attrs
import pytest

from dprkcorpus import Dateline, Record, process

CASES = tomllib.loads(Path(__file__).with_name("extract.toml").read_text(encoding="utf-8"))["case"]


def plain(value):
    if isinstance(value, Dateline):
        return " ".join(str(part) for part in attrs.astuple(value) if part is not None)
    return str(value)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_every_fact_is_read_with_its_evidence(case):
    given = {key: case[key] for key in ("url", "date", "title", "source") if key in case}
    document = process(Record(case["raw"].strip("\n"), id="a", **given))
    fields = {line.partition(" |")[0] for line in case["facts"]}
    found = [
        " | ".join(
            (
                fact.field,
                plain(fact.value),
                fact.basis.value,
                document.raw[slice(*fact.span)] if fact.span else "-",
            )
        )
        for fact in document.metadata.facts
        if fact.field in fields
    ]
    assert sorted(found) == sorted(line for line in case["facts"] if " | " in line)


def test_a_curators_fact_decides_before_the_text():
    from dprkcorpus import Basis, Fact

    title = Fact("title", "Snow", Basis.CURATOR, "It was looked up.")
    raw = "Rain in the East\n\nHeavy rain fell on the east coast all day, the station said.\n"
    metadata = process(Record(raw, facts=(title,))).metadata
    assert metadata.title == "Snow"
    assert [fact.value for fact in metadata.evidence("title")] == ["Snow", "Rain in the East"]


def test_an_asserted_day_of_posting_gives_a_dateline_its_year():
    from dprkcorpus import Basis, Fact, FuzzyDate

    posted = Fact("posted", FuzzyDate.parse("2024-01-01"), Basis.CURATOR, "It was looked up.")
    raw = "Wonsan, December 31 (KCNA) -- Heavy rain fell on the east coast all day."
    assert process(Record(raw, facts=(posted,))).metadata.issued.edtf == "2023-12-31"
    issued = Fact("issued", FuzzyDate.parse("2024-01-02"), Basis.URL, "The address has it.")
    metadata = process(Record(raw, facts=(posted, issued))).metadata
    assert [fact.value.edtf for fact in metadata.evidence("issued")] == ["2024-01-02"]


def test_an_asserted_day_of_posting_far_from_the_dateline_gives_it_no_year():
    from dprkcorpus import Basis, Fact, FuzzyDate

    posted = Fact("posted", FuzzyDate.parse("2024-06-01"), Basis.CURATOR, "It was looked up.")
    raw = "Wonsan, December 31 (KCNA) -- Heavy rain fell on the east coast all day."
    assert process(Record(raw, facts=(posted,))).metadata.issued is None


def test_what_a_rule_of_ones_own_calls_a_dateline_may_be_none(tmp_path):
    path = tmp_path / "gazette.toml"
    path.write_text(
        'about = "One gazette."\n[[prefix]]\nname = "place"\nlabel = "dateline"\n'
        'why = "It names the place."\nexample = "From the valley: It rained."\n'
        'trigger = ["From the"]\npattern = "From the [a-z]+: "\n'
    )
    document = process(Record("From the valley: It rained all day."), profile=path)
    assert document.text == "It rained all day."
    assert document.metadata.dateline is None


def test_a_record_without_an_id_is_named_by_its_text():
    one, two = process(Record("It rained.")), process(Record("It snowed."))
    assert one.id == process(Record("It rained.")).id != two.id
    assert len(one.id) == 16
    assert one.metadata.source.sha256.startswith(one.id)
