"""The corpus inside the package: load it, verify it, rebuild it.

`python -m dprkcorpus.bundle` rebuilds the derived files of the bundle in the source tree from the
raw texts and the curation files; with `--check` it writes nothing and fails on one differing byte.
"""

from __future__ import annotations

import json
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from .corpus import Corpus
from .document import Document
from .errors import BundleError, DprkcorpusError, TextWithdrawn
from .metadata.model import Metadata
from .wording import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .metadata.curation import Curation


class _Folder(Protocol):
    """What a bundle needs of a folder: a Path has it, and a folder inside of a zip has it."""

    def joinpath(self, *names: str) -> Any: ...


class Bundle:
    """The files of a bundled corpus: a catalogue that is read at once, texts that wait."""

    def __init__(self, folder: _Folder) -> None:
        self._folder = folder
        catalogue = folder.joinpath("catalogue.jsonl").read_text(encoding="utf-8")
        entries = [json.loads(line) for line in catalogue.split("\n") if line]
        self._entries: dict[str, Any] = {entry["metadata"]["id"]: entry for entry in entries}
        held = {id: "withdrawn" not in entry for id, entry in self._entries.items()}
        self.ids: tuple[str, ...] = tuple(id for id, there in held.items() if there)
        self.withdrawn: tuple[str, ...] = tuple(id for id, there in held.items() if not there)
        self._known: dict[str, Metadata] = {}
        self._documents: dict[str, Document] = {}

    @property
    def version(self) -> str:
        """The version of the data, as the data package says it."""
        package = json.loads(self._folder.joinpath("datapackage.json").read_text(encoding="utf-8"))
        return str(package["version"])

    def metadata(self, id: str) -> Metadata:
        """Give what is known about a document, without opening its text."""
        if id not in self._known:
            self._known[id] = Metadata.from_dict(self._entries[id]["metadata"])
        return self._known[id]

    def document(self, id: str) -> Document:
        """Give a document; raises TextWithdrawn where its text was taken out."""
        if id not in self._documents:
            self._documents[id] = self._read(id)
        return self._documents[id]

    def _read(self, id: str) -> Document:
        entry = self._entries[id]
        if withdrawn := entry.get("withdrawn"):
            raise TextWithdrawn(f"{id} was withdrawn on {withdrawn['date']}: {withdrawn['reason']}")
        raw = self._folder.joinpath("raw", f"{id}.txt").read_bytes().decode("utf-8")
        return Document.from_dict({**entry, "raw": raw})

    def faults(self) -> Iterator[str]:
        """Re-read every file, compare its SHA-256, and build every document anew from them."""
        package = json.loads(self._folder.joinpath("datapackage.json").read_text(encoding="utf-8"))
        for resource in package["resources"]:
            path = resource["path"]
            try:
                content = self._folder.joinpath(*path.split("/")).read_bytes()
            except OSError as error:
                yield f"{path}: cannot be read ({error})"
                continue
            if len(content) != resource["bytes"]:
                yield f"{path}: has {len(content)} bytes, not {resource['bytes']}"
            if f"sha256:{_sha256(content)}" != resource["hash"]:
                yield f"{path}: its SHA-256 is not that of the data package"
        for id in self.ids:
            try:
                document = self._read(id)
                text = self._folder.joinpath("text", f"{id}.txt").read_bytes().decode("utf-8")
            except (DprkcorpusError, OSError, UnicodeDecodeError) as error:
                yield f"{id}: {error}"
                continue
            if text != document.text + "\n":
                yield f"text/{id}.txt: is not what the segments say"


@cache
def load() -> Corpus:
    """Give the corpus inside the package.

    >>> import dprkcorpus
    >>> dprkcorpus.load()["global-independence"].title
    'Outstanding Great Achievements for Cause of Global Independence'

    It reads one catalogue; a text is opened when it is asked for, from a zip too, and never from
    the network. `verify()` of the corpus compares every file with its SHA-256.
    """
    folder: _Folder = Path(__file__).with_name("data")
    if not Path(__file__).exists():  # pragma: no cover, tried from a zip, in another process
        # Inside of a zip. It takes a fifth of all the time that the first text takes otherwise.
        from importlib_resources import files

        folder = files("dprkcorpus") / "data"
    return Corpus(Bundle(folder))


