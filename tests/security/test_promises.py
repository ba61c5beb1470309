"""What docs/security.md promises of all code: no network, no code from data, no shell, no paths."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import dprkcorpus

PACKAGE = Path(dprkcorpus.__file__).parent
FILES = sorted(PACKAGE.rglob("*.py"))

MODULES = {
    *("asyncio", "code", "codeop", "ctypes", "dbm", "ftplib", "http", "imaplib", "marshal"),
    *("pickle", "poplib", "pty", "runpy", "shelve", "smtplib", "socket", "socketserver", "ssl"),
    *("subprocess", "telnetlib", "urllib.request", "webbrowser", "xmlrpc", "yaml", "requests"),
    *("httpx", "urllib3", "aiohttp", "xml.sax", "xml.dom", "xml.parsers", "lxml"),
}
CALLS = {"eval", "exec", "compile", "__import__", "breakpoint"}
METHODS = {
    *("os.system", "os.popen", "os.startfile", "tempfile.mktemp", "ET.fromstring", "ET.parse"),
    *("ET.XML", "ET.iterparse"),
}
UNPACKING = {"extractall", "extract"}

# Where one of them is used all the same, and why that is safe.
EXCEPTIONS = {
    # A build's processes talk to those that it started itself, over pipes that nobody else has.
    ("store/making.py", "pickle"),
    # The styles of citations come with an installed package.
    ("export/citation.py", "ET.parse"),
}


def uses(path):
    """Give what a file uses of that which is not to be used."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        for name in names:
            parts = name.split(".")
            for end in range(1, len(parts) + 1):
                if ".".join(parts[:end]) in MODULES:
                    yield ".".join(parts[:end])
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            if called in CALLS | METHODS or called.split(".")[-1] in UNPACKING:
                yield called
            if called.startswith(("os.exec", "os.spawn", "os.posix_spawn")):
                yield called


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_code_reaches_the_network_a_shell_or_runs_data(path):
    place = path.relative_to(PACKAGE).as_posix()
    assert {(place, use) for use in uses(path)} <= EXCEPTIONS


def test_every_exception_is_still_needed():
    used = {(path.relative_to(PACKAGE).as_posix(), use) for path in FILES for use in uses(path)}
    assert used >= EXCEPTIONS


EVERYTHING = """
import gzip, json, sys, zipfile
from pathlib import Path

folder = Path(sys.argv[1])
story = "Rain\\n\\nPyongyang, May 4 (KCNA) -- It rained. Farmers were glad. -0-"
crawl = folder / "crawl"
crawl.mkdir()
(crawl / "a.txt").write_text(story)
(crawl / "b.jsonl").write_text(json.dumps({"text": story, "url": "http://example.org/1"}) + "\\n")
(crawl / "c.json").write_text(json.dumps([{"text": story, "id": "../../c"}]))
(crawl / "d.csv").write_text("title,text\\nRain,It rained.\\n")
(crawl / "e.txt.gz").write_bytes(gzip.compress(story.encode()))
with zipfile.ZipFile(crawl / "f.zip", "w") as archive:
    archive.writestr("../../escaped.txt", story)
(crawl / "g.html").write_text(
    "<!DOCTYPE x [<!ENTITY e SYSTEM 'http://example.org/e'>]><html><body><article><p>"
    + "It rained all day in the fields and the farmers were glad of it. &e;</p><p>" * 20
    + "<img src='http://example.org/i.png'></article></body></html>"
)
(crawl / "h.warc").write_bytes(b"WARC/1.0\\r\\nContent-Length: 0\\r\\n\\r\\n\\r\\n\\r\\n")

# What is loaded before counts as the interpreter's own.
import concurrent.futures.process, multiprocessing.connection, sqlite3, tempfile, tomllib
seen = []
WATCHED = (
    # That a socket is made says nothing: urllib3, which trafilatura needs, asks for IPv6 so.
    "socket.connect", "socket.getaddrinfo", "socket.gethostby", "socket.send", "socket.listen",
    "subprocess.", "os.system", "os.exec", "os.spawn", "os.posix_spawn", "os.fork", "pickle.",
    "urllib.", "http.", "ftplib.", "smtplib.", "webbrowser.", "sqlite3.load_extension",
    "sqlite3.connect", "os.remove", "os.rename", "os.mkdir", "os.symlink", "os.link",
    "os.truncate", "os.chmod", "shutil.",
)
def watch(event, args):
    if event.startswith(WATCHED):
        seen.append([event, repr(args)])
    elif event == "open" and (args[2] or 0) & 3 and "__pycache__" not in str(args[0]):
        seen.append(["write", str(args[0])])
sys.addaudithook(watch)

import dprkcorpus, dprkcorpus.errors
from dprkcorpus.export import FORMATS, export
from dprkcorpus.report import report

dprkcorpus.load().verify()
path = folder / "my.corpus"
built = dprkcorpus.build(crawl, path, on_error="collect")
dprkcorpus.build(crawl, path, on_error="collect")
corpus = dprkcorpus.open_corpus(path)
for document in corpus:
    document.cleaned.explain(), document.sentences, document._repr_html_()
corpus.search("rained"), list(corpus.kwic("r.*d", regex=True)), corpus.duplicates(), corpus.verify()
for name, form in FORMATS.items():
    try:
        export(corpus, name, folder / f"out-{name}{form.ending or ''}")
    except dprkcorpus.errors.MissingExtraError:
        pass
try:
    report(corpus, folder / "report.html")
except dprkcorpus.errors.MissingExtraError:
    pass
print(json.dumps({"seen": list(seen), "documents": len(corpus), "failed": str(built.errors)}))
"""


def test_the_whole_way_reaches_nothing_but_the_paths_it_is_given(tmp_path):
    found = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", EVERYTHING, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    assert found.returncode == 0, found.stderr
    told = json.loads(found.stdout.splitlines()[-1])
    assert told["documents"] >= 4, told["failed"]
    inside = (str(tmp_path), ":memory:", os.devnull, "sqlite3.Connection")
    on_files = ("write", "sqlite3.connect", "os.remove", "os.rename", "os.mkdir")
    outside = [
        [event, args]
        for event, args in told["seen"]
        if not event.startswith(on_files) or not any(place in args for place in inside)
    ]
    assert outside == []
    assert not list(tmp_path.parent.glob("escaped*"))
