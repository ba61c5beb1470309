import pytest

from dprkcorpus import Span, SpanError, WrongTypeError
from dprkcorpus.spans import check_span, merged


def test_a_span_is_a_pair_that_slices():
    assert "KCNA said"[slice(*Span(0, 4))] == "KCNA"
    assert Span(0, 4) == (0, 4)


@pytest.mark.parametrize("span", [(0, 9), (0, 0), (4, 4), (9, 9)])
def test_a_span_may_touch_both_ends_of_its_text_and_be_empty(span):
    assert check_span(span, 9) == Span(*span)


@pytest.mark.parametrize("span", [(-1, 2), (2, 1), (0, 10), (10, 10)])
def test_a_span_outside_of_its_text_is_a_value_error_that_names_both(span):
    with pytest.raises(SpanError) as caught:
        check_span(span, 9)
    assert str(caught.value) == f"span {span} does not lie inside a text of 9 characters"


@pytest.mark.parametrize(
    ("span", "told"),
    [
        (None, "span must be a pair of ints, not NoneType"),
        (b"ab", "span must be a pair of ints, not bytes"),
        ([0, 1], "span must be a pair of ints, not list"),
        ((0,), "span must be a pair of ints, not tuple"),
        ((0, 1, 2), "span must be a pair of ints, not tuple"),
        ((0, "1"), "span end must be int, not str"),
        ((True, 2), "span start must be int, not bool"),
        (3, "span must be a pair of ints, not int"),
    ],
)
def test_what_is_no_pair_of_ints_is_a_type_error_that_says_so(span, told):
    with pytest.raises(WrongTypeError) as caught:
        check_span(span, 9)
    assert str(caught.value) == told


def test_spans_that_touch_become_one():
    given = [Span(0, 2), Span(2, 5), Span(7, 8)]
    assert list(merged(given)) == [Span(0, 5), Span(7, 8)]
    assert list(merged([])) == []


def test_an_empty_span_at_the_start_of_a_text_is_kept():
    assert list(merged([Span(0, 0)])) == [Span(0, 0)]
    assert list(merged([Span(0, 0), Span(1, 2)])) == [Span(0, 0), Span(1, 2)]
