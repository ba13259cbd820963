"""How typed words meet stored words: the terms of a text, what a search wants, which letters matched.

A stored text gives terms. A typed text gives readings; a reading is a list of wanted words, and a thing is
found when each wanted word is the beginning of one of its terms.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.kernel.text import fold, spellings, whole_spelling, words

# A longer word is found by its first letters; a longer search by its first words.
MAX_TERM = 60
MAX_TERMS = 80
MAX_WORDS = 8
MAX_TEXT = 400
# Names in scripts without spaces are found from each of their first characters on.
MAX_SUFFIXES = 8
_MIN_PHONE = 5
_COUNTRY_CODE = 3

_PHONE = re.compile(r"\s*\+?[\d\s()/.\-]+$")
_APOSTROPHES = re.compile("['’‘`´]")
# Han, kana and Hangul: first and last letters. As a pattern they would take long to compile at each start.
_UNSPACED = (
    ("\u3040", "\u30ff"), ("\u3400", "\u9fff"), ("\uac00", "\ud7af"), ("\uf900", "\ufaff"),
    ("\U00020000", "\U0003ffff"),
)  # fmt: skip
_ARTICLE = "ال"

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A typed word: a term matches that begins with one of `prefixes` or is one of `wholes`."""

    prefixes: tuple[str, ...]
    wholes: tuple[str, ...] = ()

    def fits(self, term: str) -> bool:
        """Whether a term matches."""
        return term.startswith(self.prefixes) or term in self.wholes


Reading = tuple[Wanted, ...]


def is_unspaced(text: str) -> bool:
    """Whether a name is written in a script that puts no space between family and given name."""
    if text.isascii():
        return False
    letters = unicodedata.normalize("NFC", text)
    return any(first <= letter <= last for letter in letters for first, last in _UNSPACED)


def terms_of(texts: Iterable[str]) -> frozenset[str]:
    """The terms under which a thing with these texts (names, an address, a number) is found."""
    terms: dict[str, None] = {}
    for text in texts:
        for token in text[:MAX_TEXT].split():
            terms.update(dict.fromkeys(_token_terms(token)))
        terms.update(dict.fromkeys(_phone_terms(text)))
    return frozenset(list(terms)[:MAX_TERMS])


def readings(text: str) -> tuple[Reading, ...]:
    """What a typed text may mean, the likeliest first; none when it holds no letter and no digit."""
    found: list[Reading] = []
    if _is_phone(text):
        found.append((Wanted((_digits(text)[:MAX_TERM],)),))
    wanted = [w for token in text[:MAX_TEXT].split() for w in _wanted(token)]
    if wanted:
        found.append(tuple(dict.fromkeys(wanted))[:MAX_WORDS])
    return tuple(found)


def spans(text: str, typed: str) -> Spans:
    """The (start, length) parts of a shown text that the typed words matched."""
    found: list[tuple[int, int]] = []
    wanted = [w for reading in readings(typed) for w in reading]
    for start, word in _placed_words(text):
        length = max((_matched(word, w) for w in wanted), default=0)
        if length:
            found.append((start, length))
            continue
        for offset in range(1, min(len(word), MAX_SUFFIXES) if is_unspaced(word) else 0):
            length = max(_matched(word[offset:], w) for w in wanted) if wanted else 0
            if length:
                found.append((start + offset, length))
                break
    return tuple(found)


def _matched(word: str, wanted: Wanted) -> int:
    if not any(wanted.fits(form[:MAX_TERM]) for form in _forms(word)):
        return 0
    for length in range(1, len(word) + 1):
        if any(form.startswith(wanted.prefixes) for form in _forms(word[:length])):
            return length
    return len(word)


def _placed_words(text: str) -> Iterable[tuple[int, str]]:
    start = 0
    for word in words(text):
        # Invisible joiners inside a word are left out of it; then it is not found again, and not marked.
        place = text.find(word, start)
        if place >= 0:
            yield place, word
            start = place + len(word)


@lru_cache(maxsize=20_000)
def _forms(word: str) -> tuple[str, ...]:
    forms = spellings(word)
    if word.isdigit() and word[0] == "0":
        forms += tuple(form.lstrip("0") for form in forms if form.lstrip("0"))
    return forms


@lru_cache(maxsize=20_000)
def _token_terms(token: str) -> tuple[str, ...]:
    if "@" in token.strip("@"):
        local, _, domain = token.partition("@")
        whole = fold(token)
        parts = _parts_terms(words(local)) + _parts_terms(words(domain)[:1])
        return (whole[:MAX_TERM], *parts)
    return _parts_terms(words(token))


def _parts_terms(parts: Sequence[str]) -> tuple[str, ...]:
    terms = [form[:MAX_TERM] for part in parts for form in _forms(part)]
    if len(parts) > 1:
        terms += [form[:MAX_TERM] for form in _forms("".join(parts))]
    for part in parts:
        terms += _suffix_terms(part)
    return tuple(terms)


def _suffix_terms(word: str) -> list[str]:
    if is_unspaced(word):
        composed = unicodedata.normalize("NFC", word)
        return [fold(composed[i:])[:MAX_TERM] for i in range(1, min(len(composed), MAX_SUFFIXES))]
    folded = fold(word)
    if folded.startswith(_ARTICLE) and len(folded) > len(_ARTICLE) + 1:
        return [folded[len(_ARTICLE) :][:MAX_TERM]]
    return []


def _wanted(token: str) -> list[Wanted]:
    if "@" in token.strip("@"):
        return [Wanted((fold(token.strip("<>,;"))[:MAX_TERM],))]
    parts = words(token)
    if len(parts) > 1 and _APOSTROPHES.search(token):
        parts = ["".join(parts)]
    return [wanted for part in parts if (wanted := _wanted_word(part))]


def _wanted_word(word: str) -> Wanted | None:
    prefixes = tuple(form[:MAX_TERM] for form in _forms(word))
    if not prefixes:
        return None
    return Wanted(prefixes, tuple(filter(None, (whole_spelling(prefixes[0]),))))


def _is_phone(text: str) -> bool:
    grouped = "+" in text or len(text.split()) > 1
    return grouped and bool(_PHONE.match(text)) and len(_digits(text)) >= _MIN_PHONE


def _phone_terms(text: str) -> list[str]:
    if not _PHONE.match(text):
        return []
    digits = _digits(text)
    international = text.lstrip().startswith(("+", "00"))
    cuts = [digits[n:].lstrip("0") for n in range(1, _COUNTRY_CODE + 1)] if international else []
    return [term[:MAX_TERM] for term in (digits, *cuts) if len(term) >= _MIN_PHONE]


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text).lstrip("0")
