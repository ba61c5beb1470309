"""Corpus files: a corpus of one's own in one SQLite file."""

from __future__ import annotations

import os
from pathlib import Path

from ..corpus import Corpus
from ..errors import CorpusFileError, expect
from .catalogue import Store


def open_corpus(path: str | os.PathLike[str]) -> Corpus:
    """Open a corpus file that `build` made, or a data set in Parquet, to be read.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from dprkcorpus import Record, build, open_corpus
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "my.corpus")
    ...     report = build([Record("It rained.", id="a-1")], path)
    ...     open_corpus(path)["a-1"].text
    'It rained.'

    It has every method of the bundled corpus. Nothing is read before it is asked for, and nothing
    is ever written, save that the tables of an older file are brought up to date. A folder, or a
    file whose name ends in `.parquet`, is read as what `export` writes in Parquet (extra `arrow`).
    Raises CorpusFileError for what is no corpus file, or one of a newer version.
    """
    expect(path, (str, Path), "path")
    try:
        folder = os.fsencode(path) and Path(path).is_dir()
    except (OSError, ValueError) as error:
        raise CorpusFileError(str(path), f"cannot be the name of a file ({error})") from error
    if folder or Path(path).suffix == ".parquet":
        from ..arrow.dataset import Dataset

        return Corpus(Dataset(path))
    return Corpus(Store(path))
