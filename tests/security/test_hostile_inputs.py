"""Hostile inputs through every public function: a documented error or a lawful result.

The table holds generators, each of which makes as many inputs as are asked for: a few by default,
a thousand in all with DPRKCORPUS_FAULTS=all in the environment.
"""

from __future__ import annotations

import inspect
import io
import json
import os
import random
import warnings

import pytest

import dprkcorpus
from dprkcorpus import Corpus, Document, DprkcorpusError, Record, Span
from dprkcorpus.compare import compare
from dprkcorpus.duplicates import fingerprint
from dprkcorpus.export import FORMATS, render
from dprkcorpus.readers import Limits, read

MANY = 50 if os.environ.get("DPRKCORPUS_FAULTS") == "all" else 4
LIMITS = Limits(record_bytes=1 << 16, line_bytes=1 << 16, ratio=20, nesting=50)
REPAIRS = ("glued-names", "lost-spaces", "split-ordinals", "table-bars")
STORY = (
    "Rain\n\nPyongyang, May 4 (KCNA) -- Kim Jong Un , in the U.S. “Rain!” he said. -0-\n\nKCNA\n"
)


def _letters(chance, signs, length):
    return "".join(chance.choices(signs, k=length))


GENERATORS = {
    "any characters": lambda r: "".join(chr(r.randrange(0x110000)) for _ in range(300)),
    "surrogates": lambda r: _letters(r, "\ud800\udfff\udbffa \n", 300),
    "controls": lambda r: _letters(r, [*map(chr, range(32)), "\x7f", "\x85", "a"], 300),
    "white space": lambda r: _letters(r, " \t\n\r\v\f\x85\xa0\u2028\u2029\u3000\u200b\ufeff.", 500),
    "marks that join": lambda r: "a" + _letters(r, "\u0301\u0300\u200d\ufe0f\U0001f1f0", 500),
    "right to left": lambda r: _letters(r, "\u202e\u2066\u2069אבג abc. ", 300),
    "markup": lambda r: _letters(
        r, ["<", "script>", "&", "&#0;", "]]>", "<!--", '"', "'", " "], 200
    ),
    "stops": lambda r: _letters(r, ".?!…。\"'”’)]} aA1", 500),
    "brackets": lambda r: _letters(r, "([{“‘«", 400) + _letters(r, ")]}”’»", 400),
    "JSON": lambda r: _letters(
        r, ["[", "]", "{", "}", '"', "\\", ",", ":", "1", "null", "\\ud800"], 300
    ),
    "numbers": lambda r: _letters(r, "0123456789.,-/eE+ ", 400),
    "dates": lambda r: _letters(
        r, ["2023", "99", "Juche ", "-", "/", "..", "X", "May ", "?", "[", "]", ","], 40
    ),
    "queries": lambda r: _letters(
        r, [" AND ", " OR ", " NOT ", " NEAR/9 ", "(", ")", '"', "*", "title:", "a"], 40
    ),
    "patterns": lambda r: _letters(
        r, ["(", ")", "[", "]", "*", "+", "?", "{9}", "|", "\\", "^", "$", "a"], 30
    ),
    "paths": lambda r: _letters(
        r, ["../", "/", "\\", "C:", "\0", "~", "%2e", "file://", "a", "."], 40
    ),
    "furniture": lambda r: "\n".join(
        r.choices([*STORY.split("\n"), "Related posts:", "©", "Share"], k=60)
    ),
    "a story, damaged": lambda r: _damaged(STORY * 3, r),
    "one long word": lambda r: r.choice("aÁ가1-") * 3000,
    "one line again": lambda r: (r.choice(STORY.split("\n")) + "\n") * 60,
    "formulas": lambda r: (
        r.choice("=+-@\t") + _letters(r, ["cmd|", "'/C calc'", "!A0", "HYPERLINK("], 20)
    ),
}


def _damaged(text, chance):
    signs = list(text)
    for _ in range(20):
        at = chance.randrange(len(signs))
        signs[at : at + chance.randrange(4)] = chance.choice(("", "\0", "\n", "(", "\ud800", "-0-"))
    return "".join(signs)


