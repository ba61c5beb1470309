"""The command line: what it prints, where, and with which exit code."""

import argparse
import csv
import io
import json
import os
import subprocess
import sys

import pytest

from dprkcorpus import Record, build, load, open_corpus
from dprkcorpus.cli import _parser, main


@pytest.fixture
def run(capsys):
    def run(*arguments):
        try:
            code = main(arguments)
        except SystemExit as stop:
            code = stop.code
        out, err = capsys.readouterr()
        return code, out, err

    return run


def test_without_arguments_it_shows_the_bundled_corpus(run):
    code, out, err = run()
    assert (code, err) == (0, "")
    for document in load():
        assert f"{document.id}  " in out
        assert document.metadata.issued.edtf in out
    assert "What to try next" in out


@pytest.mark.parametrize("view", ["raw", "text"])
def test_show_gives_raw_and_text_as_they_are(run, view):
    code, out, _ = run("show", "non-aligned-movement", f"--{view}")
    document = load()["non-aligned-movement"]
    assert code == 0
    assert out == (document.raw if view == "raw" else document.text + "\n")


def test_show_gives_sentences_by_paragraph(run):
    _, out, _ = run("show", "support-and-solidarity", "--sentences")
    paragraphs = out.removesuffix("\n").split("\n\n")
    assert len(paragraphs) == len(load()["support-and-solidarity"].paragraphs)
    assert paragraphs[0].endswith("\nIt goes on:")


def test_show_gives_every_segment(run):
    _, out, _ = run("show", "kim-tells-committee", "--segments")
    assert out.count("\n") == len(load()["kim-tells-committee"].cleaned.segments)
    assert "promo" in out
    assert "\x1b" not in out


def test_show_gives_metadata_as_json(run):
    _, out, _ = run("show", "global-independence", "--metadata")
    assert json.loads(out)["issued"] == "[2021..2022]"


def test_an_unknown_id_is_a_fault_in_one_line_with_the_near_ones(run):
    code, out, err = run("show", "non-aligned")
    assert (code, out) == (1, "")
    assert err == (
        "dprkcorpus: no document is named 'non-aligned'; did you mean 'non-aligned-movement'?\n"
    )


def test_clean_reads_a_file(run, tmp_path):
    page = tmp_path / "page.txt"
    page.write_text("It rained all day. -0-\n\nShare this:\n", encoding="utf-8")
    assert run("clean", str(page)) == (0, "It rained all day.\n", "")
    _, explained, _ = run("clean", str(page), "--explain")
    assert explained.startswith("1:19 endmark")
    _, plain, _ = run("clean", str(page), "--json")
    assert json.loads(plain)["text"] == "It rained all day."
    assert json.loads(plain)["segments"][0]["label"] == "body"


def test_a_page_without_an_article_gives_nothing(run, tmp_path):
    page = tmp_path / "page.txt"
    page.write_text("Share this:\n", encoding="utf-8")
    assert run("clean", str(page)) == (0, "", "")


def test_sentences_come_one_a_line(run, tmp_path):
    page = tmp_path / "page.txt"
    page.write_text("It rained. It stopped.\nThe sun shone.", encoding="utf-8")
    assert run("sentences", str(page)) == (0, "It rained.\nIt stopped.\nThe sun shone.\n", "")


@pytest.mark.parametrize(
    ("arguments", "ids"),
    [
        ((), load().ids),
        (("--agency", "KCNA"), ("freedom-of-nations", "support-and-solidarity")),
        (("--issued", "2023"), ("kim-tells-committee", "non-aligned-movement")),
        (("--issued-within", "2023"), ("non-aligned-movement",)),
        (("--issued-overlaps", "2021"), ("global-independence",)),
        (("--text", "NATO"), ("non-aligned-movement",)),
        (("--text", "NATO", "--title", "x"), ()),
        (("--text", "Kim Jong-un", "--variants", "--language", "en", "--agency", "KCNA"),
         ("freedom-of-nations",)),
    ],
)  # fmt: skip
def test_list_gives_the_documents_for_which_all_holds(run, arguments, ids):
    code, out, _ = run("list", *arguments, "--json")
    assert code == 0
    assert tuple(json.loads(line)["id"] for line in out.splitlines()) == ids
    code, out, _ = run("list", *arguments, "--csv")
    assert tuple(row["id"] for row in csv.DictReader(io.StringIO(out))) == ids
    code, out, _ = run("list", *arguments)
    assert tuple(line.split()[0] for line in out.splitlines()[1:]) == ids


