"""HTML views of documents, corpora and what is found in them, as notebooks show them.

>>> from dprkcorpus import clean
>>> from dprkcorpus.views import cleaned_view
>>> 'data-label="endmark"' in cleaned_view(clean("It rained. -0-"))
True

Each is a piece of HTML that stands alone: its style is in it, there is no script, and nothing is
asked of any other host. `html` is the one place where text becomes markup.
"""

from __future__ import annotations

from .corpora import corpus_view, hits_view, lines_view
from .documents import cleaned_view, document_view

__all__ = ["cleaned_view", "corpus_view", "document_view", "hits_view", "lines_view"]
