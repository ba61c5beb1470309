"""Makes texts on which a pattern would be slow, out of the pattern: each repeat pumped, cut short.

For every repeat there is what leads to it, the repeated thing many times, and a sign with which no
match can end; and all of this over and over, for an engine that starts anew at each place.
"""

from __future__ import annotations

import re
from re import _constants as kinds  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIGNS = [*map(chr, range(32, 127)), "\n", "\t", "\xa0", "é", "가", "’"]
_REPEATS = {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}
_MANY = 8
END = "\x01"


def attacks(pattern: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """Give pairs of a beginning, and of what is to be repeated after it."""
    tree = _parser.parse(pattern.pattern, pattern.flags)
    found = {("", one) for one in _SIGNS[:3]} | {("", _sample(tree, pattern.flags))}
    for before, body in _pumps(tree, "", pattern.flags):
        found |= {(before, body), ("", before + body * 3 + END), (before, body + " ")}
    yield from sorted(pair for pair in found if pair[1])


def _pumps(tree, before: str, flags: int) -> Iterator[tuple[str, str]]:
    for kind, told in tree:
        name = str(kind)
        if name in _REPEATS:
            _, most, body = told
            yield from _pumps(body, before, flags)
            if most > _MANY:
                yield from ((before, one) for one in _samples(body, flags))
        elif name == "BRANCH":
            for branch in told[1]:
                yield from _pumps(branch, before, flags)
        elif name == "SUBPATTERN":
            yield from _pumps(told[3], before, flags)
        elif name == "ATOMIC_GROUP":
            yield from _pumps(told, before, flags)
        elif name in ("ASSERT", "ASSERT_NOT"):
            yield from _pumps(told[1], before, flags)
        before += _one(kind, told, flags)


def _samples(tree, flags: int) -> Iterator[str]:
    """Give texts that a part matches, for each alternative or kind of sign at its start."""
    first = tree[0] if len(tree) else None
    if first is not None and str(first[0]) == "IN" and len(tree) == 1:
        # A capital may be inside of one repeat and begin the next.
        kinds_of_sign = [one for one in "aA1" if _inside(one, first[1])]
        yield from kinds_of_sign or [_sample(tree, flags)]
    elif first is not None and str(first[0]) == "BRANCH":
        for branch in first[1][1]:
            yield _sample(branch, flags) + "".join(_one(*one, flags) for one in tree[1:])
    else:
        yield _sample(tree, flags)


def _sample(tree, flags: int) -> str:
    return "".join(_one(kind, told, flags) for kind, told in tree)


def _one(kind, told, flags: int) -> str:
    name = str(kind)
    if name == "LITERAL":
        return chr(told)
    if name == "NOT_LITERAL":
        return next(one for one in "a1 " if ord(one) != told)
    if name == "ANY":
        return "a"
    if name == "IN":
        return next((one for one in ("a", "A", "1", *_SIGNS) if _inside(one, told)), "a")
    if name in _REPEATS:
        return _sample(told[2], flags) * max(told[0], 1)
    if name == "BRANCH":
        return _sample(told[1][0], flags)
    if name == "SUBPATTERN":
        return _sample(told[3], flags)
    if name == "ATOMIC_GROUP":
        return _sample(told, flags)
    return ""


def _inside(sign: str, members) -> bool:
    wanted, found = True, False
    for kind, told in members:
        if kind is kinds.NEGATE:
            wanted = False
        elif kind is kinds.LITERAL:
            found |= ord(sign) == told
        elif kind is kinds.RANGE:
            found |= told[0] <= ord(sign) <= told[1]
        elif kind is kinds.CATEGORY:
            name = str(told)
            letter = name.rpartition("_")[2][0].lower()
            found |= (re.fullmatch(rf"\{letter}", sign) is None) == ("NOT" in name)
    return found == wanted
