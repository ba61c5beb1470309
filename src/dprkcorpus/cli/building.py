"""The command that makes a corpus file: build, with its progress and its configuration."""

from __future__ import annotations

import json
import sys
import time
import tomllib
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from ..errors import FaultsError, LoadError
from ..wording import count
from .output import write

if TYPE_CHECKING:
    import argparse

    from .output import AddParser

_CONFIGURED: dict[str, type] = {
    "columns": dict,
    "profile": str,
    "repairs": list,
    "encoding": str,
    "format": str,
    "publisher": str,
    "split": str,
    "on_error": str,
    "workers": int,
}
"""What a configuration file may hold, and of which type."""


def add_commands(add: AddParser) -> None:
    """Add the command by `add`."""
    build = add(
        "build",
        help="read a crawl and make a corpus file of it, or go on with one",
        description="Options can also stand in a TOML file beside the source, with its name.",
    )
    build.add_argument("source", metavar="SOURCE", nargs="+", help="files and folders, - for input")
    build.add_argument("corpus", metavar="CORPUS", help="the corpus file")
    build.add_argument("--config", metavar="FILE", help="a TOML file with options")
    build.add_argument("--format", metavar="NAME", help="the format (default: by name and content)")
    build.add_argument("--encoding", metavar="NAME", help="default: utf-8; guess: guess it")
    build.add_argument(
        "--column", action="append", default=[], metavar="FIELD=NAME", help="where a field stands"
    )
    build.add_argument("--publisher", metavar="NAME", help="of records that name none")
    build.add_argument("--profile", metavar="NAME", help="a site profile (default: found)")
    build.add_argument("--repair", action="append", default=[], metavar="NAME", help="a repair")
    build.add_argument("--split", choices=("auto", "kcna", "none"), help="pages of many stories")
    build.add_argument("--on-error", choices=("raise", "skip", "collect"), help="default: raise")
    build.add_argument("--errors", metavar="FILE", help="write collected errors as JSON Lines")
    build.add_argument("--workers", type=int, metavar="N", help="processes (default: 1)")
    build.add_argument("--quiet", action="store_true", help="show no progress")
    build.set_defaults(run=_build)


def _build(options: argparse.Namespace) -> int:
    from ..readers import read
    from ..store.building import build

    asked = _configuration(options)
    reading = {
        name: asked[name] for name in ("format", "encoding", "columns", "split") if name in asked
    }
    on_error = asked.get("on_error", "collect" if options.errors else "raise")
    sources: Any = options.source[0] if options.source == ["-"] else options.source
    found = read(sources, on_error=on_error, publisher=asked.get("publisher"), **reading)
    progress = None if options.quiet else progress_of(_size(options.source))
    try:
        report = build(
            found,
            options.corpus,
            workers=asked.get("workers", 1),
            on_error=on_error,
            profile=asked.get("profile"),
            repairs=asked.get("repairs", ()),
            progress=progress,
        )
    finally:
        if progress is not None:
            progress.done()
    if options.errors:
        with Path(options.errors).open("w", encoding="utf-8", newline="\n") as stream:
            stream.writelines(f"{json.dumps(_plain(one))}\n" for one in report.errors)
    write([str(report)])
    for reason, number in report.skipped.items():
        write([f"  skipped: {number:,} {reason}"])
    return 1 if report.failed else 0


def _configuration(options: argparse.Namespace) -> dict[str, Any]:
    """Give the options of the configuration file, with those of the command line above them."""
    path = Path(options.config or Path(options.source[0]).with_suffix(".toml"))
    configured: dict[str, Any] = {}
    if options.config or path.is_file():
        try:
            configured = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise LoadError(str(path), str(error)) from error
        faults = [
            f"there is no option {name!r}" for name in sorted(configured.keys() - _CONFIGURED)
        ]
        faults += [
            f"{name} must be {kind.__name__}, not {type(configured[name]).__name__}"
            for name, kind in _CONFIGURED.items()
            if name in configured and not isinstance(configured[name], kind)
        ]
        if faults:
            raise FaultsError(str(path), faults)
    columns = dict(one.partition("=")[::2] for one in options.column)
    said = {
        **{name: getattr(options, name) for name in _CONFIGURED if hasattr(options, name)},
        "columns": columns,
        "repairs": options.repair,
    }
    return {**configured, **{name: value for name, value in said.items() if value}}


def _plain(error: LoadError) -> dict[str, Any]:
    names = ("path", "member", "line", "record", "offset", "kind", "message", "excerpt")
    return {name: getattr(error, name) for name in names if getattr(error, name) is not None}


def _size(sources: list[str]) -> int:
    """Give the size of the files in bytes, 0 where that says nothing of the work to be done."""
    total = 0
    for source in map(Path, sources):
        if not source.exists():
            return 0
        files = (
            [source] if source.is_file() else [one for one in source.rglob("*") if one.is_file()]
        )
        if any(one.suffix in (".gz", ".bz2", ".xz", ".zst", ".zip", ".tgz") for one in files):
            return 0
        total += sum(one.stat().st_size for one in files)
    return total


def progress_of(total: int) -> Progress | Bar:
    """Give what tells how far a build is: a bar on a terminal that rich can draw on, else lines."""
    if sys.stderr.isatty():
        with suppress(ImportError):
            return Bar(import_module("rich.progress"), import_module("rich.console"), total)
    return Progress(total)


class Bar:
    """Tells how far a build is with a bar of rich's (the extra `cli`)."""

    def __init__(self, progress: Any, console: Any, total: int) -> None:
        field = progress.TextColumn
        columns = [field("{task.fields[told]}"), progress.TimeElapsedColumn()]
        if total:
            left = (field("left"), progress.TimeRemainingColumn())
            columns = [progress.BarColumn(20), progress.TaskProgressColumn(), *columns, *left]
        screen = console.Console(stderr=True)
        self._started = time.monotonic()
        self._bar: Any = progress.Progress(*columns, console=screen, transient=True)
        self._task: Any = self._bar.add_task("", total=total or None, told="")
        self._bar.start()

    def __call__(self, records: int, size: int, errors: int) -> None:
        """Tell how many records, bytes of raw text and errors there were so far."""
        told = _told(records, size, errors, time.monotonic() - self._started)
        self._bar.update(self._task, completed=size, told=told)

    def done(self) -> None:
        """Clear the bar."""
        self._bar.stop()


def _told(records: int, size: int, errors: int, seconds: float) -> str:
    rate = size / seconds / 1e6 if seconds else 0.0
    read, wrong = count(records, "record"), count(errors, "error")
    return f"{read}, {size / 1e6:.1f} MB, {rate:.1f} MB/s, {wrong}"


@attrs.define
class Progress:
    """Tells how far a build is: a line that is written over, or lines where there is no screen."""

    total: int
    started: float = attrs.field(factory=lambda: time.monotonic())
    told: float = attrs.field(factory=lambda: time.monotonic())

    def __call__(self, records: int, size: int, errors: int) -> None:
        """Tell how many records, bytes of raw text and errors there were so far."""
        screen = sys.stderr.isatty()
        now = time.monotonic()
        if now - self.told < (0.2 if screen else 5):
            return
        self.told = now
        line = _told(records, size, errors, now - self.started)
        if self.total > size > 0:
            left = (self.total - size) / size * (now - self.started)
            line = f"{size / self.total:4.0%}  {line}, {left:.0f} s left"
        sys.stderr.write(f"\r\x1b[K{line}" if screen else f"{line}\n")
        sys.stderr.flush()

    def done(self) -> None:
        """Clear the line."""
        if sys.stderr.isatty():
            sys.stderr.write("\r\x1b[K")
