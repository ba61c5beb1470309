"""Makes what later versions must be able to open: python tests/compatibility/golden.py.

Once for each release, into a folder named after its version; such a folder never changes again.
"""

from __future__ import annotations

import gzip
import pickle
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import dprkcorpus
from dprkcorpus import FuzzyDate, LoadError, Record, process
from dprkcorpus.errors import SpanError
from dprkcorpus.export import render
from dprkcorpus.metadata.model import Basis, Fact

RECORDS = (
    Record(
        "Rain Falls\n\nPyongyang, May 4 (KCNA) -- It rained , all day. Farmers were glad.\n\n"
        "Related posts:\nSnow Falls\n",
        "rain",
        url="https://example.org/2023/05/04/rain",
        title="Rain Falls",
        source="KCNA",
    ),
    Record("2023.5.5.\n\nIt snowed. “We will ski,” he said. -0-", "snow", date="2023-05-06"),
    Record(
        "A letter of Juche 112 (2023).\U0001f327",
        "letter",
        facts=(Fact("issued", FuzzyDate("[2021..2023]"), Basis.CURATOR, "Made up."),),
    ),
    Record("Short Captions\n", "no-body"),
)


def pickled() -> tuple[object, ...]:
    """Give one of each kind of value that users pickle."""
    documents = tuple(map(process, RECORDS))
    first = documents[0]
    return (
        documents,
        *(first.cleaned, first.cleaned.segments, first.metadata, first.sentences[0], RECORDS),
        *(FuzzyDate("2023-05?"), LoadError("a.txt", "is empty", 3), SpanError("is outside")),
    )


def make(folder: Path) -> None:
    """Write the files of this version."""
    folder.mkdir()
    (folder / "values.pickle").write_bytes(pickle.dumps(pickled(), protocol=4))
    corpus = dprkcorpus.Corpus.of(map(process, RECORDS))
    (folder / "documents.jsonl").write_text(render(corpus, "jsonl"), "utf-8", newline="\n")
    with TemporaryDirectory() as scratch:
        path = Path(scratch, "my.corpus")
        dprkcorpus.build(RECORDS, path)
        (folder / "my.corpus.gz").write_bytes(gzip.compress(path.read_bytes(), 9, mtime=0))


if __name__ == "__main__":
    target = Path(__file__).parent / dprkcorpus.__version__
    make(target)
    sys.stdout.write(f"{target}\n")
