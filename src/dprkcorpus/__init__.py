"""English-language texts of and about the DPRK, every character accounted for.

>>> import dprkcorpus
>>> corpus = dprkcorpus.load()                                   # the bundled corpus
>>> document = corpus["non-aligned-movement"]                    # raw text, segments, metadata
>>> document.metadata.issued.edtf
'2023-08-25'
>>> sentence = document.sentences[0]
>>> document.raw[slice(*sentence.raw_spans[0])] == sentence.text
True

Raw text is tiled into labelled segments (`clean`), split into sentences (`sentence_spans`), joined
with metadata (`process`), and kept in a `Corpus`. Every name here is loaded when it is first used.
"""

from __future__ import annotations

# `typing` would cost more than all of this module.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._version import __version__ as __version__
    from .bundle import load as load
    from .cleaning.clean import clean as clean
    from .cleaning.cleaned import Cleaned as Cleaned
    from .cleaning.learning import FurnitureCounts as FurnitureCounts
    from .cleaning.learning import learn_furniture as learn_furniture
    from .cleaning.profiles import Profile as Profile
    from .cleaning.profiles import Rule as Rule
    from .cleaning.profiles import profiles as profiles
    from .cleaning.profiles import rules as rules
    from .corpus import Corpus as Corpus
    from .document import Document as Document
    from .document import Paragraph as Paragraph
    from .document import Sentence as Sentence
    from .errors import BundleError as BundleError
    from .errors import CorpusFileError as CorpusFileError
    from .errors import DateError as DateError
    from .errors import DprkcorpusError as DprkcorpusError
    from .errors import FaultsError as FaultsError
    from .errors import LoadError as LoadError
    from .errors import MetadataError as MetadataError
    from .errors import ProfileError as ProfileError
    from .errors import QueryError as QueryError
    from .errors import SpanError as SpanError
    from .errors import TextWithdrawn as TextWithdrawn
    from .errors import TilingError as TilingError
    from .errors import UnknownDocumentError as UnknownDocumentError
    from .errors import UnknownNameError as UnknownNameError
    from .errors import WrongTypeError as WrongTypeError
    from .metadata.dateline import Dateline as Dateline
    from .metadata.dates import FuzzyDate as FuzzyDate
    from .metadata.model import Basis as Basis
    from .metadata.model import Fact as Fact
    from .metadata.model import Metadata as Metadata
    from .metadata.model import Rights as Rights
    from .metadata.variants import variants as variants
    from .pipeline import process as process
    from .readers import Limits as Limits
    from .readers import Reading as Reading
    from .readers import read as read
    from .record import Origin as Origin
    from .record import Record as Record
    from .search import Hit as Hit
    from .segments import Label as Label
    from .segments import Segment as Segment
    from .sentences import Splitter as Splitter
    from .sentences import sentence_spans as sentence_spans
    from .sentences import split_sentences as split_sentences
    from .spans import Span as Span
    from .store import open_corpus as open_corpus
    from .store.building import BuildReport as BuildReport
    from .store.building import build as build

_HOMES = {
    "_version": ("__version__",),
    "bundle": ("load",),
    "cleaning.cleaned": ("Cleaned",),
    "cleaning.clean": ("clean",),
    "cleaning.learning": ("FurnitureCounts", "learn_furniture"),
    "cleaning.profiles": ("Profile", "Rule", "profiles", "rules"),
    "corpus": ("Corpus",),
    "document": ("Document", "Paragraph", "Sentence"),
    "errors": (
        "BundleError",
        "CorpusFileError",
        "DateError",
        "DprkcorpusError",
        "FaultsError",
        "LoadError",
        "MetadataError",
        "ProfileError",
        "QueryError",
        "SpanError",
        "TextWithdrawn",
        "TilingError",
        "UnknownDocumentError",
        "UnknownNameError",
        "WrongTypeError",
    ),
    "metadata.dateline": ("Dateline",),
    "metadata.dates": ("FuzzyDate",),
    "metadata.model": ("Basis", "Fact", "Metadata", "Rights"),
    "metadata.variants": ("variants",),
    "pipeline": ("process",),
    "readers": ("Limits", "Reading", "read"),
    "record": ("Origin", "Record"),
    "search": ("Hit",),
    "segments": ("Label", "Segment"),
    "sentences": ("Splitter", "sentence_spans", "split_sentences"),
    "spans": ("Span",),
    "store": ("open_corpus",),
    "store.building": ("BuildReport", "build"),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}

__all__ = (
    "Basis",
    "BuildReport",
    "BundleError",
    "Cleaned",
    "Corpus",
    "CorpusFileError",
    "DateError",
    "Dateline",
    "Document",
    "DprkcorpusError",
    "Fact",
    "FaultsError",
    "FurnitureCounts",
    "FuzzyDate",
    "Hit",
    "Label",
    "Limits",
    "LoadError",
    "Metadata",
    "MetadataError",
    "Origin",
    "Paragraph",
    "Profile",
    "ProfileError",
    "QueryError",
    "Reading",
    "Record",
    "Rights",
    "Rule",
    "Segment",
    "Sentence",
    "Span",
    "SpanError",
    "Splitter",
    "TextWithdrawn",
    "TilingError",
    "UnknownDocumentError",
    "UnknownNameError",
    "WrongTypeError",
    "__version__",
    "build",
    "clean",
    "learn_furniture",
    "load",
    "open_corpus",
    "process",
    "profiles",
    "read",
    "rules",
    "sentence_spans",
    "split_sentences",
    "variants",
)


def __getattr__(name: str) -> object:
    try:
        home = _HOME[name]
    except KeyError:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}") from None
    from importlib import import_module

    value: object = getattr(import_module(f".{home}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
