"""Lists what is public, a fact a line: python tests/compatibility/public.py.

Once for each release, with every extra installed. A line that is there may not go away: each is
something that other code may rely on. Lines may be added.
"""

from __future__ import annotations

import argparse
import enum
import inspect
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import dprkcorpus
from dprkcorpus import errors

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

LIST = Path(__file__).with_name("public.txt")
MODULES = ("errors", "readers", "export", "report", "arrow")
NEEDED = " (needed)"


def listed() -> list[str]:
    """Give a line for each name, parameter and command that is public."""
    lines = set(_of_module("dprkcorpus", dprkcorpus))
    for name in MODULES:
        try:
            module = import_module(f"dprkcorpus.{name}")
        except errors.MissingExtraError:
            continue
        lines.update(_of_module(f"dprkcorpus.{name}", module))
    from dprkcorpus.cli import _parser

    lines.update(_of_command("$ dprkcorpus", _parser()))
    return sorted(lines)


def _of_module(place: str, module: ModuleType) -> Iterator[str]:
    names = getattr(module, "__all__", None) or [
        name
        for name, value in vars(module).items()
        if not name.startswith("_") and str(getattr(value, "__module__", "")).startswith(place)
    ]
    for name in names:
        if not name.startswith("_"):
            yield from _of_value(f"{place}.{name}", getattr(module, name))


def _of_value(place: str, value: object) -> Iterator[str]:
    yield place
    if inspect.isclass(value):
        for base in value.__mro__[1:-1]:
            if base.__module__ == "builtins" or base is errors.DprkcorpusError:
                yield f"{place} is a {base.__name__}"
        if issubclass(value, enum.Enum):
            yield from (f"{place}.{one.name} = {one.value!r}" for one in value)
        elif "__init__" in vars(value):
            yield from _parameters(place, value)
        for name in dir(value):
            plain = inspect.getattr_static(value, name)
            own = any(name in vars(base) and _ours(base) for base in value.__mro__)
            if not name.startswith("_") and own:
                plain = getattr(plain, "__func__", plain)
                yield f"{place}.{name}"
                if inspect.isfunction(plain):
                    yield from _parameters(f"{place}.{name}", plain)
    elif callable(value):
        yield from _parameters(place, value)


def _ours(base: type) -> bool:
    return base.__module__.startswith("dprkcorpus")


def _parameters(place: str, function: object) -> Iterator[str]:
    try:
        parameters = inspect.signature(function).parameters  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return
    number = 0
    for parameter in parameters.values():
        if parameter.name in ("self", "cls"):
            continue
        number += 1
        how = {
            parameter.KEYWORD_ONLY: "by name",
            parameter.VAR_KEYWORD: "any names",
            parameter.VAR_POSITIONAL: "any number",
        }.get(parameter.kind, f"number {number}")
        needed = NEEDED if how[0] != "a" and parameter.default is parameter.empty else ""
        yield f"{place}({parameter.name}) {how}{needed}"


def _of_command(place: str, parser: argparse.ArgumentParser) -> Iterator[str]:
    yield place
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, command in action.choices.items():
                yield from _of_command(f"{place} {name}", command)
        elif isinstance(action, argparse._HelpAction):
            continue
        elif action.option_strings:
            yield from (f"{place} {option}" for option in action.option_strings)
        else:
            yield f"{place} {action.dest.upper()}"


if __name__ == "__main__":
    LIST.write_text("\n".join(listed()) + "\n", encoding="utf-8", newline="\n")
    sys.stdout.write(f"{LIST}\n")
