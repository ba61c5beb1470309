"""The corpus of attacks: documents that carry a hostile string wherever one can stand."""

import tomllib
from pathlib import Path

from dprkcorpus import (
    Basis,
    Cleaned,
    Document,
    Fact,
    FuzzyDate,
    Label,
    Metadata,
    Segment,
    Span,
)

ATTACKS = tomllib.loads((Path(__file__).parent / "attacks.toml").read_text("utf-8"))["attack"]
# What TOML cannot hold.
ATTACKS.append({"name": "lone surrogates", "text": "high\ud800 low\udfff <b>\udc80</b>"})


def attack_text(attack):
    return attack.get("text") or attack["repeats"] * attack["times"]


def attacked(attack):
    """Give a document that says a hostile string in its text, its names, addresses and reasons."""
    bad = attack_text(attack)
    pieces = [
        (bad, Label.TITLE, f"site/{bad}"),
        ("\n", Label.SPACE, "space/edge"),
        (f"It rained {bad} all day.", Label.BODY, "body/paragraph"),
        ("\n", Label.SPACE, "space/edge"),
        (bad, Label.RELATED, bad),
    ]
    segments, at = [], 0
    for words, label, rule in pieces:
        segments.append(Segment(Span(at, at + len(words)), label, rule))
        at += len(words)
    raw = "".join(words for words, _, _ in pieces)
    cleaned = Cleaned(raw, tuple(segments), {bad: bad, f"site/{bad}": bad})
    names = (
        "title",
        "publisher",
        "agency",
        "genre",
        "section",
        "language",
        "republisher",
        "byline",
    )
    facts = [Fact(name, bad, Basis.TEXT, bad, Span(0, len(bad))) for name in names]
    facts += [Fact(name, bad, Basis.URL, bad) for name in ("original_url", "capture_url")]
    facts.append(Fact("capture_url", f"https://example.org/{bad}", Basis.URL, bad))
    facts.append(Fact("issued", FuzzyDate("2023-05?"), Basis.INFERRED, bad))
    return Document(cleaned, Metadata.from_facts(f"{attack['name']} {bad}", facts))
