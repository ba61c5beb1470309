"""Try the changes that mutmut makes, each in a fork of one process that has collected the tests.

`mutmut run` starts pytest anew for each change; here it is started once, and a change is tried by
the tests that reach its function: those first that caught another change of it, then the fastest.
What is called while modules are imported is tried in processes of its own. Run it by nox.
"""

from __future__ import annotations

import functools
import gc
import json
import os
import shutil
import signal
import sys
import time
from collections import defaultdict
from fnmatch import fnmatch
from pathlib import Path

import pytest
from _pytest.runner import runtestprotocol
from mutmut import __main__ as mutmut
from mutmut.mutation import trampoline
from mutmut.state import state

TESTS = {
    "cleaning": ["tests/cleaning", "tests/laws/test_cleaning.py", "tests/laws/test_tiling.py"],
    "sentences": ["tests/sentences", "tests/laws/test_sentences.py"],
    "metadata": ["tests/metadata/test_dates.py", "tests/laws/test_dates.py"],
    "spans": ["tests/test_spans.py", "tests/test_segments.py", "tests/laws/test_tiling.py"],
}
# What measures time, and what asks which modules are loaded: mutmut's own are.
LEFT_OUT = ["test_hostile", "test_growth", "test_the_splitter_loads_no_expensive_module"]
OPTIONS = ["-q", "-s", "--tb=no", "--rootdir=.", "-p", "no:cacheprovider", "-W", "ignore"]


def change(name: str) -> None:
    """Put one change in force; `stats` tells instead which functions are called."""
    trampoline.set_mutant_under_test(name)


def function(name: str) -> str:
    return name.partition("__mutmut_")[0]


def forget() -> None:
    """Empty the caches of the package: what they hold was made without the change."""
    for found in gc.get_objects():
        if type(found) is functools._lru_cache_wrapper and found.__module__.startswith("dprk"):
            found.cache_clear()


def fails(item: pytest.Item) -> bool:
    return any(report.failed for report in runtestprotocol(item, log=False, nextitem=None))


class Reached:
    """Finds which functions each test calls, and how long it takes."""

    def __init__(self) -> None:
        self.tests: dict[str, list[str]] = defaultdict(list)
        self.seconds: dict[str, float] = {}
        self.imported: list[str] = []

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.imported = sorted(state()._stats)
        for item in session.items:
            forget()
            state()._stats.clear()
            begun = time.process_time()
            assert not fails(item), f"{item.nodeid} fails without a change"
            self.seconds[item.nodeid] = time.process_time() - begun
            for name in state()._stats:
                self.tests[name].append(item.nodeid)
        return True


class Tried:
    """Tries changes, and gives the number of the test that failed, -1 if none did."""

    def __init__(self, reached: dict, names: list[str]) -> None:
        self.reached, self.names = reached, names
        self.killers: dict[str, list[str]] = defaultdict(list)
        self.left: list[str] = []

    def order(self, name: str) -> list[str]:
        first = self.killers[function(name)][::-1]
        imported = function(name) in self.reached["imported"]
        seconds = self.reached["seconds"]
        tests = seconds if imported else self.reached["tests"].get(function(name), ())
        return first + sorted(set(tests) - set(first), key=seconds.__getitem__)

    def attempt(self, name: str, items: list[pytest.Item], told: int) -> None:
        """In a fork: run tests until one fails or takes ten times as long as it did."""
        for number, item in enumerate(items):
            os.pwrite(told, b"%8d" % number, 0)
            limit = 2 + 10 * self.reached["seconds"][item.nodeid]
            signal.setitimer(signal.ITIMER_VIRTUAL, limit)
            if fails(item):
                os._exit(1)
        os._exit(0)

    def fork(self, name: str, run) -> None:
        told = os.memfd_create("told")
        pid = os.fork()
        if not pid:
            null = os.open(os.devnull, os.O_WRONLY)
            os.dup2(null, 1)
            os.dup2(null, 2)
            change(name)
            signal.setitimer(signal.ITIMER_VIRTUAL, 60)
            run(told)
            os._exit(1)
        code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        number = os.pread(told, 8, 0)
        os.close(told)
        if code == 0:
            self.left.append(name)
        elif number:
            killers, killer = self.killers[function(name)], self.order(name)[int(number)]
            if killer in killers:
                killers.remove(killer)
            killers.append(killer)

    def imported(self, options: list[str]) -> None:
        """Try the changes that need a process of their own."""
        for name in self.names:
            if function(name) in self.reached["imported"]:

                class Alone:
                    def pytest_runtestloop(_, session, name=name):
                        items = {item.nodeid: item for item in session.items}
                        self.attempt(name, [items[test] for test in self.order(name)], self.told)

                def run(told: int, alone=Alone) -> None:
                    self.told = told
                    pytest.main(options, plugins=[alone()])

                self.fork(name, run)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = {item.nodeid: item for item in session.items}
        gc.freeze()
        for name in self.names:
            if function(name) not in self.reached["imported"]:

                def run(told: int, name: str = name) -> None:
                    forget()
                    self.attempt(name, [items[test] for test in self.order(name)], told)

                self.fork(name, run)
        return True


def made() -> list[str]:
    """Let mutmut make its changes in the folder `mutants`; give their names."""
    change("mutant_generation")
    # mutmut leaves what is no Python as it was copied first.
    shutil.rmtree("mutants", ignore_errors=True)
    Path("mutants").mkdir()
    mutmut.copy_src_dir()
    mutmut.copy_also_copy_files()
    mutmut.create_mutants(1)
    metas = sorted(Path("mutants/src").rglob("*.meta"))
    return [name for meta in metas for name in json.loads(meta.read_text())["exit_code_by_key"]]


def main(patterns: list[str]) -> None:
    names = made()
    os.chdir("mutants")
    sys.path.insert(0, str(Path("src").absolute()))
    os.environ["PYTHONPATH"] = sys.path[0]
    os.environ["MUTMUT_DEPENDENCY_DEPTH"] = "-1"
    for part, tests in TESTS.items():
        wanted = [
            name
            for name in names
            if part in name.split(".")[1] or (part == "spans" and ".segments." in name)
            if any(fnmatch(name, pattern) for pattern in patterns or ["*"])
        ]
        if not wanted:
            continue
        options = [*OPTIONS, *tests, "-k", " and ".join(f"not {name}" for name in LEFT_OUT)]
        read, write = os.pipe()
        if not os.fork():
            # The package must not be imported in the process that the others are forked from.
            change("stats")
            reached = Reached()
            pytest.main(options, plugins=[reached])
            with os.fdopen(write, "w") as file:
                json.dump(vars(reached), file)
            os._exit(0)
        os.close(write)
        with os.fdopen(read) as file:
            tried = Tried(json.load(file), wanted)
        tried.imported(options)
        if not os.fork():
            change("")
            pytest.main(options, plugins=[tried])
            head = f"{part}: {len(wanted)} changes, {len(tried.left)} left"
            sys.stdout.write("\n  ".join((head, *tried.left)) + "\n")
            sys.stdout.flush()
            os._exit(0)
        os.wait()


if __name__ == "__main__":
    main(sys.argv[1:])
