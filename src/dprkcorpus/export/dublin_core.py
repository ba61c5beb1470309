"""Dublin Core in XML: the fifteen elements and the terms that refine them.

Source: DCMI, Guidelines for implementing Dublin Core in XML, 2003, and DCMI Metadata Terms, 2020.
Dates that are not certain have the datatype EDTF of the Library of Congress.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from .dates import certain
from .encoding import as_xml, replaced_for_xml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..corpus import Corpus
    from ..document import Document
    from ..metadata.dates import FuzzyDate
    from ..metadata.model import Metadata
    from ..offsets import Unit

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACES = {
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:dcterms": "http://purl.org/dc/terms/",
    "xmlns:edtf": "http://id.loc.gov/datatypes/edtf/",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
}


def of_document(document: Document, unit: Unit) -> str:
    """Give the record of one document."""
    return _HEAD + as_xml(record(document.metadata)) + "\n"


def of_corpus(corpus: Corpus, unit: Unit) -> Iterator[str]:
    """Give a `records` element with a record for each document."""
    yield _HEAD + "<records>\n"
    for id in corpus.ids:
        yield as_xml(record(corpus.describe(id))) + "\n"
    yield "</records>\n"


def record(known: Metadata) -> ET.Element:
    """Give the record for what is known about a document.

    >>> import dprkcorpus
    >>> known = dprkcorpus.load().describe("kim-tells-committee")
    >>> issued = record(known).find("dcterms:issued")
    >>> issued.text, issued.get("xsi:type")
    ('2023-12-28?', 'edtf:EDTF')

    What XML cannot hold is U+FFFD, and a `dcterms:provenance` names it.
    """
    root = ET.Element("record", _NAMESPACES)
    lost: list[str] = []

    def add(name: str, value: str | None, **attributes: str) -> None:
        if value is None:
            return
        text, bad = replaced_for_xml(value)
        lost.extend(bad)
        one = ET.SubElement(root, name, {f"xsi:{key}": kind for key, kind in attributes.items()})
        one.text = text

    def add_date(name: str, when: FuzzyDate | None) -> None:
        if when is not None:
            add(name, when.edtf, type="dcterms:W3CDTF" if certain(when) else "edtf:EDTF")

    add("dc:identifier", known.id)
    add("dc:title", known.title)
    add("dc:creator", known.agency)
    add("dc:contributor", known.byline)
    add("dc:publisher", known.publisher)
    add("dc:date", known.issued.edtf if known.issued else None)
    add_date("dcterms:issued", known.issued)
    add_date("dcterms:available", known.posted)
    add_date("dcterms:dateAccepted", known.captured)
    for event in known.events:
        add_date("dcterms:temporal", event)
    add("dc:type", "Text", type="dcterms:DCMIType")
    add("dc:type", known.genre)
    add("dc:format", "text/plain", type="dcterms:IMT")
    add("dc:language", known.language)
    add("dc:source", known.original_url)
    add("dc:source", known.capture_url)
    add("dc:relation", known.source.file if known.source else None)
    for note in known.notes:
        add("dc:description", note)
    if known.rights is not None:
        add("dc:rights", known.rights.statement, type="dcterms:URI")
        add("dc:rights", known.rights.notice)
        add("dcterms:rightsHolder", f"{known.rights.holder} ({known.rights.holder_basis})")
        add("dcterms:accessRights", known.rights.redistribution)
    if lost:
        add("dcterms:provenance", f"U+FFFD stands for what XML cannot hold: {', '.join(lost)}")
    return root
