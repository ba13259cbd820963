"""Rules of the house: room states, room number ranges, input that cannot be right."""

import re
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.kernel.errors import InvalidInput
from app.kernel.text import tr

MAX_ROOMS_AT_ONCE = 2_000
MAX_OCCUPANCY = 50
_RANGE = re.compile(r"^([^\W\d]*)(\d{1,6})\s*[-–—]\s*([^\W\d]*)(\d{1,6})$")


class Housekeeping(StrEnum):
    """What housekeeping knows of a room."""

    DIRTY = "dirty"
    IN_PROGRESS = "in_progress"
    CLEAN = "clean"
    INSPECTED = "inspected"
    PICKUP = "pickup"


# In these states a room can be given to a guest.
READY = frozenset({Housekeeping.CLEAN, Housekeeping.INSPECTED, Housekeeping.PICKUP})


def is_ready(housekeeping: str) -> bool:
    """Whether a room in this state can be given to a guest."""
    return housekeeping in READY


@dataclass(frozen=True, slots=True)
class RoomSpec:
    """A room to be added: number, floor and what it is like."""

    number: str
    floor: str = ""
    beds: str = ""
    features: tuple[str, ...] = ()
    accessible: bool = False
    housekeeping: str = Housekeeping.CLEAN


@dataclass(frozen=True, slots=True)
class ArticleSpec:
    """An article as the house sells it; the columns of its table."""

    code: str
    name: str
    account: str
    price_minor: int = 0
    tax_code: str = ""
    basis: str = "fixed"
    tax_included: bool = True
    active: bool = True
    sort: int = 0


BASES = frozenset({"fixed", "night", "person", "person_night"})


def ensure_article(article: ArticleSpec) -> None:
    """Refuse an article without a code or name, of an unknown basis, or below zero."""
    if not article.code.strip() or len(article.code) > 20:
        raise InvalidInput(tr("Give the article a code of at most 20 characters."), field="code")
    if not article.name.strip():
        raise InvalidInput(tr("Give the article a name."), field="name")
    if article.basis not in BASES:
        raise InvalidInput(tr("{basis} is not a way to charge.", basis=article.basis), field="basis")
    if article.price_minor < 0:
        raise InvalidInput(tr("A price is not below zero."), field="price_minor")


def expand_numbers(text: str) -> list[str]:
    """Room numbers from what a person types: "107–112, 201–208, Annex". Raises InvalidInput."""
    numbers: list[str] = []
    for part in (p.strip() for p in re.split(r"[,;\n]", text)):
        if not part:
            continue
        numbers += _expand(part)
        if len(numbers) > MAX_ROOMS_AT_ONCE:
            raise InvalidInput(
                tr("That are more than {most} rooms. Add them in parts.", most=MAX_ROOMS_AT_ONCE),
                field="numbers",
            )
    twice = {n for n in numbers if numbers.count(n) > 1} if len(numbers) != len(set(numbers)) else set()
    if twice:
        raise InvalidInput(tr("{number} is named twice.", number=min(twice)), field="numbers")
    return numbers


def _expand(part: str) -> list[str]:
    found = _RANGE.match(part)
    if not found:
        if len(part) > 20:
            raise InvalidInput(tr("A room number has at most 20 characters."), field="numbers")
        return [part]
    prefix, first, other, last = found.groups()
    if other not in ("", prefix) or int(last) < int(first):
        raise InvalidInput(tr("{part} is not a range of room numbers.", part=part), field="numbers")
    if int(last) - int(first) >= MAX_ROOMS_AT_ONCE:
        raise InvalidInput(
            tr("That are more than {most} rooms. Add them in parts.", most=MAX_ROOMS_AT_ONCE), field="numbers"
        )
    width = len(first)
    return [f"{prefix}{n:0{width}d}" for n in range(int(first), int(last) + 1)]


def floor_of(number: str) -> str:
    """The floor that a room number usually tells: all but its last two digits."""
    digits = re.sub(r"\D", "", number)
    return digits[:-2] if len(digits) > 2 else ""


def ensure_timezone(name: str) -> None:
    """Refuse a zone that the tz database does not know."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise InvalidInput(tr("{name} is not a time zone.", name=name), field="timezone") from error


def ensure_currency(code: str) -> None:
    """Refuse what is not shaped like an ISO 4217 code."""
    if len(code) != 3 or not code.isascii() or not code.isalpha() or not code.isupper():
        raise InvalidInput(tr("{code} is not a currency code such as EUR.", code=code), field="currency")
