"""HTML: a page is a record; trafilatura finds the article in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import attrs

from ..record import Record
from .encodings import declared_encoding, decoding_of
from .inputs import Found, Input, extra, fault

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)


def read(source: Input) -> Iterator[Found]:
    """Give the article of a page."""
    yield page(source, source.content(), Record("", id=source.id, origin=source.origin(offset=0)))


def page(source: Input, content: bytes, known: Record, charset: str | None = None) -> Record:
    """Give the record of a page with what is `known` of it; `charset` is what its transport says.

    What the page or its transport declares of its encoding is believed, and is then held strictly.
    Raises LoadError.
    """
    origin = known.origin or source.origin()
    head = content[:4096]
    declared = _CHARSET.search(head)
    charset = charset or (declared[1].decode("ascii") if declared else None)
    codec = None if charset is None else declared_encoding(charset, origin)
    # A declaration that can be read as ASCII is wrong where it says that a letter is two bytes.
    wide = codec is not None and codec.startswith(("utf-16", "utf-32")) and declared is not None
    decoding = decoding_of(source, head, "utf-8" if wide else codec)
    text = decoding.text(content, origin).removeprefix("\ufeff")
    found = _article(extra("trafilatura", "html", source), text, known.url)
    if found is None or not (found.text or "").strip():
        raise fault(origin, "empty", "no article is found in the page", excerpt=text.strip())
    return attrs.evolve(
        known,
        raw=found.text,
        url=known.url or found.url,
        date=found.date,
        title=found.title,
        origin=attrs.evolve(origin, encoding=decoding.told),
    )


def _article(trafilatura: Any, text: str, url: str | None) -> Any:
    # Without its deduplication, which depends on the pages before; without the dates that it
    # guesses in the text, and that of the day of reading, which it calls `filedate`.
    return trafilatura.bare_extraction(
        text,
        url=url,
        include_comments=False,
        deduplicate=False,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
