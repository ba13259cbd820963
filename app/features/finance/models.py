"""Tables of finance: what was given to which debt, letters, commission rates and commissions."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Date, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.infra.database import Base, IdentifiedRow, Instant, Json, tenant_fk


class Allocation(IdentifiedRow, Base):
    """A part of a payment given to a debt of the same account; below zero it takes such a part back.

    `credit_entry_id` and `debit_entry_id` are entries of postings.
    """

    __tablename__ = "allocation"
    __table_args__ = (
        tenant_fk("property_id", "property"),
        tenant_fk("folio_id", "folio"),
        CheckConstraint("amount_minor <> 0", name="amount"),
        Index("ix_allocation_folio", "tenant_id", "folio_id"),
        {"info": {"owner": "folio_id"}},
    )

    property_id: Mapped[UUID]
    folio_id: Mapped[UUID]
    credit_entry_id: Mapped[UUID]
    debit_entry_id: Mapped[UUID]
    amount_minor: Mapped[int] = mapped_column(BigInteger)
    on_day: Mapped[date] = mapped_column(Date)
    at: Mapped[datetime] = mapped_column(Instant)
    by_name: Mapped[str] = mapped_column(String(200), default="")


class DunningLetter(IdentifiedRow, Base):
    """A letter that asked for debts; `asked` are the debts with their level and what was open.

    `document_id` is the letter on paper, sealed as it was sent.
    """

    __tablename__ = "dunning_letter"
    __table_args__ = (
        tenant_fk("property_id", "property"),
        tenant_fk("folio_id", "folio"),
        CheckConstraint("level BETWEEN 1 AND 3", name="level"),
        UniqueConstraint("tenant_id", "folio_id", "day"),
        {"info": {"owner": "folio_id"}},
    )

    property_id: Mapped[UUID]
    folio_id: Mapped[UUID]
    day: Mapped[date] = mapped_column(Date)
    level: Mapped[int] = mapped_column(Integer)
    language: Mapped[str] = mapped_column(String(8), default="en")
    total_minor: Mapped[int] = mapped_column(BigInteger)
    subject: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text)
    document_id: Mapped[UUID | None]
    asked: Mapped[Any] = mapped_column(Json, default=list)
    at: Mapped[datetime] = mapped_column(Instant)
    by_name: Mapped[str] = mapped_column(String(200), default="")


class CommissionRate(IdentifiedRow, Base):
    """What an agent (`company_id`) or a channel earns of room revenue, from a day on."""

    __tablename__ = "commission_rate"
    __table_args__ = (
        tenant_fk("property_id", "property"),
        tenant_fk("company_id", "company"),
        CheckConstraint("bp BETWEEN 0 AND 10000", name="bp"),
        UniqueConstraint(
            "tenant_id",
            "property_id",
            "company_id",
            "channel_code",
            "valid_from",
            name="uq_commission_rate_day",
        ),
    )

    property_id: Mapped[UUID]
    company_id: Mapped[UUID | None]
    channel_code: Mapped[str] = mapped_column(String(20), default="")
    bp: Mapped[int] = mapped_column(Integer)
    valid_from: Mapped[date] = mapped_column(Date)


class Commission(IdentifiedRow, Base):
    """What was posted for a stay: round 0 once, later rounds where its revenue was corrected.

    `basis_minor` is the room revenue net of tax as it stood; `amount_minor` what this round posted.
    """

    __tablename__ = "commission"
    __table_args__ = (
        tenant_fk("property_id", "property"),
        tenant_fk("stay_id", "stay"),
        tenant_fk("company_id", "company"),
        tenant_fk("posting_id", "posting"),
        UniqueConstraint("tenant_id", "stay_id", "round"),
        Index("ix_commission_month", "tenant_id", "property_id", "month"),
    )

    property_id: Mapped[UUID]
    stay_id: Mapped[UUID]
    round: Mapped[int] = mapped_column(Integer, default=0)
    company_id: Mapped[UUID | None]
    channel_code: Mapped[str] = mapped_column(String(20), default="")
    month: Mapped[date] = mapped_column(Date)
    basis_minor: Mapped[int] = mapped_column(BigInteger)
    bp: Mapped[int] = mapped_column(Integer)
    amount_minor: Mapped[int] = mapped_column(BigInteger)
    posting_id: Mapped[UUID | None]
