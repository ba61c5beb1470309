"""A build that is stopped, in whatever way, leaves a sound file, and is gone on with.

With DPRKCORPUS_KILLS=200 in the environment it is killed as many times.
"""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dprkcorpus import CorpusFileError, build, open_corpus
from dprkcorpus.store import Store

from . import crawl

KILLS = int(os.environ.get("DPRKCORPUS_KILLS", "5"))
SCRIPT = Path(crawl.__file__)

posix = pytest.mark.skipif(os.name != "posix", reason="signals and limits of POSIX")


def started(path, workers=1, **options):
    child = subprocess.Popen(
        [sys.executable, str(SCRIPT), str(path), str(workers)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        **options,
    )
    assert child.stdout.readline() == "reading\n"
    return child


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """Give the digest of the build that nobody stops, and how long it takes."""
    path = tmp_path_factory.mktemp("whole") / "my.corpus"
    child = started(path)
    start = time.perf_counter()
    child.communicate(timeout=120)
    return Store(path).digest(), time.perf_counter() - start


def test_killed_at_random_it_goes_on_to_the_same_end(tmp_path, whole):
    digest, seconds = whole
    chance = random.Random(0)
    path = tmp_path / "my.corpus"
    killed = 0
    while killed < KILLS:
        child = started(path, workers=2 if killed % 5 == 4 else 1)
        time.sleep(chance.uniform(0, seconds))
        child.kill()
        child.communicate(timeout=60)
        killed += 1
        if path.exists():
            faults = open_corpus(path).verify()
            assert faults == ()
        if killed % 5 == 0 or killed == KILLS:
            build(crawl.records(), path)
            assert Store(path).digest() == digest
            assert [one.name for one in tmp_path.iterdir()] == ["my.corpus"]
            path.unlink()


@posix
@pytest.mark.parametrize("workers", [1, 2])
def test_interrupted_from_the_keyboard_it_keeps_what_it_wrote(tmp_path, whole, workers):
    path = tmp_path / "my.corpus"
    child = started(path, workers)
    time.sleep(whole[1] / 2)
    child.send_signal(signal.SIGINT)
    _, told = child.communicate(timeout=60)
    # The parent alone tells of it.
    assert told.count("KeyboardInterrupt\n") <= 1
    if path.exists():
        assert open_corpus(path).verify() == ()
    build(crawl.records(), path)
    assert Store(path).digest() == whole[0]


@posix
@pytest.mark.parametrize("size", [20_000, 500_000, 900_000])
def test_on_a_full_disk_it_says_so_and_goes_on_later(tmp_path, whole, size):
    import resource

    path = tmp_path / "my.corpus"
    child = started(
        path, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    )
    _, told = child.communicate(timeout=60)
    assert child.returncode == 1
    assert "CorpusFileError" in told
    if path.exists():
        assert open_corpus(path).verify() == ()
    build(crawl.records(), path)
    assert Store(path).digest() == whole[0]


def test_after_a_power_cut_it_goes_on_to_the_same_end(tmp_path, whole, monkeypatch):
    """A power cut loses what was not forced to the disk: any tail of the log beside the file."""
    monkeypatch.setattr("dprkcorpus.store.building._BATCH", 4_000)
    monkeypatch.setattr("dprkcorpus.store.building._TRANSACTION", 20_000)
    path, cut = tmp_path / "my.corpus", tmp_path / "cut.corpus"
    log, cut_log = (one.with_name(f"{one.name}-wal") for one in (path, cut))
    states = []

    def keep(*_):
        states.append((path.read_bytes(), log.read_bytes()))

    build(crawl.records(), path, progress=keep)
    files = {content for content, _ in states}
    assert len(files) == 1, "the log is whole, and so any part of it may be lost"
    chance = random.Random(0)
    for content, logged in chance.sample(states, 5):
        shutil.rmtree(cut, ignore_errors=True)
        cut.write_bytes(content)
        kept = chance.randrange(len(logged) + 1)
        cut_log.write_bytes(logged[:kept] + chance.randbytes(chance.choice((0, 0, 5000))))
        assert open_corpus(cut).verify() == ()
        build(crawl.records(), cut)
        assert Store(cut).digest() == whole[0]
        cut.unlink()


def test_a_worker_that_dies_is_told(tmp_path, whole, monkeypatch):
    path = tmp_path / "my.corpus"

    def records():
        import multiprocessing

        for number, record in enumerate(crawl.records()):
            if number == 150:
                (worker,) = multiprocessing.active_children()
                worker.kill()
                worker.join()
            yield record

    monkeypatch.setattr("dprkcorpus.store.building._BATCH", 4_000)
    with pytest.raises(CorpusFileError, match="a worker ended"):
        build(records(), path, workers=2)
    assert open_corpus(path).verify() == ()
    build(crawl.records(), path)
    assert Store(path).digest() == whole[0]


def test_a_journal_that_was_left_behind_is_undone(tmp_path, whole):
    """Killed while the file itself changes, a build leaves a journal beside it."""
    path, other = tmp_path / "my.corpus", tmp_path / "other.corpus"
    build(crawl.records(), path)
    sound = path.read_bytes()
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("UPDATE contents SET raw = 'It poured.'")
    connection.execute("UPDATE contents SET text = 'It poured.'")
    for end in ("", "-journal"):
        shutil.copyfile(f"{path}{end}", f"{other}{end}")
    connection.close()
    assert other.read_bytes() != sound
    assert open_corpus(other).verify() == ()
    assert Store(other).digest() == whole[0]
