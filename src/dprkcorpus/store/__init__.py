"""Corpus files: a corpus of one's own in one SQLite file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..corpus import Corpus
from .catalogue import Store

if TYPE_CHECKING:
    import os


def open_corpus(path: str | os.PathLike[str]) -> Corpus:
    """Open a corpus file that `build` made, to be read.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from dprkcorpus import Record, build, open_corpus
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "my.corpus")
    ...     report = build([Record("It rained.", id="a-1")], path)
    ...     open_corpus(path)["a-1"].text
    'It rained.'

    It has every method of the bundled corpus. Nothing is read before it is asked for, and nothing
    is ever written, save that the tables of an older file are brought up to date. Raises
    CorpusFileError for what is no corpus file, or one of a newer version.
    """
    return Corpus(Store(path))
