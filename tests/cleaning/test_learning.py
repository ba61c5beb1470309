"""Learned furniture: what repeats around the articles of a site, and never their body."""

from __future__ import annotations

import pytest

from dprkcorpus import Label, WrongTypeError, clean
from dprkcorpus.cleaning.learning import FurnitureCounts, learn_furniture
from dprkcorpus.cleaning.profiles import Profile

PLACES = ("dam", "orchard", "hall", "road", "bridge", "mill", "school", "harbour", "farm", "park")


def page(number, *, body=()):
    place = PLACES[number % 10]
    lines = [
        "The Valley Gazette since 1950",
        f"New {place} number {number} opens",
        f"The {place} of village {number} was opened by its builders on Monday.",
        "He went on:",
        f"It took {number} years to build the {place}, and nobody complained.",
        *body,
        "Valley Gazette Press, 1 Main Road.",
        "Elsewhere in the Valley",
        *(
            f"{PLACES[(number + step) % 10]} {number} opens for visitors of {step}"
            for step in range(5)
        ),
    ]
    return "\n".join(lines)


def test_lines_that_repeat_around_articles_are_learned_and_taken_out():
    texts = [page(number) for number in range(30)]
    profile = learn_furniture(texts, name="gazette")
    assert {rule.example for rule in profile.rules} == {
        "The Valley Gazette since 1950",
        "Valley Gazette Press, 1 Main Road.",
        "Elsewhere in the Valley",
    }
    cleaned = clean(page(77), profile=profile)
    assert cleaned.text == "\n".join(page(77).split("\n")[2:5])
    assert cleaned.labelled(Label.TITLE)
    assert "30 of 30 documents" in cleaned.reasons[profile.rules[0].id]


def test_a_list_that_varies_under_its_heading_is_learned_as_a_block():
    profile = learn_furniture(page(number) for number in range(30))
    (heading,) = [rule for rule in profile.rules if rule.example == "Elsewhere in the Valley"]
    assert (heading.kind, heading.extent) == ("block", "end")


def test_phrases_of_the_body_survive_where_they_repeat():
    texts = [page(n, body=["Comrades,", "Speeches were made there."][: n % 3]) for n in range(60)]
    learned = {rule.example for rule in learn_furniture(texts).rules}
    assert learned.isdisjoint({"Comrades,", "Speeches were made there."})


def test_what_is_learned_in_parts_and_merged_is_what_is_learned_at_once():
    texts = [page(number) for number in range(40)]
    parts = [FurnitureCounts() for _ in range(4)]
    for number, text in enumerate(texts):
        parts[number % 4].add(text)
    whole = parts[0]
    for part in parts[1:]:
        whole.merge(part)
    assert whole.profile() == learn_furniture(texts)


def test_memory_is_bounded_and_what_repeats_is_remembered():
    counts = FurnitureCounts(capacity=200)
    for number in range(2_000):
        counts.add(page(number))
        assert len(counts.lines) <= 200
    assert "The Valley Gazette since 1950" in {rule.example for rule in counts.profile().rules}


def test_a_learned_profile_can_be_saved_read_and_applied(tmp_path):
    profile = learn_furniture((page(number) for number in range(30)), name="gazette")
    path = tmp_path / "gazette.toml"
    path.write_text(profile.to_toml(), encoding="utf-8")
    assert Profile.load(path).rules == profile.rules
    assert clean(page(3), profile=path).text == clean(page(3), profile=profile).text


def test_memory_is_bounded_where_parts_are_merged():
    counts = FurnitureCounts(capacity=200)
    for part in range(20):
        other = FurnitureCounts(capacity=2_000)
        for number in range(part * 50, part * 50 + 50):
            other.add(page(number))
        counts.merge(other)
        assert len(counts.lines) <= 200
    assert "The Valley Gazette since 1950" in {rule.example for rule in counts.profile().rules}


def test_a_line_that_stands_twice_on_a_page_counts_once_and_one_too_long_never():
    counts = FurnitureCounts()
    for _ in range(5):
        counts.add("The Valley Gazette\nThe Valley Gazette\n" + "far " * 300 + "away")
    assert {line: count.documents for line, count in counts.lines.items()} == {
        "The Valley Gazette": 5
    }


def test_two_ways_to_write_a_line_are_one_rule():
    texts = [
        page(number).replace("since 1950", "since 1950" if number % 2 else "Since 1950")
        for number in range(30)
    ]
    learned = [rule.example.casefold() for rule in learn_furniture(texts).rules]
    assert learned.count("the valley gazette since 1950") == 1


@pytest.mark.parametrize("wrong", [[None], [b"x"], [1]])
def test_what_is_no_text_is_refused(wrong):
    with pytest.raises(WrongTypeError):
        learn_furniture(wrong)
