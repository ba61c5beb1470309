"""Walk through a page as a reader would: run its commands and its Python, compare what they print.

    python docs/walk.py docs/tutorial.md YOUR-CRAWL=../crawl

The commands run in the folder where this is called, one shell for all of them; one that fails ends
the walk. A page says by its form what is done:

- A block of `sh` is run. Where it says `# ends with 1`, its last command shall end with that code.
- A block of `text` right after it is what it prints, with `...` for what may differ.
- A block of `toml` whose first line is `# NAME.toml` is written to that file.
- `<!-- unseen: COMMANDS -->` is run too; so a page has what it takes for granted.
- `<!-- not run: REASON -->` before a block leaves it out.
- WORDS-LIKE-THIS are for the reader to fill in; a block with one that is not given is left out.

It ends with 1 where something prints another thing, or fails.
"""

from __future__ import annotations

import re
import subprocess
import sys
from doctest import ELLIPSIS, NORMALIZE_WHITESPACE, OutputChecker
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

_BLOCK = re.compile(
    r"^<!-- unseen:(?P<unseen>.*?)-->$"
    r"|(?:^ *<!-- not run: (?P<left>[^>]+) -->\n+)?"
    r"^(?P<indent> *)```(?P<kind>\S*)\n(?P<text>.*?)^(?P=indent)```$"
    r"(?:\n\n(?P=indent)```text\n(?P<prints>.*?)^(?P=indent)```$)?",
    re.DOTALL | re.MULTILINE,
)
_TO_FILL_IN = re.compile(r"\b[A-Z]+-[A-Z]+\b")
_NAMED = re.compile(r"# (\S+\.toml)\n")
_ENDS = re.compile(r"# ends with (\d+)")
_MARK = "=== end of a step, code"
_PYTHON = """python - <<'STEP'
import doctest, sys
test = doctest.DocTestParser().get_doctest({text!r}, globals(), "page", "page", 0)
sys.exit(doctest.DocTestRunner().run(test).failed)
STEP
"""


class Block(NamedTuple):
    """A block of a page: of what kind, what it holds, what it prints, why it is left out."""

    kind: str
    text: str
    prints: str | None = None
    left_out: str | None = None


class Step(NamedTuple):
    """What a reader does, what is then printed, and the code; None where the page does not say."""

    does: str
    prints: str | None = None
    code: int = 0


def blocks(page: str) -> list[Block]:
    """Give the blocks of a page in their order."""
    return [
        Block("sh", f"{found['unseen'].strip()}\n")
        if found["unseen"]
        else Block(found["kind"], dedent(found["text"]), found["prints"], found["left"])
        for found in _BLOCK.finditer(page)
    ]


def commands(page: str) -> list[Step]:
    """Give the steps that are commands, and the files that a page shows."""
    steps: list[Step] = []
    for block in blocks(page):
        named, ends = _NAMED.match(block.text), _ENDS.search(block.text)
        if block.left_out or _TO_FILL_IN.search(block.text):
            continue
        if block.kind == "toml" and named:
            steps.append(Step(f"cat > {named[1]} <<'END'\n{block.text}END\n"))
        elif block.kind == "sh":
            steps.append(Step(block.text, block.prints, int(ends[1]) if ends else 0))
    return steps


def steps(page: str, given: Mapping[str, str] | None = None) -> list[Step]:
    """Give the steps of a page; its blocks of Python are one, since they share their names."""
    for word, value in (given or {}).items():
        page = page.replace(word, value)
    python = "".join(block.text for block in blocks(page) if block.kind == "python")
    return [*commands(page), *([Step(_PYTHON.format(text=python))] if python else [])]


def walk(planned: list[Step], **options: object) -> list[str]:
    """Run steps in one shell; give a sentence for each that went otherwise than its page says."""
    script = "".join(
        f"set {'+' if step.code else '-'}e\n{step.does}\nprintf '{_MARK} %s\\n' $?\n"
        for step in planned
    )
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
    for step, printed, code in zip(planned, told[::2], [*told[1::2], ""], strict=False):
        said = step.prints is None or OutputChecker().check_output(
            step.prints, printed, ELLIPSIS | NORMALIZE_WHITESPACE
        )
        if code != str(step.code) or not said:
            faults.append(f"{step.does}ended with {code or 'a fault'} and printed:\n{printed}")
    return faults


if __name__ == "__main__":
    words = dict(word.split("=", 1) for word in sys.argv[2:])
    to_go = steps(Path(sys.argv[1]).read_text(encoding="utf-8"), words)
    wrong = walk(to_go)
    sys.stdout.write("\n".join([*wrong, f"{len(to_go)} steps, {len(wrong)} faults\n"]))
    sys.exit(bool(wrong))
