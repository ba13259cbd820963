"""Scripts: which one a letter belongs to, and how letters stand that are written from the right.

Arabic letters take the form of their place in the word, and words from the right are put into the order in
which a pen draws them: the first strong letter says which way a text goes, digits always go from the left.
That is what names and addresses need of the Unicode algorithm; marks that steer it are left out.
"""

import unicodedata
from functools import cache
from itertools import pairwise
from typing import Final

from app.kernel.text import printed

# A script by the name that we give it, with its ranges.
ARABIC, HEBREW, THAI, CHINESE, OTHER = "arabic", "hebrew", "thai", "chinese", "other"
RANGES: Final = (
    (0x0590, 0x05FF, HEBREW), (0xFB1D, 0xFB4F, HEBREW), (0x0600, 0x06FF, ARABIC), (0x0750, 0x077F, ARABIC),
    (0x08A0, 0x08FF, ARABIC), (0xFB50, 0xFDFF, ARABIC), (0xFE70, 0xFEFC, ARABIC), (0x0E00, 0x0E7F, THAI),
    (0x1100, 0x11FF, CHINESE), (0x2E80, 0x9FFF, CHINESE), (0xA960, 0xA97F, CHINESE),
    (0xAC00, 0xD7FF, CHINESE), (0xF900, 0xFAFF, CHINESE), (0xFF00, 0xFFEF, CHINESE),
    (0x20000, 0x3FFFF, CHINESE),
)  # fmt: skip
# Letters of these scripts change with their neighbours in ways that a font alone does not draw.
TANGLED: Final = ((0x0700, 0x08FF), (0x0900, 0x0DFF), (0x0F00, 0x109F), (0x1780, 0x18AF), (0x1900, 0x1CFF),
                  (0xA800, 0xABFF), (0x11000, 0x11FFF))  # fmt: skip
# What stands on paper where no font of the computer has the letters.
INSTEAD: Final = {
    ARABIC: printed("(in Arabic letters)"), HEBREW: printed("(in Hebrew letters)"),
    THAI: printed("(in Thai letters)"), CHINESE: printed("(in Chinese characters)"),
    OTHER: printed("(in another script)"),
}  # fmt: skip
_FROM_RIGHT: Final = frozenset({"R", "AL"})
_NUMBERS: Final = frozenset({"EN", "AN"})
_MIRRORED: Final = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")


def script_of(char: str) -> str:
    """The script of a letter that the document's own typeface lacks."""
    code = ord(char)
    return next((name for first, last, name in RANGES if first <= code <= last), OTHER)


def is_tangled(char: str) -> bool:
    """Whether drawing the letter's own glyph would be wrong."""
    code = ord(char)
    return script_of(char) == OTHER and any(first <= code <= last for first, last in TANGLED)


def as_drawn(text: str) -> str:
    """A text in the order and with the letters that are drawn from left to right."""
    if not any(unicodedata.bidirectional(c) in _FROM_RIGHT for c in text):
        return text
    plain = "".join(c for c in text if unicodedata.category(c) != "Cf")
    return _reordered(joined(plain))


def joined(text: str) -> str:
    """Arabic letters in the form of their place: alone, first, amid, last; lam and alef as one."""
    letters = _lam_alef(text)
    bases = [index for index, c in enumerate(letters) if not unicodedata.combining(c)]
    tied = {(a, b) for a, b in pairwise(bases) if _ties_on(letters[a]) and _ties_back(letters[b])}
    before, after = {b for _, b in tied}, {a for a, _ in tied}
    shown = list(letters)
    for index in bases:
        place = {(False, False): "isolated", (False, True): "initial", (True, True): "medial",
                 (True, False): "final"}[index in before, index in after]  # fmt: skip
        shown[index] = _forms().get(letters[index], {}).get(place, letters[index])
    return "".join(shown)


def _lam_alef(text: str) -> str:
    pairs = _forms()
    shown = ""
    for char in text:
        if shown and shown[-1] + char in pairs:
            # Kept as its isolated form; `joined` takes the final one where something ties to it.
            shown = shown[:-1] + pairs[shown[-1] + char]["isolated"]
        else:
            shown += char
    return shown


def _ties_on(char: str) -> bool:
    return char == "\u0640" or "initial" in _forms().get(char, {})


def _ties_back(char: str) -> bool:
    return char == "\u0640" or "final" in _forms().get(char, {})


@cache
def _forms() -> dict[str, dict[str, str]]:
    """The presentation forms of a letter, or of lam with alef, by place: Unicode's own table."""
    found: dict[str, dict[str, str]] = {}
    for code in (*range(0xFB50, 0xFBFF), *range(0xFE80, 0xFEFD)):
        place, *parts = unicodedata.decomposition(chr(code)).split() or [""]
        if not place.startswith("<"):
            continue
        letters = "".join(chr(int(part, 16)) for part in parts)
        if len(letters) == 1 or letters[0] == "\u0644":
            found.setdefault(letters, {})[place.strip("<>")] = chr(code)
    for letters, forms in list(found.items()):
        if len(letters) == 2:
            found[forms["isolated"]] = forms
    return found


def _reordered(text: str) -> str:
    """The text as a pen goes, from left to right: levels, then whole runs turned round (rule L2)."""
    kinds = [unicodedata.bidirectional(c) for c in text]
    first = next((kind for kind in kinds if kind == "L" or kind in _FROM_RIGHT), "L")
    base = 1 if first in _FROM_RIGHT else 0
    levels = _levels(text, kinds, base)
    order = list(range(len(text)))
    for level in range(max(levels), 0, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = max(end, start + 1)
    return "".join(text[i].translate(_MIRRORED) if levels[i] % 2 else text[i] for i in order)


def _levels(text: str, kinds: list[str], base: int) -> list[int]:
    """Odd for what goes from the right, even for the rest; blanks and signs go with what is around them."""
    kinds = _numbers_whole(kinds)
    own, strong = "R" if base else "L", "R" if base else "L"
    sides: list[str] = []
    for kind in kinds:
        if kind == "L" or kind in _FROM_RIGHT:
            strong = "L" if kind == "L" else "R"
            sides.append(strong)
        elif kind == "NSM":
            sides.append(sides[-1] if sides else own)
        else:
            sides.append(strong if kind in _NUMBERS else "")
    for start, end in _brackets(text):
        inside = {side for side in sides[start + 1 : end] if side}
        if len(inside) == 1:
            sides[start] = sides[end] = inside.pop()
    for index, side in enumerate(sides):
        if not side:
            left = sides[index - 1] if index else own
            right = next((one for one in sides[index + 1 :] if one), own)
            sides[index] = left if left == right else own
    return [
        (2 if kind in _NUMBERS else 1) if side == "R" else base * 2
        for kind, side in zip(kinds, sides, strict=True)
    ]


def _brackets(text: str) -> list[tuple[int, int]]:
    """Where brackets open and close."""
    found, opened = [], []
    for index, char in enumerate(text):
        if char in "([{":
            opened.append(index)
        elif char in ")]}" and opened:
            found.append((opened.pop(), index))
    return found


def _numbers_whole(kinds: list[str]) -> list[str]:
    """A sign between two digits belongs to the number."""
    found = list(kinds)
    for index in range(1, len(kinds) - 1):
        if kinds[index] in ("CS", "ES") and kinds[index - 1] in _NUMBERS and kinds[index + 1] in _NUMBERS:
            found[index] = kinds[index - 1]
    return found
