"""Laws 1 to 3: segments tile the raw text, the text is what they say, spans lead both ways."""

from __future__ import annotations

from itertools import pairwise

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dprkcorpus import Cleaned, Label, Segment, Span, TilingError

from .strategies import tilings


@given(tilings())
def test_segments_joined_are_the_raw_text(tiling):
    raw, segments = tiling
    cleaned = Cleaned(raw, segments)
    assert "".join(raw[slice(*segment.span)] for segment in cleaned.segments) == raw


@given(tilings(), st.data())
def test_a_tiling_with_a_gap_an_overlap_or_a_loose_end_is_refused(tiling, data):
    raw, segments = tiling
    if not segments:
        return
    index = data.draw(st.integers(0, len(segments) - 1))
    start, end = segments[index].span
    broken = data.draw(
        st.sampled_from(
            [Span(start + 1, end), Span(start, end + 1), Span(start, start), Span(start, end - 1)]
        )
    )
    moved = (*segments[:index], attrs.evolve(segments[index], span=broken), *segments[index + 1 :])
    with pytest.raises(TilingError):
        Cleaned(raw, moved)


@given(tilings())
def test_the_text_is_what_body_and_replacements_say(tiling):
    raw, segments = tiling
    said = ""
    for segment in segments:
        if segment.replacement is not None:
            said += segment.replacement
        elif segment.label is Label.BODY:
            said += raw[segment.span.start : segment.span.end]
    assert Cleaned(raw, segments).text == said


@given(tilings(), st.data())
def test_every_span_of_the_text_leads_to_the_same_characters_of_the_raw_text(tiling, data):
    raw, segments = tiling
    cleaned = Cleaned(raw, segments)
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(cleaned.text))] * 2)))
    led = cleaned.to_raw(Span(start, end))
    assert all(a.end < b.start for a, b in pairwise(led))
    # Replacements aside: each raw character of the body that is led to stands in the text span.
    replaced = {at for one in segments if one.replacement is not None for at in range(*one.span)}
    exact = "".join(raw[at] for span in led for at in range(*span) if at not in replaced)
    expected, at = "", 0
    for segment in segments:
        says = segment.says(raw)
        if segment.replacement is None:
            low, high = max(start, at), min(end, at + len(says))
            expected += says[low - at : high - at] if low < high else ""
        at += len(says)
    assert exact == expected


@given(tilings(), st.data())
def test_a_span_of_the_text_comes_back_from_the_raw_text(tiling, data):
    raw, segments = tiling
    cleaned = Cleaned(raw, segments)
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(cleaned.text))] * 2)))
    back = [span for led in cleaned.to_raw(Span(start, end)) for span in cleaned.to_text(led)]
    covered = {at for span in back for at in range(*span)}
    assert covered >= set(range(start, end))
    if all(segment.replacement is None for segment in segments):
        assert covered == set(range(start, end))


@given(tilings(), st.data())
def test_a_span_of_the_raw_text_leads_to_its_characters_of_the_text(tiling, data):
    raw, segments = tiling
    cleaned = Cleaned(raw, segments)
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(raw))] * 2)))
    got = "".join(cleaned.text[slice(*span)] for span in cleaned.to_text(Span(start, end)))
    expected = ""
    for segment in segments:
        low, high = max(start, segment.span.start), min(end, segment.span.end)
        if low < high:
            exact = segment.replacement is None
            expected += raw[low:high] if exact and segment.label is Label.BODY else ""
            expected += "" if exact else segment.says(raw)
    assert got == expected


@given(tilings())
def test_an_empty_span_leads_nowhere(tiling):
    raw, segments = tiling
    cleaned = Cleaned(raw, segments)
    assert cleaned.to_raw(Span(0, 0)) == cleaned.to_text(Span(0, 0)) == ()


@given(tilings())
def test_explain_names_every_removed_segment(tiling):
    raw, segments = tiling
    told = Cleaned(raw, segments).explain()
    expected = [one for one in segments if one.label not in (Label.BODY, Label.SPACE)]
    assert sum(f" {one.label} (test/rule) " in told for one in expected) == len(expected)


def test_segment_is_not_made_of_wrong_types():
    for wrong in (
        {"span": (0, 1)},
        {"span": None},
        {"label": "body"},
        {"rule": None},
        {"rule": b"x"},
        {"replacement": b"x"},
    ):
        with pytest.raises(TypeError):
            Segment(**{"span": Span(0, 1), "label": Label.BODY, "rule": "r", **wrong})
