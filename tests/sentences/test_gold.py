"""The sentences of the bundled texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from dprkcorpus import split_sentences

GOLD = Path(__file__).parents[1] / "data" / "gold"
IDS = sorted(path.name.removesuffix(".text.txt") for path in GOLD.glob("*.text.txt"))


def read(name: str) -> str:
    return (GOLD / name).read_text(encoding="utf-8").removesuffix("\n")


@pytest.mark.parametrize("id", IDS)
def test_the_sentences_of_a_bundled_text_are_exact(id):
    wanted = [line for line in read(f"{id}.sentences.txt").split("\n") if line]
    assert split_sentences(read(f"{id}.text.txt")) == wanted


def test_all_five_texts_are_held_to_their_sentences():
    assert len(IDS) == 5
