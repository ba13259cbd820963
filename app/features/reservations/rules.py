"""What nights a stay has, how they are cut, moved and joined, and what a room holds: pure sums on values.

A stay's nights are a tuple of `Night`, in order. A day use has one of slot "D". Runs of nights with equal
room and segment are the bars of the rack; equal neighbouring rooms hold the room through the day between.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby
from uuid import UUID

from app.kernel.dates import Slot, StayDates, held_slots

MAX_NIGHTS = 400
MAX_ROOMS = 200
MAX_PRICE_MINOR = 100_000_000_00
MAX_CHILD_AGE = 17


class Status(StrEnum):
    """The states of a stay and of its reservation."""

    TENTATIVE = "tentative"
    CONFIRMED = "confirmed"
    CHECKED_IN = "checked_in"
    CHECKED_OUT = "checked_out"
    CANCELLED = "cancelled"
    NO_SHOW = "no_show"


# A stay in one of these holds its rooms; a departed guest keeps his nights in the record.
HOLDING = frozenset({Status.TENTATIVE, Status.CONFIRMED, Status.CHECKED_IN, Status.CHECKED_OUT})
EXPECTED = frozenset({Status.TENTATIVE, Status.CONFIRMED})
LIVE = EXPECTED | {Status.CHECKED_IN}


class BlockKind(StrEnum):
    """Why a room is blocked. Out of order leaves the stock; the others do not."""

    OUT_OF_ORDER = "out_of_order"
    OUT_OF_SERVICE = "out_of_service"
    COURTESY_HOLD = "courtesy_hold"
    LEASE = "lease"


@dataclass(frozen=True, slots=True)
class Night:
    """One night (or day use) of a stay: what is sold, where it is, at which price."""

    night: date
    slot: str
    room_type_id: UUID
    room_id: UUID | None
    segment: int
    price_minor: int
    rate_code: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """A bar: nights in one room (or none) without a cut, [starts, ends)."""

    segment: int
    room_type_id: UUID
    room_id: UUID | None
    starts: date
    ends: date
    price_minor: int


@dataclass(frozen=True, slots=True, order=True)
class Hold:
    """Half a hotel day of a room."""

    room_id: UUID
    night: date
    slot: str


def planned(
    dates: StayDates, room_type_id: UUID, room_id: UUID | None, prices: Sequence[int], rate_code: str = ""
) -> tuple[Night, ...]:
    """The nights of a new stay. `prices` has one amount per night; a day use takes the first or nothing."""
    if dates.is_day_use:
        price = prices[0] if prices else 0
        return (Night(dates.arrival, Slot.DAY, room_type_id, room_id, 0, price, rate_code),)
    return tuple(
        Night(night, Slot.NIGHT, room_type_id, room_id, 0, price, rate_code)
        for night, price in zip(dates.each_night(), prices, strict=True)
    )


def dates_of(nights: Sequence[Night]) -> StayDates:
    """Arrival and departure that the nights make."""
    first, last = nights[0], nights[-1]
    return StayDates(first.night, _end(last))


def _end(night: Night) -> date:
    return night.night if night.slot == Slot.DAY else night.night + timedelta(days=1)


def renumbered(nights: Iterable[Night]) -> tuple[Night, ...]:
    """Segments counted from 0, a new one where the room or the old segment changes."""
    ordered = sorted(nights, key=lambda n: n.night)
    result: list[Night] = []
    for index, (_, part) in enumerate(groupby(ordered, key=lambda n: (n.room_id, n.segment))):
        result += [replace(night, segment=index) for night in part]
    return tuple(result)


def runs(nights: Sequence[Night]) -> tuple[Run, ...]:
    """The bars of renumbered nights."""
    found = []
    for segment, part in groupby(nights, key=lambda n: n.segment):
        own = list(part)
        price = sum(night.price_minor for night in own)
        found.append(Run(segment, own[0].room_type_id, own[0].room_id, own[0].night, _end(own[-1]), price))
    return tuple(found)


def holds(nights: Sequence[Night]) -> frozenset[Hold]:
    """What rooms the nights hold, when the stay is one that holds (design: settled questions)."""
    found: set[Hold] = set()
    for room_id, part in groupby(nights, key=lambda n: n.room_id):
        own = list(part)
        if room_id is not None:
            span = StayDates(own[0].night, _end(own[-1]))
            found.update(Hold(room_id, night, slot) for night, slot in held_slots(span))
    return frozenset(found)


def block_holds(room_id: UUID, starts: date, ends: date) -> frozenset[Hold]:
    """What a block holds: both halves of each day."""
    return frozenset(Hold(room_id, n, s) for n, s in held_slots(StayDates(starts, ends), block=True))


def moved(
    nights: Sequence[Night], room_id: UUID | None, *, segment: int | None = None, since: date | None = None
) -> tuple[Night, ...]:
    """The nights with another room: all, or those of one segment, or those from a date on."""
    return renumbered(
        replace(n, room_id=room_id)
        if (segment is None or n.segment == segment) and (since is None or n.night >= since)
        else n
        for n in nights
    )


def shifted(nights: Sequence[Night], days: int) -> tuple[Night, ...]:
    """The same nights so many days later."""
    return tuple(replace(n, night=n.night + timedelta(days=days)) for n in nights)


def resized(
    nights: Sequence[Night],
    dates: StayDates,
    prices: Sequence[int] = (),
    *,
    added_room_id: UUID | None = None,
) -> tuple[Night, ...]:
    """The nights for other dates: kept nights keep price and room, added ones take the nearest night's.

    `prices` gives amounts for the added nights, in order of date; missing ones come from the neighbour.
    `added_room_id` puts the added nights into a room of their own.
    """
    kept = {n.night: n for n in nights if n.slot == Slot.NIGHT}
    if dates.is_day_use:
        return (replace(nights[0], night=dates.arrival, slot=Slot.DAY, price_minor=0),)
    given = list(prices)
    result = []
    for night in dates.each_night():
        own = kept.get(night)
        if own is None:
            near = min(nights, key=lambda n: abs((n.night - night).days))
            price = given.pop(0) if given else near.price_minor
            room_id = added_room_id or near.room_id
            own = replace(near, night=night, slot=Slot.NIGHT, price_minor=price, room_id=room_id)
        result.append(own)
    return renumbered(result)


def cut(nights: Sequence[Night], at: date) -> tuple[Night, ...]:
    """The nights with a cut before the night `at`. The caller has checked that it lies inside."""
    return renumbered(replace(n, segment=n.segment + (1_000 if n.night >= at else 0)) for n in nights)


def joined(nights: Sequence[Night], at: date, *, keep_first: bool = True) -> tuple[Night, ...]:
    """The nights with the two parts that meet at `at` made one, in the first (or second) part's room."""
    first = next(n for n in reversed(nights) if n.night < at)
    second = next(n for n in nights if n.night >= at)
    room_id = first.room_id if keep_first else second.room_id
    return renumbered(
        replace(n, room_id=room_id, segment=first.segment)
        if n.segment in (first.segment, second.segment)
        else n
        for n in nights
    )


def cuts(nights: Sequence[Night]) -> tuple[date, ...]:
    """The dates at which a stay is in parts."""
    return tuple(run.starts for run in runs(nights)[1:])


def summed_status(statuses: Iterable[str]) -> Status:
    """A reservation's status from those of its stays: the liveliest one tells."""
    present = {Status(s) for s in statuses}
    order = (
        Status.CHECKED_IN, Status.CONFIRMED, Status.TENTATIVE, Status.CHECKED_OUT, Status.NO_SHOW,
    )  # fmt: skip
    return next((status for status in order if status in present), Status.CANCELLED)


def reservation_number(workstation: str, year: int, count: int) -> str:
    """A confirmation number in the workstation's own series, so that it can be given while cut off."""
    initials = "".join(word if word.isdigit() else word[0] for word in workstation.split() if word)
    return f"{initials.upper()[:6]}-{year % 100:02d}-{count:05d}"
