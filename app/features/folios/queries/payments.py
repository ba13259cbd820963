"""Payments and refunds of a folio, those that wait for a provider, and what a call to the provider needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from app.features.folios.models import Folio, PayLink, Payment, Posting, SavedCard
from app.features.folios.rules.methods import COUNTS, State
from app.infra.bus import Answering
from app.kernel.commands import Query


@dataclass(frozen=True, slots=True)
class PaymentView:
    """Money taken or given back. `left_minor` is what can be given back; `note` the provider's last word."""

    payment_id: UUID
    folio_id: UUID
    number: int
    method: str
    status: str
    amount_minor: int
    currency: str
    tendered_minor: int
    tendered_currency: str
    change_minor: int
    authorised_minor: int
    refund_of_id: UUID | None
    left_minor: int
    session_id: UUID | None
    reference: str
    provider: str
    provider_ref: str
    note: str
    at: datetime
    link: str = ""
    by_link: bool = False


@dataclass(frozen=True, slots=True)
class CardCallView:
    """What a call to a card provider needs of a payment."""

    payment_id: UUID
    property_id: UUID
    status: str
    amount_minor: int
    authorised_minor: int
    currency: str
    token: str
    customer: str
    provider_ref: str
    paid_ref: str
    refund: bool
    reference: str
    note: str
    keep_card: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Payments(Query[tuple[PaymentView, ...]]):
    """The payments and refunds of a folio, in the order in which they came."""

    folio_id: UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class PendingPayments(Query[tuple[PaymentView, ...]]):
    """Payments of a house (None: of all) that wait for a provider, or are held and not captured."""

    property_id: UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class CardCall(Query[CardCallView | None]):
    """What a call to the provider needs of a payment."""

    payment_id: UUID


def refunded_minor(session: Session, payment_id: UUID) -> int:
    """What was given back of a payment, or is on its way back."""
    return summed(session, Payment.refund_of_id == payment_id)


def company_of_payment(session: Session, payment_id: UUID) -> UUID | None:
    """The company on whose account a payment went."""
    statement = (
        select(Folio.company_id)
        .join(Posting, (Posting.tenant_id == Folio.tenant_id) & (Posting.folio_id == Folio.id))
        .where(Posting.payment_id == payment_id, Folio.kind == "city_ledger")
    )
    return session.scalars(statement.limit(1)).one_or_none()


def payments(query: Payments, *, session: Session) -> tuple[PaymentView, ...]:
    """The rows of a folio as views."""
    rows = session.scalars(
        select(Payment).where(Payment.folio_id == query.folio_id).order_by(Payment.at, Payment.id)
    ).all()
    return _views(session, rows)


def pending_payments(query: PendingPayments, *, session: Session) -> tuple[PaymentView, ...]:
    """The rows that are not final, as views."""
    statement = select(Payment).where(
        or_(Payment.status == State.PENDING, Payment.status == State.AUTHORISED)
    )
    if query.property_id is not None:
        statement = statement.where(Payment.property_id == query.property_id)
    rows = session.scalars(statement.order_by(Payment.at, Payment.id)).all()
    return _views(session, rows)


def card_call(query: CardCall, *, session: Session) -> CardCallView | None:
    """The payment, with the token of its card and the reference of what it gives back."""
    row = session.scalars(select(Payment).where(Payment.id == query.payment_id)).one_or_none()
    if row is None:
        return None
    paid = ""
    if row.refund_of_id is not None:
        paid = session.scalars(select(Payment.provider_ref).where(Payment.id == row.refund_of_id)).one()
    customer = session.scalars(
        select(SavedCard.customer).where(SavedCard.token == row.token, SavedCard.token != "").limit(1)
    ).one_or_none()
    keep = session.scalars(select(PayLink.keep_card).where(PayLink.payment_id == row.id)).one_or_none()
    return CardCallView(
        row.id, row.property_id, row.status, row.amount_minor, row.authorised_minor, row.currency, row.token,
        customer or "", row.provider_ref, paid, row.refund_of_id is not None, row.reference,
        row.note, bool(keep),
    )  # fmt: skip


def summed(session: Session, which: Any, states: Sequence[str] = COUNTS) -> int:
    """What payments add up to that are taken or on their way."""
    statement = select(func.coalesce(func.sum(Payment.amount_minor), 0)).where(
        which, Payment.status.in_(states)
    )
    return int(session.scalars(statement).one())


def _views(session: Session, rows: Sequence[Payment]) -> tuple[PaymentView, ...]:
    statement = (
        select(Payment.refund_of_id, func.sum(Payment.amount_minor))
        .where(Payment.refund_of_id.in_([row.id for row in rows]), Payment.status.in_(COUNTS))
        .group_by(Payment.refund_of_id)
    )
    back = {paid_id: int(minor) for paid_id, minor in session.execute(statement)}
    ids = [row.id for row in rows]
    found = session.execute(select(PayLink.payment_id, PayLink.url).where(PayLink.payment_id.in_(ids))).all()
    links = {one.payment_id: one.url for one in found}
    return tuple(_view(row, back.get(row.id, 0), links.get(row.id)) for row in rows)


def _view(row: Payment, back: int, link: str | None) -> PaymentView:
    left = row.amount_minor - back if row.refund_of_id is None and row.status == State.CAPTURED else 0
    return PaymentView(
        row.id, row.folio_id, row.number, row.method, row.status, row.amount_minor, row.currency,
        row.tendered_minor, row.tendered_currency, row.change_minor, row.authorised_minor, row.refund_of_id,
        left, row.session_id, row.reference, row.provider, row.provider_ref, row.note, row.at,
        link or "", link is not None,
    )  # fmt: skip


ANSWERS = (
    Answering(Payments, payments),
    Answering(PendingPayments, pending_payments),
    Answering(CardCall, card_call),
)
