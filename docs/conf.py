"""The site: Sphinx, pages in Markdown (MyST), the theme furo.

Furo, because its pages ask nothing of any other host, can be read without scripts and on narrow
screens, and follow the reader's choice of light or dark. What the reference holds is made by
`generated/` from the package itself while the site is built; no page of it is kept.

    python -m sphinx -n -W --keep-going docs build/site
"""

from __future__ import annotations

import inspect
import re
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parent))

from docutils import nodes
from generated import filled, pages, signatures, views
from sphinx import addnodes
from sphinx.util.nodes import make_refnode

import dprkcorpus
from dprkcorpus import errors

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "dprkcorpus"
author = "The dprkcorpus maintainers"
copyright = author  # noqa: A001  (what Sphinx calls it)
release = version = dprkcorpus.__version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.viewcode", "sphinx_copybutton"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["build"]
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 4
suppress_warnings = ["misc.highlighting_failure"]

html_theme = "furo"
html_title = f"dprkcorpus {release}"
html_static_path = ["static"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_sphinx = False
copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
python_maximum_signature_line_length = 88
python_use_unqualified_type_names = True

# Types of Python and of other packages have no page here, and nothing is fetched to link them.
nitpick_ignore_regex = [
    (
        r"py:.*",
        r"(attrs?|collections|datetime|enum|os|pathlib|pyarrow|sqlite3|typing)(\..+)?",
    ),
    (r"py:.*", r"Any|Callable|Collection|Final|Iterable|Iterator|Literal|Mapping|Sequence|TextIO"),
    (r"py:.*", r"BinaryIO|IO|NamedTuple|PathLike|Path|Protocol|StrEnum|date|object|optional"),
]

_ERRORS = sorted(name for name in vars(errors) if signatures.public_name(name))
_LINKED = re.compile(rf"(?<![`.\w])(?:`(?P<quoted>[^`]+)`|(?P<error>(?:{'|'.join(_ERRORS)})\b))")


def link_names(
    app: Sphinx, what: str, name: str, value: object, options: object, lines: list[str]
) -> None:
    """Make links of public names in docstrings, and literals of all else in backticks."""

    def linked(found: re.Match[str]) -> str:
        words = found["quoted"] or found["error"]
        full = signatures.public_name(words.removesuffix("()"))
        return f"``{words}``" if full is None else f":py:obj:`~{full}`"

    told = signatures.fuller(value, "\n".join(lines)).split("\n")
    lines.clear()
    example = False
    for line in told:
        # An example lasts to the next blank line; what it prints is left as it is.
        example = line.lstrip().startswith(">>>") or (example and line != "")
        if not line.startswith("Alias for field number"):  # what Python says of a named tuple
            lines.append(line if example else _LINKED.sub(linked, line))


def write_out(
    app: Sphinx, what: str, name: str, value: object, options: object, taken: str, given: str
) -> tuple[str, str]:
    """Write out in a signature what the short names of types stand for."""
    module = inspect.getmodule(value)

    def written(signature: str | None) -> Any:
        if not signature or module is None:
            return signature
        # What attrs calls no default is made anew for each value.
        signature = signature.replace("= NOTHING", "= ...")
        return signatures.written_out(signature, module.__name__)

    return written(taken), written(given)


def resolve(app: Sphinx, env: Any, node: Any, content: nodes.TextElement) -> nodes.Node | None:
    """Lead a type to where it is described, which is not where it is defined."""
    target = node.get("reftarget", "")
    if node.get("refdomain") != "py":
        return None
    found = env.get_domain("py").objects.get(signatures.public_name(target))
    if found is not None:
        return make_refnode(app.builder, node["refdoc"], found.docname, found.node_id, content)
    return content if signatures.is_unseen(target) else None


def add_places(app: Sphinx, doctree: nodes.document) -> None:
    """Let a name be found by each module that has it: pages of source lead back by one of them."""
    for node in doctree.findall(addnodes.desc_signature):
        if node.get("module", "").startswith("dprkcorpus"):
            first = node["fullname"].partition(".")[0]
            value = getattr(import_module(node["module"]), first)
            homes = {"dprkcorpus", getattr(value, "__module__", node["module"])}
            places = {f"{home}.{node['fullname']}" for home in homes} - set(node["ids"])
            node.extend(nodes.target(ids=[place]) for place in sorted(places))


_SIGNATURE = re.compile(r'<dt class="sig .*?</dt>', re.DOTALL)
_WIDE = re.compile(r'<pre(?=>)|<div(?= class="table-wrapper)')
_UNSEEN = re.compile(r"^ *<!-- (unseen|not run|skip):.*?-->\n", re.DOTALL | re.MULTILINE)


def make_reachable(
    app: Sphinx, page: str, template: str, context: dict[str, Any], _: object
) -> None:
    """Say to those who do not see it what things are, and let keyboards scroll what is wide."""

    def listed(signature: re.Match[str]) -> str:
        items = signature[0].replace("<dl>", '<dl role="list">')
        return items.replace("<dd>", '<dd role="listitem">')

    tree, body = context.get("furo_navigation_tree", ""), context.get("body", "")
    context["furo_navigation_tree"] = tree.replace(
        'role="heading"', 'role="heading" aria-level="2"'
    )
    body = _WIDE.sub(r'\g<0> tabindex="0"', body)
    context["body"] = _SIGNATURE.sub(listed, body)


def fill(app: Sphinx, page: str, source: list[str]) -> None:
    """Put what is generated where a page asks for it, and leave out what is for the tests."""
    source[0] = pages.led_inside(_UNSEEN.sub("", filled(source[0])))


def add_report(app: Sphinx, fault: Exception | None) -> None:
    """Put the report that the gallery leads to on the site."""
    if fault is None and app.builder.format == "html":
        views.write_report(Path(app.outdir))


def setup(app: Sphinx) -> None:
    """Connect the above to Sphinx."""
    app.connect("source-read", fill)
    app.connect("autodoc-process-docstring", link_names)
    app.connect("autodoc-process-signature", write_out)
    app.connect("doctree-read", add_places)
    app.connect("html-page-context", make_reachable, priority=900)  # after the theme's own
    app.connect("build-finished", add_report)
    app.connect("missing-reference", resolve)
