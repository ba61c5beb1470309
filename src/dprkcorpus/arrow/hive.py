"""Folders that name a value, as Hive names them: `publisher=KCNA`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterable

UNKNOWN = "__HIVE_DEFAULT_PARTITION__"
"""What stands in a folder's name for null."""
_LONGEST = 240
"""File systems take 255 bytes; a longer value is not told by its folder."""
# What file systems, or those who read such names, take for something else.
_SPECIAL = re.compile(r"[\x00-\x1f\x7f\"#%'*/:<=>?\\^|{}\[\]]|^[ .]|[ .]$|[\ud800-\udfff]")


def folder_of(name: str, value: str | None) -> str:
    """Give the name of the folder for a value.

    >>> folder_of("publisher", "Radio 1/2"), folder_of("year", None)
    ('publisher=Radio 1%2F2', 'year=__HIVE_DEFAULT_PARTITION__')
    """
    escaped = _SPECIAL.sub(lambda one: f"%{ord(one.group()):02X}", value or "")
    folder = f"{name}={escaped or UNKNOWN}"
    return folder if len(folder.encode("utf-8")) <= _LONGEST else f"{name}={UNKNOWN}"


def value_of(name: str, parts: Iterable[str]) -> str | None:
    """Give the value that one of some folders names, or None.

    >>> value_of("publisher", ("publisher=Radio 1%2F2", "year=2024", "part-00000.parquet"))
    'Radio 1/2'
    """
    for part in parts:
        if part.startswith(f"{name}="):
            told = part.removeprefix(f"{name}=")
            return None if told == UNKNOWN else unquote(told)
    return None
