"""Tables of groups: when they come and until when rooms are kept for them; the rooms, by type and night."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.infra.database import Base, Instant, TenantRow, tenant_fk


class GroupBlock(TenantRow, Base):
    """What a group has asked for. `released_at`: from then on nothing is kept for it any more."""

    __tablename__ = "group_block"
    __table_args__ = (
        tenant_fk("group_id", "booking_group"),
        tenant_fk("property_id", "property"),
        tenant_fk("company_id", "company"),
        CheckConstraint("departure > arrival", name="dates"),
        {"info": {"owner": "group_id"}},
    )

    group_id: Mapped[UUID] = mapped_column(primary_key=True)
    property_id: Mapped[UUID]
    arrival: Mapped[date] = mapped_column(Date)
    departure: Mapped[date] = mapped_column(Date)
    cut_off: Mapped[date | None] = mapped_column(Date)
    rate_code: Mapped[str] = mapped_column(String(20), default="")
    company_id: Mapped[UUID | None]
    contact: Mapped[str] = mapped_column(String(200), default="")
    note: Mapped[str] = mapped_column(String(400), default="")
    released_at: Mapped[datetime | None] = mapped_column(Instant)


class Allotment(TenantRow, Base):
    """Rooms of a type that are kept for a group in one night."""

    __tablename__ = "allotment"
    __table_args__ = (
        tenant_fk("group_id", "booking_group"),
        tenant_fk("room_type_id", "room_type"),
        tenant_fk("property_id", "property"),
        CheckConstraint("rooms > 0", name="rooms"),
        Index("ix_allotment_night", "tenant_id", "property_id", "night"),
        {"info": {"owner": "group_id"}},
    )

    group_id: Mapped[UUID] = mapped_column(primary_key=True)
    room_type_id: Mapped[UUID] = mapped_column(primary_key=True)
    night: Mapped[date] = mapped_column(Date, primary_key=True)
    property_id: Mapped[UUID]
    rooms: Mapped[int]
