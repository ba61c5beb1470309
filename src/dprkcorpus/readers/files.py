"""Folders and files: in sorted order, without following links, each file as it was when opened."""

from __future__ import annotations

import io
import os
import stat
from functools import partial
from typing import TYPE_CHECKING, Any

import attrs

from ..errors import LoadError
from ..record import Origin
from .compression import BUFFER, buffered
from .formats import passed_by, read_input
from .inputs import Found, Input, Skipped, fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class _Watched(io.FileIO):
    """A file that notices when it is changed while it is read."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self._path = path
        self._state = self._now()

    def _now(self) -> tuple[int, int]:
        state = os.fstat(self.fileno())
        return state.st_size, state.st_mtime_ns

    def readinto(self, buffer: Any) -> int | None:
        """Fill a buffer; at the end, raise LoadError where the file is not what it was."""
        size = super().readinto(buffer)
        if not size:
            self.check()
        return size

    def check(self) -> None:
        """Raise LoadError where the file is not what it was when it was opened."""
        if self._now() != self._state:
            raise fault(Origin(self._path), "changed", "the file was changed while it was read")


def read_paths(paths: Sequence[str], template: Input, *, follow: bool) -> Iterator[Found]:
    """Read files and folders, in the order in which they are given.

    A file's id is its path below what all the paths have in common.
    """
    absolute = [os.path.abspath(path) for path in paths]
    folders = [path if os.path.isdir(path) else os.path.dirname(path) for path in absolute]
    try:
        base = os.path.commonpath(folders)
    except ValueError:  # On several drives.
        base = os.sep
    for path, whole in zip(paths, absolute, strict=True):
        id = os.path.relpath(whole, base).replace(os.sep, "/")
        if os.path.isdir(path):
            yield from _folder(path, "" if id == "." else id, template, follow=follow)
        else:
            yield from _file(path, id, attrs.evolve(template, within=f"{id}/" if paths[1:] else ""))


def _folder(root: str, id: str, template: Input, *, follow: bool) -> Iterator[Found]:
    """Read all files below a folder, sorted by the code points of their names.

    Each that is to come is held with its id and with the folders above it.
    """
    todo: list[tuple[str, str, tuple[tuple[int, int], ...]]] = [(root, id, ())]
    while todo:
        path, id, above = todo.pop()
        origin = Origin(path)
        name = os.path.basename(path)
        try:
            name.encode("utf-8")
            linked = bool(above) and not follow and os.path.islink(path)
            state = os.lstat(path) if linked else os.stat(path)
            folder = stat.S_ISDIR(state.st_mode)
            reason = passed_by(name, "any" if folder else template.asked) if above else None
            reason = "a link" if linked else reason
            names = sorted(os.listdir(path), reverse=True) if folder and reason is None else []
        except UnicodeEncodeError:
            readable = os.fsencode(path).decode("utf-8", "backslashreplace")
            yield LoadError(readable, "the name of this file is not UTF-8", kind="name")
            continue
        except OSError as error:
            yield _unreadable(path, error)
            continue
        here = (state.st_dev, state.st_ino)
        if reason is not None:
            yield Skipped(origin, reason)
        elif folder and here in above:
            yield fault(origin, "link", "a link that leads back to a folder above it")
        elif folder:
            for one in names:
                below = f"{id}/{one}" if id else one
                todo.append((os.path.join(path, one), below, (*above, here)))
        elif not stat.S_ISREG(state.st_mode):
            yield Skipped(origin, "no regular file")
        else:
            yield from _file(path, id, attrs.evolve(template, within=f"{id}/", named=False))


def _file(path: str, id: str, template: Input) -> Iterator[Found]:
    try:
        raw = _Watched(path)
    except OSError as error:
        yield _unreadable(path, error)
        return
    with raw:
        regular = stat.S_ISREG(os.fstat(raw.fileno()).st_mode)
        stream = (
            io.BufferedReader(raw, BUFFER)
            if regular
            else buffered(iter(partial(raw.read, BUFFER), b""))
        )
        name = os.path.basename(path)
        told = False
        for found in read_input(attrs.evolve(template, stream=stream, path=path, name=name, id=id)):
            told = told or (isinstance(found, LoadError) and found.kind == "changed")
            yield found
        if regular and not told:
            try:  # A reader need not have come to the end.
                raw.check()
            except LoadError as error:
                yield error


def _unreadable(path: str, error: OSError) -> LoadError:
    kind = "missing" if isinstance(error, FileNotFoundError) else "unreadable"
    return LoadError(path, error.strerror or str(error), kind=kind)
