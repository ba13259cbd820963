"""Vouchers as screens see them, and the terms by which a house takes money."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.features.folios.models import AccountDay, PaymentTerms, Voucher
from app.features.folios.rules.chart import VOUCHERS
from app.features.folios.rules.refunds import DepositPart
from app.features.folios.rules.vouchers import plain_code, shown_code
from app.features.property.models import Property
from app.infra.bus import Answering
from app.kernel.commands import Query

CHECK_IN, CHECK_OUT, HAND = "check_in", "check_out", "hand"
MOST_VOUCHERS = 500


@dataclass(frozen=True, slots=True)
class VoucherView:
    """A voucher; `state` is open, spent, over or withdrawn."""

    voucher_id: UUID
    code: str
    name: str
    currency: str
    value_minor: int
    balance_minor: int
    sold_on: date
    valid_until: date | None
    state: str


@dataclass(frozen=True, slots=True)
class VouchersView:
    """The vouchers of a house, the newest first; what is left on all, and what its account says."""

    currency: str
    left_minor: int
    ledger_minor: int
    vouchers: tuple[VoucherView, ...]


@dataclass(frozen=True, slots=True)
class PaymentTermsView:
    """How a house takes money: the provider of cards, the usual deposit, when deposits are applied."""

    provider: str
    apply_deposit: str
    deposit_parts: tuple[DepositPart, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class VoucherOf(Query[VoucherView | None]):
    """The voucher with a code as typed; None where the house has sold none."""

    property_id: UUID
    code: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Vouchers(Query[VouchersView]):
    """All vouchers of a house."""

    property_id: UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class PaymentTermsOf(Query[PaymentTermsView]):
    """The terms of a house."""

    property_id: UUID


def voucher_by_code(session: Session, property_id: UUID, code: str) -> Voucher | None:
    """The voucher of a house with a plain code."""
    own = select(Voucher).where(Voucher.property_id == property_id, Voucher.code == code)
    return session.scalars(own).one_or_none()


def terms_of(session: Session, property_id: UUID) -> PaymentTermsView:
    """What a house said, or what holds until it says something."""
    row = session.scalars(select(PaymentTerms).where(PaymentTerms.property_id == property_id)).one_or_none()
    if row is None:
        return PaymentTermsView("", CHECK_IN, ())
    parts = tuple(DepositPart(**part) for part in row.deposit_parts)
    return PaymentTermsView(row.provider, row.apply_deposit, parts)


def voucher_of(query: VoucherOf, *, session: Session) -> VoucherView | None:
    """By its code."""
    row = voucher_by_code(session, query.property_id, plain_code(query.code))
    return _view(row, _house(session, query.property_id).business_date) if row is not None else None


def vouchers(query: Vouchers, *, session: Session) -> VouchersView:
    """The newest first, with the balance of the account they stand on."""
    house = _house(session, query.property_id)
    own = Voucher.property_id == query.property_id
    rows = session.scalars(
        select(Voucher).where(own).order_by(Voucher.sold_on.desc(), Voucher.id.desc()).limit(MOST_VOUCHERS)
    )
    left = session.scalars(select(func.coalesce(func.sum(Voucher.balance_minor), 0)).where(own)).one()
    booked = session.scalars(
        select(func.coalesce(func.sum(AccountDay.credit_minor - AccountDay.debit_minor), 0)).where(
            AccountDay.property_id == query.property_id, AccountDay.account == VOUCHERS
        )
    ).one()
    views = tuple(_view(row, house.business_date) for row in rows)
    return VouchersView(house.currency, int(left), int(booked), views)


def payment_terms_of(query: PaymentTermsOf, *, session: Session) -> PaymentTermsView:
    """As a view."""
    return terms_of(session, query.property_id)


def _house(session: Session, property_id: UUID) -> Property:
    return session.scalars(select(Property).where(Property.id == property_id)).one()


def _view(row: Voucher, today: date) -> VoucherView:
    over = row.valid_until is not None and row.valid_until < today
    state = "open" if row.balance_minor else "withdrawn" if row.withdrawn_minor else "spent"
    return VoucherView(
        row.id, shown_code(row.code), row.name, row.currency, row.value_minor, row.balance_minor,
        row.sold_on, row.valid_until, "over" if over and row.balance_minor else state,
    )  # fmt: skip


ANSWERS = (
    Answering(VoucherOf, voucher_of),
    Answering(Vouchers, vouchers),
    Answering(PaymentTermsOf, payment_terms_of),
)
