"""Tables of guests that got no room here: who asked and was turned away, who was walked to another hotel."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Date, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.infra.database import Base, IdentifiedRow, Instant, tenant_fk


class TurnAway(IdentifiedRow, Base):
    """Somebody asked and did not book: for which nights, how many, why."""

    __tablename__ = "turn_away"
    __table_args__ = (
        tenant_fk("property_id", "property"),
        tenant_fk("room_type_id", "room_type"),
        CheckConstraint("nights > 0 AND rooms > 0 AND party > 0", name="counts"),
        Index("ix_turn_away_arrival", "tenant_id", "property_id", "arrival"),
    )

    property_id: Mapped[UUID]
    arrival: Mapped[date] = mapped_column(Date)
    nights: Mapped[int] = mapped_column(default=1)
    rooms: Mapped[int] = mapped_column(default=1)
    party: Mapped[int] = mapped_column(default=1)
    room_type_id: Mapped[UUID | None]
    reason: Mapped[str] = mapped_column(String(20))
    note: Mapped[str] = mapped_column(String(200), default="")
    asked_on: Mapped[date] = mapped_column(Date)
    at: Mapped[datetime] = mapped_column(Instant)
    by_name: Mapped[str] = mapped_column(String(200), default="")


class Walk(IdentifiedRow, Base):
    """A guest with a booking who slept in another hotel, at this one's cost."""

    __tablename__ = "walk"
    __table_args__ = (
        tenant_fk("property_id", "property"),
        tenant_fk("stay_id", "stay"),
        Index("ix_walk_stay", "tenant_id", "stay_id"),
        {"info": {"owner": "stay_id"}},
    )

    property_id: Mapped[UUID]
    stay_id: Mapped[UUID]
    hotel: Mapped[str] = mapped_column(String(200))
    address: Mapped[str] = mapped_column(String(400), default="")
    nights: Mapped[int] = mapped_column(default=1)
    cost_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    transport: Mapped[str] = mapped_column(String(120), default="")
    transport_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    currency: Mapped[str] = mapped_column(String(3))
    return_on: Mapped[date | None] = mapped_column(Date)
    reason: Mapped[str] = mapped_column(String(200), default="")
    walked_on: Mapped[date] = mapped_column(Date)
    at: Mapped[datetime] = mapped_column(Instant)
    by_name: Mapped[str] = mapped_column(String(200), default="")
