"""Facts that the front desk announces."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from app.kernel.events import Event


@dataclass(frozen=True, kw_only=True, slots=True)
class GuestCheckedIn(Event):
    """A guest has the room's key."""

    name: ClassVar[str] = "front_desk.guest_checked_in"

    stay_id: UUID
    property_id: UUID
    room_id: UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class GuestCheckedOut(Event):
    """A guest has left; the room is to be cleaned."""

    name: ClassVar[str] = "front_desk.guest_checked_out"

    stay_id: UUID
    property_id: UUID
    room_id: UUID
