"""The ledgers: the chart of accounts, and what each account holds as of a day or a moment."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import case, func, select, union_all
from sqlalchemy.orm import Session

from app.features.folios.models import Account, AccountDay, Posting, RoutingRule
from app.infra.bus import Answering
from app.kernel.commands import Query


@dataclass(frozen=True, slots=True)
class AccountView:
    """An account of the chart."""

    code: str
    name: str
    kind: str
    ledger: str
    section: str
    active: bool


@dataclass(frozen=True, slots=True)
class BalanceRow:
    """An account's debits and credits up to then; the balance is debits minus credits."""

    account: str
    name: str
    ledger: str
    kind: str
    debit_minor: int
    credit_minor: int
    balance_minor: int


@dataclass(frozen=True, slots=True)
class RoutingView:
    """A routing rule of a folio."""

    rule_id: UUID
    rank: int
    charges: tuple[str, ...]
    share: str
    value: int
    to_folio_id: UUID
    to_number: int
    stops: bool
    starts: date | None
    ends: date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Chart(Query[tuple[AccountView, ...]]):
    """The chart of accounts of a hotel."""

    property_id: UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class TrialBalance(Query[tuple[BalanceRow, ...]]):
    """What every account holds, up to a business date (None: all), as it was at a moment (None: now)."""

    property_id: UUID
    as_of: datetime | None = None
    business_date: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Routing(Query[tuple[RoutingView, ...]]):
    """The routing rules of a folio, in the order in which they are tried."""

    folio_id: UUID


def chart(query: Chart, *, session: Session) -> tuple[AccountView, ...]:
    """By code."""
    return tuple(
        AccountView(a.code, a.name, a.kind, a.ledger, a.section, a.active)
        for a in session.scalars(
            select(Account).where(Account.property_id == query.property_id).order_by(Account.code)
        )
    )


def trial_balance(query: TrialBalance, *, session: Session) -> tuple[BalanceRow, ...]:
    """Accounts that moved, by code; debits and credits add up to the same.

    The sums of days are read. Time and business date in the ledger never run back, so a moment lies in one
    business date, and only what was posted to that day after the moment is taken off its sums.
    """
    last = query.business_date
    if query.as_of is None:
        sums = _days(session, query.property_id, last)
    else:
        day = _day_at(session, query.property_id, query.as_of)
        if day is None:
            return ()
        sums = _days(session, query.property_id, day if last is None else min(last, day))
        if last is None or day <= last:
            for account, debit, credit in _later(session, query.property_id, day, query.as_of):
                known = sums.get(account, (0, 0))
                sums[account] = (known[0] - debit, known[1] - credit)
    names = {a.code: a for a in chart(Chart(property_id=query.property_id), session=session)}
    return tuple(
        BalanceRow(
            code, names[code].name, names[code].ledger, names[code].kind, debit, credit, debit - credit
        )
        for code, (debit, credit) in sorted(sums.items())
        if debit or credit
    )


def _days(session: Session, property_id: UUID, last: date | None) -> dict[str, tuple[int, int]]:
    statement = (
        select(AccountDay.account, func.sum(AccountDay.debit_minor), func.sum(AccountDay.credit_minor))
        .where(AccountDay.property_id == property_id)
        .group_by(AccountDay.account)
    )
    if last is not None:
        statement = statement.where(AccountDay.business_date <= last)
    return {code: (int(debit), int(credit)) for code, debit, credit in session.execute(statement)}


def _day_at(session: Session, property_id: UUID, moment: datetime) -> date | None:
    """The business date of the last posting up to a moment."""
    statement = select(Posting.business_date).where(Posting.property_id == property_id, Posting.at <= moment)
    return session.scalars(
        statement.order_by(Posting.at.desc(), Posting.business_date.desc()).limit(1)
    ).first()


def _later(session: Session, property_id: UUID, day: date, moment: datetime) -> list[tuple[str, int, int]]:
    """What was posted to a business date after a moment, by account."""
    later = [Posting.property_id == property_id, Posting.business_date == day, Posting.at > moment]
    plus = case((Posting.amount_minor > 0, Posting.amount_minor), else_=0)
    minus = case((Posting.amount_minor < 0, -Posting.amount_minor), else_=0)
    sides = union_all(
        select(Posting.account.label("code"), func.sum(plus).label("debit"), func.sum(minus).label("credit"))
        .where(*later)
        .group_by(Posting.account),
        select(Posting.counter, func.sum(minus), func.sum(plus)).where(*later).group_by(Posting.counter),
    ).subquery()
    rows = session.execute(
        select(sides.c.code, func.sum(sides.c.debit), func.sum(sides.c.credit)).group_by(sides.c.code)
    )
    return [(code, int(debit), int(credit)) for code, debit, credit in rows]


def routing(query: Routing, *, session: Session) -> tuple[RoutingView, ...]:
    """Lower ranks first."""
    statement = select(RoutingRule).where(RoutingRule.folio_id == query.folio_id)
    return tuple(
        RoutingView(
            r.id, r.rank, tuple(r.charges), r.share, r.value, r.to_folio_id, r.to_number, r.stops, r.starts,
            r.ends,
        )
        for r in session.scalars(statement.order_by(RoutingRule.rank, RoutingRule.id))
    )  # fmt: skip


ANSWERS = (Answering(Chart, chart), Answering(TrialBalance, trial_balance), Answering(Routing, routing))
