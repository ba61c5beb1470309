"""Signals that rain on reading, building and opening: nothing is lost, and nothing changes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager

import pytest

from dprkcorpus import Record, build, load, open_corpus, read
from dprkcorpus.export import render
from dprkcorpus.store import Store

pytestmark = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="signals of POSIX")

RECORDS = [Record(f"It rained {number} times. -0-", f"r-{number}") for number in range(200)]
LINES = "".join(f'{{"id": "{one.id}", "text": "{one.raw}"}}\n' for one in RECORDS)


@contextmanager
def rain():
    """Send this process a signal a thousand times a second, each of which ends a call it waits in.

    Python then calls again, which a library that reads for itself would have to do too (PEP 475).
    """
    fallen = []
    before = signal.signal(signal.SIGALRM, lambda *_: fallen.append(1))
    signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert len(fallen) > 3


def drip(number):
    """Write the lines to a pipe, a little at a time, so that whoever reads has to wait."""
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])
    with os.fdopen(number, "wb", buffering=0) as pipe:
        for at in range(0, len(LINES), 97):
            pipe.write(LINES[at : at + 97].encode())
            time.sleep(0.002)


@contextmanager
def dripping():
    """Give the end of a pipe that is read from."""
    here, there = os.pipe()
    writer = threading.Thread(target=drip, args=(there,))
    writer.start()
    with os.fdopen(here, "rb") as pipe:
        yield pipe
    writer.join()


def test_a_pipe_is_read_whole():
    with rain(), dripping() as pipe:
        given = list(read(pipe, format="jsonl"))
    assert [(one.id, one.raw) for one in given] == [(one.id, one.raw) for one in RECORDS]


def test_files_in_a_folder_are_read_whole(tmp_path):
    for one in RECORDS:
        (tmp_path / f"{one.id}.txt").write_text(one.raw)
    calm = list(read(tmp_path))
    with rain():
        for _ in range(3):
            assert list(read(tmp_path)) == calm
    assert len(calm) == len(RECORDS)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_build_makes_the_same_file(tmp_path, workers):
    calm, wet = tmp_path / "calm.corpus", tmp_path / "wet.corpus"
    build(RECORDS, calm)
    with rain():
        report = build(RECORDS, wet, workers=workers)
    assert report.new == len(RECORDS)
    assert Store(wet).digest() == Store(calm).digest()


def test_a_corpus_file_answers_the_same(tmp_path):
    path = tmp_path / "my.corpus"
    build(RECORDS, path)

    def told():
        corpus = open_corpus(path)
        hits = [hit.id for hit in corpus.search("rained")]
        return corpus.verify(), hits, render(corpus, "jsonl")

    calm = told()
    with rain():
        assert told() == calm


def test_what_is_written_to_a_pipe_that_is_full_arrives_whole():
    wet = """
import signal, sys
from dprkcorpus.cli import main
signal.signal(signal.SIGALRM, lambda *_: None)
signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)
code = main(["export", "web-annotation"])
signal.setitimer(signal.ITIMER_REAL, 0)
sys.exit(code)
"""
    child = subprocess.Popen(
        [sys.executable, "-c", wet],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    shown = child.stdout.read(1)
    time.sleep(0.2)  # Until it waits for the pipe, which holds less than all.
    with child.stdout as pipe:
        shown += pipe.read()
    assert child.wait() == 0
    assert len(shown) > 1 << 16
    assert shown.decode() == render(load(), "web-annotation")
