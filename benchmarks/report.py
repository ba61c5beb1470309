"""What a report on a large corpus costs: to make, in bytes, and to open in headless Chromium.

    python benchmarks/report.py [--documents 100000] [--keep FOLDER]

Composes pages, builds a corpus file, reports on it, compares it with itself, and opens the page
five times, the best of which is told. Needs the extras `report` and `browser`, and Chromium.
Prints Markdown.
"""

import argparse
import resource
import shutil
import sys
import tempfile
import time
from pathlib import Path

import dprkcorpus
from dprkcorpus.compare import compare
from dprkcorpus.report import report

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "report"))


def opened(path):
    """Give the milliseconds until a page has loaded and is drawn, the best of five."""
    from playwright.sync_api import sync_playwright

    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))))
    drawn = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        times = []
        for _ in range(5):
            page = browser.new_page()
            began = time.perf_counter()
            page.goto(path.as_uri())
            page.evaluate(drawn)
            times.append(1000 * (time.perf_counter() - began))
            page.close()
        browser.close()
    return min(times)


def used(function):
    """Give what a call gives, and the CPU seconds that it took."""
    began = time.process_time()
    result = function()
    return result, time.process_time() - began


def main():
    from crawl import page

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--keep", metavar="FOLDER")
    options = parser.parse_args()
    folder = Path(options.keep or tempfile.mkdtemp())
    file = folder / f"{options.documents}.corpus"
    if not file.exists():
        dprkcorpus.build(map(page, range(options.documents)), file)
    print("| corpus | CPU s | MiB of memory | MB of the page | ms to open |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for corpus, name in (
        (dprkcorpus.load(), "bundled"),
        (dprkcorpus.open_corpus(file), f"{options.documents:,} documents"),
    ):
        path = folder / f"{len(corpus)}.html"
        _, seconds = used(lambda corpus=corpus, path=path: report(corpus, path))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        size = path.stat().st_size / 1e6
        print(f"| {name} | {seconds:.1f} | {memory:.0f} | {size:.2f} | {opened(path):.0f} |")
    same, seconds = used(lambda: list(compare(corpus, dprkcorpus.open_corpus(file))))
    print(f"\n`diff` of {options.documents:,} documents with themselves: {seconds:.1f} CPU s")
    assert same == []


if __name__ == "__main__":
    main()
