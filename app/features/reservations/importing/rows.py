"""Bookings as rows of the tables, for bulk writing.

Ids and dates are rendered once and used many times; the values are the same that the handlers of single
bookings write (nights.py), which the tests compare.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from app.features import guests
from app.features.reservations.importing.booking import Booking, Placed
from app.features.reservations.importing.ids import dated_id
from app.features.reservations.rules import HOLDING, Hold
from app.kernel.dates import Slot, StayDates, held_slots

Row = tuple[Any, ...]

RESERVATION = (
    "id", "property_id", "number", "booker_id", "source", "channel_code", "external_id", "segment",
    "booked_on", "status", "adults", "children", "meal", "arrival_time", "departure_time", "guest_note",
    "internal_note", "tags", "guarantee", "deposit_due_minor", "deposit_paid_minor", "currency", "group_id",
    "company_id", "agent_id", "cancelled_on", "cancellation_policy",
)  # fmt: skip
STAY = (
    "id", "property_id", "reservation_id", "guest_id", "arrival", "departure", "room_type_id", "status",
    "adults", "children", "checked_in_at", "checked_out_at",
)  # fmt: skip
NIGHT = (
    "stay_id", "night", "slot", "property_id", "room_type_id", "room_id", "segment", "price_minor",
    "currency", "rate_code",
)  # fmt: skip
SEGMENT = (
    "stay_id", "segment", "property_id", "room_type_id", "room_id", "starts", "ends", "price_minor",
)  # fmt: skip
HOLD = ("room_id", "night", "slot", "property_id", "stay_id", "block_id")


def guest_id(placed: Placed) -> UUID:
    """The id of the guest who stands for a booking of a file."""
    return dated_id(placed.booking.arrival, "guest", placed.reservation_id)


def reservations(
    placed: Iterable[Placed],
    guest_ids: Iterable[UUID],
    currency: str,
    companies: Mapping[tuple[str, str], UUID],
) -> Iterator[Row]:
    """A reservation each."""
    for each, booker_id in zip(placed, guest_ids, strict=True):
        b = each.booking
        yield (
            each.reservation_id, each.property_id, each.number, booker_id, b.source, "",
            b.external_number, b.segment, b.booked_on, b.status, b.adults, b.children, b.meal, None, None,
            b.guest_note, b.internal_note, b.tags, b.guarantee, 0, 0, currency, None,
            _company(companies, guests.COMPANY, b), _company(companies, guests.AGENT, b), b.cancelled_on,
            {"kind": b.policy} if b.policy else {},
        )  # fmt: skip


def _company(companies: Mapping[tuple[str, str], UUID], kind: str, booking: Booking) -> UUID | None:
    code = booking.company if kind == guests.COMPANY else booking.agent
    return companies[kind, code] if code else None


def stays(placed: Iterable[Placed], guest_ids: Iterable[UUID]) -> Iterator[Row]:
    """A stay each."""
    for each, guest in zip(placed, guest_ids, strict=True):
        b = each.booking
        yield (
            each.stay_id, each.property_id, each.reservation_id, guest, b.arrival, b.departure,
            each.room_type_id, b.status, b.adults, b.children, None, None,
        )  # fmt: skip


def nights(placed: Iterable[Placed], currency: str) -> Iterator[Row]:
    """A night each, or one of day use; a price that is given once is each night's."""
    for each in placed:
        b = each.booking
        stay, house, kind = each.stay_id.hex, each.property_id.hex, each.room_type_id.hex
        room = None if each.room_id is None else each.room_id.hex
        first, count = b.arrival.toordinal(), (b.departure - b.arrival).days
        if not count:
            yield stay, _iso(first), Slot.DAY, house, kind, room, 0, b.prices[0], currency, ""
        prices = b.prices * count if len(b.prices) == 1 else b.prices
        for offset in range(count):
            night = _iso(first + offset)
            yield stay, night, Slot.NIGHT, house, kind, room, 0, prices[offset], currency, ""


def segments(placed: Iterable[Placed]) -> Iterator[Row]:
    """A bar each."""
    for each in placed:
        b = each.booking
        count = max(1, (b.departure - b.arrival).days)
        price = b.prices[0] * count if len(b.prices) == 1 else sum(b.prices)
        yield (
            each.stay_id, 0, each.property_id, each.room_type_id, each.room_id, b.arrival, b.departure, price,
        )  # fmt: skip


def holds(placed: Sequence[Placed]) -> Iterator[Row]:
    """What rooms hold, in key order: always (room, night), whoever writes."""
    holding = [p for p in placed if p.room_id is not None and p.booking.status in HOLDING]
    holding.sort(key=lambda p: (p.room_id.int if p.room_id else 0, p.booking.arrival, p.booking.departure))
    for each in holding:
        room, house, stay = each.room_id.hex if each.room_id else "", each.property_id.hex, each.stay_id.hex
        for day, slot in held_slots(StayDates(each.booking.arrival, each.booking.departure)):
            yield room, _iso(day.toordinal()), slot, house, stay, None


def held(placed: Placed) -> Iterator[Hold]:
    """The half days that a booking needs of its room."""
    if placed.room_id is not None and placed.booking.status in HOLDING:
        for day, slot in held_slots(StayDates(placed.booking.arrival, placed.booking.departure)):
            yield Hold(placed.room_id, day, slot)


@lru_cache(maxsize=10_000)
def _iso(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()
