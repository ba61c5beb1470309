"""What a build promises: everything accounted for, nothing done twice, the same for any workers."""

import hashlib
import sqlite3

import pytest

from dprkcorpus import (
    Corpus,
    CorpusFileError,
    FaultsError,
    LoadError,
    Origin,
    Record,
    UnknownNameError,
    WrongTypeError,
    build,
    open_corpus,
    process,
)
from dprkcorpus.metadata.model import Basis, Fact
from dprkcorpus.readers import read
from dprkcorpus.store import Store
from dprkcorpus.store.building import BuildReport

RECORDS = [
    Record(
        "Rain\n\nPyongyang, May 4 (KCNA) -- It rained. It stopped. -0-", id="a", date="2023-05-05"
    ),
    Record(
        "It snowed\0 all day.", id="b", url="https://example.org/2020/01/02/snow/", title="Snow"
    ),
    Record("It rained again.", id="c", origin=Origin("crawl.jsonl", line=3, offset=90)),
    Record("Without an id.", url="https://example.org/d"),
    Record("Without an id.", url="https://example.org/e"),
]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "my.corpus"


def digest(path):
    return Store(path).digest()


def test_what_is_opened_is_what_was_processed(path):
    report = build(RECORDS, path)
    corpus = open_corpus(path)
    assert (report.new, report.records, report.documents, len(corpus)) == (5, 5, 5, 5)
    assert corpus == Corpus.of([corpus[id] for id in corpus.ids])
    for record in RECORDS[:3]:
        assert corpus[record.id] == process(record)
        assert corpus[record.id].cleaned.reasons == process(record).cleaned.reasons
    assert corpus.verify() == ()


def test_equal_texts_without_an_id_are_both_kept(path):
    build(RECORDS, path)
    stem = hashlib.sha256(b"Without an id.").hexdigest()[:16]
    assert open_corpus(path).ids == ("a", "b", "c", stem, f"{stem}-2")


def test_a_second_run_changes_no_byte(path):
    build(RECORDS, path)
    before = path.read_bytes()
    report = build(RECORDS, path)
    assert (report.new, report.changed, report.unchanged) == (0, 0, 5)
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_a_grown_crawl_adds_what_is_new_alone(path, tmp_path):
    build(RECORDS[:3], path)
    report = build(RECORDS, path)
    assert (report.new, report.changed, report.unchanged) == (2, 0, 3)
    build(RECORDS, tmp_path / "at once")
    assert digest(path) == digest(tmp_path / "at once")


def test_what_changed_is_a_new_version_and_the_old_one_stays(path):
    build(RECORDS, path)
    changed = [Record("It did not rain.", id="c"), Record("Edited.", url="https://example.org/d")]
    report = build([*RECORDS[:2], *changed], path)
    assert (report.new, report.changed, report.unchanged) == (0, 2, 2)
    corpus = open_corpus(path)
    assert len(corpus) == 5
    assert [one.text for one in corpus.versions("c")] == ["It rained again.", "It did not rain."]
    assert corpus["c"].text == "It did not rain."
    edited = hashlib.sha256(b"Without an id.").hexdigest()[:16]
    assert corpus[edited].text == "Edited."
    assert [hit.id for hit in corpus.search("rained")] == ["a"]
    assert corpus.verify() == ()
    assert build([*RECORDS[:2], *changed], path).unchanged == 4


def test_what_changed_back_is_a_version_again(path):
    for text in ("One.", "Two.", "One."):
        build([Record(text, id="a")], path)
    assert [one.text for one in open_corpus(path).versions("a")] == ["One.", "Two.", "One."]


def test_any_number_of_workers_gives_the_same(path, tmp_path, started_workers, monkeypatch):
    monkeypatch.setattr("dprkcorpus.store.building._BATCH", 100)
    records = [Record(f"It rained {number} times. It stopped.") for number in range(50)]
    build(records, path)
    report = build(records, tmp_path / "two", workers=2)
    assert report.new == 50
    assert digest(path) == digest(tmp_path / "two")
    assert open_corpus(path) == open_corpus(tmp_path / "two")


def test_facts_and_origins_come_through_workers(path, started_workers):
    facts = (Fact("publisher", "KCNA", Basis.CURATOR, "Made up."),)
    records = [Record("It rained.", id="a", facts=facts, origin=Origin("a.zip", "b.txt", offset=0))]
    build(records, path, workers=2)
    corpus = open_corpus(path)
    assert corpus["a"] == process(records[0])
    with sqlite3.connect(path) as connection:
        place = connection.execute("SELECT path, member, line, offset FROM documents").fetchone()
    connection.close()
    assert place == ("a.zip", "b.txt", None, 0)


BAD = [
    Record("Fine.", id="a"),
    Record("Lone \ud800 surrogate.", id="b"),
    Record("The same id.", id="a"),
    Record("Fine too.", id="c"),
]


