"""Whether a stop ends a sentence: what stands before it, what it is, what follows."""

from __future__ import annotations

from .lexicon import LOWER_STARTERS, STARTERS, SURE_STARTERS, TABLES
from .signs import (
    DASHES,
    FACE,
    OPENERS,
    QUOTES,
    STOPS,
    WIDE_STOPS,
    WORD,
    one_of,
    pattern,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

    from .lexicon import Lexicon

HEADING_LENGTH = 24
"""Code points that a heading such as `Article 30.` takes at most."""

_NEVER_AHEAD = frozenset(",;:)]}")
EXCLAIMED = TABLES["exclaimed"]
_INTERJECTIONS = TABLES["interjections"]
_REPORTING = TABLES["reporting"]
_ROMAN = frozenset("IVXLCivx")
_JOINTS = "-–—/…"
_WORD_LENGTH = 40
_NUMBER_LENGTH = 3

_LEAD = pattern(one_of(OPENERS + DASHES + "*_ \t\n\xa0") + "*")
_POINTED = pattern(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}|(?:[A-Z][a-z'’]*\.)+[A-Z][a-z'’]*")
_NUMBER = pattern(
    r"[#№§(\[]*\s?\d|(?!I['’ ](?!of\b|and\b)[a-z])[IVXLC]+\b|(?!A [a-z]|I['’ ])[A-Z]\b|[a-z]\)"
)
# What stands after a stop and still belongs to its sentence: end marks, notes, omissions; after
# white space also closers and faces.
_TAIL = pattern(
    r"-\s?\d+\s?-|\[(?:\d{1,3}|\.\.\.|…|citation needed)\]|\[[a-z]\](?=\s)"
    r"|(?<=\s)(?:[\"'](?=\s)|[”’»›)\]}]+(?=[\s.,;]|\Z)|[*#]{3,}(?=\s|\Z)"
    rf"|{FACE}(?=\s|\Z))"
)
_TAIL_STARTS = frozenset("[\"'”’»›)]}:;=8<^-*#")
_OMISSION = pattern(r"(?:(?:\s\.){3}|\s\.\.\.|\s…)\s+[\"“‘]?[A-Z]")
_CITATION = pattern(r"\([^()]{1,80}\)[.,;]")
_KOREA = pattern(r"(?:south|north) Korea")
_HEADING = pattern(
    r"[\W_]*(?:([A-Z][A-Za-z]+)\.?\s+)?(?:\d{1,3}(?:\.\d{1,3})*|[IVXLC]{1,6}|[ivx]{1,4}|[^\W\d_]\d{0,2})"
)
_LEADS_TO_TIME = pattern(
    r"\W*(?:At|By|Before|After|Around|About|Until|From|Since|On|Between)\b[^.?!]{0,40}"
    r"\b[aApP]\.[mM]"
)
_DAY = pattern(r"(?:Juche\s?)?\d{2,4}\.\d{1,2}\.\d{1,2}")
_NAMED_TIME = pattern(r"[A-Z]\w+ [Tt]ime\b")
_REPORTED = pattern(r"(?:I |(?:[A-Z][\w'’.-]*\s){1,5})([a-z]+)")
_BRIEFLY_REPORTED = pattern(r"(?:I|[A-Z]\w+)\s([a-z]+)[.,]")
_REPORTED_IN_LOWER = pattern(r"(?:(?:he|she|they|we|it|you|the\s\w+)\s)?([a-z]+)")
_LISTS = (": ", "; ", ":", ";")
_UNGLUED = frozenset("@/\\:._")
_UNGLUED_AHEAD = frozenset("@/\\_")
_NO_RULES: frozenset[str] = frozenset()
_FILE_ENDINGS = frozenset(("com", "net", "org", "gov", "edu", "info", "html", "htm", "js", "py"))


def _past_space(text: str, at: int, limit: int) -> int:
    while at < limit and text[at].isspace():
        at += 1
    return at


def _is_pointed(word: str) -> bool:
    """Tell whether `word` is an initial, or has points inside (`P.T`, `Gen.Stat`)."""
    if len(word) == 1:
        return word.isalpha()
    return "." in word and _POINTED.fullmatch(word) is not None


def word_before(text: str, begin: int, start: int) -> str:
    """Give the word before a stop, without what opens or joins it (`“Japan-U.S` gives `U.S`)."""
    if start - begin > _WORD_LENGTH:
        begin = start - _WORD_LENGTH
    word = text[text.rfind(" ", begin, start) + 1 or begin : start]
    if not word.isalnum():
        pieces = word.rsplit(None, 1)
        if not pieces:
            pieces = text[begin:start].rsplit(None, 1)
        word = pieces[-1].lstrip(OPENERS) if pieces else ""
        for joint in _JOINTS:
            if joint in word:
                word = word.rpartition(joint)[2]
    return word


def is_reported_by(text: str, at: int, limit: int) -> bool:
    """Tell whether text[at:limit] starts with a brief report (`Kim asked.`)."""
    clause = _BRIEFLY_REPORTED.match(text, at, limit)
    return clause is not None and clause[1] in _REPORTING


def word_at(text: str, at: int, limit: int) -> str:
    """Give the word that text[at:limit] starts with, if it does."""
    word = WORD.match(text, at, limit)
    return word[0] if word else ""


def ends_glued(
    text: str, begin: int, start: int, following: int, limit: int, lexicon: Lexicon
) -> bool:
    """Tell whether a sentence ends where the space after it is missing (`list.Korean`)."""
    after = text[following + 1] if following + 1 < limit else " "
    if not text[following].isupper() or not (after.islower() or after in " '’"):
        return False
    last = text[start - 1] if start > begin else ""
    if not (last.islower() or last.isdigit() or last in "\"'”’)"):
        return False
    word = word_before(text, begin, start)
    if len(word) < 2 or word in lexicon.never_final:
        return False
    if not (word.isalnum() or _UNGLUED.isdisjoint(word)):
        return False
    ahead = word_at(text, following, limit)
    if ahead not in STARTERS and "either" in (lexicon.rules_of(word) or ()):
        return False
    end = following + len(ahead)
    return (
        (len(ahead) == 1 or ahead[1:].islower())
        and ahead.lower() not in _FILE_ENDINGS
        and (end == limit or text[end] not in _UNGLUED_AHEAD)
    )


def past_tail(text: str, at: int, limit: int) -> int:
    """Give where what belongs to the stop right before `at` ends: a note, a face, an end mark."""
    found = _TAIL.match(text, at, limit)
    return found.end() if found else at


class Stop:
    """A run of stops and closers in its sentence, the word before it and that word's rules."""

    __slots__ = (
        "begin",
        "end",
        "following",
        "lead",
        "limit",
        "rules",
        "run",
        "start",
        "text",
        "word",
    )

    def __init__(
        self,
        text: str,
        begin: int,
        start: int,
        run: str,
        close: int,
        limit: int,
        word: str,
        rules: frozenset[str] | None,
    ) -> None:
        self.text: str = text
        self.begin: int = begin  # of its sentence
        self.start: int = start
        self.run: str = run
        self.limit: int = limit
        self.word: str = word
        self.rules: frozenset[str] | None = rules
        following = close
        while following < limit:
            if text[following].isspace():
                following = _past_space(text, following + 1, limit)
            if text[following] not in _TAIL_STARTS:
                break
            tail_end = past_tail(text, following, limit)
            if tail_end == following:
                break
            close = following = tail_end
        self.end: int = close  # of its sentence, should it end here
        self.following: int = following
        self.lead: int = following

    def ends_sentence(self) -> bool:
        """Tell whether its sentence ends with it."""
        text, start, following, run = self.text, self.start, self.following, self.run
        if following == self.limit:
            return False
        ahead, before = text[following], text[start - 1]
        apart = following > self.end
        if run == "." and apart and ahead.isalnum() and not (ahead.islower() or before.isspace()):
            return not self._is_heading() and self._ends_before_capital()
        if ahead in _NEVER_AHEAD:
            return False
        if run[0] in WIDE_STOPS:
            return True
        if run[0] not in STOPS:
            return ahead.isupper()  # a face
        if ahead in STOPS:
            # `compounds. . . . The`: the stop, then an omission that opens the next sentence.
            return (
                apart
                and len(run) == 1
                and before not in " ."
                and self._matches(_OMISSION, self.end)
            )
        if not apart:
            return ahead.isupper()  # after a note
        if not ahead.isalnum() and not self._find_lead():
            return False
        spaced = before.isspace() and start - 1 > self.begin and text[start - 2] == "."
        if text[self.lead].islower():
            return not spaced and self._ends_before_lower(ahead)
        if run == ".":
            if spaced:
                return text[max(self.begin, start - 6) : start + 1].endswith(". . . .")
            return not self._is_heading() and self._ends_before_capital()
        if before in "([" and run[-1] in ")]":
            return False
        if "?" in run or "!" in run or "‽" in run:
            return not self._is_reported()
        if ahead == "(" and run[-1] in QUOTES and self._matches(_CITATION, following):
            return False
        if run.startswith(("..", "…")):
            # `I` has its capital anywhere, and a word said twice is but a stammer.
            bare = self.lead == following
            return not (bare and word_at(text, following, self.limit) in ("I", self.word))
        # A stop after a bracket (`in the U.S.). Kim`) is no abbreviation's.
        return run[-1] in STOPS or (not self._is_heading() and self._ends_before_capital())

    def _matches(self, pattern: re.Pattern[str], at: int) -> bool:
        return pattern.match(self.text, at, self.limit) is not None

    def _find_lead(self) -> bool:
        """Find the first letter or sign past quotes, brackets and dashes, if there is one."""
        lead = _LEAD.match(self.text, self.following, self.limit)
        self.lead = lead.end() if lead else self.following
        return self.lead < self.limit

    def _is_heading(self) -> bool:
        """Tell whether the sentence so far is but a number (`2.`, `Article 30.`)."""
        text, begin, start = self.text, self.begin, self.start
        length = start - begin
        if length == len(self.word):
            if self.word.isdigit():
                return length <= _NUMBER_LENGTH
        elif length > HEADING_LENGTH or text[begin].isdigit():
            return False
        if length > 1 and text[start - 1] not in _ROMAN and text[start - 2 : start].isalpha():
            return False
        heading = _HEADING.fullmatch(self.text, self.begin, self.start)
        return heading is not None and (
            heading[1] is None or heading[1].capitalize() in TABLES["headings"]
        )

    def _is_reported(self) -> bool:
        """Tell whether what follows reports a question or exclamation (`“Why?” Kim asked.`)."""
        reported = _BRIEFLY_REPORTED if self.run[-1] in STOPS else _REPORTED
        clause = reported.match(self.text, self.lead, self.limit)
        if self.word not in EXCLAIMED and (clause is None or clause[1] not in _REPORTING):
            return False
        next_word = word_at(self.text, self.lead, self.limit)
        return next_word == "I" or next_word not in STARTERS

    def _ends_before_capital(self) -> bool:
        """Tell whether a full stop before a capital, a number or a sign ends a sentence."""
        word, rules = self.word, self.rules
        if rules:
            if "before_name" in rules or "before_more" in rules:
                return False
            if "before_number" in rules and self._matches(_NUMBER, self.following):
                return False
            if "clock" in rules:
                return self._ends_after_time()
            if "before_capital" in rules or ("unit" in rules and self._follows_number()):
                return not self.text[self.lead].isdigit()
            if "either" not in rules:
                return True
        elif word.isdigit():
            return not self.text.endswith(_LISTS, self.begin, self.start - len(word))
        elif not _is_pointed(word):
            return True
        starters = SURE_STARTERS if len(word) == 1 and word.isupper() else STARTERS
        next_word = word_at(self.text, self.lead, self.limit)
        return (
            next_word in starters
            or (len(next_word) > 1 and next_word.capitalize() in starters)
            or (self.text[self.following] in QUOTES and self.text[self.lead].isupper())
        )

    def _ends_after_time(self) -> bool:
        next_word = word_at(self.text, self.lead, self.limit)
        if next_word in STARTERS:
            return True
        return not (
            next_word in TABLES["after_clock"]
            or next_word.isdigit()
            or self._matches(_NAMED_TIME, self.lead)
            or _LEADS_TO_TIME.fullmatch(self.text, self.begin, self.start)
        )

    def _follows_number(self) -> bool:
        end = self.start - len(self.word)
        return self.text[max(self.begin, end - 2) : end].rstrip()[-1:].isdigit()

    def _ends_before_lower(self, ahead: str) -> bool:
        """Tell whether a stop before a word in lower case ends a sentence."""
        run = self.run
        opened = self.lead > self.following
        if opened and ahead in DASHES:
            return False
        if run != "." and (
            (run[-1] not in STOPS and not (opened and ahead in QUOTES))
            or run.startswith(("..", "…"))
        ):
            return False
        word = self.word
        plain = word.isalpha() and word.islower()
        if run[0] != ".":
            if not (plain and not self.text[self.start - 1].isspace()) and not (
                (plain or "?" in run)
                and word_at(self.text, self.lead, self.limit) in LOWER_STARTERS
            ):
                return False
            clause = _REPORTED_IN_LOWER.match(self.text, self.lead, self.limit)
            return word not in _INTERJECTIONS and (clause is None or clause[1] not in _REPORTING)
        if self._is_heading():
            return False
        rules = self.rules or _NO_RULES
        if (rules and rules - {"before_number", "unit"}) or _is_pointed(word):
            return False
        if not plain and _DAY.fullmatch(word):
            return False
        if not rules and (opened or (plain and len(word) > 2)):
            return True
        return word_at(self.text, self.lead, self.limit) in LOWER_STARTERS or self._matches(
            _KOREA, self.lead
        )
