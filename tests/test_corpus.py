import attrs
import pytest

from dprkcorpus import (
    Corpus,
    DateError,
    FaultsError,
    Record,
    UnknownDocumentError,
    UnknownNameError,
    WrongTypeError,
    load,
    process,
)
from dprkcorpus.metadata.model import Basis, Fact, FuzzyDate


def made(id, **facts):
    known = tuple(Fact(name, value, Basis.CURATOR, "Made up.") for name, value in facts.items())
    return process(Record(f"This is about {id}. It is short.", id=id, facts=known))


@pytest.fixture(scope="module")
def corpus():
    return Corpus.of(
        [
            made("b", publisher="KCNA", issued=FuzzyDate.parse("2023"), title="Rain"),
            made("a", publisher="Naenara", issued=FuzzyDate.parse("2023-05-04")),
            made("c", publisher="KCNA", title="Snow and rain"),
        ]
    )


def test_documents_keep_the_order_they_came_in(corpus):
    assert corpus.ids == ("b", "a", "c")
    assert [document.id for document in corpus] == ["b", "a", "c"]


def test_a_document_is_found_by_its_id(corpus):
    assert corpus["a"].id == "a"
    assert "a" in corpus
    assert corpus["a"] in corpus
    assert "x" not in corpus
    assert None not in corpus


def test_an_unknown_id_names_the_near_ones():
    with pytest.raises(UnknownDocumentError) as caught:
        load()["non-alined-movement"]
    assert caught.value.near == ("non-aligned-movement",)
    with pytest.raises(KeyError):
        load().describe("nothing")


def test_an_id_that_comes_twice_is_refused():
    with pytest.raises(FaultsError, match="'a' comes twice"):
        Corpus.of([made("a"), made("a")])


@pytest.mark.parametrize(
    ("question", "ids"),
    [
        ({"publisher": "KCNA"}, ("b", "c")),
        ({"publisher": "KCNA", "title": "snow"}, ("c",)),
        ({"title": "RAIN"}, ("b", "c")),
        ({"issued": "2023"}, ("b", "a")),
        ({"issued_within": "2023-05"}, ("a",)),
        ({"issued_overlaps": "2023-05"}, ("b", "a")),
        ({"issued_overlaps": FuzzyDate.parse("2022")}, ()),
        ({"text": "about A"}, ("a",)),
        ({"text": ("about a", "about b")}, ("b", "a")),
        ({"text": ()}, ()),
        ({"predicate": lambda document: document.title is None}, ("a",)),
        ({}, ("b", "a", "c")),
    ],
)
def test_where_gives_the_documents_for_which_all_holds(corpus, question, ids):
    assert corpus.where(**question).ids == ids


def test_where_gives_a_corpus_that_can_be_asked_again(corpus):
    assert corpus.where(publisher="KCNA").where(title="snow").ids == ("c",)
    assert corpus.where(publisher="KCNA").where(publisher="Naenara").ids == ()


def test_a_name_that_no_document_has_is_an_error_that_lists_the_near_ones(corpus):
    with pytest.raises(UnknownNameError) as caught:
        corpus.where(publisher="Kcna ")
    assert caught.value.near == ("KCNA",)


@pytest.mark.parametrize(
    "question",
    [{"publisher": b"KCNA"}, {"title": 3}, {"text": 3}, {"text": [None]}, {"predicate": "x"},
     {"issued": 2023}],
)  # fmt: skip
def test_wrong_types_are_type_errors(corpus, question):
    with pytest.raises(WrongTypeError):
        corpus.where(**question)


def test_a_bad_date_is_told_with_its_position(corpus):
    with pytest.raises(DateError) as caught:
        corpus.where(issued="2023-13")
    assert caught.value.position == 5


def test_facets_count_and_groups_hold_the_same(corpus):
    assert corpus.facets("publisher") == {"KCNA": 2, "Naenara": 1}
    groups = {value: group.ids for value, group in corpus.grouped("publisher").items()}
    assert groups == {"KCNA": ("b", "c"), "Naenara": ("a",)}
    with pytest.raises(UnknownNameError):
        corpus.facets("publishers")


def test_sorting_puts_what_is_not_known_last(corpus):
    assert corpus.sorted("issued").ids == ("b", "a", "c")
    assert corpus.sorted("issued", reverse=True).ids == ("a", "b", "c")
    assert corpus.sorted("id").ids == ("a", "b", "c")
    with pytest.raises(UnknownNameError):
        corpus.sorted("rights")


def test_rows_are_flat(corpus):
    row = list(corpus.metadata())[1]
    assert (row["id"], row["issued"], row["publisher"]) == ("a", "2023-05-04", "Naenara")
    assert all(not attrs.has(type(value)) for value in row.values())


def test_sentences_come_with_their_document(corpus):
    assert [id for id, _ in corpus.sentences()] == ["b", "b", "a", "a", "c", "c"]


def test_a_corpus_equals_another_of_the_same_documents(corpus):
    assert Corpus.of(list(corpus)) == corpus
    assert corpus.where(publisher="KCNA") != corpus
    assert hash(Corpus.of(list(corpus))) == hash(corpus)
    assert corpus != list(corpus)


def test_a_corpus_shows_how_many_documents_it_holds(corpus):
    assert repr(corpus).startswith("<Corpus of 3 documents, version ")


def test_documents_in_memory_are_sound_and_have_one_version_each(corpus):
    assert corpus.verify() == ()
    assert corpus.versions("a") == (corpus["a"],)
    with pytest.raises(UnknownDocumentError):
        corpus.versions("d")
