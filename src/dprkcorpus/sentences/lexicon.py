"""What the splitter knows about words, read from `abbreviations.toml` beside this file."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_RULES = (
    "before_name",
    "before_more",
    "before_number",
    "before_capital",
    "unit",
    "either",
    "clock",
)
_NO_RULES: frozenset[str] = frozenset()


def _tables(source: str) -> dict[str, frozenset[str]]:
    """Read the one form of TOML that the file keeps to: `tomllib` alone takes 17 ms to import."""
    pieces = source.split('"""')
    tables: dict[str, frozenset[str]] = {}
    name = ""
    for head, words in zip(pieces[::2], pieces[1::2], strict=False):
        for line in head.splitlines():
            if line.startswith("["):
                name = line.strip("[]")
        tables[name] = tables.get(name, _NO_RULES).union(words.split())
    return tables


# By the loader, which reads from a zip as well; importlib.resources costs more than all of this.
_FILE = __file__.removesuffix("lexicon.py") + "abbreviations.toml"
TABLES = _tables(__loader__.get_data(_FILE).decode())  # type: ignore[name-defined]
STARTERS = TABLES["starters"]
SURE_STARTERS = STARTERS - TABLES["names"]
LOWER_STARTERS = TABLES["clause_starters"]


class Lexicon:
    """Abbreviations and the rules that each is under; immutable."""

    __slots__ = ("_rules", "forms", "never_final")

    def __init__(self, rules: Mapping[str, frozenset[str]]) -> None:
        self._rules = rules
        self.forms: frozenset[str] = frozenset(
            form for word in rules for form in (word, word.upper(), word.capitalize())
        )
        """All that may be an abbreviation, to see soon that a word is none."""
        self.never_final: frozenset[str] = frozenset(
            word for word, under in rules.items() if not under.isdisjoint(_RULES[:2])
        )

    def rules_of(self, word: str) -> frozenset[str]:
        """Give the rules that `word` is under, none if it is no abbreviation.

        >>> LEXICON.rules_of("ETC"), LEXICON.rules_of("GEN"), LEXICON.rules_of("gen")
        (frozenset({'before_capital'}), frozenset({'before_name'}), frozenset())
        """
        if word not in self.forms:
            return _NO_RULES
        known = self._rules
        rules = known.get(word) or (len(word) > 1 and known.get(word.lower()))
        if not rules and word.isupper():
            # In capitals, `SAT` and `WASH` are words much rather than a day and a state.
            rules = known.get(word.capitalize(), _NO_RULES) - {"either"}
        return rules or _NO_RULES

    def with_words(self, words: Iterable[str]) -> Lexicon:
        """Give a lexicon that knows `words` as well: they never end a sentence."""
        bare = (word.removesuffix(".") for word in words)
        return Lexicon({**self._rules, **dict.fromkeys(bare, frozenset(_RULES[:1]))})


def _known() -> dict[str, frozenset[str]]:
    rules: dict[str, frozenset[str]] = {}
    for rule in _RULES:
        alone = frozenset((rule,))
        for word in TABLES[rule]:
            rules[word] = rules[word] | alone if word in rules else alone
    return rules


LEXICON = Lexicon(_known())
