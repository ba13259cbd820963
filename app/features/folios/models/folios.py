"""Tables of folios: accounts, folios with their windows, postings, routing, taxes, payments, the cashier.

A posting is one row with two sides: `account` is debited and `counter` credited by `amount_minor` when it is
positive, the other way round when it is negative. So the sum over all accounts is zero by construction, and
what remains to prove is that `account_day` and the windows' balances equal the sum of their postings.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Date, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.infra.database import (
    Base,
    IdentifiedRow,
    Instant,
    Json,
    TenantRow,
    partial_index,
    tenant_fk,
)


class Folio(IdentifiedRow, Base):
    """A bill in the making. `kind`: guest, company, master, passer_by, deposit, city_ledger."""

    __tablename__ = "folio"
    __table_args__ = (
        tenant_fk("property_id", "property"),
        tenant_fk("reservation_id", "reservation"),
        tenant_fk("stay_id", "stay"),
        tenant_fk("guest_id", "guest"),
        tenant_fk("company_id", "company"),
        UniqueConstraint("tenant_id", "property_id", "number"),
        Index("ix_folio_stay", "tenant_id", "stay_id"),
        Index("ix_folio_reservation", "tenant_id", "reservation_id"),
        Index("ix_folio_status", "tenant_id", "property_id", "status"),
    )

    property_id: Mapped[UUID]
    number: Mapped[str] = mapped_column(String(40))
    kind: Mapped[str] = mapped_column(String(12), default="guest")
    account: Mapped[str] = mapped_column(String(20))
    status: Mapped[str] = mapped_column(String(8), default="open")
    reservation_id: Mapped[UUID | None]
    stay_id: Mapped[UUID | None]
    guest_id: Mapped[UUID | None]
    company_id: Mapped[UUID | None]
    name: Mapped[str] = mapped_column(String(200), default="")
    currency: Mapped[str] = mapped_column(String(3))
    opened_on: Mapped[date] = mapped_column(Date)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)


class FolioWindow(TenantRow, Base):
    """One payer's part of a folio, 1 to 8; `balance_minor` is what is owed, the sum of its postings."""

    __tablename__ = "folio_window"
    __table_args__ = (
        tenant_fk("folio_id", "folio"),
        tenant_fk("guest_id", "guest"),
        tenant_fk("company_id", "company"),
        CheckConstraint("number BETWEEN 1 AND 8", name="number"),
        {"info": {"owner": "folio_id"}},
    )

    folio_id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    property_id: Mapped[UUID]
    guest_id: Mapped[UUID | None]
    company_id: Mapped[UUID | None]
    name: Mapped[str] = mapped_column(String(200), default="")
    terms: Mapped[str] = mapped_column(String(120), default="")
    language: Mapped[str] = mapped_column(String(8), default="")
    balance_minor: Mapped[int] = mapped_column(BigInteger, default=0)


class Posting(IdentifiedRow, Base):
    """A two-sided entry; never edited. A mistake is reversed by another that names it.

    `entry_id` joins what was posted together (a charge and its taxes). `quantity` is in thousandths,
    `tax_bp` in hundredths of a percent. `kind`: charge, tax, payment, refund, deposit, transfer, rebate,
    rounding, write_off, commission, cash. Amounts of a folio's window add up to what is owed, and `account`
    is the folio's. A reversal has the kind of what it reverses; with `moved` the same goes on in another
    place, so that a bill shows neither. A rebate names the charge it takes from (`rebates_id`).
    """

    __tablename__ = "posting"
    __table_args__ = (
        tenant_fk("property_id", "property"),
        tenant_fk("folio_id", "folio"),
        tenant_fk("reverses_id", "posting"),
        tenant_fk("rebates_id", "posting"),
        UniqueConstraint("tenant_id", "reverses_id"),
        CheckConstraint("amount_minor <> 0", name="amount"),
        CheckConstraint("account <> counter", name="two_sides"),
        Index("ix_posting_folio", "tenant_id", "folio_id", "number"),
        Index("ix_posting_date", "tenant_id", "property_id", "business_date"),
        Index("ix_posting_at", "tenant_id", "property_id", "at"),
        Index("ix_posting_stay", "tenant_id", "stay_id", "night"),
        Index("ix_posting_entry", "tenant_id", "entry_id"),
        partial_index("ix_posting_rebates", ("rebates_id",), "rebates_id IS NOT NULL"),
        {"info": {"owner": "folio_id"}},
    )

    property_id: Mapped[UUID]
    entry_id: Mapped[UUID]
    folio_id: Mapped[UUID | None]
    number: Mapped[int] = mapped_column(Integer, default=1)
    kind: Mapped[str] = mapped_column(String(12))
    business_date: Mapped[date] = mapped_column(Date)
    at: Mapped[datetime] = mapped_column(Instant)
    by_name: Mapped[str] = mapped_column(String(200), default="")
    account: Mapped[str] = mapped_column(String(20))
    counter: Mapped[str] = mapped_column(String(20))
    amount_minor: Mapped[int] = mapped_column(BigInteger)
    currency: Mapped[str] = mapped_column(String(3))
    article_code: Mapped[str] = mapped_column(String(20), default="")
    text: Mapped[str] = mapped_column(String(200), default="")
    quantity: Mapped[int] = mapped_column(Integer, default=1000)
    stay_id: Mapped[UUID | None]
    night: Mapped[date | None] = mapped_column(Date)
    tax_code: Mapped[str] = mapped_column(String(20), default="")
    tax_bp: Mapped[int] = mapped_column(Integer, default=0)
    reverses_id: Mapped[UUID | None]
    rebates_id: Mapped[UUID | None]
    moved: Mapped[bool] = mapped_column(default=False)
    payment_id: Mapped[UUID | None]
    session_id: Mapped[UUID | None]
    reason: Mapped[str] = mapped_column(String(200), default="")


class RoutingRule(IdentifiedRow, Base):
    """Which charges of a folio go elsewhere. `charges` are article codes, empty for all.

    `share`: full, percent (value in hundredths), fixed (minor units a night), remainder. Lower `rank` first;
    `stops` ends the search after a match.
    """

    __tablename__ = "routing_rule"
    __table_args__ = (
        tenant_fk("property_id", "property"),
        tenant_fk("folio_id", "folio"),
        tenant_fk("to_folio_id", "folio"),
        Index("ix_routing_rule_folio", "tenant_id", "folio_id"),
    )

    property_id: Mapped[UUID]
    folio_id: Mapped[UUID]
    rank: Mapped[int] = mapped_column(Integer, default=0)
    charges: Mapped[Any] = mapped_column(Json, default=list)
    share: Mapped[str] = mapped_column(String(12), default="full")
    value: Mapped[int] = mapped_column(BigInteger, default=0)
    to_folio_id: Mapped[UUID]
    to_number: Mapped[int] = mapped_column(Integer, default=1)
    stops: Mapped[bool] = mapped_column(default=True)
    starts: Mapped[date | None] = mapped_column(Date)
    ends: Mapped[date | None] = mapped_column(Date)
