"""Tables of money taken: payments and refunds, deposits that are due, vouchers, a house's terms."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Date, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.infra.database import Base, IdentifiedRow, Instant, Json, TenantRow, tenant_fk


class Payment(IdentifiedRow, Base):
    """Money taken or given back; a refund names its payment. No card number, ever: the provider's token.

    `method`: cash, terminal, stripe, bank_transfer, city_ledger, voucher, virtual_card. `status`: pending,
    authorised, captured, failed, voided. Amounts are in the folio's currency; what was tendered in another
    stands beside it. `token` is the card at the provider, `provider_ref` the payment there; `note` is the
    provider's last word, as a sentence.
    """

    __tablename__ = "payment"
    __table_args__ = (
        tenant_fk("property_id", "property"),
        tenant_fk("folio_id", "folio"),
        tenant_fk("refund_of_id", "payment"),
        tenant_fk("session_id", "cashier_session"),
        CheckConstraint("amount_minor > 0", name="amount"),
        Index("ix_payment_folio", "tenant_id", "folio_id"),
        tenant_fk("virtual_card_id", "virtual_card"),
        Index("ix_payment_refund_of", "tenant_id", "refund_of_id"),
        Index("ix_payment_virtual_card", "tenant_id", "virtual_card_id"),
        {"info": {"owner": "folio_id"}},
    )

    property_id: Mapped[UUID]
    folio_id: Mapped[UUID]
    number: Mapped[int] = mapped_column(Integer, default=1)
    method: Mapped[str] = mapped_column(String(16))
    status: Mapped[str] = mapped_column(String(12), default="captured")
    amount_minor: Mapped[int] = mapped_column(BigInteger)
    currency: Mapped[str] = mapped_column(String(3))
    tendered_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    tendered_currency: Mapped[str] = mapped_column(String(3), default="")
    change_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    refund_of_id: Mapped[UUID | None]
    session_id: Mapped[UUID | None]
    reference: Mapped[str] = mapped_column(String(120), default="")
    provider: Mapped[str] = mapped_column(String(20), default="")
    provider_ref: Mapped[str] = mapped_column(String(120), default="")
    token: Mapped[str] = mapped_column(String(120), default="")
    authorised_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    virtual_card_id: Mapped[UUID | None]
    valid_from: Mapped[date | None] = mapped_column(Date)
    note: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime] = mapped_column(Instant)


class DepositDue(IdentifiedRow, Base):
    """A part of a booking's price that is due before arrival."""

    __tablename__ = "deposit_due"
    __table_args__ = (
        tenant_fk("property_id", "property"),
        tenant_fk("reservation_id", "reservation"),
        Index("ix_deposit_due_reservation", "tenant_id", "reservation_id"),
    )

    property_id: Mapped[UUID]
    reservation_id: Mapped[UUID]
    due_on: Mapped[date] = mapped_column(Date)
    amount_minor: Mapped[int] = mapped_column(BigInteger)
    settled: Mapped[bool] = mapped_column(default=False)


class Voucher(IdentifiedRow, Base):
    """A voucher that was sold: `balance_minor` is its value less what was redeemed and taken back.

    What all vouchers of a house are worth stands on its account of vouchers sold (2320). `code` is without
    blanks and dashes, in capitals.
    """

    __tablename__ = "voucher"
    __table_args__ = (
        tenant_fk("property_id", "property"),
        UniqueConstraint("tenant_id", "property_id", "code"),
        CheckConstraint("value_minor > 0", name="value"),
        CheckConstraint("balance_minor BETWEEN 0 AND value_minor", name="balance"),
    )

    property_id: Mapped[UUID]
    code: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(200), default="")
    currency: Mapped[str] = mapped_column(String(3))
    value_minor: Mapped[int] = mapped_column(BigInteger)
    balance_minor: Mapped[int] = mapped_column(BigInteger)
    withdrawn_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    sold_on: Mapped[date] = mapped_column(Date)
    valid_until: Mapped[date | None] = mapped_column(Date)


class PaymentTerms(TenantRow, Base):
    """How a house takes money: its provider of cards, the usual deposit, and when deposits are applied.

    `deposit_parts` are shares or amounts with the day they are due, as `ScheduleDeposits` takes them;
    `apply_deposit`: check_in, check_out, hand.
    """

    __tablename__ = "payment_terms"
    __table_args__ = (
        tenant_fk("property_id", "property"),
        {"info": {"owner": "property_id"}},
    )

    property_id: Mapped[UUID] = mapped_column(primary_key=True)
    provider: Mapped[str] = mapped_column(String(20), default="")
    apply_deposit: Mapped[str] = mapped_column(String(12), default="check_in")
    deposit_parts: Mapped[Any] = mapped_column(Json, default=list)
