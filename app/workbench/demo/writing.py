"""The one command that writes the demo's bookings, past and future, in one go."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, ClassVar, Final
from uuid import UUID

from app.features import guests
from app.features.guests.models import Guest
from app.features.property import open_property
from app.features.reservations import Status, rules
from app.features.reservations.models import (
    BookingGroup,
    Reservation,
    RoomBlock,
    RoomNight,
    Stay,
    StayNight,
    StaySegment,
)
from app.infra import search
from app.infra.database import Base
from app.infra.tables import NumberSeries, SearchTerm
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command, Sort
from app.kernel.dates import StayDates
from app.workbench.demo import names
from app.workbench.demo.filling import GROUPS
from app.workbench.demo.hotel import DemoHotel
from app.workbench.demo.plan import BlockPlan, BookingPlan, GuestPlan, Plan, StayPlan
from app.workbench.demo.terms import FLEXIBLE

CURRENCY: Final = "EUR"


@dataclass(frozen=True, kw_only=True, slots=True)
class FurnishDemo(Command):
    """Write a plan into the house that was just set up."""

    verb: ClassVar[str] = "workbench.furnish_demo"
    sort: ClassVar[Sort] = Sort.FACT

    hotel: DemoHotel
    plan: Plan
    # Filled as the plan is written: the ids of its stays, by the identity of their plans.
    stay_ids: dict[int, UUID] = field(default_factory=dict)

    def summary(self) -> dict[str, object]:
        """What the journal keeps of the batch."""
        return {"today": self.plan.today.isoformat(), "bookings": len(self.plan.bookings)}


def furnish_demo(command: FurnishDemo, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """Write companies and groups, then all rows table by table in the order of their foreign keys."""
    open_property(uow, command.hotel.property_id)
    rows = _Rows(uow, command.hotel, command.stay_ids)
    for booking in sorted(command.plan.bookings, key=lambda b: b.booked_on):
        rows.add_booking(booking)
    for block in command.plan.blocks:
        rows.add_block(block)
    rows.write()
    return {"bookings": len(command.plan.bookings)}


class _Rows:
    """Gathers rows and writes them."""

    def __init__(self, uow: UnitOfWork, hotel: DemoHotel, stay_ids: dict[int, UUID]) -> None:
        self._uow, self._hotel, self._stay_ids = uow, hotel, stay_ids
        self._rooms: dict[str | None, UUID] = {room.number: room.id for room in hotel.rooms}
        self._guests: dict[int, UUID] = {}
        self._counts: dict[int, int] = {}
        self._rows: dict[type[Base], list[dict[str, Any]]] = {
            model: []
            for model in (
                Guest, Reservation, Stay, StayNight, StaySegment, RoomBlock, RoomNight, SearchTerm,
            )
        }  # fmt: skip
        self._companies = {
            code: guests.ensure_company(uow, uow.new_id(), kind, code, name).id
            for kind, known in ((guests.COMPANY, names.COMPANIES), (guests.AGENT, names.AGENTS))
            for code, name in known
        }
        self._groups = {group.code: uow.new_id() for group in GROUPS}
        uow.add(
            *(
                BookingGroup(
                    id=self._groups[group.code],
                    property_id=hotel.property_id,
                    code=group.code,
                    name=group.name,
                )
                for group in GROUPS
            )
        )

    def write(self) -> None:
        """Write everything that was gathered, and where the number series stand."""
        for model, rows in self._rows.items():
            self._uow.insert_rows(model, rows)
        self._uow.add(
            *(
                NumberSeries(
                    property_id=self._hotel.property_id, kind="reservation", year=year,
                    workstation=self._uow.actor.workstation, last=last,
                )
                for year, last in self._counts.items()
            )
        )  # fmt: skip

    def add_booking(self, booking: BookingPlan) -> None:
        """A reservation with its stays."""
        id_, number = self._uow.new_id(), self._number(booking.booked_on.year)
        stays = booking.stays
        self._rows[Reservation].append(
            {
                "id": id_, "property_id": self._hotel.property_id, "number": number,
                "booker_id": self._guest(booking.booker), "source": booking.source,
                "channel_code": booking.channel_code, "external_id": booking.external_id,
                "segment": booking.segment,
                "booked_on": booking.booked_on, "status": str(rules.summed_status(s.status for s in stays)),
                "adults": sum(s.adults for s in stays), "children": sum(s.children for s in stays),
                "meal": booking.meal, "arrival_time": booking.arrival_time, "departure_time": None,
                "guest_note": booking.guest_note, "internal_note": booking.internal_note,
                "tags": list(booking.tags),
                "guarantee": booking.guarantee, "deposit_due_minor": booking.deposit_due_minor,
                "deposit_paid_minor": booking.deposit_paid_minor, "currency": CURRENCY,
                "group_id": self._groups.get(booking.group),
                "company_id": self._companies.get(booking.company),
                "agent_id": self._companies.get(booking.agent), "cancelled_on": booking.cancelled_on,
                "cancellation_policy": FLEXIBLE,
            }
        )  # fmt: skip
        texts = [number, booking.external_id, *(g.name for g in GROUPS if g.code == booking.group)]
        self._rows[SearchTerm] += search.term_rows(search.RESERVATION, id_, filter(None, texts))
        for stay in stays:
            self._add_stay(id_, stay, "FLEX" if booking.meal == "RO" else "BB")

    def add_block(self, block: BlockPlan) -> None:
        """A block with what it holds."""
        id_, room_id = self._uow.new_id(), self._rooms[block.room]
        self._rows[RoomBlock].append(
            {
                "id": id_, "property_id": self._hotel.property_id, "room_id": room_id, "kind": block.kind,
                "starts": block.starts, "ends": block.ends, "reason": block.reason,
                "created_by": self._uow.actor.name,
            }
        )  # fmt: skip
        for hold in sorted(rules.block_holds(room_id, block.starts, block.ends)):
            self._rows[RoomNight].append(self._held(hold, None, id_))

    def _add_stay(self, reservation_id: UUID, stay: StayPlan, rate_code: str) -> None:
        id_ = self._stay_ids[id(stay)] = self._uow.new_id()
        own = {"property_id": self._hotel.property_id, "stay_id": id_}
        arrived, left = _times(stay)
        self._rows[Stay].append(
            {
                "id": id_, "property_id": self._hotel.property_id, "reservation_id": reservation_id,
                "guest_id": self._guest(stay.guest), "arrival": stay.arrival, "departure": stay.departure,
                "room_type_id": self._hotel.type_ids[stay.kind.code], "status": str(stay.status),
                "adults": stay.adults, "children": stay.children, "checked_in_at": arrived,
                "checked_out_at": left,
            }
        )  # fmt: skip
        nights = self._nights(stay, rate_code)
        for night in nights:
            self._rows[StayNight].append(
                own
                | {
                    "night": night.night, "slot": night.slot, "room_type_id": night.room_type_id,
                    "room_id": night.room_id,
                    "segment": night.segment, "price_minor": night.price_minor, "currency": CURRENCY,
                    "rate_code": rate_code,
                }
            )  # fmt: skip
        for run in rules.runs(nights):
            self._rows[StaySegment].append(
                own
                | {
                    "segment": run.segment, "room_type_id": run.room_type_id, "room_id": run.room_id,
                    "starts": run.starts,
                    "ends": run.ends, "price_minor": run.price_minor,
                }
            )  # fmt: skip
        if stay.status in rules.HOLDING:
            self._rows[RoomNight] += [self._held(hold, id_, None) for hold in sorted(rules.holds(nights))]

    def _nights(self, stay: StayPlan, rate_code: str) -> tuple[rules.Night, ...]:
        dates = StayDates(stay.arrival, stay.departure)
        nights = rules.planned(
            dates, self._hotel.type_ids[stay.kind.code], self._rooms.get(stay.room), stay.prices, rate_code
        )
        if stay.cut is None:
            return nights
        day, room = stay.cut
        return rules.moved(rules.cut(nights, day), self._rooms[room], segment=1)

    def _held(self, hold: rules.Hold, stay_id: UUID | None, block_id: UUID | None) -> dict[str, Any]:
        return {
            "room_id": hold.room_id, "night": hold.night, "slot": hold.slot,
            "property_id": self._hotel.property_id,
            "stay_id": stay_id, "block_id": block_id,
        }  # fmt: skip

    def _guest(self, guest: GuestPlan) -> UUID:
        known = self._guests.get(id(guest))
        if known is not None:
            return known
        id_ = self._guests[id(guest)] = self._uow.new_id()
        person = guests.Person(
            surname=guest.surname, given=guest.given, email=guest.email, phone=guest.phone,
            nationality=guest.country, country=guest.country, language=guest.language, vip=guest.vip,
        )  # fmt: skip
        row, terms = guests.guest_rows(id_, person)
        self._rows[Guest].append(row)
        self._rows[SearchTerm] += terms
        return id_

    def _number(self, year: int) -> str:
        self._counts[year] = self._counts.get(year, 0) + 1
        return rules.reservation_number(self._uow.actor.workstation, year, self._counts[year])


def _times(stay: StayPlan) -> tuple[datetime | None, datetime | None]:
    """When the guest came and left: a plausible minute, from the room and the date."""
    spread = (stay.arrival.toordinal() * 37 + int(stay.room or 0) * 11) % 300
    arrived = left = None
    if stay.status in (Status.CHECKED_IN, Status.CHECKED_OUT):
        arrived = _at(stay.arrival, time(14, 10), spread)
    if stay.status is Status.CHECKED_OUT:
        left = _at(stay.departure, time(6, 40), spread // 3)
    return arrived, left


def _at(day: date, begin: time, minutes: int) -> datetime:
    return datetime.combine(day, begin, UTC) + timedelta(minutes=minutes)
