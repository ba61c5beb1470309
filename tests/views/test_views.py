"""What the views of notebooks tell."""

import re
import subprocess
import sys
from html import unescape

import pytest

import dprkcorpus
from dprkcorpus import Corpus, Record, clean, process
from dprkcorpus.views.page import table
from dprkcorpus.views.raw_text import LONGEST
from dprkcorpus.views.timeline import Timeline, drawn


def _words(view):
    view = re.sub(r"<style>.*?</style>", "", view, flags=re.DOTALL)
    return unescape(re.sub(r"<[^>]+>", "", view))


@pytest.fixture(scope="module")
def corpus():
    return dprkcorpus.load()


def test_a_document_shows_every_character_of_its_raw_text(corpus):
    for document in corpus:
        view = document._repr_html_()
        raw = re.search(r'<div class="raw">(.*?)</div>', view, re.DOTALL)[1]
        for note in ("label", "why", "number"):
            raw = re.sub(rf'<span class="{note}">(?:<span[^>]*>[^<]*</span>)?[^<]*</span>', "", raw)
        assert unescape(re.sub(r"<[^>]+>", "", raw)) == document.raw


def test_a_document_numbers_its_sentences_in_text_and_raw_text(corpus):
    for document in corpus:
        numbers = re.findall(r'<span class="number">(\d+)</span>', document._repr_html_())
        expected = [str(sentence.index + 1) for sentence in document.sentences]
        assert numbers == expected * 2


def test_a_document_tells_every_fact_with_its_reason(corpus):
    for document in corpus:
        words = _words(document._repr_html_())
        for fact in document.metadata.facts:
            assert fact.reason in words
        assert document.title in words


def test_every_removed_segment_has_its_label_and_its_reason_in_words(corpus):
    for document in corpus:
        view = document._repr_html_()
        for segment in document.cleaned.removed:
            assert f'<span class="label">{segment.label.value}</span>' in view
            assert segment.rule in view
            assert document.cleaned.reasons[segment.rule] in _words(view)


def test_every_marked_segment_can_be_reached_by_keyboard(corpus):
    for document in corpus:
        view = document.cleaned._repr_html_()
        marked = re.findall(r'<span class="segment[^>]*>', view)
        assert marked
        assert all('tabindex="0"' in one for one in marked)


def test_a_space_that_was_removed_is_shown(corpus):
    view = clean("Kim Jong Un , general secretary, spoke.")._repr_html_()
    assert 'data-label="space"' in view


def test_a_repair_tells_what_it_made():
    view = clean("ComradeKim Jong Unspoke.", repairs={"glued-names"})._repr_html_()
    assert "Here it became 'n '." in _words(view)


def test_a_page_without_an_article_says_so():
    document = process(Record("Share this:\nLeave a Reply"))
    assert "No article was found" in document._repr_html_()


@pytest.mark.parametrize("raw", ["", "\n", "x"])
def test_next_to_nothing_is_shown(raw):
    assert process(Record(raw))._repr_html_().endswith("</section>")
    assert clean(raw)._repr_html_().endswith("</section>")
    assert Corpus.of([])._repr_html_().endswith("</section>")


def test_what_is_too_long_is_cut_and_that_is_told():
    document = process(Record("It rained. " * LONGEST))
    view = document._repr_html_()
    assert len(view) < 80 * LONGEST
    assert "more characters" in view


def test_a_corpus_shows_facets_and_documents(corpus):
    words = _words(corpus._repr_html_())
    for document in corpus:
        assert document.title in words
        assert document.metadata.publisher in words
        assert document.metadata.issued.edtf in words


def test_a_corpus_without_dates_says_so():
    corpus = Corpus.of([process(Record("It rained.", id="a"))])
    assert "No date of issue is known." in corpus._repr_html_()


