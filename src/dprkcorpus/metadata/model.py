"""The metadata of a document: facts, each with its evidence, and what they amount to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from sys import maxsize
from typing import Any

import attrs

from ..errors import DprkcorpusError, MetadataError, WrongTypeError, expect
from ..spans import Span, check_span
from .dateline import Dateline
from .dates import FuzzyDate


class Basis(StrEnum):
    """What a fact rests on."""

    TEXT = "text"
    """The raw text says so; the fact has a span."""
    CAPTURE_PAGE = "capture page"
    """The page that the text was captured from says so, outside of the article."""
    URL = "url"
    """An address says so."""
    CURATOR = "curator"
    """A person looked it up."""
    INFERRED = "inferred"
    """It follows from other facts, and may be wrong."""


@attrs.frozen(kw_only=True)
class Rights:
    """Who may do what with a text, as far as that is known.

    `statement` is a URI of rightsstatements.org; `holder_basis` says whether the holder is
    "stated" or "inferred"; `notice` is what the text itself says, word for word; `basis` is a
    sentence on how this was found; `license` is an SPDX expression; `redistribution` is a word or
    two; `reviewed` is the day on which a person last looked (ISO 8601).
    """

    statement: str
    holder: str
    holder_basis: str
    notice: str | None = None
    basis: str
    license: str
    redistribution: str
    reviewed: str

    def __attrs_post_init__(self) -> None:
        faults = [
            f"rights.{field.name} must be str, not {type(value).__name__}"
            for field in attrs.fields(Rights)
            if type(value := getattr(self, field.name)) is not str
            and not (field.name == "notice" and value is None)
        ]
        if self.holder_basis not in ("stated", "inferred"):
            faults.append(
                f"rights.holder_basis is 'stated' or 'inferred', not {self.holder_basis!r}"
            )
        if faults:
            raise MetadataError("rights", faults)


@attrs.frozen
class Source:
    """The file that a text came from: its name there and the SHA-256 of the text in UTF-8."""

    file: str | None
    sha256: str

    def __attrs_post_init__(self) -> None:
        if self.file is not None:
            expect(self.file, str, "file of the source")
        expect(self.sha256, str, "sha256 of the source")


_DATES = frozenset({"issued", "posted", "events", "captured"})
_MANY = frozenset({"events", "notes"})
_STRUCTURES: dict[str, type] = {"dateline": Dateline, "rights": Rights, "source": Source}


def _from_plain(field: str, value: Any) -> object:
    """Turn what JSON or TOML holds for a field into the field's own type."""
    if field in _DATES:
        return FuzzyDate.parse(value)
    structure = _STRUCTURES.get(field)
    if structure is None:
        expect(value, str, field)
        return value
    expect(value, dict, field)
    names = {one.name for one in attrs.fields(structure)}
    if unknown := set(value) - names:
        raise MetadataError(
            field, [f"{field} has no part named {name!r}" for name in sorted(unknown)]
        )
    try:
        return structure(**value)
    except TypeError as error:
        raise MetadataError(field, [f"{field}: {error}"]) from error


def _to_plain(value: Any) -> Any:
    """Turn a field's value into what JSON and TOML hold."""
    if isinstance(value, FuzzyDate):
        return value.edtf
    if isinstance(value, (Dateline, Rights, Source)):
        return attrs.asdict(value)
    return value


