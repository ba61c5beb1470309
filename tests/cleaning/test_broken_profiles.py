"""Each fault of a profile is told with its line, as a table of cases."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from dprkcorpus import Profile, ProfileError

CASES = tomllib.loads(Path(__file__).with_name("broken_profiles.toml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES["profile"], ids=lambda case: case["name"])
def test_a_fault_is_told_with_its_line_and_no_other(case, tmp_path):
    path = tmp_path / "gazette.toml"
    # The text of a case starts on its second line.
    path.write_text("\n" + case["text"], encoding="utf-8")
    with pytest.raises(ProfileError) as caught:
        Profile.load(path)
    assert list(caught.value.faults) == [case["told"]]


def test_a_file_that_is_no_utf_8_is_told(tmp_path):
    path = tmp_path / "gazette.toml"
    path.write_bytes('about = "Vallée."'.encode("latin-1"))
    with pytest.raises(ProfileError, match="not UTF-8"):
        Profile.load(path)
