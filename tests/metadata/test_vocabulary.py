import re

import pytest

from dprkcorpus import MetadataError, UnknownNameError, load
from dprkcorpus.metadata.vocabulary import Outlet, Vocabulary


def test_an_outlet_is_found_by_every_printed_form():
    names = Vocabulary.bundled()
    for outlet in names.outlets:
        for form in (outlet.name, outlet.name.upper(), f" {outlet.name} ", *outlet.aliases):
            assert names.outlet(form) is outlet


def test_every_outlet_has_a_country_a_kind_and_a_home_page():
    for outlet in Vocabulary.bundled().outlets:
        assert re.fullmatch("[A-Z]{2}", outlet.country)
        assert outlet.kind
        assert outlet.home.startswith("http")


def test_every_name_in_the_bundled_corpus_is_in_the_vocabulary():
    names = Vocabulary.bundled()
    genres = {genre.name for genre in names.genres}
    for document in load():
        known = document.metadata
        assert known.genre in genres
        for outlet in (known.publisher, known.agency, known.republisher):
            assert outlet is None or names.outlet(outlet).name == outlet


def test_an_unknown_outlet_names_the_near_ones():
    with pytest.raises(UnknownNameError) as caught:
        Vocabulary.bundled().outlet("Naenera")
    assert "Naenara" in caught.value.near


def test_a_file_adds_to_the_vocabulary(tmp_path):
    path = tmp_path / "own.toml"
    path.write_text(
        '[[outlet]]\nname = "My Site"\ncountry = "XX"\nkind = "blog"\nhome = "http://my.example"\n'
        '[[genre]]\nname = "poem"\nmeaning = "Verse."\ntitles = ["A Poem"]\n'
    )
    names = Vocabulary.load(path)
    assert names.outlet("my site").kind == "blog"
    assert names.outlet("KCNA").country == "KP"
    assert names.genre_of("a poem").name == "poem"


def test_a_broken_file_tells_every_fault(tmp_path):
    path = tmp_path / "own.toml"
    path.write_text('[[outlet]]\nname = "x"\n[[outlets]]\nname = "y"\n')
    other = tmp_path / "other.toml"
    other.write_text("[[outlet")
    with pytest.raises(MetadataError) as caught:
        Vocabulary.load(path, other)
    assert len(caught.value.faults) == 3


def test_a_file_that_is_no_utf_8_is_told(tmp_path):
    path = tmp_path / "own.toml"
    path.write_bytes('[[outlet]]\nname = "Agence Vallée"\n'.encode("latin-1"))
    with pytest.raises(MetadataError, match="not UTF-8"):
        Vocabulary.load(path)


def test_one_form_cannot_stand_for_two_outlets():
    outlets = (Outlet("A", "XX", "blog", "http://a"), Outlet("B", "XX", "blog", "http://b", ("a",)))
    with pytest.raises(MetadataError, match="'a' stands for two"):
        Vocabulary(outlets)


@pytest.mark.parametrize(
    ("title", "genre"),
    [
        ("Press Review", "press review"),
        ("Foreign Ministry Issues Press Statement", "statement"),
        ("Message of Greeting to President of a Friendly Country", "letter or message"),
        ("Minister Makes Speech at Meeting of Farmers", "speech"),
        ("New Street Opens", None),
        ("Lettering of Books Exhibited", None),
    ],
)
def test_a_headline_may_give_the_genre_away(title, genre):
    found = Vocabulary.bundled().genre_of(title)
    assert (found.name if found else None) == genre
