"""No hostile string becomes markup, in any view."""

from html.parser import HTMLParser

import pytest

from dprkcorpus import Corpus
from dprkcorpus.concordance import Line
from dprkcorpus.search import Hit
from dprkcorpus.spans import Span
from dprkcorpus.views import (
    cleaned_view,
    corpus_view,
    document_view,
    hits_view,
    lines_view,
)

from .attacks import attack_text, attacked

ELEMENTS = {
    *(
        "section",
        "style",
        "p",
        "span",
        "div",
        "a",
        "mark",
        "br",
        "details",
        "summary",
        "svg",
        "rect",
    ),
    *("dl", "dt", "dd", "table", "caption", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {
    *("class", "data-label", "data-sentence", "tabindex", "role", "aria-label", "aria-hidden"),
    *("scope", "open", "dir", "id", "href", "rel"),
    *("x", "y", "width", "height", "viewbox", "preserveaspectratio"),
}


class _Reader(HTMLParser):
    """Notes which elements and attributes there are, and whether each element is closed."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.words = [], []
        self.elements, self.attributes, self.addresses = set(), set(), set()

    def handle_starttag(self, tag, attrs):
        self.elements.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.addresses |= {value for name, value in attrs if name in ("href", "src", "action")}
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] != "style":
            self.words.append(data)

    def handle_comment(self, data):
        raise AssertionError(f"a comment: {data!r}")

    def handle_decl(self, decl):
        raise AssertionError(f"a declaration: {decl!r}")

    def unknown_decl(self, data):
        raise AssertionError(f"a section: {data!r}")

    handle_pi = handle_decl


def _views(document, bad):
    yield document_view(document)
    yield cleaned_view(document.cleaned)
    yield corpus_view(Corpus.of([document]))
    hit = Hit(bad, bad, (Span(0, 1),), (Span(0, 1),), f"{bad} [{bad}] …")
    yield hits_view((hit,))
    yield lines_view([Line(bad, bad, bad, bad, Span(0, 1), (Span(0, 1),))])


def test_a_hostile_string_stays_a_string(attack):
    bad = attack_text(attack)
    for view in _views(attacked(attack), bad):
        read = _Reader()
        read.feed(view)
        read.close()
        assert read.open == []
        assert read.elements <= ELEMENTS
        assert read.attributes <= ATTRIBUTES
        for address in read.addresses:
            assert address.startswith("https://example.org/")


def test_a_hostile_string_can_be_read_as_what_it_is(attack):
    bad = attack_text(attack)
    read = _Reader()
    read.feed(document_view(attacked(attack)))
    words = "".join(read.words)
    if bad.isprintable() and len(bad) < 1000:
        assert words.count(bad) >= 5


def test_a_view_can_be_written_as_utf_8_and_holds_no_control(attack):
    for view in _views(attacked(attack), attack_text(attack)):
        view.encode("utf-8")
        assert not any(ord(one) < 32 and one not in "\t\n\r" for one in view)
        assert not any("\u202a" <= one <= "\u202e" or "\u2066" <= one <= "\u2069" for one in view)


@pytest.mark.parametrize("text", ["https://example.org/a?b=1&c=2", "http://example.org"])
def test_an_address_of_the_web_is_a_link(text):
    from dprkcorpus.views.html import link

    read = _Reader()
    read.feed(link(text))
    assert read.addresses == {text}


@pytest.mark.parametrize(
    "text", ["javascript:alert(1)", "data:text/html,x", "//example.org", "ftp://example.org", ""]
)
def test_no_other_address_is_a_link(text):
    from dprkcorpus.views.html import link

    assert "<" not in link(text)
