"""Table of the waitlist: who wants to come when there is room."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.infra.database import Base, IdentifiedRow, Instant, tenant_fk


class WaitlistEntry(IdentifiedRow, Base):
    """A wish for dates that were full; `offer_*` is the room that is held for the guest until an instant."""

    __tablename__ = "waitlist_entry"
    __table_args__ = (
        tenant_fk("property_id", "property"),
        tenant_fk("guest_id", "guest"),
        tenant_fk("room_type_id", "room_type"),
        tenant_fk("offer_room_id", "room"),
        tenant_fk("reservation_id", "reservation"),
        CheckConstraint("departure > arrival", name="dates"),
        Index("ix_waitlist_entry_arrival", "tenant_id", "property_id", "arrival"),
    )

    property_id: Mapped[UUID]
    guest_id: Mapped[UUID]
    arrival: Mapped[date] = mapped_column(Date)
    departure: Mapped[date] = mapped_column(Date)
    room_type_id: Mapped[UUID | None]
    adults: Mapped[int] = mapped_column(default=1)
    children: Mapped[int] = mapped_column(default=0)
    rate_code: Mapped[str] = mapped_column(String(20), default="")
    flexible_days: Mapped[int] = mapped_column(default=0)
    priority: Mapped[int] = mapped_column(default=0)
    expires_on: Mapped[date | None] = mapped_column(Date)
    note: Mapped[str] = mapped_column(String(400), default="")
    state: Mapped[str] = mapped_column(String(12), default="waiting")
    made_at: Mapped[datetime] = mapped_column(Instant)
    by_name: Mapped[str] = mapped_column(String(200), default="")
    # The block is deleted when the offer ends, so it is named, not referred to.
    offer_block_id: Mapped[UUID | None]
    offer_room_id: Mapped[UUID | None]
    offer_arrival: Mapped[date | None] = mapped_column(Date)
    offer_until: Mapped[datetime | None] = mapped_column(Instant)
    reservation_id: Mapped[UUID | None]
