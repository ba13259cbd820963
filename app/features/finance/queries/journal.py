"""The journal of a hotel over business dates, a line per posting, with folios and documents."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.features.finance.rules.journal import JournalLine, sides
from app.features.folios.models import Folio, Posting
from app.features.invoices.models import Document, DocumentPosting
from app.features.property import house_named
from app.infra.bus import Answering
from app.kernel.commands import Query
from app.kernel.errors import InvalidInput
from app.kernel.text import tr


@dataclass(frozen=True, slots=True)
class JournalView:
    """The postings of a hotel in the order in which they were made."""

    property_id: UUID
    property: str
    currency: str
    first: date
    last: date
    lines: tuple[JournalLine, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Journal(Query[JournalView]):
    """Everything posted in a hotel (by name, code or id) from `first` to `last`, both included."""

    property: str
    first: date
    last: date


def journal(query: Journal, *, session: Session) -> JournalView:
    """Read the postings of the days. Raises NotFound, InvalidInput."""
    house = house_named(session, query.property)
    if query.last < query.first:
        raise InvalidInput(tr("The last day lies before the first."), field="last")
    days = Posting.business_date.between(query.first, query.last)
    numbers = _document_numbers(session, house.id, query)
    statement = (
        select(
            Posting.id, Posting.entry_id, Posting.business_date, Posting.at, Posting.kind, Posting.account,
            Posting.counter, Posting.amount_minor, Posting.currency, Posting.text, Folio.number,
            Posting.tax_code, Posting.tax_bp, Posting.by_name, Posting.reason,
        )
        .outerjoin(Folio, (Folio.tenant_id == Posting.tenant_id) & (Folio.id == Posting.folio_id))
        .where(Posting.property_id == house.id, days)
        .order_by(Posting.business_date, Posting.at, Posting.id)
    )  # fmt: skip
    lines = tuple(
        JournalLine(
            row[0], row[1], row[2], row[3], row[4], *sides(row[5], row[6], row[7]), row[8], row[9],
            row[10] or "", numbers.get(row[0], ""), row[11], row[12], row[13], row[14],
        )
        for row in session.execute(statement)
    )  # fmt: skip
    return JournalView(house.id, house.name, house.currency, query.first, query.last, lines)


def _document_numbers(session: Session, property_id: UUID, query: Journal) -> dict[UUID, str]:
    statement = (
        select(DocumentPosting.posting_id, Document.number)
        .join(
            Document,
            (Document.tenant_id == DocumentPosting.tenant_id) & (Document.id == DocumentPosting.document_id),
        )
        .join(
            Posting,
            (Posting.tenant_id == DocumentPosting.tenant_id) & (Posting.id == DocumentPosting.posting_id),
        )
        .where(
            Posting.property_id == property_id, Posting.business_date.between(query.first, query.last)
        )
        .order_by(DocumentPosting.round)
    )  # fmt: skip
    return {row[0]: row[1] for row in session.execute(statement)}


ANSWERS = (Answering(Journal, journal),)