def test_hits_are_a_tuple_and_a_table(corpus):
    hits = corpus.search("movement")
    assert isinstance(hits, tuple)
    words = _words(hits._repr_html_())
    for hit in hits:
        assert hit.id in words
    assert hits[0].id in hits[0]._repr_html_()
    assert "0 documents found" in corpus.search("nothingofthekind")._repr_html_()


def test_lines_are_shown_without_being_used_up(corpus):
    lines = corpus.kwic("the")
    first = next(lines)
    assert "The first 20 lines" in lines._repr_html_()
    assert first.match in first._repr_html_()
    assert len(list(lines)) == len(list(corpus.kwic("the"))) - 1


def test_a_line_is_one_line_though_its_text_is_not():
    corpus = Corpus.of([process(Record("It rained all day.\nFarmers were glad."))])
    assert "all day. </td>" in corpus.kwic("Farmers")._repr_html_()


@pytest.mark.parametrize(
    ("cells", "are_amounts"), [("1 1,234", True), ("2006", False), ("1 -", False), ("1,23", False)]
)
def test_amounts_and_their_heading_are_marked(cells, are_amounts):
    made = table(["site", "pages"], [["7", cell] for cell in cells.split()])
    assert made.count('class="amount"') == (len(cells.split()) + 1 if are_amounts else 0)


def test_a_timeline_says_what_its_signs_mean(corpus):
    assert "Fainter: marked as uncertain. Lines: known within bounds." in corpus._repr_html_()
    assert "Lines" not in drawn(Timeline.of(_rows("2023-05-01", "2023-05-02?")))


def test_views_ask_nothing_of_other_hosts_and_run_no_script(corpus):
    for view in (corpus._repr_html_(), *(document._repr_html_() for document in corpus)):
        assert "<script" not in view
        assert not re.search(r"url\(|@import|src=", view)


def test_the_same_document_gives_the_same_view(corpus):
    document = corpus["non-aligned-movement"]
    assert document._repr_html_() == document._repr_html_()


def test_the_core_loads_no_view():
    code = (
        "import sys, dprkcorpus; c = dprkcorpus.load(); d = next(iter(c)); c.search('rain');"
        "d.sentences; print(*(name for name in sys.modules if 'dprkcorpus.views' in name))"
    )
    told = f"import sys; sys.path = {sys.path!r}; {code}"
    found = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == ""


def _rows(*dates):
    for edtf in dates:
        date = edtf and dprkcorpus.FuzzyDate(edtf)
        yield {
            "issued": edtf,
            "earliest": date and date.earliest,
            "latest": date and date.latest,
        }


@pytest.mark.parametrize(
    ("dates", "unit", "certain", "doubtful", "ranges"),
    [
        (["2023-05-01", "2023-05-02", "2023-05-02?"], "day", 2, 1, 0),
        (["2023-05", "2023-07-01", "2023-06/2023-08"], "month", 2, 0, 1),
        (["2006-07-14", "[2021..2022]", "2023-12-28?", None], "year", 1, 1, 1),
        (["201X", "1953", "2023"], "year", 2, 0, 1),
        (["1200", "2023~"], "decade", 1, 1, 0),
        (["0001", "9999"], "century", 2, 0, 0),
        (["../2020-05-01", "2020-05-03/.."], "day", 0, 0, 2),
    ],
)
def test_a_timeline_counts_by_a_unit_that_fits(dates, unit, certain, doubtful, ranges):
    timeline = Timeline.of(_rows(*dates))
    assert timeline.unit == unit
    assert sum(timeline.certain.values()) == certain
    assert sum(timeline.doubtful.values()) == doubtful
    assert sum(timeline.ranges.values()) == ranges
    counted = certain + doubtful + ranges + timeline.outside + timeline.undated
    assert counted == len(dates)


def test_a_date_far_from_all_others_does_not_stretch_the_time():
    timeline = Timeline.of(_rows("0012", *["2023-05-01", "2023-05-02"] * 200))
    assert timeline.unit == "day"
    assert timeline.outside == 1
    assert "1 far outside" in timeline.told
