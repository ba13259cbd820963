"""How alike two guests are: which facts agree, which contradict, and how sure that makes us.

Names are compared across spellings and scripts: Müller is Mueller, Иванов is Ivanov, and the order of given
name and surname does not count.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache
from typing import Final

from app.kernel.text import fold, words

# How much a fact weighs, in percent of certainty; together at most SUREST.
SUREST: Final = 99
SHOWN: Final = 40
LIKELY, CERTAIN = 60, 85
PHONE_END: Final = 8
SIMILAR: Final = 0.84
# A larger group has a thing in common that says little: a travel agent's address, a common name.
MOST_TOGETHER: Final = 20
MOST_NAMESAKES: Final = 6
SHORT: Final = 3

_LETTERS = str.maketrans(
    {
        # Cyrillic.
        "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "e", "ж": "zh", "з": "z",
        "и": "i", "і": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
        "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "",
        "ы": "i", "ь": "", "э": "e", "ю": "iu", "я": "ia", "ђ": "d", "ј": "i", "љ": "l", "њ": "n", "ћ": "c",
        "џ": "dz",
        # Greek.
        "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i", "κ": "k",
        "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s", "ς": "s", "τ": "t",
        "υ": "i", "φ": "f", "χ": "ch", "ψ": "ps", "ω": "o",
    }
)  # fmt: skip
# Spellings of one sound, and of the same letter: longer ones first.
_SOUNDS: Final = (
    ("shch", "s"), ("sch", "s"), ("tch", "c"), ("sh", "s"), ("ch", "c"), ("kh", "h"), ("zh", "z"),
    ("ph", "f"), ("th", "t"), ("ts", "c"), ("tz", "c"), ("ck", "k"), ("ks", "x"), ("ae", "a"),
    ("oe", "o"), ("ue", "u"), ("ou", "u"), ("w", "v"), ("y", "i"), ("j", "i"),
)  # fmt: skip
_TWICE = re.compile(r"(.)\1+")
_NO_DIGITS = re.compile(r"\D+")


class Fact(StrEnum):
    """What two guests are compared by."""

    NAME = "name"
    BIRTH_DATE = "birth_date"
    EMAIL = "email"
    PHONE = "phone"
    DOCUMENT = "document"
    COUNTRY = "country"


class Verdict(StrEnum):
    """What the comparison of a fact says."""

    SAME = "same"
    SIMILAR = "similar"
    OTHER = "other"


WEIGHTS: Final = {
    (Fact.NAME, Verdict.SAME): 45, (Fact.NAME, Verdict.SIMILAR): 30, (Fact.NAME, Verdict.OTHER): -35,
    (Fact.BIRTH_DATE, Verdict.SAME): 30, (Fact.BIRTH_DATE, Verdict.OTHER): -40,
    (Fact.EMAIL, Verdict.SAME): 35, (Fact.EMAIL, Verdict.OTHER): -5,
    (Fact.PHONE, Verdict.SAME): 25, (Fact.PHONE, Verdict.OTHER): -5,
    (Fact.DOCUMENT, Verdict.SAME): 60, (Fact.COUNTRY, Verdict.OTHER): -10,
}  # fmt: skip


Name = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a guest, as it is compared: each by its key; `documents` are never shown."""

    name: Name
    email: str = ""
    phone: str = ""
    birth_date: str = ""
    country: str = ""
    documents: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Likeness:
    """How sure it is that two guests are one, in percent, and why."""

    percent: int
    facts: tuple[tuple[Fact, Verdict], ...]


def likeness(one: Known, other: Known) -> Likeness:
    """Compare what both have."""
    facts = tuple(_facts(one, other))
    total = sum(WEIGHTS.get(fact, 0) for fact in facts)
    return Likeness(max(0, min(SUREST, total)), facts)


def name_key(text: str) -> Name:
    """The words of a name by their sound, in one order: equal for spellings of the same name."""
    return tuple(sorted(filter(None, map(sound, text.split()))))


@lru_cache(maxsize=65_536)
def sound(token: str) -> str:
    """A word in Latin letters, spellings of one sound made one. Few words make all names of a house."""
    text = fold("".join(words(token))).translate(_LETTERS)
    for spelled, plain in _SOUNDS:
        text = text.replace(spelled, plain)
    return _TWICE.sub(r"\1", text)


def phone_key(phone: str) -> str:
    """The last digits: the same with and without a country's code; "" where there are too few."""
    digits = _NO_DIGITS.sub("", phone)
    return digits[-PHONE_END:] if len(digits) >= PHONE_END - 1 else ""


def email_key(email: str) -> str:
    """An address as mail servers read it."""
    return email.strip().casefold()


def groups(people: Iterable[tuple[str, Known]]) -> Iterator[list[str]]:
    """Guests who have something in common, by their ids; only within such a group is anybody compared.

    A name alone joins few only: what many are called says nothing.
    """
    by: dict[tuple[str, ...], list[str]] = {}
    for id_, known in people:
        for key in _keys(known):
            by.setdefault(key, []).append(id_)
    for key, group in by.items():
        if 1 < len(group) <= (MOST_NAMESAKES if key[0] == Fact.NAME else MOST_TOGETHER):
            yield group


def _keys(known: Known) -> Iterator[tuple[str, ...]]:
    if known.name:
        yield (Fact.NAME, *known.name)
        if known.birth_date:
            yield (Fact.BIRTH_DATE, known.birth_date, *(word[0] for word in known.name))
    if known.email:
        yield (Fact.EMAIL, known.email)
    if known.phone:
        yield (Fact.PHONE, known.phone)


def _facts(one: Known, other: Known) -> Iterator[tuple[Fact, Verdict]]:
    yield Fact.NAME, _names(one.name, other.name)
    if one.birth_date and other.birth_date:
        yield Fact.BIRTH_DATE, _same(equal=one.birth_date == other.birth_date)
    if one.email and other.email:
        yield Fact.EMAIL, _same(equal=one.email == other.email)
    if one.phone and other.phone:
        yield Fact.PHONE, _same(equal=one.phone == other.phone)
    if one.documents & other.documents:
        yield Fact.DOCUMENT, Verdict.SAME
    if one.country and other.country and one.country != other.country:
        yield Fact.COUNTRY, Verdict.OTHER


def _same(*, equal: bool) -> Verdict:
    return Verdict.SAME if equal else Verdict.OTHER


def _names(one: Name, other: Name) -> Verdict:
    """Similar: a part is missing or an initial, or a few letters differ in one word."""
    if one == other:
        return Verdict.SAME
    shorter, longer = sorted((one, other), key=len)
    left = list(longer)
    misses = 0
    for word in shorter:
        match = next((kept for kept in left if _fits(word, kept)), None)
        if match is None:
            return Verdict.OTHER
        misses += match != word
        left.remove(match)
    whole = max((len(word) for word in shorter), default=0) >= SHORT
    return Verdict.SIMILAR if whole and misses <= 1 else Verdict.OTHER


def _fits(one: str, other: str) -> bool:
    if one == other:
        return True
    if min(len(one), len(other)) == 1:
        return one[0] == other[0]
    return SequenceMatcher(None, one, other).ratio() >= SIMILAR
