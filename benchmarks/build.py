"""What it costs to build a corpus file, and to ask it, beside what one would do otherwise.

    python benchmarks/build.py STORIES.jsonl [--documents 100000] [--workers 1 2] [--peers 2000]

STORIES holds an object a line with `text` and, if one likes, `title`. They are read over and over,
each time with a mark of its own, until there are enough documents. Each build runs in a process of
its own; told is the best of `times`, its CPU time and that of all its children together. Prints
Markdown. Peers get fewer documents, and are left out where they are not installed.
"""

import argparse
import json
import os
import platform
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from html import escape
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from dprkcorpus import Origin, Record, __version__, build, open_corpus


def stories(path, count):
    """Give as many stories as asked for, no two the same."""
    with Path(path).open(encoding="utf-8") as lines:
        known = [json.loads(line) for line in lines]
    for number in range(count):
        story = known[number % len(known)]
        yield f"{story['text']}\nThis is copy number {number}.", story.get("title")


def records(path, count):
    for number, (text, title) in enumerate(stories(path, count)):
        origin = Origin(Path(path).name, line=number + 1)
        yield Record(text, id=f"story-{number}", title=title, origin=origin)


def used():
    """Give the CPU seconds and the most memory, in MiB, of this process and its children."""
    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    cpu = sum(one.ru_utime + one.ru_stime for one in both)
    return cpu, both[0].ru_maxrss / 1024, both[1].ru_maxrss / 1024


def by_dprkcorpus(path, count, file, workers):
    report = build(records(path, count), file, workers=workers)
    return report.bytes


def by_json_lines(path, count, file, workers):
    """A loop that does as much as reading and writing JSON Lines, cleaning nothing."""
    size = 0
    with Path(file).open("w", encoding="utf-8") as stream:
        for number, (text, title) in enumerate(stories(path, count)):
            size += len(text.encode())
            stream.write(json.dumps({"id": f"story-{number}", "title": title, "text": text}) + "\n")
    return size


def by_sqlite(path, count, file, workers, split=None):
    """SQLite by hand: a table of texts and a full-text index, in one transaction."""
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE story (id TEXT PRIMARY KEY, title, text, sentences)")
    connection.execute("CREATE VIRTUAL TABLE found USING fts5(text, content='')")
    size = 0
    for number, (text, title) in enumerate(stories(path, count)):
        size += len(text.encode())
        sentences = json.dumps(split(text)) if split else None
        values = (f"story-{number}", title, text, sentences)
        at = connection.execute("INSERT INTO story VALUES (?, ?, ?, ?)", values).lastrowid
        connection.execute("INSERT INTO found (rowid, text) VALUES (?, ?)", (at, text))
    connection.commit()
    connection.close()
    return size


def by_pysbd(path, count, file, workers):
    import pysbd

    return by_sqlite(path, count, file, workers, pysbd.Segmenter(language="en").segment)


def by_nupunkt(path, count, file, workers):
    import nupunkt

    return by_sqlite(path, count, file, workers, nupunkt.sent_tokenize)


def by_trafilatura(path, count, file, workers):
    """Pages made of the texts, cleaned by trafilatura, split by pySBD, stored in SQLite."""
    import pysbd
    import trafilatura

    segment = pysbd.Segmenter(language="en").segment

    def split(text):
        paragraphs = "".join(f"<p>{escape(line)}</p>" for line in text.splitlines())
        page = f"<html><body><article>{paragraphs}</article></body></html>"
        return segment(trafilatura.extract(page, deduplicate=False) or "")

    return by_sqlite(path, count, file, workers, split)


def by_datasets(path, count, file, workers):
    import datasets

    def rows():
        for number, (text, title) in enumerate(stories(path, count)):
            yield {"id": f"story-{number}", "title": title, "text": text}

    made = datasets.Dataset.from_generator(rows, cache_dir=f"{file}.cache")
    return sum(len(text.encode()) for text in made["text"])


def by_nltk(path, count, file, workers):
    """A folder of texts as NLTK reads one: every sentence asked for once, by an untrained Punkt."""
    import nltk
    from nltk.corpus.reader import PlaintextCorpusReader
    from nltk.tokenize import PunktSentenceTokenizer

    folder = Path(f"{file}.texts")
    folder.mkdir()
    # It reads nowhere else.
    nltk.data.path.append(str(folder))
    size = 0
    for number, (text, _) in enumerate(stories(path, count)):
        size += Path(folder, f"story-{number}.txt").write_bytes(text.encode())
    splitter = PunktSentenceTokenizer()
    corpus = PlaintextCorpusReader(str(folder), r".*\.txt", sent_tokenizer=splitter)
    assert sum(1 for _ in corpus.sents()) > count
    return size


class Story(NamedTuple):
    doc_id: str
    title: str | None
    text: str


