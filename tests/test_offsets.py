"""Offsets in bytes and code units point at the same characters as those in code points."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dprkcorpus.errors import SpanError, UnknownNameError, WrongTypeError
from dprkcorpus.offsets import Unit, converted

ENCODINGS = {Unit.UTF_8: ("utf-8", 1), Unit.UTF_16: ("utf-16-le", 2)}


@given(st.text(st.characters(exclude_categories=())), st.sampled_from(tuple(ENCODINGS)), st.data())
def test_what_stands_before_an_offset_is_as_long_as_it_says(
    text: str, unit: Unit, data: st.DataObject
) -> None:
    offsets = data.draw(st.lists(st.integers(0, len(text))))
    encoding, width = ENCODINGS[unit]
    assert converted(text, offsets, unit) == {
        offset: len(text[:offset].encode(encoding, "surrogatepass")) // width for offset in offsets
    }


@given(st.text(), st.data())
def test_code_points_stay_what_they_are(text: str, data: st.DataObject) -> None:
    offsets = data.draw(st.lists(st.integers(0, len(text))))
    assert converted(text, offsets, Unit.CODE_POINTS) == {one: one for one in offsets}


@pytest.mark.parametrize("offset", [-1, 3])
def test_an_offset_outside_of_the_text_is_a_span_error(offset: int) -> None:
    for unit in Unit:
        with pytest.raises(SpanError, match="2 characters"):
            converted("ab", [offset], unit)


def test_a_unit_that_does_not_exist_is_an_error_that_names_the_near_ones() -> None:
    with pytest.raises(UnknownNameError, match="utf-16"):
        Unit.of("utf16")
    with pytest.raises(WrongTypeError):
        Unit.of(None)  # type: ignore[arg-type]
