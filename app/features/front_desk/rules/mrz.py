"""The machine-readable zone of passports, identity cards and visas: ICAO 9303, parts 3 to 7, pure.

`read` takes what a scanner types, a clipboard gives or a picture says, in any of the three sizes (TD1: three
lines of 30, TD2: two of 36, TD3: two of 44). A wrong check digit is no reason to stop: the zone is given with
the field that does not fit, so that a person looks at it again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.kernel.errors import InvalidInput
from app.kernel.text import tr

FILLER: Final = "<"
_WEIGHTS: Final = (7, 3, 1)
_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# Signs that scanners and pictures give for a filler.
_FILLERS: Final = str.maketrans({"«": "<<", "‹": "<", "＜": "<", "_": "<"})
SIZES: Final = {(30, 30, 30): "TD1", (36, 36): "TD2", (44, 44): "TD3"}
# What a picture confuses where only digits can stand.
_DIGITS: Final = str.maketrans("OQDILZSBG", "000112586")
NUMBER, BIRTH, EXPIRY, PERSONAL, WHOLE = "number", "birth", "expires", "personal", "whole"
# A document is not valid for longer; so far a date of expiry may be ahead.
MOST_YEARS_AHEAD: Final = 40


class NotMrz(InvalidInput):
    """This is no machine-readable zone."""

    code = "not_mrz"


@dataclass(frozen=True, slots=True)
class Check:
    """A check digit: of which field, and whether it fits."""

    name: str
    fits: bool


@dataclass(frozen=True, slots=True)
class Mrz:
    """What a zone says. `kind` is passport, id_card or visa; countries as three letters; `sex` F, M or "".

    A date that the document does not know wholly is None, and `birth_text` has what it knows ("1964-07").
    """

    size: str
    lines: tuple[str, ...]
    kind: str
    issued_by: str
    surname: str
    given: str
    number: str
    nationality: str
    birth: date | None
    birth_text: str
    sex: str
    expires: date | None
    personal: str
    checks: tuple[Check, ...]

    @property
    def wrong(self) -> tuple[str, ...]:
        """The fields whose check digit does not fit."""
        return tuple(check.name for check in self.checks if not check.fits)


def check_digit(text: str) -> str:
    """Weights 7, 3, 1; letters from A = 10; a filler counts nothing."""
    total = 0
    for place, sign in enumerate(text):
        value = int(sign) if sign.isdigit() else _LETTERS.index(sign) + 10 if sign != FILLER else 0
        total += value * _WEIGHTS[place % 3]
    return str(total % 10)


def looks_like(text: str) -> bool:
    """Whether somebody is about to type a zone, so that a field of names is the wrong place for it."""
    return text.count(FILLER) >= 2 or "«" in text


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a zone out of what was typed, pasted or read. Raises NotMrz."""
    cleaned = text.upper().translate(_FILLERS)
    rows = ["".join(row.split()) for row in cleaned.splitlines()]
    rows = [row for row in rows if len(row) >= 28 and _is_zone(row)]
    if len(rows) == 1:
        rows = _unrolled(rows[0])
    for sizes in SIZES:
        found = tuple(rows[-len(sizes) :])
        if tuple(len(row) for row in found) == sizes:
            return found
    raise _not_yet()


def _not_yet() -> NotMrz:
    return NotMrz(
        tr("This is no machine-readable zone: two or three lines of the same length, with < between names."),
        field="mrz",
    )


def _unrolled(row: str) -> list[str]:
    """A scanner may type all lines as one."""
    for sizes in SIZES:
        if len(row) == sum(sizes):
            return [row[start : start + sizes[0]] for start in range(0, len(row), sizes[0])]
    return [row]


def _is_zone(row: str) -> bool:
    return all(sign in _LETTERS or (sign.isdigit() and sign.isascii()) or sign == FILLER for sign in row)


def read(text: str, today: date, *, from_picture: bool = False) -> Mrz:
    """Read a zone. `from_picture` takes a letter for the digit it resembles, where only digits stand.

    Raises NotMrz.
    """
    rows = lines_of(text)
    size = SIZES[tuple(len(row) for row in rows)]
    if from_picture:
        rows = _repaired(rows, size)
    found = _td1(rows, today) if size == "TD1" else _two_lines(rows, size, today)
    if size == "TD2" and found.wrong and len(text.split()) == 1:
        raise _not_yet()  # a longer zone that is still being typed as one line
    return found


def _two_lines(rows: Sequence[str], size: str, today: date) -> Mrz:
    """TD3 and TD2, and visas of their sizes, which have no digit over the whole."""
    first, second = rows
    visa = first[0] == "V"
    end = 42 if size == "TD3" else 35
    number, checks = _number(second[0:9], second[9], second[28:end])
    checks += [
        Check(BIRTH, _fits(second[13:19], second[19])),
        Check(EXPIRY, _fits(second[21:27], second[27])),
    ]
    personal = second[28:end]
    if size == "TD3" and not visa:
        checks.append(Check(PERSONAL, _fits(second[28:42], second[42])))
    if not visa:
        whole = second[0:10] + second[13:20] + second[21 : len(second) - 1]
        checks.append(Check(WHOLE, _fits(whole, second[-1])))
    return _made(
        size, rows, first[5:], number, second[10:13], second[13:19], second[20], second[21:27], personal,
        checks, today,
    )  # fmt: skip


