"""What the reference is made of, from the package itself: names, rules, commands, the schema.

A page asks for it by a comment on a line of its own, `<!-- generated: KIND WORDS -->`. Nothing here
knows Sphinx; what it gives is Markdown.
"""

from __future__ import annotations

import argparse
import ast
import inspect
import json
import re
from collections import Counter
from functools import cache
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import dprkcorpus
from dprkcorpus.cleaning.profiles import Profile, profiles
from dprkcorpus.report import report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dprkcorpus import Corpus

PACKAGE = Path(dprkcorpus.__file__).parent
DOCS = Path(__file__).resolve().parent
_VERSION = "dprkcorpus.__version__"
_ASKED = re.compile(r"^<!-- generated: ([a-z-]+)((?: [\w.]+)*) -->$", re.MULTILINE)
_IMPORTED = re.compile(
    r"^(?:>>> |\.\.\. )?from (dprkcorpus[\w.]*) import \(?([\w, ]+)", re.MULTILINE
)


def filled(page: str) -> str:
    """Put what is generated in the place of every comment that asks for it."""
    return _ASKED.sub(lambda found: _MAKERS[found[1]](*found[2].split()), page)


# Pages ------------------------------------------------------------------------------------------

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


# Views ------------------------------------------------------------------------------------------


@cache
def crawl() -> Corpus:
    """Give the crawl of the tutorial, as a corpus in memory."""
    tutorial = (DOCS / "tutorial.md").read_text(encoding="utf-8")
    _, _, table = tutorial.partition("stories.csv <<'END'\n")
    table = BytesIO(table.partition("\nEND\n")[0].encode())
    records = dprkcorpus.read(table, format="csv", on_error="skip")
    return dprkcorpus.Corpus.of(map(dprkcorpus.process, records))


def view(kind: str) -> str:
    """Show what a notebook shows, in a tree of its own, so that no style meets another."""
    shown = {
        "document": lambda: crawl()["mirror-17"],
        "corpus": lambda: crawl(),
        "hits": lambda: crawl().search("dam NOT cost"),
        "lines": lambda: crawl().kwic("dam"),
    }[kind]()
    inside = f'<template shadowrootmode="open">{shown._repr_html_()}</template>'
    return f'`````{{raw}} html\n<div class="view">{inside}</div>\n`````'


REPORT = "report-of-the-tutorial.html"


def report_link() -> str:
    """Lead to the report of the tutorial's crawl, which `write_report` puts on the site."""
    return f'<p><a href="{REPORT}">The report of these documents</a></p>'


def write_report(site: Path) -> None:
    """Write the report of the tutorial's crawl for the site."""
    report(crawl(), site / REPORT, title="The dam")


# Names ------------------------------------------------------------------------------------------


@cache
def public_names() -> tuple[str, ...]:
    """Give every public name with the module that it is imported from: `dprkcorpus.clean`.

    Public is what the root lists, what the root of a part offers, what a page of the documentation
    imports, and what a page of the reference names, since something public gives or takes it.
    """
    found = {name: f"dprkcorpus.{name}" for name in dprkcorpus.__all__}
    further: list[str] = []
    for path in sorted(PACKAGE.glob("*/__init__.py")):
        further += (f"dprkcorpus.{path.parent.name}.{name}" for name in _offered(path))
    for page in sorted(DOCS.rglob("*.md")):
        text = page.read_text(encoding="utf-8")
        for module, names in _IMPORTED.findall(text):
            further += (f"{module}.{name}" for name in re.findall(r"(\w+)(?: as \w+)?", names))
        further += (f"dprkcorpus.{word}" for word in _asked_names(text) if "." in word)
    own = {id(_value(full)) for full in found.values()}
    left = (full for full in dict.fromkeys(further) if id(_value(full)) not in own)
    return (*found.values(), *dict.fromkeys(left))


@cache
def _places() -> dict[str, str]:
    """Give each public name by itself, by the place of its definition, and by its last part."""
    found: dict[str, str] = {}
    lasts = Counter(full.rpartition(".")[2] for full in public_names())
    for full in public_names():
        value, last = _value(full), full.rpartition(".")[2]
        found[full] = full
        if inspect.isclass(value) or inspect.isroutine(value):
            found[f"{value.__module__}.{value.__qualname__}"] = full
        if lasts[last] == 1:
            found[last] = full
    return found


def public_name(name: str) -> str | None:
    """Give a name as it is imported; None where it is not public, or may be one of several."""
    return _places().get(name)


def fuller(value: object, told: str) -> str:
    """Give the docstring that type checkers see, where it says more than that of run time."""
    if inspect.isclass(value) and value.__module__.startswith("dprkcorpus"):
        for node in ast.walk(ast.parse(inspect.getsource(import_module(value.__module__)))):
            if isinstance(node, ast.ClassDef) and node.name == value.__name__:
                return max(told, ast.get_docstring(node) or "", key=len)
    return told


