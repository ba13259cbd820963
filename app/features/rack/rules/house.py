"""The rows and columns of the rack: rooms in groups, and what is known of each day. Frozen views, no Qt."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from app.features.rack.rules.codes import RoomState


class GroupBy(StrEnum):
    """How the rows of the rack are grouped."""

    PROPERTY = "property"
    BUILDING = "building"
    FLOOR = "floor"
    TYPE = "type"


@dataclass(frozen=True, slots=True)
class RackRoom:
    """One room as its row shows it."""

    key: UUID
    number: str
    type_index: int
    property_index: int = 0
    features: str = ""
    capacity: int = 0
    badge: str = ""
    building: str = ""
    floor: str = ""
    state: RoomState = RoomState.CLEAN
    accessible: bool = False
    linked: bool = False


@dataclass(frozen=True, slots=True)
class RackType:
    """One room type of one property."""

    key: UUID
    code: str
    name: str
    property_index: int = 0
    rate_minor: int = 0
    currency: str = "EUR"


@dataclass(frozen=True, slots=True)
class RackGroup:
    """A collapsible group of rooms; `types` are those whose unassigned lane stands under its header."""

    key: str
    title: str
    rooms: tuple[int, ...]
    types: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class RackHouse:
    """All rooms and types, in the order in which the index numbers them."""

    rooms: tuple[RackRoom, ...]
    types: tuple[RackType, ...]
    properties: tuple[str, ...] = ()

    def grouped(self, by: GroupBy) -> tuple[RackGroup, ...]:
        """The rooms in groups; an unassigned lane stands in the first group that has rooms of its type."""
        titles: dict[str, str] = {}
        members: dict[str, list[int]] = {}
        for number, room in enumerate(self.rooms):
            key, title = self._group_of(room, by)
            titles.setdefault(key, title)
            members.setdefault(key, []).append(number)
        placed: set[int] = set()
        groups = []
        for key, rooms in members.items():
            kinds = tuple(
                k for k in dict.fromkeys(self.rooms[r].type_index for r in rooms) if k not in placed
            )
            placed.update(kinds)
            groups.append(RackGroup(key, titles[key], tuple(rooms), kinds))
        return tuple(groups)

    def _group_of(self, room: RackRoom, by: GroupBy) -> tuple[str, str]:
        several = len(self.properties) > 1
        house = self.properties[room.property_index] if self.properties else ""
        if by is GroupBy.PROPERTY:
            return f"property:{room.property_index}", house
        if by is GroupBy.TYPE:
            kind = self.types[room.type_index]
            return f"type:{room.type_index}", f"{house} · {kind.name}" if several else kind.name
        word = room.building if by is GroupBy.BUILDING else room.floor
        return f"{by}:{room.property_index}:{word}", f"{house} · {word}" if several else word


def _none() -> NDArray[Any]:
    return np.zeros(0, np.int32)


@dataclass(frozen=True, slots=True)
class RackDays:
    """Figures of each day from `first` (days since 1970); arrays are as long as the days known.

    `occupancy` is a share from 0 to 1. `type_free[t, d]` counts free rooms, negative when oversold;
    `type_sold[t, d]` is the share sold. Holidays map a day to its name.
    """

    first: int
    occupancy: NDArray[Any] = field(default_factory=_none)
    arrivals: NDArray[Any] = field(default_factory=_none)
    departures: NDArray[Any] = field(default_factory=_none)
    free: NDArray[Any] = field(default_factory=_none)
    revenue_minor: NDArray[Any] = field(default_factory=_none)
    revenue_currency: str = ""
    type_free: NDArray[Any] = field(default_factory=lambda: np.zeros((0, 0), np.int32))
    type_sold: NDArray[Any] = field(default_factory=lambda: np.zeros((0, 0), np.float32))
    holidays: dict[int, str] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.occupancy)
