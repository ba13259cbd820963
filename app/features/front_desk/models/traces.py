"""Tables around a booking: traces for departments, alerts that pop up, notes, and who shares a stay."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.infra.database import Base, IdentifiedRow, Instant, TenantRow, partial_index, tenant_fk


class Trace(IdentifiedRow, Base):
    """A to-do for a department on a date, about a booking or one of its stays; `done_at` once it is done."""

    __tablename__ = "trace"
    __table_args__ = (
        tenant_fk("property_id", "property"),
        tenant_fk("reservation_id", "reservation"),
        tenant_fk("stay_id", "stay"),
        Index("ix_trace_reservation", "tenant_id", "reservation_id"),
        partial_index("ix_trace_due", ("property_id", "due_on"), "done_at IS NULL"),
        {"info": {"owner": "reservation_id"}},
    )

    property_id: Mapped[UUID]
    reservation_id: Mapped[UUID]
    stay_id: Mapped[UUID | None]
    department: Mapped[str] = mapped_column(String(20))
    due_on: Mapped[date] = mapped_column(Date)
    text: Mapped[str] = mapped_column(Text)
    made_by: Mapped[str] = mapped_column(String(200))
    made_at: Mapped[datetime] = mapped_column(Instant)
    done_by: Mapped[str] = mapped_column(String(200), default="")
    done_at: Mapped[datetime | None] = mapped_column(Instant)


class StayAlert(IdentifiedRow, Base):
    """A sentence that pops up at a moment: opening the booking, check-in, check-out."""

    __tablename__ = "stay_alert"
    __table_args__ = (
        tenant_fk("property_id", "property"),
        tenant_fk("reservation_id", "reservation"),
        tenant_fk("stay_id", "stay"),
        CheckConstraint("moment IN ('opening', 'check_in', 'check_out')", name="moment"),
        Index("ix_stay_alert_reservation", "tenant_id", "reservation_id"),
        {"info": {"owner": "reservation_id"}},
    )

    property_id: Mapped[UUID]
    reservation_id: Mapped[UUID]
    stay_id: Mapped[UUID | None]
    moment: Mapped[str] = mapped_column(String(12))
    text: Mapped[str] = mapped_column(Text)
    made_by: Mapped[str] = mapped_column(String(200))
    made_at: Mapped[datetime] = mapped_column(Instant)


class StayNote(IdentifiedRow, Base):
    """A note on a booking with its author and time; it is not edited, a new one follows."""

    __tablename__ = "stay_note"
    __table_args__ = (
        tenant_fk("property_id", "property"),
        tenant_fk("reservation_id", "reservation"),
        Index("ix_stay_note_reservation", "tenant_id", "reservation_id"),
        {"info": {"owner": "reservation_id"}},
    )

    property_id: Mapped[UUID]
    reservation_id: Mapped[UUID]
    text: Mapped[str] = mapped_column(Text)
    by_name: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime] = mapped_column(Instant)


class StayGuest(TenantRow, Base):
    """Somebody who shares a stay with its guest: own dates within it, and the folio window of his bill."""

    __tablename__ = "stay_guest"
    __table_args__ = (
        tenant_fk("property_id", "property"),
        tenant_fk("stay_id", "stay"),
        tenant_fk("guest_id", "guest"),
        CheckConstraint("departure >= arrival", name="dates"),
        CheckConstraint("bill_window BETWEEN 1 AND 8", name="bill_window"),
        Index("ix_stay_guest_guest", "tenant_id", "guest_id"),
        {"info": {"owner": "stay_id"}},
    )

    stay_id: Mapped[UUID] = mapped_column(primary_key=True)
    guest_id: Mapped[UUID] = mapped_column(primary_key=True)
    property_id: Mapped[UUID]
    arrival: Mapped[date] = mapped_column(Date)
    departure: Mapped[date] = mapped_column(Date)
    bill_window: Mapped[int] = mapped_column(default=1)
