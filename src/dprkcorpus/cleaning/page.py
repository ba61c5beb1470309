"""Page: the visible lines of a raw text and what is known about each while it is cleaned."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..segments import Label
    from .matching import Table
    from .profiles import Rule

    Cuts = dict[int, list[tuple[int, Rule]]]

_CLOSERS = "\"'”’)]»"
_STOPS = frozenset(".!?…:;,")
_LONG = 24
_SOLID = 4


def closed(text: str) -> bool:
    """Tell whether a line ends as a sentence does, or announces that more comes.

    >>> closed("He went on:"), closed("“We will act.”"), closed("Greetings to DPRK FM")
    (True, True, False)
    """
    last = text[-1]
    return last in _STOPS or (last in _CLOSERS and text.rstrip(_CLOSERS)[-1:] in _STOPS)


class Page:
    """The visible lines of a raw text.

    `rule` holds the rule that labels each line, None for body; `maybe` those rules that hold only
    at some places, until the places are known; `front` and `back` what is cut off lines of body.
    """

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
        self.rule: list[Rule | None] = [None] * len(self.texts)
        self.maybe: dict[int, Rule] = {}
        self.front: Cuts = {}
        self.back: Cuts = {}
        self.structure: dict[str, Rule] = {}

    def __len__(self) -> int:
        return len(self.texts)

    def body(self, index: int) -> str:
        """Give a line without what was cut off its front and back."""
        text = self.texts[index]
        if index in self.front or index in self.back:
            front = sum(length for length, _ in self.front.get(index, ()))
            back = sum(length for length, _ in self.back.get(index, ()))
            return text[front : len(text) - back]
        return text

    def free(self, index: int) -> bool:
        """Tell whether nothing is known of a line."""
        return self.rule[index] is None and index not in self.maybe

    def prose(self, index: int) -> bool:
        """Tell whether a line is body so far and reads as running text."""
        if self.rule[index] is not None or index in self.maybe:
            return False
        text = self.body(index)
        return bool(text) and (closed(text) or index in self.front or text.count(" ") >= _LONG)

    def solid(self, index: int) -> bool:
        """Tell whether a line is prose that no headline, slogan or question could be."""
        if not self.prose(index):
            return False
        if index in self.front:
            return True
        text = self.body(index)
        return text.count(" ") >= _SOLID and text.rstrip(_CLOSERS)[-1:] not in "!?"

    def give(self, index: int, name: str) -> None:
        """Label a line by the structural rule of that name."""
        self.rule[index] = self.structure[name]
        self.maybe.pop(index, None)

    def labelled(self, index: int, label: Label) -> bool:
        """Tell whether a line has that label."""
        rule = self.rule[index]
        return rule is not None and rule.label is label

    def apart(self, index: int) -> bool:
        """Tell whether a blank line stands between a line and the next."""
        end = self.starts[index] + len(self.texts[index])
        return self.raw.count("\n", end, self.starts[index + 1]) > 1

    def match(self, table: Table) -> set[str]:
        """Label lines by their wording; give the names of the profiles whose marks were found.

        Openers of blocks that run to the end take all that follows.
        """
        found: set[str] = set()
        known, texts = self.rule, self.texts
        triggered = [entry for entry in table.triggered if entry[0] in self.raw]
        prose_above = False
        index, count = 0, len(texts)
        while index < count:
            if known[index] is not None:
                index += 1
                continue
            text = texts[index]
            rule = table.line(text, triggered)
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
            last = text.rstrip(_CLOSERS)[-1:]
            if (closed(text) and last not in "?!…") or len(text) > 250:
                break
            other = table.line(text, [])
            if other is not None and (other.kind == "block" or other.closes):
                break
            self.rule[index] = rule if other is None or other.where != "anywhere" else other
            index += 1
            if rule.extent == "line":
                break
        return index

    def _cut(self, index: int, text: str, table: Table) -> None:
        """Cut datelines off the front of a line, end marks off its back."""
        begin = 0
        front = table.cut_front(text)
        if front:
            self.front[index] = front
            begin = sum(length for length, _ in front)
        back = table.cut_back(text, begin)
        if back:
            self.back[index] = back
