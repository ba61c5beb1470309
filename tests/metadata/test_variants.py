"""Spellings of names: found by any of them, each in one group, every group with its source."""

from __future__ import annotations

from collections import Counter

import pytest

from dprkcorpus.errors import UnknownNameError, WrongTypeError
from dprkcorpus.metadata.variants import name_groups, variants

FORMS = [form for group in name_groups() for form in group.forms]


@pytest.mark.parametrize(
    ("name", "others"),
    [
        ("Kim Jong Un", {"Kim Jong-un", "Kim Jong-Un"}),
        ("Rodong Shinmun", {"Rodong Sinmun"}),
        ("Korean Central News Agency", {"KCNA"}),
        ("north korea", {"DPRK", "North Korea", "Democratic People’s Republic of Korea"}),
        ("ROK", {"South Korea", "south Korea", "Republic of Korea"}),
        ("Mount Paektu", {"Mt. Paektu", "Mt. Baekdu"}),
        ("WPK", {"Workers' Party of Korea", "Workers’ Party of Korea"}),
    ],
)
def test_one_spelling_leads_to_the_others(name, others):
    assert others <= set(variants(name))


@pytest.mark.parametrize("form", FORMS)
def test_every_form_leads_to_all_of_its_group_in_any_case_and_with_either_apostrophe(form):
    found = variants(form)
    assert form in found
    for other in (form.upper(), form.lower(), f" {form} ", form.replace("'", "’")):
        assert variants(other) == found


def test_a_form_stands_in_one_group_only():
    keys = Counter(form.replace("’", "'") for form in FORMS if "’" not in form)
    assert [form for form, times in keys.items() if times > 1] == []
    owners = {}
    for group in name_groups():
        for form in group.forms:
            assert owners.setdefault(form.replace("’", "'").casefold(), group) is group


def test_there_are_groups_of_every_kind_each_with_a_source():
    groups = name_groups()
    assert len(groups) >= 60
    assert {group.kind for group in groups} == {
        *("person", "country", "place", "paper", "agency", "organisation", "term"),
    }
    for group in groups:
        assert group.forms[0] == group.name
        assert len(group.forms) > 1
        assert group.source.endswith(".")


def test_an_unknown_name_is_told_with_the_near_ones():
    with pytest.raises(UnknownNameError) as told:
        variants("Rodong Simmun")
    assert "Rodong Sinmun" in told.value.near


@pytest.mark.parametrize("wrong", [None, b"KCNA", 5])
def test_what_is_no_text_is_refused_by_name(wrong):
    with pytest.raises(WrongTypeError, match="name must be str"):
        variants(wrong)
