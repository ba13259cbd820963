"""Changing a stay that a rate plan sold: nights added at today's price, nights kept and given back as sold.

It loads the rates, so whoever changes a stay imports it only when a plan sold it (decision 0012).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from app.features import rates
from app.features.rates import QuoteView, Refund
from app.features.reservations.commands.loading import LoadedStay
from app.features.reservations.commands.selling import ages_of
from app.features.reservations.rules import Night
from app.infra.unit_of_work import UnitOfWork
from app.kernel.dates import Slot, StayDates
from app.kernel.errors import NotFound

Nights = tuple[Night, ...]


def given_back(loaded: LoadedStay, kept: StayDates) -> Refund:
    """The nights that fall away, each at the price that was booked for it."""
    booked = {night.night: night.price_minor for night in loaded.nights if night.slot == Slot.NIGHT}
    return rates.refund_of_shortening(booked, kept)


def at_todays_prices(uow: UnitOfWork, loaded: LoadedStay, target: Nights) -> Nights:
    """The nights that were not sold before at today's price of the plan that they follow.

    Where the plan says no price, the one stands that the night came with.
    """
    sold = {night.night for night in loaded.nights if night.slot == Slot.NIGHT}

    def price(run: Sequence[Night]) -> Sequence[int]:
        if run[0].night in sold:
            return ()
        return _quoted(uow, loaded, run, run[0].room_type_id)

    return _repriced(target, price, apart=sold)


def moved_by_date(uow: UnitOfWork, loaded: LoadedStay, target: Nights) -> Nights:
    """A stay on other days: a night that was sold before keeps its price as sold, others cost today's."""
    sold = {night.night: night for night in loaded.nights if night.slot == Slot.NIGHT}
    kept = tuple(_as_sold(night, sold.get(night.night)) for night in target)
    return at_todays_prices(uow, loaded, kept)


def _as_sold(night: Night, sold: Night | None) -> Night:
    if sold is None or night.slot != Slot.NIGHT or not night.rate_code:
        return night
    return replace(
        night, price_minor=sold.price_minor, rate_code=sold.rate_code, room_type_id=sold.room_type_id
    )


def of_type(uow: UnitOfWork, loaded: LoadedStay, nights: Nights, room_type_id: UUID) -> Nights:
    """Nights in another type: the difference of two quotes upon the price booked, so that a discount stays.

    Nights of a plan without a price for one of the types are returned as they are, in their old type.
    """

    def price(run: Sequence[Night]) -> Sequence[int]:
        before = _quoted(uow, loaded, run, run[0].room_type_id)
        after = _quoted(uow, loaded, run, room_type_id)
        if not before or not after:
            return ()
        return rates.difference_of_change([n.price_minor for n in run], before, after).prices

    return _repriced(nights, price, room_type_id=room_type_id)


def of_party(
    uow: UnitOfWork, loaded: LoadedStay, nights: Nights, adults: int, children: int, ages: Sequence[int]
) -> Nights:
    """Nights to come for another party: the difference of the plan's two quotes upon the price booked."""

    def price(run: Sequence[Night]) -> Sequence[int]:
        if run[0].night < loaded.business_date:
            return ()
        before = _quoted(uow, loaded, run, run[0].room_type_id)
        after = _quoted(uow, loaded, run, run[0].room_type_id, (adults, ages_of(children, ages)))
        if not before or not after:
            return ()
        return rates.difference_of_change([n.price_minor for n in run], before, after).prices

    over = {night.night for night in nights if night.night < loaded.business_date}
    return _repriced(nights, price, apart=over)


def quote_of_nights(uow: UnitOfWork, loaded: LoadedStay, run: Sequence[Night], plan_code: str) -> QuoteView:
    """What a plan asks for some nights in a row today. Raises NotFound."""
    stay, booking = loaded.stay, loaded.reservation
    return rates.quote_for(
        uow, property_id=stay.property_id, plan_code=plan_code, room_type_id=run[0].room_type_id,
        arrival=run[0].night, departure=run[-1].night + timedelta(days=1), adults=stay.adults,
        child_ages=ages_of(stay.children, stay.child_ages),
        company_id=booking.company_id or booking.agent_id,
    )  # fmt: skip


def _repriced(
    nights: Nights, price: Callable[[Sequence[Night]], Sequence[int]], *, apart: set[date] | None = None,
    room_type_id: UUID | None = None,
) -> Nights:  # fmt: skip
    """The nights with the prices of each run; where there are none, they stay as they are."""
    found: list[Night] = []
    for run in _runs(nights, apart or set()):
        prices = price(run) if run[0].rate_code and run[0].slot == Slot.NIGHT else ()
        if prices:
            found += [
                replace(night, price_minor=minor, room_type_id=room_type_id or night.room_type_id)
                for night, minor in zip(run, prices, strict=True)
            ]
        else:
            found += run
    return tuple(found)


def _runs(nights: Nights, apart: set[date]) -> Iterator[list[Night]]:
    """Nights in a row that are quoted as one: of one plan and type, and alike in or out of `apart`."""
    run: list[Night] = []
    for night in nights:
        last = run[-1] if run else None
        if last is not None and (
            night.night - last.night != timedelta(days=1)
            or (night.rate_code, night.room_type_id) != (last.rate_code, last.room_type_id)
            or (night.night in apart) != (last.night in apart)
        ):
            yield run
            run = []
        run.append(night)
    if run:
        yield run


def _quoted(
    uow: UnitOfWork, loaded: LoadedStay, run: Sequence[Night], room_type_id: UUID,
    party: tuple[int, tuple[int, ...]] | None = None,
) -> Sequence[int]:  # fmt: skip
    """What the plan asks for these nights today; nothing where it has no price or is not known any more.

    `party` is another than the stay's: its adults and an age for each child.
    """
    stay, booking = loaded.stay, loaded.reservation
    adults, ages = party or (stay.adults, ages_of(stay.children, stay.child_ages))
    try:
        quote = rates.quote_for(
            uow, property_id=stay.property_id, plan_code=run[0].rate_code, room_type_id=room_type_id,
            arrival=run[0].night, departure=run[-1].night + timedelta(days=1), adults=adults,
            child_ages=ages, company_id=booking.company_id or booking.agent_id,
        )  # fmt: skip
    except NotFound:
        return ()
    return quote.prices
