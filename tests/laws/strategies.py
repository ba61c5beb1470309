"""Texts to hold the laws against: arbitrary Unicode, and pieces that wake the rules."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import strategies as st

from dprkcorpus import Label, Segment, Span

PIECES = (
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\f",
    "\v",
    "\x85",
    "\u2028",
    "\u2029",
    "\t",
    " ",
    "\xa0",
    "\u3000",
    "\0",
    "\x1f",
    "\ud800",
    "\udfff",
    "\ufeff",
    "\u200b",
    "e\u0301",
    "\U0001f1f0\U0001f1f5",
    "👨‍👩‍👧",
    "。",
    "The world remembers.",
    "He went on:",
    "Comrades,",
    "Kim Jong Un , general secretary",
    "U.S. forces",
    "“We will act,” he said.",
    "Pyongyang, July 9 (KCNA) -- ",
    "Pyongyang, ",
    " -0-",
    "KCNA",
    "www.kcna.kp",
    "Rodong Sinmun",
    "More From Naenara (En)",
    "January 26, 2026",
    "Related posts:",
    "Share this:",
    "Leave a Reply",
    "2023 © All rights reserved.",
    "NORTH KOREA -- ",
    "CLICK HERE",
    "(KCNA via Reuters)",
    "A harvest was brought in on",
    "Image credit: https://example.org/1",
    "Juche 112 (2023)",
    "1. ",
    "(",
    ")",
    '"',
    "'",
    "…",
    "...",
    "?!",
    "-",
    "--",
    "Mr. ",
    "No. ",
    "3.5",
    "a",
    "A",
    ". ",
    ".",
    ",",
    "|",
    "{{#x}}",
)

anything = st.text(st.characters(exclude_categories=()))
"""Any Unicode, lone surrogates and NUL among it."""

texts = st.one_of(
    anything,
    st.lists(st.one_of(st.sampled_from(PIECES), anything), max_size=30).map("".join),
)
"""Short texts: any Unicode, and pieces of pages in any order."""


@st.composite
def long_texts(draw: st.DrawFn) -> str:
    """Texts of up to 100,000 characters, made of a short one over and over."""
    text = draw(texts.filter(bool))
    length = draw(st.integers(min_value=1, max_value=100_000))
    return (text * (length // len(text) + 1))[:length]


@st.composite
def tilings(draw: st.DrawFn) -> tuple[str, tuple[Segment, ...]]:
    """A raw text and segments that tile it, in any way that is lawful."""
    raw = draw(texts)
    cuts = sorted(draw(st.sets(st.integers(1, max(len(raw) - 1, 1)), max_size=12)))
    edges = sorted({0, *(cut for cut in cuts if cut < len(raw)), len(raw)})
    segments = []
    for start, end in pairwise(edges):
        label = draw(st.sampled_from(tuple(Label)))
        replaced = label in (Label.BODY, Label.SPACE) and draw(st.booleans())
        replacement = draw(anything) if replaced else None
        segments.append(Segment(Span(start, end), label, "test/rule", replacement))
    return raw, tuple(segments)


wrong_types = st.one_of(
    st.none(), st.binary(), st.integers(), st.floats(), st.lists(st.text()), st.booleans()
)
"""What is no text."""
