"""Facts that the house announces."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from app.kernel.events import Event


@dataclass(frozen=True, kw_only=True, slots=True)
class DayClosed(Event):
    """The hotel day `closed` ended; the next one is open."""

    name: ClassVar[str] = "property.day_closed"

    property_id: UUID
    closed: date


@dataclass(frozen=True, kw_only=True, slots=True)
class RoomStateSet(Event):
    """Housekeeping said something of a room."""

    name: ClassVar[str] = "property.room_state_set"

    room_id: UUID
    property_id: UUID
    housekeeping: str
