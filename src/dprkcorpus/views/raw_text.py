"""The raw text with its segments: what each is, said in words, and why."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from ..cleaning.cleaned import PLAIN_SPACE
from ..segments import Label
from ..wording import count
from .html import Html, element, joined
from .page import bar, table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..cleaning.cleaned import Cleaned
    from ..document import Sentence

LONGEST = 100_000
"""How many code points of a text are shown; what is longer would make a page that nobody reads."""
_TOGETHER = 1000
"""How many code points stand together at most, so that the label is never far away."""


class Run(NamedTuple):
    """Segments in a row that one rule gave one label, with the white space between them."""

    label: Label
    rule: str
    start: int
    end: int
    replacement: str | None


def runs(cleaned: Cleaned) -> Iterator[Run]:
    r"""Give the segments of a text, those in a row that are alike as one.

    >>> from dprkcorpus import clean
    >>> [run.label.value for run in runs(clean("It rained. -0-\nShare this:\nShare this:"))]
    ['body', 'endmark', 'space', 'share']
    """
    last: Run | None = None
    space: Run | None = None
    for segment in cleaned.segments:
        run = Run(segment.label, segment.rule, *segment.span, segment.replacement)
        if run.label is Label.SPACE and last is not None and space is None and not _repairs(run):
            space = run
            continue
        if last is not None and _joins(last, run):
            last, space = last._replace(end=run.end), None
            continue
        yield from (one for one in (last, space) if one is not None)
        last, space = run, None
    yield from (one for one in (last, space) if one is not None)


def _joins(last: Run, run: Run) -> bool:
    alike = run[:2] == last[:2] and last.label not in (Label.BODY, Label.SPACE)
    return alike and run.replacement is None and run.end - last.start <= _TOGETHER


def _repairs(run: Run) -> bool:
    return run.replacement is not None and run.rule not in PLAIN_SPACE


def raw_view(
    cleaned: Cleaned,
    sentences: Sequence[Sentence] = (),
    *,
    anchor: str | None = None,
    longest: int = LONGEST,
) -> Html:
    """Show the raw text: every segment that is not body is marked, named and explained.

    Sentences are numbered; with an `anchor` each number leads to the sentence's other side.
    """
    parts: list[Html] = []
    places = _Places(sentences, anchor)
    for run in runs(cleaned):
        if run.start >= longest:
            break
        words = cleaned.raw[run.start : min(run.end, longest)]
        if run.label is Label.BODY and run.replacement is None:
            parts += places.within(words, run.start)
        elif run.label is Label.SPACE and not _repairs(run):
            parts.append(joined([words]))
        else:
            first = run.start == 0 or cleaned.raw[run.start - 1] in "\r\n"
            parts.append(_marked(run, words, cleaned.reasons.get(run.rule), first=first))
    left = len(cleaned.raw) - longest
    if left > 0:
        told = f"… {count(left, 'more character')} of the raw text are not shown here."
        parts.append(element("span", told, class_="note"))
    return element("div", *parts, class_="raw")


def _marked(run: Run, words: str, reason: str | None, *, first: bool) -> Html:
    became = f" Here it became {run.replacement!r}." if run.replacement is not None else ""
    why = f"{reason or 'No reason was given with this segment.'}{became}"
    return element(
        "span",
        element("span", run.label.value, class_="label"),
        element("span", element("span", run.rule, class_="rule"), f" {why}", class_="why"),
        words,
        class_="segment first" if first else "segment",
        data_label=run.label.value,
        tabindex=0,
    )


class _Places:
    """Cuts body into its sentences; asked for one stretch after another."""

    def __init__(self, sentences: Sequence[Sentence], anchor: str | None) -> None:
        self._anchor = anchor
        self._spans = [
            (*span, sentence.index + 1, not part)
            for sentence in sentences
            for part, span in enumerate(sentence.raw_spans)
        ]
        self._at = 0

    def within(self, words: str, offset: int) -> Iterator[Html]:
        at, end = offset, offset + len(words)
        while self._at < len(self._spans) and self._spans[self._at][0] < end:
            start, stop, number, opens = self._spans[self._at]
            low, high = max(start, at), min(stop, end)
            yield joined([words[at - offset : low - offset]])
            if low < high:
                opens = opens and low == start
                yield numbered(
                    words[low - offset : high - offset], number, self._anchor, "r", opens
                )
            at = max(at, high)
            if stop > end:
                break
            self._at += 1
        yield joined([words[at - offset :]])


def numbered(words: str, number: int, anchor: str | None, side: str, opens: bool = True) -> Html:
    """Show a sentence, or a part of one, with its number where it `opens`.

    `side` is "r" in the raw text and "c" in the clean one.
    """
    other = "c" if side == "r" else "r"
    mark = None
    if opens and anchor is None:
        mark = element("span", str(number), class_="number")
    elif opens:
        where = "clean" if other == "c" else "raw"
        mark = element(
            "a",
            str(number),
            class_="number",
            href=f"#{anchor}-{other}{number}",
            aria_label=f"Sentence {number}, to the {where} text",
        )
    return element(
        "span",
        mark,
        words,
        class_="sentence",
        id=f"{anchor}-{side}{number}" if opens and anchor is not None else None,
        data_sentence=number if anchor is not None else None,
    )


def label_table(cleaned: Cleaned) -> Html:
    """Tell how much of a raw text has which label; the legend of its colours."""
    characters: Counter[Label] = Counter()
    segments: Counter[Label] = Counter()
    for segment in cleaned.segments:
        characters[segment.label] += segment.span.end - segment.span.start
        segments[segment.label] += 1
    whole = len(cleaned.raw)
    rows = (
        [
            label_name(label),
            f"{segments[label]:,}",
            f"{size:,}",
            bar(size, whole),
        ]
        for label, size in characters.most_common()
    )
    heading = ("label", "segments", "characters", "share")
    return table(heading, rows, caption="How much of the raw text has which label")


def label_name(label: str) -> Html:
    """Show the name of a label in its colours."""
    return element("span", str(label), class_="label", data_label=label)


def text_view(text: str, longest: int = LONGEST) -> Html:
    """Show a clean text of which no sentences are known, a paragraph a line."""
    shown: Iterable[str] = text[:longest].split("\n")
    left = len(text) - longest
    told = f"… {count(left, 'more character')} are not shown here." if left > 0 else None
    note = element("p", told, class_="note") if told else None
    return element("div", *(element("p", line) for line in shown if line), note, class_="text")
