"""What a type checker sees where a user processes texts of their own. Checked, never run."""

from datetime import date
from pathlib import Path
from typing import assert_type

from dprkcorpus import (
    Basis,
    BuildReport,
    Cleaned,
    Corpus,
    Document,
    DprkcorpusError,
    Fact,
    FuzzyDate,
    Hit,
    Label,
    Profile,
    Record,
    Segment,
    Span,
    Splitter,
    UnknownDocumentError,
    build,
    clean,
    load,
    open_corpus,
    process,
    sentence_spans,
    split_sentences,
)

cleaned = clean("It rained. -0-")
assert_type(cleaned, Cleaned)
assert_type(cleaned.text, str)
assert_type(cleaned.segments, tuple[Segment, ...])
assert_type(cleaned.removed, tuple[Segment, ...])
assert_type(cleaned.labelled(Label.BODY), tuple[Segment, ...])
assert_type(cleaned.to_raw(Span(0, 4)), tuple[Span, ...])
assert_type(cleaned.to_text(Span(0, 4)), tuple[Span, ...])
assert_type(cleaned.explain(), str)
assert_type(cleaned.segments[0].span.start, int)
assert_type(cleaned.segments[0].replacement, str | None)
clean("It rained.", profile="kcnawatch")
clean("It rained.", profile=Path("own.toml"))
clean("It rained.", profile=Profile.load("own.toml"), repairs={"glued-names"})

assert_type(sentence_spans("It rained. It stopped."), list[Span])
assert_type(split_sentences("It rained. It stopped.", newlines="wrap"), list[str])
splitter = Splitter(abbreviations=["Sok"], quotes="keep")
assert_type(splitter.spans("It rained."), list[Span])
assert_type(splitter.split("It rained."), list[str])

record = Record(
    "It rained.",
    id="a-1",
    url="https://example.org/1",
    facts=(Fact("publisher", "KCNA", Basis.CURATOR, "The address says so."),),
)
assert_type(process(record), Document)
assert_type(Corpus.of([process(record)]), Corpus)
assert_type(build("crawl", "my.corpus"), BuildReport)
assert_type(open_corpus("my.corpus"), Corpus)
assert_type(open_corpus(Path("my.corpus")).search("missile"), tuple[Hit, ...])

moment = FuzzyDate.parse("2023-12-28?")
assert_type(moment, FuzzyDate)
assert_type(moment.edtf, str)
assert_type(moment.earliest, date | None)
assert_type(moment.latest, date | None)
assert_type(moment.is_uncertain, bool)

try:
    load()["no-such-id"]
except UnknownDocumentError as error:
    assert_type(error.near, tuple[str, ...])
except (KeyError, DprkcorpusError):
    pass

# What must not pass: each ignored error is one that strict checkers report if it goes away.
clean(None)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
clean(b"It rained.")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
split_sentences("It rained.", newlines="never")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Label.BODY = Label.TITLE  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
