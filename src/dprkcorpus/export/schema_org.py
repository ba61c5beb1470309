"""schema.org in JSON-LD: a document is a NewsArticle, a corpus a Dataset of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .about import description, title, version
from .dates import MONTHS, bounds, certain
from .encoding import as_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..corpus import Corpus
    from ..document import Document
    from ..metadata.dateline import Dateline
    from ..metadata.dates import FuzzyDate
    from ..offsets import Unit

CONTEXT = "https://schema.org"


def of_document(document: Document, unit: Unit) -> str:
    """Give the NewsArticle of one document, indented."""
    return as_json({"@context": CONTEXT, **article(document)}, indent=2) + "\n"


def of_corpus(corpus: Corpus, unit: Unit) -> Iterator[str]:
    """Give a Dataset, a document of it a line."""
    head = {
        "@context": CONTEXT,
        "@type": "Dataset",
        "name": title(corpus),
        "description": description(corpus),
        **version(corpus),
    }
    yield as_json(head).removesuffix("}") + ', "hasPart": ['
    for number, document in enumerate(corpus):
        yield (",\n" if number else "\n") + as_json(article(document))
    yield "\n]}\n"


def article(document: Document) -> dict[str, Any]:
    """Give the NewsArticle for a document.

    >>> import dprkcorpus
    >>> corpus = dprkcorpus.load()
    >>> article(corpus["non-aligned-movement"])["datePublished"]
    '2023-08-25'
    >>> article(corpus["kim-tells-committee"])["publication"]["description"]
    'Published 2023-12-28? (EDTF).'

    A date that is not certain is no `datePublished`: it is a `publication` between the first and
    the last day that it can be, and its description has the EDTF. `temporalCoverage` is EDTF.
    Rights are told as a notice and a statement, never as a license, which nobody gave.
    """
    known = document.metadata
    rights, source = known.rights, known.source
    issued = known.issued
    whole: dict[str, Any] = {
        "@type": "NewsArticle",
        "identifier": known.id,
        "headline": known.title,
        "datePublished": certain(issued) if issued else None,
        "publication": _publication(issued) if issued and not certain(issued) else None,
        "temporalCoverage": _one_or_many([event.edtf for event in known.events]),
        "dateline": _dateline(known.dateline) if known.dateline else None,
        "publisher": _named("Organization", known.publisher),
        "sourceOrganization": _named("Organization", known.agency),
        "provider": _named("Organization", known.republisher),
        "author": _named("Person", known.byline),
        "genre": known.genre,
        "citation": known.signed_article,
        "articleSection": known.section,
        "inLanguage": known.language,
        "url": known.capture_url,
        "isBasedOn": known.original_url,
        "copyrightNotice": rights.notice if rights else None,
        "copyrightHolder": _named("Organization", rights.holder)
        if rights and rights.holder_basis == "stated"
        else None,
        "usageInfo": rights.statement if rights else None,
        "conditionsOfAccess": f"Redistribution: {rights.redistribution}." if rights else None,
        "encoding": {
            "@type": "MediaObject",
            "name": source.file,
            "encodingFormat": "text/plain",
            "sha256": source.sha256,
        }
        if source
        else None,
        "description": _one_or_many(list(known.notes)),
        "articleBody": document.text,
    }
    return {name: value for name, value in whole.items() if value is not None}


def _named(kind: str, name: str | None) -> dict[str, str] | None:
    return {"@type": kind, "name": name} if name is not None else None


def _one_or_many(values: list[str]) -> str | list[str] | None:
    return (values[0] if len(values) == 1 else values) if values else None


def _publication(when: FuzzyDate) -> dict[str, str]:
    first, last = bounds(when)
    event = {"@type": "PublicationEvent", "description": f"Published {when.edtf} (EDTF)."}
    if first:
        event["startDate"] = first
    if last:
        event["endDate"] = last
    return event


def _dateline(dateline: Dateline) -> str:
    day = f", {MONTHS[dateline.month - 1]} {dateline.day}" if dateline.month else ""
    return f"{dateline.place}{day}" + (f" ({dateline.agency})" if dateline.agency else "")
