"""The sentence splitter beside its peers: quality, speed, growth, import cost and memory.

    python benchmarks/sentences.py --stories STORIES.jsonl --quality SENTENCES.jsonl

Prints Markdown. STORIES has a `text` a line; SENTENCES a `set`, a `text` and the `ends` of its
sentences, in code points. Peers come with the extra `benchmarks`; those not installed are left out.
Times are CPU times, the best of several rounds, in which all take turns; speeds are ratios to ours.
"""

from __future__ import annotations

import argparse
import importlib
import json
import math
import os
import random
import signal
import subprocess
import sys
import time
import tracemalloc
from collections import defaultdict
from datetime import UTC, datetime
from importlib import metadata
from itertools import product
from pathlib import Path

ROUNDS = 9
PATIENCE = 2.0
"""Seconds after which a peer sits out the rounds that are left; hostile inputs get ten times it."""

MIXTURES = 20_000
"""Random mixtures of three to six hostile pieces that are tried as well."""

HOSTILE = {
    "full stops": ".",
    "question marks": "?",
    "straight quotes": '"',
    "curly quotes": "“",
    "brackets": "(",
    "`Mr. `": "Mr. ",
    "`“a.”`": "“a.”",
    "`U.S. `": "U.S. ",
    "`A. `": "A. ",
    "`?!” `": "?!” ",
    "digits": "1",
    "`1) a `": "1) a ",
    "no stop": "word ",
    "no space": "a",
    "spaces": " ",
    "line breaks": "\n",
    "`a`, line breaks": "a\n",
    "NUL": "\0",
    "lone surrogates": "\ud800",
}


def aligned(text: str, sentences):
    """The spans of sentences that come without, by searching for each."""
    at = 0
    for sentence in filter(None, map(str.strip, sentences)):
        found = text.find(sentence, at)
        if found >= 0:
            at = found + len(sentence)
            yield found, at


def ours():
    return importlib.import_module("dprkcorpus.sentences").sentence_spans


def nupunkt():
    return importlib.import_module("nupunkt").sent_spans


def sentencex():
    boundaries = importlib.import_module("sentencex").get_sentence_boundaries
    return lambda text: [(b["start_index"], b["end_index"]) for b in boundaries("en", text)]


def blingfire():
    split = importlib.import_module("blingfire").text_to_sentences_and_offsets
    return lambda text: split(text)[1]


def syntok():
    analyze = importlib.import_module("syntok.segmenter").analyze
    return lambda text: [
        (tokens[0].offset, tokens[-1].offset + len(tokens[-1].value))
        for paragraph in analyze(text)
        for tokens in map(list, paragraph)
        if tokens
    ]


def segtok():
    split = importlib.import_module("segtok.segmenter").split_multi
    return lambda text: list(aligned(text, split(text)))


def sentence_splitter():
    split = importlib.import_module("sentence_splitter").SentenceSplitter("en").split
    return lambda text: list(aligned(text, split(text)))


def spacy():
    nlp = importlib.import_module("spacy").blank("en")
    nlp.add_pipe("sentencizer")
    return lambda text: [(sentence.start_char, sentence.end_char) for sentence in nlp(text).sents]


def pysbd():
    segmenter = importlib.import_module("pysbd").Segmenter(language="en", char_span=True)
    return lambda text: [(span.start, span.end) for span in segmenter.segment(text)]


MAKERS = {
    "dprkcorpus": ours,
    "nupunkt": nupunkt,
    "sentencex (Rust)": sentencex,
    "blingfire (C++)": blingfire,
    "syntok": syntok,
    "segtok": segtok,
    "sentence-splitter": sentence_splitter,
    "spacy sentencizer (C)": spacy,
    "pysbd": pysbd,
}


def installed():
    splitters = {}
    for name, make in MAKERS.items():
        try:
            splitters[name] = make()
        except ImportError:
            print(f"Not installed, left out: {name}\n", file=sys.stderr)
    return splitters


def cpu(call) -> float:
    start = time.process_time()
    call()
    return time.process_time() - start


def best(split, text: str, rounds: int) -> float:
    return min(cpu(lambda: split(text)) for _ in range(rounds))


def seconds(splitters, texts):
    """The best CPU time of each splitter for all texts; all take turns."""

    def run(split):
        for text in texts:
            split(text)

    least = dict.fromkeys(splitters, math.inf)
    for number in range(ROUNDS):
        for name, split in splitters.items():
            if number == 0 or least[name] < PATIENCE:
                least[name] = min(least[name], cpu(lambda split=split: run(split)))
    return least


def scores(split, documents):
    """F1 of the boundaries of each set, counted in ink: white space around a stop is no matter."""
    counts = defaultdict(lambda: [0, 0, 0])
    for document in documents:
        text = document["text"]
        ink = [0]
        for char in text:
            ink.append(ink[-1] + (not char.isspace()))
        gold = {ink[end] for end in document["ends"]} - {ink[-1]}
        found = {ink[end] for _, end in split(text)} - {0, ink[-1]}
        count = counts[document["set"]]
        for index, some in enumerate((gold & found, found - gold, gold - found)):
            count[index] += len(some)
    return {name: 200 * hit / (2 * hit + more + less) for name, (hit, more, less) in counts.items()}


