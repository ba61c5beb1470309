from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree

if TYPE_CHECKING:
    from types import ModuleType


def test_the_picture_is_what_its_script_draws(picture: ModuleType) -> None:
    """Draw it again with `python docs/picture.py` where rules or colours have changed."""
    assert picture.PICTURE.read_text(encoding="utf-8") == picture.picture()


def test_the_picture_holds_every_character_of_the_page(picture: ModuleType) -> None:
    texts = ElementTree.fromstring(picture.picture()).iter("{http://www.w3.org/2000/svg}text")
    shown = "".join(text.text or "" for text in texts if "textLength" in text.attrib)
    assert shown == picture.PAGE.replace("\n", "")
