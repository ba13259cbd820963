"""The command of an import: a batch of about a thousand bookings, a fact, written at once."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from app.features import guests, property
from app.features.guests import Person
from app.features.reservations import rules
from app.features.reservations.events import BookingsImported
from app.features.reservations.importing import repository
from app.features.reservations.importing.booking import Booking, Placed
from app.features.reservations.importing.ids import dated_id
from app.features.reservations.models import Reservation, RoomNight, Stay, StayNight, StaySegment
from app.features.reservations.rules import HOLDING, Hold, Night
from app.infra.bus import Handling
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command, Sort
from app.kernel.dates import StayDates

BATCH = 1_000


@dataclass(frozen=True, slots=True)
class CompanyRef:
    """A company or agent by its code; unknown ones are made under the given id."""

    id: UUID
    kind: str
    code: str
    name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportBatch(Command):
    """Write the bookings of some rows of a file, all of one hotel.

    `planned_at` is the revision after which rooms were chosen; when somebody else wrote since, rooms that
    were taken meanwhile are left to him and the stay has none. A booking that is in the house already is
    passed over.
    """

    verb: ClassVar[str] = "reservations.import_batch"
    sort: ClassVar[Sort] = Sort.FACT

    property_id: UUID
    source: str
    placed: tuple[Placed, ...]
    people: tuple[Person, ...]
    companies: tuple[CompanyRef, ...]
    planned_at: int

    def summary(self) -> dict[str, object]:
        """What the journal keeps of it: which bookings, not their content."""
        return {
            "property_id": str(self.property_id),
            "source": self.source,
            "bookings": len(self.placed),
            "first": self.placed[0].number if self.placed else "",
            "last": self.placed[-1].number if self.placed else "",
        }


def import_batch(command: ImportBatch, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """Write guests, companies, bookings, stays, nights, bars and holds."""
    house = property.open_property(uow, command.property_id)
    together = list(zip(command.placed, command.people, strict=True))
    left: list[int] = []
    if uow.revision != command.planned_at + 1:
        known = repository.known(uow.session, [placed.reservation_id for placed in command.placed])
        together = [(placed, person) for placed, person in together if placed.reservation_id not in known]
        left = _leave_taken_rooms(uow, [placed for placed, _ in together])
    companies = {
        (ref.kind, ref.code): guests.ensure_company(uow, ref.id, ref.kind, ref.code, ref.name).id
        for ref in command.companies
    }
    guests.add_guests(uow, ((guest_id(placed), person) for placed, person in together))
    written = [placed for placed, _ in together]
    uow.insert_values(Reservation, RESERVATION, _reservations(written, house.currency, companies))
    uow.insert_values(Stay, STAY, (_stay(placed) for placed in written))
    nights = [(placed, nights_of(placed)) for placed in written]
    uow.insert_values(StayNight, NIGHT, _nights(nights, house.currency))
    uow.insert_values(StaySegment, SEGMENT, _segments(nights))
    uow.insert_values(RoomNight, HOLD, _holds(nights))
    uow.announce(BookingsImported(property_id=house.id, bookings=len(written)))
    return {"written": len(written), "without_room": left}


def guest_id(placed: Placed) -> UUID:
    """The id of the guest who stands for a booking of a file."""
    return dated_id(placed.booking.arrival, "guest", placed.reservation_id)


def nights_of(placed: Placed) -> tuple[Night, ...]:
    """The nights of a booking; a price that is given once is each night's."""
    booking = placed.booking
    dates = StayDates(booking.arrival, booking.departure)
    count = max(1, dates.nights)
    prices = booking.prices * count if len(booking.prices) == 1 else booking.prices
    return rules.planned(dates, placed.room_type_id, placed.room_id, prices)


def _leave_taken_rooms(uow: UnitOfWork, placed: Sequence[Placed]) -> list[int]:
    wanted = {hold for each in placed for hold in _held(each, nights_of(each))}
    taken = repository.taken(uow.session, wanted)
    left = []
    for each in placed:
        if taken and not taken.isdisjoint(_held(each, nights_of(each))):
            each.room_id = None
            left.append(each.booking.row)
    return left


