"""Where sentences end inside one paragraph."""

from __future__ import annotations

import re

from ..spans import Span
from .abbreviations import TABLES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from .abbreviations import Lexicon

ASCII_STOPS = ".?!"
STOPS = ".?!…‽。！？｡"
_WIDE_STOPS = "。！？｡"
_CLOSERS = "\"'”’»›)]}」』）】*_"
_OPENERS = "\"'“‘„‚«‹([{¿¡「『（【"
_DASHES = "-–—―"
_QUOTES = "\"“‘„«'"
_ASIDE = ",;:)]}"

# A pattern that begins with one set of characters is searched at full speed, and one that matches
# whenever it has begun reads every text once: no context is asked for here, but in Python below.
_STOP = re.compile(rf"[{STOPS}][{STOPS}{re.escape(_CLOSERS)}]*")
_FACE = r"(?:[:;=8][-^o']?[()\[\]DPp/\\|*]+|<3|\^_?\^)"
_RUN = re.compile(rf"[{STOPS}{re.escape(_CLOSERS)}]*")
_STOP_OR_FACE = re.compile(rf"{_STOP.pattern}|(?<=\s){_FACE}(?=\s)")
_BELOW_EYES = frozenset("-^')(DP*|")

_RUN_MARKS = frozenset(STOPS + _CLOSERS)
_SPACE = re.compile(r"\s*")
_LEAD = re.compile(rf"[{re.escape(_OPENERS + _DASHES)}\s*_]*")
_WORD = re.compile(r"[^\W_]+")
_JOINT = re.compile(r"[-–—―/…]")
_POINTED = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}|[^\W\d_]")
_NUMBER = re.compile(
    r"[#№§(\[]*\d|(?!I['’ ](?!of\b|and\b)[a-z])[IVXLC]+\b|(?!A [a-z]|I['’ ])[A-Z]\b|[a-z]\)"
)
# What stands after a stop and still belongs to its sentence: notes, omissions, faces, end marks,
# and closers that stand apart.
_TAIL = re.compile(
    rf"\s*-\s?\d+\s?-|\s*\[(?:\d{{1,3}}|\.\.\.|…|citation needed)\]|\s*\[[a-z]\](?=\s)|\s+[”’»›)\]}}]+(?=[\s.,;]|\Z)|\s+[\"'](?=\s)"
    rf"|\s+{_FACE}(?=\s|\Z)|\s+-30-|\s+[*#]{{3,}}(?=\s|\Z)"
)
_TAIL_STARTS = frozenset("[\"'”’»›)]}:;=8<^-*#")
_FLOATING = re.compile(r"(?:\s\.){3}\s+[^\W\d_]")
_CITATION = re.compile(r"\([^()]{1,80}\)[.,;]")
_SOUTH = re.compile(r"(?:south|north) Korea")
_TIME_LEAD = re.compile(
    r"\W*(?:At|By|Before|After|Around|About|Until|From|Since|On|Between)\b[^.?!]{0,40}\b[aApP]\.[mM]"
)
_HOURS_NAME = re.compile(r"[A-Z]\w+ [Tt]ime\b")
_FILE_ENDINGS = frozenset(("com", "net", "org", "gov", "edu", "info", "html", "htm", "js", "py"))

_STARTERS = TABLES["starters"]
_SURE_STARTERS = _STARTERS - TABLES["names"]
_LOWER_STARTERS = frozenset(word.lower() for word in TABLES["clause_starters"])
_VERBS = "|".join(sorted(TABLES["reporting"]))
# What reports a question or exclamation: after a quotation, a name and its verb; after none, only
# where the verb is followed by a stop or comma.
_REPORTED = re.compile(rf"(?:I |(?:[A-Z][\w'’.-]*\s){{1,3}})(?:{_VERBS})\b")
_SHORTLY_REPORTED = re.compile(rf"(?:I|(?!(?:He|She|They|We|It|You)\b)[A-Z]\w+)\s(?:{_VERBS})[.,]")
_REPORTED_BEFORE_LOWER = re.compile(rf"(?:(?:he|she|they|we|it|you|the\s\w+)\s)?(?:{_VERBS})\b")
_HEADING = re.compile(
    rf"[\W_]*(?:(?:{'|'.join(sorted(TABLES['headings']))})\.?\s+)?"
    r"(?:\d{1,3}(?:\.\d{1,3})*|[IVXLC]{1,6}|[ivx]{1,4}|[^\W\d_])"
)
_HEADING_LENGTH = 24
_WORD_LENGTH = 40


