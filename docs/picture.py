"""The picture of the README: a scraped page in the colours of its segments, and what is left of it.

    python docs/picture.py

It draws what `process` gives for the page below, in the colours of the notebook views, and writes
`picture.svg`; a test compares the two.
"""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING

import dprkcorpus
from dprkcorpus import Label

if TYPE_CHECKING:
    from collections.abc import Iterator

PICTURE = Path(__file__).with_name("picture.svg")
PAGE = """KCNA KCNA.kp (En)
Dam Finished in Valley
Date: 07/05/2024 | Source: KCNA.kp (En) | Read original version at source
Pyongyang, May 6 (KCNA) -- The dam in the valley was finished on Monday. At 2 p.m. Pak Sun Hui , \
who leads the builders, opened its gates.
FILE PHOTO: The dam in the valley, seen from the road. (KCNA via Reuters)
"We began at 5 a.m. every day," she said. -0-
More From KCNA.kp (En)
Flower Show Opens
Pyongyang, May 8 (KCNA) -- A flower show opened in the hall by the river on Wed
May 8, 2024
© All rights reserved."""

COLUMNS, CHARACTER, ROW = 78, 8.4, 23
LEFT, TOP, WIDTH = 104, 40, 800
_STYLE = (Path(dprkcorpus.__file__).parent / "views" / "style.css").read_text(encoding="utf-8")


def _colours(mode: int) -> str:
    """Give the colours of the views, 0 for light and 1 for dark, as style of the picture."""
    found = {
        name: pair[mode]
        for name, *pair in re.findall(r"--([\w-]+): light-dark\((#\w+), (#\w+)\)", _STYLE)
    }
    rules = [
        f".paper{{fill:{found['raised']};stroke:{found['line']}}}",
        f"text{{fill:{found['ink']}}}",
        f".quiet{{fill:{found['quiet']}}}",
        f".rule{{stroke:{found['line']}}}",
    ]
    groups = dict.fromkeys(Label, "sign")
    for selector, group in re.findall(r"([^{}]*)\{\s*--sign: var\(--(\w+)\)", _STYLE):
        groups |= dict.fromkeys(map(Label, re.findall(r'data-label="(\w+)"', selector)), group)
    used = {groups[segment.label] for segment in _document().cleaned.segments}
    for group in sorted(used):
        labels = [label for label in Label if groups[label] == group]
        for part, suffix in (("ground", ""), ("name", "-edge")):
            names = ",".join(f".{label}.{part}" for label in labels)
            rules.append(f"{names}{{fill:{found[group + suffix]}}}")
    return "".join(rules)


def _document() -> dprkcorpus.Document:
    return dprkcorpus.process(dprkcorpus.Record(PAGE, id="dam"))


def _raw(document: dprkcorpus.Document) -> Iterator[tuple[int, int, str, Label]]:
    """Give each run of characters with its row and column, lines being wrapped between words."""
    row, at = 0, 0
    for line in document.raw.split("\n"):
        for piece in wrap(line, COLUMNS, drop_whitespace=False):
            for segment in document.cleaned.segments:
                low = max(segment.span.start, at)
                high = min(segment.span.end, at + len(piece))
                if low < high:
                    yield row, low - at, document.raw[low:high], segment.label
            at += len(piece)
            row += 1
        at += 1


def _words(x: float, y: float, words: str, kind: str = "", *, length: float = 0) -> str:
    # The length holds letters to their coloured ground, whatever the reader's font is.
    said = f' class="{kind}"' if kind else ""
    said += f' textLength="{length:g}"' if length else ""
    return f'<text x="{x:g}" y="{y:g}"{said}>{escape(words, quote=False)}</text>'


def picture() -> str:
    """Draw it."""
    document = _document()
    drawn: list[str] = [_words(16, 25, "What was scraped", "quiet")]
    named: dict[int, list[Label]] = {}
    rows = 0
    for row, column, words, label in _raw(document):
        x, y = LEFT + column * CHARACTER, TOP + row * ROW
        rows = row + 1
        if label not in (Label.BODY, Label.SPACE):
            width = len(words) * CHARACTER
            drawn.append(
                f'<rect class="{label} ground" x="{x:g}" y="{y:g}" width="{width:g}" '
                'height="20" rx="3"/>'
            )
        if label not in (Label.BODY, *named.get(row, ())) and words.strip():
            named.setdefault(row, []).append(label)
        drawn.append(_words(x, y + 15, words, length=len(words) * CHARACTER))
    for row, labels in named.items():
        drawn.append(_words(16, TOP + row * ROW + 14, labels[0], f"{labels[0]} name"))
    y = TOP + rows * ROW + 12
    drawn.append(f'<line class="rule" x1="16" x2="{WIDTH - 16}" y1="{y}" y2="{y}"/>')
    told = f"What is left: {len(document.sentences)} sentences, with their places in the raw text"
    drawn.append(_words(16, y + 22, told, "quiet"))
    y += 28
    for sentence in document.sentences:
        places = [f"{start}-{end}" for start, end in sentence.raw_spans]
        drawn += [_words(16, y + 15 + 19 * n, one, "quiet") for n, one in enumerate(places)]
        lines = wrap(sentence.text, COLUMNS)
        drawn += [_words(LEFT, y + 15 + 19 * n, line) for n, line in enumerate(lines)]
        y += 19 * max(len(lines), len(places)) + 5
    height = y + 14
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">',
            "<title>A scraped page: what is not the article is marked and named.</title>",
            "<style>text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',"
            "monospace;white-space:pre}.name,.quiet{font-size:12px}.name{font-weight:700}"
            f"{_colours(0)}@media(prefers-color-scheme:dark){{{_colours(1)}}}</style>",
            f'<rect class="paper" x=".5" y=".5" width="{WIDTH - 1}" height="{height - 1}" rx="6"/>',
            *drawn,
            "</svg>\n",
        ]
    )


if __name__ == "__main__":
    PICTURE.write_text(picture(), encoding="utf-8")
