"""Profile files: TOML to Profile and back, every fault told at once, with its line."""

from __future__ import annotations

import json
import re
import tomllib
from functools import cache
from typing import TYPE_CHECKING, Any, cast

import attrs

from ..errors import ProfileError
from ..segments import Label
from .profiles import Profile, Rule, general_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Words = Mapping[str, tuple[str, ...]]

_MATCHING = "phrases starts first pattern longest where mark"
KINDS: dict[str, frozenset[str]] = {
    kind: frozenset(keys.split())
    for kind, keys in {
        "line": f"{_MATCHING} trigger has lacks only needs tail endings closes",
        "block": f"{_MATCHING} extent",
        "prefix": "pattern trigger",
        "suffix": "pattern endings",
        "inner": "pattern trigger",
        "structure": "",
        "body": "",
        "space": "",
        "repair": "pattern replacement",
    }.items()
}
"""The tables that a profile may hold, and the keys of each besides those that all rules have."""

_CHOICES: dict[str, list[str]] = {
    "where": [
        "anywhere",
        "head",
        "tail",
        "edge",
        "outside",
        "below",
        "before-end",
        "late",
        "beside",
        "amid",
    ],
    "extent": ["line", "items", "end"],
    "label": [label.value for label in Label],
}
_ALWAYS = ("name", "why", "example")
_NEEDED = {
    "prefix": ("pattern", "trigger"),
    "inner": ("pattern", "trigger"),
    "suffix": ("endings",),
    "repair": ("pattern",),
}
_OWNERS = frozenset({"body", "space", "repair"})
_HOME = "outlet = false\n"
_LISTS = frozenset({"phrases", "starts", "first", "trigger", "has", "only", "needs", "endings"})
_PATTERNS = frozenset({"pattern", "lacks", "tail", "has"})
_FLAGS = frozenset({"mark", "closes"})
_ASKING = ("phrases", "starts", "pattern", "has", "only", "tail")
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LIST = re.compile(r"\{([a-z][a-z-]*)\}")


