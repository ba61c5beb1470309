"""Workers that have started, so that they make the first batch of however small a crawl."""

from multiprocessing.connection import wait

import pytest

from dprkcorpus.store import making


@pytest.fixture
def started_workers(monkeypatch):
    class Started(making.Worker):
        def __init__(self, settings):
            super().__init__(settings)
            while not self.free():
                wait([self.pipe])

    monkeypatch.setattr(making, "Worker", Started)
