"""What holds for all tests: the documentation's Python runs, and one knows which package is meant.

A page's snippets share their names, from its first to its last. Property tests try the same
examples in every run and are never timed; `pytest --hypothesis-profile=default` tries new ones.
"""

from pathlib import Path

from hypothesis import HealthCheck, settings
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser

import dprkcorpus

settings.register_profile(
    "steady", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("steady")

pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser(), SkipParser()],
    patterns=["README.md", "docs/*.md", "docs/how-to/*.md"],
    # Walked as a reader would, its commands too, by tests/docs.
    excludes=["docs/tutorial.md"],
).pytest()


def pytest_report_header() -> str:
    return f"dprkcorpus {dprkcorpus.__version__} from {Path(dprkcorpus.__file__).parent}"
