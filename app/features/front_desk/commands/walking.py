"""Walk a guest with a booking to another hotel: where, what this one pays for it, the return."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, Final
from uuid import UUID

from app.features import folios, guests, property, reservations
from app.features.front_desk.models.turning_away import Walk
from app.infra import codec
from app.infra.bus import Handling
from app.infra.undo import Taken
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command, Sort
from app.kernel.dates import StayDates
from app.kernel.errors import AppError, Choice, InvalidInput
from app.kernel.text import printed, tr

MOST_MINOR = 10**9
# Costs of the house: the room at the other hotel, and the way there.
KIND: Final = "walk"
ROOM_THERE: Final = property.ArticleSpec("WALK", printed("Room at another hotel"), account=folios.WALKED)
WAY_THERE: Final = property.ArticleSpec("WALKWAY", printed("Way to another hotel"), account=folios.WALKED)


class CannotWalk(AppError):
    """The guest does not arrive today, or is in the house already."""

    code = "cannot_walk"


@dataclass(frozen=True, kw_only=True, slots=True)
class WalkGuest(Command):
    """A guest who arrives today sleeps in another hotel, until `return_on` or for the whole stay.

    `cost_minor` and `transport_minor` are what this hotel pays, in its currency: its books get them.
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


def walk_guest(command: WalkGuest, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """Expected today: then the walk is written down and the nights elsewhere are given free."""
    loaded = reservations.load_stay(uow, command.stay_id)
    stay = loaded.stay
    name, status = guests.name_of(uow, stay.guest_id), stay.status
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
    before = codec.plain(loaded.nights)
    if back is not None:
        target = reservations.resized(loaded.nights, StayDates(back, stay.departure))
        reservations.write_nights(uow, clock, loaded, target)
    else:
        cancel = reservations.CancelStay(
            id=uow.new_id(), stay_id=stay.id, reason=tr("Walked to {hotel}", hotel=command.hotel.strip())
        )
        reservations.cancel_stay(cancel, uow=uow, clock=clock)
    posted = _post_costs(command, stay.id, name, uow=uow, clock=clock)
    return {
        "walk_id": str(command.walk_id), "guest": name, "nights": nights, "status": status,
        "posting_ids": [str(id_) for id_ in posted], "before": before,
    }  # fmt: skip


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


def _post_costs(command: WalkGuest, stay_id: UUID, name: str, *, uow: UnitOfWork, clock: Clock) -> list[UUID]:
    """What this hotel pays goes to its own books, owed to others; the guest's folio has no part in it."""
    hotel, way = command.hotel.strip(), command.transport.strip() or tr("Way there")
    costs = (
        folios.HouseCost(
            ROOM_THERE, command.cost_minor, tr("{guest} at {hotel}", guest=name, hotel=hotel), KIND
        ),
        folios.HouseCost(WAY_THERE, command.transport_minor, f"{way}, {name}", KIND),
    )
    posted = folios.post_house_costs(uow, clock, stay_id, costs, owed=folios.OTHER_HOTELS)
    uow.resolved = None
    return posted


def take_walk_back(taken: Taken, *, uow: UnitOfWork, clock: Clock) -> bool:
    """Undo of a walk that the books know: its costs are reversed, the guest is expected again.

    A night whose room is somebody else's now comes back without a room.
    """
    if not taken.result.get("posting_ids"):
        return False
    command = codec.typed(taken.payload, WalkGuest)
    if taken.again:
        walk_guest(replace(command, id=uow.new_id()), uow=uow, clock=clock)
        return True
    loaded, walk = reservations.load_stay(uow, command.stay_id), uow.find(Walk, command.walk_id)
    if loaded.stay.status == reservations.Status.CHECKED_IN or (
        walk is not None and walk.walked_on < loaded.business_date
    ):
        raise CannotWalk(tr("The guest has slept there. This cannot be taken back any more."))
    nights = codec.typed(taken.result["before"], tuple[reservations.Night, ...])
    reservations.bring_back(uow, clock, loaded, nights, reservations.Status(taken.result["status"]))
    postings = [UUID(id_) for id_ in taken.result["posting_ids"]]
    folios.reverse_house_costs(uow, clock, postings, tr("The guest is not walked"))
    if walk is not None:
        uow.delete(walk)
    return True


HANDLERS = (Handling(WalkGuest, walk_guest, take_walk_back),)
