"""What a type checker sees where a user reads the bundled corpus. Checked, never run."""

from collections.abc import Iterator
from typing import Any, assert_type

import dprkcorpus
from dprkcorpus import Corpus, Document, FuzzyDate, Metadata, Paragraph, Rights, Sentence, Span

assert_type(dprkcorpus.__version__, str)
corpus = dprkcorpus.load()
assert_type(corpus, Corpus)
assert_type(len(corpus), int)
assert_type(corpus.ids, tuple[str, ...])
assert_type(corpus.version, str)
assert_type("non-aligned-movement" in corpus, bool)
assert_type(corpus.verify(), tuple[str, ...])
assert_type(corpus.metadata(), Iterator[dict[str, Any]])
assert_type(corpus.sentences(), Iterator[tuple[str, Sentence]])
assert_type(corpus.describe("non-aligned-movement"), Metadata)
assert_type(corpus.facets("publisher"), dict[str | None, int])

found = corpus.where(publisher="KCNA", issued="2023", genre="news report")
assert_type(found, Corpus)
assert_type(corpus.where(predicate=lambda document: len(document.sentences) > 9), Corpus)
assert_type(corpus.sorted("issued", reverse=True), Corpus)

document = corpus["non-aligned-movement"]
assert_type(document, Document)
assert_type(document.id, str)
assert_type(document.title, str | None)
assert_type(document.text, str)
assert_type(document.raw, str)
assert_type(document.paragraphs, tuple[Paragraph, ...])
assert_type(document.sentences, tuple[Sentence, ...])
assert_type(document.sentences[0].span, Span)
assert_type(document.sentences[0].raw_spans, tuple[Span, ...])
assert_type(document.paragraphs[0].sentences, tuple[Sentence, ...])
assert_type(document.metadata.issued, FuzzyDate | None)
assert_type(document.metadata.events, tuple[FuzzyDate, ...])
assert_type(document.metadata.rights, Rights | None)
assert_type(document.to_dict(), dict[str, Any])
assert_type(Document.from_dict(document.to_dict()), Document)

for each in corpus:
    assert_type(each, Document)

# What must not pass: each ignored error is one that strict checkers report if it goes away.
corpus["non-aligned-movement"].text = ""  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
corpus.where("KCNA")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
corpus[0]  # type: ignore[index]  # pyright: ignore[reportArgumentType]
