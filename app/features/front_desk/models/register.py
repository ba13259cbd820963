"""The guest register: one entry a check-in, what the desk added, what was told when, codes of places."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.infra.database import Base, IdentifiedRow, Instant, Json, TenantRow, tenant_fk


class RegisterEntry(TenantRow, Base):
    """The entry of a stay; its key is the stay, so that a check-in can have one only.

    `state` is open until it is sent; whether an open entry is incomplete follows from its facts
    (rules/register). `country` is the house's at check-in: it says which law and which file.
    """

    __tablename__ = "register_entry"
    __table_args__ = (
        tenant_fk("property_id", "property"),
        tenant_fk("stay_id", "stay"),
        CheckConstraint(
            "state IN ('open', 'sent', 'to_process', 'processed', 'refused', 'failed')", name="state"
        ),
        Index("ix_register_entry_due", "tenant_id", "property_id", "state", "due_at"),
        {"info": {"owner": "stay_id"}},
    )

    stay_id: Mapped[UUID] = mapped_column(primary_key=True)
    property_id: Mapped[UUID]
    country: Mapped[str] = mapped_column(String(2))
    arrived_at: Mapped[datetime] = mapped_column(Instant)
    due_at: Mapped[datetime] = mapped_column(Instant)
    state: Mapped[str] = mapped_column(String(12))
    sent_at: Mapped[datetime | None] = mapped_column(Instant)
    sent_by: Mapped[str] = mapped_column(String(200))
    reference: Mapped[str] = mapped_column(String(120))
    answer: Mapped[str] = mapped_column(Text)


class RegisterFacts(TenantRow, Base):
    """What the desk added to a person of an entry beyond guest and document; `place` 1 is the guest."""

    __tablename__ = "register_facts"
    __table_args__ = (
        tenant_fk("property_id", "property"),
        tenant_fk("stay_id", "stay"),
        CheckConstraint("place BETWEEN 1 AND 50", name="place"),
        {"info": {"owner": "stay_id"}},
    )

    stay_id: Mapped[UUID] = mapped_column(primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    property_id: Mapped[UUID]
    facts: Mapped[Any] = mapped_column(Json)


class RegisterTerms(TenantRow, Base):
    """The code under which the authority knows a house."""

    __tablename__ = "register_terms"
    __table_args__ = (tenant_fk("property_id", "property"), {"info": {"owner": "property_id"}})

    property_id: Mapped[UUID] = mapped_column(primary_key=True)
    establishment: Mapped[str] = mapped_column(String(20))


class RegisterFiling(IdentifiedRow, Base):
    """What the authority was told of an entry, each time: the entry, a correction, that it is withdrawn.

    `digest` is that of every fact as it was told, `told` the facts without numbers of documents, and in
    Italy, where only the receipt may be kept, without persons. Both are emptied when the law's time is over.
    """

    __tablename__ = "register_filing"
    __table_args__ = (
        tenant_fk("property_id", "property"),
        tenant_fk("stay_id", "stay"),
        CheckConstraint("kind IN ('entry', 'correction', 'withdrawal')", name="kind"),
        Index("ix_register_filing_stay", "tenant_id", "stay_id", "at"),
        Index("ix_register_filing_kept", "tenant_id", "property_id", "kept_until"),
        {"info": {"owner": "stay_id"}},
    )

    property_id: Mapped[UUID]
    stay_id: Mapped[UUID]
    kind: Mapped[str] = mapped_column(String(12))
    at: Mapped[datetime] = mapped_column(Instant)
    by_name: Mapped[str] = mapped_column(String(200))
    reference: Mapped[str] = mapped_column(String(120))
    digest: Mapped[str] = mapped_column(String(64))
    told: Mapped[Any] = mapped_column(Json)
    kept_until: Mapped[date] = mapped_column(Date)


class RegisterPlace(IdentifiedRow, Base):
    """A commune or a state in the tables of Italy's police: the code, the name, until when it was valid."""

    __tablename__ = "register_place"
    __table_args__ = (
        CheckConstraint("kind IN ('commune', 'state')", name="kind"),
        UniqueConstraint("tenant_id", "kind", "code"),
        Index("ix_register_place_name", "tenant_id", "kind", "folded"),
    )

    kind: Mapped[str] = mapped_column(String(8))
    code: Mapped[str] = mapped_column(String(9))
    name: Mapped[str] = mapped_column(String(120))
    folded: Mapped[str] = mapped_column(String(120))
    province: Mapped[str] = mapped_column(String(2))
    ended: Mapped[date | None] = mapped_column(Date)
