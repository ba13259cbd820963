"""Deposits of a booking: what is due, what was paid, what is held, and which part belongs to a stay."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from app.features.folios.models import DepositDue, Folio, FolioWindow, Payment, Posting
from app.features.folios.queries.payments import summed
from app.features.folios.rules.methods import State
from app.features.reservations.models import Stay, StayNight
from app.infra.bus import Answering
from app.infra.database import lasting
from app.kernel.commands import Query
from app.kernel.money import allocate

GONE = ("cancelled", "no_show")
# Asked of each booking that arrives: compiled once, with their fence as a condition.
_FOLIO = lasting(
    select(Folio)
    .where(Folio.reservation_id == bindparam("reservation"), Folio.kind == "deposit")
    .order_by(Folio.number)
    .limit(1)
)
_DUES = lasting(
    select(DepositDue)
    .where(DepositDue.reservation_id == bindparam("reservation"))
    .order_by(DepositDue.due_on, DepositDue.id)
)


@dataclass(frozen=True, slots=True)
class DueView:
    """A part of a price that is due, and whether deposits cover it."""

    due_id: UUID
    due_on: date
    amount_minor: int
    settled: bool


@dataclass(frozen=True, slots=True)
class DepositsView:
    """The deposits of a booking: what is due, what was paid, what is held and not applied yet."""

    folio_id: UUID | None
    currency: str
    due: tuple[DueView, ...]
    paid_minor: int
    held_minor: int
    share_minor: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Deposits(Query[DepositsView]):
    """The deposits of a booking; `stay_id` also asks for the share of one stay in what is held."""

    reservation_id: UUID
    stay_id: UUID | None = None


def deposit_folio(session: Session, reservation_id: UUID) -> Folio | None:
    """The folio that holds the deposits of a booking."""
    return session.scalars(_FOLIO, {"reservation": reservation_id}).one_or_none()


def dues_of(session: Session, reservation_id: UUID) -> Sequence[DepositDue]:
    """What is due of a booking, by day."""
    return session.scalars(_DUES, {"reservation": reservation_id}).all()


def is_sold_by_plan(session: Session, reservation_id: UUID) -> bool:
    """Whether a rate plan gave the price of some night of a booking."""
    statement = (
        select(StayNight.rate_code)
        .join(Stay, (Stay.tenant_id == StayNight.tenant_id) & (Stay.id == StayNight.stay_id))
        .where(Stay.reservation_id == reservation_id, StayNight.rate_code != "")
    )
    return session.scalars(statement.limit(1)).one_or_none() is not None


def stay_prices(session: Session, reservation_id: UUID) -> list[tuple[UUID, str, int]]:
    """Each stay of a booking with its state and the price of its nights."""
    statement = (
        select(Stay.id, Stay.status, func.coalesce(func.sum(StayNight.price_minor), 0))
        .join(StayNight, (StayNight.tenant_id == Stay.tenant_id) & (StayNight.stay_id == Stay.id))
        .where(Stay.reservation_id == reservation_id)
        .group_by(Stay.id, Stay.status)
        .order_by(Stay.id)
    )
    return [(id_, status, int(minor)) for id_, status, minor in session.execute(statement)]


def first_arrival(session: Session, reservation_id: UUID) -> date | None:
    """The first day of a booking's stays that are not cancelled."""
    statement = select(func.min(Stay.arrival)).where(
        Stay.reservation_id == reservation_id, Stay.status.not_in(GONE)
    )
    return session.scalars(statement).one()


def held_minor(session: Session, folio_id: UUID) -> int:
    """What a deposit folio holds of the guest's money."""
    statement = select(func.coalesce(func.sum(FolioWindow.balance_minor), 0)).where(
        FolioWindow.folio_id == folio_id
    )
    return -int(session.scalars(statement).one())


def paid_minor(session: Session, folio_id: UUID) -> int:
    """What was paid into a deposit folio, less what was given back."""
    done = (State.CAPTURED,)
    own = Payment.folio_id == folio_id
    taken = summed(session, own & Payment.refund_of_id.is_(None), done)
    return taken - summed(session, own & Payment.refund_of_id.is_not(None), done)


def applied_stays(session: Session, folio_id: UUID) -> frozenset[UUID]:
    """The stays to which deposits of a folio were applied."""
    statement = select(Posting.stay_id).where(Posting.folio_id == folio_id, Posting.kind == "deposit")
    return frozenset(id_ for id_ in session.scalars(statement) if id_ is not None)


def deposits(query: Deposits, *, session: Session) -> DepositsView:
    """The deposits of a booking as a view."""
    folio = deposit_folio(session, query.reservation_id)
    dues = tuple(
        DueView(d.id, d.due_on, d.amount_minor, d.settled) for d in dues_of(session, query.reservation_id)
    )
    if folio is None:
        return DepositsView(None, "", dues, 0, 0, 0)
    paid = paid_minor(session, folio.id)
    held = held_minor(session, folio.id)
    share = share_of(session, query.reservation_id, folio, query.stay_id) if query.stay_id else held
    return DepositsView(folio.id, folio.currency, dues, paid, held, share)


def share_of(session: Session, reservation_id: UUID, folio: Folio, stay_id: UUID | None) -> int:
    """The part of the deposits held that belongs to a stay, by the prices of stays without their part yet."""
    held = held_minor(session, folio.id)
    done = applied_stays(session, folio.id)
    waiting = [
        (id_, minor)
        for id_, status, minor in stay_prices(session, reservation_id)
        if id_ not in done and status not in GONE
    ]
    weights = [minor for _, minor in waiting]
    if held <= 0 or not sum(weights):
        return max(held, 0)
    parts = dict(zip((id_ for id_, _ in waiting), allocate(held, weights), strict=True))
    return parts.get(stay_id, 0) if stay_id is not None else held


ANSWERS = (Answering(Deposits, deposits),)
