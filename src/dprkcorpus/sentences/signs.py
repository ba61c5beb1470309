"""The signs that end and close sentences, and patterns that cost nothing until they are used."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

WIDE_STOPS = "。！？｡"
OTHER_STOPS = "?!…‽" + WIDE_STOPS
STOPS = "." + OTHER_STOPS
CLOSERS = "\"'”’»›)]}」』）】*_"
OPENERS = "\"'“‘„‚«‹([{¿¡「『（【"
QUOTES = "\"'“‘„‚«‹”’»›"
DASHES = "-–—―"
EYES = ":;=<^"
BELOW_EYES = r"(?:(?<=[:;=])[-^o']?[()\[\]DPp/\\|*]+|(?<=<)3|(?<=\^)_?\^)"


class _Pattern:
    """A pattern that is compiled when it is first used."""

    def __init__(self, source: str) -> None:
        self._source = source

    def __getattr__(self, name: str) -> object:
        import re

        compiled = re.compile(self._source)
        for method in ("match", "fullmatch", "search", "finditer"):
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def pattern(source: str) -> re.Pattern[str]:
    """Give a pattern that is compiled when it is first used: most texts need but few of them."""
    return _Pattern(source)  # type: ignore[return-value]  # pyright: ignore[reportReturnType]


def one_of(signs: str) -> str:
    """Give what in a pattern stands for one of `signs`."""
    return "[" + "".join("\\" + sign if sign in "[]-^\\" else sign for sign in signs) + "]"


FACE = one_of(EYES) + BELOW_EYES
WORD = pattern(r"[^\W_]+")
