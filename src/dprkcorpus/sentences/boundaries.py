"""Whether a stop ends a sentence: what stands before it, what it is, what follows."""

from __future__ import annotations

from functools import cache

from .lexicon import LOWER_STARTERS, STARTERS, SURE_STARTERS, TABLES

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

    from .lexicon import Lexicon

WIDE_STOPS = "。！？｡"
OTHER_STOPS = "?!…‽" + WIDE_STOPS
STOPS = "." + OTHER_STOPS
CLOSERS = r"\"'”’»›)\]}」』）】*_"
FACE = r"(?:[:;=8][-^o']?[()\[\]DPp/\\|*]+|<3|\^_?\^)"
HEADING_LENGTH = 24
"""Code points that a heading such as `Article 30.` takes at most."""

_OPENERS = "\"'“‘„‚«‹([{¿¡「『（【"
_QUOTES = "\"'“‘„‚«‹”’»›"
_DASHES = "-–—―"
_NEVER_AHEAD = frozenset(",;:)]}")
_LEAD = frozenset(_OPENERS + _DASHES + "*_ \t\n\xa0")
_WORD_LENGTH = 40

_WORD = r"[^\W_]+"
_POINTED = r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}|(?:[A-Z][a-z'’]*\.)+[A-Z][a-z'’]*"
_NUMBER = (
    r"[#№§(\[]*\s?\d|(?!I['’ ](?!of\b|and\b)[a-z])[IVXLC]+\b|(?!A [a-z]|I['’ ])[A-Z]\b|[a-z]\)"
)
# What stands after a stop and still belongs to its sentence: end marks, notes, omissions, closers
# that stand apart, faces.
_TAIL = (
    r"\s*-\s?\d+\s?-|\s+-30-|\s+[*#]{3,}(?=\s|\Z)"
    r"|\s*\[(?:\d{1,3}|\.\.\.|…|citation needed)\]|\s*\[[a-z]\](?=\s)"
    rf"|\s+[”’»›)\]}}]+(?=[\s.,;]|\Z)|\s+[\"'](?=\s)|\s+{FACE}(?=\s|\Z)"
)
_TAIL_STARTS = frozenset("[\"'”’»›)]}:;=8<^-*#")
_OMISSION = r"(?:(?:\s\.){3}|\s\.\.\.|\s…)\s+[\"“‘]?[A-Z]"
_CITATION = r"\([^()]{1,80}\)[.,;]"
_KOREA = r"(?:south|north) Korea"
_HEADING = (
    r"[\W_]*(?:([A-Z][A-Za-z]+)\.?\s+)?(?:\d{1,3}(?:\.\d{1,3})*|[IVXLC]{1,6}|[ivx]{1,4}|[^\W\d_])"
)
_LEADS_TO_TIME = (
    r"\W*(?:At|By|Before|After|Around|About|Until|From|Since|On|Between)\b[^.?!]{0,40}"
    r"\b[aApP]\.[mM]"
)
_NAMED_TIME = r"[A-Z]\w+ [Tt]ime\b"
_REPORTED = r"(?:I |(?:[A-Z][\w'’.-]*\s){1,3})([a-z]+)"
_BRIEFLY_REPORTED = r"(?:I|[A-Z]\w+)\s([a-z]+)[.,]"
_REPORTED_IN_LOWER = r"(?:(?:he|she|they|we|it|you|the\s\w+)\s)?([a-z]+)"
_FILE_ENDINGS = frozenset(("com", "net", "org", "gov", "edu", "info", "html", "htm", "js", "py"))


@cache
def pattern(source: str) -> re.Pattern[str]:
    """Give a pattern, compiled when it is first used: most texts need but few of them."""
    import re

    return re.compile(source)


def _past_space(text: str, at: int, limit: int) -> int:
    while at < limit and text[at].isspace():
        at += 1
    return at


def _is_pointed(word: str) -> bool:
    """Tell whether `word` is an initial, or has points inside (`P.T`, `Gen.Stat`)."""
    if len(word) == 1:
        return word.isalpha()
    return "." in word and pattern(_POINTED).fullmatch(word) is not None


class Stop:
    """A run of stops and closers in its sentence."""

    __slots__ = ("begin", "end", "following", "lead", "lexicon", "limit", "run", "start", "text")

    def __init__(
        self, text: str, begin: int, start: int, close: int, limit: int, lexicon: Lexicon
    ) -> None:
        self.text: str = text
        self.begin: int = begin  # of its sentence
        self.start: int = start
        self.run: str = text[start:close]
        self.limit: int = limit
        self.lexicon: Lexicon = lexicon
        following = close + 1 if text[close] == " " else close
        if text[following].isspace():
            following = _past_space(text, following, limit)
        if text[following] in _TAIL_STARTS:
            tail = pattern(_TAIL)
            while close < limit and (found := tail.match(text, close, limit)):
                close = found.end()
                following = _past_space(text, close, limit)
        self.end: int = close  # of its sentence, should it end here
        self.following: int = following
        self.lead: int = following

    def ends_sentence(self) -> bool:
        """Tell whether its sentence ends with it."""
        text, start, following, run = self.text, self.start, self.following, self.run
        if following == self.limit:
            return False
        ahead = text[following]
        if ahead in _NEVER_AHEAD:
            return False
        if run[0] in WIDE_STOPS:
            return True
        if run[0] not in STOPS:
            return start > self.begin and ahead.isupper()  # a face
        before = text[start - 1] if start > self.begin else " "
        if ahead in STOPS:
            # `compounds. . . . The`: the stop, then an omission that opens the next sentence.
            return len(run) == 1 and before not in " ." and self._matches(_OMISSION, self.end)
        if following == self.end:
            return self._ends_glued()
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
        if ahead == "(" and run[-1] in _QUOTES and self._matches(_CITATION, following):
            return False
        if run.startswith(("..", "…")):
            # `I` has its capital anywhere, and a word said twice is but a stammer.
            bare = self.lead == following
            return start > self.begin and not (bare and self._next_word() in ("I", self._word()))
        # A stop after a bracket (`in the U.S.). Kim`) is no abbreviation's.
        return run[-1] in STOPS or (not self._is_heading() and self._ends_before_capital())

    def _matches(self, source: str, at: int) -> bool:
        return pattern(source).match(self.text, at, self.limit) is not None

    def _find_lead(self) -> bool:
        """Find the first letter or sign past quotes, brackets and dashes, if there is one."""
        while self.lead < self.limit and self.text[self.lead] in _LEAD:
            self.lead += 1
        return self.lead < self.limit

    def _word(self) -> str:
        """Give the word before, without what opens or joins it (`“Japan-U.S` gives `U.S`)."""
        text, start = self.text, self.start
        low = max(self.begin, start - _WORD_LENGTH)
        word = text[max(low, text.rfind(" ", low, start) + 1) : start]
        if not word.isalpha():
            pieces = text[low:start].rsplit(None, 1)
            if not pieces:
                return ""
            word = pieces[-1].lstrip(_OPENERS)
            for joint in "-–—/…":
                if joint in word:
                    word = word.rpartition(joint)[2]
        return word

    def _next_word(self) -> str:
        word = pattern(_WORD).match(self.text, self.lead, self.limit)
        return word[0] if word else ""

    def _is_heading(self) -> bool:
        """Tell whether the sentence so far is but a number (`2.`, `Article 30.`)."""
        if self.start - self.begin > HEADING_LENGTH:
            return False
        heading = pattern(_HEADING).fullmatch(self.text, self.begin, self.start)
        return heading is not None and (
            heading[1] is None or heading[1].capitalize() in TABLES["headings"]
        )

    @staticmethod
    def is_reported_by(text: str, at: int, limit: int) -> bool:
        """Tell whether text[at:limit] starts with a brief report (`Kim asked.`)."""
        clause = pattern(_BRIEFLY_REPORTED).match(text, at, limit)
        return clause is not None and clause[1] in TABLES["reporting"]

    def _is_reported(self) -> bool:
        """Tell whether what follows reports a question or exclamation (`“Why?” Kim asked.`)."""
        next_word = self._next_word()
        if next_word in STARTERS and next_word != "I":
            return False
        if self._word() in TABLES["exclaimed"]:
            return True
        if self.run[-1] in STOPS:
            return self.is_reported_by(self.text, self.lead, self.limit)
        clause = pattern(_REPORTED).match(self.text, self.lead, self.limit)
        return clause is not None and clause[1] in TABLES["reporting"]

    def _ends_before_capital(self) -> bool:
        """Tell whether a full stop before a capital, a number or a sign ends a sentence."""
        word = self._word()
        rules = self.lexicon.rules_of(word)
        if rules:
            if "before_name" in rules or "before_more" in rules:
                return False
            if "before_number" in rules and self._matches(_NUMBER, self.following):
                return False
            if "clock" in rules:
                return self._ends_after_time()
            if "before_capital" in rules or ("unit" in rules and self._before(word)[-1:].isdigit()):
                return not self.text[self.lead].isdigit()
            if "either" not in rules:
                return True
        elif not _is_pointed(word):
            return not (word.isdigit() and self._before(word)[-1:] in (":", ";"))
        starters = SURE_STARTERS if len(word) == 1 and word.isupper() else STARTERS
        next_word = self._next_word()
        return (
            next_word in starters
            or (len(next_word) > 1 and next_word.capitalize() in starters)
            or (self.text[self.following] in _QUOTES and self.text[self.lead].isupper())
        )

    def _ends_after_time(self) -> bool:
        next_word = self._next_word()
        if next_word in STARTERS:
            return True
        return not (
            next_word in TABLES["after_clock"]
            or next_word.isdigit()
            or self._matches(_NAMED_TIME, self.lead)
            or pattern(_LEADS_TO_TIME).fullmatch(self.text, self.begin, self.start)
        )

    def _before(self, word: str) -> str:
        """Give what stands right before the word before, of two characters at most."""
        end = self.start - len(word)
        return self.text[max(self.begin, end - 2) : end].strip()

    def _ends_before_lower(self, ahead: str) -> bool:
        """Tell whether a stop before a word in lower case ends a sentence."""
        run = self.run
        opened = self.lead > self.following
        if opened and ahead in _DASHES:
            return False
        if run != "." and (
            (run[-1] not in STOPS and not (opened and ahead in _QUOTES))
            or run.startswith(("..", "…"))
        ):
            return False
        word = self._word()
        plain = word.isalpha() and word.islower()
        if run[0] != ".":
            clause = pattern(_REPORTED_IN_LOWER).match(self.text, self.lead, self.limit)
            if clause is not None and clause[1] in TABLES["reporting"]:
                return False
            if word in TABLES["interjections"]:
                return False
            starts = self._next_word() in LOWER_STARTERS
            before = self.text[self.start - 1]
            return (plain and not before.isspace()) or (starts and (plain or "?" in run))
        if self._is_heading():
            return False
        rules = self.lexicon.rules_of(word)
        if rules - {"before_number", "unit"} or _is_pointed(word):
            return False
        if not rules and (opened or (plain and len(word) > 2)):
            return True
        return self._next_word() in LOWER_STARTERS or self._matches(_KOREA, self.lead)

    def _ends_glued(self) -> bool:
        """Tell whether a sentence ends where the space after it is missing (`list.Korean`)."""
        text, following = self.text, self.following
        after = text[following + 1] if following + 1 < self.limit else " "
        if not text[following].isupper() or not (after.islower() or after in " '’"):
            return False
        word = self._word()
        last = word[-1:]
        if len(word) < 2 or not (last.islower() or last.isdigit() or last in "\"'”’)"):
            return False
        if any(sign in word for sign in "@/\\:._") or word in self.lexicon.never_final:
            return False
        next_word = self._next_word()
        if next_word not in STARTERS and "either" in self.lexicon.rules_of(word):
            return False
        end = following + len(next_word)
        return (
            (next_word[1:].islower() or len(next_word) == 1)
            and next_word.lower() not in _FILE_ENDINGS
            and (end == self.limit or text[end] not in "@/\\_")
        )
