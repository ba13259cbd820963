"""Tables of guests, companies and travel agents."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.infra.database import Base, IdentifiedRow, Json, partial_index


class Guest(IdentifiedRow, Base):
    """A person, in any script. `sort_key` is the folded name by which lists are ordered.

    Who was merged into another guest keeps the row as it was; `merged_into` leads to that other one.
    """

    __tablename__ = "guest"
    __table_args__ = (
        Index(None, "tenant_id", "sort_key"),
        partial_index("ix_guest_vip", ("id", "vip"), "vip > 0"),
        partial_index("ix_guest_merged", ("merged_into",), "merged_into IS NOT NULL"),
    )

    surname: Mapped[str] = mapped_column(String(200))
    given: Mapped[str] = mapped_column(String(200), default="")
    sort_key: Mapped[str] = mapped_column(String(400))
    email: Mapped[str] = mapped_column(String(254), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    birth_date: Mapped[date | None]
    nationality: Mapped[str] = mapped_column(String(2), default="")
    language: Mapped[str] = mapped_column(String(8), default="")
    country: Mapped[str] = mapped_column(String(2), default="")
    vip: Mapped[int] = mapped_column(default=0)
    tags: Mapped[Any] = mapped_column(Json, default=list)
    blacklist_reason: Mapped[str] = mapped_column(String(400), default="")
    note: Mapped[str] = mapped_column(Text, default="")
    street: Mapped[str] = mapped_column(String(200), default="", server_default=text("''"))
    postcode: Mapped[str] = mapped_column(String(20), default="", server_default=text("''"))
    city: Mapped[str] = mapped_column(String(120), default="", server_default=text("''"))
    merged_into: Mapped[UUID | None]


class Company(IdentifiedRow, Base):
    """A company or a travel agent (`kind`)."""

    __tablename__ = "company"
    __table_args__ = (UniqueConstraint("tenant_id", "kind", "code"),)

    kind: Mapped[str] = mapped_column(String(8))
    code: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(200))
