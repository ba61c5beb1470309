"""Page: the visible lines of a raw text and what is known about each while it is cleaned."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from ..segments import Label
from .matching import LONGEST
from .profiles import Profile, profiles

if TYPE_CHECKING:
    from .matching import Table, Triggered
    from .profiles import Rule

    Cuts = dict[int, list[tuple[int, int, Rule]]]

_BREAKS = "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
"""With `\\n`, the line breaks that `str.splitlines` knows."""
CLOSERS = "\"'”’)]»"
_STOPS = frozenset(".!?…:;,")
_LONG, _SOLID = 24, 4
"""So many spaces make a line prose even without a stop; so many make it solid with one."""
_NEAR, _FAR = 60, 200
"""They are counted that far into a line: mostly the first of the two is far enough."""
_ITEM = 130
_LAST, _FRONT = 2, 60
_TITLE, _ABOVE = 2, 30
_SMALL = 3
"""Words of so many letters may be small in a title whose other words have capitals."""
_FLAT = 26
"""An agency further along the first line than this stands in no dateline that opens it."""
_OUTLETS = frozenset({Label.BYLINE, Label.PROMO})
"""Labels that only the pages of outlets bear, which alone speak of themselves in mid-article."""


def closed(text: str) -> bool:
    """Tell whether a line ends as a sentence does, or announces that more comes.

    >>> closed("He went on:"), closed("“We will act.”"), closed("Greetings to DPRK FM")
    (True, True, False)
    """
    last = text[-1:]
    return last in _STOPS or (last in CLOSERS and text.rstrip(CLOSERS)[-1:] in _STOPS)


def titled(text: str) -> bool:
    """Tell whether each longer word of a line starts with a capital, as in the titles of some.

    >>> titled("A Dam Is Rising. Its Valley Is Glad."), titled("A dam is rising.")
    (True, False)
    """
    words = [word for word in text.split() if len(word) > _SMALL]
    return len(words) > _TITLE and all(word[0].isupper() for word in words)


class Page:
    """The visible lines of a raw text.

    `rule` holds the rule that labels each line, None for body; `maybe` those rules that hold only
    at some places, until the places are known; `front` and `back` what is cut off lines of body.
    """

    def __init__(self, raw: str, table: Table) -> None:
        self.raw = raw
        self.table = table
        texts: list[str] = []
        starts: list[int] = []
        at = 0
        # Most texts know one line break, and finding it alone is much faster.
        other = any(sign in raw for sign in _BREAKS)
        step = 0 if other else 1
        for line in raw.splitlines(True) if other else raw.split("\n"):
            text = line.strip()
            if text:
                texts.append(text)
                starts.append(at if line[0] == text[0] else at + len(line) - len(line.lstrip()))
            at += len(line) + step
        count = len(texts)
        self.texts: list[str] = texts
        self.starts: list[int] = starts
        self.live: int = count
        """Lines from here on belong to a block that runs to the end."""
        self.rule: list[Rule | None] = [None] * count
        self.labels: set[Label] = set()
        """Labels that are given, or may be."""
        self.maybe: dict[int, tuple[Rule, ...]] = {}
        self.front: Cuts = {}
        self.back: Cuts = {}
        self.inner: Cuts = {}
        self.kept: dict[int, tuple[int, int]] = {}
        """Of a line that something was cut off, where its body starts and ends."""
        self.loose: list[int] = []
        """Lines of body that end in no stop."""
        self.late: list[Triggered] = []
        self.telling: dict[int, set[str]] = {}
        """What a text that starts at a line is about, once that was asked."""
        self._running = bytearray(count)
        self._prose: list[int] = []
        # Only where stories were run together do end marks and datelines stand in mid-line.
        mark, agency = raw.find("-0-"), raw.find("(KCNA)")
        behind = raw[mark + 3 : mark + 9].partition("\n")[0] if mark >= 0 else ""
        more = behind[:1] == " " and behind.strip()
        self._flat = bool(more) or (agency > _FLAT and "\n" not in raw[:agency])

    def __len__(self) -> int:
        return len(self.texts)

    def body(self, index: int) -> str:
        """Give a line without what was cut off its front and back."""
        text = self.texts[index]
        return text[slice(*self.kept[index])] if index in self.kept else text

    def free(self, index: int) -> bool:
        """Tell whether nothing is known of a line."""
        return self.rule[index] is None and index not in self.maybe

    def prose(self, index: int) -> bool:
        """Tell whether a line is body so far and reads as running text."""
        return self._running[index] > 0

    def solid(self, index: int) -> bool:
        """Tell whether a line is prose that no headline, slogan or question could be."""
        return self._running[index] > 1

    def core(self) -> tuple[int, int]:
        """Give the first and the last line of solid prose, or else of any; -1 for none."""
        running = self._running
        first = running.find(2)
        if first >= 0:
            return first, running.rfind(2)
        return running.find(1), running.rfind(1)

    def outlet(self) -> bool:
        """Tell whether this is the page of an outlet rather than of a DPRK site or a copy of it."""
        for index in self.front:
            if "KCNA" not in self.texts[index][:_FRONT]:
                return True
        shown = not self.front and Label.CAPTION in self.labels
        return shown or not self.labels.isdisjoint(_OUTLETS)

    def release(self, index: int) -> None:
        """Take a line for body after all: its rule holds at other places."""
        del self.maybe[index]
        self._read(index, self.texts[index], self.table)

    def label(self, index: int, rule: Rule) -> None:
        """Label a line."""
        self.rule[index] = rule
        self.labels.add(rule.label)
        self._running[index] = 0
        if index in self.maybe:
            del self.maybe[index]

    def postpone(self, index: int, rule: Rule) -> None:
        """Remember a rule that holds only at some places, until the places are known."""
        self.maybe[index] = (*self.maybe.get(index, ()), rule)
        self.labels.add(rule.label)
        self._running[index] = 0

    def give(self, index: int, name: str) -> None:
        """Label a line by the structural rule of that name."""
        self.label(index, self.table.structure[name])

    def finish(self, index: int, name: str) -> None:
        """Label a line by the rule that it may have, or else by the structural one."""
        self.label(index, self.maybe.get(index, (self.table.structure[name],))[0])

    def labelled(self, index: int, label: Label) -> bool:
        """Tell whether a line has that label."""
        rule = self.rule[index]
        return rule is not None and rule.label is label

    def apart(self, index: int) -> bool:
        """Tell whether a blank line stands between a line and the next."""
        end = self.starts[index] + len(self.texts[index])
        return self.raw.count("\n", end, self.starts[index + 1]) > 1

    def match(self, table: Table) -> set[str]:
        """Label lines by their wording; give the profiles whose marks were found.

        Openers of blocks that run to the end take all that follows.
        """
        found: set[str] = set()
        known, texts = self.rule, self.texts
        again = bool(self.labels)
        self.late += table.late
        prose_above = False
        index, count = 0, len(texts)
        while index < self.live:
            if known[index] is not None:
                index += 1
                continue
            text = texts[index]
            rule = table.line(text)
            if rule is None:
                if not again:
                    self._read(index, text, table)
                prose_above = prose_above or self._running[index] > 0
                index += 1
                continue
            if rule.mark:
                found.add(rule.id.partition("/")[0])
            if rule.where != "anywhere":
                self.postpone(index, rule)
                index += 1
                continue
            self.label(index, rule)
            index += 1
            if rule.kind == "block":
                if rule.extent == "end" and prose_above and self._ends(index, rule):
                    known[index:] = [rule] * (count - index)
                    self._running[index:] = bytes(count - index)
                    self.live = index
                    break
                # Below a heading at the very top, what follows may be the title.
                listed = rule.extent == "items" and (prose_above or self._titled(index - 1))
                if listed or rule.extent == "line":
                    index = self._items(index, rule, table)
        self._trigger(table, found)
        return found

    def _titled(self, index: int) -> bool:
        """Tell whether a line that could be the title stands in the lines above."""
        return any(
            self.free(i) and self.texts[i].count(" ") > _TITLE
            for i in range(max(0, index - _ABOVE), index)
        )

    def _ends(self, index: int, rule: Rule) -> bool:
        """Tell whether a block that runs to the end may: not if most of the prose is below.

        A site's own mark is trusted: the teasers under it may well be longer than the story.
        """
        if rule.mark:
            return True
        if not self._prose:
            lengths = [len(text) if closed(text) else 0 for text in self.texts]
            self._prose = list(accumulate(lengths))
        return self._prose[-1] < 2 * self._prose[index - 1]

    def _trigger(self, table: Table, found: set[str]) -> None:
        """Label lines by the signs that they hold.

        Bare texts, and stories on DPRK sites, are asked from their end on, for two lines that
        hold none or up to an end mark: what stands there tells nothing of the site. Above a
        story they are asked where any furniture is.
        """
        if not self.labels and self.front:
            return
        signs = list(table.signs)
        home = self.front or any(
            name in profiles() and not Profile.bundled(name).outlet for name in found
        )
        whole = bool(self.labels) and (not home or self.outlet())
        if whole:
            signs = [sign for sign in signs if sign in self.raw]
        plain = 0
        for index in range(self.live - 1, -1, -1) if signs else ():
            if not whole and index in self.back:
                break
            plain += not self._signed(index, signs, table)
            if plain == _LAST and not whole:
                break
        if self.labels and not whole:
            for index in range(max(self.core()[0], 0)):
                self._signed(index, signs, table)

    def _signed(self, index: int, signs: list[str], table: Table) -> bool:
        """Label a line by a sign that it holds; tell whether it is known now, or was."""
        if not self.free(index):
            return True
        text = self.texts[index]
        for sign in signs if len(text) <= LONGEST else ():
            if sign in text and (rule := table.signed(text, sign)):
                if rule.where == "anywhere":
                    self.label(index, rule)
                else:
                    self.postpone(index, rule)
                return True
        return False

    def _items(self, index: int, rule: Rule, table: Table) -> int:
        """Label what follows an opener as long as it reads like a list of titles."""
        while index < self.live:
            text = self.texts[index]
            if len(text) > _ITEM or (closed(text) and text[-1] not in "?!…," and not titled(text)):
                break
            following = self.texts[index + 1] if index + 1 < self.live else ""
            if following[:2].islower() and table.line(following) is None:
                # A sentence goes on below: a link in it stood there.
                break
            other = table.line(text)
            if other is not None and (other.kind == "block" or other.closes):
                break
            self.label(index, rule if other is None or other.where != "anywhere" else other)
            index += 1
            if rule.extent == "line":
                break
        return index

    def _read(self, index: int, text: str, table: Table) -> None:
        """Cut datelines off the front of a line, end marks off its back; see how it reads."""
        last, dated = text[-1], False
        if self._flat or last in table.last_signs or table.opens(text):
            text, dated = self._cut(index, text, table)
            if not text and not dated and len(self.back[index]) == 1:
                self.rule[index] = self.back[index][0][2]  # An end mark has a line of its own.
                return
            last = text[-1:]
        if last == "." or closed(text):
            heavy = (
                text.count(" ", 0, _NEAR) >= _SOLID or text.count(" ", 0, _FAR) >= _SOLID
            ) and (last == "." or text.rstrip(CLOSERS)[-1:] not in "!?")
            self._running[index] = 2 if heavy or dated else 1
        else:
            # A bar after the stop is what remains of a table.
            barred = last == "|" and closed(text.rstrip(" |"))
            self._running[index] = 2 if dated or barred or text.count(" ") >= _LONG else 0
            self.loose.append(index)

    def _cut(self, index: int, text: str, table: Table) -> tuple[str, bool]:
        """Cut what is not body off a line; give the rest, and whether a dateline opened it."""
        front = table.cut_front(text)
        begin, end = front[-1][1] if front else 0, len(text)
        back = table.cut_back(text, begin)
        if back:
            self.back[index] = back
            end = back[0][0]
        if self._flat:
            self.inner[index] = table.cut_within(text, begin, end)
        if front:
            self.front[index] = front
        if front or back:
            self.kept[index] = begin, end
        return text[begin:end], bool(front)
