import pytest

from dprkcorpus import MetadataError, Span, WrongTypeError
from dprkcorpus.metadata.curation import parse_curation

FACT = """
id = "a-1"
file = "a.txt"
[[fact]]
field = "publisher"
value = "KCNA"
basis = "text"
reason = "It is named."
quote = "(KCNA)"
"""


def test_a_quote_becomes_the_span_of_its_fact():
    curation = parse_curation(FACT, "Pyongyang, July 9 (KCNA) -- It rained.")
    (fact,) = curation.facts
    assert fact.span == Span(18, 24)
    assert (curation.id, curation.file) == ("a-1", "a.txt")


def test_every_fault_is_told_at_once():
    with pytest.raises(MetadataError) as caught:
        parse_curation(
            'titel = 1\nfile = 3\n[withdrawn]\ndate = "2026"\n'
            '[[fact]]\nfield = "x"\n[[fact]]\nfield = "title"\nvalue = "x"\nbasis = "text"\n'
            'reason = "y"\nquote = "nowhere"\n',
            "It rained.",
            "a.toml",
        )
    told = str(caught.value)
    for part in ("a.toml", "'titel'", "file must", "no id", "fact 1", "fact 2", "withdrawn"):
        assert part in told


def test_what_is_no_toml_is_told_with_its_place():
    with pytest.raises(MetadataError, match="end of document"):
        parse_curation("id = ")


@pytest.mark.parametrize("facts", ["3", "[1, 2]", '"x"'])
def test_facts_that_are_no_tables_are_told(facts):
    with pytest.raises(MetadataError, match="facts are tables"):
        parse_curation(f'id = "a"\nfact = {facts}\n')


def test_a_withdrawn_text_says_when_and_why():
    curation = parse_curation('id = "a"\n[withdrawn]\ndate = "2026-11-22"\nreason = "Asked."\n')
    assert curation.withdrawn == ("2026-11-22", "Asked.")


def test_wrong_types_are_type_errors():
    with pytest.raises(WrongTypeError):
        parse_curation(b"id = 'a'")
    with pytest.raises(WrongTypeError):
        parse_curation("id = 'a'", None)
