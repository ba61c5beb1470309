"""What holds for all tests: the documentation's Python runs, and one knows which package is meant.

A page's snippets share their names, from its first to its last.
"""

from pathlib import Path

from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser

import dprkcorpus

pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser(), SkipParser()],
    patterns=["README.md", "docs/*.md"],
).pytest()


def pytest_report_header() -> str:
    return f"dprkcorpus {dprkcorpus.__version__} from {Path(dprkcorpus.__file__).parent}"
