"""Rows of a corpus file made of records, in this process or in workers.

Between processes go tuples of plain values, never trees of objects.
"""

from __future__ import annotations

import json
import pickle
import signal
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import get_context
from queue import SimpleQueue
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
    from concurrent.futures import Future
    from multiprocessing.connection import Connection

    from ..cleaning.profiles import Profile
    from ..document import Document

    Settings = tuple[str | Profile | None, tuple[str, ...]]


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

    Raises BrokenProcessPool where a worker ends before its work is done.
    """
    if workers == 1:
        for batch in batches:
            yield batch, make(batch, settings)
        return
    crew = [Worker() for _ in range(workers)]
    idle: SimpleQueue[Worker] = SimpleQueue()
    for worker in crew:
        idle.put(worker)

    def by_any(batch: list[Task]) -> list[Row | str]:
        worker = idle.get()
        try:
            return worker.make(batch, settings)
        finally:
            idle.put(worker)

    threads = ThreadPoolExecutor(workers)
    try:
        waiting: deque[tuple[list[Task], Future[list[Row | str]]]] = deque()
        for batch in batches:
            waiting.append((batch, threads.submit(by_any, batch)))
            # Enough to keep the workers busy while the disk is waited for, and no more in memory.
            if len(waiting) > 6 * workers:
                first, rows = waiting.popleft()
                yield first, rows.result()
        for first, rows in waiting:
            yield first, rows.result()
    finally:
        threads.shutdown(wait=False, cancel_futures=True)
        for worker in crew:
            worker.end()
        threads.shutdown()


class Worker:
    """A process with a pipe of its own: whichever side ends, the other side hears of it.

    The workers of `concurrent.futures` share their pipes. There a worker that is killed while it
    answers leaves its parent waiting for ever, and a parent that is killed leaves its workers so.
    """

    def __init__(self) -> None:
        # Spawned, not forked: the same on every system, and safe where there are threads.
        context = get_context("spawn")
        self._pipe, other = context.Pipe()
        self._process = context.Process(target=_work, args=(other,), daemon=True)
        self._process.start()
        other.close()

    def make(self, batch: list[Task], settings: Settings) -> list[Row | str]:
        """Let the process make rows; raises BrokenProcessPool where it has ended."""
        try:
            # As bytes: where a pipe breaks, `send` leaves a buffer behind that cannot be let go.
            self._pipe.send_bytes(pickle.dumps((batch, settings)))
            answer = self._pipe.recv_bytes()
        except (EOFError, OSError) as error:
            raise BrokenProcessPool from error
        rows: list[Row | str] = pickle.loads(answer)
        return rows

    def end(self) -> None:
        """End the process, whatever it does."""
        self._process.terminate()
        self._process.join()


def _work(pipe: Connection) -> None:
    # The parent hears of Ctrl-C too, and ends its workers when it has written what they made.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # A pipe that is closed, or breaks, is a parent that has ended.
    with suppress(EOFError, OSError):
        while True:
            batch, settings = pickle.loads(pipe.recv_bytes())
            pipe.send_bytes(pickle.dumps(make(batch, settings)))
