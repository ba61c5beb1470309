"""JSON Lines: everything about a document, a document a line, as `document.schema.json` says."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ..offsets import Unit, converted
from .encoding import as_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..corpus import Corpus
    from ..document import Document


def schema() -> dict[str, Any]:
    """Give the JSON Schema (draft 2020-12) of a line.

    >>> schema()["$schema"]
    'https://json-schema.org/draft/2020-12/schema'
    """
    from importlib_resources import files

    path = files("dprkcorpus") / "export" / "document.schema.json"
    return dict(json.loads(path.read_text(encoding="utf-8")))


def plain(document: Document, unit: Unit) -> dict[str, Any]:
    """Give a document as `to_dict` does, with the unit that its offsets are told in.

    >>> from dprkcorpus import Record, process
    >>> plain(process(Record("“We!”", id="a-1")), Unit.UTF_8)["sentences"]
    [[0, 9]]
    """
    whole = document.to_dict()
    if unit is not Unit.CODE_POINTS:
        facts = [fact for fact in whole["metadata"]["facts"] if "span" in fact]
        in_raw = [*whole["segments"], *(fact["span"] for fact in facts)]
        for text, spans in ((document.raw, in_raw), (document.text, whole["sentences"])):
            place = converted(text, (offset for span in spans for offset in span[:2]), unit)
            for span in spans:
                span[:2] = place[span[0]], place[span[1]]
    return {"offsets": unit.value, **whole}


def of_document(document: Document, unit: Unit) -> str:
    """Give the line of a document."""
    return as_json(plain(document, unit)) + "\n"


def of_corpus(corpus: Corpus, unit: Unit) -> Iterator[str]:
    """Give the lines of a corpus."""
    return (of_document(document, unit) for document in corpus)