def growth(split):
    """The worst CPU time at 64,000 characters, and the worst exponent from 8,000 on."""

    def stop(_signal, _frame):
        raise TimeoutError

    signal.signal(signal.SIGALRM, stop)
    slowest, steepest = (0.0, ""), (0.0, "")
    for name, unit in HOSTILE.items():
        texts = [(unit * length)[:length] for length in (8_000, 64_000)]
        try:
            signal.setitimer(signal.ITIMER_REAL, 10 * PATIENCE)
            rounds = ROUNDS if best(split, texts[1], 1) < PATIENCE / ROUNDS else 2
            small, large = (best(split, text, rounds) for text in texts)
        except TimeoutError:  # of wall time: a timer of CPU time makes the CPU clock coarse
            return f"over {10 * PATIENCE:.0f} s ({name})", "-"
        except Exception as error:  # noqa: BLE001  (a peer's failure is a result)
            return f"{type(error).__name__} ({name})", "-"
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        slowest = max(slowest, (large, name))
        if large > 0.002:  # Below, it is the clock that is measured.
            steepest = max(steepest, (math.log(large / max(small, 1e-5), 8), name))
    return (
        f"{slowest[0] * 1000:.0f} ms ({slowest[1]})",
        f"{steepest[0]:.1f} ({steepest[1]})" if steepest[1] else "-",
    )


def slowest_of_mixtures(split) -> tuple[float, str]:
    """The worst CPU milliseconds at 64,000 characters, of pairs and mixtures of hostile pieces."""
    path = Path(__file__).parent.parent / "tests" / "sentences" / "hostile.json"
    known = json.loads(path.read_text(encoding="utf-8"))
    draw = random.Random(MIXTURES)
    units = {*known["units"], *map("".join, product(known["pieces"], repeat=2))}
    units |= {"".join(draw.choices(known["pieces"], k=3 + n % 4)) for n in range(MIXTURES)}
    # All of them at 2,000 characters, then those that were slowest there.
    short = sorted(units, key=lambda unit: best(split, (unit * 2_000)[:2_000], 3))
    worst = [(1000 * best(split, (unit * 64_000)[:64_000], 5), unit) for unit in short[-40:]]
    return max(worst)


def import_cost(name: str) -> float:
    """The CPU milliseconds of making the splitter in a new Python."""
    code = (
        f"import sys; sys.path[:0] = {sys.path!r}; import sentences; sentences.MAKERS[{name!r}]()"
    )
    return max(0.0, process_cost(code) - process_cost(code.rpartition(";")[0]))


def process_cost(code: str) -> float:
    environment = {key: value for key, value in os.environ.items() if "BYTECODE" not in key}

    def once() -> float:
        process = subprocess.Popen([sys.executable, "-c", code], env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = status
        return usage.ru_utime + usage.ru_stime

    return 1000 * min(once() for _ in range(2 * ROUNDS))


def bare_import_cost() -> float:
    """The CPU milliseconds of importing our splitter, over a Python that does nothing."""
    path = f"import sys; sys.path[:0] = {sys.path!r}; "
    return process_cost(f"{path}import dprkcorpus.sentences") - process_cost(path)


def memory(split, text: str) -> float:
    tracemalloc.start()
    split(text)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 2**20


def table(head, rows):
    print("| " + " | ".join(head) + " |")
    print("|---|" + "---:|" * (len(head) - 1))
    for row in rows:
        print("| " + " | ".join(row) + " |")
    print()


def version(name: str) -> str:
    return metadata.version(name.split()[0]) if name != "dprkcorpus" else ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--stories", type=Path, required=True)
    parser.add_argument("--quality", type=Path, required=True)
    arguments = parser.parse_args()
    stories = [
        json.loads(line)["text"]
        for line in arguments.stories.open(encoding="utf-8")
        if line.strip()
    ]
    documents = [
        json.loads(line) for line in arguments.quality.open(encoding="utf-8") if line.strip()
    ]
    splitters = installed()
    day = datetime.now(UTC).date().isoformat()
    print(f"{day}; Python {sys.version.split()[0]}; best of {ROUNDS} rounds, CPU time.\n")

    print("F1 of sentence boundaries, in percent:\n")
    results = {name: scores(split, documents) for name, split in splitters.items()}
    sets = list(results["dprkcorpus"])
    table(
        ["splitter", "version", *sets],
        [
            [name, version(name), *(f"{result[one]:.2f}" for one in sets)]
            for name, result in results.items()
        ],
    )

    corpora = {"stories": stories, "quality": [document["text"] for document in documents]}
    times = {name: seconds(splitters, texts) for name, texts in corpora.items()}
    told = "; ".join(
        f"{name} {sum(map(len, texts)) / times[name]['dprkcorpus'] / 1e6:.0f} MB/s"
        for name, texts in corpora.items()
    )
    print(f"Speed with spans, as a ratio to ours ({told}):\n")
    table(
        ["splitter", *corpora],
        [
            [name, *(f"{times[one]['dprkcorpus'] / times[one][name]:.2f}" for one in corpora)]
            for name in splitters
        ],
    )

    print("Growth on hostile inputs, and import:\n")
    table(
        ["splitter", "slowest at 64,000 characters", "exponent from 8,000", "import, CPU ms"],
        [[name, *growth(split), f"{import_cost(name):.0f}"] for name, split in splitters.items()],
    )

    text = ("\n".join(stories) * (5_000_000 // sum(map(len, stories)) + 1))[:5_000_000]
    peak = memory(splitters["dprkcorpus"], text)
    slowest, unit = slowest_of_mixtures(splitters["dprkcorpus"])
    print(f"Of all pairs and {MIXTURES:,} mixtures of hostile pieces, the slowest takes us")
    print(f"{slowest:.0f} ms at 64,000 characters ({unit!a}).")
    print(f"Our import costs {bare_import_cost():.1f} ms over a Python that does nothing.")
    print(f"Our memory for a text of 5 million characters: {peak:.1f} MiB at most.")


if __name__ == "__main__":
    main()
