"""Which reader reads what: by the caller's word, by the name, by the first bytes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import PurePosixPath

import attrs

from ..errors import LoadError, UnknownNameError
from .compression import MAGIC, decompressed
from .encodings import head_of
from .inputs import Found, Input, Skipped

Reader = Callable[[Input], Iterator[Found]]

_ARCHIVES_DEEP = 4
_LINES_OF_JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{[^\n]*\}[ \t\r]*\n\s*\{")


@attrs.frozen
class Format:
    """A format, the module that has its `read`, its names' ends, and how its bytes begin."""

    name: str
    module: str
    suffixes: tuple[str, ...]
    begins: tuple[bytes, ...] = ()


FORMATS = {
    format.name: format
    for format in (
        Format("text", "text", (".txt", ".text", ".md")),
        Format("jsonl", "json_lines", (".jsonl", ".ndjson", ".jl")),
        Format("json", "json_list", (".json",)),
        Format("csv", "tables", (".csv",)),
        Format("tsv", "tables", (".tsv", ".tab")),
        Format("html", "html", (".html", ".htm", ".xhtml"), (b"<!doctype html", b"<html")),
        Format("warc", "warc", (".warc",), (b"warc/",)),
        Format("zip", "archives", (".zip",), (b"pk\3\4", b"pk\5\6")),
        Format("tar", "archives", (".tar",)),
        Format("parquet", "arrow", (".parquet", ".pq"), (b"par1",)),
        Format("arrow", "arrow", (".arrow", ".feather", ".ipc"), (b"arrow1",)),
    )
}
"""Every format, by its name."""

_BY_SUFFIX = {suffix: format.name for format in FORMATS.values() for suffix in format.suffixes}
_COMPRESSED = {".gz": "gzip", ".bz2": "bzip2", ".xz": "xz", ".zst": "zstd"}
_SHORT = {".tgz": ".tar.gz", ".tbz": ".tar.bz2", ".tbz2": ".tar.bz2", ".txz": ".tar.xz"}


def known_format(name: str) -> str:
    """Give the name of a format back. Raises UnknownNameError."""
    if name not in FORMATS:
        raise UnknownNameError("format", name, FORMATS)
    return name


def passed_by(name: str, format: str | None) -> str | None:
    """Tell why a file of a folder or an archive is none to read, by its name, or None.

    >>> passed_by("a.JSONL.gz", None), passed_by("a/.b/c.txt", None), passed_by("a.jpg", None)
    (None, 'hidden', "no reader for '.jpg'")
    """
    if any(part.startswith(".") and part.strip(".") for part in name.split("/")):
        return "hidden"
    suffix = _parts(name)[1]
    if format is not None or suffix in _BY_SUFFIX or suffix in _COMPRESSED:
        return None
    return f"no reader for {suffix!r}"


def read_input(source: Input) -> Iterator[Found]:
    """Read an input in whatever format it is.

    What ends the reading of an input comes last, as an error among what is found.
    """
    try:
        yield from _read(source)
    except LoadError as error:
        yield error
    except OSError as error:
        yield source.error("unreadable", error.strerror or str(error))


def _read(source: Input) -> Iterator[Found]:
    if source.depth > _ARCHIVES_DEEP:
        raise source.error("limit", f"more than {_ARCHIVES_DEEP} archives inside each other")
    head = head_of(source)
    if not head:
        raise source.error("empty", "there is nothing in it", 0)
    stem, suffix = _parts(source.name)
    kind = _COMPRESSED.get(suffix)
    if kind is None and suffix not in _BY_SUFFIX:
        kind = next((kind for kind, magic in MAGIC.items() if head.startswith(magic)), None)
        stem = source.name
    if kind is not None:
        inner = decompressed(source, kind)
        yield from _read(attrs.evolve(source, stream=inner, name=stem, depth=source.depth + 1))
        return
    found = _by_content(source, head, _BY_SUFFIX.get(suffix))
    # What the caller says is said of what an archive holds.
    format = found if found in ("zip", "tar") else source.asked or found
    if format is None and not suffix:
        format = "text"
    if format is not None:
        read: Reader = import_module(f".{FORMATS[format].module}", __package__).read
        yield from read(attrs.evolve(source, format=format))
    elif source.named:
        raise source.error("format", f"no reader for {suffix!r}: say which format it is")
    else:
        yield Skipped(source.origin(), f"no reader for {suffix!r}")


def _parts(name: str) -> tuple[str, str]:
    """Part a name and its last suffix, in lower case; a short suffix is written out."""
    suffix = PurePosixPath(name).suffix
    long = _SHORT.get(suffix.lower(), suffix)
    name = name.removesuffix(suffix) + long
    suffix = PurePosixPath(name).suffix
    return name.removesuffix(suffix), suffix.lower()


def _by_content(source: Input, head: bytes, named: str | None) -> str | None:
    """Tell a format by its first bytes, where the name does not, or leaves two."""
    if named in (None, "json") and _LINES_OF_JSON.match(head):
        return "jsonl"
    if named is not None:
        return named
    if head[257:262] == b"ustar":
        return "tar"
    begin = head[:200].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for format in FORMATS.values():
        if format.begins and begin.startswith(format.begins):
            return format.name
    if begin.startswith((b"{", b"[")):
        return "json"
    return "csv" if _is_header(source, head.partition(b"\n")[0]) else None


def _is_header(source: Input, line: bytes) -> bool:
    """Tell whether a line names the columns of a table: that of the text, and another one."""
    text = line.decode("utf-8-sig", "replace")
    rows = ([cell.strip('"\r') for cell in text.split(delimiter)] for delimiter in ",;\t|")
    found = (source.columns.find(row) for row in rows)
    return any("raw" in columns and len(columns) > 1 for columns in found)
