"""Finds every regular expression of the package: where it stands, what it says, how it is used.

python tests/patterns/collect.py prints them, a line of JSON each. The engine is watched while all
modules are loaded and the whole way is gone, once; what is found is compared with the source, so no
pattern can be overlooked.
"""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
import warnings
from contextlib import redirect_stdout, suppress
from importlib import import_module
from io import BytesIO, StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import dprkcorpus

PACKAGE = Path(dprkcorpus.__file__).parent
FUNCTIONS = {
    *("compile", "match", "fullmatch", "search", "finditer", "findall", "sub", "subn", "split"),
}
OPTIONAL = ("arrow/", "export/parquet.py", "report/charts.py", "spacy.py")
"""What can be loaded only where an extra is installed."""


class Site(NamedTuple):
    """A place in the source where a pattern is compiled or used.

    `name` is what it is bound to, else the function that it stands in, with brackets behind.
    """

    file: str
    first: int
    last: int
    name: str
    function: str


class Pattern(NamedTuple):
    """A pattern as the engine saw it, with the file and line that asked for it."""

    source: str | bytes
    flags: int
    file: str
    line: int


def sites() -> list[Site]:
    """Give every place of the source where a pattern is compiled or used."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        file = path.relative_to(PACKAGE).as_posix()
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names: dict[int, str] = {}
        for node in ast.walk(tree):
            # Outer before inner: what stands deeper overwrites.
            if isinstance(node, ast.FunctionDef):
                names |= {id(one): f"{node.name}()" for one in ast.walk(node)}
        for node in tree.body:
            if isinstance(node, (ast.Assign, ast.AnnAssign)) and node.value is not None:
                target = node.targets[0] if isinstance(node, ast.Assign) else node.target
                names |= {id(one): ast.unparse(target) for one in ast.walk(node.value)}
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            module, _, function = ast.unparse(node.func).rpartition(".")
            if (module in ("re", "regex") and function in FUNCTIONS) or (
                not module and function == "pattern" and file.startswith("sentences/")
            ):
                end = node.end_lineno or node.lineno
                found.append(Site(file, node.lineno, end, names.get(id(node), ""), function))
    return found


def how(site: Site) -> set[str]:
    """Give the methods by which a pattern is used that has a name, or is used where it stands."""
    if site.function not in ("compile", "pattern"):
        return {site.function}
    if site.name.endswith("()") or not site.name:
        return set()
    where = PACKAGE.rglob("*.py") if site.name[0] != "_" else [PACKAGE / site.file]
    call = re.compile(rf"\b{re.escape(site.name)}(?:\[\w+\])?\.({'|'.join(sorted(FUNCTIONS))})\b")
    return {found[1] for path in where for found in call.finditer(path.read_text(encoding="utf-8"))}


def watched() -> list[Pattern]:
    """Give every pattern that an engine is asked for on the whole way."""
    import regex

    seen: dict[Pattern, None] = {}
    engines = (re, "_compile"), (regex, "compile")
    inner = [getattr(module, name) for module, name in engines]

    def watching(compile_):
        def compiling(source, flags=0, **more):
            frame = sys._getframe(1)
            while frame is not None and "dprkcorpus" not in frame.f_code.co_filename:
                frame = frame.f_back
            if frame is not None:
                file = Path(frame.f_code.co_filename)
                if PACKAGE in file.parents:
                    place = file.relative_to(PACKAGE).as_posix()
                    seen[Pattern(source, int(flags), place, frame.f_lineno)] = None
            return compile_(source, flags, **more)

        return compiling

    for (module, name), compile_ in zip(engines, inner, strict=True):
        setattr(module, name, watching(compile_))
    try:
        _go_the_whole_way()
    finally:
        for (module, name), compile_ in zip(engines, inner, strict=True):
            setattr(module, name, compile_)
    return [*seen, *_postponed()]


def _postponed() -> list[Pattern]:
    """Give the patterns of the splitter, which are compiled when they are first used."""
    found = []
    for site in sites():
        if site.function == "pattern":
            module = import_module(f"dprkcorpus.{site.file[:-3].replace('/', '.')}")
            source = getattr(module, site.name)._source
            found.append(Pattern(source, 0, site.file, site.first))
    return found


def _go_the_whole_way() -> None:
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        if parts[-1] != "__main__":
            with suppress(ImportError):
                import_module(
                    ".".join(("dprkcorpus", *(one for one in parts if one != "__init__")))
                )
    import dprkcorpus
    from dprkcorpus.cli import main as command_line
    from dprkcorpus.export import export

    story = "Rain, page 1\n\nPyongyang, May 4 (KCNA) -- It rained in May 2024. -0-\n"
    for name in dprkcorpus.profiles():
        dprkcorpus.clean(story, profile=name)
    dprkcorpus.clean(story, repairs=["doubled-title"][:0])
    with TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        crawl = Path(folder, "crawl")
        crawl.mkdir()
        (crawl / "a.json").write_text(json.dumps({"stories": [{"id": "a b", "text": story}] * 2}))
        (crawl / "b.html").write_text(f"<html><body><p>{story * 9}</p></body></html>")
        head = b"WARC/1.0\r\nWARC-Type: response\r\n folded\r\nContent-Length: 40\r\n\r\n"
        (crawl / "c.warc").write_bytes(head + b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 21 + b"\r\n\r\n")
        path = Path(folder, "my.corpus")
        dprkcorpus.build(crawl, path, on_error="skip")
        dprkcorpus.build([dprkcorpus.Record(story, "odd id", url="http://a.example/")], path)
        corpus = dprkcorpus.open_corpus(path)
        str(next(corpus.kwic("rained")))
        list(corpus.kwic("r.ined", regex=True))
        corpus.search("rained")
        [document._repr_html_() for document in corpus]
        assert dprkcorpus.FuzzyDate("2024").precision
        assert dprkcorpus.split_sentences(
            "“Stop!” he said at 5 p.m. It was No. 1. A [1] (b). He left."
        )
        broken = b'[{"id": 1, "text": "a"}, {"id": 2, "text": ?}, {"id": 3, "text": "b"}]'
        assert list(dprkcorpus.read(BytesIO(broken), format="json", on_error="skip"))
        with redirect_stdout(StringIO()):
            command_line(["kwic", "rained", "--corpus", str(path)])
        for name in ("bibtex", "tei", "data-package", "jsonl"):
            export(corpus, name, Path(folder, name))


def printed() -> list[Pattern]:
    """Give what this script prints, in a Python of its own: there all modules are loaded anew."""
    found = subprocess.run(
        [sys.executable, __file__],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    lines = map(json.loads, found.stdout.splitlines())
    return [
        Pattern(told["source"] if told["text"] else told["source"].encode("latin-1"), *told["rest"])
        for told in lines
    ]


def main() -> None:
    """Print them all."""
    for source, *rest in watched():
        text = isinstance(source, str)
        told = source if text else source.decode("latin-1")
        sys.stdout.write(json.dumps({"source": told, "text": text, "rest": rest}) + "\n")


if __name__ == "__main__":
    main()
