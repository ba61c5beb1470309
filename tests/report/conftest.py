"""A corpus made up, and its report."""

import pytest

from dprkcorpus import Corpus, process
from dprkcorpus.report import report_page

from .crawl import page


@pytest.fixture(scope="session")
def crawl():
    return Corpus.of([process(page(number)) for number in range(300)])


@pytest.fixture(scope="session")
def crawl_report(crawl):
    return report_page(crawl)
