"""Rows of a corpus file made of records, in this process or in workers.

Between processes go tuples of plain values, never trees of objects.
"""

from __future__ import annotations

import json
import os
import signal
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context, parent_process
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
    from concurrent.futures import Future

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
    # Spawned, not forked: the same on every system, and safe where there are threads.
    pool = ProcessPoolExecutor(workers, get_context("spawn"), _start)
    try:
        waiting: deque[tuple[list[Task], Future[list[Row | str]]]] = deque()
        for batch in batches:
            waiting.append((batch, pool.submit(make, batch, settings)))
            # Enough to keep the workers busy while the disk is waited for, and no more in memory.
            if len(waiting) > 6 * workers:
                first, rows = waiting.popleft()
                yield first, rows.result()
        for first, rows in waiting:
            yield first, rows.result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _start() -> None:
    """Prepare a worker: it leaves Ctrl-C to its parent, and ends when its parent does."""
    # The parent hears of Ctrl-C too, and ends its workers when it has written what they made.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Of a killed parent a worker hears nothing: it would wait for work until the machine stops.
    Thread(target=_end_with_the_parent, daemon=True).start()


def _end_with_the_parent() -> None:
    if (parent := parent_process()) is not None:
        parent.join()
        os._exit(1)
