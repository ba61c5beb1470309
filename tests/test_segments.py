import pytest

from dprkcorpus import Cleaned, Label, Segment, Span, TilingError, WrongTypeError
from dprkcorpus.segments import LIFTED, check_tiling


def body(start, end, replacement=None, label=Label.BODY):
    return Segment(Span(start, end), label, "test/rule", replacement)


def test_body_says_its_raw_text_and_all_else_nothing():
    assert body(0, 4).says("KCNA said") == "KCNA"
    for label in set(Label) - {Label.BODY}:
        assert body(0, 4, label=label).says("KCNA said") == ""


def test_a_replacement_is_said_instead():
    assert body(0, 1, "x").says("a") == "x"
    assert body(0, 1, "", Label.SPACE).says(" ") == ""


@pytest.mark.parametrize(
    ("segments", "position", "told"),
    [
        ([body(0, 3)], 3, "segments end at 3, the raw text at 4"),
        ([body(1, 4)], 0, "a segment starts at 1, the one before it ends at 0"),
        ([body(0, 2), body(3, 4)], 2, "a segment starts at 3, the one before it ends at 2"),
        ([body(0, 3), body(2, 4)], 3, "a segment starts at 2, the one before it ends at 3"),
        ([body(0, 2), body(2, 2), body(2, 4)], 2, "a segment at 2 is empty"),
        ([body(0, 5)], 5, "segments end at 5, the raw text at 4"),
        ([body(0, 4, "x", Label.TITLE)], 0, "a title segment at 0 has a replacement"),
        ([], 0, "segments end at 0, the raw text at 4"),
    ],
)
def test_what_does_not_tile_is_refused_with_its_place(segments, position, told):
    with pytest.raises(TilingError) as caught:
        check_tiling("KCNA", segments)
    assert caught.value.position == position
    assert str(caught.value) == told


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        (((0, 4), Label.BODY, "r"), "span must be Span, not tuple"),
        ((None, Label.BODY, "r"), "span must be Span, not NoneType"),
        ((Span(0, 4.0), Label.BODY, "r"), "span must be two ints"),
        ((Span(0, 4), "body", "r"), "label must be Label, not str"),
        ((Span(0, 4), Label.BODY, b"r"), "rule must be str, not bytes"),
        ((Span(0, 4), Label.BODY, "r", b"KCNA"), "replacement must be str, not bytes"),
    ],
)
def test_a_segment_is_not_made_of_wrong_types(parts, told):
    with pytest.raises(WrongTypeError, match=told):
        Segment(*parts)


def test_a_cleaned_text_is_made_of_segments_alone():
    with pytest.raises(WrongTypeError, match="segment must be Segment, not tuple"):
        Cleaned("KCNA", ((Span(0, 4), Label.BODY, "r"),))


def test_segments_of_any_label_tile():
    for label in Label:
        check_tiling("KCNA", [body(0, 2), body(2, 4, label=label)])
    check_tiling("KCNA", [body(0, 2, "K"), body(2, 4, "", Label.SPACE)])


def test_nothing_tiles_an_empty_text():
    check_tiling("", [])


def test_a_label_is_its_own_name():
    assert Label("endmark") is Label.ENDMARK
    assert {str(label) for label in Label} == {label.name.lower() for label in Label}
    assert Label.BODY not in LIFTED
