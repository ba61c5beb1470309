"""Record: a raw text and what is known about it before anybody has read it."""

from __future__ import annotations

import attrs

from .errors import expect
from .metadata.model import Fact

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .spans import Span


@attrs.frozen
class Origin:
    """Where a record was read; what does not apply is None.

    `path` is the file, `member` the part of an archive, `line` and `record` count from 1, `offset`
    counts bytes (of what a compressed file holds), `span` is the part of a page that holds several
    stories, in code points, and `encoding` is told where it was not UTF-8.
    """

    path: str
    member: str | None = None
    line: int | None = None
    offset: int | None = None
    record: int | None = None
    span: Span | None = None
    encoding: str | None = None


@attrs.frozen
class Record:
    """A raw text, as it was received, with what came along with it.

    >>> from dprkcorpus import Record, process
    >>> process(Record("The world remembers.", id="a-1")).metadata.id
    'a-1'

    `url` is where it was captured, `date` and `title` are what the crawl says of it, `source` is
    the outlet that the crawl names, `facts` is what is known besides, with its evidence, and is
    trusted more than anything that the text says. Raises WrongTypeError.
    """

    raw: str
    id: str | None = None
    url: str | None = None
    date: str | None = None
    title: str | None = None
    source: str | None = None
    origin: Origin | None = None
    facts: tuple[Fact, ...] = ()

    def __attrs_post_init__(self) -> None:
        expect(self.raw, str, "raw")
        for name in ("id", "url", "date", "title", "source"):
            if getattr(self, name) is not None:
                expect(getattr(self, name), str, name)
        if self.origin is not None:
            expect(self.origin, Origin, "origin")
        expect(self.facts, tuple, "facts")
        for fact in self.facts:
            expect(fact, Fact, "fact")
