"""English-language texts of and about the DPRK, every character accounted for.

>>> import dprkcorpus
>>> corpus = dprkcorpus.load()                                   # the bundled corpus
>>> document = corpus["non-aligned-movement"]                    # raw text, segments, metadata
>>> document.metadata.issued.edtf
'2023-08-25'
>>> sentence = document.sentences[0]
>>> document.raw[slice(*sentence.raw_spans[0])] == sentence.text
True

Raw text is tiled into labelled segments (`clean`), split into sentences (`sentence_spans`), joined
with metadata (`process`), and kept in a `Corpus`. Every name here is loaded when it is first used.
"""
