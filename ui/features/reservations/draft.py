"""A booking that is being filled in: who, which rooms, on which terms; plain values that become a command."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from uuid import UUID

from app.features.reservations import GuestRef, Reserve, RoomRequest, Status, StayView
from app.kernel.dates import StayDates
from ui.shell.selection import EmptyNights


@dataclass(frozen=True, slots=True)
class RoomDraft:
    """One room: its days, party, type or room, and what it is sold by. `price_minor` is a typed one a night,
    over what the plan `typed_over` asks.

    `guest` is its own guest; None means the one who books.
    """

    dates: StayDates
    adults: int = 2
    ages: tuple[int, ...] = ()
    room_type_id: UUID | None = None
    room_id: UUID | None = None
    rate_code: str = ""
    price_minor: int | None = None
    guest: GuestRef | None = None
    guest_name: str = ""
    typed_over: str = ""

    def request(self, stay_id: UUID, promo_code: str = "") -> RoomRequest:
        """As a booking takes it; its type is known."""
        assert self.room_type_id is not None
        typed = self.price_minor is not None
        prices = (self.price_minor,) * max(self.dates.nights, 1) if self.price_minor is not None else ()
        return RoomRequest(
            stay_id, self.room_type_id, self.dates.arrival, self.dates.departure, self.room_id, self.adults,
            len(self.ages), prices, self.guest, "" if typed else self.rate_code,
            "" if typed else promo_code, self.ages, self.typed_over if typed else "",
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Terms:
    """What is agreed besides: source, segment, company, agent, times, guarantee, deposit, notes, tags."""

    source: str = "direct"
    segment: str = ""
    status: Status = Status.CONFIRMED
    promo_code: str = ""
    company_id: UUID | None = None
    agent_id: UUID | None = None
    arrival_time: time | None = None
    guarantee: str = "none"
    deposit_due_minor: int = 0
    guest_note: str = ""
    internal_note: str = ""
    tags: tuple[str, ...] = ()


@dataclass(slots=True)
class BookingDraft:
    """The whole booking; `held` is the room that is being filled in."""

    property_id: UUID
    rooms: list[RoomDraft]
    terms: Terms = field(default_factory=Terms)
    held: int = 0

    @property
    def room(self) -> RoomDraft:
        """The room that is being filled in."""
        return self.rooms[self.held]

    def change(self, **fields: object) -> None:
        """Write something about the held room."""
        self.rooms[self.held] = replace(self.room, **fields)  # type: ignore[arg-type]

    def add(self) -> None:
        """One room more, like the held one; which room it is, is open."""
        self.rooms.append(replace(self.room, room_id=None, guest=None, guest_name=""))
        self.held = len(self.rooms) - 1

    def take_off(self) -> None:
        """Leave the held room out; the last one stays."""
        if len(self.rooms) > 1:
            self.rooms.pop(self.held)
            self.held = min(self.held, len(self.rooms) - 1)

    def command(self, guest: GuestRef, today: date, new_id: Callable[[], UUID]) -> Reserve:
        """The booking as a command."""
        terms = self.terms
        return Reserve(
            id=new_id(), reservation_id=new_id(), property_id=self.property_id, guest=guest,
            rooms=tuple(room.request(new_id(), terms.promo_code) for room in self.rooms), booked_on=today,
            source=terms.source, segment=terms.segment, status=terms.status,
            arrival_time=terms.arrival_time, guest_note=terms.guest_note, internal_note=terms.internal_note,
            tags=terms.tags, guarantee=terms.guarantee, deposit_due_minor=terms.deposit_due_minor,
            company_id=terms.company_id, agent_id=terms.agent_id,
        )  # fmt: skip


def new_draft(property_id: UUID, today: date, nights: EmptyNights | None = None) -> BookingDraft:
    """One room for two from today on, or the nights that were drawn."""
    if nights is None:
        return BookingDraft(property_id, [RoomDraft(StayDates(today, today + timedelta(days=1)))])
    dates = StayDates(max(nights.arrival, today), max(nights.departure, today))
    room = RoomDraft(dates, room_type_id=nights.room_type_id, room_id=nights.room_id)
    return BookingDraft(nights.property_id, [room])


def copy_of(stay: StayView, today: date) -> BookingDraft:
    """An old stay once more, as long as it was, from today on when it is over; at today's prices."""
    arrival = max(stay.arrival, today)
    dates = StayDates(arrival, arrival + (stay.departure - stay.arrival))
    codes = [night.rate_code for night in stay.nights if night.rate_code]
    ages = stay.child_ages if len(stay.child_ages) == stay.children else (17,) * stay.children
    room = RoomDraft(dates, stay.adults, ages, stay.room_type_id, rate_code=codes[0] if codes else "")
    terms = Terms(guest_note=stay.guest_note, segment=stay.segment, tags=stay.tags)
    return BookingDraft(stay.property_id, [room], terms)
