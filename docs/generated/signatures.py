"""Signatures: types named in full, as their own module knows them."""

from __future__ import annotations

import ast
import inspect
import re
from collections import Counter
from functools import cache
from importlib import import_module

from .markdown import PACKAGE
from .names import public_names, value_of


@cache
def _places() -> dict[str, str]:
    """Give each public name by itself, by the place of its definition, and by its last part."""
    found: dict[str, str] = {}
    lasts = Counter(full.rpartition(".")[2] for full in public_names())
    for full in public_names():
        value, last = value_of(full), full.rpartition(".")[2]
        found[full] = full
        if inspect.isclass(value) or inspect.isroutine(value):
            found[f"{value.__module__}.{value.__qualname__}"] = full
        if lasts[last] == 1:
            found[last] = full
    return found


def public_name(name: str) -> str | None:
    """Give a name as it is imported; None where it is not public, or may be one of several."""
    return _places().get(name)


def fuller(value: object, told: str) -> str:
    """Give the docstring that type checkers see, where it says more than that of run time."""
    if inspect.isclass(value) and value.__module__.startswith("dprkcorpus"):
        for node in ast.walk(ast.parse(inspect.getsource(import_module(value.__module__)))):
            if isinstance(node, ast.ClassDef) and node.name == value.__name__:
                return max(told, ast.get_docstring(node) or "", key=len)
    return told


def is_unseen(name: str) -> bool:
    """Tell whether a name is private, short for a type, or there for type checkers alone."""
    module, _, last = name.rpartition(".")
    if last.startswith("_"):
        return True
    if module.startswith("dprkcorpus."):
        return not hasattr(import_module(module), last)
    return not module and any(_names_in(one).get(last, "").startswith("=") for one in _modules())


@cache
def _modules() -> tuple[str, ...]:
    return tuple(
        ".".join(("dprkcorpus", *path.relative_to(PACKAGE).with_suffix("").parts))
        for path in PACKAGE.rglob("*.py")
        if not path.stem.startswith("__")
    )


_TYPE = re.compile(r"(?<![.\w'\"])[A-Z]\w+(?![\w'\"])")


def written_out(signature: str, module: str) -> str:
    """Give a signature with its types named in full, and with what stands for short names."""

    def full(found: re.Match[str]) -> str:
        name = found[0]
        target = _names_in(module).get(name)
        if target is None:
            return name
        if target.startswith("="):
            return written_out(target[1:], module)
        home, _, last = target.rpartition(".")
        if _names_in(home).get(last, "").startswith("="):
            return written_out(last, home)
        return public_name(target) or target

    return _TYPE.sub(full, signature)


@cache
def _names_in(module: str) -> dict[str, str]:
    """Give what the names of types in a module of the package are, also for type checkers alone.

    It is the full name or, after `=`, what a short name stands for.
    """
    path = PACKAGE.joinpath(*module.split(".")[1:])
    path = one if (one := path.with_suffix(".py")).is_file() else path / "__init__.py"
    inside = module if path.name == "__init__.py" else module.rpartition(".")[0]
    found: dict[str, str] = {}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            above = inside.split(".")[: len(inside.split(".")) - node.level + 1]
            home = ".".join([*(above if node.level else ()), *filter(None, [node.module])])
            if home.startswith("dprkcorpus"):
                found |= {one.asname or one.name: f"{home}.{one.name}" for one in node.names}
        elif isinstance(node, ast.ClassDef):
            found[node.name] = f"{module}.{node.name}"
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            says = ast.unparse(node.value)
            if isinstance(node.value, ast.BinOp) or says.startswith("Literal["):
                found[node.targets[0].id] = f"={says}"
    return found
