"""Realistic names of persons in many scripts, from a seeded generator; for the demo, simulation and benches.

The words are common family and given names of each language, written by hand; frequent ones come first and
are drawn more often, as in life.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Final

from app.workbench.name_words import LANGUAGES, Language


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name with the country and language that it suggests."""

    surname: str
    given: str
    country: str
    language: str


# How much rarer the last word of a list is than the first: weights fall as 1 / (rank + FLATNESS).
FLATNESS: Final = 12


def names(seed: int, count: int) -> Iterator[Name]:
    """So many names; the same for the same seed."""
    random = Random(seed)
    for language in random.choices(LANGUAGES, [language.share for language in LANGUAGES], k=count):
        yield _name(random, language)


def name_in(random: Random, code: str) -> Name:
    """One name of a language ("de", "ja", …)."""
    return _name(random, next(language for language in LANGUAGES if language.code == code))


def _name(random: Random, language: Language) -> Name:
    surname, given = _word(random, language.surnames), _word(random, language.given)
    if language.middles:
        given = f"{_word(random, language.middles)} {given}"
    elif language.second_given and random.random() < language.second_given:
        given = f"{given}{language.joiner}{_word(random, language.given)}"
    if random.random() < language.second_surname:
        surname = f"{surname} {_word(random, language.surnames)}"
    return Name(surname, given, random.choice(language.countries), language.code)


def _word(random: Random, words: tuple[str, ...]) -> str:
    # The inverse of the falling weights, without a table: a uniform draw bent towards the front.
    reach = (len(words) + FLATNESS) / FLATNESS
    rank = int(FLATNESS * (reach ** random.random() - 1))
    return words[min(rank, len(words) - 1)]
