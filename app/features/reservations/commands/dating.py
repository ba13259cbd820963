"""Pull an edge of a stay, cut it into parts, join parts again."""

from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import ClassVar
from uuid import UUID

from app.features.reservations import nights as nights_
from app.features.reservations import rules
from app.features.reservations.commands.fitting import OFFERS, describe, ensure_same_house, free_rooms
from app.features.reservations.commands.loading import (
    DatesRefused,
    LoadedStay,
    ensure_live,
    ensure_unlocked,
    load_stay,
    write_nights,
)
from app.features.reservations.commands.locking import UnlockStay
from app.features.reservations.commands.moving import room_taken
from app.features.reservations.rules import Night
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command
from app.kernel.dates import StayDates
from app.kernel.errors import Choice, InvalidInput
from app.kernel.text import tr


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeStayDates(Command):
    """Give a stay another arrival or departure. Kept nights keep their price; dropped ones go at theirs.

    `prices` are for the added nights, in order of date, in minor units. Without any, nights beside one that
    a rate plan sold cost what the plan asks today; the others follow the neighbour.
    `added_room_id` puts the added nights into another room than the neighbour's.
    What the plan restricts for the added nights is refused, unless `despite_limits` (needs rates.override).
    """

    verb: ClassVar[str] = "reservations.change_stay_dates"

    stay_id: UUID
    arrival: date
    departure: date
    prices: tuple[int, ...] = ()
    added_room_id: UUID | None = None
    despite_limits: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class CutStay(Command):
    """Cut a stay before the night `at`, so that its parts can be moved on their own."""

    verb: ClassVar[str] = "reservations.cut_stay"

    stay_id: UUID
    at: date


@dataclass(frozen=True, kw_only=True, slots=True)
class JoinStay(Command):
    """Join the two parts that meet at `at`, in the first part's room (or the second's)."""

    verb: ClassVar[str] = "reservations.join_stay"

    stay_id: UUID
    at: date
    in_first_room: bool = True


