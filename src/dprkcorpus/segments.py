"""Segments: labelled pieces that tile a raw text, character for character."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import attrs

from .errors import TilingError, WrongTypeError
from .spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable


class Label(StrEnum):
    """What a segment is.

    >>> Label("body") is Label.BODY
    True
    """

    BODY = "body"
    """Text of the article."""

    TITLE = "title"
    """The article's headline."""
    DATE = "date"
    """A line with the date of the article, or of the page."""
    DATELINE = "dateline"
    """Place, day and agency in front of the first sentence."""
    BYLINE = "byline"
    """Who wrote it."""
    CREDIT = "credit"
    """The agency or paper named at the end, or the site an article was taken from."""
    SECTION = "section"
    """The section of the paper that the article stood in."""

    CAPTION = "caption"
    """A picture's caption, credit or alternative text."""
    RELATED = "related"
    """Other articles: their headings, titles, dates, teasers."""
    PROMO = "promo"
    """Invitations to read, watch, subscribe, install or pay."""
    NAVIGATION = "navigation"
    """Mastheads, breadcrumbs, menus."""
    SHARE = "share"
    """Buttons to share, like, print or mail."""
    COMMENTS = "comments"
    """Comment forms and comments."""
    LEGAL = "legal"
    """Copyright lines and terms."""
    ENDMARK = "endmark"
    """The sign that an article is over, such as `-0-`."""
    REPEAT = "repeat"
    """What already stood in the same article: a title or a lead given twice."""
    OTHER = "other"
    """What belongs to the page and is none of the above, such as remains of templates."""

    SPACE = "space"
    """White space between segments, or white space that stands for other white space."""


LIFTED = frozenset(
    {Label.TITLE, Label.DATE, Label.DATELINE, Label.BYLINE, Label.CREDIT, Label.SECTION}
)
"""Labels of what is not text but says something about it: it goes into the metadata."""


@attrs.frozen
class Segment:
    r"""A labelled piece of a raw text.

    >>> segment = Segment(Span(5, 7), Label.SPACE, "space/line-break", replacement="\n")
    >>> segment.says("KCNA.\n\nHe")
    '\n'

    `rule` is the id of the rule that gave the label. `replacement` stands in the clean text
    instead of the raw characters; without one (None), body stands as it is, all else vanishes.
    Only white space and named repairs of the body have a replacement.
    """

    span: Span
    label: Label
    rule: str
    replacement: str | None = None

    def __attrs_post_init__(self) -> None:
        # By hand: attrs' validators would cost more than all the rest of making a segment.
        if type(self.span) is not Span:
            raise WrongTypeError(f"span must be Span, not {type(self.span).__name__}")
        start, end = self.span
        if type(start) is not int or type(end) is not int:
            raise WrongTypeError(f"span must be two ints, not {tuple(self.span)!r}")
        if type(self.label) is not Label:
            raise WrongTypeError(f"label must be Label, not {type(self.label).__name__}")
        if type(self.rule) is not str:
            raise WrongTypeError(f"rule must be str, not {type(self.rule).__name__}")
        if self.replacement is not None and type(self.replacement) is not str:
            raise WrongTypeError(f"replacement must be str, not {type(self.replacement).__name__}")

    def says(self, raw: str) -> str:
        """Give what the segment contributes to the clean text of `raw`."""
        if self.replacement is not None:
            return self.replacement
        return raw[self.span.start : self.span.end] if self.label is Label.BODY else ""


_new_span = tuple[int, int].__new__
_set_span, _set_label, _set_rule, _set_replacement = (
    vars(Segment)[field.name].__set__ for field in attrs.fields(Segment)
)


def unchecked(start: int, end: int, label: Label, rule: str, replacement: str | None) -> Segment:
    """Make a segment of parts known to be right; half the cost, for code that makes millions.

    >>> unchecked(0, 4, Label.BODY, "body/paragraph", None)
    Segment(span=Span(start=0, end=4), label=<Label.BODY: 'body'>, rule='body/paragraph', \
replacement=None)
    """
    segment: Segment = object.__new__(Segment)
    _set_span(segment, _new_span(Span, (start, end)))
    _set_label(segment, label)
    _set_rule(segment, rule)
    _set_replacement(segment, replacement)
    return segment


def check_tiling(raw: str, segments: Iterable[Segment]) -> None:
    """Raise TilingError unless `segments` tile `raw`: none empty, no gap, no overlap, to its end.

    >>> check_tiling("KCNA", [Segment(Span(0, 4), Label.CREDIT, "general/agency")])
    >>> check_tiling("KCNA.", [Segment(Span(0, 4), Label.CREDIT, "general/agency")])
    Traceback (most recent call last):
    dprkcorpus.errors.TilingError: segments end at 4, the raw text at 5
    """
    at = 0
    for segment in segments:
        start, end = segment.span
        if start != at:
            raise TilingError(f"a segment starts at {start}, the one before it ends at {at}", at)
        if end <= start:
            raise TilingError(f"a segment at {start} is empty", start)
        if segment.replacement is not None and segment.label not in (Label.SPACE, Label.BODY):
            raise TilingError(f"a {segment.label} segment at {start} has a replacement", start)
        at = end
    if at != len(raw):
        raise TilingError(f"segments end at {at}, the raw text at {len(raw)}", at)