def read_profile(text: str, name: str, subject: str) -> Profile:
    """Read a profile from TOML text; raises ProfileError with every fault at once."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ProfileError(subject, [str(error)]) from error
    reader = _Reader(text, name, {} if name == "general" else general_words())
    made = tuple(reader.read(data))
    if reader.faults:
        raise ProfileError(subject, reader.faults)
    return Profile(name, data["about"], made, data.get("outlet", True))


@cache
def read_words(text: str) -> Words:
    """Read the lists of words of a profile that is known to be well formed."""
    return {name: tuple(words) for name, words in tomllib.loads(text).get("words", {}).items()}


class _Reader:
    """Turns tables into rules and gathers the faults of a file on the way."""

    def __init__(self, text: str, profile: str, words: Words) -> None:
        self.lines = text.split("\n")
        self.profile = profile
        self.words = dict(words)
        self.faults: list[str] = []

    def fault(self, line: int, message: str) -> None:
        self.faults.append(f"line {line}: {message}")

    def line_of(self, opening: str | tuple[str, ...], after: int = 0) -> int:
        """Give the number of the first line from `after` on that opens so, or `after` itself."""
        for number in range(after, len(self.lines)):
            if self.lines[number].replace(" ", "").startswith(opening):
                return number + 1
        return max(after, 1)

    def read(self, data: dict[str, Any]) -> Iterator[Rule]:
        for key in data.keys() - {"about", "outlet", "words", *KINDS}:
            line = self.line_of((key, f"[{key}", f"[[{key}"))
            self.fault(line, f"{key!r} is no part of a profile")
        if not isinstance(data.get("about"), str):
            self.fault(self.line_of("about="), "'about' must say in a string what sites these are")
        if not isinstance(data.get("outlet", True), bool):
            self.fault(self.line_of("outlet="), "'outlet' must be true or false")
        before = len(self.faults)
        for key in sorted(data.keys() & {"words", *KINDS}):
            entries: Any = [data[key]] if key == "words" else data[key]
            tables = issubclass(type(entries), list) and {type(one) for one in entries} <= {dict}
            if not tables:
                head = "[words]" if key == "words" else f"[[{key}]]"
                self.fault(self.line_of((key, f"[{key}")), f"{key!r} must be written as {head}")
        if len(self.faults) > before:
            return
        words: dict[str, Any] = data.get("words", {})
        for key, value in words.items():
            if _strings(value):
                self.words[key] = tuple(value)
            else:
                self.fault(
                    self.line_of(f"{key}="), f"words.{key} must be a list of strings, none empty"
                )
        seen: set[str] = set()
        for kind in KINDS:
            at = 0
            for entry in data.get(kind, ()):
                at = self.line_of(f"[[{kind}]]", at)
                rule = self.rule(kind, entry, at)
                if rule is not None:
                    if rule.id in seen:
                        self.fault(at, f"a rule is named {rule.name!r} already")
                    seen.add(rule.id)
                    yield rule

    def rule(self, kind: str, entry: dict[str, Any], at: int) -> Rule | None:
        """Give a table as a rule, or tell each of its faults."""
        before = len(self.faults)
        labelled = kind not in _OWNERS
        for key in (*_ALWAYS, *(("label",) if labelled else ()), *_NEEDED.get(kind, ())):
            if not entry.get(key):
                self.fault(at, f"[[{kind}]] needs {key!r}")
        for key, value in entry.items():
            line = self.line_of(f"{key}=", at)
            if key not in KINDS[kind] and key not in _ALWAYS and not (key == "label" and labelled):
                self.fault(line, f"[[{kind}]] has no key {key!r}")
            else:
                problem = self.problem(kind, key, value)
                if problem:
                    self.fault(line, problem)
        if kind in ("line", "block") and not any(entry.get(key) for key in _ASKING):
            self.fault(at, f"[[{kind}]] needs one of {', '.join(_ASKING)}")
        if len(self.faults) > before:
            return None
        values = {key: self.expanded(key, value) for key, value in entry.items()}
        owner = kind if kind in _OWNERS else self.profile
        label = Label(values.pop("label", "space" if kind == "space" else "body"))
        return Rule(id=f"{owner}/{values.pop('name')}", label=label, kind=kind, **values)

    def problem(self, kind: str, key: str, value: Any) -> str:
        """Tell what is wrong with a value, in a sentence, or nothing."""
        if key in _LISTS and not _strings(value):
            return f"{key!r} must be a list of strings, none empty"
        if key in _FLAGS and type(value) is not bool:
            return f"{key!r} must be true or false"
        if key == "longest" and (type(value) is not int or value < 1):
            return "'longest' must be a number of characters"
        if key in _LISTS or key in _PATTERNS:
            return self.misfit(kind, key, value)
        if key in _FLAGS or key == "longest":
            return ""
        if type(value) is not str:
            return f"{key!r} must be a string"
        if key in _CHOICES and value not in _CHOICES[key]:
            return f"{key!r} must be one of {', '.join(_CHOICES[key])}"
        if key == "name" and not _NAME.fullmatch(value):
            return "'name' must be small letters and digits with hyphens between"
        if key == "why" and not value.endswith("."):
            return "'why' must be a sentence"
        return ""

    def misfit(self, kind: str, key: str, value: Any) -> str:
        """Tell which list of words is missing, or why a pattern cannot be compiled."""
        # Such a pattern becomes part of a longer one.
        joined = key == "tail" or (key == "pattern" and kind in ("prefix", "suffix", "inner"))
        for text in value if key in _LISTS else [value]:
            if type(text) is not str:
                return f"{key!r} must be a string"
            for name in _LIST.findall(text):
                if name not in self.words:
                    return f"{key!r} names a list of words {name!r} that is nowhere"
            if key in _PATTERNS:
                pattern = self.written_out(text)
                try:
                    named = re.compile(pattern).groupindex
                except (re.error, OverflowError, RecursionError) as error:
                    return f"{key!r} is no pattern: {error}"
                try:
                    if joined and not named:
                        re.compile(f"(?P<all>{pattern})")
                except re.error as error:
                    return f"{key!r} cannot be joined with other patterns: {error.msg}"
                if joined and named:
                    return f"{key!r} cannot be joined with other patterns: it names a group"
        return ""

    def written_out(self, pattern: str) -> str:
        """Give a pattern with the lists of words that it names written out."""
        return _LIST.sub(lambda found: f"(?:{'|'.join(self.words[found[1]])})", pattern)

    def expanded(self, key: str, value: Any) -> Any:
        """Give a value with the lists of words that it names written out."""
        if key == "has":
            return [self.written_out(pattern) for pattern in value]
        if key in _PATTERNS:
            return self.written_out(value)
        if key in _LISTS:
            named = [(_LIST.fullmatch(item), item) for item in value]
            return [word for found, item in named for word in self._listed(found, item)]
        return value

    def _listed(self, found: re.Match[str] | None, item: str) -> tuple[str, ...]:
        return self.words[found[1]] if found else (item,)


def _strings(value: Any) -> bool:
    if not isinstance(value, list):
        return False
    items = cast("list[Any]", value)  # type: ignore[redundant-cast]  # pyright needs it
    return all(type(item) is str and item for item in items)


def written(profile: Profile) -> str:
    """Give a profile as TOML."""
    parts = [f"about = {_toml(profile.about)}\n{'' if profile.outlet else _HOME}"]
    for rule in profile.rules:
        lines = [f"[[{rule.kind}]]", f"name = {_toml(rule.name)}"]
        if rule.kind not in _OWNERS:
            lines.append(f"label = {_toml(rule.label.value)}")
        lines += [f"why = {_toml(rule.why)}", f"example = {_toml(rule.example)}"]
        for field in attrs.fields(Rule):
            value = getattr(rule, field.name)
            if field.name in KINDS[rule.kind] and value != field.default:
                lines.append(f"{field.name} = {_toml(value)}")
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def _toml(value: Any) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_toml, cast('tuple[str, ...]', value)))}]"
    literal = type(value) is str and "\\" in value and value.isprintable()
    if literal and "'''" not in value and value[-1] != "'":
        return f"'''{value}'''"  # patterns stay readable in a literal string
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
