"""Table of the queue: guests who are here and wait for their room."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.infra.database import Base, Instant, TenantRow, tenant_fk


class RoomWait(TenantRow, Base):
    """A guest in the lobby; `ready_at` is when a room for the stay became ready."""

    __tablename__ = "room_wait"
    __table_args__ = (
        tenant_fk("stay_id", "stay"),
        tenant_fk("property_id", "property"),
        tenant_fk("room_id", "room"),
        Index("ix_room_wait_since", "tenant_id", "property_id", "since"),
        {"info": {"owner": "stay_id"}},
    )

    stay_id: Mapped[UUID] = mapped_column(primary_key=True)
    property_id: Mapped[UUID]
    room_id: Mapped[UUID | None]
    priority: Mapped[int] = mapped_column(default=0)
    since: Mapped[datetime] = mapped_column(Instant)
    reach: Mapped[str] = mapped_column(String(120), default="")
    by_name: Mapped[str] = mapped_column(String(200), default="")
    ready_at: Mapped[datetime | None] = mapped_column(Instant)
