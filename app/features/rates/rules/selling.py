"""Why a plan may not be sold to a party for its dates: a sentence for each rule that stands in the way."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.features.rates.rules.parts import Amounts, Limit
from app.features.rates.rules.party import Party
from app.features.rates.rules.terms import AgreementTerms, PlanTerms, TypeTerms, night_at
from app.features.rates.rules.wording import day_text
from app.kernel.text import tr, trn

# Plans of these kinds are for companies that have an agreement.
AGREED_KINDS: Final = frozenset({"corporate"})
_NO_CEILING: Final = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for."""

    arrival: date
    departure: date
    booked_on: date
    party: Party
    promo_code: str = ""
    company_id: object = None

    @property
    def nights(self) -> int:
        """Nights to be paid; a day use is paid as one."""
        return max((self.departure - self.arrival).days, 1)

    @property
    def ahead(self) -> int:
        """Days between booking and arrival."""
        return (self.arrival - self.booked_on).days


def is_offered(plan: PlanTerms, wish: Wish, agreement: AgreementTerms | None) -> bool:
    """Whether a plan is for this guest at all; others are not shown."""
    if plan.promo_code and plan.promo_code.casefold() != wish.promo_code.strip().casefold():
        return False
    if agreement is not None:
        return True
    if plan.company_id is not None:
        return plan.company_id == wish.company_id
    return plan.kind not in AGREED_KINDS


def plan_refusals(plan: PlanTerms, wish: Wish, agreement: AgreementTerms | None) -> Iterator[str]:
    """Why the plan is not sold for these dates on this day, whatever the room."""
    if not plan.active:
        yield tr("{plan} is not sold any more.", plan=plan.name)
    if not is_offered(plan, wish, agreement):
        yield _not_offered(plan)
    yield from _booking_day(plan, wish)
    last = night_at(wish.arrival, wish.nights - 1)
    if plan.valid_from is not None and wish.arrival < plan.valid_from:
        yield tr("{plan} is for nights from {day} on.", plan=plan.name, day=day_text(plan.valid_from))
    if plan.valid_until is not None and last > plan.valid_until:
        yield tr("{plan} is for nights until {day}.", plan=plan.name, day=day_text(plan.valid_until))
    if plan.min_stay and wish.nights < plan.min_stay:
        yield _least_nights(plan.min_stay)
    if plan.max_stay and wish.nights > plan.max_stay:
        yield _most_nights(plan.max_stay)


def _not_offered(plan: PlanTerms) -> str:
    if plan.promo_code:
        return tr("{plan} needs its promotion code.", plan=plan.name)
    return tr("{plan} is for companies with an agreement.", plan=plan.name)


def _booking_day(plan: PlanTerms, wish: Wish) -> Iterator[str]:
    if plan.sold_from is not None and wish.booked_on < plan.sold_from:
        yield tr("{plan} is sold from {day} on.", plan=plan.name, day=day_text(plan.sold_from))
    if plan.sold_until is not None and wish.booked_on > plan.sold_until:
        yield tr("{plan} was sold until {day}.", plan=plan.name, day=day_text(plan.sold_until))
    if wish.ahead < plan.min_advance:
        yield _least_ahead(plan.min_advance)
    if plan.max_advance is not None and wish.ahead > plan.max_advance:
        yield _most_ahead(plan.max_advance)


def type_refusals(kind: TypeTerms, party: Party) -> Iterator[str]:
    """Why the party does not fit."""
    if party.people > kind.most:
        yield trn(
            "{type} has room for {n} guest.", "{type} has room for {n} guests.", kind.most, type=kind.name
        )


def limit_refusals(limits: Amounts, wish: Wish, types: int) -> list[list[str]]:
    """What the restrictions [limit, type, day] say, for each type; the days go to the departure included."""
    found: list[list[str]] = [[] for _ in range(types)]
    if not (limits >= 0).any():
        return found
    nights = wish.nights
    during, arrival = limits[:, :, :nights], limits[:, :, 0]
    departure = limits[Limit.NO_DEPARTURE, :, (wish.departure - wish.arrival).days]

    def say(rows: NDArray[np.bool_], sentence: Callable[[int], str]) -> None:
        for row in np.flatnonzero(rows).tolist():
            found[row].append(sentence(row))

    closed = during[Limit.CLOSED] > 0
    say(closed.any(axis=1), lambda r: tr("Closed on {day}.", day=_first(closed[r], wish.arrival)))
    say(arrival[Limit.NO_ARRIVAL] > 0, lambda _: tr("No arrivals on {day}.", day=day_text(wish.arrival)))
    say(departure > 0, lambda _: tr("No departures on {day}.", day=day_text(wish.departure)))
    through, most = during[Limit.MIN_THROUGH].max(axis=1), _lowest(during[Limit.MAX_THROUGH])
    say(through > nights, lambda r: tr("A stay through {day} has at least {n} nights.", n=int(through[r]),
        day=_first(during[Limit.MIN_THROUGH, r] == through[r], wish.arrival)))  # fmt: skip
    say(most < nights, lambda r: tr("A stay through {day} has at most {n} nights.", n=int(most[r]),
        day=_first(during[Limit.MAX_THROUGH, r] == most[r], wish.arrival)))  # fmt: skip
    least = arrival[Limit.MIN_ARRIVAL]
    say(least > nights, lambda r: _least_nights(int(least[r])))
    ceiling = _lowest(arrival[Limit.MAX_ARRIVAL][:, None])
    say(ceiling < nights, lambda r: _most_nights(int(ceiling[r])))
    say(arrival[Limit.MIN_ADVANCE] > wish.ahead, lambda r: _least_ahead(int(arrival[Limit.MIN_ADVANCE, r])))
    ahead = _lowest(arrival[Limit.MAX_ADVANCE][:, None])
    say(ahead < wish.ahead, lambda r: _most_ahead(int(ahead[r])))
    return found


def unpriced(known: Sequence[bool], arrival: date) -> str:
    """The sentence for a stay with a night of which no price is set."""
    place = next((n for n, is_known in enumerate(known) if not is_known), 0)
    return tr("No price is set for {day}.", day=day_text(night_at(arrival, place)))


def _lowest(ceilings: Amounts) -> Amounts:
    """The lowest of the ceilings that are set, along the last axis."""
    found: Amounts = np.where(ceilings < 0, _NO_CEILING, ceilings).min(axis=-1)
    return found


def _first(days: Amounts, arrival: date) -> str:
    return day_text(arrival + timedelta(days=int(np.argmax(days))))


def _least_nights(nights: int) -> str:
    return trn("At least {n} night.", "At least {n} nights.", nights)


def _most_nights(nights: int) -> str:
    return trn("At most {n} night.", "At most {n} nights.", nights)


def _least_ahead(days: int) -> str:
    return trn("Booked at least {n} day ahead.", "Booked at least {n} days ahead.", days)


def _most_ahead(days: int) -> str:
    return trn("Booked at most {n} day ahead.", "Booked at most {n} days ahead.", days)
