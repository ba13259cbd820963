"""Card numbers in text: found by their shape and check digit, and refused before anything is written.

A card number is 13 to 19 digits that pass the Luhn check (ISO/IEC 7812-1), however they are spaced. An
IBAN is no card number though a part of its digits may pass.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, Final

from app.kernel.errors import AppError
from app.kernel.text import tr

SHORTEST: Final = 13
LONGEST: Final = 19
# Digits in groups; what people put between groups is one or two signs that are no letter and no digit.
_RUN = re.compile(r"\d+(?:[^\w\n]{1,2}\d+)*")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}\b")


class CardNumberGiven(AppError):
    """A free text holds what looks like the number of a card."""

    code = "card_number_given"


def luhn(digits: str) -> bool:
    """Whether the last digit is the check digit of those before it (ISO/IEC 7812-1, annex B)."""
    doubled = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)
    total = sum(doubled[int(d)] if n % 2 else int(d) for n, d in enumerate(reversed(digits)))
    return total % 10 == 0


def holds_card_number(text: str) -> bool:
    """Whether a text holds digits that look like a card number."""
    plain = _IBAN.sub(_without_iban, _plain_digits(text))
    return any(_is_card(run) for found in _RUN.finditer(plain) for run in _runs(found.group()))


def ensure_no_card_number(command: object) -> None:
    """Refuse a command when any of its texts looks like a card number. Raises CardNumberGiven."""
    for name, text in _texts(command, ""):
        if holds_card_number(text):
            raise CardNumberGiven(
                tr(
                    "This looks like a card number. Card numbers are never kept here: "
                    "leave it out, the last four digits are enough."
                ),
                field=name,
            )


def masked(text: str) -> str:
    """A text from outside, with the digits of what looks like a card number starred but for the last four."""
    if not holds_card_number(text):
        return text
    return _RUN.sub(lambda run: _starred(run.group()), _plain_digits(text))


def _starred(run: str) -> str:
    if not any(_is_card(part) for part in _runs(run)):
        return run
    left = sum(c.isdigit() for c in run) - 4
    stars = []
    for c in run:
        stars.append("*" if c.isdigit() and left > 0 else c)
        left -= c.isdigit()
    return "".join(stars)


def _plain_digits(text: str) -> str:
    """Digits of any script as ASCII; characters that cannot be seen are left out."""
    return "".join(
        str(unicodedata.digit(c)) if c.isdecimal() else c for c in text if unicodedata.category(c) != "Cf"
    )


def _runs(run: str) -> Iterator[str]:
    """The digits of a run in whole groups, from each group on: a date or an amount may stand beside it."""
    groups = re.findall(r"\d+", run)
    for first in range(len(groups)):
        joined = ""
        for group in groups[first:]:
            joined += group
            if len(joined) > LONGEST:
                break
            if len(joined) >= SHORTEST:
                yield joined


def _is_card(digits: str) -> bool:
    return digits[0] != "0" and len(set(digits)) > 1 and luhn(digits)


def _without_iban(found: re.Match[str]) -> str:
    text = found.group().replace(" ", "")
    turned = text[4:] + text[:4]
    return " " if int("".join(str(int(c, 36)) for c in turned)) % 97 == 1 else found.group()


def _texts(value: Any, name: str) -> Iterator[tuple[str, str]]:
    """Every text inside a command, with the command's field that it stands in."""
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(key, name)
            yield from _texts(item, name)
    elif isinstance(value, list | tuple | set | frozenset):
        for item in value:
            yield from _texts(item, name)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _texts(getattr(value, field.name), name or field.name)
