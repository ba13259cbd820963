"""Text that people type: folding for search and sorting, and the one door to translations."""

import gettext as _gettext
import re
import unicodedata

# What people write with two letters where their keyboard lacks the one.
_SPELLINGS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
# Letters that do not come apart into a base letter and marks, and pairs that are typed for each other.
_LETTERS = str.maketrans(
    {
        "ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "ð": "d", "þ": "th", "ł": "l", "đ": "d", "ħ": "h",
        "ı": "i", "ŧ": "t", "ŋ": "n", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ٱ": "ا", "ـ": "",
        **dict.fromkeys("ʹʺʻʼʽʾʿˈ", ""),
        # Katakana to hiragana.
        **{chr(code): chr(code - 0x60) for code in range(0x30A1, 0x30F7)},
    }
)  # fmt: skip
# A digraph that may stand for one letter, when another letter follows.
_DIGRAPH = re.compile(r"(a)[ae](?=.)|([ou])e(?=.)")
_LAST_DIGRAPH = re.compile(r"(a)[ae]$|([ou])e$")

_catalogue: _gettext.NullTranslations = _gettext.NullTranslations()


def use_catalogue(catalogue: _gettext.NullTranslations) -> None:
    """Choose the language of every text that a user reads (bootstrap calls this once)."""
    global _catalogue
    _catalogue = catalogue


def marked(message: str) -> str:
    """A message in a table, marked for the catalogue; `tr` translates it where it is shown."""
    return message


def printed(message: str) -> str:
    """A message that guests read, in their own language: marked for the catalogues in resources/guests."""
    return message


def tr(message: str, **values: object) -> str:
    """The message in the user's language; named {places} are filled after translation."""
    text = _catalogue.gettext(message) if message else message
    return text.format(**values) if values else text


def trn(singular: str, plural: str, n: int, **values: object) -> str:
    """The message in the right number; {n} is filled with the count."""
    return _catalogue.ngettext(singular, plural, n).format(n=n, **values)


def fold(text: str) -> str:
    """Lower case without accents: "Müller" becomes "muller". For any script; never raises.

    The folded beginning of a text is the beginning of the folded text.
    """
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_LETTERS)


def spellings(word: str) -> tuple[str, ...]:
    """The folded forms under which a word is found, the nearest first.

    "Müller" gives "muller" and "mueller", "Mueller" gives "mueller" and "muller".
    """
    composed = unicodedata.normalize("NFC", word).casefold()
    folded = fold(composed)
    forms = (folded, fold(composed.translate(_SPELLINGS)), _plain(folded))
    return tuple(dict.fromkeys(form for form in forms if form))


def whole_spelling(form: str) -> str:
    """The shorter spelling of a folded word that ends in a digraph ("malmoe": "malmo"), else "".

    Only for whole words: the beginning "mue" must not bring every "mu".
    """
    shorter = _LAST_DIGRAPH.sub(r"\1\2", form)
    return _plain(shorter) if shorter != form else ""


def _plain(folded: str) -> str:
    return _DIGRAPH.sub(r"\1\2", folded)


def words(text: str) -> list[str]:
    """The words of a text: runs of letters, digits and their marks; invisible joiners are left out."""
    return "".join(_kept(c) for c in text).split()


def _kept(c: str) -> str:
    if c.isalnum():
        return c
    category = unicodedata.category(c)
    if category == "Cf":
        return ""
    return c if category[0] == "M" else " "