def derive(folder: Path) -> dict[str, bytes]:
    """Give the derived files of a bundle by their paths, from its raw texts and curation files.

    Raises BundleError with every fault at once: a raw text without curation, a curation file
    without raw text, a document without rights, and what cannot be processed.
    """
    from .metadata.curation import parse_curation

    faults: list[str] = []
    curations: dict[str, Curation] = {}
    raws = {path.stem: path.read_bytes() for path in folder.joinpath("raw").glob("*.txt")}
    for path in sorted(folder.joinpath("curation").glob("*.toml")):
        try:
            raw = raws.get(path.stem, b"").decode("utf-8")
            text = path.read_text(encoding="utf-8")
            curation = parse_curation(text, raw, f"curation/{path.name}")
        except (DprkcorpusError, UnicodeDecodeError) as error:
            faults.append(str(error))
            continue
        if curation.id != path.stem:
            faults.append(f"curation/{path.name}: its id is {curation.id!r}")
        curations[path.stem] = curation
    entries: list[dict[str, Any]] = []
    derived: dict[str, bytes] = {}
    for id, curation in sorted(curations.items()):
        if (id in raws) == (curation.withdrawn is not None):
            faults.append(f"{id}: a text is either there or withdrawn")
            continue
        try:
            entry, cleaned = _entry(curation, raws.get(id, b"").decode("utf-8"))
        except DprkcorpusError as error:
            faults.append(f"{id}: {error}")
            continue
        if "rights" not in entry["metadata"]:
            faults.append(f"{id}: nothing is said about its rights")
        entries.append(entry)
        if cleaned is not None:
            derived[f"text/{id}.txt"] = cleaned.encode()
    faults += [f"raw/{id}.txt: has no curation file" for id in sorted(raws.keys() - curations)]
    if faults:
        raise BundleError(f"bundle in {folder}", faults)
    derived["catalogue.jsonl"] = "".join(map(_line, entries)).encode()
    derived["datapackage.json"] = _data_package(folder, derived).encode()
    return derived


def _entry(curation: Curation, raw: str) -> tuple[dict[str, Any], str | None]:
    """Give a document's line of the catalogue, and its text."""
    from .pipeline import process
    from .record import Origin, Record

    if curation.withdrawn is not None:
        date, reason = curation.withdrawn
        metadata = Metadata.from_facts(curation.id, curation.facts)
        return {"withdrawn": {"date": date, "reason": reason}, "metadata": metadata.to_dict()}, None
    origin = Origin(curation.file or f"{curation.id}.txt")
    document = process(Record(raw, curation.id, origin=origin, facts=curation.facts))
    entry = document.to_dict()
    del entry["raw"], entry["text"]
    return entry, document.text + "\n"


def _sha256(content: bytes) -> str:
    # Imported here: a text is read without it.
    from hashlib import sha256

    return sha256(content).hexdigest()


def _line(entry: dict[str, Any]) -> str:
    return json.dumps(entry, ensure_ascii=False) + "\n"


def _data_package(folder: Path, derived: dict[str, bytes]) -> str:
    """Describe all files: Frictionless Data Package v2, https://datapackage.org/standard/data-package/."""
    import tomllib

    corpus = tomllib.loads(folder.joinpath("corpus.toml").read_text(encoding="utf-8"))
    given = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for pattern in ("raw/*.txt", "curation/*.toml")
        for path in folder.glob(pattern)
    }
    types = {"txt": "text/plain", "toml": "application/toml", "jsonl": "application/jsonl"}
    resources: list[dict[str, Any]] = []
    for path, content in sorted({**given, **derived}.items()):
        ending = path.rpartition(".")[2]
        resources.append(
            {
                "name": path.removesuffix(f".{ending}").replace("/", "-"),
                "path": path,
                "format": ending,
                "mediatype": types[ending],
                "encoding": "utf-8",
                "bytes": len(content),
                "hash": f"sha256:{_sha256(content)}",
            }
        )
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        **corpus,
        "licenses": [
            {
                "name": "LicenseRef-dprkcorpus-third-party-texts",
                "title": "Third-party texts; the rights of each are stated in its metadata",
            }
        ],
        "resources": resources,
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def rebuild(folder: Path, *, check: bool = False) -> tuple[str, ...]:
    """Write the derived files of a bundle that differ, and give their paths; `check` only tells.

    Raises BundleError for a bundle that cannot be built.
    """
    derived = derive(folder)
    stale: list[str] = []
    for path, content in derived.items():
        target = folder.joinpath(path)
        if target.exists() and target.read_bytes() == content:
            continue
        stale.append(path)
        if not check:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
    for left_over in sorted(folder.joinpath("text").glob("*.txt")):
        if f"text/{left_over.name}" not in derived:
            stale.append(f"text/{left_over.name}")
            if not check:
                left_over.unlink()
    return tuple(stale)


def main(arguments: list[str]) -> int:
    """Rebuild the bundle of the source tree, or check it; exit code 1 where it differs or fails."""
    if arguments not in ([], ["--check"]):
        sys.stderr.write("usage: python -m dprkcorpus.bundle [--check]\n")
        return 2
    check = bool(arguments)
    try:
        stale = rebuild(Path(__file__).with_name("data"), check=check)
    except BundleError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    for path in stale:
        sys.stdout.write(f"{'differs' if check else 'written'}: {path}\n")
    told = ("file differs", "files differ") if check else ("file written", "files written")
    sys.stdout.write(f"{count(len(stale), *told)}\n")
    return 1 if check and stale else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
