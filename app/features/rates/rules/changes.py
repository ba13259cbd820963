"""What a change of a booked stay costs: nights given back, and another room type for the same nights."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.kernel.dates import StayDates


@dataclass(frozen=True, slots=True)
class Refund:
    """Nights that are given back, each at the price that was booked for it."""

    nights: tuple[tuple[date, int], ...]

    @property
    def total_minor(self) -> int:
        """What is given back in all."""
        return sum(minor for _, minor in self.nights)


@dataclass(frozen=True, slots=True)
class Difference:
    """What another room type costs more (or less), and the new price of each night."""

    prices: tuple[int, ...]
    total_minor: int


def refund_of_shortening(booked: Mapping[date, int], kept: StayDates) -> Refund:
    """The nights of a stay that fall away, at the price booked for each; not at today's, not an average."""
    stays = {kept.arrival} if kept.is_day_use else set(kept.each_night())
    return Refund(tuple((night, booked[night]) for night in sorted(booked) if night not in stays))


def difference_of_change(booked: Sequence[int], before: Sequence[int], after: Sequence[int]) -> Difference:
    """The difference of two quotes over the same nights, upon the prices booked: a discount is kept.

    `before` and `after` are the quoted prices of the old and the new type. ValueError on unequal nights.
    """
    changed = zip(booked, before, after, strict=True)
    prices = tuple(max(price + new - old, 0) for price, old, new in changed)
    return Difference(prices, sum(prices) - sum(booked))
