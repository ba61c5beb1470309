"""Walk through a page as a reader would: run its commands and its Python, compare what they print.

    python docs/walk.py docs/tutorial.md YOUR-CRAWL=../crawl

The commands run in the folder where this is called, one shell for all of them. A block of `text`
right after a block of commands is what these print, with `...` for what may differ. WORDS-LIKE-THIS
are for the reader to fill in; blocks that hold others than those given are left out. It ends with 1
where something prints another thing, or fails.
"""

from __future__ import annotations

import re
import subprocess
import sys
from doctest import ELLIPSIS, NORMALIZE_WHITESPACE, OutputChecker
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

_BLOCK = re.compile(
    r"^```(sh|python)\n(.*?)^```\n(?:\n```text\n(.*?)^```$)?", re.DOTALL | re.MULTILINE
)
_TO_FILL_IN = re.compile(r"\b[A-Z]+-[A-Z]+\b")
_MARK = "=== end of a step, code"
_PYTHON = """python - <<'STEP'
import doctest, sys
test = doctest.DocTestParser().get_doctest({text!r}, globals(), "page", "page", 0)
sys.exit(doctest.DocTestRunner().run(test).failed)
STEP
"""


class Step(NamedTuple):
    """What a reader does, and what is then printed; None where the page does not say."""

    does: str
    prints: str | None


def steps(page: str, given: Mapping[str, str] | None = None) -> list[Step]:
    """Give the steps of a page; its blocks of Python are one, since they share their names."""
    for word, value in (given or {}).items():
        page = page.replace(word, value)
    found: list[Step] = []
    python: list[str] = []
    for kind, text, prints in _BLOCK.findall(page):
        if kind == "python":
            python.append(text)
        elif not _TO_FILL_IN.search(text):
            found.append(Step(text, prints or None))
    return [*found, *([Step(_PYTHON.format(text="".join(python)), None)] if python else [])]


def walk(planned: list[Step], **options: object) -> list[str]:
    """Run steps in one shell; give a sentence for each that went otherwise than its page says."""
    script = "".join(f"{step.does}\nprintf '{_MARK} %s\\n' $?\n" for step in planned)
    ran = subprocess.run(
        ["sh"],
        input=script,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
        **options,  # type: ignore[call-overload]
    )
    told = re.split(rf"{_MARK} (\d+)\n", ran.stdout)
    faults: list[str] = []
    for place, step in enumerate(planned):
        printed, code = [*told[2 * place : 2 * place + 2], "", ""][:2]
        said = OutputChecker().check_output(
            step.prints or "", printed, ELLIPSIS | NORMALIZE_WHITESPACE
        )
        if code != "0" or (step.prints is not None and not said):
            faults.append(f"{step.does}ended with {code or 'no'} code and printed:\n{printed}")
    return faults


if __name__ == "__main__":
    words = dict(word.split("=", 1) for word in sys.argv[2:])
    to_go = steps(Path(sys.argv[1]).read_text(encoding="utf-8"), words)
    wrong = walk(to_go)
    sys.stdout.write("\n".join([*wrong, f"{len(to_go)} steps, {len(wrong)} faults\n"]))
    sys.exit(bool(wrong))
