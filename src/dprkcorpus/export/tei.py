"""TEI P5: a header, the paragraphs and the sentences of a document.

Source: TEI Guidelines, P5; the tests hold the files against the schema `tei_all`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from .._version import __version__
from .about import title
from .dates import bounds, ends, single
from .encoding import REPLACEMENT, as_xml, code_point, not_in_xml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..corpus import Corpus
    from ..document import Document
    from ..metadata.dates import FuzzyDate
    from ..metadata.model import Metadata
    from ..offsets import Unit

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = {"xmlns": "http://www.tei-c.org/ns/1.0"}
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_ENCODING = (
    "Paragraphs (p) and sentences (s) are those of the cleaned text; s/@n counts sentences from 0. "
    "The content of a date is EDTF. A character that XML cannot hold is a g whose @n names it."
)


def of_document(document: Document, unit: Unit) -> str:
    """Give the TEI element of one document."""
    return f"{_HEAD}{as_xml(tei(document))}\n"


def of_corpus(corpus: Corpus, unit: Unit) -> Iterator[str]:
    """Give a teiCorpus with a TEI element for each document."""
    header = ET.Element("teiHeader")
    description = ET.SubElement(header, "fileDesc")
    _add(ET.SubElement(description, "titleStmt"), "title", title(corpus))
    _written(description)
    _add(ET.SubElement(description, "sourceDesc"), "p", "Each text has its own source.")
    yield f'{_HEAD}<teiCorpus xmlns="{_NAMESPACE["xmlns"]}">\n{as_xml(header)}\n'
    for document in corpus:
        yield as_xml(tei(document)) + "\n"
    yield "</teiCorpus>\n"


def tei(document: Document) -> ET.Element:
    """Give the TEI element for a document.

    >>> import dprkcorpus
    >>> whole = tei(dprkcorpus.load()["non-aligned-movement"])
    >>> whole.findall("text/body/p")[7].findall("s")[1].text[:18]
    'NATO is accelerati'

    White space between sentences stands between their elements. The text of the body is the
    document's, but for the line breaks between paragraphs.
    """
    root = ET.Element("TEI", _NAMESPACE)
    language = document.metadata.language
    if language and _LANGUAGE.fullmatch(language):
        root.set("xml:lang", language)
    root.append(_header(document.metadata))
    body = ET.SubElement(ET.SubElement(root, "text"), "body")
    for paragraph in document.paragraphs:
        p = ET.SubElement(body, "p", n=str(paragraph.index))
        at = paragraph.span.start
        for sentence in paragraph.sentences:
            _say(p, document.text[at : sentence.span.start])
            _add(p, "s", sentence.text, n=str(sentence.index))
            at = sentence.span.end
    if not document.paragraphs:
        ET.SubElement(body, "p")
    return root


def _header(known: Metadata) -> ET.Element:
    header = ET.Element("teiHeader")
    description = ET.SubElement(header, "fileDesc")
    _add(ET.SubElement(description, "titleStmt"), "title", known.title or known.id)
    _written(description, known)
    if known.notes:
        notes = ET.SubElement(description, "notesStmt")
        for note in known.notes:
            _add(notes, "note", note)
    _source(ET.SubElement(description, "sourceDesc"), known)
    _add(ET.SubElement(header, "encodingDesc"), "p", _ENCODING)
    profile = ET.Element("profileDesc")
    if known.dateline is not None:
        creation = ET.SubElement(profile, "creation")
        _add(creation, "placeName", known.dateline.place)
    if known.language and _LANGUAGE.fullmatch(known.language):
        usage = ET.SubElement(profile, "langUsage")
        ET.SubElement(usage, "language", ident=known.language)
    classes = [term for term in (known.genre, known.section) if term]
    if classes:
        keywords = ET.SubElement(ET.SubElement(profile, "textClass"), "keywords")
        for term in classes:
            _add(keywords, "term", term)
    if len(profile):
        header.append(profile)
    return header


def _written(description: ET.Element, known: Metadata | None = None) -> None:
    """Say who wrote this file: nobody published it, and TEI wants to know."""
    statement = ET.SubElement(description, "publicationStmt")
    _add(statement, "publisher", f"dprkcorpus {__version__}")
    if known is None:
        return
    _add(statement, "idno", known.id)
    availability = ET.SubElement(statement, "availability")
    rights = known.rights
    if rights is None:
        _add(availability, "p", "Nothing is known about the rights of this text.")
        return
    _add(availability, "p", rights.statement)
    _add(availability, "p", f"Holder ({rights.holder_basis}): {rights.holder}")
    if rights.notice is not None:
        _add(availability, "p", rights.notice)
    _add(availability, "p", f"Redistribution: {rights.redistribution}. {rights.basis}")


def _source(description: ET.Element, known: Metadata) -> None:
    bibl = ET.SubElement(description, "bibl")
    _add(bibl, "title", known.title or known.id)
    for name, value in (
        ("author", known.byline),
        ("publisher", known.publisher),
        ("distributor", known.republisher),
    ):
        if value is not None:
            _add(bibl, name, value)
    if known.agency is not None:
        statement = ET.SubElement(bibl, "respStmt")
        _add(statement, "resp", "agency")
        _add(statement, "orgName", known.agency)
    dates = [("issued", known.issued), ("posted", known.posted), ("captured", known.captured)]
    for kind, when in [*dates, *(("event", event) for event in known.events)]:
        if when is not None:
            _add(bibl, "date", when.edtf, type=kind, **_when(when))
    for kind, url in (("original", known.original_url), ("capture", known.capture_url)):
        if url is not None:
            _add(bibl, "idno", url, type="URL", subtype=kind)
    if known.source is not None:
        _add(bibl, "idno", known.source.sha256, type="SHA-256")
    if known.signed_article is not None:
        _add(bibl, "note", f"Reports a signed article of {known.signed_article}")


def _when(date: FuzzyDate) -> dict[str, str]:
    """Say a date in attributes: `when` or `from` and `to` as named, else the bounds; and doubt."""
    one, interval = single(date), ends(date)
    if one:
        named = {"when": one}
    elif interval:
        named = {"from": interval[0], "to": interval[1]}
    else:
        first, last = bounds(date)
        named = {"notBefore": first, "notAfter": last}
    if date.is_uncertain or date.is_approximate:
        named["cert"] = "low"
    return {name: value for name, value in named.items() if value}


def _add(parent: ET.Element, name: str, text: str, /, **attributes: str) -> None:
    _say(ET.SubElement(parent, name, attributes), text)


def _say(element: ET.Element, text: str) -> None:
    """Add text to an element, after its children; what XML cannot hold becomes a `g`."""
    for good, bad in not_in_xml(text):
        last = element[-1] if len(element) else None
        if last is None:
            element.text = (element.text or "") + good
        else:
            last.tail = (last.tail or "") + good
        if bad:
            ET.SubElement(element, "g", n=code_point(bad)).text = REPLACEMENT
