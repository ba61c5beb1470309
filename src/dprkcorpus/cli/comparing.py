"""Commands that tell of whole corpora: report, diff."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from ..errors import LoadError
from .output import write, write_change

if TYPE_CHECKING:
    import argparse

    from .output import AddParser

_FAULT = 2
_SQLITE = b"SQLite format 3\0"


def add_commands(add: AddParser) -> None:
    """Add the commands, each by `add`."""
    report = add(
        "report",
        help="write a page of HTML on a corpus: what is in it, what was removed, what to check",
        description="Charts need the extra 'report'; without it the page has tables alone.",
    )
    report.add_argument(
        "source",
        metavar="CORPUS|FILE",
        nargs="?",
        help="a corpus file, or anything that build reads (default: the bundled corpus)",
    )
    report.add_argument("-o", "--output", metavar="PATH", default="report.html", help="the page")
    report.add_argument("--title", metavar="WORDS", help="the page's title")
    report.add_argument("--against", metavar="OLD", help="an older corpus: tell what changed too")
    report.set_defaults(run=_report)

    diff = add(
        "diff",
        help="tell which documents changed from one corpus to another, and how",
        description="Exit code 0 says that nothing differs, 1 that something does, 2 is a fault.",
    )
    diff.add_argument("old", metavar="OLD", help="a corpus file")
    diff.add_argument("new", metavar="NEW", help="a corpus file")
    diff.add_argument("-o", "--output", metavar="PATH", help="write a page of HTML, side by side")
    diff.add_argument("--brief", action="store_true", help="name the documents alone")
    diff.set_defaults(run=_diff, fault=_FAULT)


def _report(options: argparse.Namespace) -> int:
    from ..bundle import load
    from ..corpus import Corpus
    from ..report import charts, report
    from ..store import open_corpus
    from ..store.building import build
    from ..store.catalogue import Store

    against = None if options.against is None else open_corpus(options.against)
    if options.source is None:
        title = options.title or "The bundled corpus"
        report(load(), options.output, title=title, against=against)
    else:
        with TemporaryDirectory(prefix="dprkcorpus-", ignore_cleanup_errors=True) as folder:
            path = Path(options.source)
            if not path.exists():
                raise LoadError(options.source, "there is no such file or folder")
            if not _is_database(path):
                path = Path(folder, "read.corpus")
                build(options.source, path, on_error="collect")
            store = Store(path)
            title = options.title or Path(options.source).name
            errors = store.errors()
            report(Corpus(store), options.output, title=title, errors=errors, against=against)
    write([f"{options.output}: {Path(options.output).stat().st_size / 1e6:.2f} MB"])
    if not charts.available():
        write(["There are no charts without the extra 'report': pip install 'dprkcorpus[report]'"])
    return 0


def _is_database(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as stream:
        return stream.read(len(_SQLITE)) == _SQLITE


def _diff(options: argparse.Namespace) -> int:
    from ..compare import compare
    from ..store import open_corpus

    old, new = open_corpus(options.old), open_corpus(options.new)
    counts: Counter[str] = Counter()
    for change in compare(old, new):
        counts[change.kind] += 1
        if options.output:
            continue
        if options.brief:
            parts = f": {', '.join(change.parts)}" if change.parts else ""
            write([f"{change.kind} {change.id}{parts}"])
        else:
            write_change(change)
    if options.output:
        from ..report.changes import changes_page

        title = f"{Path(options.old).name} and {Path(options.new).name}"
        Path(options.output).write_text(
            changes_page(old, new, title=title), encoding="utf-8", newline="\n"
        )
    same = len(new) - counts["new"] - counts["changed"]
    told = ", ".join(f"{counts[kind]} {kind}" for kind in ("new", "gone", "changed"))
    write([f"{told}, {same} the same"])
    return 1 if counts else 0
