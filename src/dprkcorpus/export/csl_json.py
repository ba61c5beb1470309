"""CSL-JSON: references as Zotero and citation processors read them.

Source: Citation Style Language 1.0.2, appendix III and IV, and its schema csl-data.json.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..metadata.vocabulary import Vocabulary
from .dates import bounds, ends, single
from .encoding import as_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..corpus import Corpus
    from ..document import Document
    from ..metadata.dates import FuzzyDate
    from ..metadata.model import Metadata
    from ..offsets import Unit

# Kinds of outlets whose texts are cited as articles of a paper; all others are pages of the web.
_PRESS = ("news", "broadcaster")


def of_document(document: Document, unit: Unit) -> str:
    """Give the item of one document, indented."""
    return as_json(item(document.metadata), indent=2) + "\n"


def of_corpus(corpus: Corpus, unit: Unit) -> Iterator[str]:
    """Give a list of items, an item a line."""
    yield "["
    for number, id in enumerate(corpus.ids):
        yield (",\n" if number else "\n") + as_json(item(corpus.describe(id)))
    yield "\n]\n"


def item(known: Metadata) -> dict[str, Any]:
    """Give the CSL item for what is known about a document.

    >>> import dprkcorpus
    >>> essay = item(dprkcorpus.load().describe("global-independence"))
    >>> essay["issued"]
    {'date-parts': [[2021], [2022]], 'circa': True}

    The author is the byline, else the agency, else, where it is no newspaper, agency or
    broadcaster, the publisher. `accessed` is the day of capture. What is not known is left out.
    """
    outlet = Vocabulary.bundled().find(known.publisher) if known.publisher else None
    press = outlet is not None and any(word in outlet.kind for word in _PRESS)
    author = known.byline or known.agency or (None if press else known.publisher)
    url = known.capture_url or known.original_url
    whole: dict[str, Any] = {
        "id": known.id,
        "type": "article-newspaper" if press else "webpage",
        "title": known.title,
        "author": [{"literal": author}] if author else None,
        "container-title": known.publisher if press or author != known.publisher else None,
        "section": known.section,
        "issued": date(known.issued) if known.issued else None,
        "accessed": date(known.captured) if known.captured else None,
        "genre": known.genre,
        "language": known.language,
        "URL": url,
        "archive": known.republisher,
        "note": f"Originally at {known.original_url}"
        if known.original_url and known.original_url != url
        else None,
    }
    return {name: value for name, value in whole.items() if value is not None}


def date(when: FuzzyDate) -> dict[str, Any]:
    """Give a date as CSL knows dates: parts, `circa` for any doubt, else EDTF as a literal.

    >>> from dprkcorpus import FuzzyDate
    >>> date(FuzzyDate("2023-12-28?")), date(FuzzyDate("2004/.."))
    ({'date-parts': [[2023, 12, 28]], 'circa': True}, {'literal': '2004/..'})

    A date that may be one of several is the range of them, about. An interval without a start or
    an end has no parts in CSL.
    """
    one, interval = single(when), ends(when)
    named = (one,) if one else interval or bounds(when)
    if not all(named):
        return {"literal": when.edtf}
    days = [[int(part) for part in day.split("-")] for day in dict.fromkeys(named)]
    one_of_several = len(days) == 2 and interval is None
    circa = one_of_several or when.is_uncertain or when.is_approximate
    return {"date-parts": days, **({"circa": True} if circa else {})}
