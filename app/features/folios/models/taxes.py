"""Tables of taxes: rules of jurisdictions and cities, and who is exempt by which proof."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.infra.database import Base, IdentifiedRow, Json, tenant_fk


class TaxRule(IdentifiedRow, Base):
    """A tax on charges by jurisdiction and dates; `bp` in hundredths of a percent.

    `inclusive`: the price holds it already. Several rules may bear one code: `rank` orders them, and one
    with `compound` also taxes those of a lower rank. `valid_until` is the last day.
    """

    __tablename__ = "tax_rule"
    __table_args__ = (
        tenant_fk("property_id", "property"),
        UniqueConstraint("tenant_id", "property_id", "code", "rank", "valid_from"),
        CheckConstraint("bp BETWEEN 0 AND 10000", name="bp"),
    )

    property_id: Mapped[UUID]
    code: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(120))
    jurisdiction: Mapped[str] = mapped_column(String(20), default="")
    bp: Mapped[int] = mapped_column(Integer)
    inclusive: Mapped[bool] = mapped_column(default=True)
    compound: Mapped[bool] = mapped_column(default=False)
    rank: Mapped[int] = mapped_column(Integer, default=0)
    account: Mapped[str] = mapped_column(String(20))
    category: Mapped[str] = mapped_column(String(4), default="S")
    valid_from: Mapped[date] = mapped_column(Date)
    valid_until: Mapped[date | None] = mapped_column(Date)


class CityTaxRule(IdentifiedRow, Base):
    """A rule of a city's tax; `terms` are what its rules read: basis, ages, season, cap."""

    __tablename__ = "city_tax_rule"
    __table_args__ = (
        tenant_fk("property_id", "property"),
        UniqueConstraint("tenant_id", "property_id", "code", "valid_from"),
    )

    property_id: Mapped[UUID]
    code: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(120))
    terms: Mapped[Any] = mapped_column(Json)
    account: Mapped[str] = mapped_column(String(20))
    valid_from: Mapped[date] = mapped_column(Date)
    valid_until: Mapped[date | None] = mapped_column(Date)


class TaxExemption(IdentifiedRow, Base):
    """Persons of a stay who owe no city tax, why, and by which proof."""

    __tablename__ = "tax_exemption"
    __table_args__ = (
        tenant_fk("property_id", "property"),
        tenant_fk("stay_id", "stay"),
        CheckConstraint("persons > 0", name="persons"),
        CheckConstraint("proof <> ''", name="proof"),
        Index("ix_tax_exemption_stay", "tenant_id", "stay_id"),
    )

    property_id: Mapped[UUID]
    stay_id: Mapped[UUID]
    persons: Mapped[int] = mapped_column(Integer, default=1)
    ground: Mapped[str] = mapped_column(String(40))
    proof: Mapped[str] = mapped_column(String(200))
