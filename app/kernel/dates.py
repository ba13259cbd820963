"""Hotel days: a stay is half-open [arrival, departure); a night is named by the date it begins."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class StayDates:
    """Arrival and departure date of a stay; equal dates mean day use."""

    arrival: date
    departure: date

    def __post_init__(self) -> None:
        if self.departure < self.arrival:
            raise ValueError("departure before arrival")

    @property
    def nights(self) -> int:
        """Number of nights; zero for day use."""
        return (self.departure - self.arrival).days

    @property
    def is_day_use(self) -> bool:
        """Whether the guest leaves on the day of arrival."""
        return self.nights == 0

    def each_night(self) -> Iterator[date]:
        """The dates on which a night of this stay begins."""
        return (self.arrival + timedelta(days=n) for n in range(self.nights))

    def touches(self, start: date, end: date) -> bool:
        """Whether it shows in the window [start, end): arrives before its end, leaves after its start."""
        return self.arrival < end and (self.departure > start or self.arrival >= start)


def day_range(start: date, end: date) -> Iterator[date]:
    """Every date in [start, end)."""
    return (start + timedelta(days=n) for n in range((end - start).days))


class Slot:
    """The two halves of a hotel day that a room can be held for (design: settled questions)."""

    NIGHT = "N"
    DAY = "D"


def held_slots(dates: StayDates, *, block: bool = False) -> list[tuple[date, str]]:
    """The (date, slot) pairs a stay or block holds, in key order.

    A stay from the 1st to the 3rd holds N1, D2, N2; day use holds D; a block holds both halves of each day.
    """
    if block:
        return [(day, slot) for day in dates.each_night() for slot in (Slot.DAY, Slot.NIGHT)]
    if dates.is_day_use:
        return [(dates.arrival, Slot.DAY)]
    held = [(dates.arrival, Slot.NIGHT)]
    for night in day_range(dates.arrival + ONE_DAY, dates.departure):
        held += [(night, Slot.DAY), (night, Slot.NIGHT)]
    return held
