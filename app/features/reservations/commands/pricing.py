"""Another plan or price for the nights of a stay; a room more on a booking."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar
from uuid import UUID

from app.features.reservations import rules
from app.features.reservations.commands import booking
from app.features.reservations.commands.lifecycle import load_reservation, sum_up
from app.features.reservations.commands.loading import (
    LoadedStay,
    WrongState,
    ensure_live,
    load_stay,
    write_nights,
)
from app.features.reservations.commands.requests import GuestRef, RateRefused, Reserve, RoomRequest
from app.features.reservations.models import Reservation
from app.features.reservations.rules import Night, Status
from app.infra.bus import Handling
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command
from app.kernel.errors import AppError, Choice, InvalidInput
from app.kernel.text import tr


@dataclass(frozen=True, kw_only=True, slots=True)
class PriceStay(Command):
    """Sell the nights from `since` on (else: those to come) by another plan, or at given prices.

    `prices` has one for each of these nights, in minor units. Without any the plan `rate_code` gives them;
    `despite_limits` sells it although it is restricted. Nights that are over keep their price.
    """

    verb: ClassVar[str] = "reservations.price_stay"

    stay_id: UUID
    rate_code: str = ""
    prices: tuple[int, ...] = ()
    since: date | None = None
    despite_limits: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class AddRoom(Command):
    """A room more on a booking, with its own dates, party, guest (else: who booked) and rate."""

    verb: ClassVar[str] = "reservations.add_room"

    reservation_id: UUID
    room: RoomRequest
    oversell: bool = False
    despite_limits: bool = False


def price_stay(command: PriceStay, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """Only nights to come; the journal keeps the prices that a plan gave."""
    loaded = load_stay(uow, command.stay_id)
    ensure_live(uow, loaded)
    own = _nights_to_price(loaded, command)
    if command.prices:
        if len(command.prices) != len(own):
            raise InvalidInput(tr("Give one price for each night."), field="prices")
        prices: Sequence[int] = command.prices
    elif command.rate_code:
        prices = _by_plan(uow, loaded, command, own)
        uow.resolved = replace(command, prices=tuple(prices))
    else:
        raise InvalidInput(tr("Choose a rate, or give the prices."), field="rate_code")
    if any(not 0 <= price <= rules.MAX_PRICE_MINOR for price in prices):
        raise InvalidInput(tr("This price cannot be right."), field="prices")
    known = {night.night: price for night, price in zip(own, prices, strict=True)}
    target = tuple(
        replace(night, price_minor=known[night.night], rate_code=command.rate_code)
        if night.night in known
        else night
        for night in loaded.nights
    )
    before = sum(night.price_minor for night in loaded.nights)
    result = write_nights(uow, clock, loaded, target, free=True)
    return result | {"difference_minor": sum(night.price_minor for night in target) - before}


def _nights_to_price(loaded: LoadedStay, command: PriceStay) -> list[Night]:
    since = max(command.since or loaded.business_date, loaded.business_date)
    own = [night for night in loaded.nights if night.night >= since]
    if not own:
        raise InvalidInput(tr("These nights are over; their price stands."), field="since")
    return own


def _by_plan(uow: UnitOfWork, loaded: LoadedStay, command: PriceStay, own: Sequence[Night]) -> Sequence[int]:
    from app.features.reservations.commands import plan_prices, selling  # noqa: PLC0415 - heavy: it loads the rates

    quote = plan_prices.quote_of_nights(uow, loaded, own, command.rate_code)
    if not quote.prices or (quote.refused and not command.despite_limits):
        again = Choice(
            tr("Sell it all the same"), replace(command, id=uow.new_id(), despite_limits=True),
            tr("The journal keeps who decided it."),
        )  # fmt: skip
        raise RateRefused(
            tr("{plan} is not sold for this stay. {why}", plan=quote.plan_name, why=" ".join(quote.refused)),
            choices=[again] if quote.prices and uow.actor.may(selling.OVERRIDE) else [],
            field="rate_code",
        )
    if command.despite_limits and quote.refused:
        selling.ensure_may_override(uow)
    return quote.prices


def add_room(command: AddRoom, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """Book the room under the booking's number and terms; what booking refuses is refused here too."""
    reservation = load_reservation(uow, command.reservation_id)
    if reservation.status not in rules.LIVE:
        raise WrongState(tr("This booking is over. Make a new one."))
    as_booking = _as_booking(command, reservation)
    try:
        sold = booking.add_rooms(as_booking, uow=uow, clock=clock, reservation=reservation)
    except AppError as error:
        raise _about_this_booking(error, command, uow) from error
    if sold.rooms[0] != command.room:
        uow.resolved = replace(command, room=sold.rooms[0])
    reservation.adults += command.room.adults
    reservation.children += command.room.children
    uow.flush()
    sum_up(uow, reservation)
    return {"reservation_id": str(reservation.id), "stay_id": str(command.room.stay_id)}


def _as_booking(command: AddRoom, reservation: Reservation) -> Reserve:
    """A booking of this room alone, under the terms of the one that it joins."""
    tentative = reservation.status == Status.TENTATIVE
    return Reserve(
        id=command.id, reservation_id=reservation.id, property_id=reservation.property_id,
        guest=GuestRef(reservation.booker_id), rooms=(command.room,), booked_on=reservation.booked_on,
        number=reservation.number, status=Status.TENTATIVE if tentative else Status.CONFIRMED,
        meal=reservation.meal, guarantee="none", company_id=reservation.company_id,
        agent_id=reservation.agent_id, oversell=command.oversell, despite_limits=command.despite_limits,
        cancellation_policy=dict(reservation.cancellation_policy or {}),
    )  # fmt: skip


def _about_this_booking(error: AppError, command: AddRoom, uow: UnitOfWork) -> AppError:
    """The same refusal, with what it offers as rooms of this booking."""
    ways = []
    for choice in error.choices:
        other = choice.command
        if isinstance(other, Reserve):
            again = replace(
                command, id=uow.new_id(), room=other.rooms[0], oversell=other.oversell,
                despite_limits=other.despite_limits,
            )  # fmt: skip
            ways.append(Choice(choice.label, again, choice.detail))
    return type(error)(error.sentence, choices=ways, field=error.field)


HANDLERS = (Handling(PriceStay, price_stay), Handling(AddRoom, add_room))
