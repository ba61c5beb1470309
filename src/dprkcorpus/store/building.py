"""build: from any records to one corpus file, which can be stopped and gone on with."""

from __future__ import annotations

import os
import time
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from typing import TYPE_CHECKING, Any

import attrs

from ..cleaning.clean import clean
from ..cleaning.profiles import Profile, profiles
from ..errors import CorpusFileError, FaultsError, LoadError, UnknownNameError, expect
from ..readers.inputs import fault
from ..readers.reading import OnError, Reading, read
from ..wording import count
from .making import Task, made
from .plan import NOWHERE, Plan, hashes_of
from .writer import Writer

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from ..readers.reading import Source
    from .making import Settings
    from .rows import Row

_BATCH = 1 << 17
"""Characters of raw text that go to a worker at once."""
_TRANSACTION = 1 << 24
"""Characters of raw text after which what is written is made last."""


@attrs.frozen
class BuildReport:
    """What a build did: of the records read, each is counted once.

    `records` is all that was met: `new`, `changed`, `unchanged`, `failed` and `skipped` (by reason)
    together. `documents` is how many the file holds now, `errors` those that were collected,
    `bytes` the raw text read, in UTF-8. Raises FaultsError where a record is not accounted for.
    """

    documents: int
    records: int
    new: int
    changed: int
    unchanged: int
    failed: int
    skipped: Mapping[str, int]
    bytes: int
    seconds: float
    errors: tuple[LoadError, ...] = ()

    def __attrs_post_init__(self) -> None:
        made = self.new + self.changed + self.unchanged
        counted = made + self.failed + sum(self.skipped.values())
        if self.records != counted:
            met = count(self.records, "record was", "records were")
            raise FaultsError("build", [f"{met} read, and {counted:,} accounted for"])

    def __str__(self) -> str:
        skipped = sum(self.skipped.values())
        rate = self.bytes / 1e6 / self.seconds if self.seconds else 0.0
        return (
            f"{count(self.records, 'record')}: {self.new:,} new, {self.changed:,} changed, "
            f"{self.unchanged:,} unchanged, {self.failed:,} failed, {skipped:,} skipped; "
            f"{count(self.documents, 'document')}, {self.bytes / 1e6:.1f} MB "
            f"in {self.seconds:.1f} s ({rate:.1f} MB/s)"
        )


def build(
    source: Source | Reading,
    path: str | os.PathLike[str],
    *,
    workers: int = 1,
    on_error: OnError = "raise",
    profile: str | os.PathLike[str] | Profile | None = None,
    repairs: Collection[str] = (),
    progress: Callable[[int, int, int], object] | None = None,
    **options: Any,
) -> BuildReport:
    """Read, clean and date records, and write them into a corpus file.

    >>> from tempfile import TemporaryDirectory
    >>> from dprkcorpus import Record, build
    >>> records = [Record("It rained.", id="a-1"), Record("It snowed.", id="a-2")]
    >>> with TemporaryDirectory() as folder:
    ...     report = build(records, f"{folder}/my.corpus")
    ...     again = build(records, f"{folder}/my.corpus")
    >>> report.new, again.new, again.unchanged
    (2, 0, 2)

    `source` is what `read` reads, with its `options`, or what it gave. What the file has already
    is left as it is, so a build that was stopped is gone on with by running it again; a record
    that changed becomes a new version of its document. `workers` is the number of processes; a
    script that asks for more than one needs `if __name__ == "__main__"`. `profile` and `repairs`
    are those of `clean`. `on_error` says what happens to a record that cannot be read: "raise",
    "skip" (it is counted) or "collect" (it is listed, here and in the file). `progress` is called
    with the number of records, of bytes of raw text and of errors. Raises LoadError,
    CorpusFileError for a file that cannot be written or was built otherwise, and what `read` and
    `clean` raise.
    """
    expect(workers, int, "workers")
    if not isinstance(source, Reading):
        source = read(source, on_error=on_error, **options)
    elif options:
        raise UnknownNameError("option for what is being read already", min(options), ())
    if source.seen:
        raise FaultsError("build", ["what is to be built was read in part already"])
    settings = (_settled(profile), tuple(sorted(repairs)))
    # Wrong names of profiles and repairs are told before anything is read.
    clean("", profile=settings[0], repairs=settings[1])
    with Writer(path) as writer:
        _agree(writer, settings)
        run = _Run(source, writer, settings, on_error, progress)
        return run.done(max(workers, 1))


