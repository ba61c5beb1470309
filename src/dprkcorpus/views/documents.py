"""A text as a notebook shows it: the article, the raw text in colour, the evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..wording import count
from .html import Html, element, joined, link
from .page import folded, frame, share, short, table
from .raw_text import LONGEST, label_table, numbered, raw_view, text_view

if TYPE_CHECKING:
    from ..cleaning.cleaned import Cleaned
    from ..document import Document
    from ..metadata.model import Fact, Metadata

_ADDRESSES = ("original_url", "capture_url")
_LONG = 2000
"""How many code points of a fact are shown."""
_TOLD = ("issued", "publisher", "agency", "republisher", "genre", "section", "language")
"""The fields that the head of a document tells, where they are known."""


def cleaned_view(cleaned: Cleaned) -> str:
    """Show a cleaned text: what was kept, and all of what was received.

    >>> from dprkcorpus import clean
    >>> view = cleaned_view(clean("It rained. -0-"))
    >>> "The agency&#x27;s sign that a story is over." in view
    True
    """
    received, kept = count(len(cleaned.raw), "character"), f"{len(cleaned.text):,}"
    told = f"{received} were received; the article has {kept}."
    return frame(
        element("p", told, class_="lead"),
        folded(["Clean text"], text_view(cleaned.text)),
        _raw_part(cleaned, raw_view(cleaned)),
        name="A cleaned text",
    )


def document_view(document: Document) -> str:
    r"""Show a document: title and metadata with their evidence, article, raw text.

    >>> from dprkcorpus import Record, process
    >>> view = document_view(process(Record("<b>Rain</b>\n\nIt rained. It stopped.")))
    >>> "<b>" in view, "2 sentences" in view
    (False, True)
    """
    sentences, paragraphs = len(document.sentences), len(document.paragraphs)
    told = f"{count(sentences, 'sentence')} in {count(paragraphs, 'paragraph')}"
    return frame(
        element("p", document.id, class_="id"),
        element(
            "p", short(document.title or "No title is known", _LONG), class_="title", dir="auto"
        ),
        known_list(document.metadata),
        folded([f"Article: {told}"], article(document), opened=True),
        _raw_part(document.cleaned, raw_view(document.cleaned, document.sentences)),
        evidence_part(document.metadata),
        name=f"Document {document.id}",
    )


def known_list(known: Metadata) -> Html | None:
    """Show in a row what is known about a document."""
    facts: list[Html] = []
    for field in _TOLD:
        if (value := _shown(known, field)) is not None:
            facts.append(element("div", element("dt", field), element("dd", short(value))))
    return element("dl", *facts, class_="known") if facts else None


def article(document: Document, anchor: str | None = None, longest: int = LONGEST) -> Html:
    """Show the clean text, paragraph by paragraph, its sentences numbered."""
    if not document.sentences:
        return element("p", "No article was found on this page.", class_="note")
    paragraphs: list[Html] = []
    for paragraph in document.paragraphs:
        if paragraph.span.start >= longest:
            left = count(len(document.text) - paragraph.span.start, "more character")
            paragraphs.append(element("p", f"… {left} are not shown here.", class_="note"))
            break
        spoken: list[Html] = []
        for sentence in paragraph.sentences:
            words = sentence.text[: max(longest - sentence.span.start, 0)]
            spoken += [numbered(words, sentence.index + 1, anchor, "c"), Html(" ")]
        paragraphs.append(element("p", *spoken, dir="auto"))
    return element("div", *paragraphs, class_="text")


def evidence_part(known: Metadata) -> Html:
    """Show every fact: what it says, what it rests on, and why."""
    order = {field: place for place, field in enumerate(dict.fromkeys(_fields()))}
    facts = sorted(known.facts, key=lambda fact: order[fact.field])
    rows = [
        [fact.field, _value(fact), fact.basis.value, short(fact.reason, _LONG), _place(fact)]
        for fact in facts
    ]
    heading = ("field", "value", "basis", "why", "in the raw text")
    told = f"Metadata and evidence: {count(len(rows), 'fact')}"
    note = "Of each field the first fact decides; of events and notes all count."
    return folded([told], element("p", note, class_="note"), table(heading, rows, caption=told))


def _raw_part(cleaned: Cleaned, shown: Html) -> Html:
    taken = sum(segment.span.end - segment.span.start for segment in cleaned.removed)
    told = f"Raw text: {share(taken, len(cleaned.raw))} removed"
    note = "What is not text of the article is marked; point at it, or go to it by Tab, for why."
    return folded(
        [told], element("p", note, class_="note"), shown, label_table(cleaned), opened=True
    )


def _fields() -> tuple[str, ...]:
    from ..metadata.model import FIELDS

    return FIELDS


def _shown(known: Metadata, field: str) -> str | None:
    value = getattr(known, field)
    return None if value is None else value.edtf if field == "issued" else str(value)


def _value(fact: Fact) -> Html:
    plain: Any = fact.to_dict()["value"]
    if issubclass(type(plain), dict):
        parts = [
            f"{name}: {short(str(value), _LONG)}"
            for name, value in plain.items()
            if value is not None
        ]
        return joined(element("div", part) for part in parts)
    if fact.field in _ADDRESSES:
        return link(str(plain)) if len(str(plain)) <= _LONG else joined([short(str(plain), _LONG)])
    return joined([short(str(plain), _LONG)])


def _place(fact: Fact) -> str:
    return "" if fact.span is None else f"{fact.span.start}-{fact.span.end}"
