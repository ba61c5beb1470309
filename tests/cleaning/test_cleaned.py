"""What a cleaned text tells of itself: its views, where spans lead, what each removal was for."""

from __future__ import annotations

import pytest

from dprkcorpus import Cleaned, Label, Segment, Span, UnknownNameError, WrongTypeError, clean

RAW = "A Dam\nKCNA\nThey met\xa0. -0-\n"
PARTS = (
    ((0, 5), Label.TITLE, "fair/title", None),
    ((5, 6), Label.SPACE, "space/edge", ""),
    ((6, 10), Label.CREDIT, "fair/credit", None),
    ((10, 11), Label.SPACE, "space/edge", ""),
    ((11, 19), Label.BODY, "body/paragraph", None),
    ((19, 20), Label.SPACE, "space/stripped-link", ""),
    ((20, 21), Label.BODY, "body/paragraph", None),
    ((21, 25), Label.ENDMARK, "fair/end", None),
    ((25, 26), Label.SPACE, "space/edge", ""),
)
REASONS = {"fair/title": "The title.", "space/stripped-link": "A link left it."}
MADE = Cleaned(RAW, tuple(Segment(Span(*span), *rest) for span, *rest in PARTS), REASONS)


def test_each_removal_and_repair_is_told_with_its_place_and_reason():
    assert MADE.explain().split("\n") == [
        "1:1 title (fair/title) 'A Dam'",
        "    The title.",
        "2:1 credit (fair/credit) 'KCNA'",
        "    No reason was given with this segment.",
        "3:9 space (space/stripped-link) '\\xa0' -> ''",
        "    A link left it.",
        "3:11 endmark (fair/end) ' -0-'",
        "    No reason was given with this segment.",
    ]


def test_a_repair_of_a_word_is_told():
    told = clean("They met.\nThey left. |", repairs={"table-bars"}).explain()
    assert told.startswith("2:11 body (repair/table-bars) ' |' -> ''\n    ")


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ((11, 21), [(0, 9)]),
        ((6, 11), []),
        ((19, 20), []),
        ((19, 21), [(8, 9)]),
        ((21, 25), []),
        ((13, 13), []),
        ((0, 12), [(0, 1)]),
    ],
)
def test_a_span_of_the_raw_text_leads_to_what_is_left_of_it(raw, text):
    assert MADE.to_text(Span(*raw)) == tuple(Span(*span) for span in text)


@pytest.mark.parametrize(
    ("text", "raw"), [((0, 9), [(11, 19), (20, 21)]), ((7, 8), [(18, 19)]), ((3, 3), [])]
)
def test_a_span_of_the_text_leads_to_its_raw_text(text, raw):
    assert MADE.to_raw(Span(*text)) == tuple(Span(*span) for span in raw)


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda: Cleaned(None, ()), "raw must be str, not NoneType"),
        (lambda: Cleaned("x", []), "segments must be tuple, not list"),
        (lambda: Cleaned("x", (), ()), "reasons must be Mapping, not tuple"),
        (lambda: Cleaned("x", ("x",)), "segment must be Segment, not str"),
        (lambda: MADE.labelled("body"), "label must be Label, not str"),
        (lambda: clean(None), "raw must be str, not NoneType"),
        (lambda: clean("x", profile=1), "profile must be str or PathLike or Profile, not int"),
        (
            lambda: clean("x", repairs="x"),
            "repairs must be tuple or list or set or frozenset, not str",
        ),
        (lambda: clean("x", repairs=[1]), "each of repairs must be str, not int"),
    ],
)
def test_a_wrong_type_is_told_by_its_name(call, told):
    with pytest.raises(WrongTypeError) as caught:
        call()
    assert str(caught.value) == told


def test_a_repair_that_does_not_exist_is_told_with_the_one_meant():
    with pytest.raises(UnknownNameError) as caught:
        clean("x", repairs={"glued-name"})
    assert str(caught.value).startswith("no repair is named 'glued-name'; did you mean")
