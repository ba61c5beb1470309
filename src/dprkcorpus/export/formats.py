"""The formats by their names, and the two functions that write them."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import attrs

from ..corpus import Corpus
from ..document import Document
from ..errors import UnknownNameError, WrongTypeError, expect
from ..offsets import Unit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO


@attrs.frozen
class Format:
    """A form in which documents are written.

    `ending` is that of its files, None where it is a folder of files; `units` are those that its
    offsets can be told in, none where it has no offsets.

    The module of a format of one file has `of_document(document, unit)`, which gives the text for
    one document, and `of_corpus(corpus, unit)`, which gives that for many piece by piece; the
    module of a folder has `write(corpus, folder, unit)`.
    """

    name: str
    meaning: str
    ending: str | None
    units: tuple[Unit, ...] = ()


_ALL = tuple(Unit)
_FORMATS = (
    Format("bibtex", "references for LaTeX", ".bib"),
    Format("croissant", "Croissant 1.0: tables and what they hold, in JSON-LD", None, _ALL),
    Format("csl-json", "references for Zotero and citation processors", ".json"),
    Format("data-package", "Data Package 2.0: tables with their schemas", None, _ALL),
    Format("dublin-core", "Dublin Core in XML: the metadata alone", ".xml"),
    Format("jsonl", "JSON Lines: everything, a document a line", ".jsonl", _ALL),
    Format("parquet", "Parquet by publisher and year: everything", None, (Unit.CODE_POINTS,)),
    Format("schema-org", "schema.org in JSON-LD: NewsArticle and Dataset", ".jsonld"),
    Format("tei", "TEI P5: header, paragraphs, sentences", ".xml"),
    Format(
        "web-annotation",
        "W3C Web Annotation in JSON-LD: the labels of the raw text",
        ".jsonld",
        (Unit.CODE_POINTS, Unit.UTF_8),
    ),
)
FORMATS = MappingProxyType({one.name: one for one in _FORMATS})
"""The formats by their names."""


def export(
    what: Corpus | Document,
    format: str,
    target: str | os.PathLike[str] | TextIO,
    *,
    offsets: str = "code points",
) -> None:
    r"""Write a corpus or a document in a format, one document at a time.

    >>> import dprkcorpus, io
    >>> stream = io.StringIO()
    >>> export(dprkcorpus.load(), "jsonl", stream)
    >>> stream.getvalue().count("\n")
    5

    `target` is a path (files are UTF-8, lines end with a line feed) or an open text stream; a
    format of several files wants the path of a folder, which is made where it is missing.
    `offsets` is "code points", "utf-8" (bytes) or "utf-16" (code units). Raises UnknownNameError
    for a format, or for a unit that the format cannot have; FaultsError for the one thing that
    JSON cannot hold, the two halves of a surrogate pair as two characters; OSError for a path
    that cannot be written.
    """
    found, unit = _found(what, format, offsets)
    if isinstance(target, (str, os.PathLike)):
        path = Path(target)
        if found.ending is None:
            path.mkdir(parents=True, exist_ok=True)
            corpus = Corpus.of([what]) if isinstance(what, Document) else what
            _module(found).write(corpus, path, unit)
            return
        with path.open("w", encoding="utf-8", newline="\n") as stream:
            stream.writelines(_pieces(found, what, unit))
        return
    if not hasattr(target, "write"):
        raise WrongTypeError(f"target must be a path or a stream, not {type(target).__name__}")
    if found.ending is None:
        raise WrongTypeError(f"{format} is several files: give the path of a folder")
    for piece in _pieces(found, what, unit):
        target.write(piece)


def render(
    what: Corpus | Document,
    format: str,
    *,
    offsets: str = "code points",
) -> str:
    """Give as text what `export` would write to a file.

    >>> import dprkcorpus
    >>> document = dprkcorpus.load()["non-aligned-movement"]
    >>> print(render(document, "csl-json").splitlines()[1])
      "id": "non-aligned-movement",

    Raises what `export` raises, and WrongTypeError for a format of several files.
    """
    found, unit = _found(what, format, offsets)
    if found.ending is None:
        raise WrongTypeError(f"{format} is several files: use export()")
    return "".join(_pieces(found, what, unit))


def _found(what: object, name: str, offsets: str) -> tuple[Format, Unit]:
    expect(what, (Corpus, Document), "what is exported")
    expect(name, str, "format")
    if name not in FORMATS:
        raise UnknownNameError("format", name, FORMATS)
    found, unit = FORMATS[name], Unit.of(offsets)
    if found.units and unit not in found.units:
        raise UnknownNameError(f"unit of offsets of {name}", offsets, found.units)
    return found, unit


def _module(found: Format) -> Any:
    return import_module(f".{found.name.replace('-', '_')}", __package__)


def _pieces(found: Format, what: Corpus | Document, unit: Unit) -> Iterator[str]:
    module = _module(found)
    if isinstance(what, Document):
        return iter((module.of_document(what, unit),))
    pieces: Iterator[str] = module.of_corpus(what, unit)
    return pieces
