"""zip and tar: each member is read as a file would be; none is written to disk by its name."""

from __future__ import annotations

import tarfile
import zipfile
import zlib
from contextlib import contextmanager
from functools import partial
from io import SEEK_END
from lzma import LZMAError
from tarfile import HeaderError, ReadError
from tempfile import SpooledTemporaryFile
from types import SimpleNamespace
from typing import IO, TYPE_CHECKING, cast

import attrs

from ..errors import LoadError
from .compression import BUFFER, Pieces, buffered, metered
from .formats import passed_by, read_input
from .inputs import MEBIBYTE, Found, Input, Skipped

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator
    from typing import Self

_DAMAGE = (
    *(zipfile.BadZipFile, tarfile.TarError, zlib.error, LZMAError, EOFError, OSError, ValueError),
    *(NotImplementedError, RuntimeError),  # A compression that is not known; encryption.
)


def read(source: Input) -> Iterator[Found]:
    """Give what the members give, in the order of the archive."""
    return _zip(source) if source.format == "zip" else _tar(source)


@contextmanager
def seekable(source: Input) -> Generator[IO[bytes]]:
    """Give the stream, or a copy in memory or on disk where one cannot go back in it."""
    if source.stream.seekable():
        yield source.stream
        return
    with SpooledTemporaryFile(max_size=16 * MEBIBYTE) as copy:
        while content := source.stream.read(MEBIBYTE):
            copy.write(content)
        copy.seek(0)
        yield copy


def _zip(source: Input) -> Iterator[Found]:
    with seekable(source) as stream:
        try:
            archive = zipfile.ZipFile(stream)
        except _DAMAGE as error:
            raise _damaged(source, "zip", error) from None
        with archive:
            for info in archive.infolist():
                if not info.filename.endswith("/"):
                    yield from _zipped(source, archive, info)
            if (said := _members_said(stream)) not in (len(archive.infolist()) % 2**16, 2**16 - 1):
                found = len(archive.infolist())
                yield source.error("corrupt", f"{found} members, where its end says {said}")


def _members_said(stream: IO[bytes]) -> int:
    """Tell how many members the end of a zip says there are, which zipfile does not check.

    65,535 says nothing: the number stands elsewhere.
    """
    stream.seek(0, SEEK_END)
    stream.seek(max(0, stream.tell() - 2**16 - 22))
    end = stream.read()
    return int.from_bytes(end[end.rfind(b"PK\5\6") :][10:12], "little")


def _zipped(source: Input, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[Found]:
    member = _member(source, info.filename)
    pieces = _pieces(lambda: archive.open(info), member, "zip")
    reason = "a link" if info.external_attr >> 28 == 0o12 else None
    yield from _read_member(member, metered(pieces, lambda: info.compress_size, member), reason)


def _tar(source: Input) -> Iterator[Found]:
    try:
        # With `read`, what stands before a fault would be lost.
        stream = cast("IO[bytes]", SimpleNamespace(read=source.stream.read1))
        archive = tarfile.open(fileobj=stream, mode="r|", tarinfo=_Header)  # noqa: SIM115
        while (info := archive.next()) is not None:
            archive.members = []  # type: ignore[attr-defined]  # It would keep them all.
            if info.isdir():
                continue
            reason = None if info.isfile() else "a link" if info.issym() else "no regular file"
            member = _member(source, info.name)
            # A fault of the stream is one of the archive: there is no next member.
            pieces = _pieces(partial(archive.extractfile, info), source, "tar")
            for found in _read_member(member, pieces, reason):
                yield found
                if isinstance(found, LoadError) and found.member == source.member:
                    return
        # Only zeros may follow the end; another archive would be passed over in silence.
        tail = cast("IO[bytes]", archive.fileobj)
        while (rest := tail.read(BUFFER)) and not rest.strip(b"\0"):
            pass
        if rest:
            yield source.error("corrupt", "something follows the end of the tar")
    except _DAMAGE as error:
        raise _damaged(source, "tar", error) from None


class _Header(tarfile.TarInfo):
    """A header as tarfile reads it; but one that is damaged or missing is no end of the archive."""

    @classmethod
    def fromtarfile(cls, tarfile: tarfile.TarFile) -> Self:
        try:
            return super().fromtarfile(tarfile)
        except HeaderError as error:
            # Blocks of zeros end an archive; only its class tells that error from the others.
            if type(error).__name__ == "EOFHeaderError":
                raise
            cut = type(error).__name__ in ("EmptyHeaderError", "TruncatedHeaderError")
            raise ReadError("unexpected end of data" if cut else str(error)) from error


def _member(source: Input, name: str) -> Input:
    """Give a member, as yet with the stream of its archive."""
    name = name.removeprefix("./")
    return attrs.evolve(
        source,
        name=name.rpartition("/")[2],
        member=name if source.member is None else f"{source.member}/{name}",
        id=f"{source.within}{name}",
        within=f"{source.within}{name}/",
        asked=None if source.asked in ("zip", "tar") else source.asked,
        depth=source.depth + 1,
        named=False,
    )


def _read_member(member: Input, pieces: Pieces, reason: str | None) -> Iterator[Found]:
    reason = reason or passed_by(member.id or "", member.asked)
    name = member.member or ""
    readable = name.encode("utf-8", "backslashreplace").decode("utf-8")
    if name != readable:
        told = "the name of this member is not UTF-8"
        yield attrs.evolve(member, member=readable).error("name", told)
    elif reason is not None:
        yield Skipped(member.origin(), reason)
    else:
        yield from read_input(attrs.evolve(member, stream=buffered(pieces)))


def _pieces(open_: Callable[[], IO[bytes] | None], source: Input, kind: str) -> Pieces:
    try:
        stream = open_()
        while stream is not None and (piece := stream.read(BUFFER)):
            yield piece
    except _DAMAGE as error:
        yield _damaged(source, kind, error)


def _damaged(source: Input, kind: str, error: Exception) -> LoadError:
    if isinstance(error, LoadError):  # From the compression around it.
        return error
    cut = isinstance(error, EOFError) or "end of data" in str(error)
    return source.error("truncated" if cut else "corrupt", f"damaged {kind}: {error}")
