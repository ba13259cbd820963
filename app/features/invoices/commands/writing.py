"""Write a document: number and seal on its content, its postings, and the word to the others."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from app.features.invoices import repository
from app.features.invoices.commands.numbering import Given, Numbered, give_number
from app.features.invoices.events import DocumentIssued
from app.features.invoices.models import Document, DocumentPosting
from app.infra import codec
from app.infra.languages import say
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command
from app.kernel.documents import DocumentContent
from app.kernel.text import printed


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of a higher capability: its content without number, and whom it is about."""

    id: UUID
    property_id: UUID
    content: DocumentContent
    folio_id: UUID | None = None
    company_id: UUID | None = None


def issue_paper(
    uow: UnitOfWork, clock: Clock, paper: Paper, given: Given, again: Callable[[date], Command]
) -> Numbered:
    """Number, seal and write a document that holds no postings; what its command should remember."""
    numbered = give_number(uow, clock, paper.property_id, paper.content.kind, given, again)
    content = numbered_content(paper.content, numbered)
    row = new_document(uow, clock, content, numbered, paper.id, paper.property_id)
    row.folio_id, row.company_id = paper.folio_id, paper.company_id
    add_document(uow, row, ())
    return numbered


def numbered_content(content: DocumentContent, numbered: Numbered) -> DocumentContent:
    """A draft with its number, its day and the code of its series."""
    label = "ATCUD" if content.seller.country == "PT" else say(content.language, printed("Series code"))
    codes = {label: numbered.code} if numbered.code else {}
    return replace(content, number=numbered.number, issued_on=numbered.day, codes=content.codes | codes)


def new_document(
    uow: UnitOfWork,
    clock: Clock,
    content: DocumentContent,
    numbered: Numbered,
    document_id: UUID,
    property_id: UUID,
) -> Document:
    """The row of a document, sealed."""
    plain = codec.plain(content)
    return Document(
        id=document_id, property_id=property_id, kind=str(content.kind), number=numbered.number,
        year=numbered.day.year, workstation=numbered.workstation, sequence=numbered.sequence,
        issued_on=numbered.day, issued_at=clock.now(), by_name=uow.actor.name, payer=content.buyer.name,
        currency=content.currency, total_minor=content.total_minor, due_minor=content.due_minor,
        due_on=content.due_on, language=content.language, content=plain, digest=repository.seal(plain),
    )  # fmt: skip


def add_document(uow: UnitOfWork, row: Document, postings: Iterable[UUID]) -> dict[str, object]:
    """Write it with the postings that stand on it, and tell of it."""
    ids = list(postings)
    rounds = repository.rounds(uow.session, ids)
    uow.add(row)
    uow.add(
        *(DocumentPosting(posting_id=id_, round=rounds.get(id_, 0) + 1, document_id=row.id) for id_ in ids)
    )
    uow.announce(
        DocumentIssued(document_id=row.id, property_id=row.property_id, kind=row.kind, number=row.number)
    )
    return {
        "document_id": str(row.id), "number": row.number, "issued_on": row.issued_on.isoformat(),
        "total_minor": row.total_minor, "due_minor": row.due_minor,
    }  # fmt: skip
