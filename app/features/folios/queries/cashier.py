"""Drawers: the one that is open at a workstation, the report of a session, rates and rounding of a house.

What a drawer should hold is told only after it was counted, so that the count is blind.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.features.folios.models import CashierSession, CashMove, CashRounding, ExchangeRate
from app.features.folios.rules import cash
from app.features.folios.rules.exchange import Rate
from app.features.property.models import Property
from app.infra.bus import Answering
from app.kernel.commands import Query

MOST_SESSIONS = 200


@dataclass(frozen=True, slots=True)
class DrawerView:
    """A drawer in someone's hands."""

    session_id: UUID
    property_id: UUID
    workstation: str
    by_name: str
    opened_at: datetime
    closed_at: datetime | None
    float_minor: int
    currency: str
    counted: bool


@dataclass(frozen=True, slots=True)
class MoveView:
    """Money that went into a drawer or out of it."""

    at: datetime
    kind: str
    currency: str
    amount_minor: int
    value_minor: int
    payment_id: UUID | None
    reason: str
    by_name: str


@dataclass(frozen=True, slots=True)
class HeldView:
    """What a drawer holds of a currency: expected and counted are None until it was counted."""

    currency: str
    expected_minor: int | None
    counted_minor: int | None
    counts: tuple[tuple[int, int], ...]
    in_minor: int
    out_minor: int

    @property
    def variance_minor(self) -> int | None:
        """Counted less expected: above zero there is too much."""
        if self.expected_minor is None or self.counted_minor is None:
            return None
        return self.counted_minor - self.expected_minor


