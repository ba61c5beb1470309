"""Names: which are public, and how each is described."""

from __future__ import annotations

import ast
import inspect
import re
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

import dprkcorpus

from .markdown import ASKED, DOCS, PACKAGE, cell

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_VERSION = "dprkcorpus.__version__"
_IMPORTED = re.compile(
    r"^(?:>>> |\.\.\. )?from (dprkcorpus[\w.]*) import \(?([\w, ]+)", re.MULTILINE
)


@cache
def public_names() -> tuple[str, ...]:
    """Give every public name with the module that it is imported from: `dprkcorpus.clean`.

    Public is what the root lists, what the root of a part offers, what a page of the documentation
    imports, and what a page of the reference names, since something public gives or takes it.
    """
    found = {name: f"dprkcorpus.{name}" for name in dprkcorpus.__all__}
    further: list[str] = []
    for path in sorted(PACKAGE.glob("*/__init__.py")):
        further += (f"dprkcorpus.{path.parent.name}.{name}" for name in _offered(path))
    for page in sorted(DOCS.rglob("*.md")):
        text = page.read_text(encoding="utf-8")
        for module, names in _IMPORTED.findall(text):
            further += (f"{module}.{name}" for name in re.findall(r"(\w+)(?: as \w+)?", names))
        further += (f"dprkcorpus.{word}" for word in _asked_names(text) if "." in word)
    own = {id(value_of(full)) for full in found.values()}
    left = (full for full in dict.fromkeys(further) if id(value_of(full)) not in own)
    return (*found.values(), *dict.fromkeys(left))


def _asked_names(page: str) -> Iterator[str]:
    """Give the parts, and the names with their modules, that a page of the reference asks for."""
    for kind, words in ASKED.findall(page):
        yield from words.split() if kind.startswith("names") else ()


def _offered(path: Path) -> Iterator[str]:
    """Give what the root of a part offers: what it lists, or imports under the same name."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ImportFrom):
            yield from (alias.name for alias in node.names if alias.asname == alias.name)
        elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            yield from ast.literal_eval(node.value)


def value_of(full: str) -> Any:
    """Give what a public name names."""
    module, _, name = full.rpartition(".")
    return getattr(import_module(module), name)


def _part(full: str) -> str:
    """Give the part of the package that a public name belongs to."""
    module, _, name = full.rpartition(".")
    if module == "dprkcorpus":
        return dprkcorpus._HOME[name].partition(".")[0]
    return module.split(".")[1]


def names_of(*words: str) -> str:
    """Describe the public names of parts of the package, in the order of the parts."""
    parts = dict.fromkeys(word for word in words if "." not in word)
    return "\n\n".join(
        _described(full) for part in parts for full in public_names() if _part(full) == part
    )


def names_left(*_: str) -> str:
    """Describe the public names of the parts that stand on no other page of the reference."""
    taken = {word for page in DOCS.rglob("*.md") for word in _asked_names(page.read_text("utf-8"))}
    left = dict.fromkeys(_part(full) for full in public_names() if full != _VERSION)
    return "\n\n".join(
        f"## {part.capitalize()}\n\n{names_of(part)}" for part in left if part not in taken
    )


def _described(full: str) -> str:
    value = value_of(full)
    if inspect.isclass(value):
        kind = "autoexception" if issubclass(value, BaseException) else "autoclass"
        options = [":members:", ":undoc-members:", ":show-inheritance:"]
    elif inspect.isroutine(value):
        kind, options = "autofunction", []
    else:
        kind, options = "autodata", [":no-value:"]
    lines = [f".. {kind}:: {full}", *(f"   {option}" for option in options)]
    return "\n".join(["```{eval-rst}", *lines, "```"])


def name_table() -> str:
    """Give a table of all public names with what each is, in a line."""
    rows = ["| name | what it is |", "|---|---|"]
    for full in sorted(public_names(), key=lambda full: (full.count("."), full.lower())):
        value = value_of(full)
        says = inspect.isclass(value) or inspect.isroutine(value)
        told = (inspect.getdoc(value) or "").partition("\n")[0] if says else ""
        rows.append(f"| {{py:obj}}`{full}` | {cell(told)} |")
    return "\n".join(rows)
