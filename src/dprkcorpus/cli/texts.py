"""Commands for texts in files: clean, sentences, rules."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import LoadError
from .corpora import add_corpus, opened
from .output import write, write_explained, write_table

if TYPE_CHECKING:
    import argparse

    from ..cleaning.cleaned import Cleaned
    from .output import AddParser


def add_commands(add: AddParser) -> None:
    """Add the commands, each by `add`."""
    clean = add("clean", help="clean a text of what is not the article")
    clean.add_argument("file", metavar="FILE", help="a UTF-8 text file, - for standard input")
    clean.add_argument("--profile", help="a site profile: a name or a TOML file (default: found)")
    clean.add_argument("--repair", action="append", default=[], metavar="NAME", help="a repair")
    form = clean.add_mutually_exclusive_group()
    form.add_argument("--explain", action="store_true", help="tell every removal and its reason")
    form.add_argument("--json", action="store_true", help="text, segments and reasons as JSON")
    clean.set_defaults(run=_clean)

    sentences = add("sentences", help="split a text, one sentence a line")
    sentences.add_argument("file", metavar="FILE", help="a UTF-8 text file, - for standard input")
    sentences.set_defaults(run=_sentences)

    rules = add("rules", help="show every cleaning rule and how often it applied")
    rules.add_argument(
        "profile", nargs="*", metavar="PROFILE", help="a site profile (default: all)"
    )
    rules.add_argument("--json", action="store_true", help="a JSON object a line")
    add_corpus(rules)
    rules.set_defaults(run=_rules)


def _clean(options: argparse.Namespace) -> int:
    from ..cleaning.clean import clean

    cleaned = clean(_read(options.file), profile=options.profile, repairs=options.repair)
    if options.explain:
        write_explained(cleaned.explain())
    elif options.json:
        write([json.dumps(_plain(cleaned), ensure_ascii=False)])
    else:
        write(filter(None, [cleaned.text]))
    return 0


def _plain(cleaned: Cleaned) -> dict[str, object]:
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
    return {"text": cleaned.text, "segments": segments, "reasons": dict(cleaned.reasons)}


def _sentences(options: argparse.Namespace) -> int:
    from ..sentences import split_sentences

    write(" ".join(sentence.splitlines()) for sentence in split_sentences(_read(options.file)))
    return 0


def _rules(options: argparse.Namespace) -> int:
    from ..cleaning.profiles import rules

    counts = Counter(
        segment.rule for document in opened(options) for segment in document.cleaned.segments
    )
    found = rules(options.profile or None)
    if options.json:
        for rule in found:
            plain = {"id": rule.id, "label": rule.label.value, "why": rule.why}
            told = {**plain, "example": rule.example, "applied": counts[rule.id]}
            write([json.dumps(told, ensure_ascii=False)])
        return 0
    rows = [("rule", "why", "example", "label", "applied")]
    rows += [
        (rule.id, rule.why, rule.example, rule.label.value, str(counts[rule.id])) for rule in found
    ]
    write_table(rows, numbers=("applied",), spare=("example",))
    return 0


def _read(name: str) -> str:
    try:
        content = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise LoadError(name, error.strerror or str(error)) from error
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise LoadError(name, "not UTF-8", error.start) from error