def test_a_record_that_cannot_be_stored_stops_the_build_and_loses_nothing(path):
    with pytest.raises(LoadError, match="surrogate"):
        build(BAD, path)
    assert open_corpus(path).verify() == ()


def test_what_fails_is_counted_or_collected(path, tmp_path):
    skipped = build(BAD, path, on_error="skip")
    assert (skipped.new, skipped.failed, skipped.errors) == (2, 2, ())
    collected = build(BAD, tmp_path / "other", on_error="collect")
    assert [error.kind for error in collected.errors] == ["duplicate id", "surrogate"]
    assert len(Store(tmp_path / "other").errors()) == 2
    assert build(BAD, tmp_path / "other", on_error="collect").unchanged == 2


def test_errors_that_are_mended_leave_the_file(path):
    build(BAD, path, on_error="collect")
    build(BAD[:1], path)
    assert Store(path).errors() == ()


def test_a_folder_is_built_as_it_is(path, tmp_path):
    folder = tmp_path / "crawl"
    folder.mkdir()
    for name in ("one", "two"):
        folder.joinpath(f"{name}.txt").write_text(f"This is {name}.")
    seen = []
    report = build(folder, path, progress=lambda *done: seen.append(done))
    assert (report.new, report.bytes, seen[-1]) == (2, 24, (2, 24, 0))
    folder.joinpath("one.txt").write_text("This is one more.")
    assert build(read(folder), path).changed == 1


def test_a_record_that_is_not_accounted_for_is_a_fault():
    with pytest.raises(FaultsError, match="3 records were read, and 2 accounted for"):
        BuildReport(2, 3, 2, 0, 0, 0, {}, 10, 1.0)


def test_a_report_tells_it_all():
    report = BuildReport(9, 10, 5, 1, 1, 2, {"empty": 1}, 2_000_000, 1.0)
    assert str(report) == (
        "10 records: 5 new, 1 changed, 1 unchanged, 2 failed, 1 skipped; "
        "9 documents, 2.0 MB in 1.0 s (2.0 MB/s)"
    )


def test_a_file_is_built_in_one_way(path):
    build(RECORDS, path, profile="kcnawatch")
    with pytest.raises(CorpusFileError, match="other settings"):
        build(RECORDS, path)


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"workers": "2"}, WrongTypeError),
        ({"on_error": "ignore"}, UnknownNameError),
        ({"profile": "kcnawach"}, UnknownNameError),
        ({"profile": 3}, WrongTypeError),
        ({"repairs": ["nothing"]}, UnknownNameError),
    ],
)
def test_wrong_options_are_told_at_once(path, options, error):
    with pytest.raises(error):
        build(RECORDS, path, **options)
    assert not path.exists()


def test_a_reading_is_built_from_its_start(path):
    reading = read(RECORDS)
    next(reading)
    with pytest.raises(FaultsError, match="in part"):
        build(reading, path)
    with pytest.raises(UnknownNameError, match="option"):
        build(read(RECORDS), path, encoding="cp949")


def test_what_is_no_corpus_file_is_not_written_over(path):
    path.write_text("My notes.")
    with pytest.raises(CorpusFileError, match="no corpus file"):
        build(RECORDS, path)
    assert path.read_text() == "My notes."


def test_a_folder_that_does_not_exist_is_told(tmp_path):
    with pytest.raises(CorpusFileError, match="folder does not exist"):
        build(RECORDS, tmp_path / "nowhere" / "my.corpus")


def test_two_builds_at_once_do_not_mix(path):
    def records():
        yield RECORDS[0]
        build(RECORDS[1:], path)

    build([], path)
    with pytest.raises(CorpusFileError, match="another build"):
        build(records(), path)
    assert open_corpus(path).ids[0] == "b"
    assert open_corpus(path).verify() == ()


def test_an_interrupted_build_is_gone_on_with(path, tmp_path, monkeypatch):
    monkeypatch.setattr("dprkcorpus.store.building._BATCH", 10)

    def records():
        yield from RECORDS[:3]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(records(), path)
    assert open_corpus(path).ids == ("a", "b", "c")
    report = build(RECORDS, path)
    assert (report.new, report.unchanged) == (2, 3)
    build(RECORDS, tmp_path / "at once")
    assert digest(path) == digest(tmp_path / "at once")


def test_a_build_beside_readers_ends_well_and_the_next_one_joins_its_files(path):
    build(RECORDS[:2], path)
    readers = []

    def read_on(*_):
        reader = sqlite3.connect(path)
        reader.execute("BEGIN")
        readers.append((reader, reader.execute("SELECT count(*) FROM documents").fetchone()))

    assert build(RECORDS, path, progress=read_on).new == 3
    assert readers[0][0].execute("SELECT count(*) FROM documents").fetchone() == readers[0][1]
    assert open_corpus(path).verify() == ()
    for reader, _ in readers:
        reader.close()
    build(RECORDS, path)
    assert [one.name for one in path.parent.iterdir()] == [path.name]