def has_faces(text: str) -> bool:
    """Tell whether there may be a face such as `:-)` in `text`; sooner than a pattern could."""
    for eyes in ":;=<":
        at = text.find(eyes)
        while at >= 0:
            if text[at + 1 : at + 2] in _BELOW_EYES:
                return True
            at = text.find(eyes, at + 1)
    return False


def sentences(
    text: str, begin: int, limit: int, stops: list[str], faces: bool, lexicon: Lexicon
) -> Iterator[Span]:
    """Give the sentences of the paragraph text[begin:limit], in which no stops but `stops` stand."""
    find = text.find
    new = tuple.__new__
    search = _STOP_OR_FACE.search if faces else _STOP.search
    only_full_stops = stops == ["."] and not faces
    abbreviations = lexicon.forms
    last = limit - 1
    at = begin
    while True:
        if only_full_stops:
            # str.find reads some ten times faster than a pattern.
            start = find(".", at, last)
            if start < 0:
                break
            at = start + 1
            if text[at] in _RUN_MARKS:
                at = _RUN.match(text, at, limit).end()
                if at == limit:
                    break
        else:
            hit = search(text, at, limit)
            if hit is None:
                break
            start, at = hit.span()
            if at == limit:
                break
        gap = text[at]
        if gap == " ":
            following = at + 1
            ahead = text[following]
            # The plain case, by far the most: a word, a stop, a space, a capital.
            if "A" <= ahead <= "Z" and at == start + 1:
                word = text[text.rfind(" ", begin, start) + 1 : start]
                if (
                    word.isalpha()
                    and word not in abbreviations
                    and (start - begin > _HEADING_LENGTH or word.islower())
                    and len(word) > 1
                    and (text[start] == "." or not _SHORTLY_REPORTED.match(text, following))
                ):
                    yield new(Span, (begin, at))
                    begin = following
                    continue
            elif ahead.islower() and start - begin > 1 and text[start - 2] == ".":
                continue
        elif text[start] not in _WIDE_STOPS and not gap.isspace():
            # `57.7`, `U.S.`, `etc.,`: plainly nothing ends.
            if (
                gap in _ASIDE
                or gap.isalnum()
                and not (gap.isupper() and text[at + 1 : at + 2] != ".")
            ):
                continue
        stop = Stop(text, begin, start, at, limit, lexicon)
        at = stop.end
        if stop.ends_sentence():
            yield new(Span, (begin, at))
            begin = at = stop.following
    yield new(Span, (begin, limit))


