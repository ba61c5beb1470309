"""Pages: those of the repository's root on the site, and those that are listed nowhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .markdown import DOCS

if TYPE_CHECKING:
    from pathlib import Path

ROOT_PAGES = {
    "README": "index",
    "CHANGELOG": "changes",
    "CONTRIBUTING": "contributing",
    "SECURITY": "reporting",
}
"""Pages of the repository's root, and where what they say stands on the site."""

_ROOT_LINK = re.compile(rf"\]\(\s*((?:\.\./)*)({'|'.join(ROOT_PAGES)})\.md")


def led_inside(page: str) -> str:
    """Lead links to pages of the repository's root to where these stand on the site."""
    return _ROOT_LINK.sub(
        lambda found: f"]({found[1].removeprefix('../')}{ROOT_PAGES[found[2]]}.md", page
    )


def root_page(name: str) -> str:
    """Give a page of the repository's root, its links led from the root to here."""
    page = (DOCS.parent / f"{name}.md").read_text(encoding="utf-8")
    return re.sub(r"\]\(\s*docs/", "](", page)


def pages_left() -> str:
    """List the pages that no list of pages names, so that none can be forgotten."""
    named: set[Path] = set()
    for page in DOCS.rglob("*.md"):
        text = page.read_text(encoding="utf-8")
        for listed in re.findall(r"```\{toctree\}\n(.*?)```", text, re.DOTALL):
            for name in re.findall(r"([\w*/-]+)>?$", listed, re.MULTILINE):
                named |= set(page.parent.glob(f"{name}.md"))
    left = sorted(set(DOCS.rglob("*.md")) - named - {DOCS / "index.md"})
    if not left:
        return ""
    lines = [page.relative_to(DOCS).with_suffix("").as_posix() for page in left]
    return "\n".join(["```{toctree}", ":hidden:", ":caption: Further pages", "", *lines, "```"])
