"""The batch function beside a plain loop, beside chains of peers, and in two processes.

    python benchmarks/batches.py --pages PAGES.jsonl --stories STORIES.jsonl

Prints Markdown. PAGES has a page a line, whose `lines` are lists of a text and a label; STORIES has
a `title` and a `text` a line. A chain of peers takes a page to its text and that to sentences; it
makes no metadata and keeps no offsets. Its cleaners read HTML, so they are given a paragraph a
line, made before the clock starts. Peers come with the extra `benchmarks`; those not installed are
left out. Times are CPU times of one process, the best of several rounds in which all take turns;
what has been seen before is somewhat faster, so one row is of copies, a new one for each round, in
which no two longer lines are the same. Two processes are measured by the clock, on such copies.
"""

from __future__ import annotations

import argparse
import html
import importlib
import json
import math
import platform
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from functools import partial
from importlib import metadata
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
from pyarrow import parquet

from dprkcorpus import Record, process
from dprkcorpus.arrow import process_batch, process_batches, process_file

ROUNDS = 5
_LETTERS = str.maketrans("0123456789", "abcdefghij")


def texts_of(pages, stories):
    for line in stories.open(encoding="utf-8"):
        story = json.loads(line)
        yield f"{story['title']}\n{story['text']}"
    for line in pages.open(encoding="utf-8"):
        yield "\n".join(text for text, _ in json.loads(line)["lines"])


def marked(raw, number):
    """Give a text whose longer lines stand in no other: the middle word of each gets an ending."""
    ending = str(number).translate(_LETTERS)
    lines = [line.split(" ") for line in raw.split("\n")]
    for words in lines:
        middle = len(words) // 2
        if len(words) > 4 and words[middle].isalpha() and words[middle].islower():
            words[middle] += ending
    return "\n".join(map(" ".join, lines))


def batch_of(raws, number):
    return pa.RecordBatch.from_pydict({"raw": [marked(raw, number) for raw in raws]})


def seconds(run):
    begun = time.process_time()
    run()
    return time.process_time() - begun


def best(ways, rounds):
    """Give the CPU seconds of each way, the best of rounds in which all take turns."""
    spent = dict.fromkeys(ways, math.inf)
    for _ in range(rounds):
        for name, run in ways.items():
            spent[name] = min(spent[name], seconds(run))
    return spent


def paged(raw):
    lines = "".join(f"<p>{html.escape(line)}</p>\n" for line in raw.split("\n") if line.strip())
    return f"<html><head><title></title></head><body><div>{lines}</div></body></html>"


def justext(module):
    words = module.get_stoplist("English")

    def run(page):
        parts = module.justext(page.encode(), words)
        return "\n".join(part.text for part in parts if not part.is_boilerplate)

    return run


def trafilatura(module):
    return lambda page: module.extract(page, include_comments=False) or ""


def trafilatura_fast(module):
    # Without the second opinions that it asks for where its own result is short.
    return lambda page: module.extract(page, fast=True, include_comments=False) or ""


def goose3(module):
    goose = module.Goose()
    return lambda page: goose.extract(raw_html=page).cleaned_text


def sentencex(module):
    return lambda text: list(module.segment("en", text))


def nupunkt(module):
    return module.sent_tokenize


def installed(*makers):
    """Give the tools that are installed, by name and version, and way of use where it has two."""
    found = {}
    for make in makers:
        name, _, way = make.__name__.partition("_")
        try:
            module = importlib.import_module(name)
        except ImportError:
            continue
        found[f"{name} {metadata.version(name)} {way}".rstrip()] = make(module)
    return found


def chains(raws):
    """Give the CPU seconds of each chain: of its cleaner, and of its splitter on the result."""
    pages = list(map(paged, raws))
    splitters = installed(nupunkt, sentencex)
    for cleaner, clean in installed(justext, trafilatura, trafilatura_fast, goose3).items():
        cleaning = best({cleaner: lambda clean=clean: list(map(clean, pages))}, 2)[cleaner]
        texts = list(map(clean, pages))
        ways = {
            name: lambda split=split, texts=texts: list(map(split, texts))
            for name, split in splitters.items()
        }
        for splitter, splitting in best(ways, 3).items():
            yield f"{cleaner}, {splitter}", cleaning + splitting


def two_processes(raws, megabytes):
    """Give by how much two processes are faster than one, by the clock."""
    with TemporaryDirectory() as folder:
        paths, size, number = [], 0, 0
        while size < megabytes * 1_000_000:
            copied = pa.Table.from_batches([batch_of(raws, number)])
            size += copied.nbytes
            paths.append(Path(folder, f"{number}.parquet"))
            parquet.write_table(copied, paths[-1])
            number += 1
        targets = [path.with_suffix(".made") for path in paths]
        spent = {1: math.inf, 2: math.inf}
        for _ in range(2):
            for workers in spent:
                with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
                    # Each worker starts, and reads its tables of rules, before the clock does.
                    list(pool.map(time.sleep, [1.0] * workers))
                    list(pool.map(partial(process_file, paths[0]), targets[:1] * workers))
                    begun = time.perf_counter()
                    list(pool.map(process_file, paths, targets))
                    spent[workers] = min(spent[workers], time.perf_counter() - begun)
    return size / 1e6, spent[1], spent[2]


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pages", type=Path, required=True)
    parser.add_argument("--stories", type=Path, required=True)
    parser.add_argument("--megabytes", type=int, default=40, help="for two processes")
    options = parser.parse_args()
    raws = list(texts_of(options.pages, options.stories))
    size = sum(len(raw.encode()) for raw in raws) / 1e6
    table = pa.table({"raw": raws})
    (batch,) = table.to_batches()
    ways = {
        "a loop of `process`": lambda: [process(Record(raw)) for raw in raws],
        "`process_batch`": lambda: process_batch(batch),
        "`process_batches`, 100 rows each": lambda: list(
            process_batches(table.to_batches(max_chunksize=100))
        ),
    }
    copies = iter([batch_of(raws, number) for number in range(2 * ROUNDS + 1)])
    ways["`process_batch`, texts never seen before"] = lambda: process_batch(next(copies))
    for run in ways.values():
        run()
    own = best(ways, ROUNDS)
    told = list(chains(raws))
    # Once more: the machine may have been slower before the peers than after them.
    again = best(ways, ROUNDS)
    own = {name: min(spent, again[name]) for name, spent in own.items()}
    loop, ours = own["a loop of `process`"], own["`process_batch`"]
    print(
        f"{datetime.now(UTC):%Y-%m-%d}, Python {platform.python_version()}, pyarrow "
        f"{pa.__version__}, {len(raws)} texts of {size:.2f} MB\n"
    )
    print("| way | MB/s | us a text | times the cost of `process_batch` |\n|---|---:|---:|---:|")
    for name, spent in (*own.items(), *told):
        each = spent / len(raws) * 1e6
        print(f"| {name} | {size / spent:.2f} | {each:.0f} | {spent / ours:.2f} |")
    print(f"\nOverhead over the loop: {ours / loop - 1:+.1%}.")
    if told:
        print(
            f"The fastest chain of peers costs {min(spent for _, spent in told) / ours:.1f} times."
        )
    copied, one, two = two_processes(raws, options.megabytes)
    print(
        f"Two processes, {copied:.0f} MB in Parquet: {copied / two:.1f} MB/s, "
        f"{one / two:.2f} times one ({copied / one:.1f} MB/s)."
    )


if __name__ == "__main__":
    main()
