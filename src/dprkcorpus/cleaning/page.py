"""Page: the visible lines of a raw text and what is known about each while it is cleaned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..segments import Label

if TYPE_CHECKING:
    from .matching import Table
    from .profiles import Rule

_CLOSERS = "\"'”’)]»"
_STOPS = frozenset(".!?…:;,")
LONG = 24
"""A line of that many words is prose even without a stop."""


def closed(text: str) -> bool:
    """Tell whether a line ends as a sentence does, or announces that more comes.

    >>> closed("He went on:"), closed("“We will act.”"), closed("Greetings to DPRK FM")
    (True, True, False)
    """
    last = text[-1]
    return last in _STOPS or (last in _CLOSERS and text.rstrip(_CLOSERS)[-1:] in _STOPS)


class Page:
    """The visible lines of a raw text; `rule` holds what each is, None for body."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.texts: list[str] = []
        self.starts: list[int] = []
        at = 0
        for line in raw.splitlines(True):
            text = line.strip()
            if text:
                self.texts.append(text)
                start = at if line[0] == text[0] else at + len(line) - len(line.lstrip())
                self.starts.append(start)
            at += len(line)
        count = len(self.texts)
        self.rule: list[Rule | None] = [None] * count
        self.maybe: dict[int, Rule] = {}
        self.front: dict[int, list[tuple[int, Rule]]] = {}
        self.back: dict[int, list[tuple[int, Rule]]] = {}
        self.structure: dict[str, Rule] = {}

    def __len__(self) -> int:
        return len(self.texts)

    def prose(self, index: int) -> bool:
        """Tell whether a line is body so far and reads as running text."""
        if self.rule[index] is not None or index in self.maybe:
            return False
        text = self.body(index)
        return bool(text) and (closed(text) or text.count(" ") >= LONG)

    def body(self, index: int) -> str:
        """Give a line without what was cut off its front and back."""
        text = self.texts[index]
        if index in self.front or index in self.back:
            front = sum(length for length, _ in self.front.get(index, ()))
            back = sum(length for length, _ in self.back.get(index, ()))
            return text[front : len(text) - back]
        return text

    def give(self, index: int, name: str) -> None:
        """Label a line by the structural rule of that name."""
        self.rule[index] = self.structure[name]

    def match(self, table: Table) -> set[str]:
        """Label every line whose wording is known; give the names of the profiles whose marks stood.

        Openers of blocks that run to the end take all that follows.
        """
        found: set[str] = set()
        known = self.rule
        prose_above = False
        index, count = 0, len(self.texts)
        while index < count:
            if known[index] is not None:
                index += 1
                continue
            text = self.texts[index]
            rule = table.line(text)
            if rule is None:
                self._cut(index, text, table)
                prose_above = prose_above or closed(text)
                index += 1
                continue
            if rule.mark:
                found.add(rule.id.partition("/")[0])
            if rule.where != "anywhere":
                self.maybe[index] = rule
                index += 1
                continue
            known[index] = rule
            index += 1
            if rule.kind == "block":
                if rule.extent == "end" and prose_above:
                    known[index:] = [rule] * (count - index)
                    break
                index = self._items(index, rule, table)
        return found

    def _items(self, index: int, rule: Rule, table: Table) -> int:
        """Label what follows an opener as long as it reads like a list of titles."""
        while index < len(self.texts):
            text = self.texts[index]
            if closed(text) or len(text) > 200:
                break
            other = table.line(text)
            if other is not None and other.kind == "block":
                break
            self.rule[index] = other or rule
            index += 1
        return index

    def _cut(self, index: int, text: str, table: Table) -> None:
        """Cut datelines off the front of a line, end marks off its back."""
        begin = 0
        for trigger in table.triggers:
            if text.find(trigger, 0, 80) >= 0 and table.prefixes:
                pattern, owners = table.prefixes
                while found := pattern.match(text, begin, begin + 160):
                    if found.end() == begin or not found.lastgroup:
                        break
                    owner = owners[found.lastgroup]
                    self.front.setdefault(index, []).append((found.end() - begin, owner))
                    begin = found.end()
                break
        end = len(text)
        while end > begin and text.endswith(table.endings, begin, end) and table.suffixes:
            pattern, owners = table.suffixes
            found = pattern.search(text, max(begin, end - 80), end)
            if not found or not found.lastgroup:
                break
            owner = owners[found.lastgroup]
            self.back.setdefault(index, []).append((end - found.start(), owner))
            end = found.start()

    def labelled(self, index: int, label: Label) -> bool:
        """Tell whether a line has that label."""
        rule = self.rule[index]
        return rule is not None and rule.label is label
