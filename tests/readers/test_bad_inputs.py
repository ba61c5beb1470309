"""The table of bad inputs: each gives its error at its place, and nothing else is lost."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import tomllib
import warnings
import zipfile
from pathlib import Path

import pytest

from dprkcorpus.errors import LoadError
from dprkcorpus.readers import Limits, read

TABLE = tomllib.loads((Path(__file__).parent / "bad-inputs.toml").read_text(encoding="utf-8"))
CASES = TABLE["case"]


def _zstd(content: bytes) -> bytes:
    return pytest.importorskip("backports.zstd").compress(content)


def _zip(content: bytes, names: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names.split(","):
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # A name that stands twice is what is tested.
                archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _tar(content: bytes, names: str) -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as archive:
        for name in names.split(","):
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return target.getvalue()


def _set(content: bytes, at: int, value: int) -> bytes:
    changed = bytearray(content)
    changed[at] = value
    return bytes(changed)


STEPS = {
    "gzip": lambda content, _: gzip.compress(content, mtime=0),
    "bzip2": lambda content, _: bz2.compress(content),
    "xz": lambda content, _: lzma.compress(content),
    "zstd": lambda content, _: _zstd(content),
    "zip": _zip,
    "tar": _tar,
    "cut": lambda content, count: content[: -int(count)],
    "flip": lambda content, at: (
        content[: int(at)] + bytes([content[int(at)] ^ 0xFF]) + content[int(at) + 1 :]
    ),
    "set": lambda content, argument: _set(content, *map(int, argument.split())),
    "add": lambda content, text: content + text.encode(),
    "times": lambda content, count: content * int(count),
}


def _content(case):
    content = case["content"].encode(case.get("bytes", "utf-8"))
    for step in case.get("made", ()):
        name, _, argument = step.partition(" ")
        content = STEPS[name](content, argument)
    return content


@pytest.fixture(params=CASES, ids=lambda case: case["name"])
def case(request, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    case = dict(request.param)
    Path(case["file"]).write_bytes(_content(case))
    case["options"] = dict(case.get("options", {}))
    if "limits" in case["options"]:
        case["options"]["limits"] = Limits(**case["options"]["limits"])
    return case


def _compare(case, records, errors, reading):
    assert [record.raw for record in records] == case["given"]
    assert len(errors) == len(case["errors"])
    for error, expected in zip(errors, case["errors"], strict=True):
        told = dict(expected)
        assert told.pop("says", "") in error.message
        assert {name: getattr(error, name) for name in told} == told
        assert error.path == case["file"]
    assert dict(reading.skipped) == case.get("skipped", {})
    assert reading.failed == len(case["errors"])
    assert reading.seen == len(records) + len(errors) + sum(reading.skipped.values())


def test_the_table_has_sixty_cases_of_different_names():
    assert len({case["name"] for case in CASES}) == len(CASES) >= 60


def test_each_error_is_collected_with_its_place(case):
    reading = read(case["file"], on_error="collect", **case["options"])
    _compare(case, list(reading), reading.errors, reading)


def test_what_is_skipped_is_counted(case):
    reading = read(case["file"], on_error="skip", **case["options"])
    assert [record.raw for record in reading] == case["given"]
    assert reading.failed == len(case["errors"])
    assert reading.errors == []


def test_reading_goes_on_after_an_error_was_raised(case):
    reading = read(case["file"], **case["options"])
    records, errors = [], []
    while True:
        try:
            records.append(next(reading))
        except LoadError as error:
            errors.append(error)
        except StopIteration:
            break
    _compare(case, records, errors, reading)


def test_a_stream_gives_what_the_file_gives(case):
    class Trickle(io.BytesIO):
        """A pipe that gives a few bytes at a time."""

        name = case["file"]

        def read(self, size=-1):
            return super().read(min(size, 7) if size > 0 else size)

    if len(_content(case)) > 100_000:
        pytest.skip("too long for a trickle")
    reading = read(Trickle(_content(case)), on_error="collect", **case["options"])
    _compare(case, list(reading), reading.errors, reading)
