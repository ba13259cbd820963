"""The table of handovers: what the desk was told when a shift ended, signed by who gave and who took."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.infra.database import Base, IdentifiedRow, Instant, Json, tenant_fk


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