@dataclass(frozen=True, slots=True)
class DrawerReportView:
    """A session of a drawer. Moves are told after the count too: they would give the sum away."""

    drawer: DrawerView
    held: tuple[HeldView, ...]
    moves: tuple[MoveView, ...]
    reason: str
    handed_to: str
    denominations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CashTermsView:
    """How cash is taken: the own currency, the smallest sum in coins, today's rates."""

    currency: str
    step_minor: int
    rates: tuple[Rate, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenDrawer(Query[DrawerView | None]):
    """The open drawer of a workstation, or None; "" for the one that was opened last in the house."""

    property_id: UUID
    workstation: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Drawers(Query[tuple[DrawerView, ...]]):
    """The sessions of a house, the open ones first, then the newest."""

    property_id: UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class DrawerReport(Query[DrawerReportView | None]):
    """A session: who, when, what went in and out, what was counted."""

    session_id: UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class CashTerms(Query[CashTermsView]):
    """Rates and rounding of a house on its open day."""

    property_id: UUID


def open_session(session: Session, property_id: UUID, workstation: str) -> CashierSession | None:
    """The open session of a workstation, or of any with ""."""
    statement = select(CashierSession).where(
        CashierSession.property_id == property_id, CashierSession.closed_at.is_(None)
    )
    if workstation:
        statement = statement.where(CashierSession.workstation == workstation)
    return session.scalars(statement.order_by(CashierSession.opened_at.desc()).limit(1)).one_or_none()


def held(session: Session, session_id: UUID) -> dict[str, tuple[int, int]]:
    """What a drawer should hold of each currency, and what that counts for in the house's own."""
    rows = session.execute(
        select(CashMove.currency, func.sum(CashMove.amount_minor), func.sum(CashMove.value_minor))
        .where(CashMove.session_id == session_id)
        .group_by(CashMove.currency)
    )
    return {currency: (int(minor), int(value)) for currency, minor, value in rows}


def rate_on(session: Session, property_id: UUID, currency: str, day: date) -> Rate | None:
    """The rate of a currency on a day."""
    return next((r for r in rates_on(session, property_id, day) if r.currency == currency), None)


def rates_on(session: Session, property_id: UUID, day: date) -> tuple[Rate, ...]:
    """The newest rate of each currency up to a day."""
    rows = session.scalars(
        select(ExchangeRate)
        .where(ExchangeRate.property_id == property_id, ExchangeRate.from_day <= day)
        .order_by(ExchangeRate.currency, ExchangeRate.from_day)
    )
    newest = {row.currency: Rate(row.currency, row.micro, row.from_day) for row in rows}
    return tuple(newest.values())


def step_of(session: Session, house: Property) -> int:
    """The smallest sum in coins: the house's own word, else what its country says."""
    own = session.scalars(
        select(CashRounding.step_minor).where(CashRounding.property_id == house.id)
    ).one_or_none()
    return own or cash.smallest(house.currency, house.country)


def last_left(session: Session, property_id: UUID, workstation: str) -> int:
    """The float that the workstation's drawer began with the last time."""
    minor = session.scalars(
        select(CashierSession.float_minor)
        .where(CashierSession.property_id == property_id, CashierSession.workstation == workstation)
        .order_by(CashierSession.opened_at.desc())
        .limit(1)
    ).one_or_none()
    return minor or 0


def open_drawer(query: OpenDrawer, *, session: Session) -> DrawerView | None:
    """The open session as a view."""
    found = open_session(session, query.property_id, query.workstation)
    return _view(found, _currency(session, query.property_id)) if found else None


def drawers(query: Drawers, *, session: Session) -> tuple[DrawerView, ...]:
    """All sessions as views."""
    rows = session.scalars(
        select(CashierSession)
        .where(CashierSession.property_id == query.property_id)
        .order_by(CashierSession.closed_at.is_not(None), CashierSession.opened_at.desc())
        .limit(MOST_SESSIONS)
    )
    currency = _currency(session, query.property_id)
    return tuple(_view(row, currency) for row in rows)


def drawer_report(query: DrawerReport, *, session: Session) -> DrawerReportView | None:
    """The session, its moves and its count."""
    row = session.scalars(select(CashierSession).where(CashierSession.id == query.session_id)).one_or_none()
    if row is None:
        return None
    moves = session.scalars(
        select(CashMove).where(CashMove.session_id == row.id).order_by(CashMove.at, CashMove.id)
    ).all()
    currency = _currency(session, row.property_id)
    drawer = _view(row, currency)
    return DrawerReportView(
        drawer, _held_views(row, moves, currency, counted=drawer.counted),
        tuple(_move_view(move) for move in moves) if drawer.counted else (),
        row.reason, row.handed_to, cash.denominations(currency),
    )  # fmt: skip


def cash_terms(query: CashTerms, *, session: Session) -> CashTermsView:
    """The house's terms on its open day."""
    house = session.scalars(select(Property).where(Property.id == query.property_id)).one()
    rates = rates_on(session, house.id, house.business_date)
    return CashTermsView(house.currency, step_of(session, house), rates)


def _held_views(
    row: CashierSession, moves: Sequence[CashMove], own: str, *, counted: bool
) -> tuple[HeldView, ...]:
    expected: dict[str, int] = defaultdict(int)
    into: dict[str, int] = defaultdict(int)
    out: dict[str, int] = defaultdict(int)
    for move in moves:
        if move.kind in ("variance", "closing"):
            continue  # what closing did; the report says what was there
        expected[move.currency] += move.amount_minor
        (into if move.amount_minor > 0 else out)[move.currency] += move.amount_minor
    currencies = sorted({own, *expected, *row.counts}, key=lambda c: (c != own, c))
    return tuple(
        HeldView(
            currency, expected[currency] if counted else None,
            sum(int(w) * n for w, n in row.counts.get(currency, {}).items()) if counted else None,
            tuple(sorted(((int(w), n) for w, n in row.counts.get(currency, {}).items()), reverse=True)),
            into[currency] if counted else 0, out[currency] if counted else 0,
        )
        for currency in currencies
    )  # fmt: skip


def _view(row: CashierSession, currency: str) -> DrawerView:
    return DrawerView(
        row.id, row.property_id, row.workstation, row.by_name, row.opened_at, row.closed_at,
        row.float_minor, currency, row.counted_minor is not None,
    )  # fmt: skip


def _move_view(move: CashMove) -> MoveView:
    return MoveView(
        move.at, move.kind, move.currency, move.amount_minor, move.value_minor, move.payment_id,
        move.reason, move.by_name,
    )  # fmt: skip


def _currency(session: Session, property_id: UUID) -> str:
    return session.scalars(select(Property.currency).where(Property.id == property_id)).one()


ANSWERS = (
    Answering(OpenDrawer, open_drawer),
    Answering(Drawers, drawers),
    Answering(DrawerReport, drawer_report),
    Answering(CashTerms, cash_terms),
)
