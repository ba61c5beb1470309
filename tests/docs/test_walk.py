"""Every page does what it says; `.ci/run` walks the tutorial whole, in a fresh environment."""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).parents[2]
TUTORIAL = ROOT / "docs" / "tutorial.md"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
RUN = {"sh", "toml", "python", "{toctree}"}
# Python is run by Sybil, and that of the engines by their tests.
PYTHON_RUNS = {ROOT / "docs", ROOT / "docs" / "how-to", ROOT / "docs" / "engines"}

pytestmark = pytest.mark.skipif(
    os.name == "nt" or shutil.which("sh") is None, reason="there is no shell here"
)


def _text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def _name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


WALKED = [page for page in PAGES if re.search("```(sh|toml)", _text(page)) and page != TUTORIAL]


@pytest.fixture
def surroundings(tmp_path: Path) -> dict[str, object]:
    """A folder to be in, and the commands `python` and `dprkcorpus` of these tests."""
    for name, runs in {"python": "", "dprkcorpus": "-m dprkcorpus"}.items():
        command = tmp_path / "bin" / name
        command.parent.mkdir(exist_ok=True)
        command.write_text(f'#!/bin/sh\nexec "{sys.executable}" {runs} "$@"\n', encoding="utf-8")
        command.chmod(0o755)
    folder = tmp_path / "clone"
    folder.mkdir()
    path = [entry for entry in sys.path if entry]
    return {
        "cwd": folder,
        "env": {
            **os.environ,
            "PATH": os.pathsep.join([str(tmp_path / "bin"), os.environ["PATH"]]),
            "PYTHONPATH": os.pathsep.join(path),
        },
    }


@pytest.mark.parametrize("page", WALKED, ids=_name)
def test_every_command_of_a_page_prints_what_it_says(
    walk: ModuleType, surroundings: dict[str, object], page: Path
) -> None:
    assert walk.walk(walk.commands(_text(page)), **surroundings) == []


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_block_of_a_page_is_run_or_says_why_it_is_not(walk: ModuleType, page: Path) -> None:
    blocks = walk.blocks(_text(page))
    for block in blocks:
        assert block.left_out or block.kind in RUN, block.text
        if block.kind == "python":
            assert page.parent in PYTHON_RUNS or page.name == "README.md"
        assert block.kind != "toml" or block.text.startswith("# "), "it does not say in what file"
    printed = [block for block in blocks if block.prints is not None]
    unseen = re.findall("^<!-- unseen:", _text(page), re.MULTILINE)
    fences = re.findall("^ *```", _text(page), re.MULTILINE)
    assert 2 * len([*blocks, *printed]) == len(fences) + 2 * len(unseen)


def test_what_is_not_run_is_told(walk: ModuleType) -> None:
    left_out = [
        f"{_name(page)}: {block.left_out}"
        for page in PAGES
        for block in walk.blocks(_text(page))
        if block.left_out
    ]
    pytest.skip(f"blocks that are not run: {'; '.join(left_out)}")


def test_every_step_of_the_tutorial_prints_what_it_says(
    walk: ModuleType, surroundings: dict[str, object], tmp_path: Path
) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "rain.txt").write_text("It rained for two days. -0-", encoding="utf-8")
    install, *others = walk.steps(_text(TUTORIAL), {"YOUR-CRAWL": "../own"})
    assert "pip install" in install.does
    assert walk.walk(others, **surroundings) == []
    assert "press-1" in (tmp_path / "dam" / "report.html").read_text(encoding="utf-8")
    assert "It rained" in (tmp_path / "dam" / "my-report.html").read_text(encoding="utf-8")


PAGE = """
<!-- unseen: mkdir sub -->

```sh
cd sub
echo one
```

```text
one
```

```sh
make YOUR-OWN corpus
```

<!-- not run: it would take too long -->
```sh
sleep 1000
```

```toml
# own.toml
number = 1
```

1. In a list:

   ```sh
   cat own.toml
   false  # ends with 1
   ```

   ```text
   ...
   number = 1
   ```

```python
>>> number = 1
```

Then:

```python
>>> number + 1
2
```
"""


def test_a_page_is_walked_step_by_step(walk: ModuleType, surroundings: dict[str, object]) -> None:
    unseen, shell, toml, listed, python = walk.steps(PAGE)
    assert unseen.does == "mkdir sub\n"
    assert shell == ("cd sub\necho one\n", "one\n", 0)
    assert toml.does.startswith("cat > own.toml")
    assert (listed.does, listed.code) == ("cat own.toml\nfalse  # ends with 1\n", 1)
    assert python.prints is None
    assert walk.walk([unseen, shell, toml, listed, python], **surroundings) == []


def test_what_the_reader_fills_in_can_be_given(walk: ModuleType) -> None:
    filled_in = walk.steps(PAGE, {"YOUR-OWN": "my"})
    assert filled_in[2].does == "make my corpus\n"


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("echo one", "echo two"),
        ("echo one", "false; echo one"),
        ("ends with 1", "ends with 2"),
        ("   number", "   figure"),
        ("\n2\n", "\n3\n"),
    ],
)
def test_a_step_that_goes_otherwise_is_told(
    walk: ModuleType, surroundings: dict[str, object], right: str, wrong: str
) -> None:
    faults = walk.walk(walk.steps(PAGE.replace(right, wrong)), **surroundings)
    assert len(faults) == 1
