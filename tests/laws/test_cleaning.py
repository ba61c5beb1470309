"""Laws of cleaning, on any text: it is tiled, each paragraph is a line, spans lead both ways."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dprkcorpus import Cleaned, Label, Span, clean
from dprkcorpus.cleaning.profiles import profiles

from .strategies import long_texts, texts, wrong_types

LINES = (
    "Pyongyang, May 4 (KCNA) -- The dam was finished in the valley on Monday.",
    "The dam gives water to seven villages and to the new orchard. -0-",
    "He went on:",
    "Comrades,",
    "Rodong Sinmun",
    "KCNA",
    "Dam Finished in Valley",
    "Orchard Planted",
    "May 4, 2024",
    "By Ann Example",
    "More From Naenara (En)",
    "Related posts:",
    "Read more: Why the river floods",
    "Share this:",
    "Leave a Reply",
    "Sign up for our weekly newsletter.",
    "THE LEADER VISITS A NEW BRIDGE",
    "The leader looks at the dam. (KCNA via Reuters)",
    "FILE PHOTO: Builders stand before the dam.",
    "AFP",
    "02:13",
    "|",
    "2023 © All rights reserved.",
    "The young builders planted an orchard of ten thousand trees beside the new dam in the",
    "An opening of another article that is […]",
    "Kim Jong Un , general secretary, met 10\xa0000 builders .",
    "",
)
pages = st.lists(st.sampled_from(LINES), max_size=25).map("\n".join)
anything = st.one_of(texts, pages)


@settings(deadline=None)
@given(anything, st.sampled_from([None, *profiles()]))
def test_segments_tile_the_raw_text_under_any_profile(raw, profile):
    cleaned = clean(raw, profile=profile)
    # Made again in the open, it is checked: clean() is trusted to be right by construction.
    assert Cleaned(raw, cleaned.segments) == cleaned
    assert set(cleaned.reasons) >= {segment.rule for segment in cleaned.segments}


@settings(deadline=None, max_examples=30)
@given(long_texts())
def test_long_texts_are_tiled(raw):
    assert "".join(raw[slice(*s.span)] for s in clean(raw).segments) == raw


@settings(deadline=None)
@given(anything)
def test_a_paragraph_is_a_line_and_no_line_is_blank(raw):
    text = clean(raw).text
    if text:
        assert all(line == line.strip() and line for line in text.split("\n"))
        assert text.splitlines() == text.split("\n")


@settings(deadline=None)
@given(anything)
def test_white_space_says_what_stands_for_it_and_furniture_stays_on_its_line(raw):
    for segment in clean(raw).segments:
        words = raw[slice(*segment.span)]
        if segment.label is Label.SPACE:
            assert segment.replacement in ("", " ", "\n")
            assert not words.strip()
        else:
            assert len(words.splitlines()) == 1


@settings(deadline=None)
@given(anything, st.data())
def test_spans_of_the_text_lead_to_the_same_words(raw, data):
    cleaned = clean(raw)
    start = data.draw(st.integers(0, len(cleaned.text)))
    end = data.draw(st.integers(start, len(cleaned.text)))
    found = "".join(raw[slice(*span)] for span in cleaned.to_raw(Span(start, end)))
    assert "".join(found.split()) == "".join(cleaned.text[start:end].split())


@settings(deadline=None)
@given(anything)
def test_the_same_text_is_always_cleaned_alike(raw):
    assert clean(raw) == clean(raw)


@settings(deadline=None)
@given(anything)
def test_repairs_change_no_span_of_anything_else(raw):
    plain = clean(raw)
    repaired = clean(raw, repairs={"glued-names", "lost-spaces", "split-ordinals", "table-bars"})
    assert Cleaned(raw, repaired.segments) == repaired
    assert repaired.removed == plain.removed


@given(wrong_types)
def test_what_is_no_text_is_refused(wrong):
    try:
        clean(wrong)
    except TypeError:
        return
    raise AssertionError(wrong)
