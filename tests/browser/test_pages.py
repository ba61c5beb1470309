"""Reports and views in a real browser: they render, ask for nothing, and can be read by all."""

import pytest

from ..views.attacks import ATTACKS, attack_text

REPORTS = ("report", "report of a crawl", "report of attacks", "changes", "changes of attacks")
VIEWS = (
    *("view: document", "view: page without article", "view: cleaned", "view: corpus"),
    *("view: large corpus", "view: hits", "view: lines", "view: attacked document"),
)
HOSTILE = ("report of attacks", "changes of attacks", "view: attacks", "view: attacked document")

_ALL_OPEN = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"
_BACKGROUND = "getComputedStyle(document.querySelector('.dprkcorpus')).backgroundColor"


def _brightness(colour):
    red, green, blue = (int(part) for part in colour.strip("rgb()").split(",")[:3])
    return (red * 299 + green * 587 + blue * 114) / 255_000


@pytest.mark.parametrize("name", [*REPORTS, *VIEWS])
def test_it_renders_without_an_error_or_a_request(opened, name):
    page = opened(name)
    page.evaluate(_ALL_OPEN)
    assert page.locator(".dprkcorpus").first.is_visible()
    assert page.evaluate("document.body.innerText.length") > 50


@pytest.mark.parametrize("name", [*REPORTS, *VIEWS])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_follows_the_scheme_of_colours(opened, name, scheme):
    page = opened(name, color_scheme=scheme)
    assert (_brightness(page.evaluate(_BACKGROUND)) > 0.5) is (scheme == "light")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_follows_the_theme_of_a_notebook_before_that_of_the_system(opened, scheme):
    page = opened("view: document", color_scheme=scheme)
    for theme in ("true", "false"):
        page.evaluate(f"document.body.dataset.jpThemeLight = '{theme}'")
        assert (_brightness(page.evaluate(_BACKGROUND)) > 0.5) is (theme == "true")


@pytest.mark.parametrize("name", [*REPORTS, *VIEWS, "view: attacks"])
@pytest.mark.parametrize("width", [320, 400])
def test_a_narrow_screen_scrolls_in_one_direction(opened, name, width):
    page = opened(name, viewport={"width": width, "height": 800})
    page.evaluate(_ALL_OPEN)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", [*REPORTS, *VIEWS])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_fault(opened, serious_faults, name, scheme):
    page = opened(name, color_scheme=scheme)
    page.evaluate(
        "[...document.querySelectorAll('details')].slice(0, 40).forEach((one) => one.open = true)"
    )
    assert serious_faults(page) == []


def test_by_keyboard_a_segment_is_reached_and_says_why(opened):
    page = opened("view: document")
    why = page.locator(".segment .why").first
    assert not why.is_visible()
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.classList.contains('segment')"):
            break
    assert page.locator(".segment:focus .why").is_visible()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    reason = page.locator(".segment:focus .why").inner_text()
    assert reason.strip().endswith(".")


def test_pointing_at_a_segment_says_why(opened):
    page = opened("view: cleaned")
    segment = page.locator('.segment[data-label="endmark"]')
    segment.hover()
    assert segment.locator(".why").is_visible()


def test_by_keyboard_parts_are_opened_and_closed(opened):
    page = opened("view: document")
    summary = page.locator("summary").first
    was = page.evaluate("document.querySelector('details').open")
    summary.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector('details').open") is not was


@pytest.mark.parametrize("script", [True, False])
def test_a_sentence_leads_to_its_other_side_and_back(opened, script):
    page = opened("report", java_script_enabled=script)
    page.locator("#d0 > summary").focus()
    page.keyboard.press("Enter")
    link = page.locator("#d0-c3 a.number")
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**#d0-r3")
    back = page.locator("#d0-r3 a.number")
    assert back.is_visible()
    back.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**#d0-c3")


def test_a_link_to_a_sentence_opens_its_document(opened, pages):
    page = opened("report")
    page.goto(f"{pages['report'].as_uri()}#d1-c2")
    assert page.locator("#d1-c2").is_visible()


def test_all_can_be_read_without_script(opened):
    page = opened("report of a crawl", java_script_enabled=False)
    assert page.locator("input").count() == 0
    first = page.locator("details.document").first
    first.locator("> summary").click()
    assert first.locator(".raw").is_visible()


def test_documents_can_be_filtered(opened):
    page = opened("report of a crawl")
    box = page.get_by_role("searchbox")
    box.fill("paper-4 ")
    shown = page.locator("details.document:visible")
    assert shown.count() == 1
    box.fill("")
    assert shown.count() > 100


def test_a_sentence_that_is_pointed_at_is_shown_on_both_sides(opened):
    page = opened("report")
    page.locator("#d0 > summary").click()
    page.locator("#d0-c1").hover()
    assert page.locator(".sentence.paired").count() >= 2


@pytest.mark.parametrize("name", HOSTILE)
def test_attacks_are_inert(opened, name):
    page = opened(name)
    page.evaluate(_ALL_OPEN)
    page.mouse.move(300, 300)
    page.keyboard.press("Tab")
    page.wait_for_timeout(300)
    assert page.title() in ("View", "Report on a corpus", "What changed")
    assert page.evaluate("location.protocol") == "file:"
    found = page.evaluate(
        "document.querySelectorAll('img, iframe, form, textarea, object, embed, base, link, "
        "math, b, i, u, plaintext, xmp, body body, head ~ style, [onload], [onerror], [onfocus], "
        "[onmouseover], [style], [autofocus], meta[http-equiv=refresh]').length"
    )
    assert found == 0
    hrefs = page.evaluate("[...document.querySelectorAll('a')].map((one) => one.protocol)")
    assert set(hrefs) <= {"file:", "https:", "http:"}


def test_attacks_are_shown_as_what_they_are(opened):
    page = opened("view: attacks")
    page.evaluate(_ALL_OPEN)
    words = page.evaluate("document.body.textContent")
    for attack in ATTACKS:
        bad = attack_text(attack)
        if bad.isprintable() and len(bad) < 1000:
            assert bad in words


def test_even_markup_that_got_in_could_not_run(opened):
    page = opened("report")
    page.evaluate(
        """() => {
            const here = document.querySelector("main");
            here.innerHTML += "<img src=x onerror=\\"document.title='owned'\\">";
            const script = document.createElement("script");
            script.textContent = "document.title = 'owned'";
            here.append(script);
        }"""
    )
    page.wait_for_timeout(300)
    assert page.title() == "Five documents"
    blocked = [one for one in page.noted if "Content Security Policy" in one]
    assert len(blocked) >= 2
    page.noted.clear()


def test_the_browser_is_not_slowed_down_by_a_word_without_end(opened):
    page = opened("report of attacks")
    page.evaluate(_ALL_OPEN)
    assert page.evaluate("document.documentElement.scrollWidth") <= 1200
