"""Tables of what ended before it began: cancellations and no-shows with their fees; who pays for a group."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Date, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.infra.database import Base, IdentifiedRow, Instant, Json, TenantRow, tenant_fk


class StayEnding(IdentifiedRow, Base):
    """A cancellation or no-show of one stay: the fee that was charged or waived, and the postings of it."""

    __tablename__ = "stay_ending"
    __table_args__ = (
        tenant_fk("property_id", "property"),
        tenant_fk("stay_id", "stay"),
        Index("ix_stay_ending_stay", "tenant_id", "stay_id"),
        {"info": {"owner": "stay_id"}},
    )

    property_id: Mapped[UUID]
    stay_id: Mapped[UUID]
    kind: Mapped[str] = mapped_column(String(12))
    at: Mapped[datetime] = mapped_column(Instant)
    business_date: Mapped[date] = mapped_column(Date)
    reason: Mapped[str] = mapped_column(String(200), default="")
    currency: Mapped[str] = mapped_column(String(3))
    fee_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    waived_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    waive_reason: Mapped[str] = mapped_column(String(200), default="")
    by_name: Mapped[str] = mapped_column(String(200), default="")
    posting_ids: Mapped[Any] = mapped_column(Json, default=list)
    taken_back_at: Mapped[datetime | None] = mapped_column(Instant)


class GroupAccount(TenantRow, Base):
    """The master folio of a group, and which charges of its guests go there."""

    __tablename__ = "group_account"
    __table_args__ = (
        tenant_fk("group_id", "booking_group"),
        tenant_fk("property_id", "property"),
        tenant_fk("folio_id", "folio"),
        {"info": {"owner": "group_id"}},
    )

    group_id: Mapped[UUID] = mapped_column(primary_key=True)
    property_id: Mapped[UUID]
    folio_id: Mapped[UUID]
    charges: Mapped[Any] = mapped_column(Json, default=list)
