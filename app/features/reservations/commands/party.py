"""Who stays, after booking: another party with the ages of its children, another guest of a stay."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import ClassVar
from uuid import UUID

from app.features import guests
from app.features.reservations import nights as nights_
from app.features.reservations import repository, rules
from app.features.reservations.commands.booking import ensure_party, guest_of
from app.features.reservations.commands.fitting import (
    OFFERS,
    describe,
    ensure_party_fits,
    free_rooms,
)
from app.features.reservations.commands.loading import (
    LoadedStay,
    ensure_live,
    ensure_unlocked,
    load_stay,
    write_nights,
)
from app.features.reservations.commands.locking import UnlockStay
from app.features.reservations.commands.moving import at_prices, room_taken
from app.features.reservations.commands.requests import GuestRef
from app.features.reservations.events import StayChanged
from app.features.reservations.rules import Night
from app.infra.bus import Handling
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command
from app.kernel.errors import Choice
from app.kernel.text import tr

Nights = tuple[Night, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeParty(Command):
    """Say anew who is in the room: adults, children, an age for each child or none.

    `reprice` lets nights that a plan sold cost the difference of its prices for the two parties; else every
    price stays. `prices` has one for each night of the stay: they stand. `room_id` moves it at the same time.
    """

    verb: ClassVar[str] = "reservations.change_party"

    stay_id: UUID
    adults: int
    children: int = 0
    child_ages: tuple[int, ...] = ()
    reprice: bool = False
    prices: tuple[int, ...] = ()
    room_id: UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeStayGuest(Command):
    """Give a stay another guest, known or new; the one who booked stays."""

    verb: ClassVar[str] = "reservations.change_stay_guest"

    stay_id: UUID
    guest: GuestRef


def change_party(command: ChangeParty, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """Refuse more people than the room takes, with rooms that do; then count and price anew."""
    loaded = load_stay(uow, command.stay_id)
    ensure_live(uow, loaded)
    ensure_party(command.adults, command.children, command.child_ages)
    stay, nights = loaded.stay, loaded.nights
    if command.room_id is not None:
        nights = rules.moved(nights, command.room_id, since=loaded.movable_since)
        if nights != loaded.nights:
            unlock = UnlockStay(id=uow.new_id(), stay_id=stay.id)
            ensure_unlocked(uow, loaded, Choice(tr("Unlock the stay"), unlock))
        taken = nights_.clashes(uow, nights, before=loaded.nights, ignoring=[stay.id])
        if taken:
            raise room_taken(uow, taken[0], [])
    party = command.adults + command.children
    if party > stay.adults + stay.children or command.room_id is not None:
        offers = partial(_larger_rooms, uow, loaded, command)
        for room_id in dict.fromkeys(night.room_id for night in _open(loaded, nights)):
            ensure_party_fits(uow, room_id, stay.room_type_id, party, offers)
    if command.reprice and not command.prices:
        from app.features.reservations.commands import plan_prices  # noqa: PLC0415 - heavy: it loads the rates

        nights = plan_prices.of_party(
            uow, loaded, nights, command.adults, command.children, command.child_ages
        )
        uow.resolved = replace(command, prices=tuple(night.price_minor for night in nights))
    if command.prices:
        nights = at_prices(nights, command.prices)
    loaded.reservation.adults += command.adults - stay.adults
    loaded.reservation.children += command.children - stay.children
    stay.adults, stay.children = command.adults, command.children
    stay.child_ages = list(command.child_ages)
    uow.flush()
    before = sum(night.price_minor for night in loaded.nights)
    result = write_nights(uow, clock, loaded, nights)
    return result | {"difference_minor": sum(night.price_minor for night in nights) - before}


def _open(loaded: LoadedStay, nights: Nights) -> Sequence[Night]:
    """The nights that are still to come, for an in-house guest."""
    since = loaded.movable_since
    return [night for night in nights if since is None or night.night >= since] or nights[-1:]


def _larger_rooms(uow: UnitOfWork, loaded: LoadedStay, command: ChangeParty) -> list[Choice]:
    """The same party in another room that takes it and is free; none while it may not move, or leaves."""
    stay, since = loaded.stay, loaded.movable_since
    if repository.lock_of(uow.session, stay.id) is not None or (
        since is not None and loaded.nights[-1].night < since
    ):
        return []
    moving = _open(loaded, loaded.nights)
    offers: list[Choice] = []
    party = command.adults + command.children
    for room in free_rooms(uow, stay.property_id, moving, party, near=stay.room_type_id)[: OFFERS * 2]:
        target = rules.moved(loaded.nights, room.id, since=since)
        if len(offers) < OFFERS and not nights_.clashes(
            uow, target, before=loaded.nights, ignoring=[stay.id]
        ):
            other = replace(command, id=uow.new_id(), room_id=room.id)
            offers.append(Choice(tr("Move to room {room}", room=room.number), other, describe(uow, room)))
    return offers


def change_stay_guest(command: ChangeStayGuest, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """The known guest, or a new one."""
    loaded = load_stay(uow, command.stay_id)
    ensure_live(uow, loaded)
    stay = loaded.stay
    stay.guest_id = guest_of(uow, command.guest)
    uow.flush()
    uow.announce(
        StayChanged(
            stay_id=stay.id, property_id=stay.property_id, arrival=stay.arrival, departure=stay.departure
        )
    )  # fmt: skip
    return {"stay_id": str(stay.id), "guest": guests.name_of(uow, stay.guest_id)}


HANDLERS = (Handling(ChangeParty, change_party), Handling(ChangeStayGuest, change_stay_guest))
