"""Tables of rates: plans, what they cost by type and night, restrictions, packages, agreements."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Date, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.infra.database import Base, IdentifiedRow, Json, TenantRow, tenant_fk


class RatePlan(IdentifiedRow, Base):
    """A way to sell rooms. A derived plan takes its parent's prices and changes them by a share or an amount.

    `derive_bp` is in hundredths of a percent (−1,000 is 10 % less), `derive_minor` is added after it,
    `round_minor` rounds the result to a multiple. `per` says what a price is for, on a derived plan what the
    amount added is for. `child_bands` is a list of [from_age, below_age]; empty: the parent's.
    `policy` is the cancellation policy that a sale copies. `min_advance` to `sold_until` say when it may be
    booked, `valid_from` and `valid_until` are its first and last night.
    """

    __tablename__ = "rate_plan"
    __table_args__ = (
        tenant_fk("property_id", "property"),
        tenant_fk("parent_id", "rate_plan"),
        tenant_fk("company_id", "company"),
        UniqueConstraint("tenant_id", "property_id", "code"),
        CheckConstraint("per IN ('room', 'person')", name="per"),
        CheckConstraint("parent_id IS NULL OR parent_id <> id", name="parent"),
    )

    property_id: Mapped[UUID]
    code: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(20), default="best_available")
    per: Mapped[str] = mapped_column(String(8), default="room")
    meal: Mapped[str] = mapped_column(String(12), default="")
    child_bands: Mapped[Any] = mapped_column(Json, default=list)
    parent_id: Mapped[UUID | None]
    derive_bp: Mapped[int] = mapped_column(default=0)
    derive_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    round_minor: Mapped[int] = mapped_column(BigInteger, default=1)
    policy: Mapped[Any] = mapped_column(Json, default=dict)
    prepayment_bp: Mapped[int] = mapped_column(default=0)
    min_stay: Mapped[int] = mapped_column(default=0)
    max_stay: Mapped[int] = mapped_column(default=0)
    min_advance: Mapped[int] = mapped_column(default=0)
    max_advance: Mapped[int | None]
    sold_from: Mapped[date | None] = mapped_column(Date)
    sold_until: Mapped[date | None] = mapped_column(Date)
    valid_from: Mapped[date | None] = mapped_column(Date)
    valid_until: Mapped[date | None] = mapped_column(Date)
    promo_code: Mapped[str] = mapped_column(String(40), default="")
    company_id: Mapped[UUID | None]
    active: Mapped[bool] = mapped_column(default=True)
    sort: Mapped[int] = mapped_column(default=0)


class RateSeason(IdentifiedRow, Base):
    """What a plan costs in a span of days, by weekday; a price of one night goes before it.

    `ends` is its last night, `weekdays` a sum of 1 (Monday) to 64 (Sunday). Where several seasons meet, the
    higher `rank` wins, then the later start, for each part of the price that it names. `prices` has the
    amounts of each room type: its id to {part: minor}, with the parts of rules.parts.
    """

    __tablename__ = "rate_season"
    __table_args__ = (
        tenant_fk("property_id", "property"),
        tenant_fk("plan_id", "rate_plan"),
        CheckConstraint("ends >= starts", name="dates"),
        CheckConstraint("weekdays BETWEEN 1 AND 127", name="weekdays"),
        Index("ix_rate_season_plan", "tenant_id", "property_id", "plan_id"),
    )

    property_id: Mapped[UUID]
    plan_id: Mapped[UUID]
    name: Mapped[str] = mapped_column(String(80), default="")
    starts: Mapped[date] = mapped_column(Date)
    ends: Mapped[date] = mapped_column(Date)
    weekdays: Mapped[int] = mapped_column(default=127)
    rank: Mapped[int] = mapped_column(default=0)
    prices: Mapped[Any] = mapped_column(Json, default=dict)


class RatePrice(TenantRow, Base):
    """What a plan costs for a type in a month, night by night, as set in the grid.

    `cells` has a list of the month's nights for each part that is set, null where nothing is. A row is a
    month and not a night, so that a year of a house is a thousand rows: they are read, written, journalled
    and undone as ordinary rows, quickly.
    """

    __tablename__ = "rate_price"
    __table_args__ = (
        tenant_fk("property_id", "property"),
        tenant_fk("plan_id", "rate_plan"),
        tenant_fk("room_type_id", "room_type"),
        Index("ix_rate_price_month", "tenant_id", "property_id", "month"),
        {"info": {"owner": "plan_id"}, "sqlite_with_rowid": False},
    )

    plan_id: Mapped[UUID] = mapped_column(primary_key=True)
    room_type_id: Mapped[UUID] = mapped_column(primary_key=True)
    month: Mapped[date] = mapped_column(Date, primary_key=True)
    property_id: Mapped[UUID]
    cells: Mapped[Any] = mapped_column(Json)


class RateRestriction(TenantRow, Base):
    """What may not be sold of a plan and a type in a month, night by night; kept like the prices.

    `cells` has a list for each limit of rules.parts that is set: 1 where closed, a number of nights or days.
    """

    __tablename__ = "rate_restriction"
    __table_args__ = (
        tenant_fk("property_id", "property"),
        tenant_fk("plan_id", "rate_plan"),
        tenant_fk("room_type_id", "room_type"),
        Index("ix_rate_restriction_month", "tenant_id", "property_id", "month"),
        {"info": {"owner": "plan_id"}, "sqlite_with_rowid": False},
    )

    plan_id: Mapped[UUID] = mapped_column(primary_key=True)
    room_type_id: Mapped[UUID] = mapped_column(primary_key=True)
    month: Mapped[date] = mapped_column(Date, primary_key=True)
    property_id: Mapped[UUID]
    cells: Mapped[Any] = mapped_column(Json)


class PackageItem(IdentifiedRow, Base):
    """An article inside a plan's price; its share goes to the article's account, the rest is the room's."""

    __tablename__ = "package_item"
    __table_args__ = (
        tenant_fk("property_id", "property"),
        tenant_fk("plan_id", "rate_plan"),
        tenant_fk("article_id", "article"),
        UniqueConstraint("tenant_id", "plan_id", "article_id"),
    )

    property_id: Mapped[UUID]
    plan_id: Mapped[UUID]
    article_id: Mapped[UUID]
    quantity: Mapped[int] = mapped_column(default=1)
    amount_minor: Mapped[int | None] = mapped_column(BigInteger)


class RateAgreement(IdentifiedRow, Base):
    """A company's right to a plan in a span of days, with a discount in hundredths of a percent."""

    __tablename__ = "rate_agreement"
    __table_args__ = (
        tenant_fk("property_id", "property"),
        tenant_fk("plan_id", "rate_plan"),
        tenant_fk("company_id", "company"),
        UniqueConstraint("tenant_id", "company_id", "plan_id", "valid_from"),
    )

    property_id: Mapped[UUID]
    company_id: Mapped[UUID]
    plan_id: Mapped[UUID]
    discount_bp: Mapped[int] = mapped_column(default=0)
    valid_from: Mapped[date] = mapped_column(Date)
    valid_until: Mapped[date | None] = mapped_column(Date)