@attrs.frozen
class Fact:
    """One thing known about a document, and how it is known.

    >>> fact = Fact("publisher", "KCNA", Basis.CURATOR, "The address is kcna.kp.")
    >>> fact.to_dict()["basis"]
    'curator'

    `field` is the name of a field of Metadata; `value` has that field's type (of `events` and
    `notes`: one of them); `span` is where the raw text says so, in code points. Raises
    WrongTypeError for a value of another type, MetadataError for a field that does not exist.
    """

    field: str
    value: object
    basis: Basis
    reason: str
    span: Span | None = None

    def __attrs_post_init__(self) -> None:
        expect(self.field, str, "field")
        kind = _TYPES.get(self.field)
        if kind is None:
            raise MetadataError("fact", [f"there is no field named {self.field!r}"])
        # Made by the million: what is as it should be is seen to be so without a call.
        if type(self.value) is not kind:
            expect(self.value, kind, self.field)
        if type(self.basis) is not Basis:
            expect(self.basis, Basis, f"basis of {self.field}")
        if type(self.reason) is not str:
            expect(self.reason, str, f"reason of {self.field}")
        if not self.reason.strip():
            raise MetadataError("fact", [f"{self.field} has no reason"])
        if self.span is not None:
            check_span(self.span, maxsize)

    def to_dict(self) -> dict[str, Any]:
        """Give the fact as JSON holds it; a date is EDTF, a span a list of two numbers."""
        plain: dict[str, Any] = {
            "field": self.field,
            "value": _to_plain(self.value),
            "basis": self.basis.value,
            "reason": self.reason,
        }
        if self.span is not None:
            plain["span"] = list(self.span)
        return plain

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Fact:
        """Read back what `to_dict` gave.

        >>> Fact.from_dict({"field": "issued", "value": "2023-12-28?", "basis": "inferred",
        ...                 "reason": "The plenary meeting had begun."}).value.edtf
        '2023-12-28?'

        Raises MetadataError where a part is missing or unknown, DateError for a bad date.
        """
        expect(plain, Mapping, "fact")
        parts = {"field", "value", "basis", "reason"}
        faults = [f"a fact has no {name}" for name in sorted(parts - set(plain))]
        faults += [f"a fact has no part {name!r}" for name in sorted(set(plain) - parts - {"span"})]
        if "basis" in plain and plain["basis"] not in tuple(Basis):
            faults.append(f"basis is one of {', '.join(Basis)}, not {plain['basis']!r}")
        if "field" in plain and plain["field"] not in FIELDS:
            faults.append(f"there is no field named {plain['field']!r}")
        span = plain.get("span")
        if span is not None and (type(span) not in (list, tuple) or len(span) != 2):
            faults.append(f"span is two numbers, not {span!r}")
        if faults:
            raise MetadataError(f"fact {dict(plain)!r}", faults)
        return cls(
            field=plain["field"],
            value=_from_plain(plain["field"], plain["value"]),
            basis=Basis(plain["basis"]),
            reason=plain["reason"],
            span=None if span is None else Span(*span),
        )


