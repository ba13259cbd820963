"""Which room each stay gets, so that no stay moves and no room is held twice.

Nights first, in order of arrival, each in the first room of its type that is free: that needs the fewest
rooms there can be. Day use is fitted into what is left and never makes a room. What others hold is honoured.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID

from app.features.reservations.importing.booking import Booking, Mended, Repair
from app.features.reservations.importing.houses import HousePlan, Houses, TypePlan
from app.features.reservations.importing.queries import Held
from app.features.reservations.importing.rules import mended
from app.features.reservations.importing.shelf import Shelf, Span, block_span, stay_span
from app.features.reservations.rules import HOLDING


class Placeable(Protocol):
    """A booking that looks for a room."""

    booking: Booking
    house: HousePlan
    type: TypePlan
    stay_id: UUID
    is_known: bool
    room_id: UUID | None
    repairs: list[Mended]


@dataclass(slots=True)
class Taken:
    """What is held already: by blocks, by stays of others, and by this import's own stays, where they are."""

    blocks: Sequence[Held] = ()
    others: list[Held] = field(default_factory=list)
    own: list[Held] = field(default_factory=list)


def place(candidates: Sequence[Placeable], houses: Houses, taken: Taken) -> None:
    """Give rooms to those that hold one; those left without are told so by a repair."""
    shelf = _shelf(taken.blocks, taken.others)
    looking = sorted(
        (c for c in candidates if c.booking.status in HOLDING),
        key=lambda c: (
            not c.booking.room_number,
            c.booking.arrival == c.booking.departure,
            c.booking.arrival,
            c.booking.row,
        ),
    )
    for candidate in looking:
        span = stay_span(candidate.booking.arrival, candidate.booking.departure)
        candidate.room_id = _room(candidate, houses, shelf, span)
        if candidate.room_id is not None:
            shelf.put(candidate.room_id, span)
    if taken.own:
        _yield_to_the_desk(looking, shelf, taken)
    for candidate in looking:
        if candidate.room_id is None:
            candidate.repairs.append(mended(Repair.NO_ROOM, "", candidate.booking.room_number))


def _room(candidate: Placeable, houses: Houses, shelf: Shelf, span: Span) -> UUID | None:
    house, type_, booking = candidate.house, candidate.type, candidate.booking
    if booking.room_number:
        room = houses.room_called(house, type_, booking.room_number)
        return room if shelf.is_free(room, span) else None
    room_or_none = shelf.first_free(type_.rooms, span)
    if room_or_none is None and booking.departure > booking.arrival:
        return houses.grow(house, type_)
    return room_or_none


def _yield_to_the_desk(looking: Iterable[Placeable], planned: Shelf, taken: Taken) -> None:
    """Where the desk has moved stays of an earlier run, find those that are still to come another room."""
    actual = _shelf(taken.blocks, [*taken.others, *taken.own])
    for candidate in looking:
        if candidate.is_known or candidate.room_id is None:
            continue
        span = stay_span(candidate.booking.arrival, candidate.booking.departure)
        if not actual.is_free(candidate.room_id, span):
            free = (room for room in candidate.type.rooms if planned.is_free(room, span))
            candidate.room_id = actual.first_free(free, span)
            if candidate.room_id is not None:
                planned.put(candidate.room_id, span)


def _shelf(blocks: Iterable[Held], stays: Iterable[Held]) -> Shelf:
    shelf = Shelf()
    spans: list[tuple[UUID, Span]] = [(room, block_span(starts, ends)) for _, room, starts, ends in blocks]
    spans += [(room, stay_span(starts, ends)) for _, room, starts, ends in stays]
    for room, span in sorted(spans, key=lambda item: item[1]):
        shelf.put(room, span)
    return shelf
