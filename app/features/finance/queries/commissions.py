"""What agents and channels earn of the stays that departed in a month, stay by stay."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.features.finance import repository
from app.features.finance.queries import reading
from app.features.finance.rules.commission import Earner, commission, earner_of, rate_on
from app.features.property import house_named
from app.infra.bus import Answering
from app.kernel.commands import Query


@dataclass(frozen=True, slots=True)
class CommissionLine:
    """A stay: its room revenue net of tax, the share, and how much of that has been posted."""

    stay_id: UUID
    number: str
    departure: date
    basis_minor: int
    bp: int
    amount_minor: int
    posted_minor: int


@dataclass(frozen=True, slots=True)
class EarnerView:
    """An agent or channel with its stays of a month: its statement."""

    company_id: UUID | None
    channel_code: str
    name: str
    lines: tuple[CommissionLine, ...]

    @property
    def basis_minor(self) -> int:
        """The revenue of all its stays."""
        return sum(line.basis_minor for line in self.lines)

    @property
    def amount_minor(self) -> int:
        """What it earns of them."""
        return sum(line.amount_minor for line in self.lines)

    @property
    def posted_minor(self) -> int:
        """What of that has been posted."""
        return sum(line.posted_minor for line in self.lines)


@dataclass(frozen=True, slots=True)
class CommissionsView:
    """The commissions of a hotel for a month."""

    property_id: UUID
    property: str
    currency: str
    month: date
    earners: tuple[EarnerView, ...]


@dataclass(frozen=True, slots=True)
class RateView:
    """What an agent or channel earns, from a day on."""

    rate_id: UUID
    company_id: UUID | None
    channel_code: str
    bp: int
    valid_from: date


@dataclass(frozen=True, kw_only=True, slots=True)
class Commissions(Query[CommissionsView]):
    """Commissions of the stays that departed in a month (any day of it), of a hotel by name, code or id."""

    property: str
    month: date


@dataclass(frozen=True, kw_only=True, slots=True)
class CommissionRates(Query[tuple[RateView, ...]]):
    """The commission rates of a house."""

    property_id: UUID


def month_of(day: date) -> tuple[date, date]:
    """The first day of a month and of the next."""
    first = day.replace(day=1)
    return first, date(first.year + first.month // 12, first.month % 12 + 1, 1)


def commissions(query: Commissions, *, session: Session) -> CommissionsView:
    """Every agent and channel with stays that departed. Raises NotFound."""
    house = house_named(session, query.property)
    first, end = month_of(query.month)
    stays = reading.departed(session, house.id, first, end)
    ids = [stay.stay_id for stay in stays]
    revenue = reading.room_revenue(session, house.id, ids)
    posted = repository.commissions(session, house.id, ids)
    rates = repository.rates(session, house.id)
    lines: dict[Earner, list[CommissionLine]] = {}
    for stay in stays:
        earner = earner_of(stay.agent_id, stay.channel_code)
        basis, bp = revenue.get(stay.stay_id, 0), rate_on(rates, earner, stay.departure)
        done = sum(row.amount_minor for row in posted.get(stay.stay_id, ()))
        lines.setdefault(earner, []).append(
            CommissionLine(stay.stay_id, stay.number, stay.departure, basis, bp, commission(basis, bp), done)
        )
    earners = [
        EarnerView(earner.company_id, earner.channel_code, _name(session, earner), tuple(own))
        for earner, own in lines.items()
    ]
    earners.sort(key=lambda e: e.name.casefold())
    return CommissionsView(house.id, house.name, house.currency, first, tuple(earners))


def _name(session: Session, earner: Earner) -> str:
    company = reading.company(session, earner.company_id)
    return company.name if company is not None else earner.channel_code


def commission_rates(query: CommissionRates, *, session: Session) -> tuple[RateView, ...]:
    """As they were agreed."""
    return tuple(
        RateView(row.id, row.company_id, row.channel_code, row.bp, row.valid_from)
        for row in repository.rate_rows(session, query.property_id)
    )


ANSWERS = (Answering(Commissions, commissions), Answering(CommissionRates, commission_rates))
