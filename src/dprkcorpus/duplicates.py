"""Duplicates: texts that are the same but for their form, or nearly the same."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from importlib import import_module
from math import inf
from typing import TYPE_CHECKING, Any

from .errors import FaultsError, MissingExtraError, expect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from .metadata.model import Metadata

_WORD = re.compile(r"[^\W_]+")

ROW_OF_WORDS = 5
"""How many words in a row are compared; a text is the set of all such rows of its words."""

PERMUTATIONS = 128
"""How many hashes stand for a text: the similarity that they tell is off by some 0.04."""

_WHOLE = 32
"""The bytes of a SHA-256."""


def normalised(text: str) -> list[str]:
    """Give the words of a text without case, punctuation and white space.

    >>> normalised("“It rained,” he said.") == normalised('"It rained", he said')
    True
    """
    return _WORD.findall(text.casefold())


def fingerprint(text: str, threshold: float = 1.0) -> bytes:
    """Give what of a text has to be known to tell which others are like it.

    >>> fingerprint("It rained.") == fingerprint("IT RAINED"), len(fingerprint("It rained."))
    (True, 32)

    It is a SHA-256 of the normalised words; below a threshold of 1 the 128 hashes of MinHash
    follow, 8 bytes each. A text without words has an empty one. Raises MissingExtraError below 1
    without the extra `dedup`.
    """
    _check(threshold)
    words = normalised(text)
    if not words:
        return b""
    # Equal texts are told by a hash, and need no comparison with all the others.
    whole = hashlib.sha256(" ".join(words).encode("utf-8", "surrogatepass")).digest()
    if threshold == 1:
        return whole
    hashes = _blank().copy()
    rows = range(max(len(words) - ROW_OF_WORDS, 0) + 1)
    hashes.update_batch({" ".join(words[at : at + ROW_OF_WORDS]).encode() for at in rows})
    return whole + bytes(hashes.hashvalues.astype("<u8").tobytes())


def groups_of(fingerprints: Iterable[tuple[str, bytes]], threshold: float) -> list[list[str]]:
    """Give groups of ids whose fingerprints tell that their texts are alike, in their order.

    >>> texts = {"a": "It rained.", "b": "It snowed.", "c": "IT RAINED"}
    >>> groups_of([(id, fingerprint(text)) for id, text in texts.items()], 1.0)
    [['a', 'c']]

    At a threshold of 1 the normalised texts are equal. Below it, they share at least that part
    of their rows of words (Jaccard similarity, as MinHash tells it), or are like a text that both
    are like. Which texts are in a group does not depend on their order. Raises MissingExtraError
    below 1 without the extra `dedup`.
    """
    _check(threshold)
    like = _near(threshold) if threshold < 1 else None
    leads: dict[str, str] = {}
    first: dict[bytes, str] = {}
    for id, told in fingerprints:
        if not told:
            continue
        equal = first.setdefault(told[:_WHOLE], id)
        leads[id] = equal
        if equal == id and like is not None:
            for other in like(id, told[_WHOLE:]):
                leads[_lead(leads, other)] = id
    groups: dict[str, list[str]] = {}
    for id in leads:
        groups.setdefault(_lead(leads, id), []).append(id)
    return [group for group in groups.values() if len(group) > 1]


def alike(texts: Iterable[tuple[str, str]], threshold: float) -> list[list[str]]:
    """Give groups of ids of texts alike, in their order; a text without words is like no other.

    >>> alike([("a", "It rained."), ("b", "It snowed."), ("c", "IT RAINED")], 1.0)
    [['a', 'c']]
    """
    _check(threshold)
    return groups_of(((id, fingerprint(text, threshold)) for id, text in texts), threshold)


def _check(threshold: float) -> None:
    expect(threshold, (int, float), "threshold")
    if not 0 < threshold <= 1:
        told = f"threshold must be above 0 and at most 1, not {threshold}"
        raise FaultsError("duplicates", [told])


def originality(known: Metadata) -> tuple[bool, bool, bool, tuple[float, ...]]:
    """Give what texts that are the same are sorted by, the original first.

    That is one whose publisher is its agency, else one that credits an agency, else one that no
    other site republished; of several the one issued first.
    """
    own = known.agency is not None and known.publisher == known.agency
    days = known.issued.sort_key[:2] if known.issued else (inf, inf)
    return not own, known.agency is None, known.republisher is not None, days


def _lead(leads: dict[str, str], id: str) -> str:
    """Give the one that stands for a group (union-find, the way there made shorter)."""
    while leads[id] != id:
        leads[id] = id = leads[leads[id]]
    return id


@cache
def _blank() -> Any:
    """Give what all hashes start from: the same permutations, which are dear to make."""
    return _datasketch().MinHash(num_perm=PERMUTATIONS, seed=1)


def _datasketch() -> Any:
    try:
        return import_module("datasketch")
    except ImportError as error:
        raise MissingExtraError("finding texts that are nearly the same", "dedup") from error


def _near(threshold: float) -> Callable[[str, bytes], list[str]]:
    """Give what tells which of the hashes that it was given before are like other ones."""
    candidates = _datasketch().MinHashLSH(threshold=threshold, num_perm=PERMUTATIONS)
    numpy: Any = import_module("numpy")
    hashes: dict[str, Any] = {}

    def like(id: str, told: bytes) -> list[str]:
        own = _blank().copy()
        own.hashvalues = numpy.frombuffer(told, "<u8").astype("u8")
        found = [one for one in candidates.query(own) if hashes[one].jaccard(own) >= threshold]
        candidates.insert(id, own)
        hashes[id] = own
        return sorted(found)

    return like
