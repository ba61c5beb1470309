"""Views, reports and comparisons, as a user writes them; read by type checkers only."""

from pathlib import Path
from typing import Literal, assert_type

from dprkcorpus import clean, load
from dprkcorpus.compare import compare
from dprkcorpus.report import report, report_page
from dprkcorpus.report.changes import changes_page
from dprkcorpus.views import cleaned_view, corpus_view, document_view, hits_view, lines_view

corpus = load()
assert_type(document_view(corpus["non-aligned-movement"]), str)
assert_type(cleaned_view(clean("It rained.")), str)
assert_type(corpus_view(corpus), str)
assert_type(hits_view(corpus.search("rain")), str)
assert_type(lines_view(corpus.kwic("rain")), str)
assert_type(report_page(corpus, title="Five", against=corpus), str)
assert_type(changes_page(corpus, corpus), str)
report(corpus, Path("report.html"))
for change in compare(corpus, corpus):
    assert_type(change.kind, Literal["new", "gone", "changed"])
    for sign, before, after in change.lines("text"):
        assert_type(sign, str)
        assert_type(before, str | None)
        assert_type(after, str | None)
