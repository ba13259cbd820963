"""Longer stays that a rate plan sold: what the plan restricts is refused for the added nights as for a sale.

It loads the rates, so whoever changes a stay imports it only when a plan sold it (decision 0012).
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
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

# How many shorter stays are tried for an offer.
TRIES: Final = 31

Again = Callable[..., Command]


def ensure_sold(
    uow: UnitOfWork, loaded: LoadedStay, dates: StayDates, target: Sequence[Night], again: Again
) -> None:
    """Refuse nights that the plan does not sell to a stay of these dates. Raises RateRefused.

    What already stood against the stay as it was sold is no reason. `again` gives the command anew with other
    fields, for what the refusal offers.
    """
    sold = {night.night for night in loaded.nights}
    added = [n for n in target if n.night not in sold and n.slot == Slot.NIGHT and n.rate_code]
    if not added:
        return
    why = _against(uow, loaded, added, dates)
    if why:
        plan = added[0].rate_code
        sentence = tr("{plan} is not sold for the added nights. {why}", plan=plan, why=" ".join(why))
        raise RateRefused(sentence, choices=list(_ways(uow, loaded, dates, added, again)), field="departure")


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


def _ways(
    uow: UnitOfWork, loaded: LoadedStay, dates: StayDates, added: Sequence[Night], again: Again
) -> Iterator[Choice]:
    """The longest stay that is sold; and the nights as wished, for whom it is allowed."""
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
    if uow.actor.may(OVERRIDE):
        yield Choice(
            tr("Sell it all the same"), again(id=uow.new_id(), despite_limits=True),
            tr("The journal keeps who decided it."),
        )  # fmt: skip
