"""Where sentences end inside one paragraph."""

from __future__ import annotations

import re

from .abbreviations import STARTERS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_CLOSERS = "\"'”’»›)\\]}"
_OPENERS = "\"'“‘„«‹([{¿¡*_"
# The runs always match once a stop is found, so a text is read once however hostile it is.
_HIT = re.compile(rf"([.?!…‽。！？｡]+)([{_CLOSERS}]*)(\s*)")
_WORD_LIMIT = 40
_FIRST_LETTER = re.compile(rf"[{re.escape(_OPENERS)}\s]*")
_NEXT_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_POINTED = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}")
_ENUMERATOR = re.compile(
    r"[\W_]*(?:(?:Article|Section|Chapter|Part|Rule|Item|Clause|Paragraph|Step)\s+)?"
    r"(?:\d{1,4}(?:\.\d{1,3})*|[^\W\d_]|[ivxIVX]{1,5})"
)
_KOREA = re.compile(r"(?:south|north) Korea")
_ENDMARK = re.compile(r"-\s?\d+\s?-|-30-|#{2,}")
_CALENDAR = re.compile(
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\b"
    r"|[A-Z]{2,4}\b|[A-Z][a-z]+ [Tt]ime\b"
)


def sentence_ends(
    text: str, begin: int, limit: int, abbreviations: Mapping[str, str]
) -> Iterator[tuple[int, int]]:
    """Give, for each sentence of text[begin:limit] but the last, its end and the next one's start."""
    for hit in _HIT.finditer(text, begin, limit):
        (start, n), (_, stop), (_, close), _ = hit.regs
        if n >= limit:
            return
        if _is_end(text, begin, start, stop, close, n, limit, abbreviations):
            yield close, n
            begin = n


def _is_end(
    text: str,
    begin: int,
    start: int,
    stop: int,
    close: int,
    n: int,
    limit: int,
    abbreviations: Mapping[str, str],
) -> bool:
    mark = text[stop - 1]
    if mark in "。！？｡":
        return True
    if n == close:
        return _is_glued_end(text, begin, start, stop, n, limit)
    following = text[n]
    if following in ".?!…,;:)]}-–—" and (
        following not in "-–—"
        or _ENDMARK.match(text, n)
        or not text[n + 1 : n + 3].strip()[:1].isupper()
    ):
        return False
    first = _FIRST_LETTER.match(text, n, limit).end()
    if first == limit:
        return False
    letter = text[first]
    if letter.islower() and not _KOREA.match(text, first, limit):
        return False
    if mark in "?!‽…" or stop - start > 1:
        return True
    if _ENUMERATOR.fullmatch(text, begin, start):
        return False
    word = _word_before(text, begin, start)
    if close > stop and not text[close - 1] in ")]}":
        return True
    match = _NEXT_WORD.match(text, first, limit)
    next_word = match.group() if match else ""
    rule = abbreviations.get(word) or (abbreviations.get(word.lower()) if len(word) > 1 else None)
    if rule == "before_name" or rule == "before_more":
        return False
    if rule == "before_number":
        return not (
            letter.isdigit() or next_word.isupper() and len(next_word) < 5 and next_word != "I"
        )
    if rule == "clock":
        if next_word in STARTERS:
            return True
        if _CALENDAR.match(text, first):
            return False
        return text.find(" ", begin, start - 1) == -1 or start - begin > 16
    starts = next_word in STARTERS or first > n
    if rule == "either" or _POINTED.fullmatch(word):
        return starts
    if len(word) == 1 and word.isupper() and word.isalpha():
        return starts and (word != "A")
    return True


def _is_glued_end(text: str, begin: int, start: int, stop: int, n: int, limit: int) -> bool:
    letter = text[n]
    if not letter.isupper() or not text[n + 1 : n + 2].isalpha():
        return False
    word = _word_before(text, begin, start)
    if any(c in word for c in "@/\\:.") or len(word) < 2 or word.isupper():
        return False
    if not (word[-1].islower() or word[-1].isdigit() or word[-1] in ")"):
        return False
    ahead = text[n : min(n + _WORD_LIMIT, limit)].split(None, 1)[0]
    return "@" not in ahead and "/" not in ahead


def _word_before(text: str, begin: int, end: int) -> str:
    low = max(begin, end - _WORD_LIMIT)
    piece = text[low:end].rsplit(None, 1)
    return piece[-1].lstrip("\"'“‘„«‹([{¿¡*_-–—").rpartition("-")[2] if piece else ""
