"""What the project says of itself holds: its layers, its names, its commands, its papers."""

from __future__ import annotations

import ast
import builtins
import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

import dprkcorpus
from dprkcorpus import errors

ROOT = Path(__file__).parents[1]
PACKAGE = Path(dprkcorpus.__file__).parent

# What each part of the core may import; imports run one way, down this table. A part that is not
# named here is an annex: it may import what it likes of the core, and the core imports none of it.
#
# Some are methods where users look for them, and load their annex when they are called: `cite` of
# `export`, `to_arrow` of `arrow`, and `_repr_html_`, which notebooks call, of `views`.
LAYERS = {
    "_version": set[str](),
    "errors": set[str](),
    "wording": set[str](),
    "spans": {"errors"},
    "sentences": {"errors", "spans"},
    "segments": {"errors", "spans"},
    "offsets": {"errors"},
    "cleaning": {"errors", "spans", "segments", "views"},
    "metadata": {"errors", "spans", "segments", "cleaning"},
    "record": {"errors", "spans", "metadata"},
    "document": {
        *("errors", "spans", "segments", "cleaning", "metadata", "sentences", "export", "views"),
    },
    "pipeline": {
        *("errors", "spans", "segments", "cleaning", "metadata", "sentences", "record", "document"),
    },
    "search": {"errors", "spans", "views"},
    "concordance": {"errors", "spans", "views"},
    "duplicates": {"errors", "metadata"},
    "sources": {"errors", "metadata", "document", "search"},
    "corpus": {
        *("errors", "metadata", "document", "search", "concordance", "duplicates", "sources"),
        *("wording", "export", "views", "arrow"),
    },
    "bundle": {"errors", "metadata", "record", "document", "pipeline", "corpus", "wording"},
}


