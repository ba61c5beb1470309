"""Text to sentence spans: pure Python, no model, offsets in code points."""

from .splitter import Splitter, sentence_spans, split_sentences

__all__ = ["Splitter", "sentence_spans", "split_sentences"]
