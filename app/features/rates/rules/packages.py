"""Articles inside a price: what each night owes to them, and how the price is divided to the cent."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from app.kernel.money import allocate

# The bases that are due once for a stay, on its first night.
ONCE: Final = frozenset({"fixed", "person"})
BY_PERSON: Final = frozenset({"person", "person_night"})


@dataclass(frozen=True, slots=True)
class PackageTerms:
    """An article inside a plan's price. `basis` is fixed, night, person or person_night; adults count."""

    article_code: str
    name: str
    basis: str
    quantity: int
    unit_minor: int


class Share(NamedTuple):
    """A part of a night's price; the room's own has no article code."""

    article_code: str
    quantity: int
    minor: int


def allocated(
    price_minor: int, items: Sequence[PackageTerms], *, adults: int, first_night: bool
) -> tuple[Share, ...]:
    """A night's price divided: what the articles are worth, the rest is the room's. Adds up to the price.

    Where they are worth more than the price, they share it by their worth and nothing is left for the room.
    """
    due = [
        Share(item.article_code, count, count * item.unit_minor)
        for item in items
        if (first_night or item.basis not in ONCE)
        and (count := item.quantity * (adults if item.basis in BY_PERSON else 1)) > 0
    ]
    worth = sum(share.minor for share in due)
    if worth > price_minor:
        parts = allocate(price_minor, [share.minor for share in due])
        due = [share._replace(minor=part) for share, part in zip(due, parts, strict=True)]
        worth = price_minor
    return (Share("", 1, price_minor - worth), *due)


def merged(line: Sequence[Sequence[PackageTerms]]) -> tuple[PackageTerms, ...]:
    """The package of a plan out of those of its ancestors, the first one first: its own word counts."""
    found: dict[str, PackageTerms] = {}
    for items in line:
        found |= {item.article_code: item for item in items}
    return tuple(item for item in found.values() if item.quantity > 0)
