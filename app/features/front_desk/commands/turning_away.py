"""Count who asked and got no room; walk a guest with a booking to another hotel."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from app.features import guests, property, reservations
from app.features.front_desk.models.turning_away import TurnAway, Walk
from app.features.front_desk.rules.walking import Refusal
from app.infra.bus import Handling
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command, Sort
from app.kernel.dates import StayDates
from app.kernel.errors import AppError, Choice, InvalidInput
from app.kernel.text import tr

MOST = 400
MOST_MINOR = 10**9


class CannotWalk(AppError):
    """The guest does not arrive today, or is in the house already."""

    code = "cannot_walk"


@dataclass(frozen=True, kw_only=True, slots=True)
class CountTurnAway(Command):
    """Somebody asked for these nights and did not book."""

    verb: ClassVar[str] = "front_desk.count_turn_away"
    sort: ClassVar[Sort] = Sort.FACT

    turn_away_id: UUID
    property_id: UUID
    arrival: date
    nights: int = 1
    rooms: int = 1
    party: int = 1
    room_type_id: UUID | None = None
    reason: Refusal = Refusal.FULL
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class WalkGuest(Command):
    """A guest who arrives today sleeps in another hotel, until `return_on` or for the whole stay.

    `cost_minor` and `transport_minor` are what this hotel pays, in its currency.
    """

    verb: ClassVar[str] = "front_desk.walk_guest"
    sort: ClassVar[Sort] = Sort.FACT

    walk_id: UUID
    stay_id: UUID
    hotel: str
    address: str = ""
    cost_minor: int = 0
    transport: str = ""
    transport_minor: int = 0
    return_on: date | None = None
    reason: str = ""


def count_turn_away(command: CountTurnAway, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """Write it down."""
    house = property.open_property(uow, command.property_id)
    for name in ("nights", "rooms", "party"):
        if not 0 < getattr(command, name) <= MOST:
            raise InvalidInput(tr("A number from 1 to {most}, please.", most=MOST), field=name)
    if len(command.note) > 200:
        raise InvalidInput(tr("At most {most} characters, please.", most=200), field="note")
    if command.room_type_id is not None:
        property.find_room_type(uow, command.room_type_id)
    uow.add(
        TurnAway(
            id=command.turn_away_id, property_id=house.id, arrival=command.arrival, nights=command.nights,
            rooms=command.rooms, party=command.party, room_type_id=command.room_type_id,
            reason=str(command.reason), note=command.note.strip(), asked_on=house.business_date,
            at=clock.now(), by_name=uow.actor.name,
        )
    )  # fmt: skip
    return {"turn_away_id": str(command.turn_away_id)}


def walk_guest(command: WalkGuest, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """Expected today: then the walk is written down and the nights elsewhere are given free."""
    loaded = reservations.load_stay(uow, command.stay_id)
    stay = loaded.stay
    name = guests.name_of(uow, stay.guest_id)
    _ensure_walkable(uow, loaded, name)
    if not command.hotel.strip():
        raise InvalidInput(tr("Name the hotel where the guest sleeps."), field="hotel")
    if not (0 <= command.cost_minor <= MOST_MINOR and 0 <= command.transport_minor <= MOST_MINOR):
        raise InvalidInput(tr("This amount cannot be right."), field="cost_minor")
    back = command.return_on
    if back is not None and not stay.arrival < back < stay.departure:
        raise InvalidInput(
            tr("The guest returns between {first} and {last}.", first=_day(stay.arrival),
               last=_day(stay.departure)),
            field="return_on",
        )  # fmt: skip
    nights = ((back or stay.departure) - stay.arrival).days or 1
    uow.add(
        Walk(
            id=command.walk_id, property_id=stay.property_id, stay_id=stay.id, hotel=command.hotel.strip(),
            address=command.address.strip(), nights=nights, cost_minor=command.cost_minor,
            transport=command.transport.strip(), transport_minor=command.transport_minor,
            currency=loaded.reservation.currency, return_on=back, reason=command.reason.strip()[:200],
            walked_on=loaded.business_date, at=clock.now(), by_name=uow.actor.name,
        )
    )  # fmt: skip
    if back is not None:
        target = reservations.resized(loaded.nights, StayDates(back, stay.departure))
        reservations.write_nights(uow, clock, loaded, target)
    else:
        cancel = reservations.CancelStay(
            id=uow.new_id(), stay_id=stay.id, reason=tr("Walked to {hotel}", hotel=command.hotel.strip())
        )
        reservations.cancel_stay(cancel, uow=uow, clock=clock)
    return {"walk_id": str(command.walk_id), "guest": name, "nights": nights}


def _ensure_walkable(uow: UnitOfWork, loaded: reservations.LoadedStay, name: str) -> None:
    stay = loaded.stay
    if stay.status not in reservations.EXPECTED:
        raise CannotWalk(tr("{name} is not expected (any more).", name=name))
    if stay.arrival > loaded.business_date:
        dates = StayDates(loaded.business_date, stay.departure)
        today = []
        if reservations.dates_fit(uow, loaded, dates):
            change = reservations.ChangeStayDates(
                id=uow.new_id(), stay_id=stay.id, arrival=dates.arrival, departure=dates.departure
            )
            today = [Choice(tr("Let the stay begin today"), change)]
        raise CannotWalk(
            tr("{name} arrives on {day}. Until then the booking can be moved or cancelled.", name=name,
               day=_day(stay.arrival)),
            choices=today,
        )  # fmt: skip


def _day(day: date) -> str:
    return f"{day.day} {day:%b}"


HANDLERS = (Handling(CountTurnAway, count_turn_away), Handling(WalkGuest, walk_guest))
