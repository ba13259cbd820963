"""Facts that reservations announce."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from app.kernel.events import Event


@dataclass(frozen=True, kw_only=True, slots=True)
class ReservationMade(Event):
    """A booking was written."""

    name: ClassVar[str] = "reservations.reservation_made"

    reservation_id: UUID
    property_id: UUID
    number: str


@dataclass(frozen=True, kw_only=True, slots=True)
class DepositAsked(Event):
    """A booking's guarantee or the deposit that it asks for is another than before."""

    name: ClassVar[str] = "reservations.deposit_asked"

    reservation_id: UUID
    property_id: UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class ReservationCancelled(Event):
    """A booking, or one stay of it, was cancelled."""

    name: ClassVar[str] = "reservations.reservation_cancelled"

    reservation_id: UUID
    property_id: UUID
    stay_ids: tuple[UUID, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class StayChanged(Event):
    """A stay has other dates, another room or other parts than before."""

    name: ClassVar[str] = "reservations.stay_changed"

    stay_id: UUID
    property_id: UUID
    arrival: date
    departure: date


@dataclass(frozen=True, kw_only=True, slots=True)
class BookingsImported(Event):
    """A batch of bookings came from a file."""

    name: ClassVar[str] = "reservations.bookings_imported"

    property_id: UUID
    bookings: int
