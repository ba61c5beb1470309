"""What the splitter knows about words, read from `abbreviations.toml` beside this file."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_RULES = (
    "before_name",
    "before_more",
    "before_number",
    "before_capital",
    "unit",
    "either",
    "clock",
)
_EITHER = frozenset(("either",))


def _tables(source: str) -> dict[str, frozenset[str]]:
    """Read the one form of TOML that the file keeps to: `tomllib` alone takes 17 ms to import."""
    pieces = source.split('"""')
    tables: dict[str, frozenset[str]] = {}
    name = ""
    for head, words in zip(pieces[::2], pieces[1::2], strict=False):
        for line in head.splitlines():
            if line.startswith("["):
                name = line.strip("[]")
        tables[name] = tables.get(name, frozenset()).union(words.split())
    return tables


# By the loader, which reads from a zip as well; importlib.resources costs more than all of this.
_FILE = __file__.removesuffix("lexicon.py") + "abbreviations.toml"
TABLES = _tables(__loader__.get_data(_FILE).decode())  # type: ignore[name-defined]
STARTERS = TABLES["starters"]
SURE_STARTERS = STARTERS - TABLES["names"]
LOWER_STARTERS = TABLES["clause_starters"]


class Lexicon:
    """Abbreviations and the rules that each is under; immutable."""

    __slots__ = ("_known", "never_final", "rules_of")

    def __init__(self, known: Mapping[str, frozenset[str]]) -> None:
        self._known = known
        rules: dict[str, frozenset[str]] = {}
        for word, under in known.items():
            if word.islower():
                if len(word) > 1:
                    rules[word.upper()] = rules[word.capitalize()] = under
            elif word.upper() not in rules:
                # In capitals, `SAT` and `WASH` are words much rather than a day and a state.
                rules[word.upper()] = under - _EITHER
        rules.update(known)
        self.rules_of: Callable[[str], frozenset[str] | None] = rules.get
        """The rules that a word is under, None if it is no abbreviation.

        >>> LEXICON.rules_of("ETC"), LEXICON.rules_of("GEN"), LEXICON.rules_of("gen")
        (frozenset({'before_capital'}), frozenset({'before_name'}), None)
        """
        self.never_final: frozenset[str] = frozenset(
            word for word, under in known.items() if not under.isdisjoint(_RULES[:2])
        )

    def with_words(self, words: Iterable[str]) -> Lexicon:
        """Give a lexicon that knows `words` as well: they never end a sentence."""
        bare = (word.removesuffix(".") for word in words)
        return Lexicon({**self._known, **dict.fromkeys(bare, frozenset(_RULES[:1]))})


def _known() -> dict[str, frozenset[str]]:
    rules: dict[str, frozenset[str]] = {}
    for rule in _RULES:
        alone = frozenset((rule,))
        for word in TABLES[rule]:
            rules[word] = rules[word] | alone if word in rules else alone
    return rules


LEXICON = Lexicon(_known())
