"""Fails where code changed and the changelog says nothing: python changelog.py FOLDER [COMMIT].

The folder is a clone. Compared is with the commit, else with the last tag, else with nothing.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path


def git(folder: Path, *arguments: str) -> list[str]:
    """Give the lines that git prints."""
    found = subprocess.run(
        ["git", "-C", folder, *arguments], capture_output=True, text=True, check=False
    )
    if found.returncode:
        sys.exit(f"git {' '.join(arguments)}: {found.stderr}")
    return found.stdout.splitlines()


def main(folder: Path, since: str | None = None) -> None:
    """Compare, and say what is missing."""
    changelog = (folder / "CHANGELOG.md").read_text(encoding="utf-8")
    before = since or next(
        iter(git(folder, "tag", "--sort=-creatordate", "--merged", "HEAD")), None
    )
    changed = git(folder, "diff", "--name-only", before, "HEAD") if before else ["src/"]
    code = [name for name in changed if name.startswith("src/") or name == "pyproject.toml"]
    news = re.search(r"^## \[Unreleased\]\n(.*?)(?=^## |\Z)", changelog, re.DOTALL | re.MULTILINE)
    entries = re.findall(r"^- ", news[1], re.MULTILINE) if news else []
    sys.stdout.write(
        f"since {before}: {len(code)} files of code, {len(entries)} unreleased entries\n"
    )
    if code and before and "CHANGELOG.md" not in changed:
        sys.exit(f"{code[0]} and others changed, CHANGELOG.md did not")
    if code and not entries and f"v{_version(folder)}" not in git(folder, "tag", "--points-at"):
        sys.exit("there is no entry under [Unreleased] in CHANGELOG.md")


def _version(folder: Path) -> str:
    told = (folder / "src" / "dprkcorpus" / "_version.py").read_text(encoding="utf-8")
    return told.split('"')[-2]


if __name__ == "__main__":
    main(Path(sys.argv[1]), *filter(None, sys.argv[2:]))
