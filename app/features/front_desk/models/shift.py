"""Tables of the shift: what was handed over, signed by who gave and who took; incidents until settled."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.infra.database import Base, IdentifiedRow, Instant, Json, partial_index, tenant_fk


class ShiftHandover(IdentifiedRow, Base):
    """Facts as they were and a free text. Signed once by each of two users; never changed besides."""

    __tablename__ = "shift_handover"
    __table_args__ = (
        tenant_fk("property_id", "property"),
        Index("ix_shift_handover_given", "tenant_id", "property_id", "given_at"),
    )

    property_id: Mapped[UUID]
    business_date: Mapped[date] = mapped_column(Date)
    facts: Mapped[Any] = mapped_column(Json)
    note: Mapped[str] = mapped_column(String(4000), default="")
    given_by: Mapped[UUID]
    given_name: Mapped[str] = mapped_column(String(200))
    given_at: Mapped[datetime] = mapped_column(Instant)
    taken_by: Mapped[UUID | None]
    taken_name: Mapped[str] = mapped_column(String(200), default="")
    taken_at: Mapped[datetime | None] = mapped_column(Instant)


class Incident(IdentifiedRow, Base):
    """Something happened in the house; every handover tells of it until somebody has settled it."""

    __tablename__ = "incident"
    __table_args__ = (
        tenant_fk("property_id", "property"),
        partial_index("ix_incident_open", ("property_id", "at"), "settled_at IS NULL"),
    )

    property_id: Mapped[UUID]
    place: Mapped[str] = mapped_column(String(60))
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Instant)
    by_name: Mapped[str] = mapped_column(String(200))
    settled_at: Mapped[datetime | None] = mapped_column(Instant)
    settled_by: Mapped[str] = mapped_column(String(200))