def test_list_tells_of_an_unknown_name_and_of_a_bad_date(run):
    code, _, err = run("list", "--publisher", "Naenera")
    assert (code, "did you mean 'Naenara'" in err) == (1, True)
    code, _, err = run("list", "--issued", "2023-13")
    assert (code, "no such month" in err) == (1, True)


@pytest.fixture
def corpus(run, tmp_path):
    crawl = tmp_path / "crawl.jsonl"
    rows = [
        {"id": "rain", "title": "Rain", "text": "Heavy rain fell on the coast. It stopped."},
        {"id": "snow", "title": "Snow", "text": "Heavy snow fell on the hills. -0-"},
    ]
    crawl.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    crawl.with_suffix(".toml").write_text('publisher = "Naenara (En)"\n', encoding="utf-8")
    path = tmp_path / "my.corpus"
    code, out, err = run("build", str(crawl), str(path), "--quiet")
    assert (code, err) == (0, "")
    assert out.startswith("2 records: 2 new, 0 changed, 0 unchanged, 0 failed, 0 skipped")
    return str(path)


def test_a_corpus_file_is_asked_like_the_bundled_corpus(run, corpus):
    assert run("show", "snow", "-c", corpus) == (0, "Heavy snow fell on the hills.\n", "")
    _, out, _ = run("list", "--publisher", "Naenara", "--json", "-c", corpus)
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["rain", "snow"]
    _, out, _ = run("search", "snow", "--json", "-c", corpus)
    assert json.loads(out)["id"] == "snow"
    assert "[Snow]" in run("search", "snow", "-c", corpus)[1]
    assert run("kwic", "heavy", "--width", "9", "--title", "rain", "-c", corpus)[1] == (
        f"{'rain':<24}  {'':>9} [Heavy]  rain fel\n"
    )
    assert run("info", "-c", corpus)[1].startswith("2 documents")
    assert run("verify", "-c", corpus)[0] == 0


def test_a_build_that_is_run_again_does_nothing(run, corpus, tmp_path):
    _, out, _ = run("build", str(tmp_path / "crawl.jsonl"), corpus, "--quiet")
    assert out.startswith("2 records: 0 new, 0 changed, 2 unchanged")


def test_one_is_told_as_one(run, tmp_path, monkeypatch):
    page, path = tmp_path / "page.txt", str(tmp_path / "my.corpus")
    page.write_text("It rained on the coast all day.", encoding="utf-8")
    _, out, _ = run("build", str(page), path, "--quiet")
    assert out.startswith("1 record: 1 new, 0 changed")
    assert "; 1 document, 0.0 MB" in out
    assert run("info", "-c", path)[1].startswith("1 document, data version ")
    assert repr(open_corpus(path)).startswith("<Corpus of 1 document, version ")
    monkeypatch.setattr("dprkcorpus.corpus.Corpus.verify", lambda self: ("page: is gone",))
    code, out, _ = run("verify", "-c", path)
    assert (code, out.startswith("1 document, "), out.endswith(": 1 fault\n")) == (1, True, True)


def test_every_argument_says_what_it_is():
    def arguments(parser):
        for action in parser._actions:
            if isinstance(action, argparse._SubParsersAction):
                for name, command in action.choices.items():
                    yield from ((f"{name} {where}", one) for where, one in arguments(command))
            else:
                yield action.metavar or action.dest, action

    wanting = [where for where, one in arguments(_parser()) if not one.help]
    assert wanting == []


def test_a_build_lists_what_it_could_not_read(run, tmp_path):
    crawl, errors = tmp_path / "crawl.jsonl", tmp_path / "errors.jsonl"
    crawl.write_text('{"id": "a", "text": "It rained."}\n{"id": \n{"id": "b", "text": "Snow."}\n')
    corpus = str(tmp_path / "my.corpus")
    code, _, err = run("build", str(crawl), corpus, "--quiet")
    assert (code, "line 2" in err) == (1, True)
    code, out, _ = run("build", str(crawl), corpus, "--quiet", "--errors", str(errors))
    assert (code, " 1 failed" in out) == (1, True)
    (error,) = map(json.loads, errors.read_text().splitlines())
    assert (error["path"], error["line"]) == (str(crawl), 2)


