"""How alike two guests are: which facts agree, which contradict, and how sure that makes us.

Names are compared across spellings and scripts: Müller is Mueller, Иванов is Ivanov, and the order of given
name and surname does not count.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from app.kernel.text import fold, words

# How much a fact weighs, in percent of certainty; together at most SUREST.
SUREST: Final = 99
SHOWN: Final = 40
LIKELY, CERTAIN = 60, 85
PHONE_END: Final = 8
# A larger group has a thing in common that says little: a travel agent's address, a common name.
MOST_TOGETHER: Final = 20
MOST_NAMESAKES: Final = 6
SHORT: Final = 3
# So long at least is a word in which one letter may be wrong.
MISTYPED: Final = 4

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
# What stands between the digits of a phone number.
_NO_DIGITS = str.maketrans("", "", " +-()/.\u00a0")


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


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a guest, as it is compared: each by its key; `documents` are never shown."""

    name: str
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


def name_key(text: str) -> str:
    """The words of a name by their sound, in one order: equal for spellings of the same name."""
    return " ".join(sorted(filter(None, map(sound, text.split()))))


@lru_cache(maxsize=65_536)
def sound(token: str) -> str:
    """A word in Latin letters, spellings of one sound made one. Few words make all names of a house."""
    text = fold("".join(words(token))).replace("ου", "u").translate(_LETTERS)
    for spelled, plain in _SOUNDS:
        text = text.replace(spelled, plain)
    return _TWICE.sub(r"\1", text)


def phone_key(phone: str) -> str:
    """The last digits: the same with and without a country's code; "" where there are too few."""
    digits = phone.translate(_NO_DIGITS)
    return digits[-PHONE_END:] if len(digits) >= PHONE_END - 1 else ""


def email_key(email: str) -> str:
    """An address as mail servers read it."""
    return email.strip().casefold()


def groups(
    names: Sequence[str], births: Sequence[str], emails: Sequence[str], phones: Sequence[str]
) -> Iterator[list[int]]:
    """Guests who have something in common, by their places; only within such a group is anybody compared.

    Given are keys, "" where nothing is known. A name alone joins few only: what many are called says nothing.
    """
    yield from _same_key(names, MOST_NAMESAKES)
    born = [
        f"{day}{''.join([word[0] for word in name.split()])}" if day and name else ""
        for day, name in zip(births, names, strict=True)
    ]
    for keys in (born, emails, phones):
        yield from _same_key(keys, MOST_TOGETHER)


def _same_key(keys: Sequence[str], most: int) -> Iterator[list[int]]:
    """A list is made for a key only when a second one has it: most keys are of one guest alone."""
    first: dict[str, int] = {}
    found: dict[str, list[int]] = {}
    for place, key in enumerate(keys):
        other = first.setdefault(key, place)
        if other != place and key:
            found.setdefault(key, [other]).append(place)
    return (group for group in found.values() if len(group) <= most)


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


def _names(one: str, other: str) -> Verdict:
    """Similar: a part is missing or an initial, or a few letters differ in one word."""
    if one == other:
        return Verdict.SAME
    shorter, longer = sorted((one.split(), other.split()), key=len)
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
    """The same word, its initial, or a longer word with one letter wrong, missing or too many."""
    if one == other or min(len(one), len(other)) == 1:
        return one[0] == other[0]
    if min(len(one), len(other)) < MISTYPED or abs(len(one) - len(other)) > 1:
        return False
    start = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if start is None:
        return True
    return one[start + 1 :] in (other[start + 1 :], other[start:]) or one[start:] == other[start + 1 :]
