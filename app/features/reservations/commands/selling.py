"""Booking by rate plans: what each night costs, what forbids the sale, and what could be sold instead.

It loads the rates, so booking imports it only when a plan is named (decision 0012).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any, Final

from app.features import rates
from app.features.rates import Quotes, QuoteView
from app.features.reservations import rules
from app.features.reservations.commands.fitting import OFFERS
from app.features.reservations.commands.requests import RateRefused, Reserve, RoomRequest
from app.infra.unit_of_work import UnitOfWork
from app.kernel.errors import Choice, InvalidInput, NotFound, NotPermitted
from app.kernel.text import tr

# Who may sell what a restriction forbids.
OVERRIDE: Final = "rates.override"
Goes = Callable[[Reserve], bool]


def priced(command: Reserve, uow: UnitOfWork, goes: Goes) -> Reserve:
    """The booking with the price of each night, and with what its plans say of meals, terms and prepayment.

    `goes` tries another booking out, so that what a refusal offers would succeed.
    """
    if command.despite_limits:
        ensure_may_override(uow)
    quotes: dict[int, QuoteView] = {}
    for index, request in enumerate(command.rooms):
        if not request.by_plan:
            continue
        quote = quotes[index] = _quote(command, request, uow)
        if quote.refused and not (command.despite_limits and quote.prices):
            raise _refusal(command, index, quote, uow, goes)
        if any(price > rules.MAX_PRICE_MINOR for price in quote.prices):
            raise InvalidInput(tr("This price cannot be right."), field="rate_code")
    rooms = tuple(
        replace(request, prices=quotes[index].prices) if index in quotes else request
        for index, request in enumerate(command.rooms)
    )
    return replace(command, rooms=rooms, **_terms(command, quotes.values()))


def with_typed_noted(command: Reserve, uow: UnitOfWork) -> Reserve:
    """The booking with a note of each price that was typed over a plan's, and of what the plan asks."""
    notes = [command.internal_note]
    for request in command.rooms:
        if not (request.typed_over and request.prices):
            continue
        try:
            quote = _quote(command, replace(request, rate_code=request.typed_over), uow)
        except NotFound:
            continue
        if quote.prices and quote.prices != request.prices:
            typed = f"{rates.money_text(sum(request.prices), quote.currency)} {quote.currency}"
            asked = f"{rates.money_text(quote.total_minor, quote.currency)} {quote.currency}"
            notes.append(tr("Typed price {typed}; {plan} says {asked}.", typed=typed, plan=quote.plan_name,
                            asked=asked))  # fmt: skip
    rooms = tuple(replace(request, typed_over="") for request in command.rooms)
    return replace(command, rooms=rooms, internal_note="\n".join(filter(None, notes)))


def ensure_may_override(uow: UnitOfWork) -> None:
    """Refuse who may not sell what a restriction forbids."""
    if not uow.actor.may(OVERRIDE):
        raise NotPermitted(tr("Your role does not allow to sell what is restricted."))


def with_policy(command: Reserve, plan_code: str, uow: UnitOfWork) -> Reserve:
    """The booking with the cancellation policy of a plan; as it is where the plan has none."""
    policy = rates.policy_of(uow.session, command.property_id, plan_code)
    return replace(command, cancellation_policy=policy) if policy else command


def ages_of(children: int, ages: Iterable[int]) -> tuple[int, ...]:
    """An age for each child; one that is not known counts as the oldest."""
    known = tuple(ages)
    return known + (rates.MOST_AGE,) * max(children - len(known), 0)


def _quote(command: Reserve, request: RoomRequest, uow: UnitOfWork) -> QuoteView:
    return rates.quote_for(
        uow, property_id=command.property_id, plan_code=request.rate_code,
        room_type_id=request.room_type_id, arrival=request.arrival, departure=request.departure,
        adults=request.adults, child_ages=ages_of(request.children, request.child_ages),
        promo_code=request.promo_code, company_id=command.company_id or command.agent_id,
        booked_on=command.booked_on,
    )  # fmt: skip


def _terms(command: Reserve, quotes: Iterable[QuoteView]) -> dict[str, Any]:
    """What the booking does not say itself and its plans do; the first plan's where there are several."""
    known = list(quotes)
    terms: dict[str, Any] = {}
    if not command.meal:
        terms["meal"] = known[0].meal
    if not command.cancellation_policy:
        terms["cancellation_policy"] = dict(known[0].policy)
    due = sum((quote.total_minor * quote.prepayment_bp + 5_000) // 10_000 for quote in known)
    if due and not command.deposit_due_minor and command.guarantee == "none":
        terms |= {"deposit_due_minor": due, "guarantee": "deposit"}
    return terms


def _refusal(command: Reserve, index: int, quote: QuoteView, uow: UnitOfWork, goes: Goes) -> RateRefused:
    why = " ".join(quote.refused)
    sentence = tr("{plan} is not sold for this stay. {why}", plan=quote.plan_name, why=why)
    choices = [choice for choice in _ways(command, index, quote, uow) if _would_go(choice, goes)]
    return RateRefused(sentence, choices=choices, field="rate_code")


def _would_go(choice: Choice, goes: Goes) -> bool:
    return isinstance(choice.command, Reserve) and goes(choice.command)


def _ways(command: Reserve, index: int, quote: QuoteView, uow: UnitOfWork) -> Iterator[Choice]:
    """The cheapest other plans, for a single room; and to sell it all the same, for whom it is allowed."""
    request = command.rooms[index]
    if len(command.rooms) == 1:
        for other in _sold(command, request, uow)[:OFFERS]:
            again = replace(command, id=uow.new_id(), rooms=(replace(request, rate_code=other.plan_code),))
            price = tr("{price} {currency} in all", price=rates.money_text(other.total_minor, other.currency),
                       currency=other.currency)  # fmt: skip
            yield Choice(other.plan_name, again, price)
    if quote.prices and uow.actor.may(OVERRIDE) and not command.despite_limits:
        again = replace(command, id=uow.new_id(), despite_limits=True)
        yield Choice(tr("Sell it all the same"), again, tr("The journal keeps who decided it."))


def _sold(command: Reserve, request: RoomRequest, uow: UnitOfWork) -> list[QuoteView]:
    """What is sold for the same stay, the cheapest first."""
    query = Quotes(
        property_id=command.property_id, arrival=request.arrival, departure=request.departure,
        adults=request.adults, child_ages=ages_of(request.children, request.child_ages),
        room_type_ids=(request.room_type_id,), promo_code=request.promo_code,
        company_id=command.company_id or command.agent_id, booked_on=command.booked_on,
    )  # fmt: skip
    found = [quote for quote in rates.quotes(query, session=uow.session) if not quote.refused]
    return sorted(found, key=lambda quote: quote.total_minor)
