"""Text that people type: folding for search and sorting, and the one door to translations."""

import gettext as _gettext
import unicodedata

# Letters that lose their base form under NFKD, or that people spell with two letters.
_SPELLINGS = str.maketrans(
    {
        "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "å": "aa", "æ": "ae", "ø": "oe", "œ": "oe",
        "ð": "d", "þ": "th", "ł": "l", "đ": "d", "ħ": "h", "ı": "i",
    }
)  # fmt: skip
_LETTERS = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "ð": "d", "þ": "th", "ł": "l", "đ": "d", "ħ": "h", "ı": "i"}
)

_catalogue: _gettext.NullTranslations = _gettext.NullTranslations()


def use_catalogue(catalogue: _gettext.NullTranslations) -> None:
    """Choose the language of every text that a user reads (bootstrap calls this once)."""
    global _catalogue
    _catalogue = catalogue


def tr(message: str, **values: object) -> str:
    """The message in the user's language; named {places} are filled after translation."""
    text = _catalogue.gettext(message) if message else message
    return text.format(**values) if values else text


def trn(singular: str, plural: str, n: int, **values: object) -> str:
    """The message in the right number; {n} is filled with the count."""
    return _catalogue.ngettext(singular, plural, n).format(n=n, **values)


def fold(text: str) -> str:
    """Lower case without accents: "Müller" becomes "muller". For any script; never raises."""
    lowered = text.casefold().translate(_LETTERS)
    return "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))


def spellings(word: str) -> frozenset[str]:
    """The folded forms under which a word is found: "Müller" gives "muller" and "mueller"."""
    composed = unicodedata.normalize("NFC", word).casefold()
    return frozenset({fold(composed), fold(composed.translate(_SPELLINGS))}) - {""}


def words(text: str) -> list[str]:
    """The words of a text, split at everything that is neither letter nor digit nor mark."""
    kept = (c if c.isalnum() or unicodedata.combining(c) else " " for c in text)
    return "".join(kept).split()
