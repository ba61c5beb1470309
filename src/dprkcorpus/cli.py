"""The command line: thin, every command a call of the library."""

from __future__ import annotations

import argparse
import io
import json
import os
import shutil
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import DprkcorpusError, LoadError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .corpus import Corpus
    from .document import Document
    from .segments import Segment

FAULT, USAGE = 1, 2


_NAMES = ("publisher", "agency", "republisher", "genre", "section", "language", "title")
_DATES = {
    "issued": "the date of issue, as it is stated, lies in this time (EDTF)",
    "issued_within": "certainly issued in this time (EDTF)",
    "issued_overlaps": "possibly issued in this time (EDTF)",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; gives the exit code: 0, 1 for a fault, 2 for wrong usage.

    >>> main(["sentences", "no-such-file"])
    1
    """
    # One encoding and one line ending everywhere; what cannot be encoded is shown, never lost.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    try:
        options = _parser().parse_args(arguments)
        code: int = options.run(options)
        sys.stdout.flush()
    except DprkcorpusError as error:
        sys.stderr.write(f"dprkcorpus: {error}\n")
        return FAULT
    except BrokenPipeError:
        # Whoever read the output has had enough of it; nothing may be flushed to it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code


def _parser() -> argparse.ArgumentParser:
    from ._version import __version__

    parser = argparse.ArgumentParser(
        prog="dprkcorpus",
        description="English-language texts of and about the DPRK, every character accounted for.",
    )
    parser.add_argument("--version", action="version", version=f"dprkcorpus {__version__}")
    parser.set_defaults(run=_table)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    show = commands.add_parser("show", help="show one document of the bundled corpus")
    show.add_argument("id", metavar="ID")
    view = show.add_mutually_exclusive_group()
    for name, help_ in (
        ("raw", "the text as it was received"),
        ("text", "the article, one paragraph a line (the default)"),
        ("sentences", "the sentences, one a line, a blank line between paragraphs"),
        ("segments", "the raw text with the label and rule of each segment"),
        ("metadata", "the metadata with their evidence, as JSON"),
    ):
        view.add_argument(f"--{name}", dest="view", action="store_const", const=name, help=help_)
    show.set_defaults(run=_show, view="text")

    clean = commands.add_parser("clean", help="clean a text of what is not the article")
    clean.add_argument("file", metavar="FILE", help="a UTF-8 text file, - for standard input")
    clean.add_argument("--profile", help="a site profile: a name or a TOML file (default: found)")
    clean.add_argument("--repair", action="append", default=[], metavar="NAME", help="a repair")
    form = clean.add_mutually_exclusive_group()
    form.add_argument("--explain", action="store_true", help="tell every removal and its reason")
    form.add_argument("--json", action="store_true", help="text, segments and reasons as JSON")
    clean.set_defaults(run=_clean)

    sentences = commands.add_parser("sentences", help="split a text, one sentence a line")
    sentences.add_argument("file", metavar="FILE", help="a UTF-8 text file, - for standard input")
    sentences.set_defaults(run=_sentences)

    listing = commands.add_parser(
        "list", help="list the documents for which all that is said holds"
    )
    for name in _NAMES:
        listing.add_argument(f"--{name}", metavar="NAME", help=f"the {name}")
    for name, help_ in _DATES.items():
        listing.add_argument(f"--{name.replace('_', '-')}", metavar="DATE", help=help_)
    listing.add_argument("--text", metavar="WORDS", help="words of the text")
    listing.add_argument(
        "--variants", action="store_true", help="the words are a name: look for all its spellings"
    )
    form = listing.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="a JSON object a line")
    form.add_argument("--csv", action="store_true", help="comma-separated values with a header")
    listing.set_defaults(run=_list)

    verify = commands.add_parser("verify", help="compare the bundled corpus with its checksums")
    verify.set_defaults(run=_verify)
    return parser


def _table(options: argparse.Namespace) -> int:
    from .bundle import load

    corpus = load()
    _write(_aligned([_COLUMNS, *map(_row, corpus)]))
    _write(
        [
            "",
            f"{len(corpus)} documents, data version {corpus.version}. What to try next:",
            f"  dprkcorpus show {corpus.ids[0]}",
            f"  dprkcorpus show {corpus.ids[0]} --segments",
            "  dprkcorpus clean FILE --explain",
            "  dprkcorpus --help",
        ]
    )
    return 0


_COLUMNS = ("id", "title", "date", "publisher", "genre", "paragraphs", "sentences", "words")


def _list(options: argparse.Namespace) -> int:
    import csv

    from .bundle import load
    from .corpus import ROW

    question = {name: getattr(options, name) for name in (*_NAMES, *_DATES, "text")}
    if options.variants and options.text is not None:
        from .metadata.variants import variants

        question["text"] = variants(options.text)
    corpus = load().where(**question)
    if not (options.json or options.csv):
        _write(_aligned([_COLUMNS, *map(_row, corpus)]))
        return 0
    rows = [
        {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in row.items()
        }
        for row in corpus.metadata()
    ]
    if options.json:
        _write(json.dumps(row, ensure_ascii=False) for row in rows)
    else:
        writer = csv.DictWriter(sys.stdout, list[str](ROW), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return 0


def _row(document: Document) -> tuple[str, ...]:
    known = document.metadata
    counts = (len(document.paragraphs), len(document.sentences), len(document.text.split()))
    issued = known.issued.edtf if known.issued else ""
    words = (document.id, known.title, issued, known.publisher, known.genre)
    return (*(word or "" for word in words), *map(str, counts))


def _aligned(rows: Sequence[Sequence[str]]) -> Iterable[str]:
    """Align columns, numbers to the right; on a terminal, titles are cut to fit its width."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    if sys.stdout.isatty():
        surplus = sum(widths) + 2 * (len(widths) - 1) - shutil.get_terminal_size().columns
        widths[1] = max(min(widths[1], 16), widths[1] - max(surplus, 0))
    for row in rows:
        cells: list[str] = []
        for number, (cell, width) in enumerate(zip(row, widths, strict=True)):
            fitting = cell if len(cell) <= width else cell[: width - 1] + "…"
            cells.append(fitting.rjust(width) if number > 4 else fitting.ljust(width))
        yield "  ".join(cells).rstrip()


def _show(options: argparse.Namespace) -> int:
    from .bundle import load

    corpus: Corpus = load()
    if options.view == "metadata":
        _write([json.dumps(corpus.describe(options.id).to_dict(), ensure_ascii=False, indent=2)])
        return 0
    document = corpus[options.id]
    if options.view == "raw":
        sys.stdout.write(document.raw)
    elif options.view == "sentences":
        _write(_by_paragraph(document))
    elif options.view == "segments":
        _write(_segment_lines(document.raw, document.cleaned.segments))
    else:
        _write([document.text])
    return 0


def _by_paragraph(document: Document) -> Iterable[str]:
    for number, paragraph in enumerate(document.paragraphs):
        if number:
            yield ""
        for sentence in paragraph.sentences:
            # A hard-wrapped sentence spans lines; here each is one line.
            yield " ".join(sentence.text.split("\n"))


def _segment_lines(raw: str, segments: Iterable[Segment]) -> Iterable[str]:
    coloured = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    for segment in segments:
        words = raw[segment.span.start : segment.span.end]
        became = "" if segment.replacement is None else f" -> {segment.replacement!r}"
        place = f"{segment.span.start}-{segment.span.end}"
        line = f"{place:>13}  {segment.label:<10}  {segment.rule:<28}  {words!r}{became}"
        if coloured and segment.label != "body":
            line = f"\x1b[2m{line}\x1b[0m" if segment.label == "space" else f"\x1b[33m{line}\x1b[0m"
        yield line


def _clean(options: argparse.Namespace) -> int:
    from .cleaning.clean import clean

    cleaned = clean(_read(options.file), profile=options.profile, repairs=options.repair)
    if options.explain:
        _write(filter(None, [cleaned.explain()]))
    elif options.json:
        segments = [
            {
                "start": segment.span.start,
                "end": segment.span.end,
                "label": segment.label.value,
                "rule": segment.rule,
                "replacement": segment.replacement,
            }
            for segment in cleaned.segments
        ]
        whole = {"text": cleaned.text, "segments": segments, "reasons": dict(cleaned.reasons)}
        _write([json.dumps(whole, ensure_ascii=False)])
    else:
        _write(filter(None, [cleaned.text]))
    return 0


def _sentences(options: argparse.Namespace) -> int:
    from .sentences import split_sentences

    _write(" ".join(sentence.splitlines()) for sentence in split_sentences(_read(options.file)))
    return 0


def _verify(options: argparse.Namespace) -> int:
    from .bundle import load

    corpus = load()
    faults = corpus.verify()
    for fault in faults:
        sys.stderr.write(f"dprkcorpus: {fault}\n")
    _write([f"{len(corpus)} documents, data version {corpus.version}: {len(faults)} faults"])
    return FAULT if faults else 0


def _read(name: str) -> str:
    try:
        content = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise LoadError(name, error.strerror or str(error)) from error
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise LoadError(name, "not UTF-8", error.start) from error


def _write(lines: Iterable[str]) -> None:
    for line in lines:
        sys.stdout.write(f"{line}\n")
