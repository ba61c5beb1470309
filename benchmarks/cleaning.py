"""Cleaning beside its peers: what is kept of labelled pages, at what cost; speed; growth.

    python benchmarks/cleaning.py --pages PAGES.jsonl --stories STORIES.jsonl

Prints Markdown. PAGES has a page a line: its `lines` are a list of text and label, of which
`title` and `body` are to be kept. STORIES has a bare `text` a line. Peers come with the extra
`benchmarks`; those not installed are left out. They read HTML, so they are given a paragraph a
line. A line counts as kept if it is a line of what a tool gives, datelines and end marks aside.
Times are CPU times, the best of several rounds in which all take turns.
"""

from __future__ import annotations

import argparse
import html
import importlib
import json
import math
import platform
import re
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from importlib import metadata
from pathlib import Path

from dprkcorpus import Label, clean

ROUNDS = 3
KEEP = {"title", "body"}
_AROUND = re.compile(
    r"^[A-Z][\w, ]{2,40}\([A-Z]{2,8}\) ?(?:--|–|—) ?"
    r"|(?: ?\(photos? accompanied\))?(?: ?-0-)?$| (?=[,.;:])"
)
Tool = Callable[[str], str]

HOSTILE = {
    "hyphens": lambda n: "-" * n,
    "brackets": lambda n: "(" * n,
    "spaces": lambda n: " " * n,
    "commas": lambda n: " ," * (n // 2),
    "end marks": lambda n: "-0- " * (n // 4),
    "datelines": lambda n: "Pyongyang, May 3 (KCNA) -- " * (n // 27),
    "one long line": lambda n: "They met on Monday. " * (n // 20),
    "blank lines": lambda n: "\n" * n,
    "open lines": lambda n: "An open line here now\n" * (n // 22),
    "dates": lambda n: "May 3, 2024\n" * (n // 12),
    "teasers": lambda n: f"{'A teaser that is cut off ' * 4}\nMay 3, 2024\n" * (n // 112),
    "notices": lambda n: "They met on Monday there.\n© 2024 All rights reserved.\n" * (n // 54),
    "captions": lambda n: "A dam\nThe dam. (KCNA via Reuters)\nThey met.\n" * (n // 46),
}


def ours(raw: str) -> str:
    cleaned = clean(raw)
    titles = [raw[slice(*title.span)] for title in cleaned.labelled(Label.TITLE)]
    return "\n".join([*titles, cleaned.text])


def c4(raw: str) -> str:
    """The line rule of the C4 corpus: a closing mark at the end, five words or more, no script."""
    return "\n".join(
        line
        for line in map(str.strip, raw.split("\n"))
        if line.endswith((".", "!", "?", '"', "”")) and len(line.split()) >= 5
        if "javascript" not in line.lower()
    )


def tools() -> dict[str, tuple[str, Tool]]:
    """Every tool that is installed, with its version."""
    found: dict[str, tuple[str, Tool]] = {"dprkcorpus": (metadata_of("dprkcorpus"), ours)}
    for name, module, make in (
        ("jusText", "justext", _justext),
        ("trafilatura", "trafilatura", _trafilatura),
        ("goose3", "goose3", _goose),
        ("boilerpy3", "boilerpy3", _boilerpy),
        ("resiliparse", "resiliparse.extract.html2text", _resiliparse),
    ):
        try:
            found[name] = (metadata_of(name), make(importlib.import_module(module)))
        except ImportError:
            print(f"{name} is not installed and left out", file=sys.stderr)
    return {**found, "C4 line rule": ("", c4)}


def metadata_of(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return importlib.import_module(name).__version__


def paged(raw: str) -> str:
    lines = "".join(f"<p>{html.escape(line)}</p>\n" for line in raw.split("\n") if line.strip())
    return f"<html><head><title></title></head><body><div>{lines}</div></body></html>"


def _justext(module) -> Tool:
    words = module.get_stoplist("English")

    def run(raw):
        found = module.justext(paged(raw).encode(), words)
        return "\n".join(part.text for part in found if not part.is_boilerplate)

    return run


def _trafilatura(module) -> Tool:
    return lambda raw: module.extract(paged(raw), include_comments=False) or ""


def _goose(module) -> Tool:
    goose = module.Goose()
    return lambda raw: goose.extract(raw_html=paged(raw)).cleaned_text


def _boilerpy(module) -> Tool:
    extractor = importlib.import_module("boilerpy3.extractors").ArticleExtractor()
    return lambda raw: extractor.get_content(paged(raw))


def _resiliparse(module) -> Tool:
    return lambda raw: module.extract_plain_text(paged(raw), main_content=True)


def core(line: str) -> str:
    """A line without dateline, end mark and surplus spaces, which a tool may take off or leave."""
    return " ".join(_AROUND.sub("", " ".join(line.split())).split())


def quality(tool: Tool, pages: list[list[tuple[str, str | None]]]) -> list[str]:
    right = wrong = missed = perfect = words = kept_words = 0
    for lines in pages:
        text = tool("\n".join(line for line, _ in lines))
        given = {core(line) for line in text.split("\n")}
        faultless = True
        for line, label in lines:
            said = core(line.partition("\n")[0])
            if label is None or not said:
                continue
            kept, wanted = said in given, label in KEEP
            right += kept and wanted
            wrong += kept and not wanted
            missed += wanted and not kept
            faultless = faultless and kept == wanted
            if label == "body":
                words += len(said.split())
                kept_words += len(said.split()) if kept else 0
        perfect += faultless
    precision, recall = right / ((right + wrong) or 1), right / ((right + missed) or 1)
    f1 = 2 * precision * recall / ((precision + recall) or 1)
    told = [f"{share:.4f}" for share in (precision, recall, f1)]
    return [*told, f"{perfect / len(pages):.0%}", f"{kept_words / words:.2%}"]


def cost(run: Callable[[], object]) -> float:
    begun = time.process_time()
    run()
    return time.process_time() - begun


def rows(pages: list[list[tuple[str, str | None]]]) -> Iterator[list[str]]:
    found = tools()
    raws = ["\n".join(line for line, _ in lines) for lines in pages]
    best = dict.fromkeys(found, math.inf)
    for _ in range(ROUNDS):
        for name, (_, tool) in found.items():
            best[name] = min(best[name], cost(lambda tool=tool: [tool(raw) for raw in raws]))
    for name, (version, tool) in found.items():
        seconds = best[name]
        speed = sum(len(raw.encode()) for raw in raws) / seconds / 1e6
        times = f"{seconds / best['dprkcorpus']:.1f}"
        yield [f"{name} {version}".strip(), *quality(tool, pages), f"{speed:.1f}", times]


def table(head: str, body: Iterator[list[str]]) -> str:
    names = head.split(" | ")
    lines = [names, ["---"] * len(names), *body]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def growth() -> Iterator[list[str]]:
    for name, make in HOSTILE.items():
        small, large = (
            min(cost(partial(clean, make(n))) for _ in range(ROUNDS)) for n in (100_000, 800_000)
        )
        yield [name, f"{math.log(large / max(small, 1e-6), 8):.2f}", f"{0.8 / large:.1f}"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pages", type=Path, required=True)
    parser.add_argument("--stories", type=Path, required=True)
    options = parser.parse_args()
    read = [json.loads(line) for line in options.pages.open(encoding="utf-8")]
    pages = [[(text, label) for text, label in page["lines"]] for page in read]
    stories = [json.loads(line)["text"] for line in options.stories.open(encoding="utf-8")]
    print(f"{datetime.now(UTC):%Y-%m-%d}, Python {platform.python_version()}, {len(pages)} pages\n")
    head = (
        "tool | precision | recall | F1 | pages perfect | body words kept | MB/s | times our cost"
    )
    print(table(head, rows(pages)))
    texts = stories + ["\n".join(line for line, _ in lines) for lines in pages]
    seconds = min(cost(lambda: [clean(text).text for text in texts]) for _ in range(3 * ROUNDS))
    size = sum(len(text.encode()) for text in texts) / 1e6
    print(f"\n{len(texts)} documents of {size:.2f} MB, one by one: {size / seconds:.1f} MB/s\n")
    print(table("hostile text | growth exponent, 0.1 to 0.8 MB | MB/s at 0.8 MB", growth()))


if __name__ == "__main__":
    main()
