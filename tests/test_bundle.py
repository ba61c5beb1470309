"""The bundled corpus: exact, derived from its raw texts, and safe against change."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import dprkcorpus
from dprkcorpus import BundleError, Label, TextWithdrawn, load
from dprkcorpus.bundle import Bundle, derive, main, rebuild
from dprkcorpus.corpus import Corpus

PACKAGE = Path(dprkcorpus.__file__).parent
GOLD = Path(__file__).parent / "data" / "gold"
IDS = load().ids


def gold(id, name):
    return GOLD.joinpath(f"{id}.{name}").read_text(encoding="utf-8").removesuffix("\n")


@pytest.mark.parametrize("id", IDS)
def test_the_text_is_the_right_one(id):
    assert load()[id].text == gold(id, "text.txt")


@pytest.mark.parametrize("id", IDS)
def test_the_sentences_are_the_right_ones(id):
    paragraphs = [
        "\n".join(sentence.text for sentence in paragraph.sentences)
        for paragraph in load()[id].paragraphs
    ]
    assert "\n\n".join(paragraphs) == gold(id, "sentences.txt")


@pytest.mark.parametrize("id", IDS)
def test_every_line_has_the_right_label(id):
    document = load()[id]
    found, at = {}, 0
    for number, line in enumerate(document.raw.split("\n"), start=1):
        labels = [
            segment.label
            for segment in document.cleaned.segments
            if segment.span.start < at + len(line) and segment.span.end > at
        ]
        visible = [label for label in labels if label is not Label.SPACE]
        if visible:
            found[str(number)] = {label.value for label in visible}
        else:
            assert not line.strip()
        at += len(line) + 1
    right = dict(line.split("\t") for line in gold(id, "labels.tsv").splitlines())
    dateline = found["3"] if id == "support-and-solidarity" else None
    assert dateline is None or dateline == {"dateline", "body"}
    found |= {"3": {"body"}} if dateline else {}
    assert found == {number: {label} for number, label in right.items()}


@pytest.mark.parametrize("id", IDS)
def test_every_sentence_leads_back_to_the_same_words_of_the_raw_text(id):
    document = load()[id]
    for sentence in document.sentences:
        words = "".join(document.raw[slice(*span)] for span in sentence.raw_spans)
        assert words.replace("\xa0", " ") == sentence.text


def test_the_space_of_a_stripped_link_is_one_segment():
    cleaned = load()["freedom-of-nations"].cleaned
    at = cleaned.raw.index("Kim Jong Un ,") + len("Kim Jong Un")
    segment = next(one for one in cleaned.segments if one.span == (at, at + 1))
    assert segment.label is Label.SPACE
    assert segment.replacement == ""


def test_the_dateline_is_lifted():
    document = load()["support-and-solidarity"]
    (segment,) = document.cleaned.labelled(Label.DATELINE)
    start = document.raw.index("Pyongyang, July 14")
    assert segment.span == (start, start + len("Pyongyang, July 14 (KCNA) — "))


def test_the_derived_files_are_what_the_raw_texts_give():
    assert rebuild(PACKAGE / "data", check=True) == ()
    assert main(["--check"]) == 0


def test_verify_finds_no_fault():
    assert load().verify() == ()


@pytest.fixture
def copy(tmp_path):
    return Path(shutil.copytree(PACKAGE / "data", tmp_path / "data"))


def test_verify_tells_every_fault_at_once(copy):
    copy.joinpath("text", "freedom-of-nations.txt").write_text("Something else.\n")
    copy.joinpath("raw", "global-independence.txt").unlink()
    faults = Corpus(Bundle(copy)).verify()
    assert any(fault.startswith("text/freedom-of-nations.txt: has 16 bytes") for fault in faults)
    for path in ("text/freedom-of-nations.txt", "raw/global-independence.txt"):
        assert any(fault.startswith(path) for fault in faults)
    assert any(fault.startswith("global-independence: ") for fault in faults)


def test_one_changed_byte_of_a_raw_text_is_found(copy):
    path = copy / "raw" / "non-aligned-movement.txt"
    path.write_bytes(path.read_bytes().replace(b"NATO", b"nato", 1))
    assert any("SHA-256" in fault for fault in Corpus(Bundle(copy)).verify())
    assert "catalogue.jsonl" in rebuild(copy, check=True)


def test_a_rebuild_mends_what_differs_and_removes_what_is_left_over(copy):
    copy.joinpath("catalogue.jsonl").unlink()
    copy.joinpath("text", "left-over.txt").write_text("x")
    assert rebuild(copy) == ("catalogue.jsonl", "text/left-over.txt")
    assert rebuild(copy) == ()


def test_a_bundle_that_cannot_be_built_tells_every_fault(copy):
    copy.joinpath("curation", "freedom-of-nations.toml").unlink()
    path = copy / "curation" / "global-independence.toml"
    path.write_text(path.read_text().replace('basis = "curator"', 'basis = "rumour"'))
    copy.joinpath("curation", "nothing.toml").write_text('id = "nothing"\n')
    with pytest.raises(BundleError) as caught:
        derive(copy)
    told = "\n".join(caught.value.faults)
    assert "rumour" in told
    assert "raw/freedom-of-nations.txt: has no curation file" in told
    assert "nothing: a text is either there or withdrawn" in told


def test_a_curation_file_of_another_name_and_a_text_that_cannot_be_processed_are_told(copy):
    path = copy / "curation" / "global-independence.toml"
    path.write_text(path.read_text().replace('id = "global-independence"', 'id = "global"'))
    path = copy / "curation" / "freedom-of-nations.toml"
    fact = '[[fact]]\nfield = "issued"\nvalue = "2023"\nbasis = "curator"\nreason = "It is so."\n'
    path.write_text(f"{path.read_text()}\n{fact * 2}")
    copy.joinpath("raw", "kim-tells-committee.txt").write_bytes(b"\xff")
    path = copy / "curation" / "non-aligned-movement.toml"
    path.write_text(path.read_text().replace('id = "non-aligned-movement"', 'id = " "'))
    with pytest.raises(BundleError) as caught:
        derive(copy)
    told = "\n".join(caught.value.faults)
    assert "curation/global-independence.toml: its id is 'global'" in told
    assert "invalid start byte" in told
    assert "id is empty" in told


def test_only_told_to_check_a_bundle_is_left_as_it_is(copy):
    copy.joinpath("catalogue.jsonl").write_text("x")
    copy.joinpath("text", "left-over.txt").write_text("x")
    assert rebuild(copy, check=True) == ("catalogue.jsonl", "text/left-over.txt")
    assert copy.joinpath("catalogue.jsonl").read_text() == "x"
    assert copy.joinpath("text", "left-over.txt").exists()


@pytest.fixture
def of_the_copy(copy, monkeypatch):
    """Let the command work on the copy."""
    monkeypatch.setattr("dprkcorpus.bundle.__file__", str(copy.with_name("bundle.py")))
    return copy


def test_the_command_tells_what_differs_and_writes_it(of_the_copy, capsys):
    of_the_copy.joinpath("catalogue.jsonl").unlink()
    assert main(["--check"]) == 1
    assert capsys.readouterr().out == "differs: catalogue.jsonl\n1 file differs\n"
    assert main([]) == 0
    assert capsys.readouterr().out == "written: catalogue.jsonl\n1 file written\n"
    assert main(["--check"]) == 0


def test_the_command_tells_why_a_bundle_cannot_be_built(of_the_copy, capsys):
    of_the_copy.joinpath("curation", "freedom-of-nations.toml").unlink()
    assert main([]) == 1
    assert "freedom-of-nations.txt: has no curation file" in capsys.readouterr().err


def test_the_command_knows_one_option(capsys):
    assert main(["--chek"]) == 2
    assert "usage" in capsys.readouterr().err


def test_a_document_without_rights_cannot_be_bundled(copy):
    path = copy / "curation" / "kim-tells-committee.toml"
    path.write_text(path.read_text().partition('[[fact]]\nfield = "rights"')[0])
    with pytest.raises(BundleError, match="nothing is said about its rights"):
        derive(copy)


def test_a_withdrawn_text_leaves_its_metadata(copy):
    id = "kim-tells-committee"
    copy.joinpath("raw", f"{id}.txt").unlink()
    path = copy / "curation" / f"{id}.toml"
    head, _, tail = path.read_text().partition("\n[[fact]]")
    withdrawn = '\n[withdrawn]\ndate = "2026-11-22"\nreason = "The holder asked for it."\n'
    # The quotes of its curation stood in the raw text, which is gone.
    rest = "".join(line for line in tail.splitlines(keepends=True) if "quote =" not in line)
    path.write_text(f"{head}{withdrawn}\n[[fact]]{rest}")
    rebuild(copy)
    corpus = Corpus(Bundle(copy))
    assert id not in corpus
    assert corpus.withdrawn == (id,)
    assert corpus.describe(id).publisher == "Fox News"
    for ask in (corpus.__getitem__, corpus.versions):
        with pytest.raises(TextWithdrawn, match="The holder asked for it"):
            ask(id)
    assert corpus.verify() == ()


def test_loading_opens_no_text_and_metadata_open_none(copy):
    for path in (*copy.joinpath("raw").iterdir(), *copy.joinpath("text").iterdir()):
        path.unlink()
    corpus = Corpus(Bundle(copy))
    assert [row["id"] for row in corpus.metadata()] == list(IDS)
    assert corpus.where(agency="KCNA", issued="2024").ids == ("freedom-of-nations",)


def test_the_package_works_from_a_zip(tmp_path):
    archive = tmp_path / "dprkcorpus.zip"
    with zipfile.ZipFile(archive, "w") as zipped:
        for path in PACKAGE.rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                zipped.write(path, path.relative_to(PACKAGE.parent))
    code = (
        "import dprkcorpus; c = dprkcorpus.load(); assert '.zip' in dprkcorpus.__file__;"
        "print(c['non-aligned-movement'].title, c.verify(), dprkcorpus.clean('Rain. -0-').text)"
    )
    environment = {**os.environ, "PYTHONPATH": str(archive), "PYTHONSAFEPATH": "1"}
    run = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
    )
    assert run.stdout == "For development of Non-Aligned Movement () Rain.\n", run.stderr


def test_the_data_package_lists_every_file_of_the_data():
    package = json.loads(PACKAGE.joinpath("data", "datapackage.json").read_text(encoding="utf-8"))
    listed = {resource["path"] for resource in package["resources"]}
    there = {
        path.relative_to(PACKAGE / "data").as_posix()
        for path in PACKAGE.joinpath("data").rglob("*")
        if path.is_file()
    }
    assert there - listed == {"datapackage.json", "corpus.toml"}