@attrs.frozen
class Metadata:
    """What is known about a document.

    >>> metadata = Metadata.from_facts("a-1", [
    ...     Fact("title", "Held", Basis.TEXT, "The first line is the title.", Span(0, 4)),
    ...     Fact("title", "Forum Held", Basis.CAPTURE_PAGE, "The page's heading."),
    ... ])
    >>> metadata.title, len(metadata.evidence("title"))
    ('Held', 2)

    What is not known is None, or empty. Dublin Core (dc) and schema.org (s) terms stand behind
    each field. Raises MetadataError with every fault at once.
    """

    id: str
    """Never used again for another text. dc:identifier, s:identifier."""
    title: str | None = None
    """The headline. dc:title, s:headline."""
    issued: FuzzyDate | None = None
    """When the article was published first. dcterms:issued, s:datePublished."""
    posted: FuzzyDate | None = None
    """When the captured page put it up. dcterms:available."""
    events: tuple[FuzzyDate, ...] = ()
    """When what it reports took place. dcterms:temporal, s:temporalCoverage."""
    dateline: Dateline | None = None
    """Place, day and agency in front of the first sentence. s:dateline."""
    publisher: str | None = None
    """The outlet that published it. dc:publisher, s:publisher."""
    agency: str | None = None
    """The news agency that it is credited to. dc:creator, s:sourceOrganization."""
    republisher: str | None = None
    """The site that it was captured from, where that is not the publisher. s:provider."""
    byline: str | None = None
    """Who wrote it, as printed. dc:contributor, s:author."""
    genre: str | None = None
    """A name of the genre vocabulary. dc:type, s:genre."""
    signed_article: str | None = None
    """The paper whose signed article it reports. s:citation."""
    section: str | None = None
    """The section of the outlet. s:articleSection."""
    language: str | None = None
    """BCP 47. dc:language, s:inLanguage."""
    original_url: str | None = None
    """Where it was published first. dc:source, s:isBasedOn."""
    capture_url: str | None = None
    """Where it was captured. s:url."""
    captured: FuzzyDate | None = None
    """When it was captured. dcterms:dateAccepted, s:dateModified of the archive copy."""
    rights: Rights | None = None
    """dc:rights, s:copyrightNotice."""
    source: Source | None = None
    """The file it was received as. dc:relation."""
    notes: tuple[str, ...] = ()
    """dc:description."""
    facts: tuple[Fact, ...] = ()
    """The evidence: every fact, the deciding one of each field first."""

    def __attrs_post_init__(self) -> None:
        expect(self.id, str, "id")
        faults = [] if self.id.strip() else ["id is empty"]
        for name, kind in _TYPES.items():
            value: Any = getattr(self, name)
            if name in _MANY:
                if not issubclass(type(value), tuple) or any(
                    not isinstance(one, kind) for one in value
                ):
                    faults.append(f"{name} must be a tuple of {kind.__name__}")
            elif value is not None and not isinstance(value, kind):
                faults.append(f"{name} must be {kind.__name__}, not {type(value).__name__}")
        if type(self.facts) is not tuple or not all(type(fact) is Fact for fact in self.facts):
            faults.append("facts must be a tuple of Fact")
        if faults:
            raise MetadataError(f"metadata of {self.id!r}", faults)

    @classmethod
    def from_facts(cls, id: str, facts: Iterable[Fact]) -> Metadata:
        """Join facts: of each field the first one decides, all of them stay as evidence.

        So facts go in by trust, the most trusted first. Of `events` and `notes` all count.
        """
        given = tuple(facts)
        values: dict[str, Any] = {}
        for fact in given:
            if type(fact) is not Fact:
                raise WrongTypeError(f"fact must be Fact, not {type(fact).__name__}")
            if fact.field not in _MANY:
                values.setdefault(fact.field, fact.value)
            elif fact.value not in values.get(fact.field, ()):
                values[fact.field] = (*values.get(fact.field, ()), fact.value)
        return cls(id=id, facts=given, **values)

    def evidence(self, field: str) -> tuple[Fact, ...]:
        """Give the facts about one field, the deciding one first; raises MetadataError."""
        expect(field, str, "field")
        if field not in FIELDS:
            raise MetadataError("evidence", [f"there is no field named {field!r}"])
        return tuple(fact for fact in self.facts if fact.field == field)

    def to_dict(self) -> dict[str, Any]:
        """Give the metadata as JSON holds them: what is not known is left out."""
        plain: dict[str, Any] = {"id": self.id}
        for name in FIELDS:
            value: Any = getattr(self, name)
            if value not in (None, ()):
                many = name in _MANY
                plain[name] = [_to_plain(one) for one in value] if many else _to_plain(value)
        plain["facts"] = [fact.to_dict() for fact in self.facts]
        return plain

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Metadata:
        """Read back what `to_dict` gave; raises MetadataError with every fault at once."""
        expect(plain, Mapping, "metadata")
        faults: list[str] = []
        values: dict[str, Any] = {}
        for name, value in plain.items():
            if name in ("id", "facts"):
                continue
            if name not in FIELDS:
                faults.append(f"there is no field named {name!r}")
                continue
            try:
                if name in _MANY:
                    expect(value, list, name)
                    values[name] = tuple(_from_plain(name, one) for one in value)
                else:
                    values[name] = _from_plain(name, value)
            except DprkcorpusError as error:
                faults.append(f"{name}: {error}")
        if "id" not in plain:
            faults.append("there is no id")
        if faults:
            raise MetadataError("metadata", faults)
        told = plain.get("facts", [])
        expect(told, (list, tuple), "facts")
        facts = tuple(map(Fact.from_dict, told))
        return cls(id=plain["id"], facts=facts, **values)


FIELDS = tuple(field.name for field in attrs.fields(Metadata) if field.name not in ("id", "facts"))
"""The names of what can be known about a document, in order."""


_TYPES = {name: FuzzyDate if name in _DATES else _STRUCTURES.get(name, str) for name in FIELDS}
"""The type of each field's value; of a field of many values, that of one."""
