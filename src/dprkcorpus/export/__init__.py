"""Export: documents in the forms that other tools read, one module a format.

>>> from dprkcorpus import load
>>> from dprkcorpus.export import FORMATS, render
>>> sorted(FORMATS)[:3]
['bibtex', 'croissant', 'csl-json']
>>> print(render(load()["non-aligned-movement"], "bibtex").splitlines()[0])
@article{non-aligned-movement,
"""

from .citation import cite as cite
from .citation import styles as styles
from .formats import FORMATS as FORMATS
from .formats import Format as Format
from .formats import export as export
from .formats import render as render
