"""Commands for the bundled corpus and for corpus files: show, list, search, cite, export ..."""

from __future__ import annotations

import csv
import json
import re
import sys
from datetime import date
from typing import TYPE_CHECKING

from ..wording import count
from .output import (
    write,
    write_found,
    write_line,
    write_raw,
    write_segments,
    write_table,
    write_text,
)

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from ..corpus import Corpus
    from ..document import Document
    from .output import AddParser

_NAMES = ("publisher", "agency", "republisher", "genre", "section", "language", "title")
_DATES = {
    "issued": "the date of issue, as it is stated, lies in this time (EDTF)",
    "issued_within": "certainly issued in this time (EDTF)",
    "issued_overlaps": "possibly issued in this time (EDTF)",
}
_VIEWS = {
    "raw": "the text as it was received",
    "text": "the article, one paragraph a line (the default)",
    "sentences": "the sentences, one a line, a blank line between paragraphs",
    "segments": "the raw text with the label and rule of each segment",
    "metadata": "the metadata with their evidence, as JSON",
}


def add_corpus(command: argparse.ArgumentParser) -> None:
    """Add the option that names another corpus than the bundled one."""
    command.add_argument("-c", "--corpus", metavar="FILE", help="a corpus file (default: bundled)")


def _add_filters(command: argparse.ArgumentParser) -> None:
    for name in _NAMES:
        command.add_argument(f"--{name}", metavar="NAME", help=f"the {name}")
    for name, help_ in _DATES.items():
        command.add_argument(f"--{name.replace('_', '-')}", metavar="DATE", help=help_)
    command.add_argument("--text", metavar="WORDS", help="words of the text")
    command.add_argument(
        "--variants", action="store_true", help="the words are a name: look for all its spellings"
    )
    command.add_argument(
        "--duplicates", choices=("first",), help="of documents with the same text the original"
    )


def add_commands(add: AddParser) -> None:
    """Add the commands, each by `add`."""
    show = add("show", help="show one document")
    show.add_argument("id", metavar="ID", help="the id of a document, as list tells it")
    view = show.add_mutually_exclusive_group()
    for name, help_ in _VIEWS.items():
        view.add_argument(f"--{name}", dest="view", action="store_const", const=name, help=help_)
    show.set_defaults(run=_show, view="text")

    listing = add("list", help="list the documents for which all that is said holds")
    _add_filters(listing)
    form = listing.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="a JSON object a line")
    form.add_argument("--csv", action="store_true", help="comma-separated values with a header")
    listing.set_defaults(run=_list)

    search = add("search", help="find documents by words, the best first")
    search.add_argument(
        "query", metavar="QUERY", help="words, AND, OR, NOT, NEAR, title:word, wor*"
    )
    search.add_argument("-n", "--limit", type=int, default=20, help="how many (default: 20)")
    search.add_argument("--json", action="store_true", help="a JSON object a line, with spans")
    search.set_defaults(run=_search)

    kwic = add("kwic", help="show words in context, a line for each time they stand")
    kwic.add_argument("pattern", metavar="WORDS", help="words that follow each other, in any case")
    kwic.add_argument("--regex", action="store_true", help="the words are a regular expression")
    kwic.add_argument("--width", type=int, default=40, help="characters each side (default: 40)")
    _add_filters(kwic)
    kwic.set_defaults(run=_kwic)

    cite = add("cite", help="give the reference of a document")
    cite.add_argument("id", metavar="ID", help="the id of a document, as list tells it")
    cite.add_argument(
        "--style", metavar="NAME", default="bibtex", help="bibtex, csl-json, or a CSL style"
    )
    cite.set_defaults(run=_cite)

    export = add("export", help="write documents in a form that other tools read")
    export.add_argument("format", metavar="FORMAT", help="one of those that --formats lists")
    export.add_argument("ids", metavar="ID", nargs="*", help="the id of a document (default: all)")
    export.add_argument("-o", "--output", metavar="PATH", help="a file or folder (default: output)")
    export.add_argument("--offsets", metavar="UNIT", default="code points", help="utf-8, utf-16")
    export.set_defaults(run=_export)

    info = add("info", help="tell what is in a corpus")
    info.set_defaults(run=_info)
    verify = add("verify", help="re-read a corpus and compare all checksums")
    verify.set_defaults(run=_verify)
    for command in (show, listing, search, kwic, cite, export, info, verify):
        add_corpus(command)


def opened(options: argparse.Namespace) -> Corpus:
    """Give the corpus that was asked for."""
    if options.corpus is None:
        from ..bundle import load

        return load()
    from ..store import open_corpus

    return open_corpus(options.corpus)


def _filtered(options: argparse.Namespace) -> Corpus:
    question = {name: getattr(options, name) for name in (*_NAMES, *_DATES, "text", "duplicates")}
    if options.variants and options.text is not None:
        from ..metadata.variants import variants

        question["text"] = variants(options.text)
    return opened(options).where(**question)


