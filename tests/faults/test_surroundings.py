"""The same answers whatever is around: options, locales, clocks, the place of installation.

By default some of them, with DPRKCORPUS_FAULTS=all in the environment all.
"""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

import dprkcorpus
from dprkcorpus import Record, build

STEP = 1 if os.environ.get("DPRKCORPUS_FAULTS") == "all" else 3
PACKAGE = Path(dprkcorpus.__file__).parent

SCRIPT = """
import sys
sys.path[:0] = {path!r}
import hashlib, os, tempfile, pathlib
import dprkcorpus
from dprkcorpus.export import render
corpus = dprkcorpus.load()
assert corpus.verify() == ()
found = [render(corpus, name) for name in ("jsonl", "tei", "bibtex", "dublin-core")]
with tempfile.TemporaryDirectory() as folder:
    crawl = pathlib.Path(folder, "crawl")
    crawl.mkdir()
    for name in ("b", "a", "c"):
        text = name + " \\u0130stanbul \\u1e9e. May 4, 2023. It rained. -0-"
        (crawl / (name + ".txt")).write_text(text, encoding="utf-8")
    home = os.getcwd()
    os.chdir(folder)  # Where something was read is a part of what is found.
    dprkcorpus.build("crawl", "my.corpus")
    built = dprkcorpus.open_corpus("my.corpus")
    os.chdir(home)
    found += [built.ids, built.version, list(map(str, built.kwic("rained")))]
    found += [[str(row) for row in built.metadata()], built.facets("agency")]
print(hashlib.sha256(repr(found).encode("utf-8")).hexdigest())
"""


def answer(*options, path=None, **environment):
    searched = [*map(str, path or ()), *(one for one in sys.path if one)]
    found = subprocess.run(
        [sys.executable, *options, "-c", SCRIPT.format(path=searched)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={**os.environ, "PYTHONPATH": "", **environment},
    )
    assert found.returncode == 0, found.stderr
    return found.stdout


@pytest.fixture(scope="module")
def usual():
    return answer()


@pytest.mark.parametrize(
    "options",
    [("-W", "error"), ("-O",), ("-OO",), ("-I",), ("-bb",), ("-X", "utf8=0"), ("-X", "dev")][
        ::STEP
    ],
    ids=" ".join,
)
def test_options_of_python_change_nothing(usual, options):
    assert answer(*options) == usual


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "1"},
        {"PYTHONHASHSEED": "4000000000"},
        {"LC_ALL": "C"},
        {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
        {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"TZ": "Pacific/Kiritimati"},
        {"TZ": "America/Adak"},
        {"PYTHONOPTIMIZE": "2", "PYTHONDONTWRITEBYTECODE": "1"},
    ][::STEP],
    ids=str,
)
def test_surroundings_change_nothing(usual, environment):
    assert answer(**environment) == usual


def test_a_read_only_installation_is_as_good(usual, tmp_path):
    place = tmp_path / "installed"
    shutil.copytree(PACKAGE, place / "dprkcorpus", ignore=shutil.ignore_patterns("__pycache__"))
    every = [place, *place.rglob("*")]
    for one in every:
        one.chmod(stat.S_IREAD | (stat.S_IEXEC if one.is_dir() else 0))
    try:
        assert answer(path=[place]) == usual
        if os.name == "posix" and os.getuid():
            assert not list(place.rglob("__pycache__"))
    finally:
        for one in every:
            one.chmod(stat.S_IRWXU)


def test_a_zipped_installation_is_as_good(usual, tmp_path):
    archive = tmp_path / "installed.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as target:
        for one in sorted(PACKAGE.rglob("*")):
            if one.is_file() and "__pycache__" not in one.parts:
                target.write(one, f"dprkcorpus/{one.relative_to(PACKAGE).as_posix()}")
    assert answer(path=[archive]) == usual


@pytest.mark.parametrize("jump", [-1e9, 1e9])
def test_a_clock_that_jumps_changes_nothing(tmp_path, monkeypatch, jump):
    calm, jumping = tmp_path / "calm.corpus", tmp_path / "jumping.corpus"
    records = [Record(f"It rained {number} times.", f"r-{number}") for number in range(9)]
    build(records, calm)
    now = [time.time()]

    def clock():
        now[0] += jump
        return now[0]

    monkeypatch.setattr(time, "time", clock)
    monkeypatch.setattr(time, "time_ns", lambda: int(clock() * 1e9))
    report = build(records, jumping)
    assert report.seconds >= 0
    assert calm.read_bytes() == jumping.read_bytes()