def _held(placed: Placed, nights: Sequence[Night]) -> frozenset[Hold]:
    return rules.holds(nights) if placed.booking.status in HOLDING else frozenset()


RESERVATION = (
    "id", "property_id", "number", "booker_id", "source", "channel_code", "external_id", "segment",
    "booked_on", "status", "adults", "children", "meal", "arrival_time", "departure_time", "guest_note",
    "internal_note", "tags", "guarantee", "deposit_due_minor", "deposit_paid_minor", "currency", "group_id",
    "company_id", "agent_id", "cancelled_on", "cancellation_policy",
)  # fmt: skip


def _reservations(
    placed: Iterable[Placed], currency: str, companies: dict[tuple[str, str], UUID]
) -> Iterator[tuple[Any, ...]]:
    for each in placed:
        b = each.booking
        yield (
            each.reservation_id, each.property_id, each.number, guest_id(each), b.source, "",
            b.external_number, b.segment, b.booked_on, b.status, b.adults, b.children, b.meal, None, None,
            b.guest_note, b.internal_note, b.tags, b.guarantee, 0, 0, currency, None,
            _company(companies, guests.COMPANY, b), _company(companies, guests.AGENT, b), b.cancelled_on,
            {"kind": b.policy} if b.policy else {},
        )  # fmt: skip


def _company(companies: dict[tuple[str, str], UUID], kind: str, booking: Booking) -> UUID | None:
    code = booking.company if kind == guests.COMPANY else booking.agent
    return companies[kind, code] if code else None


STAY = (
    "id", "property_id", "reservation_id", "guest_id", "arrival", "departure", "room_type_id", "status",
    "adults", "children", "checked_in_at", "checked_out_at",
)  # fmt: skip


def _stay(placed: Placed) -> tuple[Any, ...]:
    b = placed.booking
    return (
        placed.stay_id, placed.property_id, placed.reservation_id, guest_id(placed), b.arrival, b.departure,
        placed.room_type_id, b.status, b.adults, b.children, None, None,
    )  # fmt: skip


NIGHT = (
    "stay_id", "night", "slot", "property_id", "room_type_id", "room_id", "segment", "price_minor",
    "currency", "rate_code",
)  # fmt: skip
Nights = Sequence[tuple[Placed, tuple[Night, ...]]]


def _nights(nights: Nights, currency: str) -> Iterator[tuple[Any, ...]]:
    for placed, own in nights:
        for n in own:
            yield (
                placed.stay_id, n.night, n.slot, placed.property_id, n.room_type_id, n.room_id, n.segment,
                n.price_minor, currency, n.rate_code,
            )  # fmt: skip


SEGMENT = (
    "stay_id", "segment", "property_id", "room_type_id", "room_id", "starts", "ends", "price_minor",
)  # fmt: skip


def _segments(nights: Nights) -> Iterator[tuple[Any, ...]]:
    for placed, own in nights:
        for run in rules.runs(own):
            yield (
                placed.stay_id, run.segment, placed.property_id, run.room_type_id, run.room_id, run.starts,
                run.ends, run.price_minor,
            )  # fmt: skip


HOLD = ("room_id", "night", "slot", "property_id", "stay_id", "block_id")


def _holds(nights: Nights) -> list[tuple[Any, ...]]:
    return sorted(
        (hold.room_id, hold.night, hold.slot, placed.property_id, placed.stay_id, None)
        for placed, own in nights
        for hold in _held(placed, own)
    )


def batches(placed: Sequence[Placed]) -> Iterator[Sequence[Placed]]:
    """The bookings in parts of one hotel each, in order."""
    start = 0
    while start < len(placed):
        end = min(start + BATCH, len(placed))
        house = placed[start].property_id
        while placed[end - 1].property_id != house:
            end -= 1
        yield placed[start:end]
        start = end


HANDLERS = (Handling(ImportBatch, import_batch),)