def test_a_broken_configuration_tells_every_fault(run, tmp_path):
    config = tmp_path / "crawl.toml"
    config.write_text('publishers = "x"\nworkers = "two"\n')
    code, _, err = run("build", "-", str(tmp_path / "my.corpus"), "--config", str(config))
    assert code == 1
    assert "'publishers'" in err
    assert "workers must be int" in err


def test_progress_is_told_on_standard_error(capsys, monkeypatch):
    from dprkcorpus.cli.building import Progress

    clock = iter(range(0, 100, 10))
    monkeypatch.setattr("time.monotonic", lambda: next(clock))
    progress = Progress(4_000_000)
    progress(10, 1_000_000, 1)
    told = capsys.readouterr().err
    assert told == " 25%  10 records, 1.0 MB, 0.1 MB/s, 1 error, 60 s left\n"


def test_rules_tell_why_and_how_often_they_applied(run):
    _, out, _ = run("rules", "kcnawatch", "--json")
    told = {line["id"]: line for line in map(json.loads, out.splitlines())}
    assert told["kcnawatch/more-from"]["applied"] == 62
    assert all(line["why"] and line["example"] for line in told.values())
    assert "kcnawatch/more-from" in run("rules")[1]


def test_cite_gives_a_reference(run):
    code, out, _ = run("cite", "global-independence")
    assert (code, out.splitlines()[0]) == (0, "@misc{global-independence,")
    code, out, _ = run("cite", "global-independence", "--style", "csl-json")
    assert json.loads(out)["id"] == "global-independence"


def test_export_writes_to_a_file_or_to_the_output(run, tmp_path):
    target = tmp_path / "out.jsonl"
    assert run("export", "jsonl", "global-independence", "-o", str(target))[0] == 0
    assert run("export", "jsonl", "global-independence")[1] == target.read_text(encoding="utf-8")
    code, _, err = run("export", "jsonx")
    assert (code, "'jsonl'" in err) == (1, True)


def test_what_cannot_be_opened_is_a_fault_in_one_line(run, tmp_path):
    for arguments in (
        ("info", "-c", str(tmp_path / "nothing.corpus")),
        ("export", "jsonl", "-o", str(tmp_path / "no" / "folder.jsonl")),
        ("build", str(tmp_path / "nothing"), str(tmp_path / "my.corpus")),
    ):
        code, out, err = run(*arguments)
        assert (code, out) == (1, "")
        assert err.startswith("dprkcorpus: ")
        assert err.count("\n") == 1


def test_a_dash_is_standard_input(run, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"It rained. It stopped.")))
    assert run("sentences", "-") == (0, "It rained.\nIt stopped.\n", "")


def test_a_file_that_is_not_there_is_a_fault(run, tmp_path):
    code, out, err = run("clean", str(tmp_path / "nothing.txt"))
    assert (code, out) == (1, "")
    assert err.endswith("nothing.txt: No such file or directory\n")


def test_what_is_not_utf_8_is_a_fault_with_its_place(run, tmp_path):
    page = tmp_path / "page.txt"
    page.write_bytes(b"It rained \xff.")
    code, _, err = run("sentences", str(page))
    assert code == 1
    assert err.endswith("page.txt: not UTF-8 at byte 10\n")


def test_an_unknown_profile_is_a_fault(run, tmp_path):
    page = tmp_path / "page.txt"
    page.write_text("It rained.")
    code, _, err = run("clean", str(page), "--profile", "kcnawach")
    assert code == 1
    assert "kcnawatch" in err


def test_verify_tells_that_all_is_well(run):
    code, out, _ = run("verify")
    assert code == 0
    assert out.endswith(": 0 faults\n")


def test_verify_fails_where_there_is_a_fault(run, monkeypatch):
    monkeypatch.setattr("dprkcorpus.corpus.Corpus.verify", lambda self: ("raw/x.txt: is gone",))
    code, _, err = run("verify")
    assert code == 1
    assert err == "dprkcorpus: raw/x.txt: is gone\n"


@pytest.mark.parametrize(
    "arguments", [["nothing"], ["show"], ["clean", "-", "--json", "--explain"]]
)
def test_wrong_usage_exits_with_2(run, arguments):
    code, _, err = run(*arguments)
    assert code == 2
    assert "usage:" in err


