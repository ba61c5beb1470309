"""Learned furniture: what repeats around the articles of a site, and never their body."""

from __future__ import annotations

import attrs
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


def article(number, *, above=(), amid=(), below=()):
    """A title and two sentences that no other text has, and what stands around and between them."""
    return "\n".join(
        [
            *above,
            f"Report of day {number}",
            f"The builders of village number {number} finished a dam on Monday.",
            *amid,
            f"It gives water to {number} farms and to the orchards beside them.",
            *below,
        ]
    )


def learned(texts, **options):
    return {rule.example: rule for rule in learn_furniture(texts, **options).rules}


def test_a_line_is_counted_with_what_stands_around_it():
    counts = FurnitureCounts()
    counts.add(article(1, above=["Gazette"], amid=["He went on:"], below=["Share", "  Press  "]))
    counts.add("Gazette\nPress")
    told = {line: attrs.astuple(count) for line, count in counts.lines.items()}
    # Documents; lines above and below; lines of text above and below; open lines below.
    assert told == {
        "Gazette": (2, 0, 7, 0, 2, 4),
        "Report of day 1": (1, 1, 5, 0, 2, 2),
        "The builders of village number 1 finished a dam on Monday.": (1, 2, 4, 0, 1, 2),
        "He went on:": (1, 3, 3, 1, 1, 2),
        "It gives water to 1 farms and to the orchards beside them.": (1, 4, 2, 1, 0, 2),
        "Share": (1, 5, 1, 2, 0, 1),
        "Press": (2, 7, 0, 2, 0, 0),
    }
    assert counts.documents == 2


def test_a_line_of_900_characters_is_counted_and_a_longer_one_is_not():
    counts = FurnitureCounts()
    counts.add("a" * 900 + "\n" + "b" * 901)
    assert list(counts.lines) == ["a" * 900]


def test_the_rarest_lines_are_forgotten_where_there_are_too_many():
    counts = FurnitureCounts(capacity=4)
    counts.add("a\nb\nc\nd")
    assert (len(counts.lines), counts.forgotten) == (4, 0)
    counts.add("a\nb\ne")
    assert ({*counts.lines}, counts.forgotten) == ({"a", "b"}, 1)
    other = FurnitureCounts(capacity=4, forgotten=3)
    other.add("a\nx")
    counts.merge(other)
    assert ({*counts.lines}, counts.forgotten, counts.documents) == ({"a", "b", "x"}, 3, 3)
    assert counts.lines["a"].documents == 3


def test_a_learned_rule_says_where_and_how_often_its_line_stands():
    texts = [
        article(
            number,
            above=["The Valley Gazette"],
            amid=["Read the Gazette every day"] if number < 6 else [],
            below=["Press of the Valley.", "Elsewhere:", *(f"Fair {number}-{n}" for n in range(4))],
        )
        for number in range(10)
    ]
    told = [
        (rule.id, rule.label, rule.kind, rule.where, rule.extent, rule.why, rule.phrases)
        for rule in learn_furniture(texts, name="gazette").rules
    ]
    assert told == [
        (
            *("gazette/2-press-of-the-valley", Label.OTHER, "line", "tail", "items"),
            "It stands below the text in 10 of 10 documents.",
            ("Press of the Valley.",),
        ),
        (
            *("gazette/3-the-valley-gazette", Label.OTHER, "line", "head", "items"),
            "It stands above the text in 10 of 10 documents.",
            ("The Valley Gazette",),
        ),
        (
            *("gazette/4-read-the-gazette-every-day", Label.OTHER, "line", "anywhere", "items"),
            "It stands in mid-article in 6 of 10 documents.",
            ("Read the Gazette every day",),
        ),
        (
            *("gazette/1-elsewhere", Label.RELATED, "block", "anywhere", "end"),
            "It stands below the text in 10 of 10 documents.",
            ("Elsewhere:",),
        ),
    ]
    assert learn_furniture(texts).about == "Learned from 10 texts."
    assert learn_furniture(texts).name == "learned"


@pytest.mark.parametrize(("documents", "known"), [(3, True), (2, False)])
def test_a_line_stands_in_the_share_that_is_asked_for(documents, known):
    texts = [article(n, below=["Valley Press"] if n < documents else []) for n in range(10)]
    assert ("Valley Press" in learned(texts, least=1)) is known
    assert "Valley Press" not in learned(texts, least=1, share=0.5)