def change_stay_dates(command: ChangeStayDates, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """Check the new dates against the hotel day and the room; then price and write the nights."""
    loaded = load_stay(uow, command.stay_id)
    ensure_live(uow, loaded)
    dates = _checked_dates(loaded, command)
    if command.added_room_id is not None:
        ensure_same_house(uow, command.added_room_id, loaded.stay.property_id)
    target = rules.resized(loaded.nights, dates, command.prices, added_room_id=command.added_room_id)
    clashes = nights_.clashes(uow, target, before=loaded.nights, ignoring=[loaded.stay.id])
    if clashes:
        first = min(c.night for c in clashes)
        raise room_taken(uow, clashes[0], _offers(uow, loaded, command, target, first))
    if not any(night.rate_code for night in loaded.nights):
        return write_nights(uow, clock, loaded, target, free=True)
    return _sold_by_plan(uow, clock, loaded, command, target)


def _sold_by_plan(
    uow: UnitOfWork, clock: Clock, loaded: LoadedStay, command: ChangeStayDates, target: tuple[Night, ...]
) -> dict[str, object]:
    """Write nights of a plan; the result says what is given back. The journal keeps the added prices."""
    from app.features.reservations.commands import (  # noqa: PLC0415 - heavy: they load the rates
        lengthening,
        plan_prices,
        selling,
    )

    if command.despite_limits:
        selling.ensure_may_override(uow)
    elif not command.prices:
        dates = StayDates(command.arrival, command.departure)
        lengthening.ensure_sold(uow, loaded, dates, target, partial(replace, command))
    refund = plan_prices.given_back(loaded, rules.dates_of(target))
    if not command.prices:
        target = plan_prices.at_todays_prices(uow, loaded, target)
        sold = {night.night for night in loaded.nights}
        added = tuple(night.price_minor for night in target if night.night not in sold)
        uow.resolved = replace(command, prices=added)
    result = write_nights(uow, clock, loaded, target, free=True)
    return result | {"given_back_minor": refund.total_minor, "nights_given_back": len(refund.nights)}


def dates_fit(uow: UnitOfWork, loaded: LoadedStay, dates: StayDates) -> bool:
    """Whether a stay could have these dates in its own rooms."""
    if dates.nights > rules.MAX_NIGHTS:
        return False
    target = rules.resized(loaded.nights, dates)
    return not nights_.clashes(uow, target, before=loaded.nights, ignoring=[loaded.stay.id])


def _checked_dates(loaded: LoadedStay, command: ChangeStayDates) -> StayDates:
    if command.departure < command.arrival:
        raise DatesRefused(tr("The departure lies before the arrival."), field="departure")
    dates = StayDates(command.arrival, command.departure)
    if dates.nights > rules.MAX_NIGHTS:
        raise DatesRefused(tr("A stay has at most {most} nights.", most=rules.MAX_NIGHTS), field="departure")
    if any(p < 0 or p > rules.MAX_PRICE_MINOR for p in command.prices):
        raise InvalidInput(tr("This price cannot be right."), field="prices")
    arrival = loaded.stay.arrival
    if loaded.in_house and dates.arrival != arrival:
        raise DatesRefused(tr("The guest is in the house since {day}.", day=f"{arrival:%d %b}"),
                           field="arrival")  # fmt: skip
    if dates.arrival != arrival and dates.arrival < loaded.business_date:
        raise DatesRefused(tr("This day is over. Choose today or a later day."), field="arrival")
    if dates.departure < loaded.business_date:
        raise DatesRefused(tr("This day is over. Choose today or a later day."), field="departure")
    return dates


def _offers(
    uow: UnitOfWork, loaded: LoadedStay, command: ChangeStayDates, target: tuple[Night, ...], clash: date
) -> list[Choice]:
    """Stay until the clash; or spend the added nights in another room."""
    offers = []
    stay = loaded.stay

    def fits(other: ChangeStayDates) -> bool:
        wanted = rules.resized(
            loaded.nights, StayDates(other.arrival, other.departure), other.prices,
            added_room_id=other.added_room_id,
        )  # fmt: skip
        return not nights_.clashes(uow, wanted, before=loaded.nights, ignoring=[stay.id])

    if stay.departure < clash < command.departure and command.arrival == stay.arrival:
        shorter = replace(command, id=uow.new_id(), departure=clash)
        if fits(shorter):
            offers.append(Choice(tr("Extend to {day} only", day=f"{clash:%d %b}"), shorter))
    kept = {n.night for n in loaded.nights}
    added = [n for n in target if n.night not in kept]
    if added:
        party = stay.adults + stay.children
        free = free_rooms(uow, stay.property_id, added, party, near=stay.room_type_id)
        for room in free:
            other = replace(command, id=uow.new_id(), added_room_id=room.id)
            label = tr("The added nights in room {room}", room=room.number)
            if len(offers) <= OFFERS and fits(other):
                offers.append(Choice(label, other, describe(uow, room)))
    return offers


def cut_stay(command: CutStay, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """Write the cut; cutting where it is cut already changes nothing."""
    loaded = load_stay(uow, command.stay_id)
    ensure_live(uow, loaded)
    if not loaded.stay.arrival < command.at < loaded.stay.departure:
        raise DatesRefused(tr("A stay is cut at a day between its arrival and its departure."), field="at")
    if command.at in rules.cuts(loaded.nights):
        return {"stay_id": str(command.stay_id)}
    return write_nights(uow, clock, loaded, rules.cut(loaded.nights, command.at))


def join_stay(command: JoinStay, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """Write one part out of two; refused when the room is not free for both."""
    loaded = load_stay(uow, command.stay_id)
    ensure_live(uow, loaded)
    if command.at not in rules.cuts(loaded.nights):
        raise DatesRefused(tr("The stay has no parts that meet on this day."), field="at")
    if loaded.in_house and not command.in_first_room and command.at > loaded.business_date:
        raise DatesRefused(tr("The guest is in the room of the first part."), field="at")
    target = rules.joined(loaded.nights, command.at, keep_first=command.in_first_room)
    if any(was.room_id != now.room_id for was, now in zip(loaded.nights, target, strict=True)):
        unlock = UnlockStay(id=uow.new_id(), stay_id=loaded.stay.id)
        ensure_unlocked(uow, loaded, Choice(tr("Unlock the stay"), unlock))
    if loaded.in_house and any(
        was.night < loaded.business_date and was.room_id != now.room_id
        for was, now in zip(loaded.nights, target, strict=True)
    ):
        raise DatesRefused(
            tr("The guest has slept in both rooms: those nights stay where they were."), field="at"
        )
    clashes = nights_.clashes(uow, target, before=loaded.nights, ignoring=[loaded.stay.id])
    if clashes:
        raise room_taken(uow, clashes[0], _other_way(uow, loaded, command))
    return write_nights(uow, clock, loaded, target, free=True)


def _other_way(uow: UnitOfWork, loaded: LoadedStay, command: JoinStay) -> list[Choice]:
    if loaded.in_house:
        return []
    target = rules.joined(loaded.nights, command.at, keep_first=not command.in_first_room)
    if nights_.clashes(uow, target, before=loaded.nights, ignoring=[loaded.stay.id]):
        return []
    other = replace(command, id=uow.new_id(), in_first_room=not command.in_first_room)
    return [Choice(tr("Join in the other part's room"), other)]