def _settled(profile: str | os.PathLike[str] | Profile | None) -> str | Profile | None:
    """Give a profile that processes can be told of: a name of the package's, or the Profile."""
    if profile is None or isinstance(profile, Profile):
        return profile
    expect(profile, (str, os.PathLike), "profile")
    name = os.fspath(profile)
    return name if name in profiles() or not name.endswith(".toml") else Profile.load(profile)


def _agree(writer: Writer, settings: Settings) -> None:
    """Raise CorpusFileError where the file was built with other settings."""
    now, before = repr(settings), writer.about("settings")
    if before is not None and before != now:
        told = f"it was built with other settings (profile and repairs {before}, now {now})"
        raise CorpusFileError(str(writer.path), f"{told}; build another file")
    writer.tell("settings", now)


class _Run:
    """One build: what it has taken, what became of it."""

    def __init__(
        self,
        source: Reading,
        writer: Writer,
        settings: Settings,
        on_error: OnError,
        progress: Callable[[int, int, int], object] | None,
    ) -> None:
        self.source = source
        self.writer = writer
        self.settings = settings
        self.on_error = on_error
        self.progress = progress
        self.started = time.perf_counter()
        self.new = self.changed = self.unchanged = self.failed = self.bytes = 0
        self.errors: list[LoadError] = []

    def done(self, workers: int) -> BuildReport:
        """Do all of it; where it is stopped, what was done so far stays."""
        written = 0
        batches = made(self._batches(), workers, self.settings)
        try:
            with closing(batches):
                for batch, rows in batches:
                    written += self._write(batch, rows)
                    if written >= _TRANSACTION:
                        self.writer.commit()
                        written = 0
                    self._tell()
        except BrokenProcessPool as error:
            told = "a worker ended before its work was done; run the build again to go on"
            raise CorpusFileError(str(self.writer.path), told) from error
        finally:
            self.writer.commit()
        self._tell()
        self.writer.finish((*self.source.errors, *self.errors))
        return self._report()

    def _tell(self) -> None:
        if self.progress is not None:
            self.progress(self.source.seen, self.bytes, self._failures())

    def _failures(self) -> int:
        return self.failed + self.source.failed

    def _fail(self, error: LoadError) -> None:
        if self.on_error == "raise":
            raise error
        self.failed += 1
        if self.on_error == "collect":
            self.errors.append(error)

    def _batches(self) -> Iterator[list[Task]]:
        """Give what has to be made, as much as goes to a worker at once."""
        plan = Plan(self.writer.connection, self.writer.last)
        batch: list[Task] = []
        size = 0
        for record in self.source:
            try:
                hashes = hashes_of(record)
                placed = plan.place(record, hashes)
            except UnicodeEncodeError as error:
                told = f"a lone surrogate ({error.object[error.start]!a}) has no UTF-8"
                self._fail(fault(record.origin or NOWHERE, "surrogate", told))
                continue
            except LoadError as error:
                self._fail(error)
                continue
            self.bytes += hashes.size
            if placed is None:
                self.unchanged += 1
                if self.unchanged % 1000 == 0:
                    self._tell()
                continue
            batch.append(Task.of(record, *placed, hashes.mark))
            size += len(record.raw)
            if size >= _BATCH:
                yield batch
                batch, size = [], 0
        if batch:
            yield batch

    def _write(self, batch: Sequence[Task], rows: Sequence[Row | str]) -> int:
        """Write a batch, and give its size; a record that could not be made fails."""
        good = [row for row in rows if not isinstance(row, str)]
        self.writer.add(good)
        changed = sum(
            task.version > 1
            for task, row in zip(batch, rows, strict=True)
            if not isinstance(row, str)
        )
        self.changed += changed
        self.new += len(good) - changed
        for task, row in zip(batch, rows, strict=True):
            if isinstance(row, str):
                self._fail(fault(task.record().origin or NOWHERE, "unprocessable", row))
        return sum(len(row.contents[0]) for row in good)

    def _report(self) -> BuildReport:
        execute = self.writer.execute
        (documents,) = execute("SELECT count(*) FROM documents WHERE current").fetchone()
        skipped = dict(sorted(self.source.skipped.items()))
        failed = self._failures()
        return BuildReport(
            documents=documents,
            records=self.source.seen,
            new=self.new,
            changed=self.changed,
            unchanged=self.unchanged,
            failed=failed,
            skipped=skipped,
            bytes=self.bytes,
            seconds=time.perf_counter() - self.started,
            errors=(*self.source.errors, *self.errors),
        )
