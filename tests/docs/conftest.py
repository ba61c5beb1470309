from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture
def generated(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """What makes the reference; it imports every part, so all extras of the parts are needed."""
    pytest.importorskip("pyarrow", reason="the extra `arrow` is not installed")
    return _script("generated", monkeypatch)


@pytest.fixture
def walk(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    return _script("walk", monkeypatch)


@pytest.fixture
def picture(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    return _script("picture", monkeypatch)


@pytest.fixture
def check(generated: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    path = sys.path.copy()
    yield _script("check", monkeypatch)
    sys.path[:] = path


def _script(name: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(DOCS)
    return import_module(name)
