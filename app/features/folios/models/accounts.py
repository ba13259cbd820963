"""Tables of the ledgers: the chart of accounts, what moved by day, exchange rates, the drawers."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Date, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.infra.database import Base, IdentifiedRow, Instant, Json, TenantRow, tenant_fk


class Account(IdentifiedRow, Base):
    """An account of the chart. `ledger` is guest, deposit, receivables, package, non_resident or general.

    `kind` is asset, liability, revenue, expense; `section` the department in the uniform system (USALI).
    """

    __tablename__ = "account"
    __table_args__ = (
        tenant_fk("property_id", "property"),
        UniqueConstraint("tenant_id", "property_id", "code"),
    )

    property_id: Mapped[UUID]
    code: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(120))
    ledger: Mapped[str] = mapped_column(String(16), default="general")
    kind: Mapped[str] = mapped_column(String(12))
    section: Mapped[str] = mapped_column(String(40), default="")
    active: Mapped[bool] = mapped_column(default=True)
    sort: Mapped[int] = mapped_column(default=0)


class AccountDay(TenantRow, Base):
    """What one account moved on one business date: kept with every posting, so that sums are quick."""

    __tablename__ = "account_day"
    __table_args__ = (
        tenant_fk("property_id", "property"),
        # A sum that can be made again: it is kept with the postings, not journalled.
        {"info": {"owner": "property_id", "journalled": False}, "sqlite_with_rowid": False},
    )

    property_id: Mapped[UUID] = mapped_column(primary_key=True)
    business_date: Mapped[date] = mapped_column(Date, primary_key=True)
    account: Mapped[str] = mapped_column(String(20), primary_key=True)
    debit_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    credit_minor: Mapped[int] = mapped_column(BigInteger, default=0)


class ExchangeRate(TenantRow, Base):
    """What one unit of a currency is worth in the property's, in millionths, from a day on."""

    __tablename__ = "exchange_rate"
    __table_args__ = (
        tenant_fk("property_id", "property"),
        CheckConstraint("micro > 0", name="micro"),
        {"info": {"owner": "property_id"}},
    )

    property_id: Mapped[UUID] = mapped_column(primary_key=True)
    currency: Mapped[str] = mapped_column(String(3), primary_key=True)
    from_day: Mapped[date] = mapped_column(Date, primary_key=True)
    micro: Mapped[int] = mapped_column(BigInteger)


class CashierSession(IdentifiedRow, Base):
    """A drawer in someone's hands. `counts`: what was counted, before the sum was shown."""

    __tablename__ = "cashier_session"
    __table_args__ = (
        tenant_fk("property_id", "property"),
        Index("ix_cashier_session_open", "tenant_id", "property_id", "closed_at"),
    )

    property_id: Mapped[UUID]
    workstation: Mapped[str] = mapped_column(String(80))
    user_id: Mapped[UUID]
    by_name: Mapped[str] = mapped_column(String(200))
    opened_at: Mapped[datetime] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    float_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    expected_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    counted_minor: Mapped[int | None] = mapped_column(BigInteger)
    counts: Mapped[Any] = mapped_column(Json, default=dict)
    reason: Mapped[str] = mapped_column(String(200), default="")
    handed_to: Mapped[str] = mapped_column(String(200), default="")
