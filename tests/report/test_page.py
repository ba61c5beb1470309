"""The page of a report: what it tells, what it links, how large it is."""

import hashlib
import re
from base64 import b64encode
from html import unescape

import pytest

import dprkcorpus
from dprkcorpus import (
    Basis,
    Cleaned,
    Corpus,
    Document,
    Fact,
    Label,
    LoadError,
    Metadata,
    Record,
    Segment,
    Span,
    WrongTypeError,
    process,
)
from dprkcorpus.report import charts, report, report_page, single
from dprkcorpus.report.changes import changes_page
from dprkcorpus.report.figures import Figures

from ..views.attacks import ATTACKS, attack_text, attacked


def _words(page):
    page = re.sub(r"<(style|script)>.*?</\1>", "", page, flags=re.DOTALL)
    return unescape(re.sub(r"<[^>]+>", "", page))


def test_the_report_of_the_bundled_corpus_shows_all_its_documents():
    corpus = dprkcorpus.load()
    page = report_page(corpus)
    words = _words(page)
    for document in corpus:
        assert document.title in words
        for sentence in document.sentences:
            assert sentence.text in words


def test_every_link_inside_the_page_leads_somewhere(crawl_report):
    anchors = set(re.findall(r' id="([^"]+)"', crawl_report))
    assert len(anchors) == len(re.findall(r' id="([^"]+)"', crawl_report))
    targets = set(re.findall(r'href="#([^"]+)"', crawl_report))
    assert targets <= anchors
    assert len(targets) > 1000


def test_sentences_are_linked_both_ways(crawl_report):
    pairs = set(re.findall(r'href="#(d\d+)-([rc])(\d+)"', crawl_report))
    assert pairs
    for document, side, number in pairs:
        assert (document, "c" if side == "r" else "r", number) in pairs


def test_nothing_is_asked_of_any_host_and_the_policy_allows_only_what_is_there(crawl_report):
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', crawl_report)
    policy = unescape(policy)
    assert policy.startswith("default-src 'none';")
    for name in ("style", "script"):
        (inline,) = re.findall(rf"<{name}>(.*?)</{name}>", crawl_report, re.DOTALL)
        digest = b64encode(hashlib.sha256(inline.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
    assert not re.search(r"\ssrc=|url\(|@import|<link", crawl_report)
    assert not re.search(r'\sstyle="', crawl_report)


def test_the_page_is_the_same_each_time(crawl, crawl_report):
    assert report_page(crawl) == crawl_report


def test_documents_are_shown_as_far_as_they_fit(crawl):
    figures = Figures.of(crawl)
    ids = list(single.chosen(crawl, figures))
    assert sorted(ids) == sorted(crawl.ids)
    parts = single.shown(crawl, ids, budget=100_000)
    assert 1 < len(parts) < len(crawl)
    assert sum(len(part.encode()) for part in parts.values()) <= 100_000
    assert next(iter(parts)) == figures.to_check()[0][1]


def test_a_large_document_does_not_make_a_large_page():
    large = Corpus.of([process(Record("It rained. " * 200_000, "large"))])
    assert len(report_page(large).encode()) < 5_000_000


def test_pages_with_no_article_and_reasons_for_the_order_are_told(crawl_report):
    words = _words(crawl_report)
    assert "Pages with no article: " in words
    assert "The weights of a page's signs are added." in words


def test_errors_of_the_build_are_listed():
    errors = [LoadError("crawl/a.txt", "not UTF-8", 7, kind="encoding", excerpt="<b>\x00")]
    words = _words(report_page(dprkcorpus.load(), errors=errors))
    assert "1 record could not be read." in words
    assert "crawl/a.txt" in words
    assert "<b>⟨U+0000⟩" in words


def test_charts_are_drawn_where_their_library_is_there(crawl_report):
    if charts.available():
        assert crawl_report.count('class="marks"') == 3
    else:
        assert "Charts need the extra “report”" in crawl_report


def test_without_the_extra_there_are_tables(crawl, monkeypatch):
    monkeypatch.setattr(charts, "available", lambda: False)
    page = report_page(crawl)
    assert "Charts need the extra “report”" in page
    assert "The same in figures" in page


def test_a_corpus_of_attacks_has_a_sound_report():
    corpus = Corpus.of(map(attacked, ATTACKS))
    page = report_page(corpus, title="<b>")
    page.encode("utf-8")
    allowed = {
        *("html", "head", "meta", "title", "style", "body", "script", "header", "footer", "nav"),
        *("main", "section", "div", "span", "p", "a", "h1", "h2", "h3", "h4", "ul", "li", "dl"),
        *("dt", "dd", "details", "summary", "table", "caption", "thead", "tbody", "tr", "th", "td"),
        *("svg", "rect", "g", "path", "text", "line", "mark"),
    }
    markup = re.sub(r"<(style|script)>.*?</\1>", "", page, flags=re.DOTALL)
    assert set(re.findall(r"<([a-zA-Z0-9]+)", markup)) <= allowed
    assert page.count("<script") == 1
    for attack in ATTACKS:
        bad = attack_text(attack)
        if bad.isprintable() and len(bad) < 1000:
            assert bad in _words(page)


def test_an_empty_corpus_has_a_report():
    page = report_page(Corpus.of([]))
    assert "No date of issue is known." in page


def test_a_report_is_written_to_a_file(tmp_path):
    report(dprkcorpus.load(), tmp_path / "report.html", title="Five & more")
    page = (tmp_path / "report.html").read_text("utf-8")
    assert "<title>Five &amp; more</title>" in page


@pytest.mark.parametrize("wrong", [None, b"", "my.corpus"])
def test_only_a_corpus_has_a_report(wrong):
    with pytest.raises(WrongTypeError):
        report_page(wrong)


def test_changes_are_told_side_by_side():
    old = Corpus.of(
        [process(Record("It <b>rained</b> today.", "a")), process(Record("Gone.", "g"))]
    )
    new = Corpus.of([process(Record("It <b>snowed</b> today.", "a")), process(Record("New.", "n"))])
    page = changes_page(old, new)
    assert "<del>rained</del>" in page
    assert "<ins>snowed</ins>" in page
    words = _words(page)
    assert "Documents that are goneg" in words
    assert "Documents that are newn" in words
    assert "Documents that changed" in _words(report_page(new, against=old))


def test_a_thousand_changes_fit_on_the_page():
    old = Corpus.of([process(Record(f"It rained. {'x ' * 2000}", str(n))) for n in range(400)])
    new = Corpus.of([process(Record(f"It snowed. {'y ' * 2000}", str(n))) for n in range(400)])
    page = changes_page(old, new)
    assert len(page.encode()) < 5_000_000
    assert " of 400 are shown" in page


def test_names_that_are_very_long_do_not_make_a_large_page():
    long = "<\0" * 50_000
    facts = [
        Fact(name, long, Basis.TEXT, long, Span(0, 1))
        for name in ("title", "publisher", "agency", "genre", "section", "byline", "capture_url")
    ]
    cleaned = Cleaned("It rained.", (Segment(Span(0, 10), Label.BODY, long),), {long: long})
    documents = [
        Document(cleaned, Metadata.from_facts(f"{number}{long}", facts)) for number in range(40)
    ]
    corpus = Corpus.of(documents)
    errors = [LoadError(long, long, kind=long, excerpt=long)] * 200
    page = report_page(corpus, errors=errors, against=Corpus.of(documents[1:]))
    assert len(page.encode()) < 5_000_000