def functions(text, folder):
    """Give each public function with what makes it take a text."""
    raw = text.encode("utf-8", "surrogatepass")
    folder.joinpath("own.toml").write_bytes(raw)
    yield lambda: dprkcorpus.clean(text, repairs=REPAIRS)
    yield lambda: dprkcorpus.clean(STORY, profile=text, repairs=[text])
    yield lambda: dprkcorpus.Profile.load(folder / "own.toml")
    yield lambda: dprkcorpus.rules(text)
    yield lambda: dprkcorpus.sentence_spans(text)
    yield lambda: dprkcorpus.split_sentences(text)
    yield lambda: fingerprint(text, 1.0)
    yield lambda: built(text, folder / "my.corpus")
    yield lambda: list(compare(dprkcorpus.load(), Corpus.of([dprkcorpus.process(Record(text))])))
    yield lambda: dprkcorpus.FuzzyDate.parse(text)
    yield lambda: dprkcorpus.Record(text, text, url=text, date=text, title=text, source=text)
    yield lambda: dprkcorpus.process(
        Record(text, "a", url=text, date=text, title=text, source=text)
    )
    yield lambda: dprkcorpus.variants(text)
    yield lambda: dprkcorpus.Profile.bundled(text)
    yield lambda: dprkcorpus.learn_furniture([text] * 3)
    yield lambda: dprkcorpus.open_corpus(text[:200])
    yield lambda: dprkcorpus.Splitter(abbreviations=[text[:50]]).spans(text)
    for format in ("text", "jsonl", "json", "csv", "tsv", "zip", "tar", "warc"):
        yield lambda format=format: list(
            read(io.BytesIO(raw), format=format, limits=LIMITS, on_error="skip")
        )
    corpus = dprkcorpus.load()
    yield lambda: corpus.search(text)
    yield lambda: list(corpus.kwic(text))
    yield lambda: list(corpus.kwic(text[:60], regex=True))
    yield lambda: corpus[text]
    yield lambda: corpus.where(publisher=text)
    yield lambda: corpus.where(issued=text)
    yield lambda: corpus.where(title=text, text=text)
    yield lambda: corpus.sorted(text)
    yield lambda: corpus.facets(text)
    yield lambda: corpus.cite(style=text[:50])


def built(text, path):
    """Build a text into a corpus file and ask the file."""
    path.unlink(missing_ok=True)
    dprkcorpus.build([Record(text, "a"), Record(text + "b", text)], path, on_error="skip")
    corpus = dprkcorpus.open_corpus(path)
    assert corpus.verify() == ()
    assert all(document.raw.startswith(text) for document in corpus)
    corpus.search(text)
    list(corpus.kwic(text))


def test_no_public_function_is_forgotten():
    tried = inspect.getsource(functions) + inspect.getsource(built)
    public = [name for name in dprkcorpus.__all__ if inspect.isfunction(getattr(dprkcorpus, name))]
    assert len(public) > 9
    assert [name for name in public if f"{name}(" not in tried] == []


@pytest.mark.parametrize("name", GENERATORS)
def test_a_hostile_input_gives_a_lawful_result_or_a_documented_error(name, tmp_path):
    chance = random.Random(name)
    for _ in range(MANY):
        text = GENERATORS[name](chance)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)  # Of a pattern by whoever calls.
            for call in functions(text, tmp_path):
                try:
                    call()
                except DprkcorpusError:
                    continue
        document = dprkcorpus.process(Record(text, "a"))
        cleaned = document.cleaned
        assert "".join(text[slice(*one.span)] for one in cleaned.segments) == text
        assert cleaned.explain() is not None
        assert document._repr_html_()
        for span in document.sentence_spans:
            assert isinstance(span, Span)
            assert cleaned.to_raw(span)
        try:
            plain = json.loads(json.dumps(document.to_dict()))
            assert Document.from_dict(plain) == document
        except DprkcorpusError:
            assert any("\ud800" <= sign <= "\udfff" for sign in text)
        for form in FORMATS.values():
            if form.ending:
                try:
                    assert render(Corpus.of([document]), form.name)
                except DprkcorpusError:
                    assert any("\ud800" <= sign <= "\udfff" for sign in text)
