"""The documentation in a real browser: a page of each kind asks for nothing and all can read it."""

import pytest

PAGES = (
    *("index", "tutorial", "datasheet", "gallery", "how-to/own-profile"),
    *("reference/corpora", "reference/rules"),
)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("scheme", "width"), [("light", 1200), ("dark", 1200), ("dark", 360)])
def test_a_page_asks_for_nothing_and_all_can_read_it(
    opened_path, serious_faults, site, page, scheme, width
):
    shown = opened_path(
        site / f"{page}.html", color_scheme=scheme, viewport={"width": width, "height": 900}
    )
    assert shown.locator("h1").first.is_visible()
    assert shown.evaluate("document.documentElement.scrollWidth") <= width
    assert serious_faults(shown) == []
