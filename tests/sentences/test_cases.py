"""The tables of cases: a bar stands where a sentence ends and another follows."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from dprkcorpus import sentence_spans, split_sentences

CASES = [
    pytest.param(case, id=f"{path.stem}: {case[:60]}")
    for path in sorted(Path(__file__).parent.glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["cases"]
]


@pytest.mark.parametrize("case", CASES)
def test_sentences_end_where_the_bars_stand(case: str) -> None:
    text = case.replace("|", "")
    wanted = [piece.strip() for piece in case.split("|")]
    assert split_sentences(text) == wanted
    assert [text[start:end] for start, end in sentence_spans(text)] == wanted
