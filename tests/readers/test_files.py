"""Folders and files: their order, their names, links, and what happens while they are read."""

from __future__ import annotations

import inspect
import os
import sys
from pathlib import Path

import pytest

from dprkcorpus.readers import files, read


@pytest.fixture
def crawl(tmp_path):
    for name in ("b.txt", "a/z.txt", "a/B.txt", "a.txt", "c/d/e.txt"):
        path = tmp_path / "crawl" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"This is {name}.", encoding="utf-8")
    return tmp_path / "crawl"


def test_a_folder_is_read_in_the_order_of_its_names(crawl, collect):
    records, reading = collect(crawl)
    assert [record.id for record in records] == [
        *("a/B.txt", "a/z.txt", "a.txt", "b.txt", "c/d/e.txt")
    ]
    assert [record.raw for record in records] == [f"This is {record.id}." for record in records]
    assert records[0].origin.path == str(crawl / "a" / "B.txt")
    assert reading.seen == 5


def test_the_order_does_not_depend_on_what_the_system_says(crawl, collect, monkeypatch):
    listed = os.listdir
    monkeypatch.setattr(os, "listdir", lambda path: list(reversed(listed(path))))
    backwards, _ = collect(crawl)
    monkeypatch.setattr(os, "listdir", listed)
    assert backwards == collect(crawl)[0]


def test_a_file_alone_has_its_name_as_its_id(crawl):
    assert [record.id for record in read(crawl / "b.txt")] == ["b.txt"]


def test_several_paths_have_ids_below_what_they_share(crawl):
    paths = [crawl / "c", crawl / "a" / "z.txt", str(crawl / "b.txt")]
    assert [record.id for record in read(paths)] == ["c/d/e.txt", "a/z.txt", "b.txt"]
    assert [record.id for record in read(iter(paths))] == ["c/d/e.txt", "a/z.txt", "b.txt"]


def test_what_no_reader_knows_by_its_name_is_a_declared_skip(crawl, collect):
    for name in ("a.jpg", "b.JPG", "noname", ".hidden.txt", ".git/a.txt", "c/thumbs.db"):
        path = crawl / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"It rained.")
    records, reading = collect(crawl)
    assert len(records) == 5
    assert reading.skipped == {
        "no reader for '.jpg'": 2,
        "no reader for ''": 1,
        "no reader for '.db'": 1,
        "hidden": 2,
    }


def test_a_format_that_the_caller_names_holds_for_every_file(crawl, collect):
    (crawl / "noname").write_text("It rained.", encoding="utf-8")
    records, reading = collect(crawl, format="text")
    assert len(records) == 6
    assert not reading.skipped


def test_a_folder_that_does_not_exist_is_an_error(tmp_path, collect):
    _, reading = collect(tmp_path / "nothing")
    assert [error.kind for error in reading.errors] == ["missing"]
    assert reading.errors[0].path == str(tmp_path / "nothing")


def test_one_missing_path_does_not_keep_the_others_from_being_read(crawl, collect):
    records, reading = collect([crawl / "b.txt", crawl / "nothing", crawl / "a.txt"])
    assert [record.id for record in records] == ["b.txt", "a.txt"]
    assert [error.kind for error in reading.errors] == ["missing"]


def test_an_empty_folder_holds_nothing(tmp_path, collect):
    assert collect(tmp_path)[1].seen == 0


@pytest.fixture
def linked(crawl):
    try:
        (crawl / "a" / "up").symlink_to(crawl)
        (crawl / "link.txt").symlink_to(crawl / "b.txt")
        (crawl / "lost.txt").symlink_to(crawl / "nothing.txt")
        (crawl / "self").symlink_to(crawl / "self")
    except OSError:
        pytest.skip("no links here")
    return crawl


def test_links_are_not_followed(linked, collect):
    records, reading = collect(linked)
    assert len(records) == 5
    assert reading.skipped == {"a link": 4}


def test_links_are_followed_when_asked_and_loops_are_errors(linked, collect):
    records, reading = collect(linked, follow_symlinks=True)
    assert [record.id for record in records if "link" in record.id] == ["link.txt"]
    assert [(Path(error.path).name, error.kind) for error in reading.errors] == [
        ("up", "link"),
        ("lost.txt", "missing"),
        ("self", "unreadable"),
    ]


def test_a_link_that_the_caller_names_is_followed(linked):
    assert [record.raw for record in read(linked / "link.txt")] == ["This is b.txt."]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_in_a_folder_is_passed_by(crawl, collect):
    os.mkfifo(crawl / "pipe.txt")
    assert collect(crawl)[1].skipped == {"no regular file": 1}


@pytest.mark.skipif(sys.platform != "linux", reason="names are Unicode here")
def test_a_name_that_is_not_utf8_is_an_error(crawl, collect):
    Path(os.fsdecode(os.fsencode(crawl) + b"/\xff.txt")).write_text("It rained.", encoding="utf-8")
    records, reading = collect(crawl)
    assert len(records) == 5
    assert [error.kind for error in reading.errors] == ["name"]
    reading.errors[0].path.encode("utf-8")


def test_a_file_that_may_not_be_read_is_an_error(crawl, collect):
    (crawl / "a.txt").chmod(0)
    if os.access(crawl / "a.txt", os.R_OK):
        pytest.skip("nothing is forbidden here")
    records, reading = collect(crawl)
    assert len(records) == 4
    assert [error.kind for error in reading.errors] == ["unreadable"]


@pytest.mark.parametrize("change", ["grows", "shrinks", "is written over"])
def test_a_file_that_changes_while_it_is_read_is_an_error(tmp_path, change):
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "It rained."}\n' * 10_000, encoding="utf-8")
    reading = read(path, on_error="collect")
    next(reading)
    if change == "grows":
        with path.open("a", encoding="utf-8") as file:
            file.write('{"text": "It stopped."}\n')
    elif change == "shrinks":
        os.truncate(path, 230)
    else:
        path.write_text('{"text": "It poured."}\n' * 10_000, encoding="utf-8")
        os.utime(path, (1, 1))
    list(reading)
    assert reading.errors[-1].kind == "changed"
    assert reading.errors[-1].path == str(path)
    assert [error.kind for error in reading.errors].count("changed") == 1


def test_a_text_that_changes_while_it_is_read_is_not_given(tmp_path, monkeypatch, collect):
    path = tmp_path / "a.txt"
    path.write_text("It rained.", encoding="utf-8")
    states = iter([(10, 1), (10, 2)])
    monkeypatch.setattr(files._Watched, "_now", lambda _: next(states))
    records, reading = collect(path)
    assert records == []
    assert [error.kind for error in reading.errors] == ["changed"]


def test_folders_are_not_walked_on_pythons_stack(tmp_path, collect):
    deep = tmp_path.joinpath(*"d" * 240)
    deep.mkdir(parents=True)
    (deep / "a.txt").write_text("It rained.", encoding="utf-8")
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack()) + 100)
    try:
        (record,), _ = collect(tmp_path)
    finally:
        sys.setrecursionlimit(limit)
    assert record.id == "d/" * 240 + "a.txt"
