"""The command line: thin, every command a call of the library.

`texts` cleans and splits files, `corpora` asks the bundled corpus or a corpus file, `building`
makes one, `comparing` reports on it; each adds its commands to the parser and says what runs them.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from typing import TYPE_CHECKING

from ..errors import DprkcorpusError
from . import building, comparing, corpora, texts

if TYPE_CHECKING:
    from collections.abc import Sequence

FAULT, USAGE, INTERRUPTED = 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; gives the exit code: 0, 1 for a fault, 2 for wrong usage.

    Of `diff` 1 says that something differs, and 2 stands for a fault too, as elsewhere for diff.

    >>> main(["sentences", "no-such-file"])
    1
    """
    # One encoding and one line ending everywhere; what cannot be encoded is shown, never lost.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    fault = FAULT
    try:
        options = _parser().parse_args(arguments)
        fault = options.fault
        code: int = options.run(options)
        sys.stdout.flush()
    except DprkcorpusError as error:
        sys.stderr.write(f"dprkcorpus: {error}\n")
        return fault
    except BrokenPipeError:
        # Whoever read the output has had enough of it; nothing may be flushed to it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        place = "" if error.filename is None else f"{error.filename}: "
        sys.stderr.write(f"dprkcorpus: {place}{error.strerror or error}\n")
        return fault
    except KeyboardInterrupt:
        sys.stderr.write("dprkcorpus: stopped\n")
        return INTERRUPTED
    return code


def _parser() -> argparse.ArgumentParser:
    from .._version import __version__

    parser = argparse.ArgumentParser(
        prog="dprkcorpus",
        description="English-language texts of and about the DPRK, every character accounted for.",
    )
    parser.add_argument("--version", action="version", version=f"dprkcorpus {__version__}")
    parser.set_defaults(run=corpora.overview, corpus=None, fault=FAULT)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    corpora.add_commands(commands.add_parser)
    texts.add_commands(commands.add_parser)
    building.add_commands(commands.add_parser)
    comparing.add_commands(commands.add_parser)
    return parser
