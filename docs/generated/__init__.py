"""What the site is made of besides its pages, from the package itself.

A page asks for it by a comment on a line of its own, `<!-- generated: KIND WORDS -->`. Nothing here
knows Sphinx; what it gives is Markdown.
"""

from __future__ import annotations

from . import cards, commands, names, pages, schema, signatures, views
from .markdown import ASKED

__all__ = ["cards", "commands", "filled", "names", "pages", "schema", "signatures", "views"]

_MAKERS = {
    "root-page": pages.root_page,
    "pages-left": pages.pages_left,
    "view": views.view,
    "report-link": views.report_link,
    "names": names.names_of,
    "names-left": names.names_left,
    "name-table": names.name_table,
    "rules": cards.rule_cards,
    "commands": commands.command_line,
    "document-schema": schema.document_schema,
}


def filled(page: str) -> str:
    """Put what is generated in the place of every comment that asks for it."""
    return ASKED.sub(lambda found: _MAKERS[found[1]](*found[2].split()), page)
