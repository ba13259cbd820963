"""What the guests of the demo hotel have beside their room, and what the house takes for it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from app.workbench.demo.plan import StayPlan

# The article's price, where a hotel usually has one.
PRICES: Final = {
    "BREAKFAST": 1_600, "BAR": 700, "MINIBAR": 450, "PARKING": 1_500, "LAUNDRY": 600,
}  # fmt: skip
BREAKFAST_INSIDE_MINOR: Final = 1_200


@dataclass(frozen=True, slots=True)
class Extra:
    """Something consumed: article, words, how often, unit price."""

    article: str
    text: str
    quantity: int
    minor: int


# How many of a hundred days see one of these; {room} is the guest's.
_MENU: Final = (
    (16, "RESTAURANT", "Restaurant, dinner", 1, 2_400, 5_200),
    (10, "BAR", "Bar, terrace", 2, 600, 900),
    (9, "MINIBAR", "Minibar, room {room}", 1, 350, 1_250),
    (4, "LAUNDRY", "Laundry, shirts", 3, 600, 600),
    (5, "RESTAURANT", "Room service", 1, 1_200, 2_300),
)
PARKS: Final = 0.22
# The guest of the model pictures: day of the stay, and what was had.
PORTRAIT: Final = (
    (0, Extra("RESTAURANT", "Restaurant, dinner", 1, 3_850)),
    (0, Extra("BAR", "Wine, Douro tinto", 2, 700)),
    (0, Extra("MINIBAR", "Minibar, room 208", 1, 750)),
    (1, Extra("LAUNDRY", "Laundry, 3 shirts", 3, 600)),
    (1, Extra("BAR", "Bar, terrace", 1, 2_100)),
    (2, Extra("RESTAURANT", "Restaurant, lunch", 1, 4_200)),
    (2, Extra("OTHER", "Massage, 60 minutes", 1, 6_500)),
    (2, Extra("RESTAURANT", "Room service, soup and bread", 1, 1_650)),
)  # fmt: skip


def extras(stay: StayPlan, today: date, rng: Random) -> Iterator[tuple[date, Extra]]:
    """What a guest had on each evening until yesterday."""
    parks = rng.random() < PARKS
    day = stay.arrival
    while day < min(stay.departure, today):
        if parks:
            yield day, Extra("PARKING", "Garage", 1, PRICES["PARKING"])
        for percent, article, text, most, low, high in _MENU:
            if rng.random() * 100 < percent:
                minor = rng.randrange(low, high + 1, 50)
                yield day, Extra(article, text.format(room=stay.room or ""), rng.randint(1, most), minor)
        day += timedelta(days=1)


def portrait(stay: StayPlan) -> Iterator[tuple[date, Extra]]:
    """What the guest of the model pictures had."""
    for offset, extra in PORTRAIT:
        yield stay.arrival + timedelta(days=offset), extra
