"""The pages that all engines are given, and what must come out, told by `process` alone."""

from __future__ import annotations

import hashlib
import json
import re
import sys
from pathlib import Path

import pyarrow as pa
from pyarrow import dataset, parquet

from dprkcorpus import DprkcorpusError, Record, load, process
from dprkcorpus.arrow import SCHEMA

COUNT = 600
FIELDS = ("id", "raw", "url", "date", "title", "source")
HOSTILE = (
    None,
    "",
    " \n\t",
    "\0",
    "\u202eRain\u2066\ufeff e\u0301 👨‍👩‍👧 -0-",
    "\r\n\x85\u2028\u2029",
    "(" * 2_000,
    "They met on Monday. " * 20_000,
    "x" * 300_000,
)
DOCUMENTATION = Path(__file__).parents[2] / "docs" / "engines"


def rows():
    """Give rows of which some are real, some made up, and some null, hostile or huge."""
    bundled = [document.raw for document in load()]
    for number in range(COUNT):
        row = dict.fromkeys(FIELDS)
        row |= {"number": number, "id": f"page-{number:03}"}
        if number % 60 == 7:
            row["raw"] = HOSTILE[number // 60 % len(HOSTILE)]
        elif number % 40 == 3:
            row["raw"] = bundled[number // 40 % len(bundled)]
        else:
            day = number % 28 + 1
            row["raw"] = (
                f"Harvest {number}\n\nPyongyang, July {day} (KCNA) -- Harvest number {number // 2} "
                f"began in {number // 2 % 7} counties. “It rained,” he said.\n\nShare this:"
            )
            row["url"] = f"https://example.org/2023/07/{day:02}/{number}/" if number % 3 else None
            row["date"] = ("2023-07-10", None, "no date", "Juche 112(2023)")[number % 4]
            row["title"] = f"Harvest {number}" if number % 5 == 0 else None
            row["source"] = "Naenara" if number % 11 == 0 else None
        if number % 97 == 5:
            row["id"] = (None, " ", "")[number % 3]
        yield row


def wanted():
    """Give what each row must become: a loop over `process`, and no Arrow."""
    return [expected(row) for row in rows()]


def expected(row):
    empty = {**dict.fromkeys(SCHEMA.names), "id": row["id"], "raw": row["raw"]}
    carried = {name: row[name] for name in ("number", "url", "date", "source")}
    if row["raw"] is None:
        return {**empty, **carried, "error": "raw is null"}
    try:
        document = process(Record(**{name: row[name] for name in FIELDS}))
    except DprkcorpusError as error:
        return {**empty, **carried, "error": f"{type(error).__name__}: {error}"}
    plain, known = document.to_dict()["metadata"], document.metadata
    spans = [{"start": start, "end": end} for start, end in document.sentence_spans]
    made = {
        **{name: plain.get(name) for name in SCHEMA.names},
        "text": document.text,
        "raw": document.raw,
        "earliest": known.issued and known.issued.earliest,
        "latest": known.issued and known.issued.latest,
        "events": plain.get("events", []),
        "rights": known.rights and known.rights.statement,
        "sha256": known.source.sha256,
        "sentences": spans,
        "paragraphs": [dict(one.span._asdict()) for one in document.paragraphs],
        "segments": [
            {
                **one.span._asdict(),
                "label": one.label.value,
                "rule": one.rule,
                "replacement": one.replacement,
            }
            for one in document.cleaned.segments
        ],
        "facts": list(map(fact, plain["facts"])),
    }
    return {**made, **carried}


def fact(plain):
    value = plain["value"]
    if isinstance(value, dict):
        value = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    start, end = plain.get("span", (None, None))
    known = {name: plain[name] for name in ("field", "basis", "reason")}
    return {**known, "value": value, "start": start, "end": end}


def digest(made):
    """Give the SHA-256 of rows in whatever order."""
    lines = sorted(json.dumps(row, sort_keys=True, default=str) for row in made)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def write(folder, parts):
    """Write the pages as so many files."""
    table = pa.Table.from_pylist(list(rows()), SOURCE)
    size = -(-COUNT // parts)
    for part in range(parts):
        parquet.write_table(table.slice(part * size, size), folder / f"pages-{part}.parquet")


SOURCE = pa.schema({"number": pa.int64(), **dict.fromkeys(FIELDS, pa.string())})


def read(folder):
    """Read what an engine wrote, whatever types of text and lists it chose."""
    files = sorted(str(path) for path in folder.rglob("*.parquet") if ".cache" not in path.parts)
    table = dataset.dataset(files, format="parquet").to_table()
    types = {field.name: field.type for field in (*SCHEMA, *SOURCE)}
    schema = pa.schema([(name, types[name]) for name in table.schema.names])
    return table.cast(schema).to_pylist()


def recipe(name):
    """Run the Python of a page of the documentation, and give its names."""
    page = (DOCUMENTATION / f"{name}.md").read_text(encoding="utf-8")
    names = {"__name__": "recipe"}
    for block in re.findall(r"^```python\n(.*?)^```$", page, re.DOTALL | re.MULTILINE):
        exec(compile(block, f"{name}.md", "exec"), names)
    return names


if __name__ == "__main__":
    # For comparing what different Pythons make.
    sys.stdout.write(f"{digest(wanted())}\n")
