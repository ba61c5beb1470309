"""How the cost of `process_batches` grows with the number of documents, and what a worker holds.

    python benchmarks/scale.py --stories STORIES.jsonl --pages PAGES.jsonl [--most 1000000]

Prints Markdown. The texts are those of benchmarks/batches.py, read over and over, each time with a
mark in every longer line. Each row is a process of its own, through which they stream; nothing is
kept of what is made. Told are the CPU seconds of `process_batches` alone, without the
marking, and the most memory that the process had.
"""

from __future__ import annotations

import argparse
import json
import math
import platform
import resource
import subprocess
import sys
import time
from datetime import UTC, datetime
from itertools import count, islice
from pathlib import Path

import pyarrow as pa
from batches import marked, texts_of

from dprkcorpus.arrow import process_batches


def copies(raws, documents, rows):
    """Give so many texts, no two the same, in batches."""
    texts = (marked(raw, number) for number in count() for raw in raws)
    for start in range(0, documents, rows):
        part = list(islice(texts, min(rows, documents - start)))
        yield pa.RecordBatch.from_pydict({"raw": part})


def run(options):
    """Process so many documents in this process, and tell what it took."""
    raws = list(texts_of(options.pages, options.stories))
    told = {"documents": 0, "bytes": 0, "cpu": 0.0, "errors": 0, "sentences": 0, "made": 0}
    given = []

    def passed():
        for batch in copies(raws, options.documents, options.rows):
            given.append(time.process_time())
            told["bytes"] += batch.nbytes
            yield batch

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    for made in process_batches(passed()):
        told["cpu"] += time.process_time() - given.pop()
        told["documents"] += made.num_rows
        told["made"] += made.nbytes
        told["errors"] += made.num_rows - made.column("error").null_count
        told["sentences"] += len(made.column("sentences").flatten())
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    json.dump({**told, "before": before, "after": after}, sys.stdout)


def measured(options, documents, rows):
    call = [sys.executable, __file__, "--pages", str(options.pages)]
    call += ["--stories", str(options.stories), "--documents", str(documents), "--rows", str(rows)]
    done = subprocess.run(call, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def table(title, runs):
    print(f"| {title} | MB | CPU s | us a document | MB/s | MiB at most | growth |")
    print("|---:|---:|---:|---:|---:|---:|---:|")
    last = None
    for name, told in runs:
        size, cpu = told["bytes"] / 1e6, told["cpu"]
        each = cpu / told["documents"] * 1e6
        growth = ""
        if last is not None and told["documents"] > last["documents"]:
            more = math.log(told["documents"] / last["documents"])
            growth = f"{math.log(cpu / last['cpu']) / more:.3f}"
        print(
            f"| {name:,} | {size:.1f} | {cpu:.2f} | {each:.0f} | {size / cpu:.2f} | "
            f"{told['after']:.0f} | {growth} |",
            flush=True,
        )
        last = told
    print(
        f"\nWhat is made has {last['made'] / last['bytes']:.1f} times the size of the texts; ",
        end="",
    )
    print(f"{last['errors']} errors, {last['sentences']:,} sentences.\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pages", type=Path, required=True)
    parser.add_argument("--stories", type=Path, required=True)
    parser.add_argument("--most", type=int, default=1_000_000)
    parser.add_argument("--documents", type=int, help="run so many here, and tell it in JSON")
    parser.add_argument("--rows", type=int, default=1_000, help="in a batch")
    options = parser.parse_args()
    if options.documents is not None:
        run(options)
        return
    print(f"{datetime.now(UTC):%Y-%m-%d}, Python {platform.python_version()}, ", end="")
    print(f"pyarrow {pa.__version__}, batches of {options.rows} rows\n")
    sizes = [10**power for power in range(3, 10) if 10**power <= options.most]
    table("documents", ((size, measured(options, size, options.rows)) for size in sizes))
    table(
        "rows a batch",
        ((rows, measured(options, 10_000, rows)) for rows in (10, 100, 1_000, 10_000)),
    )


if __name__ == "__main__":
    main()
