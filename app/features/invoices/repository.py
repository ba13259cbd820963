"""What invoices read for writing: addresses, series, and which postings already stand on a document."""

import hashlib
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session, aliased

from app.features.invoices.models import BillingAddress, Document, DocumentPosting
from app.infra import codec
from app.kernel.documents import DocumentKind


def seal(content: object) -> str:
    """The digest that seals a document's content, whatever order its database keeps the words in."""
    return hashlib.sha256(codec.canonical(content).encode()).hexdigest()


def billing_address(
    session: Session, guest_id: UUID | None, company_id: UUID | None
) -> BillingAddress | None:
    """Where the bills of a company or, where there is none, of a guest go."""
    asked = select(BillingAddress)
    if company_id is not None:
        return session.scalars(asked.where(BillingAddress.company_id == company_id)).one_or_none()
    if guest_id is not None:
        return session.scalars(asked.where(BillingAddress.guest_id == guest_id)).one_or_none()
    return None


def last_day(session: Session, property_id: UUID, kind: str, workstation: str) -> date | None:
    """The day of the last document of a workstation's series, over all years."""
    return session.scalars(
        select(func.max(Document.issued_on)).where(
            Document.property_id == property_id, Document.kind == kind, Document.workstation == workstation
        )
    ).one()


def credit_note_of(session: Session, document_id: UUID) -> Document | None:
    """The credit note that takes a document back, or None."""
    return session.scalars(select(Document).where(Document.corrects_id == document_id)).one_or_none()


def rounds(session: Session, posting_ids: Iterable[UUID]) -> dict[UUID, int]:
    """How often each posting has stood on a document."""
    rows = session.execute(
        select(DocumentPosting.posting_id, func.max(DocumentPosting.round).label("round"))
        .where(DocumentPosting.posting_id.in_(list(posting_ids)))
        .group_by(DocumentPosting.posting_id)
    )
    return {row[0]: row[1] for row in rows}


def standing(session: Session, posting_ids: Iterable[UUID]) -> dict[UUID, str]:
    """The postings that stand on a document nobody took back, with its number."""
    credit = aliased(Document)
    rows = session.execute(
        select(DocumentPosting.posting_id, Document.number)
        .join(Document, Document.id == DocumentPosting.document_id)
        .where(DocumentPosting.posting_id.in_(list(posting_ids)))
        .where(~exists().where(credit.corrects_id == Document.id, credit.tenant_id == Document.tenant_id))
    )
    return {row[0]: row[1] for row in rows}


def standing_documents(session: Session, posting_ids: Iterable[UUID]) -> list[Document]:
    """The documents nobody took back on which postings stand, in the order they were issued."""
    credit = aliased(Document)
    found = session.scalars(
        select(Document)
        .join(DocumentPosting, Document.id == DocumentPosting.document_id)
        .where(DocumentPosting.posting_id.in_(list(posting_ids)))
        .where(~exists().where(credit.corrects_id == Document.id, credit.tenant_id == Document.tenant_id))
        .order_by(Document.issued_at, Document.id)
    )
    return list(dict.fromkeys(found))


def beginners(session: Session, property_id: UUID, kind: str, year: int) -> list[str]:
    """The workstations that have a series of a kind in a year, in the order in which they began."""
    return list(
        session.scalars(
            select(Document.workstation)
            .where(
                Document.property_id == property_id, Document.kind == kind, Document.year == year,
                Document.sequence == 1,
            )
            .order_by(Document.issued_at, Document.id)
        )
    )  # fmt: skip


def deducting(session: Session, folio_id: UUID, window: int) -> list[Document]:
    """The standing bills of a window, some of which may take deposit invoices off."""
    credit = aliased(Document)
    return list(
        session.scalars(
            select(Document)
            .where(Document.folio_id == folio_id, Document.window == window)
            .where(Document.kind.in_((DocumentKind.INVOICE, DocumentKind.SIMPLIFIED)))
            .where(~exists().where(credit.corrects_id == Document.id, credit.tenant_id == Document.tenant_id))
        )
    )
