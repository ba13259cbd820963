"""Tables of invoices: who issues, who is billed, series, documents and the postings each one holds."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Date, Index, Integer, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.infra.database import Base, IdentifiedRow, Instant, Json, TenantRow, tenant_fk


class Issuer(TenantRow, Base):
    """Who issues the documents of a property: the company behind the hotel, its bank, its words.

    `place` stands under the hotel's name, `logo` is a PNG or JPEG in base64, `notes` are lines that every
    bill carries. A company has `due_days` to pay.
    """

    __tablename__ = "issuer"
    __table_args__ = (
        tenant_fk("property_id", "property"),
        CheckConstraint("due_days >= 0", name="due_days"),
        {"info": {"owner": "property_id"}},
    )

    property_id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    street: Mapped[str] = mapped_column(String(200), default="")
    postcode: Mapped[str] = mapped_column(String(20), default="")
    city: Mapped[str] = mapped_column(String(120), default="")
    country: Mapped[str] = mapped_column(String(2))
    vat_id: Mapped[str] = mapped_column(String(20), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    iban: Mapped[str] = mapped_column(String(34), default="")
    bic: Mapped[str] = mapped_column(String(11), default="")
    place: Mapped[str] = mapped_column(String(120), default="")
    certified: Mapped[str] = mapped_column(String(200), default="")
    notes: Mapped[Any] = mapped_column(Json, default=list)
    due_days: Mapped[int] = mapped_column(Integer, default=14)
    logo: Mapped[str] = mapped_column(Text, default="")


class BillingAddress(IdentifiedRow, Base):
    """Where the bills of a guest or a company go; exactly one of the two is named."""

    __tablename__ = "billing_address"
    __table_args__ = (
        tenant_fk("guest_id", "guest"),
        tenant_fk("company_id", "company"),
        UniqueConstraint("tenant_id", "guest_id"),
        UniqueConstraint("tenant_id", "company_id"),
        CheckConstraint("(guest_id IS NULL) <> (company_id IS NULL)", name="payer"),
    )

    guest_id: Mapped[UUID | None]
    company_id: Mapped[UUID | None]
    name: Mapped[str] = mapped_column(String(200))
    department: Mapped[str] = mapped_column(String(200), default="")
    street: Mapped[str] = mapped_column(String(200), default="")
    postcode: Mapped[str] = mapped_column(String(20), default="")
    city: Mapped[str] = mapped_column(String(120), default="")
    country: Mapped[str] = mapped_column(String(2))
    vat_id: Mapped[str] = mapped_column(String(20), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    language: Mapped[str] = mapped_column(String(8), default="", server_default=text("''"))


class SeriesTerms(TenantRow, Base):
    """How the numbers of one kind of document are written; `code` is the validation code of an authority."""

    __tablename__ = "series_terms"
    __table_args__ = (
        tenant_fk("property_id", "property"),
        CheckConstraint("digits BETWEEN 1 AND 12", name="digits"),
        {"info": {"owner": "property_id"}},
    )

    property_id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    prefix: Mapped[str] = mapped_column(String(8))
    digits: Mapped[int] = mapped_column(Integer, default=6)
    code: Mapped[str] = mapped_column(String(40), default="")


class Document(IdentifiedRow, Base):
    """A numbered document; its content is what was printed, sealed by a hash, and never changes.

    `kind`: invoice, simplified, credit_note, receipt, deposit_invoice, pro_forma, statement. `sequence`
    counts from 1 within property, kind, year and workstation. Of one document there is one credit note.
    """

    __tablename__ = "document"
    __table_args__ = (
        tenant_fk("property_id", "property"),
        tenant_fk("folio_id", "folio"),
        tenant_fk("corrects_id", "document"),
        UniqueConstraint("tenant_id", "property_id", "kind", "number"),
        UniqueConstraint("tenant_id", "property_id", "kind", "year", "workstation", "sequence"),
        UniqueConstraint("tenant_id", "corrects_id"),
        CheckConstraint("sequence >= 1", name="sequence"),
        Index("ix_document_folio", "tenant_id", "folio_id"),
        Index("ix_document_day", "tenant_id", "property_id", "issued_on"),
        {"info": {"owner": "folio_id"}},
    )

    property_id: Mapped[UUID]
    kind: Mapped[str] = mapped_column(String(16))
    number: Mapped[str] = mapped_column(String(40))
    year: Mapped[int] = mapped_column(Integer)
    workstation: Mapped[str] = mapped_column(String(80))
    sequence: Mapped[int] = mapped_column(BigInteger)
    folio_id: Mapped[UUID | None]
    window: Mapped[int] = mapped_column(Integer, default=1)
    corrects_id: Mapped[UUID | None]
    issued_on: Mapped[date] = mapped_column(Date)
    issued_at: Mapped[datetime] = mapped_column(Instant)
    by_name: Mapped[str] = mapped_column(String(200), default="")
    payer: Mapped[str] = mapped_column(String(200), default="")
    guest_id: Mapped[UUID | None]
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
    round: Mapped[int] = mapped_column(Integer, primary_key=True)
    document_id: Mapped[UUID]


class MailSender(TenantRow, Base):
    """The mail server that sends a property's documents, and from which address; its password is kept in
    the keyring of the computer that sends. `security`: starttls, tls, none.
    """

    __tablename__ = "mail_sender"
    __table_args__ = (
        tenant_fk("property_id", "property"),
        CheckConstraint("port BETWEEN 1 AND 65535", name="port"),
        {"info": {"owner": "property_id"}},
    )

    property_id: Mapped[UUID] = mapped_column(primary_key=True)
    host: Mapped[str] = mapped_column(String(200))
    port: Mapped[int] = mapped_column(Integer)
    security: Mapped[str] = mapped_column(String(12))
    user_name: Mapped[str] = mapped_column(String(200), default="")
    address: Mapped[str] = mapped_column(String(254))


class DocumentMail(IdentifiedRow, Base):
    """A document on its way to somebody by e-mail. `state`: waiting, sent, failed with its `sentence`."""

    __tablename__ = "document_mail"
    __table_args__ = (
        tenant_fk("property_id", "property"),
        tenant_fk("document_id", "document"),
        Index("ix_document_mail_document", "tenant_id", "document_id"),
        {"info": {"owner": "document_id"}},
    )

    property_id: Mapped[UUID]
    document_id: Mapped[UUID]
    to_address: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(12), default="waiting")
    sentence: Mapped[str] = mapped_column(Text, default="")
    asked_at: Mapped[datetime] = mapped_column(Instant)
    sent_at: Mapped[datetime | None] = mapped_column(Instant)
    by_name: Mapped[str] = mapped_column(String(200), default="")
