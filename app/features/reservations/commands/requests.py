"""What is asked for when booking: the guest, each room with its dates, party and rate plan, and the terms."""

from dataclasses import dataclass, field
from datetime import date, time
from typing import Any, ClassVar
from uuid import UUID

from app.features.reservations.rules import Status
from app.kernel.commands import Command
from app.kernel.errors import AppError


class RateRefused(AppError):
    """The rate plan is not sold for this stay."""

    code = "rate_refused"


@dataclass(frozen=True, slots=True)
class GuestRef:
    """A guest by id; an id that is not known yet makes a new guest with this name and contact."""

    guest_id: UUID
    surname: str = ""
    given: str = ""
    email: str = ""
    phone: str = ""
    nationality: str = ""
    language: str = ""
    vip: int = 0


@dataclass(frozen=True, slots=True)
class RoomRequest:
    """One room of a booking. `prices` has an amount per night in minor units.

    Without prices the rate plan `rate_code` gives them, and what it restricts is refused; without a plan it
    is the published price. `child_ages` has an age for each child or none: then they count as seventeen.
    `typed_over` is the plan that the desk looked at as it typed the prices: what it asks is noted.
    """

    stay_id: UUID
    room_type_id: UUID
    arrival: date
    departure: date
    room_id: UUID | None = None
    adults: int = 1
    children: int = 0
    prices: tuple[int, ...] = ()
    guest: GuestRef | None = None
    rate_code: str = ""
    promo_code: str = ""
    child_ages: tuple[int, ...] = ()
    typed_over: str = ""

    @property
    def by_plan(self) -> bool:
        """Whether a rate plan is to say what it costs."""
        return bool(self.rate_code) and not self.prices


@dataclass(frozen=True, kw_only=True, slots=True)
class Reserve(Command):
    """Write a booking. Without a number it takes the next of the workstation's series.

    `oversell` books a type although no room of it is left, for rooms that are not assigned yet.
    `despite_limits` sells a rate plan although it is restricted; it needs the permission rates.override.
    Meals, cancellation policy and prepayment that are not given come from the plan.
    """

    verb: ClassVar[str] = "reservations.reserve"

    reservation_id: UUID
    property_id: UUID
    guest: GuestRef
    rooms: tuple[RoomRequest, ...]
    booked_on: date
    number: str = ""
    source: str = "direct"
    channel_code: str = ""
    external_id: str = ""
    segment: str = ""
    status: Status = Status.CONFIRMED
    meal: str = ""
    arrival_time: time | None = None
    departure_time: time | None = None
    guest_note: str = ""
    internal_note: str = ""
    tags: tuple[str, ...] = ()
    guarantee: str = "none"
    deposit_due_minor: int = 0
    deposit_paid_minor: int = 0
    group_id: UUID | None = None
    company_id: UUID | None = None
    agent_id: UUID | None = None
    cancellation_policy: dict[str, Any] = field(default_factory=dict)
    oversell: bool = False
    despite_limits: bool = False