_COUNTS = ("paragraphs", "sentences", "words")
_COLUMNS = ("id", "title", "date", "publisher", "genre", *_COUNTS)


def _write_table(corpus: Corpus) -> None:
    rows = [_COLUMNS, *map(_row, corpus)]
    write_table(rows, numbers=_COUNTS, spare=(*_COUNTS, "genre", "publisher"))


def _row(document: Document) -> tuple[str, ...]:
    known = document.metadata
    counts = (len(document.paragraphs), len(document.sentences), len(document.text.split()))
    issued = known.issued.edtf if known.issued else ""
    words = (document.id, known.title, issued, known.publisher, known.genre)
    return (*(word or "" for word in words), *map(str, counts))


def _counted(corpus: Corpus) -> str:
    return f"{count(len(corpus), 'document')}, data version {corpus.version}"


def overview(options: argparse.Namespace) -> int:
    """Show the bundled corpus, and what to try next."""
    corpus = opened(options)
    _write_table(corpus)
    write(
        [
            "",
            f"{_counted(corpus)}. What to try next:",
            f"  dprkcorpus show {corpus.ids[0]}",
            f"  dprkcorpus show {corpus.ids[0]} --segments",
            "  dprkcorpus clean FILE --explain",
            "  dprkcorpus build FOLDER my.corpus",
            "  dprkcorpus report my.corpus -o report.html",
            "  dprkcorpus --help",
        ]
    )
    return 0


def _list(options: argparse.Namespace) -> int:
    from ..sources import ROW

    corpus = _filtered(options)
    if not (options.json or options.csv):
        _write_table(corpus)
        return 0
    rows = (
        {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in row.items()
        }
        for row in corpus.metadata()
    )
    if options.json:
        write(json.dumps(row, ensure_ascii=False) for row in rows)
    else:
        writer = csv.DictWriter(sys.stdout, list[str](ROW), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return 0


def _show(options: argparse.Namespace) -> int:
    corpus = opened(options)
    if options.view == "metadata":
        write([json.dumps(corpus.describe(options.id).to_dict(), ensure_ascii=False, indent=2)])
        return 0
    document = corpus[options.id]
    if options.view == "raw":
        write_raw(document)
    elif options.view == "sentences":
        write_text(document, _by_paragraph(document))
    elif options.view == "segments":
        write_segments(document.raw, document.cleaned.segments)
    else:
        write_text(document, document.text.split("\n"))
    return 0


def _by_paragraph(document: Document) -> Iterable[str]:
    for number, paragraph in enumerate(document.paragraphs):
        if number:
            yield ""
        for sentence in paragraph.sentences:
            # A hard-wrapped sentence spans lines; here each is one line.
            yield " ".join(sentence.text.split("\n"))


def _search(options: argparse.Namespace) -> int:
    for hit in opened(options).search(options.query, limit=options.limit):
        if options.json:
            plain = {
                "id": hit.id,
                "title": hit.title,
                "spans": hit.spans,
                "raw_spans": hit.raw_spans,
                "excerpt": hit.excerpt,
            }
            write([json.dumps(plain, ensure_ascii=False)])
        else:
            write_found(f"{hit.id}: {hit.title or ''}", hit.excerpt)
    return 0


def _kwic(options: argparse.Namespace) -> int:
    lines = _filtered(options).kwic(options.pattern, width=options.width, regex=options.regex)
    for line in lines:
        # A line break inside of it would make it two lines.
        left, match, right = (
            re.sub(r"\s", " ", part) for part in (line.left, line.match, line.right)
        )
        write_line(line.id, left, match, right, options.width)
    return 0


def _cite(options: argparse.Namespace) -> int:
    write([opened(options)[options.id].cite(options.style).rstrip("\n")])
    return 0


def _export(options: argparse.Namespace) -> int:
    from ..corpus import Corpus
    from ..export import export

    corpus = opened(options)
    if options.ids:
        corpus = Corpus.of([corpus[id] for id in options.ids])
    export(corpus, options.format, options.output or sys.stdout, offsets=options.offsets)
    return 0


def _info(options: argparse.Namespace) -> int:
    corpus = opened(options)
    write([_counted(corpus)])
    for field in ("publisher", "agency", "republisher", "genre", "section", "language"):
        counts = corpus.facets(field)
        told = ", ".join(f"{value or 'not known'} {number}" for value, number in counts.items())
        write([f"{field}: {told}"])
    dates = [known for row in corpus.metadata() if (known := row["earliest"] or row["latest"])]
    if dates:
        write([f"issued: {min(dates)} to {max(dates)}, {len(corpus) - len(dates)} not known"])
    return 0


def _verify(options: argparse.Namespace) -> int:
    corpus = opened(options)
    faults = corpus.verify()
    for fault in faults:
        sys.stderr.write(f"dprkcorpus: {fault}\n")
    write([f"{_counted(corpus)}: {count(len(faults), 'fault')}"])
    return 1 if faults else 0
