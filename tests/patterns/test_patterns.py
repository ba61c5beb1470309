"""Every regular expression takes time in proportion to what it is shown, on texts made against it.

`DPRKCORPUS_PATTERNS=all` in the environment adds a megabyte without a match, `DPRKCORPUS_RECHECK`
names a file with what recheck.mjs wrote, whose attacks are then tried too.
"""

from __future__ import annotations

import functools
import json
import math
import os
import re
import time
import tomllib
from pathlib import Path

import pytest

import dprkcorpus

from . import attacks, collect

USES = tomllib.loads(Path(__file__).with_name("uses.toml").read_text(encoding="utf-8"))["use"]
ALL = os.environ.get("DPRKCORPUS_PATTERNS") == "all"
RECHECK = os.environ.get("DPRKCORPUS_RECHECK")
SHORT, LONG = 2_000, 16_000
EXPONENT = 1.6
NOTICEABLE = 0.004
"""Seconds below which a time says nothing about growth."""

SITES = collect.sites()
WATCHED = collect.printed()


@functools.cache
def uses(site, source=""):
    """Give how the patterns of a place are used, and how much of a text they are shown at most."""
    told = [
        use
        for use in USES
        if use["file"] == site.file
        and site.name in use["name"].split()
        and source.endswith(use.get("ending", ""))
        and use.get("holding", "") in source
    ]
    if told:
        return told[-1]["how"], told[-1].get("longest", math.inf)
    return sorted(collect.how(site) - {"compile"}), math.inf


def asked(site):
    return [one for one in WATCHED if one.file == site.file and site.first <= one.line <= site.last]


@pytest.mark.parametrize("site", SITES, ids=lambda site: f"{site.file}-{site.first}")
def test_every_place_with_a_pattern_is_in_the_table(site):
    assert uses(site)[0], "say in uses.toml how it is used"
    reached = bool(asked(site))
    optional = site.file.startswith(collect.OPTIONAL)
    assert reached or optional, "let collect.py go where this is compiled"


def test_the_table_names_nothing_that_is_gone():
    for use in USES:
        for name in use["name"].split():
            assert any(site.file == use["file"] and site.name == name for site in SITES), name


def of_rules():
    """Give the longest line that each pattern of a rule is shown."""
    found = {}
    for rule in dprkcorpus.rules():
        for source in (rule.pattern, *rule.has, rule.lacks, rule.tail):
            found[source] = max(found.get(source, 0), rule.longest)
    return found


def table():
    """Give each pattern with each way in which it is used, once."""
    found = {}
    of_a_rule = of_rules()
    for site in SITES:
        for one in asked(site):
            if isinstance(one.source, str) and site.file != "concordance.py":
                how, longest = uses(site, one.source)
                if site.file in ("cleaning/matching.py", "cleaning/profile_file.py"):
                    longest = min(longest, of_a_rule.get(one.source, longest))
                for method in how:
                    way = method if method in ("match", "fullmatch") else "search"
                    key = (one.source, one.flags, way)
                    found[key] = max(longest, found.get(key, 0))
    return [(*key, longest) for key, longest in found.items()]


TABLE = table()


def by_recheck():
    """Give the attacks of recheck by pattern; each pump of several by itself, and all together."""
    found = {}
    lines = Path(RECHECK).read_text(encoding="utf-8").split("\n") if RECHECK else []
    for line in filter(None, lines):
        told = json.loads(line)
        pumps = [(before, pump) for before, pump in told["pumps"] if pump]
        together = ("", "".join(before + pump for before, pump in pumps))
        found[told["source"]] = [*pumps, together] if pumps else []
    assert not RECHECK or sum(map(bool, found.values())) > 10
    return found


ATTACKS = by_recheck()


def cost(call, text):
    """Give the least CPU time of three."""
    best = math.inf
    for _ in range(3):
        begun = time.process_time()
        call(text)
        best = min(best, time.process_time() - begun)
        if best < NOTICEABLE:
            break
    return best


@pytest.mark.parametrize(("source", "flags", "way", "longest"), TABLE)
def test_time_grows_in_proportion(source, flags, way, longest):
    pattern = re.compile(source, flags)
    if way == "search":
        # All places, as `finditer` and `sub` go on to.
        def call(text):
            for _ in pattern.finditer(text):
                pass
    else:
        call = getattr(pattern, way)
    long = int(min(LONG, longest))
    short = long // (LONG // SHORT)
    for before, pump in (*attacks.attacks(pattern), *ATTACKS.get(source, ())):
        texts = [before + pump * ((size - len(before)) // len(pump)) for size in (short, long)]
        for end in ("", attacks.END):
            taken = cost(call, texts[1] + end)
            if taken > NOTICEABLE:
                grown = taken / max(cost(call, texts[0] + end), NOTICEABLE / 50)
                exponent = math.log(grown) / math.log(LONG / SHORT)
                assert exponent < EXPONENT, (before, pump, end, exponent)


@pytest.mark.parametrize(("source", "flags", "way", "longest"), TABLE if ALL else [])
def test_time_grows_in_proportion_up_to_a_megabyte_without_a_match(source, flags, way, longest):
    call = getattr(re.compile(source, flags), way)
    for piece in ("lower case words only ", "\x01", "Words Of Titles ", "1 2 34 ", "\n \t"):
        text = (piece * (1_000_000 // len(piece)))[: int(min(1_000_000, longest))]
        taken = cost(call, text)
        if taken > NOTICEABLE:
            grown = taken / max(cost(call, text[: len(text) // 8]), NOTICEABLE / 50)
            assert math.log(grown) / math.log(8) < EXPONENT, piece
