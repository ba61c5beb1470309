"""What commands print on a terminal: colour, labels, lines that fit, nothing that acts unseen."""

import importlib.util
import os
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

import dprkcorpus
from dprkcorpus import Record, build

pty = pytest.importorskip("pty", reason="there are no pseudo-terminals here")

RICH = importlib.util.find_spec("rich") is not None
needs_rich = pytest.mark.skipif(not RICH, reason="the extra 'cli' is not installed")
PAGE = (
    "Dam Finished in Valley\nPyongyang, May 4 (KCNA) -- The dam was finished in the valley on "
    "Monday, and all who were there were glad of it. -0-\nShare this:\n"
)
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture
def terminal(tmp_path):
    """Run a command on a terminal of its own, of 70 columns."""
    import fcntl
    import struct
    import termios

    def run(*arguments, width=70, without_rich=False, **environment):
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, width, 0, 0))
        package = Path(dprkcorpus.__file__).parents[1]
        known = {**os.environ, "PYTHONPATH": str(package), "TERM": "xterm-256color"}
        for name in ("COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "COLORTERM"):
            known.pop(name, None)
        hidden = "sys.modules['rich'] = None; " if without_rich else ""
        code = f"import sys; {hidden}from dprkcorpus.cli import main; sys.exit(main())"
        process = subprocess.Popen(
            [sys.executable, "-c", code, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=theirs,
            stderr=theirs,
            env={**known, **environment},
            cwd=tmp_path,
        )
        os.close(theirs)
        out = b""
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:  # Linux says so when the other end was closed.
                break
            if not part:
                break
            out += part
        os.close(ours)
        process.wait()
        return out.decode("utf-8").replace("\r\n", "\n")

    return run


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    return str(path)


def _width(line):
    wide = sum(unicodedata.east_asian_width(one) in "WF" for one in line)
    return len(line) + wide


TABLES = [(), ("list",), ("rules", "kcnawatch"), ("kwic", "movement")]
VIEWS = [
    ("show", "kim-tells-committee", "--segments"),
    ("show", "kim-tells-committee", "--raw"),
    ("show", "kim-tells-committee", "--sentences"),
    ("show", "kim-tells-committee"),
    ("search", "movement"),
]


@needs_rich
@pytest.mark.parametrize("arguments", [*TABLES, *VIEWS], ids=" ".join)
@pytest.mark.parametrize("width", [60, 110])
def test_with_rich_every_line_fits_the_terminal_and_has_colour(terminal, arguments, width):
    out = terminal(*arguments, width=width)
    assert "\x1b[" in out
    plain = _COLOUR.sub("", out)
    assert "\x1b" not in plain
    # What to try next is to be copied, and is never broken.
    lines = [line for line in plain.splitlines() if not line.startswith(("  dprkcorpus", "5 doc"))]
    assert max(map(_width, lines)) <= width


@pytest.mark.parametrize("arguments", TABLES, ids=" ".join)
@pytest.mark.parametrize("width", [80, 110])
def test_without_rich_tables_fit_the_terminal_and_have_no_colour(terminal, arguments, width):
    out = terminal(*arguments, width=width, without_rich=True)
    assert "\x1b" not in out
    lines = [line for line in out.splitlines() if not line.startswith(("  dprkcorpus", "5 doc"))]
    assert max(map(_width, lines)) <= width


@needs_rich
@pytest.mark.parametrize("arguments", [*TABLES, *VIEWS], ids=" ".join)
def test_no_color_is_respected(terminal, arguments):
    out = terminal(*arguments, NO_COLOR="1")
    assert "\x1b" not in out


@needs_rich
def test_a_terminal_that_knows_no_codes_gets_none(terminal):
    assert "\x1b" not in terminal("show", "kim-tells-committee", "--segments", TERM="dumb")


@needs_rich
def test_clean_explains_in_colour_with_labels_and_reasons(terminal, page):
    out = terminal("clean", page, "--explain")
    assert "\x1b[" in out
    plain = _COLOUR.sub("", out)
    for told in ("title", "dateline", "endmark", "share", "Buttons to pass the page on."):
        assert told in plain


def test_clean_explains_the_same_without_rich(terminal, page):
    out = terminal("clean", page, "--explain", without_rich=True)
    assert out == dprkcorpus.clean(PAGE).explain() + "\n"


@needs_rich
def test_the_raw_text_names_its_labels(terminal):
    plain = _COLOUR.sub("", terminal("show", "kim-tells-committee", "--raw"))
    assert "[promo] NORTH KOREAN ELITES" in plain


@pytest.mark.parametrize("without_rich", [True, False])
@pytest.mark.parametrize(
    "arguments",
    [
        *(("show", "a", *view) for view in ((), ("--raw",), ("--segments",), ("--sentences",))),
        ("search", "rained"),
        ("kwic", "rained"),
        ("list",),
    ],
    ids=" ".join,
)
def test_a_hostile_text_cannot_control_the_terminal(terminal, tmp_path, arguments, without_rich):
    hostile = "\x1b]0;owned\x07\x1b[2J\x9b31m It rained \u202e[bold red]all[/] day.\r\x08"
    build([Record(hostile, "a", title=hostile)], tmp_path / "my.corpus")
    out = terminal(*arguments, "-c", "my.corpus", without_rich=without_rich)
    shown = _COLOUR.sub("", out)
    for bad in ("\x1b", "\x07", "\x08", "\x9b", "\u202e", "\r"):
        assert bad not in shown
    assert re.search(r"⟨U\+|\\x1b", shown)


def test_no_command_colours_what_goes_to_a_file(page):
    for arguments in (*TABLES, *VIEWS, ("clean", page, "--explain")):
        found = subprocess.run(
            [sys.executable, "-m", "dprkcorpus", *arguments],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONPATH": str(Path(dprkcorpus.__file__).parents[1])},
        )
        assert b"\x1b" not in found.stdout


@pytest.mark.parametrize("without_rich", [True, pytest.param(False, marks=needs_rich)])
def test_a_build_tells_documents_speed_errors_and_time_left(terminal, tmp_path, without_rich):
    lines = [f'{{"id": "{n}", "text": "{"It rained. " * 400}"}}\n' for n in range(1500)]
    (tmp_path / "crawl.jsonl").write_text("".join(lines), encoding="utf-8")
    out = terminal("build", "crawl.jsonl", "my.corpus", width=110, without_rich=without_rich)
    for told in ("records", "MB/s", "0 errors", "left", "%"):
        assert told in out
    assert out.rstrip().splitlines()[-1].endswith("MB/s)")
