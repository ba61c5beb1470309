"""Time grows with the length of a text, however hostile it is."""

from __future__ import annotations

import math
import time

import pytest

from dprkcorpus import clean

N = 4_000
HOSTILE = {
    **{
        f"run of {sign!r}": lambda n, sign=sign: sign * n
        for sign in "-0()[“ ,:|/@©_{\n\xa0…!KÁ1\ud800"
    },
    "end marks": lambda n: "-0- " * (n // 4),
    "datelines": lambda n: "Pyongyang, May 3 (KCNA) -- " * (n // 27),
    "stripped links": lambda n: "a , " * (n // 4),
    "one long line": lambda n: "They met on Monday. " * (n // 20),
    "open lines": lambda n: "An open line here now\n" * (n // 22),
    "exclamations": lambda n: "Buy it now all of you!\n" * (n // 23),
    "capitals": lambda n: (
        "They met there.\n" + "AN OPEN LINE HERE NOW\n" * (n // 22) + "They left it."
    ),
    "dates": lambda n: "May 3, 2024\n" * (n // 12),
    "teasers": lambda n: f"{'A teaser that is cut off ' * 4}\nMay 3, 2024\n" * (n // 112),
    "notices": lambda n: "They met on Monday there.\n© 2024 All rights reserved.\n" * (n // 54),
    "quotations": lambda n: "".join(
        ["An open line\nBy Ann Example\nThey met on Monday there.\n"]
        + [f'"I count the boats {number // 2}"\n' for number in range(n // 4)]
        + ["They left it on Sunday.\nShare this:\n"]
    ),
    "letters": lambda n: "London, 15 May 2023\nDear friends,\n" * (n // 34),
    "lists": lambda n: (
        "They met there.\nRelated\nA Mill Is Closing. Its Town Is Glad.\n" * (n // 60)
    ),
    "captions": lambda n: "A dam\nThe dam. (KCNA via Reuters)\nThey met on Monday.\n" * (n // 56),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_time_grows_in_proportion(name):
    def cost(length):
        text, best = HOSTILE[name](length), math.inf
        for _ in range(3):
            begun = time.process_time()
            assert len(clean(text).text) <= len(text)
            best = min(best, time.process_time() - begun)
        return max(best, 1e-4)

    # Quadratic growth from N to 8 N would be 64 fold.
    assert cost(8 * N) < 32 * cost(N)