def _part(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def _imported_parts(path: Path) -> set[str]:
    """Give the parts of the package that a file imports, also inside functions."""
    here = ("dprkcorpus", *path.relative_to(PACKAGE).with_suffix("").parts)
    parts = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            targets = [alias.name.split(".") for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = list(here[: len(here) - node.level]) if node.level else []
            stem = base + (node.module.split(".") if node.module else [])
            # `from . import name` names a part where `from .part import name` does not.
            targets = [stem] if len(stem) > 1 else [[*stem, alias.name] for alias in node.names]
        else:
            continue
        parts |= {target[1] for target in targets if target[0] == "dprkcorpus" and target[1:]}
    return parts - {_part(path)}


FILES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_run_one_way(path: Path) -> None:
    if _part(path) in LAYERS:
        assert _imported_parts(path) <= LAYERS[_part(path)]


def test_each_layer_imports_only_what_stands_above_it() -> None:
    above: set[str] = set()
    for part, allowed in LAYERS.items():
        assert allowed - {"export", "views", "arrow"} <= above
        above.add(part)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_every_error_raised_is_one_of_the_packages_own(path: Path) -> None:
    allowed = {"AttributeError", "StopIteration", "SystemExit"}
    raised = {
        node.exc.func.id
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Raise)
        and isinstance(node.exc, ast.Call)
        and isinstance(node.exc.func, ast.Name)
    }
    assert {name for name in raised if hasattr(builtins, name)} <= allowed


def test_every_error_is_also_a_builtin_that_a_caller_expects() -> None:
    own = [
        value
        for value in vars(errors).values()
        if isinstance(value, type) and issubclass(value, errors.DprkcorpusError)
    ]
    for error in own:
        if error is not errors.DprkcorpusError:
            assert issubclass(error, (TypeError, ValueError, LookupError, ImportError))


def test_the_root_lists_sorted_names_and_each_exists() -> None:
    assert list(dprkcorpus.__all__) == sorted(dprkcorpus.__all__)
    for name in dprkcorpus.__all__:
        assert getattr(dprkcorpus, name) is not None
    assert set(dprkcorpus.__all__) <= set(dir(dprkcorpus))


def test_type_checkers_see_the_names_that_the_root_lists() -> None:
    tree = ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8"))
    (block,) = (node for node in tree.body if isinstance(node, ast.If))
    seen = {
        alias.asname
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert seen == set(dprkcorpus.__all__)


def test_a_name_that_does_not_exist_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = dprkcorpus.no_such_name  # type: ignore[attr-defined]


def _loaded_by(code: str) -> set[str]:
    """Give the modules that `code` loads in a Python of its own."""
    told = "import sys; before = set(sys.modules); {}; print(*(set(sys.modules) - before))"
    found = subprocess.run(
        [sys.executable, "-S", "-c", f"import sys; sys.path = {sys.path!r}; {told.format(code)}"],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(found.stdout.split())


EXPENSIVE = {"attrs", "attr", "regex", "typing", "importlib_resources", "dataclasses", "inspect"}


def test_import_loads_nothing_but_the_root() -> None:
    loaded = _loaded_by("import dprkcorpus")
    assert {name for name in loaded if name.startswith("dprkcorpus")} == {"dprkcorpus"}
    assert loaded & EXPENSIVE == set()


def test_the_splitter_loads_nothing_expensive() -> None:
    loaded = _loaded_by("from dprkcorpus import split_sentences; split_sentences('It rained.')")
    assert loaded & EXPENSIVE == set()


def test_a_bundled_text_is_read_without_the_machinery_that_made_it() -> None:
    loaded = _loaded_by("import dprkcorpus; dprkcorpus.load()['non-aligned-movement'].text")
    machinery = {"cleaning.clean", "cleaning.profiles", "metadata.extract", "pipeline"}
    assert loaded & {"regex", "tomllib", *(f"dprkcorpus.{name}" for name in machinery)} == set()


def test_the_package_tells_type_checkers_that_it_is_typed() -> None:
    assert (PACKAGE / "py.typed").is_file()


def test_the_core_needs_three_packages() -> None:
    needed = metadata.requires("dprkcorpus") or []
    core = {re.split(r"[^\w-]", one)[0] for one in needed if "extra ==" not in one}
    assert core == {"attrs", "regex", "importlib-resources"}


def test_code_and_texts_are_licensed_apart() -> None:
    about = metadata.metadata("dprkcorpus")
    assert about["License-Expression"] == "MIT AND LicenseRef-dprkcorpus-third-party-texts"
    assert {Path(one).name for one in about.get_all("License-File") or []} == {
        "MIT.txt",
        "LicenseRef-dprkcorpus-third-party-texts.txt",
    }


def test_rights_are_told_alike_in_metadata_licence_and_documentation() -> None:
    corpus = dprkcorpus.load()
    page = (ROOT / "docs" / "rights.md").read_text(encoding="utf-8")
    (licence,) = (one for one in metadata.files("dprkcorpus") or [] if "LicenseRef" in one.name)
    for id in (*corpus.ids, *corpus.withdrawn):
        rights = corpus.describe(id).rights
        assert rights is not None
        (row,) = (line for line in page.splitlines() if line.startswith(f"| `{id}` |"))
        assert f"| {rights.holder} ({rights.holder_basis}) |" in row
        assert f"]({rights.statement})" in row
        assert row.endswith(f"| {rights.redistribution} |")
        _, entry = licence.read_text(encoding="utf-8").split(f". {id}\n")
        entry = entry.partition("\n\n")[0]
        assert rights.holder in entry
        assert rights.statement in entry
        assert f"Redistribution: {rights.redistribution}." in entry
        assert rights.notice is None or rights.notice in entry


def test_the_first_two_shell_blocks_of_the_readme_are_one_command_each() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown, tested = re.findall(r"^```sh\n(.*?)^```$", readme, re.DOTALL | re.MULTILINE)[:2]
    for command in (shown, tested):
        assert command.count("\n") == 1
        assert command.startswith("python3 -m venv")
    assert shown.endswith(" .venv/bin/dprkcorpus\n")
    assert tested.endswith(" .venv/bin/python -m pytest\n")


def test_every_link_between_the_projects_own_pages_leads_somewhere() -> None:
    lost = []
    for page in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")):
        for target in re.findall(r"\]\(\s*([^)#\s]+)", page.read_text(encoding="utf-8")):
            if "://" not in target and not (page.parent / target).exists():
                lost.append(f"{page.name}: {target}")
    assert lost == []


def test_the_changelog_has_news_of_code_and_of_data() -> None:
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    headings = re.findall(r"^##+ .*$", changes, re.MULTILINE)
    assert headings[:3] == ["## [Unreleased]", "### Code", "### Data"]
    assert dprkcorpus.load().version in changes


def test_the_citation_names_the_version_of_the_code() -> None:
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f'version: "{dprkcorpus.__version__}"' in citation


def test_the_typed_examples_are_python() -> None:
    for path in (ROOT / "tests" / "typing").glob("*.py"):
        compile(path.read_text(encoding="utf-8"), path.name, "exec")


def test_the_project_file_allows_every_python_that_it_names() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = re.findall(r"Python :: (3\.\d+)", " ".join(project["classifiers"]))
    assert project["requires-python"] == f">={named[0]}"
