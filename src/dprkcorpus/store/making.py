"""Rows of a corpus file made of records, in this process or in workers.

Between processes go tuples of plain values, never trees of objects.
"""

from __future__ import annotations

import json
import pickle
import signal
import sys
from collections import deque
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import wait
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any, NamedTuple

from .._version import __version__
from ..errors import DprkcorpusError
from ..metadata.model import Fact
from ..pipeline import process_all
from ..record import Origin, Record
from ..spans import Span
from .rows import COLUMNS, PLACE, Row, checksum, columns_of, contents_of

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Sequence
    from multiprocessing.connection import Connection

    from ..cleaning.profiles import Profile
    from ..document import Document

    Settings = tuple[str | Profile | None, tuple[str, ...]]


_AHEAD = 16
"""Batches that a worker is given at once: enough to do while its parent waits for the disk."""

_SWITCH = 0.0002
"""Seconds for which a thread of a worker holds up another: Python's own 5 ms would be the parent's
too, each time that it gives a batch."""

_STARTED = b""
"""What a worker says first: until it does, it would keep its parent waiting."""


class Task(NamedTuple):
    """A record, taken apart, with the id, version and mark that its document gets."""

    raw: str
    url: str | None
    date: str | None
    title: str | None
    source: str | None
    place: tuple[Any, ...]
    facts: tuple[dict[str, Any], ...]
    id: str
    version: int
    mark: bytes

    @classmethod
    def of(cls, record: Record, id: str, version: int, mark: bytes) -> Task:
        """Take a record apart."""
        place: tuple[Any, ...] = (None,) * len(PLACE)
        if (origin := record.origin) is not None:
            span = origin.span and json.dumps(origin.span)
            place = tuple(span if name == "span" else getattr(origin, name) for name in PLACE)
        facts = tuple(fact.to_dict() for fact in record.facts)
        known = (record.url, record.date, record.title, record.source)
        return cls(record.raw, *known, place, facts, id, version, mark)

    def record(self) -> Record:
        """Put the record together again, with its new id."""
        path, member, line, offset, number, span, encoding = self.place
        span = span and Span(*json.loads(span))
        place = None if path is None else Origin(path, member, line, offset, number, span, encoding)
        facts = tuple(map(Fact.from_dict, self.facts))
        return Record(self.raw, self.id, self.url, self.date, self.title, self.source, place, facts)


def make(batch: Sequence[Task], settings: Settings) -> list[Row | str]:
    """Give the row of each record, or a sentence on why it has none."""
    profile, repairs = settings
    try:
        records = [task.record() for task in batch]
        documents = process_all(records, profile=profile, repairs=repairs)
    except DprkcorpusError as error:
        if len(batch) == 1:
            return [str(error)]
        return [row for task in batch for row in make([task], settings)]
    return list(map(_row, batch, documents))


def _row(task: Task, document: Document) -> Row:
    contents = contents_of(document)
    columns = columns_of(document)
    columns.update(zip(PLACE, task.place, strict=True))
    columns.update(version=task.version, mark=task.mark, software=f"dprkcorpus {__version__}")
    return Row((*(columns[name] for name in COLUMNS), checksum(columns, contents)), contents)


def made(
    batches: Iterable[list[Task]], workers: int, settings: Settings
) -> Generator[tuple[list[Task], list[Row | str]]]:
    """Give each batch with what was made of it, in order, whoever made it.

    This process is one of the workers: it makes rows itself where the others have enough to do.
    Raises BrokenProcessPool where a worker ends before its work is done.
    """
    crew = [Worker(settings) for _ in range(workers - 1)]
    waiting: deque[Work] = deque()
    try:
        for batch in batches:
            work = Work(batch)
            waiting.append(work)
            if free := [worker for worker in crew if worker.free()]:
                min(free, key=len).give(work)
            else:
                work.rows = make(batch, settings)
            # No more in memory than is needed where one batch takes much longer than others.
            while waiting and (waiting[0].rows is not None or len(waiting) > 2 * _AHEAD * workers):
                yield _finished(waiting.popleft(), crew)
        while waiting:
            yield _finished(waiting.popleft(), crew)
    finally:
        for worker in crew:
            worker.end()


class Work:
    """A batch, and its rows once they are made."""

    __slots__ = ("batch", "rows")

    def __init__(self, batch: list[Task]) -> None:
        self.batch: list[Task] = batch
        self.rows: list[Row | str] | None = None


def _finished(work: Work, crew: Sequence[Worker]) -> tuple[list[Task], list[Row | str]]:
    """Give a batch and its rows, and wait for them where a worker has not made them yet."""
    while work.rows is None:
        wait([worker.pipe for worker in crew])
        for worker in crew:
            worker.collect()
    return work.batch, work.rows


class Worker:
    """A process with a pipe of its own: whichever side ends, the other side hears of it.

    The workers of `concurrent.futures` share their pipes. There a worker that is killed while it
    answers leaves its parent waiting for ever, and a parent that is killed leaves its workers so.
    """

    def __init__(self, settings: Settings) -> None:
        # Spawned, not forked: the same on every system, and safe where there are threads.
        context = get_context("spawn")
        pipe, other = context.Pipe()
        self.pipe: Connection = pipe
        self._given: deque[Work] = deque()
        self._started = False
        self._process = context.Process(target=_work, args=(other, settings), daemon=True)
        self._process.start()
        other.close()

    def __len__(self) -> int:
        """How many batches the process has still to make."""
        return len(self._given)

    def free(self) -> bool:
        """Tell whether the process has started, and has not enough to do."""
        self.collect()
        return self._started and len(self) < _AHEAD

    def give(self, work: Work) -> None:
        """Let the process make rows, after those of all that it was given before."""
        try:
            # As bytes: where a pipe breaks, `send` leaves a buffer behind that cannot be let go.
            self.pipe.send_bytes(pickle.dumps(work.batch))
        except OSError as error:
            raise BrokenProcessPool from error
        self._given.append(work)

    def collect(self) -> None:
        """Take what the process has made by now; raises BrokenProcessPool where it has ended."""
        try:
            while self.pipe.poll():
                if answer := self.pipe.recv_bytes():
                    self._given.popleft().rows = pickle.loads(answer)
                else:
                    self._started = True
        except (EOFError, OSError) as error:
            raise BrokenProcessPool from error

    def end(self) -> None:
        """End the process, whatever it does."""
        self._process.terminate()
        self._process.join()
        self.pipe.close()


def _work(pipe: Connection, settings: Settings) -> None:
    # The parent hears of Ctrl-C too, and ends its workers when it has written what they made.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Threads hold the pipe, so that neither side waits for the other to listen.
    sys.setswitchinterval(_SWITCH)
    tasks: SimpleQueue[bytes | None] = SimpleQueue()
    answers: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_receive, args=(pipe, tasks), daemon=True).start()
    Thread(target=_send, args=(pipe, answers), daemon=True).start()
    answers.put(_STARTED)
    while (task := tasks.get()) is not None:
        answers.put(pickle.dumps(make(pickle.loads(task), settings)))


# A pipe that is closed, or breaks, is a parent that has ended.


def _receive(pipe: Connection, tasks: SimpleQueue[bytes | None]) -> None:
    with suppress(EOFError, OSError):
        while True:
            tasks.put(pipe.recv_bytes())
    tasks.put(None)


def _send(pipe: Connection, answers: SimpleQueue[bytes]) -> None:
    with suppress(OSError):
        while True:
            pipe.send_bytes(answers.get())
