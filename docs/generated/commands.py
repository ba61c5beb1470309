"""Commands: what the parser of the command line knows of each."""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING, Any

from .markdown import cell, literal

if TYPE_CHECKING:
    from collections.abc import Iterator


def command_line() -> str:
    """Describe every command with its arguments, as the parser itself knows them."""
    from dprkcorpus.cli import _parser

    parser = _parser()
    parts = [_command(parser, "dprkcorpus")]
    for name, command in _commands(parser).items():
        parts.append(f"## {name}\n\n{_command(command, name)}")
    return "\n\n".join(parts)


def _subparsers(parser: argparse.ArgumentParser) -> argparse._SubParsersAction[Any]:
    (found,) = (one for one in parser._actions if isinstance(one, argparse._SubParsersAction))
    return found


def _commands(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    return dict(_subparsers(parser).choices)


def _command(parser: argparse.ArgumentParser, name: str) -> str:
    # Of a width of its own, whatever the terminal's.
    form = argparse.HelpFormatter(parser.prog, width=88)
    form.add_usage(None, parser._actions, parser._mutually_exclusive_groups, prefix="")
    usage = re.sub(r"\x1b\[[\d;]*m", "", form.format_help()).rstrip()
    told = [parser.description or ""]
    if name != "dprkcorpus":
        told.insert(0, f"{_help(name)}.")
    rows = ["| argument | says |", "|---|---|"]
    for action in parser._actions:
        everywhere = isinstance(action, argparse._HelpAction) and name != "dprkcorpus"
        if everywhere or isinstance(action, argparse._SubParsersAction):
            continue
        called = ", ".join(f"`{form}`" for form in _forms(action))
        rows.append(f"| {called} | {cell(_said(action))} |")
    return "\n\n".join([*filter(None, told), literal(usage), "\n".join(rows)])


def _help(name: str) -> str:
    from dprkcorpus.cli import _parser

    actions = _subparsers(_parser())._choices_actions
    told = next((one.help or "" for one in actions if one.dest == name), "")
    return told[:1].upper() + told[1:]


def _forms(action: argparse.Action) -> Iterator[str]:
    choices = "{" + ",".join(map(str, action.choices)) + "}" if action.choices else ""
    value = action.metavar or choices or action.dest.upper()
    for form in action.option_strings or [""]:
        yield f"{form} {value if action.nargs != 0 else ''}".strip()


def _said(action: argparse.Action) -> str:
    told = (action.help or "").replace("%(prog)s", "dprkcorpus")
    if action.nargs in ("*", "+"):
        told = f"{told} (several)".strip()
    return told
