"""What fuzzing and measuring found, each held by a test."""

from __future__ import annotations

import time

import pytest

from dprkcorpus import MetadataError, Profile, ProfileError, clean
from dprkcorpus.metadata.vocabulary import Vocabulary

NO_UTF_8 = b'about = "A caf\xe9."\n'


def test_a_profile_that_is_no_utf_8_is_told(tmp_path):
    path = tmp_path / "my.toml"
    path.write_bytes(NO_UTF_8)
    with pytest.raises(ProfileError, match="not UTF-8"):
        Profile.load(path)


def test_a_vocabulary_that_is_no_utf_8_is_told(tmp_path):
    path = tmp_path / "my.toml"
    path.write_bytes(NO_UTF_8)
    with pytest.raises(MetadataError, match="not UTF-8"):
        Vocabulary.load(path)


@pytest.mark.parametrize(
    "line",
    [
        "home" + " / a" * 100,
        "a reported from aa" + ", and a reported from a" * 30 + "\x01",
        "posted in " * 60 + "](",
        "a | " * 200,
        "It rained , a" + " " * 50_000 + "x",
    ],
    ids=lambda line: line[:12],
)
def test_no_line_stops_a_cleaning(line):
    begun = time.process_time()
    assert clean(f"It rained all day.\n\n{line}\n\nFarmers were glad.").text
    # It took minutes, or did not end.
    assert time.process_time() - begun < 5
