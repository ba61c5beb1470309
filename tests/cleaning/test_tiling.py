"""Segments of lines into which several things were run, and of what is put right inside a line."""

from __future__ import annotations

import pytest

from dprkcorpus import Cleaned, Label, clean

REPAIRS = ("glued-names", "lost-spaces", "split-ordinals", "table-bars")
CASES = [
    (
        "They met. -0- They left.",
        (),
        [
            ("body", "body/paragraph", "They met.", None),
            ("space", "space/line-break", " ", "\n"),
            ("endmark", "general/end-mark-within", "-0-", None),
            ("space", "space/edge", " ", ""),
            ("body", "body/paragraph", "They left.", None),
        ],
    ),
    (
        "-0- They left.",
        (),
        [
            ("endmark", "general/end-mark-within", "-0-", None),
            ("space", "space/edge", " ", ""),
            ("body", "body/paragraph", "They left.", None),
        ],
    ),
    (
        "A Dam Is Finished in the Valley Pyongyang, May 4 (KCNA) -- A dam was finished.",
        (),
        [
            ("title", "general/title", "A Dam Is Finished in the Valley", None),
            ("space", "space/edge", " ", ""),
            ("dateline", "general/dateline-within", "Pyongyang, May 4 (KCNA) --", None),
            ("space", "space/edge", " ", ""),
            ("body", "body/paragraph", "A dam was finished.", None),
        ],
    ),
    (
        "They met .",
        (),
        [
            ("body", "body/paragraph", "They met", None),
            ("space", "space/stripped-link", " ", ""),
            ("body", "body/paragraph", ".", None),
        ],
    ),
    (
        "“They met” ; they left :",
        (),
        [
            ("body", "body/paragraph", "“They met”", None),
            ("space", "space/stripped-link", " ", ""),
            ("body", "body/paragraph", "; they left", None),
            ("space", "space/stripped-link", " ", ""),
            ("body", "body/paragraph", ":", None),
        ],
    ),
    (
        "They met. |",
        REPAIRS,
        [
            ("body", "body/paragraph", "They met.", None),
            ("body", "repair/table-bars", " |", ""),
        ],
    ),
    (
        "The 4 th meeting heard ComradeKim Jong Unspeak.",
        REPAIRS,
        [
            ("body", "body/paragraph", "The 4", None),
            ("space", "repair/split-ordinals", " ", ""),
            ("body", "body/paragraph", "th meeting heard Comrad", None),
            ("body", "repair/glued-names", "e", "e "),
            ("body", "body/paragraph", "Kim Jong U", None),
            ("body", "repair/glued-names", "n", "n "),
            ("body", "body/paragraph", "speak.", None),
        ],
    ),
    (
        "They met\xa0\non a hill. |\nThey left. |",
        REPAIRS,
        [
            ("body", "body/paragraph", "They met", None),
            ("space", "space/line-break", "\xa0\n", "\n"),
            ("body", "body/paragraph", "on a hill.", None),
            ("body", "repair/table-bars", " |", ""),
            ("space", "space/line-break", "\n", "\n"),
            ("body", "body/paragraph", "They left.", None),
            ("body", "repair/table-bars", " |", ""),
        ],
    ),
    (
        "They left.\nThey met. -0- They left.",
        (),
        [
            ("body", "body/paragraph", "They left.", None),
            ("space", "space/line-break", "\n", "\n"),
            ("body", "body/paragraph", "They met.", None),
            ("space", "space/line-break", " ", "\n"),
            ("endmark", "general/end-mark-within", "-0-", None),
            ("space", "space/edge", " ", ""),
            ("body", "body/paragraph", "They left.", None),
        ],
    ),
    (
        "Dam Finished in Valley [Juche113.2.23.]\nThe dam was finished on Monday.",
        (),
        [
            ("title", "general/title", "Dam Finished in Valley", None),
            ("date", "general/bracketed-date", " [Juche113.2.23.]", None),
            ("space", "space/edge", "\n", ""),
            ("body", "body/paragraph", "The dam was finished on Monday.", None),
        ],
    ),
    (
        "They met.\xa0| They left\xa0on foot.",
        REPAIRS,
        [
            ("body", "body/paragraph", "They met.", None),
            ("body", "repair/table-bars", "\xa0|", ""),
            ("body", "body/paragraph", " They left", None),
            ("space", "space/no-break", "\xa0", " "),
            ("body", "body/paragraph", "on foot.", None),
        ],
    ),
]


@pytest.mark.parametrize(("raw", "repairs", "wanted"), CASES, ids=[case[0] for case in CASES])
def test_a_line_is_cut_where_something_else_begins(raw, repairs, wanted):
    cleaned = clean(raw, repairs=repairs)
    found = [
        (segment.label.value, segment.rule, raw[slice(*segment.span)], segment.replacement)
        for segment in cleaned.segments
    ]
    assert found == wanted
    assert Cleaned(raw, cleaned.segments) == cleaned


@pytest.mark.parametrize(("end", "titles"), [("s", 1), ("ss", 0)])
def test_a_title_run_into_its_story_has_200_characters_at_most(end, titles):
    title = ("dam " * 50)[:199] + end
    cleaned = clean(f"{title} Pyongyang, May 4 (KCNA) -- A dam was finished.")
    assert len(cleaned.labelled(Label.TITLE)) == titles


def test_a_repair_may_open_a_line_and_leaves_nothing_empty():
    cleaned = clean("| They met.", repairs=REPAIRS)
    assert Cleaned("| They met.", cleaned.segments) == cleaned


def test_what_ends_in_a_stop_before_a_dateline_is_no_title():
    raw = "A dam was finished in the valley. Pyongyang, May 4 (KCNA) -- A dam was finished."
    assert clean(raw).text == "A dam was finished in the valley.\nA dam was finished."
