"""Other nights of a stay that a rate plan sold: what the plan restricts is refused for them as for a sale.

It loads the rates, so whoever changes a stay imports it only when a plan sold it (decision 0012).
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from app.features import rates
from app.features.reservations.commands.loading import LoadedStay
from app.features.reservations.commands.requests import RateRefused
from app.features.reservations.commands.selling import OVERRIDE, ages_of
from app.features.reservations.rules import Night
from app.infra.unit_of_work import UnitOfWork
from app.kernel.commands import Command
from app.kernel.dates import Slot, StayDates
from app.kernel.errors import Choice, NotFound
from app.kernel.text import tr

# How many shorter stays are tried for an offer, and how many days before and after.
TRIES: Final = 31
DAYS: Final = 7

Again = Callable[..., Command]
Fits = Callable[[date], bool]


def ensure_sold(
    uow: UnitOfWork,
    loaded: LoadedStay,
    dates: StayDates,
    target: Sequence[Night],
    again: Again,
    fits: Fits | None = None,
) -> None:
    """Refuse nights that the plan does not sell to a stay of these dates. Raises RateRefused.

    What already stood against the stay as it was sold is no reason. `again` gives the command anew with other
    fields, for what the refusal offers. `fits` is for a stay that goes to other days as a whole: whether its
    room is free from another arrival on.
    """
    sold = {night.night for night in loaded.nights}
    added = [n for n in target if n.night not in sold and n.slot == Slot.NIGHT and n.rate_code]
    if not added:
        return
    why = _against(uow, loaded, added, dates)
    if why:
        reasons = {"plan": added[0].rate_code, "why": " ".join(why)}
        if fits is None:
            ways = [*_shorter(uow, loaded, dates, added, again), *_despite(uow, again)]
            sentence = tr("{plan} is not sold for the added nights. {why}", **reasons)
            raise RateRefused(sentence, choices=ways, field="departure")
        ways = [*_beside(uow, loaded, dates, added, again, fits), *_despite(uow, again)]
        sentence = tr("{plan} is not sold for these nights. {why}", **reasons)
        raise RateRefused(sentence, choices=ways, field="arrival")


def _against(uow: UnitOfWork, loaded: LoadedStay, added: Sequence[Night], dates: StayDates) -> list[str]:
    """The sentences that speak against the new dates and did not speak against the old ones."""
    found: list[str] = []
    before = StayDates(loaded.stay.arrival, loaded.stay.departure)
    for code, room_type_id in dict.fromkeys((night.rate_code, night.room_type_id) for night in added):
        known = _refused(uow, loaded, code, room_type_id, before)
        for sentence in _refused(uow, loaded, code, room_type_id, dates):
            if sentence not in known and sentence not in found:
                found.append(sentence)
    return found


def _refused(
    uow: UnitOfWork, loaded: LoadedStay, code: str, room_type_id: UUID, dates: StayDates
) -> tuple[str, ...]:
    """Why the plan is not sold for a stay; a night without a price is no reason: it follows its neighbour."""
    stay, booking = loaded.stay, loaded.reservation
    try:
        quote = rates.quote_for(
            uow, property_id=stay.property_id, plan_code=code, room_type_id=room_type_id,
            arrival=dates.arrival, departure=dates.departure, adults=stay.adults,
            child_ages=ages_of(stay.children, stay.child_ages),
            company_id=booking.company_id or booking.agent_id, booked_on=booking.booked_on,
        )  # fmt: skip
    except NotFound:
        return ()
    return quote.refused if quote.prices else quote.refused[:-1]


def _shorter(
    uow: UnitOfWork, loaded: LoadedStay, dates: StayDates, added: Sequence[Night], again: Again
) -> Iterator[Choice]:
    """The longest stay that is sold."""
    own = loaded.stay
    if dates.arrival == own.arrival:
        for nights in range(1, TRIES + 1):
            departure = dates.departure - timedelta(days=nights)
            if departure <= own.departure:
                break
            if not _against(uow, loaded, added, StayDates(dates.arrival, departure)):
                yield Choice(
                    tr("Extend to {day} only", day=f"{departure:%d %b}"),
                    again(id=uow.new_id(), departure=departure),
                )
                break


def _beside(
    uow: UnitOfWork, loaded: LoadedStay, dates: StayDates, added: Sequence[Night], again: Again, fits: Fits
) -> Iterator[Choice]:
    """The nearest other arrival on which the stay is sold and its room is free."""
    for days in range(1, DAYS + 1):
        for step in (days, -days):
            arrival = dates.arrival + timedelta(days=step)
            if arrival == loaded.stay.arrival or not fits(arrival):
                continue
            if not _against(uow, loaded, added, StayDates(arrival, dates.departure + timedelta(days=step))):
                moved = again(id=uow.new_id(), arrival=arrival)
                yield Choice(tr("Move it to {day}", day=f"{arrival:%d %b}"), moved)
                return


def _despite(uow: UnitOfWork, again: Again) -> Iterator[Choice]:
    """The nights as wished, for whom it is allowed."""
    if uow.actor.may(OVERRIDE):
        yield Choice(
            tr("Sell it all the same"), again(id=uow.new_id(), despite_limits=True),
            tr("The journal keeps who decided it."),
        )  # fmt: skip
