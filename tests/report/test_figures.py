"""What a report counts."""

from collections import Counter

import pytest

import dprkcorpus
from dprkcorpus import Basis, Corpus, Fact, FuzzyDate, Label, Metadata, Record, process
from dprkcorpus.report.counting import Frequent
from dprkcorpus.report.figures import Figures, site_of
from dprkcorpus.report.signs import own_signs, signs


@pytest.fixture(scope="module")
def figures(crawl):
    return Figures.of(crawl)


def test_every_code_point_is_counted_once_by_label_and_once_by_rule(crawl, figures):
    whole = sum(len(document.raw) for document in crawl)
    assert figures.raw == whole
    assert sum(amount.characters for amount in figures.labels.values()) == whole
    assert sum(amount.characters for amount in figures.rules.values()) == whole
    assert figures.text == sum(len(document.text) for document in crawl)
    assert figures.sentences == sum(len(document.sentences) for document in crawl)


def test_every_document_is_in_one_class_of_length_and_one_site(crawl, figures):
    assert sum(figures.lengths.values()) == len(crawl)
    assert sum(figures.shares.values()) == len(crawl)
    assert sum(len(site.lengths) for site in figures.sites.values()) == len(crawl)


def test_documents_segments_and_lines_are_counted_as_they_are(crawl, figures):
    for label in Label:
        having = [document for document in crawl if document.cleaned.labelled(label)]
        assert figures.labels[label].documents == len(having)
        whole = sum(len(document.cleaned.labelled(label)) for document in having)
        assert figures.labels[label].segments == whole
    lines = Counter(
        line
        for document in crawl
        for line in {
            (document.raw[slice(*segment.span)].strip(), segment.label.value)
            for segment in document.cleaned.segments
            if segment.label not in (Label.BODY, Label.SPACE)
        }
    )
    assert dict(figures.removed.most(10**6)) == lines


def test_pages_without_an_article_are_named(crawl, figures):
    assert figures.without_article() == [document.id for document in crawl if not document.text]
    assert figures.without_article()


def test_pages_to_check_come_by_the_sum_of_their_weights(figures):
    found = figures.to_check()
    weights = [weight for weight, _, _ in found]
    assert weights == sorted(weights, reverse=True)
    for weight, _, names in found:
        assert weight == sum(signs()[name].weight for name in names)
        assert len(set(names)) == len(names)
    assert found[0][1].startswith("empty-")


def test_furniture_that_was_kept_on_many_pages_is_a_sign(figures):
    shown = {id: names for _, id, names in figures.to_check()}
    fair = [names for id, names in shown.items() if id.startswith("fair-")]
    assert any("kept-like-others" in names for names in fair) or not fair


@pytest.mark.parametrize(
    ("raw", "sign"),
    [
        ("Share this:", "no-article"),
        ("It rained. It stopped. The end of it was", "open-end"),
        ("It was dam\ufffdged. It rained.", "damaged"),
        (
            "Pyongyang, May 4 (KCNA) -- It rained all day in the city. -0-\n"
            "Pyongyang, May 5 (KCNA) -- It snowed all day in the city. -0-",
            "several-datelines",
        ),
    ],
)
def test_a_page_shows_its_signs(raw, sign):
    assert sign in own_signs(process(Record(raw)))


@pytest.mark.parametrize(
    ("other", "disagrees"), [("2023-05-12", True), ("2023-05-11", False), ("2023-05", False)]
)
def test_dates_far_from_each_other_are_a_sign(other, disagrees):
    facts = tuple(
        Fact("issued", FuzzyDate(date), Basis.URL, "It says so.") for date in ("2023-05-04", other)
    )
    document = process(Record("It rained.", facts=facts))
    assert ("dates-disagree" in own_signs(document)) is disagrees


def test_a_good_page_shows_no_sign():
    raw = "For Peace\n\nPyongyang, May 4 (KCNA) -- It rained all day in the city. It stopped. -0-"
    assert list(own_signs(process(Record(raw, date="2023-05-04")))) == []


def test_each_sign_has_a_weight_and_a_sentence():
    for sign in signs().values():
        assert 1 <= sign.weight <= 5
        assert sign.why.endswith(".")


@pytest.mark.parametrize(
    ("known", "site"),
    [
        ({"capture_url": "http://www.kcna.kp/x"}, "kcna.kp"),
        ({"capture_url": "http://[broken"}, "not known"),
        ({"republisher": "KCNA Watch", "publisher": "KCNA"}, "KCNA Watch"),
        ({"publisher": "KCNA"}, "KCNA"),
        ({}, "not known"),
    ],
)
def test_the_site_of_a_page_is_its_host_else_a_name(known, site):
    assert site_of(Metadata("a", **known)) == site


def test_frequent_things_are_counted_however_many_rare_ones_there_are():
    counts = Frequent(100)
    for number in range(20_000):
        counts.add([number] if number % 10 else ["often"])
    ((what, number),) = counts.most(1)
    assert what == "often"
    assert 2000 <= number <= 2000 + counts.missed
    assert len(counts.most(10**6)) <= 100


def test_an_empty_corpus_has_figures():
    figures = Figures.of(Corpus.of([]))
    assert (figures.raw, figures.text, figures.to_check()) == (0, 0, [])
    assert Figures.of(dprkcorpus.load()).without_article() == []
