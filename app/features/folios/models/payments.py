"""Tables of money taken: payments and refunds, and the deposits that are due."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Date, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.infra.database import Base, IdentifiedRow, Instant, tenant_fk


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