def test_the_version_is_that_of_the_package(run):
    from dprkcorpus import __version__

    assert run("--version") == (0, f"dprkcorpus {__version__}\n", "")


def process_with(*arguments, **options):
    return subprocess.Popen(
        [sys.executable, "-m", "dprkcorpus", *arguments], stderr=subprocess.PIPE, **options
    )


def test_a_closed_pipe_is_no_traceback():
    read, write = os.pipe()
    os.close(read)
    command = process_with("show", "freedom-of-nations", "--raw", stdout=write)
    os.close(write)
    _, err = command.communicate(timeout=60)
    assert (command.returncode, err) == (0, b"")


def test_output_is_utf_8_in_any_locale():
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    command = process_with(
        "show", "freedom-of-nations", "--text", stdout=subprocess.PIPE, env=environment
    )
    out, _ = command.communicate(timeout=60)
    assert out.decode("utf-8") == load()["freedom-of-nations"].text + "\n"


@pytest.fixture
def two_builds(tmp_path):
    """Two corpus files: one document is gone, one has changed, one is new, one is the same."""
    old = {"gone": "It rained.", "same": "It stopped.", "changed": "It snowed. -0-"}
    new = {"same": "It stopped.", "changed": "It snowed again.", "new": "The sun shone."}
    paths = []
    for name, texts in (("old", old), ("new", new)):
        paths.append(str(tmp_path / f"{name}.corpus"))
        build([Record(text, id) for id, text in texts.items()], paths[-1])
    return paths


def test_diff_tells_what_changed_and_how_and_exits_with_1(run, two_builds):
    code, out, err = run("diff", *two_builds)
    assert (code, err) == (1, "")
    lines = out.splitlines()
    assert lines[0] == "gone gone"
    assert lines[-1] == "1 new, 1 gone, 1 changed, 1 the same"
    assert "changed changed: raw, text, segments, sentences, metadata" in lines
    assert "  - It snowed." in lines
    assert "  + It snowed again." in lines
    assert "  - endmark (general/end-mark) ' -0-'" in lines


def test_diff_can_name_the_documents_alone(run, two_builds):
    _, out, _ = run("diff", *two_builds, "--brief")
    assert len(out.splitlines()) == 4


def test_diff_of_the_same_exits_with_0(run, two_builds):
    assert run("diff", two_builds[0], two_builds[0]) == (
        0,
        "0 new, 0 gone, 0 changed, 3 the same\n",
        "",
    )


def test_diff_of_what_is_no_corpus_exits_with_2(run, two_builds, tmp_path):
    (tmp_path / "page.txt").write_text("It rained.", encoding="utf-8")
    for wrong in (tmp_path / "page.txt", tmp_path / "nothing"):
        code, out, err = run("diff", two_builds[0], str(wrong))
        assert (code, out) == (2, "")
        assert str(wrong) in err


def test_diff_writes_a_page(run, two_builds, tmp_path):
    page = tmp_path / "diff.html"
    code, out, _ = run("diff", *two_builds, "-o", str(page))
    assert (code, out) == (1, "1 new, 1 gone, 1 changed, 1 the same\n")
    assert "<del>" in page.read_text("utf-8")


def test_report_is_of_the_bundled_corpus_a_corpus_file_or_a_crawl(run, two_builds, tmp_path):
    crawl = tmp_path / "crawl.jsonl"
    crawl.write_text('{"id": "a", "text": "It rained."}\nno JSON\n', encoding="utf-8")
    page = tmp_path / "report.html"
    for source, told in (
        ((), "The Pyongyang Times"),
        ((two_builds[0],), "It stopped."),
        ((two_builds[1], "--against", two_builds[0]), "Documents that changed"),
        ((str(crawl),), "1 record could not be read."),
    ):
        code, out, err = run("report", *source, "-o", str(page))
        assert (code, err) == (0, "")
        assert out.startswith(f"{page}: ")
        assert told in page.read_text("utf-8")


def test_report_of_nothing_is_a_fault(run, tmp_path):
    code, out, err = run("report", str(tmp_path / "nothing"), "-o", str(tmp_path / "page.html"))
    assert (code, out) == (1, "")
    assert "nothing" in err