def is_unseen(name: str) -> bool:
    """Tell whether a name is private, short for a type, or there for type checkers alone."""
    module, _, last = name.rpartition(".")
    if last.startswith("_"):
        return True
    if module.startswith("dprkcorpus."):
        return not hasattr(import_module(module), last)
    return not module and any(_names_in(one).get(last, "").startswith("=") for one in _modules())


@cache
def _modules() -> tuple[str, ...]:
    return tuple(
        ".".join(("dprkcorpus", *path.relative_to(PACKAGE).with_suffix("").parts))
        for path in PACKAGE.rglob("*.py")
        if not path.stem.startswith("__")
    )


_TYPE = re.compile(r"(?<![.\w'\"])[A-Z]\w+(?![\w'\"])")


def written_out(signature: str, module: str) -> str:
    """Give a signature with its types named in full, and with what stands for short names."""

    def full(found: re.Match[str]) -> str:
        name = found[0]
        target = _names_in(module).get(name)
        if target is None:
            return name
        if target.startswith("="):
            return written_out(target[1:], module)
        home, _, last = target.rpartition(".")
        if _names_in(home).get(last, "").startswith("="):
            return written_out(last, home)
        return public_name(target) or target

    return _TYPE.sub(full, signature)


@cache
def _names_in(module: str) -> dict[str, str]:
    """Give what the names of types in a module of the package are, also for type checkers alone.

    It is the full name or, after `=`, what a short name stands for.
    """
    path = PACKAGE.joinpath(*module.split(".")[1:])
    path = one if (one := path.with_suffix(".py")).is_file() else path / "__init__.py"
    inside = module if path.name == "__init__.py" else module.rpartition(".")[0]
    found: dict[str, str] = {}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            above = inside.split(".")[: len(inside.split(".")) - node.level + 1]
            home = ".".join([*(above if node.level else ()), *filter(None, [node.module])])
            if home.startswith("dprkcorpus"):
                found |= {one.asname or one.name: f"{home}.{one.name}" for one in node.names}
        elif isinstance(node, ast.ClassDef):
            found[node.name] = f"{module}.{node.name}"
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            says = ast.unparse(node.value)
            if isinstance(node.value, ast.BinOp) or says.startswith("Literal["):
                found[node.targets[0].id] = f"={says}"
    return found


def _asked_names(page: str) -> Iterator[str]:
    """Give the parts, and the names with their modules, that a page of the reference asks for."""
    for kind, words in _ASKED.findall(page):
        yield from words.split() if kind.startswith("names") else ()


