"""Charts as plain SVG, drawn by Vega-Lite; their colours are those of the style sheet."""

from __future__ import annotations

import json
import re
from importlib import import_module
from typing import TYPE_CHECKING, Any

from importlib_resources import files

from ..errors import MissingExtraError
from ..views.html import Html, element

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..views.timeline import Timeline

_LINES = 24
"""How many ranges are drawn, the most frequent ones."""

_NAMES = 14
"""How many units of time are named below their columns."""

_LOOK = {
    "background": None,
    "aria": False,
    "font": "system-ui, sans-serif",
    "view": {"stroke": None},
    "axis": {
        "domainColor": "var(--line)",
        "tickColor": "var(--line)",
        "gridColor": "var(--line)",
        "labelColor": "var(--quiet)",
        "titleColor": "var(--quiet)",
        "labelFontSize": 11,
        "titleFontSize": 11,
        "titleFontWeight": "normal",
        "domain": False,
        "labelFont": "system-ui, sans-serif",
        "titleFont": "system-ui, sans-serif",
    },
    "axisX": {"grid": False},
    "legend": {"labelColor": "var(--quiet)", "labelFontSize": 11, "symbolType": "square"},
}


def available() -> bool:
    """Tell whether what draws the charts is installed (the extra `report`)."""
    try:
        import_module("vl_convert")
    except ImportError:
        return False
    return True


def bars(classes: Sequence[tuple[str, int]], name: str, unit: str) -> Html:
    """Draw a column for each class; `unit` says what the classes are of."""
    spec = _spec("bars", ticks=_ticks(max(number for _, number in classes)), unit=unit)
    values = [{"class": one, "documents": number} for one, number in classes]
    return _drawn({**spec, "datasets": {"classes": values}}, name)


def over_time(timeline: Timeline) -> Html:
    """Draw when documents were issued: columns of dates that are known, lines of ranges below."""
    columns: list[dict[str, Any]] = []
    highest = 0
    for at in range(timeline.first, timeline.last + 1):
        low = 0
        for told, counts in (
            ("certain", timeline.certain),
            ("marked as uncertain", timeline.doubtful),
        ):
            # The first and the last are drawn without height, so that all the time is shown.
            if (number := counts.get(at, 0)) or at in (timeline.first, timeline.last):
                sides = {"start": at, "end": at + 1, "low": low, "high": low + number}
                columns.append({**sides, "date": told})
                low += number
        highest = max(highest, low)
    most = sorted(timeline.ranges.items(), key=lambda one: (-one[1], one[0]))[:_LINES]
    lines = [
        {"start": low, "end": high + 1, "row": row, "told": f"{number:,}"}
        for row, ((low, high), number) in enumerate(sorted(most))
    ]
    units = range(timeline.first, timeline.last + 1)
    named = units[:: -(-len(units) // _NAMES)]
    names = {str(at + 0.5): timeline.name(at) for at in named}
    places = [at + 0.5 for at in named]
    spec = _spec("time", ticks=_ticks(highest), names=names, places=places)
    if not lines:
        spec["vconcat"] = spec["vconcat"][:1]
    return _drawn({**spec, "datasets": {"columns": columns, "ranges": lines}}, timeline.told)


def _ticks(highest: int) -> int:
    """Give how many marks an axis of counts has: between two of them lies at least one."""
    return max(1, min(4, highest))


def _spec(name: str, **values: object) -> dict[str, Any]:
    place = files("dprkcorpus") / "report" / "charts" / f"{name}.json"
    spec: dict[str, Any] = json.loads(place.read_text("utf-8"))
    params = [{"name": name, "value": value} for name, value in values.items()]
    return {**spec, "config": _LOOK, "params": params}


def _drawn(spec: dict[str, Any], name: str) -> Html:
    try:
        vega: Any = import_module("vl_convert")
    except ImportError as error:
        raise MissingExtraError("drawing charts", "report") from error
    # The picture as a whole has a name; roles of its parts, which have none, only disturb.
    drawn = re.sub(r' (?:role|aria-\w+)="[^"<>]*"', "", vega.vegalite_to_svg(spec))
    picture = element("div", Html(drawn), role="img", aria_label=name)
    return element(
        "div",
        picture,
        class_="chart scroll",
        tabindex=0,
        role="region",
        aria_label=f"Chart: {name}",
    )
