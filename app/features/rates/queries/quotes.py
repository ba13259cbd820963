"""What a stay would cost, by each plan and room type, and why; or why it is not sold."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.features.guests.models import Company
from app.features.property.models import Property, RoomType
from app.features.rates import repository
from app.features.rates.rules import selling
from app.features.rates.rules.amounts import all_limits, price_table
from app.features.rates.rules.party import Party, ensure_party
from app.features.rates.rules.pricing import Explanation, NightQuote, priced, total
from app.features.rates.rules.selling import Wish
from app.features.rates.rules.terms import AgreementTerms, PlanTerms, RateBook, TypeTerms
from app.infra.bus import Answering
from app.infra.database import lasting
from app.infra.unit_of_work import UnitOfWork
from app.kernel.commands import Query
from app.kernel.errors import InvalidInput, NotFound
from app.kernel.text import tr

MOST_NIGHTS: Final = 1_000
_HOUSE: Final = lasting(
    select(Property.business_date, Property.currency).where(Property.id == bindparam("property"))
)
_TYPES: Final = lasting(
    select(
        RoomType.id, RoomType.code, RoomType.name, RoomType.base_occupancy, RoomType.max_occupancy,
        RoomType.sort,
    )
    .where(RoomType.property_id == bindparam("property"))
    .order_by(RoomType.sort, RoomType.code)
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class QuoteView:
    """A plan and room type with the price of each night. `refused` says why it is not sold; empty: it is.

    `prices` has the amount of each night, as a booking takes them; `nights` explains them. Without a price
    for every night there are none, and the total is 0.
    """

    plan_id: UUID
    plan_code: str
    plan_name: str
    plan_kind: str
    meal: str
    prepayment_bp: int
    policy: dict[str, object]
    room_type_id: UUID
    room_type_code: str
    room_type_name: str
    total_minor: int
    currency: str
    prices: tuple[int, ...]
    refused: tuple[str, ...]
    explanation: Explanation = field(compare=False, repr=False)

    @property
    def nights(self) -> tuple[NightQuote, ...]:
        """Each night with its price and the lines that add up to it."""
        return self.explanation.nights(self.prices)


@dataclass(frozen=True, kw_only=True, slots=True)
class Quotes(Query[tuple[QuoteView, ...]]):
    """Quotes for a party's dates: of all plans that are offered to it, or of those named.

    `booked_on` is the hotel day, unless given. A day use is quoted as one night.
    """

    property_id: UUID
    arrival: date
    departure: date
    adults: int = 2
    child_ages: tuple[int, ...] = ()
    room_type_ids: tuple[UUID, ...] = ()
    plan_codes: tuple[str, ...] = ()
    promo_code: str = ""
    company_id: UUID | None = None
    booked_on: date | None = None


def quotes(query: Quotes, *, session: Session) -> tuple[QuoteView, ...]:
    """Read the book once, price each plan for all types, say what stands in the way. By plan, then type."""
    house = session.execute(_HOUSE, {"property": query.property_id}).one_or_none()
    if house is None:
        raise NotFound(tr("This hotel does not exist any more."), field="property_id")
    wish = _wish(query, house.business_date)
    types = type_terms(session, query.property_id, query.room_type_ids)
    stay_days = (query.departure - query.arrival).days
    book = repository.book(session, query.property_id, types, query.arrival, max(stay_days, 1) + 1)
    agreed = _agreements(session, query, wish)
    limits = all_limits(book)
    book = _nights_of(book, wish.nights)
    table = price_table(book)
    found: list[QuoteView] = []
    for plan in sorted(_asked(book.plans, query, wish, agreed), key=lambda p: (p.sort, p.code)):
        steps = priced(book, table, plan, wish.party, agreed.get(plan.id), house.currency)
        refusals = selling.limit_refusals(limits[:, book.place(plan.id)], wish, len(types))
        general = list(selling.plan_refusals(plan, wish, agreed.get(plan.id)))
        prices: Any = total(steps).tolist()
        known: Any = steps.known.all(axis=1).tolist()
        for row, kind in enumerate(types):
            refused = [*general, *selling.type_refusals(kind, wish.party), *refusals[row]]
            if not known[row]:
                refused.append(selling.unpriced(steps.known[row].tolist(), query.arrival))
            own = tuple(prices[row]) if known[row] else ()
            how = Explanation(query.arrival, steps.steps, row)
            found.append(_view(plan, kind, house.currency, own, tuple(refused), how))
    return tuple(found)


def quote_for(
    uow: UnitOfWork,
    *,
    property_id: UUID,
    plan_code: str,
    room_type_id: UUID,
    arrival: date,
    departure: date,
    adults: int,
    child_ages: tuple[int, ...] = (),
    promo_code: str = "",
    company_id: UUID | None = None,
    booked_on: date | None = None,
) -> QuoteView:
    """The quote of one plan and type inside a transaction, for handlers. Raises NotFound.

    It may say that it is not sold: whoever sells it nevertheless decides that.
    """
    query = Quotes(
        property_id=property_id, arrival=arrival, departure=departure, adults=adults, child_ages=child_ages,
        room_type_ids=(room_type_id,), plan_codes=(plan_code,), promo_code=promo_code, company_id=company_id,
        booked_on=booked_on,
    )  # fmt: skip
    uow.flush()
    found = quotes(query, session=uow.session)
    if not found:
        raise NotFound(tr("There is no rate plan {code}.", code=plan_code), field="plan_code")
    return found[0]


def type_terms(session: Session, property_id: UUID, wanted: Sequence[UUID] = ()) -> tuple[TypeTerms, ...]:
    """The room types of a house in their order, or those wanted of them."""
    rows = session.execute(_TYPES, {"property": property_id})
    return tuple(TypeTerms(*row) for row in rows if not wanted or row.id in wanted)


def _wish(query: Quotes, business_date: date) -> Wish:
    if query.departure < query.arrival:
        raise InvalidInput(tr("The departure lies before the arrival."), field="departure")
    if (query.departure - query.arrival).days > MOST_NIGHTS:
        raise InvalidInput(tr("A stay has at most {most} nights.", most=MOST_NIGHTS), field="departure")
    party = ensure_party(query.adults, query.child_ages)
    booked_on = query.booked_on or business_date
    return Wish(query.arrival, query.departure, booked_on, party, query.promo_code, query.company_id)


def _asked(
    plans: Sequence[PlanTerms], query: Quotes, wish: Wish, agreed: dict[UUID, AgreementTerms]
) -> list[PlanTerms]:
    """The plans that are named; or else those on offer."""
    if query.plan_codes:
        return [plan for plan in plans if plan.code in query.plan_codes]
    return [p for p in plans if p.active and selling.is_offered(p, wish, agreed.get(p.id))]


def _agreements(session: Session, query: Quotes, wish: Wish) -> dict[UUID, AgreementTerms]:
    if query.company_id is None:
        return {}
    end = query.arrival + timedelta(days=wish.nights)
    rows = repository.agreements(session, query.company_id, query.arrival, end)
    name = session.scalars(select(Company.name).where(Company.id == query.company_id)).one_or_none() or ""
    return {plan_id: repository.agreement_terms(row, name) for plan_id, row in rows.items()}


def _nights_of(book: RateBook, nights: int) -> RateBook:
    """The book without the day of departure, of which only the limits are asked."""
    return replace(book, days=nights, own=book.own[..., :nights], limits=book.limits[..., :nights])


def _view(
    plan: PlanTerms,
    kind: TypeTerms,
    currency: str,
    prices: tuple[int, ...],
    refused: tuple[str, ...],
    how: Explanation,
) -> QuoteView:
    return QuoteView(
        plan.id, plan.code, plan.name, plan.kind, plan.meal, plan.prepayment_bp, dict(plan.policy), kind.id,
        kind.code, kind.name, sum(prices), currency, prices, refused, how,
    )  # fmt: skip


ANSWERS = (Answering(Quotes, quotes),)

__all__ = ["ANSWERS", "Party", "QuoteView", "Quotes", "quote_for", "quotes", "type_terms"]
