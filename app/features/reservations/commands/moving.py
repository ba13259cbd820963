"""Move a stay to another room or date, or let it wait without a room."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import ClassVar
from uuid import UUID

from app.features import property
from app.features.reservations import nights as nights_
from app.features.reservations import rules
from app.features.reservations.commands.fitting import (
    OFFERS,
    RoomTaken,
    describe,
    ensure_party_fits,
    ensure_same_house,
    free_rooms,
    say_clash,
)
from app.features.reservations.commands.loading import (
    DatesRefused,
    LoadedStay,
    ensure_live,
    ensure_unlocked,
    load_stay,
    write_nights,
)
from app.features.reservations.commands.locking import UnlockStay
from app.features.reservations.models import RoomNight
from app.features.reservations.rules import Night
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command
from app.kernel.errors import Choice, InvalidInput
from app.kernel.text import tr

Nights = tuple[Night, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class MoveStay(Command):
    """Give a stay, or one part of it, another room (None: without one), or another arrival date.

    `reprice` sells it in the new room's type at the difference of its plan's prices (without a plan, of the
    published prices); else the price stays and the type sold stays. On other days, nights that a plan sold
    keep their price by date and new ones cost what it asks today; what the plan restricts there is refused,
    unless `despite_limits` (needs rates.override). `prices` has one for each night of the stay as it then is:
    they stand. `accept_conflict` moves although somebody holds the room: an open conflict that every desk
    sees.
    """

    verb: ClassVar[str] = "reservations.move_stay"

    stay_id: UUID
    room_id: UUID | None
    segment: int | None = None
    arrival: date | None = None
    reprice: bool = False
    accept_conflict: bool = False
    prices: tuple[int, ...] = ()
    despite_limits: bool = False


def move_stay(command: MoveStay, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """Check state, lock, dates and room; then price and write the nights."""
    loaded = load_stay(uow, command.stay_id)
    ensure_live(uow, loaded)
    target = _target(loaded, command)
    if target != loaded.nights or command.reprice:
        unlock = UnlockStay(id=uow.new_id(), stay_id=loaded.stay.id)
        ensure_unlocked(uow, loaded, Choice(tr("Unlock the stay"), unlock))
    stay = loaded.stay
    offers = partial(offers_of, uow, loaded, command, target, without={command.room_id})
    if command.room_id is not None:
        ensure_same_house(uow, command.room_id, stay.property_id)
        if property.find_room(uow, command.room_id).room_type_id != stay.room_type_id:
            ensure_party_fits(uow, command.room_id, stay.room_type_id, stay.adults + stay.children, offers)
    taken = nights_.clashes(uow, target, before=loaded.nights, ignoring=[stay.id])
    if taken and not command.accept_conflict:
        raise room_taken(uow, taken[0], offers())
    _ensure_sold(uow, loaded, command, target)
    target = priced(uow, loaded, command, target)
    if command.reprice and command.room_id is not None and command.segment is None:
        stay.room_type_id = property.find_room(uow, command.room_id).room_type_id
    return write_nights(uow, clock, loaded, target, free=not taken)


def room_taken(uow: UnitOfWork, clash: RoomNight, offers: list[Choice]) -> RoomTaken:
    """The refusal that names who holds the room, with other rooms."""
    return RoomTaken(say_clash(uow, clash, clash.room_id), choices=offers, field="room_id")


def _target(loaded: LoadedStay, command: MoveStay) -> tuple[Night, ...]:
    """The nights as the command wants them."""
    if command.segment is not None and all(n.segment != command.segment for n in loaded.nights):
        raise InvalidInput(tr("The stay has no such part any more."), field="segment")
    target = _shifted(loaded, command)
    return rules.moved(target, command.room_id, segment=command.segment, since=loaded.movable_since)


def _ensure_sold(uow: UnitOfWork, loaded: LoadedStay, command: MoveStay, target: Nights) -> None:
    """Refuse other days on which the plan that sold the stay is not sold. Raises RateRefused."""
    if command.arrival in (None, loaded.stay.arrival) or not any(night.rate_code for night in target):
        return
    from app.features.reservations.commands import (  # noqa: PLC0415 - heavy: they load the rates
        lengthening,
        selling,
    )

    def fits(arrival: date) -> bool:
        if arrival < loaded.business_date:
            return False
        wanted = _target(loaded, replace(command, arrival=arrival))
        return not nights_.clashes(uow, wanted, before=loaded.nights, ignoring=[loaded.stay.id])

    if command.despite_limits:
        selling.ensure_may_override(uow)
    elif not command.prices:
        again = partial(replace, command)
        lengthening.ensure_sold(uow, loaded, rules.dates_of(target), target, again, fits)


def _shifted(loaded: LoadedStay, command: MoveStay) -> tuple[Night, ...]:
    if command.arrival is None or command.arrival == loaded.stay.arrival:
        return loaded.nights
    if loaded.in_house:
        raise DatesRefused(tr("The guest is in the house since {day}.", day=f"{loaded.stay.arrival:%d %b}"),
                           field="arrival")  # fmt: skip
    if command.arrival < loaded.business_date:
        raise DatesRefused(tr("This day is over. Choose today or a later day."), field="arrival")
    return rules.shifted(loaded.nights, (command.arrival - loaded.stay.arrival).days)


def priced(uow: UnitOfWork, loaded: LoadedStay, command: MoveStay, target: Nights) -> Nights:
    """The nights with what they cost there; the journal keeps the prices that a plan gave."""
    room_id = command.room_id if command.reprice else None
    to_type = property.find_room(uow, room_id).room_type_id if room_id is not None else None
    by_plan = (to_type or command.arrival) is not None and any(night.rate_code for night in target)
    if by_plan:
        from app.features.reservations.commands import plan_prices  # noqa: PLC0415 - heavy: it loads the rates

        if command.arrival is not None:
            target = plan_prices.moved_by_date(uow, loaded, target)
        if to_type is not None:
            moved = tuple(night for night in target if _is_moved(loaded, night, room_id))
            known = {night.night: night for night in plan_prices.of_type(uow, loaded, moved, to_type)}
            target = tuple(known.get(night.night, night) for night in target)
    if to_type is not None:
        target = tuple(
            _at_difference(uow, night, to_type) if _is_moved(loaded, night, room_id) else night
            for night in target
        )
    if command.prices:
        target = at_prices(target, command.prices)
    if by_plan:
        uow.resolved = replace(command, prices=tuple(night.price_minor for night in target))
    return target


def at_prices(nights: Nights, prices: Sequence[int]) -> Nights:
    """The nights at given prices, one for each. Raises InvalidInput."""
    if len(prices) != len(nights):
        raise InvalidInput(tr("Give one price for each night."), field="prices")
    if any(not 0 <= price <= rules.MAX_PRICE_MINOR for price in prices):
        raise InvalidInput(tr("This price cannot be right."), field="prices")
    return tuple(replace(night, price_minor=price) for night, price in zip(nights, prices, strict=True))


def _is_moved(loaded: LoadedStay, night: Night, room_id: UUID | None) -> bool:
    since = loaded.movable_since
    return night.room_id == room_id and (since is None or night.night >= since)


def _at_difference(uow: UnitOfWork, night: Night, room_type_id: UUID) -> Night:
    """A night in another type at the difference of the published prices, so that a discount stays."""
    if night.room_type_id == room_type_id:
        return night
    old = property.find_room_type(uow, night.room_type_id)
    new = property.find_room_type(uow, room_type_id)
    price = max(0, night.price_minor + new.rack_rate_minor - old.rack_rate_minor)
    return replace(night, price_minor=price, room_type_id=new.id)


def offers_of(
    uow: UnitOfWork,
    loaded: LoadedStay,
    command: MoveStay,
    target: tuple[Night, ...],
    without: set[UUID | None],
) -> list[Choice]:
    """Moves that would succeed now: other rooms, else without a room."""
    since = loaded.movable_since
    moving = [n for n in target if n.room_id == command.room_id and (since is None or n.night >= since)]
    if not moving:
        return []
    stay = loaded.stay
    party = stay.adults + stay.children

    def fits(other: MoveStay) -> bool:
        wanted = _target(loaded, other)
        return not nights_.clashes(uow, wanted, before=loaded.nights, ignoring=[stay.id])

    offers = []
    for room in free_rooms(uow, stay.property_id, moving, party, near=stay.room_type_id):
        if room.id not in without:
            other = replace(command, id=uow.new_id(), room_id=room.id, accept_conflict=False)
            if fits(other):
                offers.append(Choice(tr("Room {room}", room=room.number), other, describe(uow, room)))
        if len(offers) == OFFERS:
            return offers
    waiting = replace(command, id=uow.new_id(), room_id=None, reprice=False)
    if not loaded.in_house and fits(waiting):
        offers.append(Choice(tr("Leave it without a room"), waiting, tr("It waits in the unassigned lane.")))
    return offers
