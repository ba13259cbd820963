"""Tables of reservations: the booking, its stays, their nights, what rooms hold, blocks, locks, conflicts."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Date, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.infra.database import Base, IdentifiedRow, Instant, Json, TenantRow, partial_index, tenant_fk


class BookingGroup(IdentifiedRow, Base):
    """Reservations that belong together: a tour, a wedding, a team."""

    __tablename__ = "booking_group"
    __table_args__ = (
        tenant_fk("property_id", "property"),
        UniqueConstraint("tenant_id", "property_id", "code"),
    )

    property_id: Mapped[UUID]
    code: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(200))


class Reservation(IdentifiedRow, Base):
    """A booking of one or more stays under one confirmation number."""

    __tablename__ = "reservation"
    __table_args__ = (
        tenant_fk("property_id", "property"),
        tenant_fk("booker_id", "guest"),
        tenant_fk("group_id", "booking_group"),
        tenant_fk("company_id", "company"),
        tenant_fk("agent_id", "company"),
        UniqueConstraint("tenant_id", "property_id", "number"),
        Index(None, "tenant_id", "booker_id"),
        Index("ix_reservation_external", "tenant_id", "property_id", "source", "external_id"),
        # What few bookings have, so that the rack need not ask each of them.
        partial_index("ix_reservation_grouped", ("id", "group_id"), "group_id IS NOT NULL"),
        partial_index(
            "ix_reservation_timed",
            ("id", "arrival_time", "departure_time"),
            "arrival_time IS NOT NULL OR departure_time IS NOT NULL",
        ),
        partial_index(
            "ix_reservation_deposit",
            ("id", "deposit_due_minor", "deposit_paid_minor"),
            "deposit_due_minor <> 0 OR deposit_paid_minor <> 0",
        ),
    )

    property_id: Mapped[UUID]
    number: Mapped[str] = mapped_column(String(40))
    booker_id: Mapped[UUID]
    source: Mapped[str] = mapped_column(String(20), default="direct")
    channel_code: Mapped[str] = mapped_column(String(20), default="")
    external_id: Mapped[str] = mapped_column(String(80), default="")
    segment: Mapped[str] = mapped_column(String(40), default="")
    booked_on: Mapped[date] = mapped_column(Date)
    status: Mapped[str] = mapped_column(String(12))
    adults: Mapped[int] = mapped_column(default=1)
    children: Mapped[int] = mapped_column(default=0)
    meal: Mapped[str] = mapped_column(String(12), default="")
    arrival_time: Mapped[time | None]
    departure_time: Mapped[time | None]
    guest_note: Mapped[str] = mapped_column(Text, default="")
    internal_note: Mapped[str] = mapped_column(Text, default="")
    tags: Mapped[Any] = mapped_column(Json, default=list)
    guarantee: Mapped[str] = mapped_column(String(12), default="none")
    deposit_due_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    deposit_paid_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    currency: Mapped[str] = mapped_column(String(3))
    group_id: Mapped[UUID | None]
    company_id: Mapped[UUID | None]
    agent_id: Mapped[UUID | None]
    cancelled_on: Mapped[date | None]
    cancellation_policy: Mapped[Any] = mapped_column(Json, default=dict)


class Stay(IdentifiedRow, Base):
    """One room of a reservation with its own dates, guest and status; half-open [arrival, departure).

    `child_ages` has an age for each child, as the guest said when booking, or none at all.
    """

    __tablename__ = "stay"
    __table_args__ = (
        tenant_fk("property_id", "property"),
        tenant_fk("reservation_id", "reservation"),
        tenant_fk("guest_id", "guest"),
        tenant_fk("room_type_id", "room_type"),
        CheckConstraint("departure >= arrival", name="dates"),
        Index(None, "tenant_id", "reservation_id"),
        Index(None, "tenant_id", "guest_id"),
        Index("ix_stay_arrival", "tenant_id", "property_id", "arrival"),
        Index("ix_stay_departure", "tenant_id", "property_id", "departure"),
    )

    property_id: Mapped[UUID]
    reservation_id: Mapped[UUID]
    guest_id: Mapped[UUID]
    arrival: Mapped[date] = mapped_column(Date)
    departure: Mapped[date] = mapped_column(Date)
    room_type_id: Mapped[UUID]
    status: Mapped[str] = mapped_column(String(12))
    adults: Mapped[int] = mapped_column(default=1)
    children: Mapped[int] = mapped_column(default=0)
    child_ages: Mapped[Any] = mapped_column(Json, default=list, server_default=text("'[]'"))
    checked_in_at: Mapped[datetime | None] = mapped_column(Instant)
    checked_out_at: Mapped[datetime | None] = mapped_column(Instant)


class StayNight(TenantRow, Base):
    """A night of a stay: the room it is assigned (or none) and the price as sold.

    Bars on the rack are runs of equal (room_id, segment); `segment` grows where a stay was cut.
    """

    __tablename__ = "stay_night"
    __table_args__ = (
        tenant_fk("property_id", "property"),
        tenant_fk("stay_id", "stay"),
        tenant_fk("room_type_id", "room_type"),
        tenant_fk("room_id", "room"),
        CheckConstraint("slot IN ('N', 'D')", name="slot"),
        Index("ix_stay_night_night", "tenant_id", "property_id", "night"),
        {"info": {"owner": "stay_id"}, "sqlite_with_rowid": False},
    )

    stay_id: Mapped[UUID] = mapped_column(primary_key=True)
    night: Mapped[date] = mapped_column(Date, primary_key=True)
    slot: Mapped[str] = mapped_column(String(1), primary_key=True)
    property_id: Mapped[UUID]
    room_type_id: Mapped[UUID]
    room_id: Mapped[UUID | None]
    segment: Mapped[int] = mapped_column(default=0)
    price_minor: Mapped[int] = mapped_column(BigInteger)
    currency: Mapped[str] = mapped_column(String(3))
    rate_code: Mapped[str] = mapped_column(String(20), default="")


class StaySegment(TenantRow, Base):
    """A bar on the rack: a run of a stay's nights in one room (or none), [starts, ends).

    Day use starts and ends on one date. Derived from the nights in the same transaction, so that the
    rack loads one row per bar.
    """

    __tablename__ = "stay_segment"
    __table_args__ = (
        tenant_fk("property_id", "property"),
        tenant_fk("stay_id", "stay"),
        tenant_fk("room_type_id", "room_type"),
        tenant_fk("room_id", "room"),
        Index("ix_stay_segment_ends", "tenant_id", "property_id", "ends"),
        {"info": {"owner": "stay_id"}, "sqlite_with_rowid": False},
    )

    stay_id: Mapped[UUID] = mapped_column(primary_key=True)
    segment: Mapped[int] = mapped_column(primary_key=True)
    property_id: Mapped[UUID]
    room_type_id: Mapped[UUID]
    room_id: Mapped[UUID | None]
    starts: Mapped[date] = mapped_column(Date)
    ends: Mapped[date] = mapped_column(Date)
    price_minor: Mapped[int] = mapped_column(BigInteger)


class RoomNight(TenantRow, Base):
    """What holds a room for half a hotel day. The key is the guard against double booking (sync.md, 2)."""

    __tablename__ = "room_night"
    __table_args__ = (
        tenant_fk("property_id", "property"),
        tenant_fk("room_id", "room"),
        tenant_fk("stay_id", "stay"),
        tenant_fk("block_id", "room_block"),
        CheckConstraint("(stay_id IS NULL) <> (block_id IS NULL)", name="one_holder"),
        CheckConstraint("slot IN ('N', 'D')", name="slot"),
        Index("ix_room_night_stay", "tenant_id", "stay_id"),
        Index("ix_room_night_block", "tenant_id", "block_id"),
        {"info": {"owner": "room_id"}, "sqlite_with_rowid": False},
    )

    room_id: Mapped[UUID] = mapped_column(primary_key=True)
    night: Mapped[date] = mapped_column(Date, primary_key=True)
    slot: Mapped[str] = mapped_column(String(1), primary_key=True)
    property_id: Mapped[UUID]
    stay_id: Mapped[UUID | None]
    block_id: Mapped[UUID | None]


class RoomBlock(IdentifiedRow, Base):
    """A room taken out of use or held back, [start, end)."""

    __tablename__ = "room_block"
    __table_args__ = (
        tenant_fk("property_id", "property"),
        tenant_fk("room_id", "room"),
        CheckConstraint("ends > starts", name="dates"),
        Index("ix_room_block_room", "tenant_id", "room_id"),
    )

    property_id: Mapped[UUID]
    room_id: Mapped[UUID]
    kind: Mapped[str] = mapped_column(String(16))
    starts: Mapped[date] = mapped_column(Date)
    ends: Mapped[date] = mapped_column(Date)
    reason: Mapped[str] = mapped_column(String(200), default="")
    created_by: Mapped[str] = mapped_column(String(200), default="")


class StayLock(TenantRow, Base):
    """Do not move this stay: who said so, and why."""

    __tablename__ = "stay_lock"
    __table_args__ = (tenant_fk("stay_id", "stay"), {"info": {"owner": "stay_id"}})

    stay_id: Mapped[UUID] = mapped_column(primary_key=True)
    by_name: Mapped[str] = mapped_column(String(200))
    reason: Mapped[str] = mapped_column(String(200), default="")
    at: Mapped[datetime] = mapped_column(Instant)


class Conflict(IdentifiedRow, Base):
    """A stay night that is assigned a room which it does not hold; open until somebody solves it."""

    __tablename__ = "conflict"
    __table_args__ = (
        tenant_fk("property_id", "property"),
        tenant_fk("stay_id", "stay"),
        tenant_fk("room_id", "room"),
        Index("ix_conflict_stay", "tenant_id", "stay_id"),
        {"info": {"owner": "stay_id"}},
    )

    property_id: Mapped[UUID]
    stay_id: Mapped[UUID]
    room_id: Mapped[UUID]
    night: Mapped[date] = mapped_column(Date)
    slot: Mapped[str] = mapped_column(String(1))
    opened_at: Mapped[datetime] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