def _offered(path: Path) -> Iterator[str]:
    """Give what the root of a part offers: what it lists, or imports under the same name."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ImportFrom):
            yield from (alias.name for alias in node.names if alias.asname == alias.name)
        elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            yield from ast.literal_eval(node.value)


def _value(full: str) -> Any:
    module, _, name = full.rpartition(".")
    return getattr(import_module(module), name)


def _part(full: str) -> str:
    """Give the part of the package that a public name belongs to."""
    module, _, name = full.rpartition(".")
    if module == "dprkcorpus":
        return dprkcorpus._HOME[name].partition(".")[0]
    return module.split(".")[1]


def names_of(*words: str) -> str:
    """Describe the public names of parts of the package, in the order of the parts."""
    parts = dict.fromkeys(word for word in words if "." not in word)
    return "\n\n".join(
        _described(full) for part in parts for full in public_names() if _part(full) == part
    )


def names_left(*_: str) -> str:
    """Describe the public names of the parts that stand on no other page of the reference."""
    taken = {word for page in DOCS.rglob("*.md") for word in _asked_names(page.read_text("utf-8"))}
    left = dict.fromkeys(_part(full) for full in public_names() if full != _VERSION)
    return "\n\n".join(
        f"## {part.capitalize()}\n\n{names_of(part)}" for part in left if part not in taken
    )


def _described(full: str) -> str:
    value = _value(full)
    if inspect.isclass(value):
        kind = "autoexception" if issubclass(value, BaseException) else "autoclass"
        options = [":members:", ":undoc-members:", ":show-inheritance:"]
    elif inspect.isroutine(value):
        kind, options = "autofunction", []
    else:
        kind, options = "autodata", [":no-value:"]
    lines = [f".. {kind}:: {full}", *(f"   {option}" for option in options)]
    return "\n".join(["```{eval-rst}", *lines, "```"])


def name_table() -> str:
    """Give a table of all public names with what each is, in a line."""
    rows = ["| name | what it is |", "|---|---|"]
    for full in sorted(public_names(), key=lambda full: (full.count("."), full.lower())):
        value = _value(full)
        says = inspect.isclass(value) or inspect.isroutine(value)
        told = (inspect.getdoc(value) or "").partition("\n")[0] if says else ""
        rows.append(f"| {{py:obj}}`{full}` | {_cell(told)} |")
    return "\n".join(rows)


# Rules ------------------------------------------------------------------------------------------


def rule_cards() -> str:
    """Give a card for each cleaning rule: its id, label, why it holds, and an example."""
    parts: list[str] = []
    for name in profiles():
        profile = Profile.bundled(name)
        parts.append(f"## {name}\n\n{profile.about}")
        for rule in profile.rules:
            parts.append(
                f"(rule-{rule.id.replace('/', '-')})=\n### {rule.id}\n\n{rule.why}\n\n"
                f"{_literal(rule.example)}\n\nLabel `{rule.label}`, found as `{rule.kind}`"
                f"{_place(rule.where)}."
            )
    return "\n\n".join(parts)


def _place(where: str) -> str:
    return "" if where == "anywhere" else f", where `{where}`"


def _literal(text: str) -> str:
    return f"```text\n{text}\n```"


# Commands ---------------------------------------------------------------------------------------


def command_line() -> str:
    """Describe every command with its arguments, as the parser itself knows them."""
    from dprkcorpus.cli import _parser

    parser = _parser()
    parts = [_command(parser, "dprkcorpus")]
    for name, command in _commands(parser).items():
        parts.append(f"## {name}\n\n{_command(command, name)}")
    return "\n\n".join(parts)


def _subparsers(parser: argparse.ArgumentParser) -> argparse._SubParsersAction[Any]:
    (found,) = (one for one in parser._actions if isinstance(one, argparse._SubParsersAction))
    return found


def _commands(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    return dict(_subparsers(parser).choices)


def _command(parser: argparse.ArgumentParser, name: str) -> str:
    # Of a width of its own, whatever the terminal's.
    form = argparse.HelpFormatter(parser.prog, width=88)
    form.add_usage(None, parser._actions, parser._mutually_exclusive_groups, prefix="")
    usage = re.sub(r"\x1b\[[\d;]*m", "", form.format_help()).rstrip()
    told = [parser.description or ""]
    if name != "dprkcorpus":
        told.insert(0, f"{_help(name)}.")
    rows = ["| argument | says |", "|---|---|"]
    for action in parser._actions:
        everywhere = isinstance(action, argparse._HelpAction) and name != "dprkcorpus"
        if everywhere or isinstance(action, argparse._SubParsersAction):
            continue
        called = ", ".join(f"`{form}`" for form in _forms(action))
        rows.append(f"| {called} | {_cell(_said(action))} |")
    return "\n\n".join([*filter(None, told), _literal(usage), "\n".join(rows)])


def _help(name: str) -> str:
    from dprkcorpus.cli import _parser

    actions = _subparsers(_parser())._choices_actions
    told = next((one.help or "" for one in actions if one.dest == name), "")
    return told[:1].upper() + told[1:]


def _forms(action: argparse.Action) -> Iterator[str]:
    choices = "{" + ",".join(map(str, action.choices)) + "}" if action.choices else ""
    value = action.metavar or choices or action.dest.upper()
    for form in action.option_strings or [""]:
        yield f"{form} {value if action.nargs != 0 else ''}".strip()


def _said(action: argparse.Action) -> str:
    told = (action.help or "").replace("%(prog)s", "dprkcorpus")
    if action.nargs in ("*", "+"):
        told = f"{told} (several)".strip()
    return told


# The schema of JSON Lines -----------------------------------------------------------------------


def document_schema() -> str:
    """Describe each property of a line of the format `jsonl`, as its JSON Schema does."""
    schema = json.loads((PACKAGE / "export" / "document.schema.json").read_text(encoding="utf-8"))
    parts = [f"{schema['description']}\n\n{_properties(schema)}"]
    for name, inner in schema["properties"].items():
        if "properties" in inner:
            parts.append(f"## {name}\n\n{inner['description']}\n\n{_properties(inner)}")
    for name, inner in schema["$defs"].items():
        rows = f"\n\n{_properties(inner)}" if "properties" in inner else ""
        parts.append(f"## {name}\n\n{inner.get('description', '')} Is {_type(inner)}.{rows}")
    return "\n\n".join(parts)


def _properties(schema: dict[str, Any]) -> str:
    rows = ["| property | is | says |", "|---|---|---|"]
    needed = schema.get("required", ())
    for name, inner in schema["properties"].items():
        always = "" if name in needed else ", or left out"
        rows.append(f"| `{name}` | {_type(inner)}{always} | {_says(inner)} |")
    return "\n".join(rows)


def _says(schema: Any) -> str:
    return "" if schema is True else _cell(schema.get("description", ""))


def _type(schema: Any) -> str:
    if schema is True:
        return "anything"
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f"[{name}](#{name})"
    if "enum" in schema:
        return "one of " + ", ".join(f"`{value}`" for value in schema["enum"])
    if "const" in schema:
        return f"`{schema['const']}`"
    kinds = schema.get("type", "anything")
    told = kinds if isinstance(kinds, str) else " or ".join(kinds)
    if "prefixItems" in schema:
        return f"{told}: {'; '.join(map(_type, schema['prefixItems']))}"
    if "items" in schema:
        return f"{told} of {_type(schema['items'])}"
    return told


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "\\<").replace("*", "\\*")


_MAKERS = {
    "root-page": root_page,
    "pages-left": pages_left,
    "view": view,
    "report-link": report_link,
    "names": names_of,
    "names-left": names_left,
    "name-table": name_table,
    "rules": rule_cards,
    "commands": command_line,
    "document-schema": document_schema,
}
