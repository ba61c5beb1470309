"""From a paragraph to its sentences: finds the stops, and sees at once through the plain ones."""

from __future__ import annotations

from .boundaries import (
    EXCLAIMED,
    HEADING_LENGTH,
    NEVER_AHEAD,
    ends_glued,
    ends_sentence,
    is_reported_by,
    past_tail,
    word_before,
)
from .signs import BELOW_EYES, CLOSERS, EYES, STOPS, WIDE_STOPS, WORD, one_of, pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .lexicon import Lexicon

# A pattern that starts with one set of characters is searched at full speed, and one that matches
# whenever it has started reads every text once: context is asked for by Python, or by look-behind.
_REST = one_of(STOPS + CLOSERS) + "*"
_RUNS = pattern(one_of(STOPS) + _REST)
_RUNS_AND_FACES = pattern(
    one_of(STOPS + EYES) + rf"(?:(?<={one_of(STOPS)}){_REST}|(?<=\s.){BELOW_EYES}(?=\s))"
)
_RUN_MARKS = frozenset(STOPS + CLOSERS)
_BELOW_EYES = frozenset("-^')(DP*|")
_GLUED_TAIL = frozenset("[-")


def has_faces(text: str) -> bool:
    """Tell whether there may be a face such as `:-)` in `text`, sooner than a pattern could."""
    for eyes in ":;=":
        at = text.find(eyes)
        while at >= 0:
            if text[at + 1 : at + 2] in _BELOW_EYES:
                return True
            at = text.find(eyes, at + 1)
    return "<3" in text or "^^" in text or "^_^" in text


def sentences(
    text: str,
    begin: int,
    limit: int,
    lexicon: Lexicon,
    only_full_stops: bool,
    faces: bool,
) -> list[tuple[int, int]]:
    """Give the sentences of the paragraph text[begin:limit].

    `only_full_stops` says that it holds no other stops, `faces` that it may hold faces.
    """
    find, rfind = text.find, text.rfind
    search = None if only_full_stops else (_RUNS_AND_FACES if faces else _RUNS).search
    rules_of, never_final = lexicon.rules_of, lexicon.never_final
    out: list[tuple[int, int]] = []
    at: int = begin
    start: int
    word: str | None
    while True:
        if at == begin and not text[at].isalnum():
            # A sentence has a word: what stands before its first one ends nothing.
            at += 1
            if at == limit or not text[at].isalnum():
                first_word = WORD.search(text, at, limit)
                if first_word is None:
                    break
                at = first_word.start()
        if search is None:
            # str.find reads some ten times faster than a pattern.
            start = find(".", at, limit)
            if start < 0:
                break
            at = start + 1
            while at < limit and text[at] in _RUN_MARKS:
                at += 1
        else:
            hit = search(text, at, limit)
            if hit is None:
                break
            start, at = hit.span()
        if at == limit:
            break
        sign, gap = text[start], text[at]
        if gap.isspace():
            ahead = text[at + 1]
            word = text[rfind(gap, begin, start) + 1 or begin : start]
            if not word.isalnum():
                if sign == "." == ahead and text[start - 1] in " .":
                    continue  # one of the stops of `. . .`
                word = word_before(text, begin, start, word)
            rules = rules_of(word)
            if at == start + 1:
                if sign != ".":
                    plain = sign in "?!" and word.isalnum() and word not in EXCLAIMED
                elif word in never_final:
                    continue
                elif len(word) == 1 or "." in word:
                    # Initials and the like come in rows (`J. K. Rowling`).
                    if (rules is not None or word.isalpha()) and (
                        ahead.islower() or text[at + 2 : at + 3] == "."
                    ):
                        continue
                    plain = False
                else:
                    plain = (
                        rules is None
                        and word.isalpha()
                        and (start - begin > HEADING_LENGTH or word.islower())
                    )
                # The plain case, by far the most: a word, a stop, a space, a capital.
                if (
                    plain
                    and "A" <= ahead <= "Z"
                    and (sign == "." or not is_reported_by(text, at + 1, limit))
                ):
                    out.append((begin, at))
                    begin = at = at + 1
                    continue
        elif gap.isalnum():
            # `57.7`, `U.S.`, `list.Korean`: without a space only a capital may start a sentence.
            if sign in WIDE_STOPS or (
                gap.isupper() and ends_glued(text, begin, start, at, limit, lexicon)
            ):
                out.append((begin, at))
                begin = at
            continue
        elif sign in WIDE_STOPS or gap in _GLUED_TAIL:
            word = rules = None
        else:
            continue
        end, following = past_tail(text, at, limit)
        if following == limit or text[following] in NEVER_AHEAD:
            at = end
            continue
        if following == end:
            # A note right after the stop, and no space after it (`held.[3]It`).
            if sign not in WIDE_STOPS and (end == at or not text[following].isupper()):
                at = end
                continue
        elif sign not in WIDE_STOPS:
            if word is None:
                word = word_before(text, begin, start)
                rules = rules_of(word)
            run = text[start:at]
            if not ends_sentence(text, begin, start, run, end, following, limit, word, rules):
                at = end
                continue
        out.append((begin, end))
        begin = at = following
    out.append((begin, limit))
    return out
