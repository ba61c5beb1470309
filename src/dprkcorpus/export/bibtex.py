"""BibTeX: references for LaTeX, in UTF-8 and in the fields that BibTeX's own styles know."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from .csl_json import item
from .dates import MONTHS, bounds, certain, ends, single
from .encoding import REPLACEMENT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..corpus import Corpus
    from ..document import Document
    from ..metadata.dates import FuzzyDate
    from ..metadata.model import Metadata
    from ..offsets import Unit

# BibTeX counts braces whatever stands before them, so none may be in a value, escaped or not.
_SPECIAL = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "|": r"\textbar{}",
        **{one: f"\\{one}" for one in "#$%&_"},
    }
)
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def of_document(document: Document, unit: Unit) -> str:
    """Give the entry of one document."""
    return entry(document.metadata)


def of_corpus(corpus: Corpus, unit: Unit) -> Iterator[str]:
    """Give an entry for each document, with a blank line between them."""
    for number, id in enumerate(corpus.ids):
        yield ("\n" if number else "") + entry(corpus.describe(id))


def entry(known: Metadata) -> str:
    r"""Give the BibTeX entry for what is known about a document.

    >>> import dprkcorpus
    >>> lines = entry(dprkcorpus.load().describe("global-independence")).splitlines()
    >>> print(lines[1], lines[3], lines[5], sep="\n")
      author = {{Ministry of Foreign Affairs of the DPRK}},
      year = {2021--2022},
      note = {Date in EDTF: [2021..2022]},

    Names and titles are held together by braces, as written. The year of a date in doubt is that
    or those which it may be, and the note says the date in full. White space becomes a space;
    control characters and lone surrogates, which TeX cannot read, become U+FFFD.
    """
    reference = item(known)
    press = reference["type"] == "article-newspaper"
    author = reference["author"][0]["literal"] if "author" in reference else None
    notes = [reference["note"]] if "note" in reference else []
    if known.issued and not certain(known.issued):
        notes.insert(0, f"Date in EDTF: {known.issued.edtf}")
    fields = {
        "author": _whole(author),
        "title": _whole(known.title),
        "journal" if press else "howpublished": _whole(reference.get("container-title")),
        **(_date(known.issued) if known.issued else {}),
        "url": f"{{{_url(reference['URL'])}}}" if "URL" in reference else None,
        "note": f"{{{_text('; '.join(notes))}}}" if notes else None,
    }
    lines = [f"  {name} = {value},\n" for name, value in fields.items() if value]
    return f"@{'article' if press else 'misc'}{{{key(known.id)},\n{''.join(lines)}}}\n"


def key(id: str) -> str:
    """Give a key for an id: what BibTeX or LaTeX could stumble over becomes its number between `+`.

    >>> key("freedom-of-nations"), key("50% {more}")
    ('freedom-of-nations', '50+25++20++7b+more+7d+')
    """
    return re.sub(r"[^A-Za-z0-9:._/-]", lambda one: f"+{ord(one.group()):x}+", id)


def _text(text: str) -> str:
    return _UNPRINTABLE.sub(REPLACEMENT, " ".join(text.split())).translate(_SPECIAL)


def _whole(text: str | None) -> str | None:
    return f"{{{{{_text(text)}}}}}" if text else None


def _url(url: str) -> str:
    return quote(url.encode("utf-8", "surrogatepass"), safe="%/:=&?~#+!$,;'@()*[]-._")


def _date(when: FuzzyDate) -> dict[str, str]:
    named = single(when)
    if named is None:
        # A set or an interval: the years alone, as there is one field for the month.
        years = [one[:4] for one in ends(when) or bounds(when)]
        return {"year": f"{{{years[0] if years[0] == years[1] else '--'.join(years)}}}"}
    year, *rest = named.split("-")
    fields = {"year": f"{{{year}}}"}
    if rest:
        fields["month"] = MONTHS[int(rest[0]) - 1][:3].lower()
    if rest[1:]:
        fields["day"] = f"{{{int(rest[1])}}}"
    return fields
