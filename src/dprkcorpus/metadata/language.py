"""A small check of the language of a text, without a model: by scripts and small words."""

from __future__ import annotations

import re
from functools import cache

import attrs

from ..errors import expect

# A text is judged by slices of its beginning, middle and end: enough words to tell, few enough to
# cost little, and a text that changes its language half way is found out.
_SLICE = 250
# Below these nothing is said. Running text has twice this share of the small words listed; names,
# and languages that are not listed, have far less.
_LEAST_CONFIDENCE = 0.8
_LEAST_SHARE = 0.1
# What a letter of a script weighs when a small word weighs 1: 14 letters are then just enough, more
# than most headlines of Han characters alone, which may be Chinese or Japanese.
_LETTER_WEIGHT = 0.3
_LETTERS = re.compile(r"[^\W\d_]+")


@attrs.frozen
class Language:
    """A language as a BCP 47 tag, None where it cannot be told, and how sure that is, from 0 to 1.

    >>> detect_language("The delegation of the party was met at the airport by the officials.").tag
    'en'
    """

    tag: str | None
    confidence: float


UNKNOWN = Language(None, 0.0)


def detect_language(text: str) -> Language:
    """Tell the language of a text, or that it cannot be told.

    >>> detect_language("El mundo y los pueblos, según el diario, y su lucha hasta hoy.")
    Language(tag='es', confidence=0.875)
    >>> detect_language("Kim Jong Un")
    Language(tag=None, confidence=0.0)

    Where most letters are of a script that tells a language, it is that one. Else the small words
    of the language must be a tenth of all words, and nearly all of the small words of any language.
    Confidence is the share of this evidence among all, of which one more word is put on the other
    side, so that a short text is never sure. The languages are those of `languages.toml`. At most
    750 code points are looked at: a long text takes no longer than a short one.
    """
    expect(text, str, "text")
    if len(text) > 3 * _SLICE:
        middle = len(text) // 2
        text = f"{text[:_SLICE]} {text[middle : middle + _SLICE]} {text[-_SLICE:]}"
    small_words, scripts = _knowledge()
    other_script = 0.0
    # Many bytes a letter is the cheapest sign that there is another script at all.
    if len(text.encode("utf-8", "surrogatepass")) > 1.2 * len(text):
        letters = sum(map(len, _LETTERS.findall(text)))
        count, tag = max((_count(text, *script), tag) for tag, script in scripts.items())
        if 2 * count > letters:
            return _judged(tag, count * _LETTER_WEIGHT, letters * _LETTER_WEIGHT)
        other_script = count / max(letters, 1)
    words = text.split()
    found = list(filter(None, map(small_words.get, words)))
    if len(found) < _LEAST_SHARE * len(words) or not found:
        return UNKNOWN
    tag = max(sorted(set(found)), key=found.count)
    return _judged(tag, found.count(tag) * (1 - other_script), len(found))


def _judged(tag: str, evidence: float, whole: float) -> Language:
    confidence = round(evidence / (whole + 1), 3)
    return Language(tag, confidence) if confidence >= _LEAST_CONFIDENCE else UNKNOWN


def _count(text: str, letters: re.Pattern[str], shared: re.Pattern[str] | None) -> int:
    """Count the letters of a script, and those it shares where it has enough of its own."""
    own = sum(map(len, letters.findall(text)))
    both = own + (sum(map(len, shared.findall(text))) if shared else 0)
    return both if own >= _LEAST_SHARE * both else own


@cache
def _knowledge() -> tuple[
    dict[str, str], dict[str, tuple[re.Pattern[str], re.Pattern[str] | None]]
]:
    """Give the language of each small word, and the letters of each script that tells one."""
    import tomllib

    from importlib_resources import files

    source = files("dprkcorpus") / "metadata" / "languages.toml"
    languages = tomllib.loads(source.read_text(encoding="utf-8"))["language"]
    words = {word: one["tag"] for one in languages for word in one.get("words", ())}
    scripts = {
        one["tag"]: (
            re.compile(f"[{one['letters']}]+"),
            re.compile(f"[{one['shared']}]+") if "shared" in one else None,
        )
        for one in languages
        if "letters" in one
    }
    return words, scripts
