"""How a number of things is told to people: the one place that knows "1 document" from "2"."""


def count(number: int, one: str, many: str | None = None) -> str:
    """Tell a number of things.

    >>> count(1, "sentence"), count(12345, "sentence"), count(2, "copy", "copies")
    ('1 sentence', '12,345 sentences', '2 copies')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"
