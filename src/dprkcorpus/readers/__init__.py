"""Readers: from files, archives and crawls to records, each error at its place, nothing lost.

Each format has a module with a `read(source)` that gives records, errors and declared skips; its
row in `formats` says by what it is known.
"""

from .inputs import Limits
from .reading import Reading, read

__all__ = ("Limits", "Reading", "read")
