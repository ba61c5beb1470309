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
        self.faults = tuple(faults)
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
    """Input cannot be read; `path` is where it lies, `offset` the byte at fault where one is."""

    def __init__(self, path: str, message: str, offset: int | None = None) -> None:
        super().__init__(path, message, offset)
        self.path = path
        self.message = message
        self.offset = offset

    def __str__(self) -> str:
        place = "" if self.offset is None else f" at byte {self.offset}"
        return f"{self.path}: {self.message}{place}"


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
        self.near = tuple(folded[candidate] for candidate in close)
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


class TextWithdrawn(DprkcorpusError, LookupError):  # noqa: N818  (the name that callers know)
    """A text was taken out of a corpus; its metadata stay."""


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
