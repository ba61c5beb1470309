import pytest

from dprkcorpus import Record, UnknownNameError, WrongTypeError, clean, process
from dprkcorpus.metadata.vocabulary import Vocabulary


def test_a_document_is_cleaned_dated_and_split():
    raw = "Rain\n\nPyongyang, July 9 (KCNA) -- It rained. It stopped. -0-"
    document = process(Record(raw, id="rain", date="2023-07-10"))
    assert document.cleaned == clean(raw)
    assert document.title == "Rain"
    assert document.metadata.issued.edtf == "2023-07-09"
    assert [sentence.text for sentence in document.sentences] == ["It rained.", "It stopped."]


def test_the_profile_is_that_of_the_caller():
    raw = "It rained all day.\nMore From Naenara (En)"
    assert process(Record(raw), profile="kcnawatch").cleaned == clean(raw, profile="kcnawatch")
    with pytest.raises(UnknownNameError):
        process(Record(raw), profile="kcnawach")


def test_repairs_are_those_of_the_caller():
    raw = "ChairmanKim Jong Ilvisited the farm."
    repaired = process(Record(raw), repairs={"glued-names"})
    assert repaired.text == "Chairman Kim Jong Il visited the farm."
    assert process(Record(raw)).text == raw


def test_the_vocabulary_is_that_of_the_caller(tmp_path):
    path = tmp_path / "own.toml"
    path.write_text(
        '[[outlet]]\nname = "My Site"\naliases = ["my.example"]\ncountry = "XX"\nkind = "blog"\n'
        'home = "http://my.example"\n[[genre]]\nname = "poem"\n'
        'meaning = "Verse."\nwords = ["ode to"]\n'
    )
    raw = "Ode to Rain\n\nHeavy rain fell on the east coast all day, the weather station said.\n"
    record = Record(raw, source="my.example", url="http://my.example/1")
    own = process(record, vocabulary=Vocabulary.load(path)).metadata
    assert (own.publisher, own.republisher, own.genre) == ("My Site", "My Site", "poem")
    assert process(record).metadata.publisher == "my.example"
    with pytest.raises(WrongTypeError):
        process(record, vocabulary="own.toml")


def test_an_empty_text_is_a_document_without_text():
    document = process(Record(""))
    assert (document.text, document.sentences, document.title) == ("", (), None)


@pytest.mark.parametrize("wrong", [None, "text", b"text", {"raw": "text"}])
def test_what_is_no_record_is_a_type_error(wrong):
    with pytest.raises(WrongTypeError):
        process(wrong)
