"""What the making of rows promises: the same rows in the same order, whoever makes them."""

import multiprocessing

import pytest

from dprkcorpus import Origin, Record
from dprkcorpus.metadata.model import Basis, Fact
from dprkcorpus.store import making
from dprkcorpus.store.making import Task, made, make

SETTINGS = (None, ())
FACTS = (Fact("publisher", "KCNA", Basis.CURATOR, "Made up."),)
BATCHES = [
    [
        Task.of(Record(f"It rained {number} times. It stopped.", facts=FACTS), id, 1, b"mark")
        for id in (f"{number}-a", f"{number}-b")
    ]
    for number in range(60)
]


def test_a_task_is_the_record_under_its_new_id():
    origin = Origin("a.zip", "b.txt", line=3, offset=0, encoding="cp949")
    record = Record(
        "It rained.", "a", "https://example.org/", "2023", "Rain", "KCNA", origin, FACTS
    )
    assert Task.of(record, "a", 1, b"mark").record() == record


@pytest.mark.parametrize("ahead", [1, 16])
@pytest.mark.parametrize("workers", [2, 3])
def test_workers_make_what_this_process_makes(started_workers, monkeypatch, workers, ahead):
    alone = list(made(iter(BATCHES), 1, SETTINGS))
    here = []

    def counted(batch, settings):
        here.append(batch)
        return make(batch, settings)

    monkeypatch.setattr(making, "_AHEAD", ahead)
    monkeypatch.setattr(making, "make", counted)
    assert list(made(iter(BATCHES), workers, SETTINGS)) == alone
    assert len(here) < len(BATCHES)
    assert multiprocessing.active_children() == []


def test_a_worker_that_is_slow_to_start_is_not_waited_for(monkeypatch):
    monkeypatch.setattr(making.Worker, "free", lambda worker: False)
    assert list(made(iter(BATCHES), 2, SETTINGS)) == list(made(iter(BATCHES), 1, SETTINGS))


def test_what_a_worker_cannot_make_is_told_in_its_place(started_workers):
    unknown = ("no profile of this name", ())
    ((batch, rows),) = made(iter(BATCHES[:1]), 2, unknown)
    assert len(rows) == len(batch)
    assert all("no profile of this name" in row for row in rows)


def test_no_more_is_kept_than_is_needed(started_workers, monkeypatch):
    """However far the others are, the oldest batch is waited for at some time."""
    monkeypatch.setattr(making, "_AHEAD", 1)
    taken = 0

    def batches():
        nonlocal taken
        for taken, batch in enumerate(BATCHES, 1):  # noqa: B007
            yield batch

    for given, _ in enumerate(made(batches(), 2, SETTINGS), 1):
        assert taken - given <= 4
