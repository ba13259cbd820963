"""Near together: which free rooms a group gets, on one floor or on floors next to each other."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

MOST_LINES: Final = 300
MOST_ROOMS: Final = 2_000
MOST_NIGHTS: Final = 60


@dataclass(frozen=True, slots=True)
class RoomToGive:
    """A room: its type, its floor counted from the lowest, its place in the house, whom it takes."""

    id: UUID
    type_id: UUID
    floor: int
    sort: int
    takes: int


@dataclass(frozen=True, slots=True)
class StayToPlace:
    """A stay without a room: its type, how many people, and the half days it needs."""

    id: UUID
    type_id: UUID
    party: int
    slots: Collection[tuple[date, str]]


def floors(names: Sequence[str]) -> dict[str, int]:
    """Floors by their names, counted from the lowest; names that are no numbers come last."""
    known = sorted(
        set(names), key=lambda name: (not _is_number(name), int(name) if _is_number(name) else 0, name)
    )
    return {name: place for place, name in enumerate(known)}


def _is_number(name: str) -> bool:
    return name.lstrip("-").isdigit()


def near_together(
    stays: Sequence[StayToPlace],
    rooms: Sequence[RoomToGive],
    held: Mapping[UUID, Collection[tuple[date, str]]],
) -> dict[UUID, UUID]:
    """A room of its type for as many stays as can be, with the floors as near to each other as they are free.

    Every floor is tried as the middle; the one that places most, then with the least way between, is taken.
    """
    best: dict[UUID, UUID] = {}
    least = 0
    for middle in sorted({room.floor for room in rooms}):
        found = _around(middle, stays, rooms, held)
        by_id = {room.id: room for room in rooms}
        way = sum(abs(by_id[room_id].floor - middle) for room_id in found.values())
        if len(found) > len(best) or (len(found) == len(best) and way < least):
            best, least = found, way
    return best


def _around(
    middle: int,
    stays: Sequence[StayToPlace],
    rooms: Sequence[RoomToGive],
    held: Mapping[UUID, Collection[tuple[date, str]]],
) -> dict[UUID, UUID]:
    taken = {room.id: set(held.get(room.id, ())) for room in rooms}
    nearest = sorted(rooms, key=lambda room: (abs(room.floor - middle), room.floor, room.takes, room.sort))
    found: dict[UUID, UUID] = {}
    # The large parties and the long stays first: they have the least choice.
    for stay in sorted(stays, key=lambda stay: (-stay.party, -len(stay.slots), stay.id)):
        for room in nearest:
            if room.type_id != stay.type_id or room.takes < stay.party:
                continue
            if taken[room.id].isdisjoint(stay.slots):
                taken[room.id].update(stay.slots)
                found[stay.id] = room.id
                break
    return found
