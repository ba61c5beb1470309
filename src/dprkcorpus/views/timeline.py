"""When documents were issued: counted by day, month, year or more, uncertain dates as ranges."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

import attrs

from ..wording import count
from .html import Html, element
from .page import folded, table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_UNITS: dict[str, tuple[int, Callable[[date], int], Callable[[int], str]]] = {
    "day": (62, date.toordinal, lambda at: date.fromordinal(at).isoformat()),
    "month": (
        60 * 31,
        lambda day: day.year * 12 + day.month - 1,
        lambda at: f"{at // 12:04}-{at % 12 + 1:02}",
    ),
    "year": (90 * 366, lambda day: day.year, lambda at: f"{at:04}"),
    "decade": (900 * 366, lambda day: day.year // 10, lambda at: f"{at:03}0s"),
    "century": (10**9, lambda day: day.year // 100, lambda at: f"{at:02}00s"),
}
"""Units of time: the most days for which each is used, and how a day is placed and a place told."""

_APART = 200
"""Of so many documents one at either end may lie apart, and does not stretch the time shown."""


@attrs.frozen
class Timeline:
    """Documents by their date of issue.

    `certain` and `doubtful` count those whose date lies within one `unit`, by its number, apart
    where the date is marked as uncertain; `ranges` counts the others by first and last unit. Dates
    open at one end reach to the end of the time shown. `outside` are so far from all others that
    they are left out, `undated` have no date.
    """

    unit: str
    first: int
    last: int
    certain: Mapping[int, int]
    doubtful: Mapping[int, int]
    ranges: Mapping[tuple[int, int], int]
    outside: int
    undated: int

    @classmethod
    def of(cls, rows: Iterable[Mapping[str, Any]]) -> Timeline:
        """Count rows with `issued`, `earliest` and `latest`, as `Corpus.metadata` gives them.

        >>> import dprkcorpus
        >>> timeline = Timeline.of(dprkcorpus.load().metadata())
        >>> timeline.unit, [timeline.name(at) for at in sorted(timeline.certain)]
        ('year', ['2006', '2023', '2024'])
        """
        bounds: Counter[tuple[date | None, date | None, bool]] = Counter()
        undated = 0
        for row in rows:
            if row["issued"] is None:
                undated += 1
            else:
                doubtful = any(sign in row["issued"] for sign in "?~%")
                bounds[row["earliest"], row["latest"], doubtful] += 1
        starts = _trimmed((low or high, number) for (low, high, _), number in bounds.items())
        ends = _trimmed((high or low, number) for (low, high, _), number in bounds.items())
        if not starts or not ends:
            return cls("year", 0, 0, {}, {}, {}, bounds.total(), undated)
        begin, finish = starts[0], max(ends[-1], starts[0])
        days = (finish - begin).days
        unit = next(name for name, (most, _, _) in _UNITS.items() if days <= most)
        place = _UNITS[unit][1]
        counts = {False: Counter[int](), True: Counter[int]()}
        ranges: Counter[tuple[int, int]] = Counter()
        outside = 0
        for (low, high, doubtful), number in bounds.items():
            if (high or finish) < begin or (low or begin) > finish:
                outside += number
                continue
            span = place(max(low or begin, begin)), place(min(high or finish, finish))
            if low is not None and high is not None and place(low) == place(high):
                counts[doubtful][span[0]] += number
            else:
                ranges[span] += number
        return cls(
            unit, place(begin), place(finish), counts[False], counts[True], ranges, outside, undated
        )

    def name(self, at: int) -> str:
        """Tell a place on the line, as `2023-12` or `1990s`."""
        return _UNITS[self.unit][2](at)

    @property
    def told(self) -> str:
        """The time shown, and what is not shown of it."""
        if not (self.certain or self.doubtful or self.ranges):
            return "No date of issue is known."
        whole = f"Documents by {self.unit} of issue, {self.name(self.first)} to"
        parts = [f"{whole} {self.name(self.last)}"]
        if self.outside:
            parts.append(f"{self.outside:,} far outside of this time")
        if self.undated:
            parts.append(f"{self.undated:,} without a date")
        return "; ".join(parts) + "."


def _trimmed(days: Iterable[tuple[date | None, int]]) -> list[date]:
    """Sort days that come many times each, and leave out the few that lie at either end."""
    known = sorted((day, number) for day, number in days if day is not None)
    apart = sum(number for _, number in known) // _APART
    kept: list[date] = []
    passed, whole = 0, sum(number for _, number in known)
    for day, number in known:
        if passed + number > apart and passed < whole - apart:
            kept.append(day)
        passed += number
    return kept


def drawn(timeline: Timeline) -> Html:
    """Draw a timeline without any library: a column for each unit, a line for each range."""
    units = range(timeline.first, timeline.last + 1)
    columns = {at: timeline.certain.get(at, 0) + timeline.doubtful.get(at, 0) for at in units}
    highest = max(columns.values(), default=0)
    spans = sorted(timeline.ranges)[:12]
    signs = ("Fainter: marked as uncertain.", "Lines: known within bounds.")
    drawn = (signs[0] if timeline.doubtful else "", signs[1] if spans else "")
    told = element("p", " ".join((timeline.told, *drawn)).strip(), class_="note")
    if not highest and not spans:
        return told
    width, height, below = 600, 64, 6 * len(spans) + 4
    step = width / len(units)
    shapes: list[Html] = []
    for at in units:
        x = (at - timeline.first) * step
        for kind, counts, under in (
            ("filled", timeline.certain, 0),
            ("doubtful", timeline.doubtful, timeline.certain.get(at, 0)),
        ):
            if part := counts.get(at, 0):
                tall = height * part / highest
                top = height - tall - height * under / highest
                shapes.append(_rect(kind, x, top, max(step - 1, 0.8), tall))
    shapes.append(_rect("track", 0, height, width, 1))
    for row, (low, high) in enumerate(spans):
        x = (low - timeline.first) * step
        wide = (high - low + 1) * step
        shapes.append(_rect("range", x, height + 4 + 6 * row, max(wide - 1, 2), 3))
    picture = element(
        "svg",
        *shapes,
        class_="timeline",
        viewBox=f"0 0 {width} {height + below}",
        role="img",
        aria_label=timeline.told,
    )
    ends = element(
        "p",
        element("span", timeline.name(timeline.first)),
        element("span", timeline.name(timeline.last)),
        class_="ends",
    )
    return element("div", told, picture, ends, as_table(timeline), class_="time")


def _rect(kind: str, x: float, y: float, width: float, height: float) -> Html:
    return element(
        "rect",
        class_=kind,
        x=f"{x:.2f}",
        y=f"{y:.2f}",
        width=f"{width:.2f}",
        height=f"{height:.2f}",
    )


def as_table(timeline: Timeline) -> Html:
    """Tell a timeline in figures."""
    rows: list[list[str]] = []
    for at in range(timeline.first, timeline.last + 1):
        sure, unsure = timeline.certain.get(at, 0), timeline.doubtful.get(at, 0)
        if sure or unsure:
            rows.append([timeline.name(at), f"{sure:,}", f"{unsure:,}"])
    for (low, high), number in sorted(timeline.ranges.items())[:100]:
        rows.append([f"some time from {timeline.name(low)} to {timeline.name(high)}",
                     "", f"{number:,}"])  # fmt: skip
    told = f"The same in figures: {count(len(rows), 'row')}"
    heading = (timeline.unit, "certain", "uncertain")
    return folded([told], table(heading, rows, caption="Documents by date of issue"))
