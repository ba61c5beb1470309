"""What it costs to ask a corpus of many documents: CPU time, and ratios to a bare loop.

Usage: python benchmarks/corpus.py [--documents 100000]

The documents are made up; each has a publisher, an agency, a genre and a date of issue. The bare
loop reads one attribute of each document's metadata, which no filter can do without.
"""

import argparse
import platform
import random
import time
from datetime import date, timedelta

from dprkcorpus import Corpus, Document, FuzzyDate, Metadata, Record, __version__, process


def made(count):
    """Make documents that differ in their metadata, and share a text."""
    chance = random.Random(0)
    cleaned = process(Record("It rained. It stopped.")).cleaned
    spans = process(Record("It rained. It stopped.")).sentence_spans
    first = date(1997, 1, 1)
    days = [first + timedelta(days=number) for number in range(10_000)]
    issued = [FuzzyDate.parse(f"{day}{chance.choice(('', '', '', '?', '~'))}") for day in days]
    issued += [FuzzyDate.parse(f"[{year}..{year + 1}]") for year in range(1997, 2023)]
    for number in range(count):
        metadata = Metadata(
            f"d-{number}",
            publisher=chance.choice(("KCNA", "Naenara", "Rodong Sinmun", "The Pyongyang Times")),
            agency=chance.choice(("KCNA", None)),
            genre=chance.choice(("news report", "statement", "press review")),
            issued=chance.choice(issued),
        )
        yield Document(cleaned, metadata, spans)


def cost(action, times=5):
    """Give the least CPU time of several runs, in milliseconds."""
    least = float("inf")
    for _ in range(times):
        start = time.process_time()
        action()
        least = min(least, time.process_time() - start)
    return least * 1000


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=100_000)
    options = parser.parse_args()
    corpus = Corpus.of(made(options.documents))
    known = [document.metadata for document in corpus]
    bare = cost(lambda: [one for one in known if one.publisher == "KCNA"])
    questions = {
        'where(publisher="KCNA")': lambda: corpus.where(publisher="KCNA"),
        'where(agency="KCNA", genre="statement")': lambda: corpus.where(
            agency="KCNA", genre="statement"
        ),
        'where(issued="2010")': lambda: corpus.where(issued="2010"),
        'where(issued_within="2005/2015")': lambda: corpus.where(issued_within="2005/2015"),
        'where(issued_overlaps="2010-05")': lambda: corpus.where(issued_overlaps="2010-05"),
        'facets("publisher")': lambda: corpus.facets("publisher"),
        'sorted("issued")': lambda: corpus.sorted("issued"),
    }
    version = f"dprkcorpus {__version__}, Python {platform.python_version()}, {date.today()}"
    print(f"{options.documents} documents; {version}\n")
    print("| question | CPU ms | to a bare loop |\n|---|---:|---:|")
    print(f"| bare loop over one attribute | {bare:.1f} | 1.0 |")
    for name, question in questions.items():
        spent = cost(question)
        print(f"| `{name}` | {spent:.1f} | {spent / bare:.1f} |")


if __name__ == "__main__":
    main()