def by_ir_datasets(path, count, file, workers):
    """The store of ir_datasets: compressed, looked up by id, neither cleaned nor split."""
    from ir_datasets.indices import PickleLz4FullStore

    size = 0

    def documents():
        nonlocal size
        for number, (text, title) in enumerate(stories(path, count)):
            size += len(text.encode())
            yield Story(f"story-{number}", title, text)

    PickleLz4FullStore(f"{file}.store", documents, Story, "doc_id", ["doc_id"]).build()
    return size


WAYS = {
    "dprkcorpus": by_dprkcorpus,
    "json": by_json_lines,
    "sqlite": by_sqlite,
    "pysbd": by_pysbd,
    "nupunkt": by_nupunkt,
    "trafilatura and pysbd": by_trafilatura,
    "datasets": by_datasets,
    "nltk": by_nltk,
    "ir_datasets": by_ir_datasets,
}


def one(way, path, count, workers, folder):
    """Build once in this process, and tell what it took."""
    file = Path(folder, f"{way}-{workers}.corpus")
    start = time.perf_counter()
    size = WAYS[way](path, count, file, workers)
    seconds = time.perf_counter() - start
    cpu, own, child = used()
    stored = sum(found.stat().st_size for found in Path(folder).rglob("*") if found.is_file())
    told = {"size": size, "seconds": seconds, "cpu": cpu, "own": own, "child": child}
    sys.stdout.write(json.dumps({**told, "stored": stored}))


def measured(way, options, count, workers=1):
    """Build in processes of their own, and give the best."""
    runs = []
    for _ in range(options.times):
        with tempfile.TemporaryDirectory(dir=options.folder) as folder:
            call = [sys.executable, __file__, options.stories, "--one", way]
            call += ["--documents", str(count), "--workers", str(workers), "--folder", folder]
            done = subprocess.run(call, capture_output=True, text=True, check=False)
        if done.returncode:
            return None
        runs.append(json.loads(done.stdout))
    return min(runs, key=lambda run: run["seconds"])


def least(action, times=7):
    """Give the median time of several runs, in milliseconds."""
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        action()
        spent.append(time.perf_counter() - start)
    return statistics.median(spent) * 1000


def table_of_builds(options):
    print("| way | documents | MB/s | CPU s/GB | memory MiB | size to raw text |")
    print("|---|---:|---:|---:|---:|---:|")
    ways = [("dprkcorpus", options.documents, workers) for workers in options.workers]
    ways += [(way, options.peers, 1) for way in WAYS if options.peers]
    for way, count, workers in ways:
        run = measured(way, options, count, workers)
        name = f"{way}, {workers} workers" if workers > 1 else way
        if run is None:
            print(f"| {name} | not installed | | | | |")
            continue
        others = f" + {workers - 1} x {run['child']:.0f}" if workers > 1 else ""
        memory = f"{run['own']:.0f}{others}"
        print(
            f"| {name} | {count} | {run['size'] / 1e6 / run['seconds']:.2f} "
            f"| {run['cpu'] / run['size'] * 1e9:.0f} | {memory} "
            f"| {run['stored'] / run['size']:.1f} |",
            flush=True,
        )


def table_of_questions(options):
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        file = Path(folder, "my.corpus")
        build(records(options.stories, options.documents), file, workers=max(options.workers))
        corpus = open_corpus(file)
        ids = iter([f"story-{number * 7919 % options.documents}" for number in range(1000)])
        questions = {
            "open_corpus(path)": lambda: open_corpus(file),
            "corpus[id]": lambda: corpus[next(ids)],
            'corpus.where(agency="KCNA")': lambda: corpus.where(agency="KCNA"),
            'corpus.where(issued="2024-02")': lambda: corpus.where(issued="2024-02"),
            'corpus.where(title="missile")': lambda: corpus.where(title="missile"),
            'corpus.facets("agency")': lambda: corpus.facets("agency"),
            'corpus.search("kim jong un NEAR missile")': lambda: corpus.search(
                "kim jong un NEAR missile"
            ),
            'corpus.search("copy 4711")': lambda: corpus.search("copy 4711"),
            'corpus.search("farm")': lambda: corpus.search("farm"),
            'next(corpus.kwic("copy number"))': lambda: next(corpus.kwic("copy number")),
        }
        print("\n| question | median ms |\n|---|---:|")
        for name, question in questions.items():
            print(f"| `{name}` | {least(question):.1f} |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stories")
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--peers", type=int, default=2000)
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--folder")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        return one(
            options.one, options.stories, options.documents, options.workers[0], options.folder
        )
    peers = {}
    for name in ("pysbd", "nupunkt", "trafilatura", "datasets", "nltk", "ir-datasets"):
        try:
            peers[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    versions = ", ".join(f"{name} {version}" for name, version in peers.items())
    print(f"dprkcorpus {__version__}, Python {platform.python_version()}, SQLite", end=" ")
    print(f"{sqlite3.sqlite_version}, {versions or 'no peers'}, {os.cpu_count()} cores, ", end="")
    print(f"{date.today()}\n")
    table_of_builds(options)
    return table_of_questions(options)


if __name__ == "__main__":
    main()
