import pytest

from dprkcorpus import Span, SpanError, WrongTypeError
from dprkcorpus.spans import check_span, merged


def test_a_span_is_a_pair_that_slices():
    assert "KCNA said"[slice(*Span(0, 4))] == "KCNA"
    assert Span(0, 4) == (0, 4)


@pytest.mark.parametrize("span", [(-1, 2), (2, 1), (0, 10), (10, 10)])
def test_a_span_outside_of_its_text_is_a_value_error(span):
    with pytest.raises(SpanError):
        check_span(span, 9)


@pytest.mark.parametrize("span", [None, b"ab", [0, 1], (0,), (0, 1, 2), (0, "1"), (True, 2), 3])
def test_what_is_no_pair_of_ints_is_a_type_error(span):
    with pytest.raises(WrongTypeError):
        check_span(span, 9)


def test_spans_that_touch_become_one():
    given = [Span(0, 2), Span(2, 5), Span(7, 8)]
    assert list(merged(given)) == [Span(0, 5), Span(7, 8)]
    assert list(merged([])) == []
