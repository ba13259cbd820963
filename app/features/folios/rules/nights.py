"""What a night's price is made of: the articles inside it, and the room with the rest."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.kernel.money import allocate

PERSONS = frozenset({"person", "person_night"})


@dataclass(frozen=True, slots=True)
class Inside:
    """An article inside a price: how it is counted, how many, and the price of one."""

    basis: str
    quantity: int
    unit_minor: int

    def count(self, persons: int) -> int:
        """How many of it the party gets a night."""
        return self.quantity * (persons if self.basis in PERSONS else 1)


def shares_of_price(price_minor: int, inside: Sequence[Inside], persons: int) -> tuple[int, list[int]]:
    """The room's part of a price and that of each article; they sum to the price.

    Articles that would cost more than the whole price share it, and the room is without a price of its own.
    """
    wanted = [item.count(persons) * item.unit_minor for item in inside]
    total = sum(wanted)
    if total > price_minor:
        return 0, allocate(max(price_minor, 0), wanted)
    return price_minor - total, wanted