class Stop:
    """A run of stops and closers, with what stands before it and what follows."""

    __slots__ = (
        "begin",
        "end",
        "following",
        "lead",
        "lexicon",
        "limit",
        "next_word",
        "run",
        "start",
        "text",
        "token",
    )

    def __init__(
        self, text: str, begin: int, start: int, close: int, limit: int, lexicon: Lexicon
    ) -> None:
        self.text = text
        self.begin = begin
        """Where the sentence begins."""
        self.start = start
        self.run = text[start:close]
        self.limit = limit
        self.lexicon = lexicon
        following = close + 1 if text[close] == " " else close
        if text[following].isspace():
            following = _SPACE.match(text, following, limit).end()
        if text[following] in _TAIL_STARTS:
            while tail := _TAIL.match(text, close, limit):
                close = tail.end()
            following = _SPACE.match(text, close, limit).end()
        self.end = close
        self.following = following

    def ends_sentence(self) -> bool:
        text, start, run, limit = self.text, self.start, self.run, self.limit
        following = self.following
        if following == limit:
            return False
        ahead = text[following]
        if ahead in _ASIDE:
            return False
        if run[0] not in STOPS:
            return ahead.isupper()
        if run[0] in _WIDE_STOPS:
            return True
        before = text[start - 1] if start > self.begin else ""
        if ahead in STOPS:
            # `compounds. . . . The`: the stop, then an omission that opens the next sentence.
            attached = before not in (" ", ".", "")
            return run == "." and attached and _FLOATING.match(text, self.end, limit) is not None
        if before and before in "([" and run[-1] in ")]":
            return False
        if following == self.end:
            return _is_glued_end(text, self.begin, start, following, limit)
        lead = following
        if not ahead.isalnum():
            lead = _LEAD.match(text, following, limit).end()
            if lead == limit:
                return False
        self.lead = lead
        self.token = _token(text, self.begin, start)
        self.next_word = word[0] if (word := _WORD.match(text, lead, limit)) else ""
        spaced = before.isspace() and text[start - 2] == "."
        if text[lead].islower():
            return (
                (run[-1] not in _CLOSERS or ahead in _QUOTES)
                and ahead not in _DASHES
                and not spaced
                and not run.startswith(("..", "…"))
                and self._ends_before_lower()
            )
        if "?" in run or "!" in run or "‽" in run:
            return not self._is_reported()
        if run[-1] in "\"”’'" and ahead == "(" and _CITATION.match(text, following, limit):
            return False
        if run.startswith(("..", "…")):
            return not before.isspace() or len(run) > 3
        if spaced:
            return text[max(self.begin, start - 6) : start + 1].endswith(". . . .")
        return not self._is_heading() and self._ends_before_capital()

    def _is_heading(self) -> bool:
        """Tell whether the sentence so far is but a number (`2.`, `Article 30.`)."""
        short = self.start - self.begin < _HEADING_LENGTH
        return short and _HEADING.fullmatch(self.text, self.begin, self.start) is not None

    def _is_reported(self) -> bool:
        """Tell whether what follows reports a question or exclamation (`“Why?” Kim asked.`)."""
        if self.next_word in _STARTERS and self.next_word != "I":
            return False
        if self.token in TABLES["exclaimed"]:
            return True
        pattern = _REPORTED if self.run[-1] in _CLOSERS else _SHORTLY_REPORTED
        return pattern.match(self.text, self.lead, self.limit) is not None

    def _ends_before_capital(self) -> bool:
        text, token, lead, limit = self.text, self.token, self.lead, self.limit
        next_word = self.next_word
        rules = self.lexicon.rules_of(token)
        digit = text[lead].isdigit()
        if "before_name" in rules or "before_more" in rules:
            return False
        if "before_number" in rules and _NUMBER.match(text, self.following, limit):
            return False
        if "clock" in rules:
            if next_word in TABLES["after_clock"] or digit or _HOURS_NAME.match(text, lead, limit):
                return False
            return next_word in _STARTERS or not _TIME_LEAD.fullmatch(text, self.begin, self.start)
        if "before_capital" in rules:
            return not digit
        if "unit" in rules and self._is_measured():
            return not digit
        starters = _STARTERS
        if len(token) == 1 and token.isupper():
            starters = _SURE_STARTERS
        elif "either" not in rules and not _POINTED.fullmatch(token):
            return True
        return (
            next_word in starters
            or (len(next_word) > 1 and next_word.capitalize() in starters)
            or (text[self.following] in _QUOTES and text[lead].isupper())
        )

    def _is_measured(self) -> bool:
        word = self.start - len(self.token)
        return self.text[max(self.begin, word - 2) : word].strip()[-1:].isdigit()

    def _ends_before_lower(self) -> bool:
        token = self.token
        next_word = self.next_word
        plain = token.isalpha() and token.islower()
        if self.run != ".":
            if _REPORTED_BEFORE_LOWER.match(self.text, self.lead, self.limit):
                return False
            if token in TABLES["interjections"]:
                return False
            return plain or ("?" in self.run and next_word in _LOWER_STARTERS)
        if self._is_heading():
            return False
        rules = self.lexicon.rules_of(token)
        if _POINTED.fullmatch(token) or rules - {"before_number", "unit"}:
            return False
        if _SOUTH.match(self.text, self.lead, self.limit):
            return True
        opened = self.lead > self.following
        return next_word in _LOWER_STARTERS or (
            not rules and (opened or (plain and len(token) > 2))
        )


def _is_glued_end(text: str, begin: int, start: int, following: int, limit: int) -> bool:
    """Tell whether a sentence ends where the space after it is missing (`list.Korean`)."""
    after = text[following + 1 : following + 2]
    if not text[following].isupper() or not (after.islower() or after in " '’"):
        return False
    token = _token(text, begin, start)
    if any(sign in token for sign in "@/\\:._") or token[:1] == "" or len(token) < 2:
        return False
    if not (token[-1].islower() or token[-1].isdigit() or token[-1] in _CLOSERS):
        return False
    word = _WORD.match(text, following, limit)
    beyond = text[word.end() : word.end() + 1]
    if not word[0][1:].islower() and len(word[0]) > 1:
        return False
    return word[0].lower() not in _FILE_ENDINGS and (beyond not in "@/\\_" or word.end() == limit)


def _token(text: str, begin: int, start: int) -> str:
    """Give the word before a stop, without what opens or joins it (`“Japan-U.S` gives `U.S`)."""
    pieces = text[max(begin, start - _WORD_LENGTH) : start].rsplit(None, 1)
    if not pieces:
        return ""
    token = pieces[-1]
    return token if token.isalpha() else _JOINT.split(token.lstrip(_OPENERS))[-1]
