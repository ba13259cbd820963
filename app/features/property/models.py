"""Tables of the house: property, building, room type, room."""

from datetime import date, time
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Date, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.infra.database import Base, IdentifiedRow, Json, tenant_fk


class Property(IdentifiedRow, Base):
    """A hotel. `business_date` is the open hotel day; only `close_day` moves it."""

    __tablename__ = "property"
    __table_args__ = (UniqueConstraint("tenant_id", "code"),)

    code: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(200))
    address: Mapped[str] = mapped_column(String(400), default="")
    city: Mapped[str] = mapped_column(String(120), default="")
    country: Mapped[str] = mapped_column(String(2), default="")
    timezone: Mapped[str] = mapped_column(String(64))
    currency: Mapped[str] = mapped_column(String(3))
    check_in_time: Mapped[time] = mapped_column(default=time(15, 0))
    check_out_time: Mapped[time] = mapped_column(default=time(11, 0))
    business_date: Mapped[date] = mapped_column(Date)
    night_audit_hour: Mapped[int] = mapped_column(default=3)


class Building(IdentifiedRow, Base):
    """A building of a property."""

    __tablename__ = "building"
    __table_args__ = (
        tenant_fk("property_id", "property"),
        UniqueConstraint("tenant_id", "property_id", "name"),
    )

    property_id: Mapped[UUID]
    name: Mapped[str] = mapped_column(String(120))
    sort: Mapped[int] = mapped_column(default=0)


class RoomType(IdentifiedRow, Base):
    """A kind of unit that is sold. `rack_rate_minor` is the published price of a night, 0 when none is."""

    __tablename__ = "room_type"
    __table_args__ = (
        tenant_fk("property_id", "property"),
        UniqueConstraint("tenant_id", "property_id", "code"),
        CheckConstraint("base_occupancy >= 1 AND max_occupancy >= base_occupancy", name="occupancy"),
    )

    property_id: Mapped[UUID]
    code: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(120))
    unit_kind: Mapped[str] = mapped_column(String(12), default="room")
    base_occupancy: Mapped[int] = mapped_column(default=2)
    max_occupancy: Mapped[int] = mapped_column(default=2)
    rack_rate_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    housekeeping_minutes: Mapped[int] = mapped_column(default=30)
    sort: Mapped[int] = mapped_column(default=0)


class Room(IdentifiedRow, Base):
    """A leaf unit. `housekeeping` is dirty, in_progress, clean, inspected or pickup."""

    __tablename__ = "room"
    __table_args__ = (
        tenant_fk("property_id", "property"),
        tenant_fk("room_type_id", "room_type"),
        tenant_fk("building_id", "building"),
        tenant_fk("parent_id", "room"),
        UniqueConstraint("tenant_id", "property_id", "number"),
        Index(None, "tenant_id", "room_type_id"),
    )

    property_id: Mapped[UUID]
    room_type_id: Mapped[UUID]
    building_id: Mapped[UUID | None]
    parent_id: Mapped[UUID | None]
    number: Mapped[str] = mapped_column(String(20))
    floor: Mapped[str] = mapped_column(String(20), default="")
    beds: Mapped[str] = mapped_column(String(80), default="")
    features: Mapped[Any] = mapped_column(Json, default=list)
    accessible: Mapped[bool] = mapped_column(default=False)
    sort: Mapped[int] = mapped_column(default=0)
    housekeeping: Mapped[str] = mapped_column(String(12), default="clean")


class Article(IdentifiedRow, Base):
    """Something that is sold beside the room, or is inside its price.

    `basis`: fixed, night, person or person_night. `account` is its revenue account, `tax_code` its tax;
    with `tax_included` the price holds it already.
    """

    __tablename__ = "article"
    __table_args__ = (
        tenant_fk("property_id", "property"),
        UniqueConstraint("tenant_id", "property_id", "code"),
    )

    property_id: Mapped[UUID]
    code: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(120))
    basis: Mapped[str] = mapped_column(String(12), default="fixed")
    price_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    account: Mapped[str] = mapped_column(String(20))
    tax_code: Mapped[str] = mapped_column(String(20), default="")
    tax_included: Mapped[bool] = mapped_column(default=True)
    active: Mapped[bool] = mapped_column(default=True)
    sort: Mapped[int] = mapped_column(default=0)
