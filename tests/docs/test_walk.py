"""The tutorial does what it says; `.ci/run` walks it whole, in a fresh environment."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType

TUTORIAL = Path(__file__).parents[2] / "docs" / "tutorial.md"

pytestmark = pytest.mark.skipif(
    os.name == "nt" or shutil.which("sh") is None, reason="there is no shell here"
)


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


def test_every_step_of_the_tutorial_prints_what_it_says(
    walk: ModuleType, surroundings: dict[str, object], tmp_path: Path
) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "rain.txt").write_text("It rained for two days. -0-", encoding="utf-8")
    page = TUTORIAL.read_text(encoding="utf-8")
    install, *others = walk.steps(page, {"YOUR-CRAWL": "../own"})
    assert "pip install" in install.does
    assert walk.walk(others, **surroundings) == []
    assert "press-1" in (tmp_path / "dam" / "report.html").read_text(encoding="utf-8")
    assert "It rained" in (tmp_path / "dam" / "my-report.html").read_text(encoding="utf-8")


PAGE = """
```sh
cd /
echo one
```

```text
one
```

```sh
make YOUR-OWN corpus
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
    shell, python = walk.steps(PAGE)
    assert shell == ("cd /\necho one\n", "one\n")
    assert python.prints is None
    assert walk.walk([shell, python], **surroundings) == []


def test_what_the_reader_fills_in_can_be_given(walk: ModuleType) -> None:
    filled_in = walk.steps(PAGE, {"YOUR-OWN": "my"})
    assert [step.does for step in filled_in[:2]] == ["cd /\necho one\n", "make my corpus\n"]


@pytest.mark.parametrize(
    ("right", "wrong"), [("echo one", "echo two"), ("echo one", "false"), ("\n2\n", "\n3\n")]
)
def test_a_step_that_goes_otherwise_is_told(
    walk: ModuleType, surroundings: dict[str, object], right: str, wrong: str
) -> None:
    faults = walk.walk(walk.steps(PAGE.replace(right, wrong)), **surroundings)
    assert len(faults) == 1
