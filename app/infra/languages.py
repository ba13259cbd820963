"""Words in the language of a guest, whatever language the desk speaks: one catalogue per language.

The catalogues are `resources/guests/<language>.json`, apart from the program's own texts; their keys are the
English messages marked by `printed`. A language without a catalogue speaks English, dates and all, so that
no document is half translated.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

CATALOGUES: Final = Path(__file__).resolve().parents[2] / "resources" / "guests"
ENGLISH: Final = "en"
# By their own names, as a guest would choose; English is the language of the keys.
LANGUAGES: Final = {
    "en": "English", "de": "Deutsch", "fr": "Français", "es": "Español", "it": "Italiano",
    "pt": "Português", "nl": "Nederlands",
}  # fmt: skip
# Where a language is written in several ways, the one of Europe.
USUAL: Final = {"en": "en_GB", "pt": "pt_PT"}


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The messages of one language; `locale` gives the form of its dates and amounts."""

    locale: str
    texts: Mapping[str, str] = field(default_factory=dict)
    plurals: Mapping[str, Any] = field(default_factory=dict)

    def say(self, message: str, **values: object) -> str:
        """A message; named {places} are filled after translation."""
        text = self.texts.get(message, message)
        return text.format(**values) if values else text

    def count(self, singular: str, plural: str, n: int) -> str:
        """The message in the right number; {n} is filled with the count. French counts none as one."""
        forms = self.plurals.get(singular, (singular, plural))
        one = n in (0, 1) if self.locale.startswith("fr") else n == 1
        return str(forms[0 if one else 1]).format(n=n)


def say(language: str, message: str, **values: object) -> str:
    """A message in a language such as "de" or "pt-BR", English where there is no catalogue for it."""
    return catalogue(language).say(message, **values)


def short_day(language: str, day: date) -> str:
    """A day as the language writes it in a line: 17 Nov 2026, 17.11.2026."""
    from babel.dates import format_date  # noqa: PLC0415 - heavy, not on the way to the first screen

    return format_date(day, "medium", locale=catalogue(language).locale)


@cache
def catalogue(language: str) -> Catalogue:
    """The catalogue of a language or of its variety of a country."""
    base, _, country = language.replace("_", "-").partition("-")
    base = base.lower()
    if base not in LANGUAGES:
        base, country = ENGLISH, ""
    locale = _locale(base, country.upper())
    path = CATALOGUES / f"{base}.json"
    if base == ENGLISH:
        return Catalogue(locale)
    content = json.loads(path.read_text(encoding="utf-8"))
    return Catalogue(locale, content["texts"], content["plurals"])


def _locale(base: str, country: str) -> str:
    usual = USUAL.get(base, base)
    if not country:
        return usual
    from babel.localedata import exists  # noqa: PLC0415 - heavy, not on the way to the first screen

    return f"{base}_{country}" if exists(f"{base}_{country}") else usual
