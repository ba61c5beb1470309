"""Counting what comes by the million, in a memory that does not grow."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

Key = TypeVar("Key", bound=Hashable)


class Frequent(Generic[Key]):
    """Counts what comes often, and forgets what does not (lossy counting).

    >>> counts = Frequent(3)
    >>> for letter in "abacadaeaf":
    ...     counts.add([letter])
    >>> counts.most(1), counts.missed
    ([('a', 5)], 1)

    A count is too high by `missed` at most, and right where nothing was missed. Source: Manku and
    Motwani, Approximate Frequency Counts over Data Streams, 2002.
    """

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._counts: dict[Key, int] = {}
        self.missed: int = 0

    def add(self, keys: Iterable[Key]) -> None:
        """Count each of some keys once more."""
        for key in keys:
            self._counts[key] = self._counts.get(key, self.missed) + 1
        while len(self._counts) > self._capacity:
            self.missed += 1
            self._counts = {key: n for key, n in self._counts.items() if n > self.missed}

    def __getitem__(self, key: Key) -> int:
        return self._counts.get(key, 0)

    def most(self, number: int) -> list[tuple[Key, int]]:
        """Give what came most often; of what came equally often, what came first."""
        return sorted(self._counts.items(), key=lambda one: -one[1])[:number]
