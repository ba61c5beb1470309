"""The checks of the project, each in an environment of its own: `nox`, or `nox -s NAME`."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import nox

nox.options.sessions = ["lint", "types", "tests", "wheel", "bundle", "docs", "site"]
nox.options.error_on_missing_interpreters = False

PYTHONS = ["3.11", "3.12", "3.13"]


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Run the tests on the source tree."""
    session.install("-e", ".[test,html,arrow,zstd,encoding,dedup]")
    session.run("python", "-m", "pytest", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Check style and form."""
    session.install(".[lint]")
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")


@nox.session
def types(session: nox.Session) -> None:
    """Check types, inside and as a user sees them."""
    session.install(".[lint]")
    session.run("mypy")
    session.run("pyright")


@nox.session
def wheel(session: nox.Session) -> None:
    """Build, and test the built wheel with no source tree in reach."""
    session.install("build")
    with TemporaryDirectory() as folder:
        session.run("python", "-m", "build", "-q", "--outdir", f"{folder}/dist")
        (built,) = Path(folder).glob("dist/*.whl")
        session.install("--force-reinstall", f"{built}[test]")
        leave_out = shutil.ignore_patterns("src", ".git", ".nox", ".venv*", "dist")
        shutil.copytree(Path.cwd(), f"{folder}/away", ignore=leave_out)
        with session.chdir(f"{folder}/away"):
            session.run("python", "-m", "pytest", *session.posargs)


@nox.session
def browser(session: nox.Session) -> None:
    """Run the tests of views, reports and the site in Chromium, which the system has to have."""
    session.install("-e", ".[test,browser,docs]")
    folder = session.create_tmp()
    session.run("sphinx-build", "-q", "docs", f"{folder}/site")
    session.run("npm", "install", "--prefix", folder, "axe-core@4", external=True)
    axe = Path(folder, "node_modules", "axe-core", "axe.min.js").absolute()
    env = {"DPRKCORPUS_AXE": str(axe), "DPRKCORPUS_SITE": str(Path(folder, "site").absolute())}
    session.run("python", "-m", "pytest", "tests/browser", *session.posargs, env=env)


@nox.session
def bundle(session: nox.Session) -> None:
    """Build the bundled data anew, and fail on one differing byte."""
    session.install("-e", ".")
    session.run("python", "-m", "dprkcorpus.bundle", "--check")


@nox.session
def docs(session: nox.Session) -> None:
    """Run the Python and the commands of the documentation, and check its links to itself."""
    session.install("-e", ".[test,docs,spacy,cite]")
    pages = ("README.md", "docs", "tests/docs", "tests/test_project.py")
    session.run("python", "-m", "pytest", *pages)


@nox.session
def site(session: nox.Session) -> None:
    """Build the documentation as a site in build/site; a warning fails, and so does a lost link."""
    session.install("-e", ".[docs]")
    session.run("sphinx-build", "-q", "-n", "-W", "--keep-going", "docs", "build/site")
    session.run("python", "docs/check.py", "build/site")


@nox.session
def benchmarks(session: nox.Session) -> None:
    """Run one benchmark, by default that of the import."""
    session.install(".")
    session.run("python", *(session.posargs or ["benchmarks/import_cost.py"]))


TARGETS = ["cleaning", "sentences", "dates", "profiles", "readers", "corpus_file"]


@nox.session(python="3.11")
def fuzz(session: nox.Session) -> None:
    """Fuzz each target for so many seconds, by default a minute: `nox -s fuzz -- 1800 readers`."""
    session.install(".", "atheris>=2.3")
    seconds, *targets = session.posargs or ["60"]
    for target in targets or TARGETS:
        session.run("python", "fuzz/run.py", target, seconds)


@nox.session
def faults(session: nox.Session) -> None:
    """Run all faults and surroundings, all patterns up to a megabyte, all hostile inputs."""
    session.install("-e", ".[test]")
    every = {"DPRKCORPUS_FAULTS": "all", "DPRKCORPUS_PATTERNS": "all", "DPRKCORPUS_KILLS": "50"}
    session.run(
        "python",
        "-m",
        "pytest",
        *("tests/faults", "tests/patterns", "tests/security", "tests/store"),
        env=every,
    )


@nox.session
def patterns(session: nox.Session) -> None:
    """Try what recheck thinks would be slow (needs npm), on the engine that runs it."""
    session.install("-e", ".[test]")
    with TemporaryDirectory() as folder:
        session.run("npm", "install", "--prefix", folder, "recheck@4", external=True, silent=True)
        shutil.copy("tests/patterns/recheck.mjs", folder)
        found = session.run("python", "tests/patterns/collect.py", silent=True)
        Path(folder, "patterns").write_text(str(found), encoding="utf-8")
        script = f"node {folder}/recheck.mjs < {folder}/patterns > {folder}/attacks"
        session.run("sh", "-c", script, external=True)
        tried = {"DPRKCORPUS_RECHECK": f"{folder}/attacks"}
        session.run("python", "-m", "pytest", "tests/patterns", env=tried)


@nox.session
def mutants(session: nox.Session) -> None:
    """Change spans, cleaning, sentences and dates in small ways, and see whether a test fails.

    Names of modules take a part: `nox -s mutants -- "dprkcorpus.spans*"`.
    """
    session.install("-e", ".[test]", "mutmut==3.8.1")
    session.run("python", "tests/mutants.py", *session.posargs)


@nox.session
def coverage(session: nox.Session) -> None:
    """Fail on a branch of the core that its tests do not take."""
    session.install("-e", ".[test,arrow,dedup]", "coverage>=7.6")
    session.run("coverage", "run")
    session.run("coverage", "report")
