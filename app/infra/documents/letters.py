"""Letters that the shipped typeface lacks: drawn with a font of this computer, or said in words instead."""

import unicodedata
from collections.abc import Container, Iterable
from itertools import groupby
from typing import Final

from app.infra.documents.scripts import INSTEAD, is_tangled, joined, script_of
from app.infra.documents.typefaces import typefaces
from app.infra.languages import say

# Categories of what is no letter: a sign without a font is left out, and nobody is told.
SIGNS: Final = ("C", "S", "P", "Z")


def sayable(text: str, own: Container[int], language: str) -> str:
    """A text without letters that nothing here can draw: words say what stood there."""
    kept = "".join(c for c in text if not _is_sign(c, own))
    for script in _lacking(kept, own):
        places = [index for index, c in enumerate(kept) if ord(c) not in own and script_of(c) == script]
        if places:
            kept = kept[: places[0]] + say(language, INSTEAD[script]) + kept[places[-1] + 1 :]
    return kept


def lacking(texts: Iterable[str], own: Container[int]) -> tuple[str, ...]:
    """The scripts of some texts that this computer has no font for."""
    found: dict[str, None] = {}
    for text in texts:
        if not all(ord(c) in own for c in text):
            found |= dict.fromkeys(_lacking("".join(c for c in text if not _is_sign(c, own)), own))
    return tuple(found)


def runs(text: str, own: Container[int], font: str) -> list[tuple[str, str]]:
    """A sayable text in runs of the document's font and of others; with the name of each."""
    found: list[tuple[str, str]] = []
    for script, group in groupby(text, lambda c: "" if ord(c) in own else script_of(c)):
        run = "".join(group)
        found.append((typefaces().name_for(script, run) if script else font, run))
    return [(name, run) for name, run in found if name]


def _lacking(text: str, own: Container[int]) -> list[str]:
    foreign: dict[str, list[str]] = {}
    for char in joined(text):
        if ord(char) not in own:
            foreign.setdefault(script_of(char), []).append(char)
    return [
        script
        for script, letters in foreign.items()
        if any(is_tangled(one) for one in letters) or not typefaces().name_for(script, letters)
    ]


def _is_sign(char: str, own: Container[int]) -> bool:
    return ord(char) not in own and unicodedata.category(char)[0] in SIGNS and script_of(char) == "other"
