"""Check a site that was built: every public name is in it, its links lead somewhere.

    python docs/check.py build/site

Nothing is fetched: links to other hosts are left alone, but that a page would load anything from
there is a fault. It ends with 1 where there is one.
"""

from __future__ import annotations

import sys
import zlib
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

sys.path.insert(0, str(Path(__file__).parent))

from generated.names import public_names


def described(site: Path) -> set[str]:
    """Give the names that the site describes, by its inventory (Sphinx's format, version 2)."""
    packed = (site / "objects.inv").read_bytes().split(b"\n", 4)[4]
    return {line.partition(" py:")[0] for line in zlib.decompress(packed).decode().splitlines()}


def missing_names(site: Path) -> list[str]:
    """Tell the public names that the reference lacks."""
    lost = set(public_names()) - described(site)
    return [f"{name} is not in the reference" for name in sorted(lost)]


class Page(HTMLParser):
    """What a page may be led to at, what it leads to, and what it loads."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.places: set[str] = set()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        said = {name: value or "" for name, value in attributes}
        self.places |= {said[name] for name in ("id", "name") if name in said}
        if tag == "a" and "href" in said:
            self.links.append(said["href"])
        elif tag == "link" and "stylesheet" in said.get("rel", ""):
            self.loads.append(said["href"])
        elif "src" in said:
            self.loads.append(said["src"])


def lost_links(site: Path) -> list[str]:
    """Tell what leads nowhere, and what is loaded from elsewhere."""
    pages = {path: Page(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")}
    faults: list[str] = []
    for path, page in pages.items():
        for link in (*page.links, *page.loads):
            target = urlsplit(link)
            if target.scheme or target.netloc:
                if link in page.loads and target.scheme != "data":
                    faults.append(f"{path.name} loads {link}")
                continue
            other = (path.parent / unquote(target.path)).resolve() if target.path else path
            place = unquote(target.fragment)
            if not other.exists() or (
                place and other in pages and place not in pages[other].places
            ):
                faults.append(f"{path.relative_to(site)} leads to {link}, which is not there")
    return faults


if __name__ == "__main__":
    built = Path(sys.argv[1]).resolve()
    wrong = [*missing_names(built), *lost_links(built)]
    sys.stdout.writelines(f"{fault}\n" for fault in wrong)
    sys.stdout.write(f"{len(public_names())} public names, {len(wrong)} faults\n")
    sys.exit(bool(wrong))
