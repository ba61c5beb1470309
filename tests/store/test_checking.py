"""What verify promises: whatever is wrong with a corpus file, it says so."""

import sqlite3

import pytest

from dprkcorpus import Record, build, open_corpus


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "my.corpus"
    build([Record("Rain\n\nIt rained. It stopped.", id="a"), Record("Snow.", id="b")], path)
    build([Record("It snowed\0 all day.", id="b")], path)
    return path


def test_a_sound_file_has_no_faults(path):
    assert open_corpus(path).verify() == ()


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE contents SET raw = 'It poured.' WHERE number = 1", "segments end at"),
        ("UPDATE contents SET raw = upper(raw) WHERE number = 1", "not what the segments say"),
        ("UPDATE contents SET text = upper(text) WHERE number = 1", "not what the segments say"),
        ("UPDATE contents SET segments = '[1]' WHERE number = 1", "segments or sentences"),
        ("UPDATE contents SET segments = '7' WHERE number = 1", "segments must be list"),
        ("UPDATE contents SET facts = '{' WHERE number = 1", "JSON"),
        ("UPDATE contents SET facts = '[]' WHERE number = 1", "checksum"),
        ("UPDATE contents SET sentences = '[[0,4]]' WHERE number = 1", "words are left"),
        ("UPDATE reasons SET reasons = why", "checksum"),
        ("UPDATE documents SET title = 'Other' WHERE number = 1", "column title"),
        ("UPDATE documents SET line = 7 WHERE number = 1", "checksum"),
        ("UPDATE documents SET sha256 = '00' WHERE number = 1", "SHA-256"),
        ("UPDATE documents SET current = 1", "versions do not follow"),
        ("UPDATE documents SET version = 3 WHERE number = 3", "versions do not follow"),
        ("DELETE FROM contents WHERE number = 2", "either no document or no contents"),
        ("DELETE FROM documents WHERE number = 2", "either no document or no contents"),
        ("DELETE FROM documents WHERE number = 1", "the digest"),
        ("INSERT INTO search (rowid, title, text) VALUES (9, NULL, 'rained')", "'rained'"),
        ("INSERT INTO search (search) VALUES ('delete-all')", "the index of words"),
        ("UPDATE contents SET raw = x'ff' WHERE number = 1", "a, version 1"),
        ("UPDATE contents SET why = 9 WHERE number = 1", "a, version 1"),
    ],
)
def test_every_change_by_another_hand_is_found(path, statement, fault):
    with sqlite3.connect(path) as connection:
        connection.execute(statement)
    connection.close()
    faults = open_corpus(path).verify()
    assert any(fault in one for one in faults), faults


def test_a_damaged_file_is_told_wherever_the_damage_is(tmp_path):
    path = tmp_path / "my.corpus"
    build([Record(f"It rained {number} times.", id=str(number)) for number in range(300)], path)
    sound = path.read_bytes()
    for at in range(5000, len(sound) - 600, len(sound) // 40):
        damaged = (
            sound[:at] + bytes(byte ^ 0x5A for byte in sound[at : at + 512]) + sound[at + 512 :]
        )
        path.write_bytes(damaged)
        try:
            faults = open_corpus(path).verify()
        except ValueError:
            continue
        assert faults or unused(sound, at)


def unused(content, at):
    """Tell whether nothing is stored in these bytes."""
    return not any(content[at : at + 512])
