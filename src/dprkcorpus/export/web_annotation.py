"""W3C Web Annotation: each labelled segment as an annotation of the raw text.

Source: Web Annotation Data Model, W3C Recommendation of 23 February 2017. Its sections 4.2.4 and
4.2.5 count text positions in code points, not in code units; bytes have a selector of their own,
DataPositionSelector (4.2.6).
"""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5

from ..offsets import Unit, converted
from .encoding import as_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..corpus import Corpus
    from ..document import Document

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def of_document(document: Document, unit: Unit) -> str:
    """Give the collection of the annotations of one document."""
    return "".join(_collection((document,), f"document:{document.id}", unit))


def of_corpus(corpus: Corpus, unit: Unit) -> Iterator[str]:
    """Give one collection with the annotations of all documents."""
    return _collection(corpus, f"corpus:{corpus.version}:{' '.join(corpus.ids)}", unit)


def _collection(documents: Iterable[Document], name: str, unit: Unit) -> Iterator[str]:
    label = f"Labels of the parts of {name.partition(':')[0]} texts as they were received"
    yield f'{{"@context": "{_CONTEXT}", "id": "{_id(name)}", "type": "AnnotationCollection",\n'
    yield f' "label": "{label}",\n "first": {{"id": "{_id(name, "page")}",'
    yield f' "type": "AnnotationPage", "partOf": "{_id(name)}", "startIndex": 0, "items": ['
    total = 0
    for document in documents:
        for one in of_segments(document, unit):
            yield (",\n" if total else "\n") + as_json(one)
            total += 1
    # The count comes last, as it is known only now; the order of keys means nothing in JSON.
    yield f'\n]}},\n "total": {total}}}\n'


def of_segments(document: Document, unit: Unit = Unit.CODE_POINTS) -> Iterator[dict[str, Any]]:
    """Give an annotation for each segment, in the order of the raw text.

    >>> import dprkcorpus
    >>> title = next(of_segments(dprkcorpus.load()["non-aligned-movement"]))
    >>> title["body"][0]["value"], title["target"]["selector"]["end"]
    ('title', 39)

    The bodies are the label, the rule with its reason and, where there is one, the replacement.
    The target is the raw text, named by its SHA-256 (a `ni` URI of RFC 6920), since a page of the
    web may change; its label is the id of the document. The selector counts code points or, for
    `Unit.UTF_8`, bytes.
    """
    segments = document.cleaned.segments
    offsets = (offset for segment in segments for offset in segment.span)
    place = converted(document.raw, offsets, unit)
    name = content_name(document.raw)
    source = {"id": name, "type": "Text", "format": "text/plain", "label": document.id}
    kind = "DataPositionSelector" if unit is Unit.UTF_8 else "TextPositionSelector"
    for number, segment in enumerate(segments):
        start, end = (place[offset] for offset in segment.span)
        reason = document.cleaned.reasons.get(segment.rule)
        bodies = [
            _body("classifying", segment.label.value),
            _body("describing", f"{segment.rule}: {reason}" if reason else segment.rule),
        ]
        if segment.replacement is not None:
            bodies.append(_body("editing", segment.replacement))
        yield {
            "id": _id(document.id, name, str(number)),
            "type": "Annotation",
            "motivation": "classifying",
            "body": bodies,
            "target": {
                "source": source,
                "selector": {"type": kind, "start": start, "end": end},
            },
        }


def _body(purpose: str, value: str) -> dict[str, str]:
    return {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": value}


def content_name(text: str) -> str:
    """Name a text by its content: SHA-256 of its UTF-8 as a URI (RFC 6920).

    >>> content_name("")
    'ni:///sha-256;47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU'
    """
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
    return f"ni:///sha-256;{base64.urlsafe_b64encode(digest).decode().rstrip('=')}"


def _id(*parts: str) -> str:
    name = "\n".join(parts).encode("utf-8", "backslashreplace").decode("utf-8")
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'urn:dprkcorpus:{name}')}"
