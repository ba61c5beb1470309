"""Builds a corpus file of made-up records, to be stopped: python crawl.py FILE [WORKERS]."""

import sys

from dprkcorpus import Origin, Record, build
from dprkcorpus.store import building

COUNT = 300


def records():
    for number in range(COUNT):
        story = f"Pyongyang, May {number % 28 + 1} (KCNA) -- Harvest number {number} began. "
        raw = f"Harvest {number}\n\n{story}" + "The farmers were busy. " * (number % 40) + "-0-"
        id = None if number % 3 else f"story-{number}"
        yield Record(raw, id, title=f"Harvest {number}", origin=Origin("crawl", line=number + 1))


def in_small_steps():
    """Let a small crawl take as many transactions as a large one."""
    building._BATCH, building._TRANSACTION = 4_000, 20_000


if __name__ == "__main__":
    in_small_steps()
    sys.stdout.write("reading\n")
    sys.stdout.flush()
    build(records(), sys.argv[1], workers=int((*sys.argv, "1")[2]))
