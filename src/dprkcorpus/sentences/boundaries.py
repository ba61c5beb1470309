"""Whether a stop ends a sentence: what stands before it, what it is, what follows."""

from __future__ import annotations

from functools import lru_cache

from .lexicon import LOWER_STARTERS, STARTERS, SURE_STARTERS, TABLES
from .signs import (
    DASHES,
    FACE,
    OPENERS,
    QUOTES,
    STOPS,
    WORD,
    pattern,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .lexicon import Lexicon

HEADING_LENGTH = 24
"""Code points that a heading such as `Article 30.` takes at most."""

NEVER_AHEAD = frozenset(",;:)]}")
"""What follows no end of a sentence."""
EXCLAIMED = TABLES["exclaimed"]
_INTERJECTIONS = TABLES["interjections"]
_REPORTING = TABLES["reporting"]
_ROMAN = frozenset("IVXLCivx")
_JOINTS = "-–—/…"
_LEADING = frozenset(OPENERS + DASHES + "*_ \t\n\xa0")
_WORD_LENGTH = 40
_NUMBER_LENGTH = 3
_REMEMBERED = 1024
"""So many words and headings, 40 code points long at most, are read once though they come often."""

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
TAIL_STARTS = frozenset("[\"'”’»›)]}:;=<^-*#")
_BEFORE_NO_WORD = frozenset("\"'”’»›)]}*#")  # of these, those that no letter or digit goes on
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


def _is_pointed(word: str) -> bool:
    """Tell whether `word` is an initial, or has points inside (`P.T`, `Gen.Stat`)."""
    if len(word) == 1:
        return word.isalpha()
    return "." in word and _POINTED.fullmatch(word) is not None


def word_before(text: str, begin: int, start: int, token: str = "") -> str:
    """Give the word before a stop, without what opens or joins it (`“Japan-U.S` gives `U.S`).

    `token` is what comes right before the stop, as far as it is known.
    """
    if not token or token.isspace():
        token = text[max(begin, start - _WORD_LENGTH) : start]
    return _last_word(token[-_WORD_LENGTH:])


@lru_cache(_REMEMBERED)
def _last_word(token: str) -> str:
    word = token.lstrip(OPENERS)
    if not word.isalnum():
        pieces = word.rsplit(None, 1)
        word = pieces[-1].lstrip(OPENERS) if pieces else ""
        if not word.isalnum():
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
    word = WORD.match(text, at, limit) if text[at].isalnum() else None
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
    ahead = text[following]
    if after.islower():
        ahead = word_at(text, following, limit)
        end = following + len(ahead)
        if (
            not (len(ahead) == 1 or ahead[1:].islower())
            or ahead.lower() in _FILE_ENDINGS
            or (end < limit and text[end] in _UNGLUED_AHEAD)
        ):
            return False
    word = word_before(text, begin, start)
    return (
        len(word) > 1
        and word not in lexicon.never_final
        and (word.isalnum() or _UNGLUED.isdisjoint(word))
        and (ahead in STARTERS or "either" not in (lexicon.rules_of(word) or ()))
    )


def past_tail(text: str, at: int, limit: int) -> tuple[int, int]:
    """Give the end of a sentence that stops right before `at`, and where what follows it starts.

    What still belongs to it is a note, a face, an end mark: `It stopped.[3] -0-`.
    """
    end = at
    while at < limit:
        while text[at].isspace():
            at += 1
        ahead = text[at]
        if ahead not in TAIL_STARTS or (
            ahead in _BEFORE_NO_WORD and text[at + 1 : at + 2].isalnum()
        ):
            break
        tail = _TAIL.match(text, at, limit)
        if tail is None:
            break
        end = at = tail.end()
    return end, at


def ends_sentence(
    text: str,
    begin: int,
    start: int,
    run: str,
    end: int,
    following: int,
    limit: int,
    word: str,
    rules: frozenset[str] | None,
) -> bool:
    """Tell whether the sentence text[begin:end] ends with the run of stops and closers at `start`.

    `word` stands before it, under `rules`; what comes after it and white space is at `following`.
    """
    ahead, before = text[following], text[start - 1]
    lead = following
    if run == "." and not before.isspace():
        if ahead.isalnum() and not ahead.islower():
            return not _is_heading(text, begin, start, word) and _ends_before_capital(
                text, begin, start, following, following, limit, word, rules
            )
    elif run[0] not in STOPS:
        return ahead.isupper()  # a face
    if ahead in STOPS:
        # `compounds. . . . The`: the stop, then an omission that opens the next sentence.
        return (
            ahead in ".…"
            and len(run) == 1
            and before not in " ."
            and _OMISSION.match(text, end, limit) is not None
        )
    if not ahead.isalnum():
        # The first letter or sign past quotes, brackets and dashes decides, if there is one.
        while text[lead] in _LEADING:
            lead += 1
            if lead == limit:
                return False
    spaced = before.isspace() and start - 1 > begin and text[start - 2] == "."
    if text[lead].islower():
        return not spaced and _ends_before_lower(
            text, begin, start, run, following, lead, limit, word, rules
        )
    if run == ".":
        if spaced:
            return text[max(begin, start - 6) : start + 1].endswith(". . . .")
    elif before in "([" and run[-1] in ")]":
        return False
    elif "?" in run or "!" in run or "‽" in run:
        return not _is_reported(text, run, lead, limit, word)
    elif ahead == "(" and run[-1] in QUOTES and _CITATION.match(text, following, limit):
        return False
    elif run.startswith(("..", "…")):
        # `I` has its capital anywhere, and a word said twice is but a stammer.
        return lead > following or word_at(text, following, limit) not in ("I", word)
    elif run[-1] in STOPS:
        return True  # A stop after a bracket (`in the U.S.). Kim`) is no abbreviation's.
    return not _is_heading(text, begin, start, word) and _ends_before_capital(
        text, begin, start, following, lead, limit, word, rules
    )


def _is_heading(text: str, begin: int, start: int, word: str) -> bool:
    """Tell whether the sentence so far is but a number (`2.`, `Article 30.`)."""
    length = start - begin
    if length == len(word):
        if word.isdigit():
            return length <= _NUMBER_LENGTH
    elif length > HEADING_LENGTH or text[begin].isdigit():
        return False
    while not text[begin].isalnum():
        begin += 1
    if start - begin == 1:
        return True
    if text[start - 1] not in _ROMAN and text[start - 2 : start].isalpha():
        return False
    return _reads_as_heading(text[begin:start])


@lru_cache(_REMEMBERED)
def _reads_as_heading(text: str) -> bool:
    heading = _HEADING.fullmatch(text)
    return heading is not None and (
        heading[1] is None or heading[1].capitalize() in TABLES["headings"]
    )


def _is_reported(text: str, run: str, lead: int, limit: int, word: str) -> bool:
    """Tell whether what follows reports a question or exclamation (`“Why?” Kim asked.`)."""
    reported = _BRIEFLY_REPORTED if run[-1] in STOPS else _REPORTED
    clause = reported.match(text, lead, limit)
    if word not in EXCLAIMED and (clause is None or clause[1] not in _REPORTING):
        return False
    next_word = word_at(text, lead, limit)
    return next_word == "I" or next_word not in STARTERS


def _ends_before_capital(
    text: str,
    begin: int,
    start: int,
    following: int,
    lead: int,
    limit: int,
    word: str,
    rules: frozenset[str] | None,
) -> bool:
    """Tell whether a full stop before a capital, a number or a sign ends a sentence."""
    if rules:
        if "before_name" in rules or "before_more" in rules:
            return False
        if "before_number" in rules and _NUMBER.match(text, following, limit):
            return False
        if "clock" in rules:
            return _ends_after_time(text, begin, start, lead, limit, word)
        if "before_capital" in rules or (
            "unit" in rules and _follows_number(text, begin, start - len(word))
        ):
            return not text[lead].isdigit()
        if "either" not in rules:
            return True
    elif word.isdigit():
        return not text.endswith(_LISTS, begin, start - len(word))
    elif not _is_pointed(word):
        return True
    if text[following] in QUOTES and text[lead].isupper():
        return True
    next_word = word_at(text, lead, limit)
    starters = SURE_STARTERS if len(word) == 1 and word.isupper() else STARTERS
    return next_word in starters or (len(next_word) > 1 and next_word.capitalize() in starters)


def _ends_after_time(text: str, begin: int, start: int, lead: int, limit: int, word: str) -> bool:
    next_word = word_at(text, lead, limit)
    if next_word in STARTERS:
        return True
    return not (
        next_word in TABLES["after_clock"]
        or next_word.isdigit()
        or (next_word and _NAMED_TIME.match(text, lead, limit))
        or (start - begin > len(word) and _LEADS_TO_TIME.fullmatch(text, begin, start))
    )


def _follows_number(text: str, begin: int, end: int) -> bool:
    return text[max(begin, end - 2) : end].rstrip()[-1:].isdigit()


def _ends_before_lower(
    text: str,
    begin: int,
    start: int,
    run: str,
    following: int,
    lead: int,
    limit: int,
    word: str,
    rules: frozenset[str] | None,
) -> bool:
    """Tell whether a stop before a word in lower case ends a sentence."""
    ahead, opened = text[following], lead > following
    if opened and ahead in DASHES:
        return False
    if run != "." and (
        (run[-1] not in STOPS and not (opened and ahead in QUOTES)) or run.startswith(("..", "…"))
    ):
        return False
    plain = word.isalpha() and word.islower()
    if run[0] != ".":
        if not (plain and not text[start - 1].isspace()) and not (
            (plain or "?" in run) and word_at(text, lead, limit) in LOWER_STARTERS
        ):
            return False
        if word in _INTERJECTIONS:
            return False
        # A letter alone reports nothing: the sooner known, the slower may a text of them be.
        clause = text[lead : lead + 2].isalpha() and _REPORTED_IN_LOWER.match(text, lead, limit)
        return not clause or clause[1] not in _REPORTING
    if _is_heading(text, begin, start, word):
        return False
    rules = rules or _NO_RULES
    if (rules and rules - {"before_number", "unit"}) or _is_pointed(word):
        return False
    if not plain and _DAY.fullmatch(word):
        return False
    if not rules and (opened or (plain and len(word) > 2)):
        return True
    return (
        word_at(text, lead, limit) in LOWER_STARTERS or _KOREA.match(text, lead, limit) is not None
    )
