"""Tables of invoices: documents that were issued, and which postings each one holds."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Date, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.infra.database import Base, IdentifiedRow, Instant, Json, TenantRow, tenant_fk


class Document(IdentifiedRow, Base):
    """A numbered document; its content is what was printed, sealed by a hash, and never changes.

    `kind`: invoice, simplified, credit_note, receipt, deposit_invoice, pro_forma, statement.
    """

    __tablename__ = "document"
    __table_args__ = (
        tenant_fk("property_id", "property"),
        tenant_fk("folio_id", "folio"),
        tenant_fk("corrects_id", "document"),
        UniqueConstraint("tenant_id", "property_id", "kind", "number"),
        Index("ix_document_folio", "tenant_id", "folio_id"),
        Index("ix_document_day", "tenant_id", "property_id", "issued_on"),
        {"info": {"owner": "folio_id"}},
    )

    property_id: Mapped[UUID]
    kind: Mapped[str] = mapped_column(String(16))
    number: Mapped[str] = mapped_column(String(40))
    series: Mapped[str] = mapped_column(String(80))
    folio_id: Mapped[UUID | None]
    window: Mapped[int] = mapped_column(default=1)
    corrects_id: Mapped[UUID | None]
    issued_on: Mapped[date] = mapped_column(Date)
    issued_at: Mapped[datetime] = mapped_column(Instant)
    by_name: Mapped[str] = mapped_column(String(200), default="")
    payer: Mapped[str] = mapped_column(String(200), default="")
    company_id: Mapped[UUID | None]
    currency: Mapped[str] = mapped_column(String(3))
    total_minor: Mapped[int] = mapped_column(BigInteger)
    due_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    due_on: Mapped[date | None] = mapped_column(Date)
    language: Mapped[str] = mapped_column(String(8), default="en")
    content: Mapped[Any] = mapped_column(Json)
    digest: Mapped[str] = mapped_column(String(64))


class DocumentPosting(TenantRow, Base):
    """A posting stands on one document of a round: `round` grows when a credit note frees it."""

    __tablename__ = "document_posting"
    __table_args__ = (
        tenant_fk("posting_id", "posting"),
        tenant_fk("document_id", "document"),
        Index("ix_document_posting_document", "tenant_id", "document_id"),
        {"info": {"owner": "document_id"}},
    )

    posting_id: Mapped[UUID] = mapped_column(primary_key=True)
    round: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[UUID]
