"""Share a stay: a second guest in the room, with own dates and, when asked, a bill of his own."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from app.features import folios, guests, reservations
from app.features.front_desk.models.traces import StayGuest
from app.features.front_desk.repository import sharing as repository
from app.features.reservations import DatesRefused, GuestRef, LoadedStay, WrongState
from app.infra.bus import Handling
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command
from app.kernel.errors import AppError, InvalidInput, NotFound
from app.kernel.text import tr

MOST_WINDOWS = 8


class SharesAlready(AppError):
    """The guest is in this stay already."""

    code = "shares_already"


@dataclass(frozen=True, kw_only=True, slots=True)
class ShareStay(Command):
    """Let somebody share a stay, known or new; days that are None are the stay's.

    The party grows when it has not counted him yet. `own_bill` opens a window of the folio for him.
    """

    verb: ClassVar[str] = "front_desk.share_stay"

    stay_id: UUID
    guest: GuestRef
    arrival: date | None = None
    departure: date | None = None
    own_bill: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeSharer(Command):
    """Give somebody who shares a stay other days."""

    verb: ClassVar[str] = "front_desk.change_sharer"

    stay_id: UUID
    guest_id: UUID
    arrival: date
    departure: date


@dataclass(frozen=True, kw_only=True, slots=True)
class EndSharing(Command):
    """Take somebody out of a stay; the party and his window of the folio stay as they are."""

    verb: ClassVar[str] = "front_desk.end_sharing"

    stay_id: UUID
    guest_id: UUID


def share_stay(command: ShareStay, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """Not twice, within the stay; the room takes one more, where the party has to grow."""
    loaded = _live(uow, command.stay_id)
    stay = loaded.stay
    arrival, departure = command.arrival or stay.arrival, command.departure or stay.departure
    _ensure_within(loaded, arrival, departure)
    guest_id = reservations.guest_of(uow, command.guest)
    name = guests.name_of(uow, guest_id)
    others = repository.sharers(uow.session, stay.id)
    if guest_id == stay.guest_id or guest_id in {other.guest_id for other in others}:
        raise SharesAlready(tr("{name} is in this stay already.", name=name), field="guest")
    if len(others) + 2 > stay.adults + stay.children:
        reservations.grow_party(uow, loaded)
    window = _window(uow, clock, stay.id, guest_id) if command.own_bill else 1
    uow.add(
        StayGuest(
            stay_id=stay.id, guest_id=guest_id, property_id=stay.property_id, arrival=arrival,
            departure=departure, bill_window=window,
        )
    )  # fmt: skip
    return {"stay_id": str(stay.id), "guest_id": str(guest_id), "guest": name, "bill_window": window}


def change_sharer(command: ChangeSharer, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """Within the stay."""
    loaded = _live(uow, command.stay_id)
    row = _find(uow, command.stay_id, command.guest_id)
    _ensure_within(loaded, command.arrival, command.departure)
    row.arrival, row.departure = command.arrival, command.departure
    uow.flush()
    return {"stay_id": str(command.stay_id)}


def end_sharing(command: EndSharing, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """The row goes."""
    _live(uow, command.stay_id)
    uow.delete(_find(uow, command.stay_id, command.guest_id))
    return {"stay_id": str(command.stay_id)}


def _live(uow: UnitOfWork, stay_id: UUID) -> LoadedStay:
    loaded = reservations.load_stay(uow, stay_id)
    if loaded.stay.status not in reservations.LIVE:
        raise WrongState(tr("This stay is over."))
    return loaded


def _find(uow: UnitOfWork, stay_id: UUID, guest_id: UUID) -> StayGuest:
    row = uow.find(StayGuest, stay_id, guest_id)
    if row is None:
        raise NotFound(tr("This guest is not in the stay any more."), field="guest_id")
    return row


def _ensure_within(loaded: LoadedStay, arrival: date, departure: date) -> None:
    if departure < arrival:
        raise DatesRefused(tr("The departure lies before the arrival."), field="departure")
    stay = loaded.stay
    if arrival < stay.arrival or departure > stay.departure:
        raise DatesRefused(
            tr("Who shares the room is there between {first} and {last}.", first=f"{stay.arrival:%d %b}",
               last=f"{stay.departure:%d %b}"),
            field="arrival" if arrival < stay.arrival else "departure",
        )  # fmt: skip


def _window(uow: UnitOfWork, clock: Clock, stay_id: UUID, guest_id: UUID) -> int:
    """A new window of the stay's folio for this payer."""
    folio = folios.folio_of_stay(uow, stay_id)
    for number in range(2, MOST_WINDOWS + 1):
        try:
            folios.find_window(uow, folio, number)
        except NotFound:
            own = folios.AddWindow(id=uow.new_id(), folio_id=folio.id, number=number, guest_id=guest_id)
            folios.add_window(own, uow=uow, clock=clock)
            return number
    raise InvalidInput(tr("All windows of the folio are in use."), field="own_bill")


HANDLERS = (
    Handling(ShareStay, share_stay),
    Handling(ChangeSharer, change_sharer),
    Handling(EndSharing, end_sharing),
)