@pytest.mark.parametrize(("least", "known"), [(5, True), (6, False)])
def test_a_line_stands_in_as_many_documents_as_are_asked_for(least, known):
    texts = [article(n, below=["Valley Press"]) for n in range(5)]
    assert ("Valley Press" in learned(texts, least=least)) is known
    assert "Valley Press" in learned(texts)
    assert "Valley Press" not in learned(texts[1:])


@pytest.mark.parametrize(
    ("line", "documents", "known"),
    [
        ("Press of the Valley.", 5, True),
        ("Press of the Valley.", 4, False),
        ("Press of the Valley", 4, True),
        ("Press of the Valley,", 10, False),
    ],
)
def test_a_sentence_below_the_text_stands_in_half_of_the_documents(line, documents, known):
    texts = [article(n, below=[line] if n < documents else []) for n in range(10)]
    assert (line in learned(texts, least=1)) is known


@pytest.mark.parametrize(
    ("line", "documents", "known"),
    [
        ("Read the Gazette daily", 5, True),
        ("Read the Gazette daily", 4, False),
        ("Read the Gazette", 10, False),
        ("Read the Gazette daily:", 10, False),
        ("Read the Gazette daily,", 10, False),
    ],
)
def test_a_line_in_mid_article_has_four_words_and_stands_in_half_of_the_documents(
    line, documents, known
):
    texts = [article(n, amid=[line] if n < documents else []) for n in range(10)]
    assert (line in learned(texts, least=1)) is known


def test_a_colon_ends_no_line_above_the_text():
    assert learned([article(n, above=["Dear readers:"]) for n in range(9)]) == {}


@pytest.mark.parametrize(
    ("heading", "below", "kind"),
    [
        ("Elsewhere in the Valley", 3, "block"),
        ("Elsewhere in the Valley", 2, "line"),
        ("Elsewhere in the Valley.", 5, "line"),
        ("In all of the villages of the valley", 5, "block"),
        ("In all of the villages of the valley now", 5, "line"),
    ],
)
def test_a_short_heading_over_three_lines_that_vary_opens_a_list(heading, below, kind):
    texts = [
        article(n, below=[heading, *(f"Fair {n} of {line}" for line in range(below))])
        for n in range(9)
    ]
    assert learned(texts)[heading].kind == kind


def test_lines_that_repeat_below_a_heading_are_not_counted_as_varying():
    below = ["Elsewhere in the Valley", "Valley Press", "Valley Radio"]
    texts = [article(n, below=[*below, f"Fair {n}", f"Dam {n}"]) for n in range(9)]
    assert {rule.kind for rule in learned(texts).values()} == {"line"}


def test_a_list_of_sentences_is_not_opened_by_a_heading():
    texts = [
        article(n, below=["In the Valley", *(f"Dam {n} of {line}." for line in range(5))])
        for n in range(9)
    ]
    assert learned(texts)["In the Valley"].kind == "line"


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda: FurnitureCounts().add(None), "text must be str, not NoneType"),
        (
            lambda: FurnitureCounts().merge(None),
            "other must be FurnitureCounts, not NoneType",
        ),
        (lambda: learn_furniture([1]), "text must be str, not int"),
        (lambda: learn_furniture([], name=None), "name must be str, not NoneType"),
    ],
)
def test_a_wrong_type_is_told_by_its_name(call, told):
    with pytest.raises(WrongTypeError) as caught:
        call()
    assert str(caught.value) == told


def test_records_are_learned_from_by_their_raw_text():
    class Page:
        def __init__(self, raw):
            self.raw = raw

    texts = [article(n, below=["Valley Press"]) for n in range(6)]
    assert learned(map(Page, texts)) == learned(texts)


@pytest.mark.parametrize(
    ("line", "id"),
    [
        ("조선중앙통신", "learned/1"),
        ("© Valley Press!", "learned/1-valley-press"),
        (
            "Press of the Valley and of its villages now",
            "learned/1-press-of-the-valley-and-of-its-villages",
        ),
    ],
)
def test_a_rule_is_called_by_its_number_and_the_first_words_of_its_line(line, id):
    assert learned([article(n, below=[line]) for n in range(9)])[line].id == id


def test_a_line_of_more_than_40_characters_with_a_stop_is_text():
    counts = FurnitureCounts()
    counts.add("Press\n" + "a" * 39 + ".\n" + "b" * 40 + ".")
    assert counts.lines["Press"].text_below == 1
