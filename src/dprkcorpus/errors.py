"""Every error of the package; each is also the builtin that a caller would expect."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


class DprkcorpusError(Exception):
    """What every error of this package is, so that one `except` can catch them all."""


class WrongTypeError(DprkcorpusError, TypeError):
    """A value is not of the type that was asked for."""


class SpanError(DprkcorpusError, ValueError):
    """A span does not lie inside its text, or ends before it starts."""


class TilingError(DprkcorpusError, ValueError):
    """Segments do not tile their raw text; `position` is the first code point at fault."""

    def __init__(self, message: str, position: int) -> None:
        super().__init__(message, position)
        self.message = message
        self.position = position

    def __str__(self) -> str:
        return self.message


class DateError(DprkcorpusError, ValueError):
    """A date cannot be read; `text` is what was given, `position` the code point at fault."""

    def __init__(self, message: str, text: str, position: int) -> None:
        super().__init__(message, text, position)
        self.message = message
        self.text = text
        self.position = position

    def __str__(self) -> str:
        return f"{self.message} (at character {self.position} of {self.text!r})"


class FaultsError(DprkcorpusError, ValueError):
    """Something was checked as a whole; `faults` holds a sentence for each thing wrong with it."""

    def __init__(self, subject: str, faults: Iterable[str]) -> None:
        self.subject = subject
        self.faults: tuple[str, ...] = tuple(faults)
        super().__init__("\n  ".join((f"{subject}:", *self.faults)))

    def __reduce__(self) -> tuple[type[FaultsError], tuple[str, tuple[str, ...]]]:
        return type(self), (self.subject, self.faults)


class ProfileError(FaultsError):
    """A site profile is not well formed; `faults` names each line at fault."""


class MetadataError(FaultsError):
    """Metadata or curation are not well formed; `faults` names each field at fault."""


class BundleError(FaultsError):
    """The data of a corpus do not agree with each other; `faults` names each file at fault."""


class LoadError(DprkcorpusError, ValueError):
    """Input cannot be read; its attributes say where the fault lies and of which `kind` it is.

    `path` is the file, `member` the part of an archive, `line` and `record` count from 1, `offset`
    is the byte at fault, of the decompressed file where it is compressed; `excerpt` is what stands
    there. What is not known is None. The kinds are listed in the documentation on reading.
    """

    def __init__(
        self,
        path: str,
        message: str,
        offset: int | None = None,
        *,
        kind: str = "unreadable",
        member: str | None = None,
        line: int | None = None,
        record: int | None = None,
        excerpt: str | None = None,
    ) -> None:
        super().__init__(path, message, offset)
        self.path = path
        self.message = message
        self.offset = offset
        self.kind = kind
        self.member = member
        self.line = line
        self.record = record
        self.excerpt = excerpt

    @property
    def place(self) -> str:
        """Where the fault lies, but for the byte."""
        places = [self.path if self.member is None else f"{self.path}/{self.member}"]
        for name, number in (("line", self.line), ("record", self.record)):
            if number is not None:
                places.append(f"{name} {number}")
        return ", ".join(places)

    def __str__(self) -> str:
        byte = "" if self.offset is None else f" at byte {self.offset}"
        shown = "" if self.excerpt is None else f" ({self.excerpt})"
        return f"{self.place}: {self.message}{byte}{shown}"


class CorpusFileError(DprkcorpusError, ValueError):
    """A corpus file cannot be read or written; `path` is where it lies."""

    def __init__(self, path: str, message: str) -> None:
        super().__init__(path, message)
        self.path = path
        self.message = message

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


class QueryError(DprkcorpusError, ValueError):
    """A query cannot be read; `query` is what was given, `position` the code point at fault."""

    def __init__(self, message: str, query: str, position: int) -> None:
        super().__init__(message, query, position)
        self.message = message
        self.query = query
        self.position = position

    def __str__(self) -> str:
        return f"{self.message} (at character {self.position} of {self.query!r})"


class UnknownNameError(DprkcorpusError, LookupError):
    """A name is not among those that exist; `near` holds those that look like it."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        # Imported here: only the way to an error pays for difflib.
        from difflib import get_close_matches

        names = sorted(known)
        self.kind = kind
        self.name = name
        folded = {candidate.casefold(): candidate for candidate in names}
        close = get_close_matches(name.casefold(), folded, n=3, cutoff=0.5)
        self.near: tuple[str, ...] = tuple(folded[candidate] for candidate in close)
        hint = f"; did you mean {', '.join(map(repr, self.near))}?" if self.near else ""
        super().__init__(f"no {kind} is named {name!r}{hint}")

    def __reduce__(self) -> tuple[type[UnknownNameError], tuple[str, str, tuple[str, ...]]]:
        return type(self), (self.kind, self.name, self.near)


class UnknownDocumentError(UnknownNameError, KeyError):
    """No document of a corpus has this id; `near` holds the ids that look like it."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__("document", name, known)

    def __reduce__(self) -> tuple[type[UnknownDocumentError], tuple[str, tuple[str, ...]]]:  # type: ignore[override]
        return type(self), (self.name, self.near)

    def __str__(self) -> str:
        # KeyError would show the message in quotation marks.
        return str(self.args[0])


class UnknownOptionError(UnknownNameError, ValueError):
    """An option is set to what it cannot be; `near` holds the values that look like it."""


class TextWithdrawn(DprkcorpusError, LookupError):  # noqa: N818  (the name that callers know)
    """A text was taken out of a corpus; its metadata stay."""


class MissingExtraError(DprkcorpusError, ImportError):
    """A package is missing that an extra of this one installs; `extra` is the name of the extra."""

    def __init__(self, purpose: str, extra: str) -> None:
        super().__init__(f"{purpose} needs the extra {extra!r}: pip install 'dprkcorpus[{extra}]'")
        self.purpose = purpose
        self.extra = extra

    def __reduce__(self) -> tuple[type[MissingExtraError], tuple[str, str]]:
        return type(self), (self.purpose, self.extra)


def expect(value: object, kind: type | tuple[type, ...], name: str) -> None:
    """Raise WrongTypeError unless `value` is a `kind`; a bool is no int.

    >>> expect("text", str, "raw")
    >>> expect(b"text", str, "raw")
    Traceback (most recent call last):
    dprkcorpus.errors.WrongTypeError: raw must be str, not bytes
    """
    if isinstance(value, kind) and (kind is not int or not isinstance(value, bool)):
        return
    kinds = kind if isinstance(kind, tuple) else (kind,)
    wanted = " or ".join(one.__name__ for one in kinds)
    raise WrongTypeError(f"{name} must be {wanted}, not {type(value).__name__}")
