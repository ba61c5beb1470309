"""Laws of views: no text becomes markup, all of a raw text is shown, sentences are found on both
sides.
"""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from dprkcorpus import Cleaned, Document, Record, process
from dprkcorpus.cli.output import shown
from dprkcorpus.views import cleaned_view, document_view
from dprkcorpus.views.html import element, seen
from dprkcorpus.views.raw_text import raw_view

from .strategies import texts, tilings

_NOTES = re.compile(
    r'<span class="(?:label|number)">[^<]*</span>|<span class="why">.*?</span>[^<]*</span>',
    re.DOTALL,
)

_SPACE = re.compile(r"⟨U\+[0-9A-F]+⟩|\s")


class _Balanced(HTMLParser):
    """Holds that every element that is opened is closed, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def _plain(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html))


@given(texts, texts)
def test_a_text_comes_back_out_of_an_element_as_it_is_seen(text: str, value: str) -> None:
    made = element("p", text, title=value)
    attribute, _, rest = made.removeprefix('<p title="').partition('">')
    assert unescape(attribute) == seen(value)
    assert unescape(rest.removesuffix("</p>")) == seen(text)
    assert not re.search(r"[<>\"']", attribute)
    assert not re.search(r"[<>\"']", rest.removesuffix("</p>"))


@given(tilings())
def test_all_of_a_raw_text_is_shown_whatever_its_tiling(tiling) -> None:
    raw, segments = tiling
    view = raw_view(Cleaned(raw, segments))
    assert _plain(_NOTES.sub("", view)) == seen(raw)


@given(texts)
def test_a_document_is_shown_soundly_with_each_sentence_on_both_sides(text: str) -> None:
    document: Document = process(Record(text))
    for view in (document_view(document), cleaned_view(document.cleaned)):
        view.encode("utf-8")
        reader = _Balanced()
        reader.feed(re.sub(r"<style>.*?</style>", "", view, flags=re.DOTALL))
        reader.close()
        assert reader.open == []
    raw = raw_view(document.cleaned, document.sentences, anchor="d")
    numbers = re.findall(r'id="d-r(\d+)"', raw)
    assert numbers == [str(sentence.index + 1) for sentence in document.sentences]
    for sentence in document.sentences:
        parts = re.findall(
            rf'<span class="sentence"[^>]* data-sentence="{sentence.index + 1}">(.*?)</span>', raw,
            re.DOTALL,
        )  # fmt: skip
        said = "".join(_plain(re.sub(r"<a .*?</a>", "", part)) for part in parts)
        meant = seen("".join(document.raw[slice(*span)] for span in sentence.raw_spans))
        # White space between lines of a sentence stands between its parts.
        assert _SPACE.sub("", said) == _SPACE.sub("", meant)


@given(st.text())
def test_what_a_terminal_is_given_holds_no_control(text: str) -> None:
    told = shown(text)
    assert not any(ord(one) < 32 and one not in "\t\n" for one in told)
    assert shown(told) == told
