"""Whatever the engine, the batch size and the partitions: the same bytes as a loop of `process`.

The recipes are the pages of the documentation. An engine that is not installed is skipped, and says
so; `.ci/run` installs each in an environment of its own and lets none be skipped there.
"""

from __future__ import annotations

import shutil

import pytest

pytest.importorskip("pyarrow")

from typing import TYPE_CHECKING

from . import pages

if TYPE_CHECKING:
    from pathlib import Path

# What engines warn of among themselves is not ours to mend.
pytestmark = pytest.mark.filterwarnings("default")

ENGINES = {
    "one-process": (),
    "processes": (),
    "polars": ("polars",),
    "duckdb": ("duckdb",),
    "datasets": ("datasets",),
    "dask": ("dask.dataframe",),
    "ray": ("ray.data",),
    "spark": ("pyspark.sql",),
}
SIZES = (1, 7, 500, 1_000_000)
PARTITIONS = (1, 2, 4)


@pytest.fixture(scope="session")
def wanted() -> str:
    return pages.digest(pages.wanted())


@pytest.fixture(scope="session", params=PARTITIONS)
def source(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp(f"pages-{request.param}")
    pages.write(folder, request.param)
    return folder


@pytest.fixture(scope="session", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> dict[str, object]:
    for module in ENGINES[request.param]:
        pytest.importorskip(module)
    if request.param == "spark" and shutil.which("java") is None:
        pytest.skip("Java is not installed")
    return pages.recipe(request.param)


@pytest.mark.parametrize("rows", SIZES)
def test_the_rows_are_those_of_a_plain_loop(engine, source, rows, wanted, tmp_path):
    parts = len(list(source.iterdir()))
    engine["run"](str(source), str(tmp_path), rows, parts)
    made = pages.read(tmp_path)
    assert len(made) == pages.COUNT
    assert pages.digest(made) == wanted


def test_there_is_a_page_for_each_engine_and_a_test_for_each_page() -> None:
    assert {path.stem for path in pages.DOCUMENTATION.glob("*.md")} == {*ENGINES}


def test_the_pages_hold_rows_that_are_null_hostile_and_huge() -> None:
    made = pages.wanted()
    errors = [row["error"] for row in made if row["error"]]
    assert {error.partition(":")[0] for error in errors} == {"raw is null", "MetadataError"}
    assert max(len(row["raw"] or "") for row in made) > 100_000
    assert len(made) == pages.COUNT
