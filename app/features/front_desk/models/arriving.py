"""What a check-in leaves: identities looked at, signatures, keys, guarantees, and the house's terms of it.

No picture of a document is kept anywhere. Of a document stays what the guest register of the house's country
asks for, and who looked at it when.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.infra.database import Base, IdentifiedRow, Instant, Json, TenantRow, tenant_fk


class IdentityCheck(IdentifiedRow, Base):
    """Somebody looked at a document of a guest of a stay; `place` 1 is the guest who booked, 2 the next.

    `facts` has only what the law asks for of this nationality (rules/identity); `way` is how it was read:
    typed, scanner, picture or known.
    """

    __tablename__ = "identity_check"
    __table_args__ = (
        tenant_fk("property_id", "property"),
        tenant_fk("stay_id", "stay"),
        tenant_fk("guest_id", "guest"),
        CheckConstraint("place BETWEEN 1 AND 50", name="place"),
        Index("ix_identity_check_stay", "tenant_id", "stay_id", "place"),
        Index("ix_identity_check_guest", "tenant_id", "guest_id"),
        {"info": {"owner": "stay_id"}},
    )

    property_id: Mapped[UUID]
    stay_id: Mapped[UUID]
    guest_id: Mapped[UUID | None]
    place: Mapped[int] = mapped_column(default=1)
    kind: Mapped[str] = mapped_column(String(12))
    way: Mapped[str] = mapped_column(String(12))
    facts: Mapped[Any] = mapped_column(Json, default=dict)
    at: Mapped[datetime] = mapped_column(Instant)
    by_name: Mapped[str] = mapped_column(String(200))


class StaySignature(TenantRow, Base):
    """The guest signed the registration card: on the screen (`strokes`, small vectors) or on paper."""

    __tablename__ = "stay_signature"
    __table_args__ = (
        tenant_fk("property_id", "property"),
        tenant_fk("stay_id", "stay"),
        CheckConstraint("way IN ('screen', 'paper')", name="way"),
        {"info": {"owner": "stay_id"}},
    )

    stay_id: Mapped[UUID] = mapped_column(primary_key=True)
    property_id: Mapped[UUID]
    way: Mapped[str] = mapped_column(String(8))
    strokes: Mapped[str] = mapped_column(Text, default="")
    language: Mapped[str] = mapped_column(String(8), default="")
    at: Mapped[datetime] = mapped_column(Instant)
    by_name: Mapped[str] = mapped_column(String(200))


class KeyIssue(IdentifiedRow, Base):
    """Keys that a stay was given, and how many of them came back."""

    __tablename__ = "key_issue"
    __table_args__ = (
        tenant_fk("property_id", "property"),
        tenant_fk("stay_id", "stay"),
        CheckConstraint("count BETWEEN 1 AND 20 AND returned BETWEEN 0 AND count", name="count"),
        Index("ix_key_issue_stay", "tenant_id", "stay_id"),
        {"info": {"owner": "stay_id"}},
    )

    property_id: Mapped[UUID]
    stay_id: Mapped[UUID]
    kind: Mapped[str] = mapped_column(String(8))
    count: Mapped[int]
    returned: Mapped[int] = mapped_column(default=0)
    at: Mapped[datetime] = mapped_column(Instant)
    by_name: Mapped[str] = mapped_column(String(200))


class StayGuarantee(TenantRow, Base):
    """By what a stay is guaranteed at check-in: a hold on the terminal, a company, or nothing and why."""

    __tablename__ = "stay_guarantee"
    __table_args__ = (
        tenant_fk("property_id", "property"),
        tenant_fk("stay_id", "stay"),
        {"info": {"owner": "stay_id"}},
    )

    stay_id: Mapped[UUID] = mapped_column(primary_key=True)
    property_id: Mapped[UUID]
    way: Mapped[str] = mapped_column(String(8))
    amount_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    reference: Mapped[str] = mapped_column(String(120), default="")
    reason: Mapped[str] = mapped_column(String(200), default="")
    at: Mapped[datetime] = mapped_column(Instant)
    by_name: Mapped[str] = mapped_column(String(200))


class DeskTerms(TenantRow, Base):
    """How a house checks in and out: fees by hour, extras to guarantee a night, keys."""

    __tablename__ = "desk_terms"
    __table_args__ = (tenant_fk("property_id", "property"), {"info": {"owner": "property_id"}})

    property_id: Mapped[UUID] = mapped_column(primary_key=True)
    early: Mapped[Any] = mapped_column(Json, default=list)
    late: Mapped[Any] = mapped_column(Json, default=list)
    early_article: Mapped[str] = mapped_column(String(20), default="")
    late_article: Mapped[str] = mapped_column(String(20), default="")
    extras_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    key_kind: Mapped[str] = mapped_column(String(8), default="card")
