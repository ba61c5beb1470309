"""The reference is made of the package itself, so it cannot say another thing."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

import dprkcorpus
from dprkcorpus.cli import _parser

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    import pytest

DOCS = Path(__file__).parents[2] / "docs"


def _reference(generated: ModuleType) -> str:
    return "\n".join(
        generated.filled(page.read_text(encoding="utf-8"))
        for page in (DOCS / "reference").glob("*.md")
    )


def test_every_name_of_the_root_is_described_once(generated: ModuleType) -> None:
    lines = _reference(generated).splitlines()
    for name in dprkcorpus.__all__:
        described = [line for line in lines if line.endswith(f":: dprkcorpus.{name}")]
        assert len(described) == 1, name


def test_every_public_name_of_a_part_is_described_once(generated: ModuleType) -> None:
    lines = _reference(generated).splitlines()
    for full in generated.names.public_names():
        assert len([line for line in lines if line.endswith(f":: {full}")]) == 1, full


def test_what_the_pages_import_is_public(generated: ModuleType) -> None:
    names = generated.names.public_names()
    assert {"dprkcorpus.export.render", "dprkcorpus.compare.compare"} <= set(names)


def test_every_rule_has_a_card_with_its_reason_and_example(generated: ModuleType) -> None:
    cards = generated.cards.rule_cards()
    for rule in dprkcorpus.rules():
        _, _, card = cards.partition(f"\n### {rule.id}\n")
        card = card.partition("\n### ")[0]
        assert rule.why in card
        assert rule.example in card
        assert f"Label `{rule.label}`" in card


def _arguments(parser: argparse.ArgumentParser) -> Iterator[str]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, command in action.choices.items():
                yield name
                yield from _arguments(command)
        else:
            yield from action.option_strings


def test_every_command_and_option_is_told(generated: ModuleType) -> None:
    told = generated.commands.command_line()
    for name in _arguments(_parser()):
        assert f"`{name}" in told or f"## {name}\n" in told, name


def test_every_property_of_the_schema_is_told(generated: ModuleType) -> None:
    told = generated.schema.document_schema()
    schema = json.loads(
        (generated.schema.PACKAGE / "export" / "document.schema.json").read_text(encoding="utf-8")
    )
    for name in (*schema["properties"], *schema["properties"]["metadata"]["properties"]):
        assert f"| `{name}` |" in told, name


def test_types_are_written_out_as_their_module_knows_them(generated: ModuleType) -> None:
    module = "dprkcorpus.sentences.splitter"
    told = generated.signatures.written_out("(newlines: Newlines = 'auto') -> Span", module)
    assert told == "(newlines: Literal['auto', 'paragraph', 'wrap'] = 'auto') -> dprkcorpus.Span"


def test_links_to_pages_of_the_root_lead_to_where_these_stand(generated: ModuleType) -> None:
    assert generated.pages.led_inside("[news](../CHANGELOG.md)") == "[news](changes.md)"
    assert generated.pages.led_inside("[news](../../CHANGELOG.md#x)") == "[news](../changes.md#x)"
    assert generated.pages.led_inside("[news](CHANGELOG.md)") == "[news](changes.md)"


def test_every_page_that_asks_for_something_gets_it(generated: ModuleType) -> None:
    for page in DOCS.rglob("*.md"):
        filled = generated.filled(page.read_text(encoding="utf-8"))
        assert "\n<!-- generated:" not in f"\n{filled}", page


def test_views_of_the_gallery_are_those_of_a_notebook(generated: ModuleType) -> None:
    assert generated.views.crawl()["mirror-17"]._repr_html_() in generated.views.view("document")
    assert all(len(generated.views.view(kind)) > 5000 for kind in ("corpus", "hits", "lines"))


def test_a_page_that_is_listed_nowhere_is_listed_at_the_end(
    generated: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generated.pages, "DOCS", tmp_path)
    (tmp_path / "how").mkdir()
    for name in ("one", "two", "three", "how/four", "how/five"):
        (tmp_path / f"{name}.md").write_text("# A page\n", encoding="utf-8")
    listed = "```{toctree}\n:hidden:\n\none\nAnother title <two>\nhow/*\n```\n"
    (tmp_path / "index.md").write_text(listed, encoding="utf-8")
    assert generated.pages.pages_left().splitlines()[-2:] == ["three", "```"]
    (tmp_path / "three.md").unlink()
    assert generated.pages.pages_left() == ""