def _td1(rows: Sequence[str], today: date) -> Mrz:
    first, second, third = rows
    number, checks = _number(first[5:14], first[14], first[15:30])
    checks += [Check(BIRTH, _fits(second[0:6], second[6])), Check(EXPIRY, _fits(second[8:14], second[14]))]
    whole = first[5:30] + second[0:7] + second[8:15] + second[18:29]
    checks.append(Check(WHOLE, _fits(whole, second[29])))
    return _made(
        "TD1", rows, third, number, second[15:18], second[0:6], second[7], second[8:14], first[15:30],
        checks, today,
    )  # fmt: skip


def _made(
    size: str, rows: Sequence[str], names: str, number: str, nationality: str, birth: str, sex: str,
    expires: str, personal: str, checks: Sequence[Check], today: date,
) -> Mrz:  # fmt: skip
    surname, given = names_of(names)
    return Mrz(
        size, tuple(rows), _kind(rows[0][0]), rows[0][2:5].rstrip(FILLER), surname, given, number,
        nationality.rstrip(FILLER), birth_of(birth, today), _known_of(birth, today),
        sex if sex in "FM" else "", expiry_of(expires, today), personal.strip(FILLER), tuple(checks),
    )  # fmt: skip


def _kind(sign: str) -> str:
    return {"P": "passport", "V": "visa"}.get(sign, "id_card")


def _number(number: str, digit: str, rest: str) -> tuple[str, list[Check]]:
    """The number of a document; a long one goes on in the field behind it, its digit at the end."""
    more = rest.split(FILLER)[0]
    if digit == FILLER and len(more) >= 2:
        whole = number + more[:-1]
        return whole.strip(FILLER), [Check(NUMBER, _fits(number + FILLER + more[:-1], more[-1]) or
                                           _fits(whole, more[-1]))]  # fmt: skip
    return number.rstrip(FILLER), [Check(NUMBER, _fits(number, digit))]


def _fits(text: str, digit: str) -> bool:
    """A field that is wholly empty may have a filler as its digit."""
    if digit == FILLER:
        return not text.strip(FILLER)
    return check_digit(text) == digit


def names_of(field: str) -> tuple[str, str]:
    """Surname and given names; two fillers part them, one stands for a blank. One name is a surname."""
    surname, _, given = field.strip(FILLER).partition("<<")
    return _words(surname), _words(given)


def _words(part: str) -> str:
    return " ".join(word for word in part.split(FILLER) if word)


def birth_of(digits: str, today: date) -> date | None:
    """The latest day with these two digits of a year that is not after today; None where it is not known."""
    if not digits.isdigit():
        return None
    for century in (today.year // 100, today.year // 100 - 1):
        found = _day(century * 100 + int(digits[:2]), digits)
        if found is not None and found <= today:
            return found
    return None


def expiry_of(digits: str, today: date) -> date | None:
    """The day of expiry, at most 40 years ahead; None where there is none."""
    if not digits.isdigit():
        return None
    year = today.year // 100 * 100 + int(digits[:2])
    if year > today.year + MOST_YEARS_AHEAD:
        year -= 100
    return _day(year, digits)


def _day(year: int, digits: str) -> date | None:
    try:
        return date(year, int(digits[2:4]), int(digits[4:6]))
    except ValueError:
        return None


def _known_of(digits: str, today: date) -> str:
    """What is known of a day of birth: all of it, year and month, the year, or nothing."""
    whole = birth_of(digits, today)
    if whole is not None:
        return whole.isoformat()
    if not digits[:2].isdigit() or digits.isdigit():
        return ""
    year = today.year // 100 * 100 + int(digits[:2])
    year -= 100 if year > today.year else 0
    month = digits[2:4]
    return f"{year}-{month}" if month.isdigit() and 1 <= int(month) <= 12 else str(year)


def _repaired(rows: Sequence[str], size: str) -> tuple[str, ...]:
    """Digits where only digits can stand; letters in names and countries are left as they were read."""
    places = {
        "TD3": {1: (9, *range(13, 20), *range(21, 28), 42, 43)},
        "TD2": {1: (9, *range(13, 20), *range(21, 28), 35)},
        "TD1": {0: (14,), 1: (*range(7), *range(8, 15), 29)},
    }[size]
    return tuple(
        "".join(s.translate(_DIGITS) if i in places.get(line, ()) else s for i, s in enumerate(row))
        for line, row in enumerate(rows)
    )
