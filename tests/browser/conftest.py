"""A real browser: headless Chromium, driven by Playwright, with axe-core to judge accessibility.

Where one of them is missing, the tests say that they did not run. Chromium is the system's own, or
the one that DPRKCORPUS_CHROMIUM names; DPRKCORPUS_AXE names axe-core's `axe.min.js`, and
DPRKCORPUS_SITE the folder of a documentation that was built.
"""

import os
import shutil
from pathlib import Path

import pytest

import dprkcorpus
from dprkcorpus import Corpus, Record, clean, process
from dprkcorpus.report import report_page
from dprkcorpus.report.changes import changes_page

from ..report.crawl import page as crawled
from ..views.attacks import ATTACKS, attack_text, attacked

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


@pytest.fixture(scope="session")
def chromium():
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        pytest.skip("did not run: there is no Playwright here")
    named = os.environ.get("DPRKCORPUS_CHROMIUM")
    path = named or next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.skip("did not run: there is no Chromium here")
    # A sandbox cannot be made by root, nor in most containers.
    flags = ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        yield browser
        browser.close()


def _named(variable, what):
    """Give the path that a variable of the environment names."""
    named = os.environ.get(variable)
    if named is None:
        pytest.skip(f"did not run: {variable} does not say where {what} is")
    return Path(named)


@pytest.fixture(scope="session")
def site():
    return _named("DPRKCORPUS_SITE", "the documentation")


@pytest.fixture(scope="session")
def serious_faults():
    """What axe-core calls serious or critical in an open page."""
    axe = _named("DPRKCORPUS_AXE", "axe-core").read_text("utf-8")

    def faults(page):
        page.evaluate(axe)
        # By itself it would fetch the style sheets again, which a file may not.
        run = "axe.run(document, {resultTypes: ['violations'], preload: false})"
        return [
            (one["id"], one["help"], [node["html"][:300] for node in one["nodes"][:3]])
            for one in page.evaluate(run)["violations"]
            if one["impact"] in ("serious", "critical")
        ]

    return faults


@pytest.fixture(scope="session")
def corpus():
    return dprkcorpus.load()


def _edited_attacks():
    for before, after in (("It rained. ", ""), ("", " It snowed.")):
        records = (
            Record(f"{before}{attack_text(attack)}{after}", attack["name"], title=after + before)
            for attack in ATTACKS
        )
        yield Corpus.of(map(process, records))


@pytest.fixture(scope="session")
def pages(corpus, tmp_path_factory):
    """Every page and view, as files; views stand in the barest page that there is."""
    crawl = Corpus.of([process(crawled(number)) for number in range(400)])
    attacks = Corpus.of(map(attacked, ATTACKS))
    before = Corpus.of([process(Record(f"It rained. {one.raw}", one.id)) for one in corpus])
    views = {
        "document": corpus["freedom-of-nations"],
        "page without article": process(Record("Share this:\nLeave a Reply")),
        "cleaned": clean("Kim Jong Un , who spoke. -0-\nShare this:"),
        "corpus": corpus,
        "large corpus": crawl,
        "hits": corpus.search("movement"),
        "lines": corpus.kwic("movement"),
        "attacked document": attacked(ATTACKS[0]),
    }
    whole = {
        "report": report_page(corpus, title="Five documents"),
        "report of a crawl": report_page(crawl),
        "report of attacks": report_page(attacks),
        "changes": changes_page(before, corpus),
        "changes of attacks": changes_page(*_edited_attacks()),
    }
    bare = (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>View</title>'
        '<meta name="viewport" content="width=device-width"><body>'
    )
    whole |= {f"view: {name}": bare + one._repr_html_() for name, one in views.items()}
    documents = "".join(attacked(attack)._repr_html_() for attack in ATTACKS)
    whole["view: attacks"] = f"{bare}{documents}{attacks._repr_html_()}"
    folder = tmp_path_factory.mktemp("pages")
    paths = {}
    for name, html in whole.items():
        paths[name] = folder / f"{name.replace(':', '').replace(' ', '-')}.html"
        paths[name].write_text(html, encoding="utf-8", newline="\n")
    return paths


@pytest.fixture
def opened(opened_path, pages):
    return lambda name, **settings: opened_path(pages[name], **settings)


@pytest.fixture
def opened_path(chromium):
    """Open a page; what it asked for, said or raised is noted, and must be nothing."""
    contexts, noted = [], []

    def open_page(path, **settings):
        context = chromium.new_context(**{"viewport": {"width": 1200, "height": 900}, **settings})
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda told: noted.append(f"{told.type}: {told.text}"))
        page.on("pageerror", lambda error: noted.append(f"raised: {error}"))
        page.on("dialog", lambda dialog: (noted.append(f"said: {dialog.message}"), dialog.accept()))
        page.on("request", lambda asked: asked.url.startswith("file:") or noted.append(asked.url))
        page.goto(path.as_uri())
        page.noted = noted
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert noted == []
