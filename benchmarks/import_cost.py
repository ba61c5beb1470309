"""What it costs to import the package, to load the corpus, and to read one text of it.

    python benchmarks/import_cost.py [ROUNDS]

CPU time (user and system) of a Python process, the best of several rounds, interleaved so that all
rows see the same machine. The first row is a Python that does nothing; the others are told as what
they cost over it, and as a ratio to it. Ratios travel from machine to machine, milliseconds do not.
"""

from __future__ import annotations

import os
import subprocess
import sys

ROWS = {
    "bare Python": "pass",
    "import dprkcorpus": "import dprkcorpus",
    "split one sentence": "import dprkcorpus; dprkcorpus.split_sentences('It rained. It stopped.')",
    "load()": "import dprkcorpus; dprkcorpus.load()",
    "load() and one text": "import dprkcorpus; dprkcorpus.load()['non-aligned-movement'].text",
    "clean one line": "import dprkcorpus; dprkcorpus.clean('It rained. -0-').text",
    "process one line": (
        "import dprkcorpus; dprkcorpus.process(dprkcorpus.Record('It rained. -0-'))"
    ),
}

# Modules are compiled once and read from then on, as in an installed package.
ENVIRONMENT = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}


def cpu_seconds(code: str) -> float:
    """Give the CPU time of a Python that runs `code`; it must end well."""
    process = subprocess.Popen([sys.executable, "-c", code], env=ENVIRONMENT)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"failed with exit code {process.returncode}: {code}")
    return usage.ru_utime + usage.ru_stime


def main(rounds: int = 15) -> None:
    """Measure all rows, and print the table."""
    for code in ROWS.values():
        cpu_seconds(code)  # The first run compiles, and does not count.
    best = dict.fromkeys(ROWS, float("inf"))
    for _ in range(rounds):
        for name, code in ROWS.items():
            best[name] = min(best[name], cpu_seconds(code))
    bare = best["bare Python"]
    print(f"CPU time, best of {rounds}; Python {sys.version.split()[0]}\n")
    print("| what | CPU ms | over bare Python, ms | ratio |")
    print("|---|---:|---:|---:|")
    for name, seconds in best.items():
        over = (seconds - bare) * 1000
        print(f"| {name} | {seconds * 1000:.1f} | {over:.1f} | {seconds / bare:.2f} |")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
