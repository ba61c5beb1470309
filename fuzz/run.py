"""Fuzzes a target for some seconds: python fuzz/run.py TARGET SECONDS [FOLDER].

It needs atheris. The folder collects what reaches new code; the seeds come from `fuzz/seeds` and
from the tests' own tables. The last line tells how many inputs were tried.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import atheris

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

with atheris.instrument_imports(include=["dprkcorpus"]):
    from targets import FORMATS, TARGETS

    import dprkcorpus.cleaning.clean
    import dprkcorpus.store.catalogue


def seeds(name: str, folder: Path) -> None:
    """Write the seeds of a target, each by its number."""
    found = [path.read_bytes() for path in sorted((HERE / "seeds").glob(f"{name}-*"))]
    texts = [document.raw.encode()[:4000] for document in dprkcorpus.load()]
    if name in ("cleaning", "sentences"):
        found += texts
    elif name == "readers":
        found += [bytes([number]) + text for number in range(len(FORMATS)) for text in texts[:1]]
    elif name == "profiles":
        place = HERE.parent / "src" / "dprkcorpus" / "cleaning" / "profiles"
        found += [path.read_bytes() for path in sorted(place.glob("*.toml"))]
    for number, seed in enumerate(found):
        (folder / f"seed-{number}").write_bytes(seed)


def main() -> None:
    """Fuzz."""
    name, seconds = sys.argv[1:3]
    folder = Path((*sys.argv, tempfile.mkdtemp())[3])
    seeds(name, folder)
    options = [f"-max_total_time={seconds}", "-timeout=20", "-rss_limit_mb=2048", "-max_len=8192"]
    # Zero stands for another seed each time; a gate asks for one that can be run again.
    options.append(f"-seed={os.environ.get('DPRKCORPUS_FUZZ_SEED', '0')}")
    atheris.Setup([sys.argv[0], str(folder), *options, "-print_final_stats=1"], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
