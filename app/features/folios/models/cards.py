"""Tables of cards and credit: tokens of providers, never a number, and what companies may owe."""

from datetime import date
from uuid import UUID

from sqlalchemy import BigInteger, Date, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from app.infra.database import Base, IdentifiedRow, TenantRow, tenant_fk


class SavedCard(IdentifiedRow, Base):
    """A card that a guest left with a provider: its token there, and what a person knows it by."""

    __tablename__ = "saved_card"
    __table_args__ = (
        tenant_fk("guest_id", "guest"),
        Index("ix_saved_card_guest", "tenant_id", "guest_id"),
        {"info": {"owner": "guest_id"}},
    )

    guest_id: Mapped[UUID]
    provider: Mapped[str] = mapped_column(String(20))
    customer: Mapped[str] = mapped_column(String(120), default="")
    token: Mapped[str] = mapped_column(String(120))
    brand: Mapped[str] = mapped_column(String(20), default="")
    last_four: Mapped[str] = mapped_column(String(4), default="")
    expires: Mapped[date | None] = mapped_column(Date)


class PayLink(TenantRow, Base):
    """The link by which a guest pays at the provider; `keep_card` when the guest's card is to be kept."""

    __tablename__ = "pay_link"
    __table_args__ = (
        tenant_fk("property_id", "property"),
        tenant_fk("payment_id", "payment"),
        {"info": {"owner": "payment_id"}},
    )

    payment_id: Mapped[UUID] = mapped_column(primary_key=True)
    property_id: Mapped[UUID]
    url: Mapped[str] = mapped_column(String(255), default="")
    keep_card: Mapped[bool] = mapped_column(default=False)


class VirtualCard(IdentifiedRow, Base):
    """A card that a channel gives for a booking: chargeable from a day on, at most its limit."""

    __tablename__ = "virtual_card"
    __table_args__ = (
        tenant_fk("property_id", "property"),
        tenant_fk("reservation_id", "reservation"),
        Index("ix_virtual_card_reservation", "tenant_id", "reservation_id"),
        {"info": {"owner": "reservation_id"}},
    )

    property_id: Mapped[UUID]
    reservation_id: Mapped[UUID]
    channel: Mapped[str] = mapped_column(String(40), default="")
    provider: Mapped[str] = mapped_column(String(20), default="")
    provider_ref: Mapped[str] = mapped_column(String(120), default="")
    last_four: Mapped[str] = mapped_column(String(4), default="")
    limit_minor: Mapped[int] = mapped_column(BigInteger)
    currency: Mapped[str] = mapped_column(String(3))
    valid_from: Mapped[date] = mapped_column(Date)
    valid_until: Mapped[date | None] = mapped_column(Date)


class CompanyCredit(TenantRow, Base):
    """What a company may owe a property, and in how many days it pays."""

    __tablename__ = "company_credit"
    __table_args__ = (
        tenant_fk("property_id", "property"),
        tenant_fk("company_id", "company"),
        {"info": {"owner": "company_id"}},
    )

    company_id: Mapped[UUID] = mapped_column(primary_key=True)
    property_id: Mapped[UUID] = mapped_column(primary_key=True)
    limit_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    days: Mapped[int] = mapped_column(Integer, default=30)
