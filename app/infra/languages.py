"""Words in the language of a guest, whatever language the desk speaks: one catalogue per language."""

import gettext
from functools import cache
from pathlib import Path

TRANSLATIONS = Path(__file__).resolve().parents[2] / "resources" / "translations"


def say(language: str, message: str, **values: object) -> str:
    """A message in a language such as "de" or "pt-BR", English where there is no catalogue for it."""
    words = _catalogue(language.replace("-", "_")).gettext(message) if message else message
    return words.format(**values) if values else words


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    if not language:
        return gettext.NullTranslations()
    return gettext.translation("keyrack", TRANSLATIONS, languages=[language], fallback=True)
