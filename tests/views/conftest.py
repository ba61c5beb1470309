"""Each of the hostile strings of `attacks.toml`, one after another."""

import pytest

from .attacks import ATTACKS


@pytest.fixture(params=ATTACKS, ids=lambda attack: attack["name"].replace(" ", "-"))
def attack(request):
    return request.param
