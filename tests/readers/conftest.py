"""What the tests of the readers share."""

from __future__ import annotations

import pytest

from dprkcorpus.readers import read


@pytest.fixture
def collect():
    """Read to the end, collecting errors, and hold the law of conservation."""

    def collected(source, **options):
        reading = read(source, on_error="collect", **options)
        records = list(reading)
        assert reading.records == len(records)
        assert reading.failed == len(reading.errors)
        assert reading.seen == len(records) + reading.failed + reading.skipped.total()
        return records, reading

    return collected
