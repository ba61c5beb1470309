import pytest

from dprkcorpus import Label, Segment, Span, TilingError
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
    ("segments", "position"),
    [
        ([body(0, 3)], 3),
        ([body(1, 4)], 0),
        ([body(0, 2), body(3, 4)], 2),
        ([body(0, 3), body(2, 4)], 3),
        ([body(0, 2), body(2, 2), body(2, 4)], 2),
        ([body(0, 5)], 5),
        ([body(0, 4, "x", Label.TITLE)], 0),
        ([], 0),
    ],
)
def test_what_does_not_tile_is_refused_with_its_place(segments, position):
    with pytest.raises(TilingError) as caught:
        check_tiling("KCNA", segments)
    assert caught.value.position == position


def test_nothing_tiles_an_empty_text():
    check_tiling("", [])


def test_a_label_is_its_own_name():
    assert Label("endmark") is Label.ENDMARK
    assert {str(label) for label in Label} == {label.name.lower() for label in Label}
    assert Label.BODY not in LIFTED
