"""Documents as screens see them: lists, one document's content, its file, and who is billed where."""

import base64
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.features.invoices import repository
from app.features.invoices.models import (
    BillingAddress,
    Document,
    DocumentMail,
    DocumentPosting,
    Issuer,
    SeriesTerms,
)
from app.features.invoices.rules.series import Series, default_series
from app.infra import codec
from app.infra.bus import Answering
from app.kernel.commands import Query
from app.kernel.documents import NUMBERED, DocumentContent
from app.kernel.errors import NotFound
from app.kernel.text import tr

MOST_ROWS = 2_000


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document in a list; `credited_by` is the number of the credit note that took it back."""

    id: UUID
    kind: str
    number: str
    issued_on: date
    issued_at: datetime
    by_name: str
    payer: str
    guest_id: UUID | None
    company_id: UUID | None
    folio_id: UUID | None
    window: int
    currency: str
    total_minor: int
    due_minor: int
    due_on: date | None
    language: str
    corrects_id: UUID | None
    credited_by: str
    # Where the last mail of it stands: waiting, sent, failed; "" where none was sent.
    mail: str = ""


@dataclass(frozen=True, slots=True)
class DocumentView:
    """One document: its row, what it says, and the digest that seals it."""

    row: DocumentRow
    content: DocumentContent
    digest: str


@dataclass(frozen=True, slots=True)
class DocumentFileView:
    """A document as a file; `electronic` when an electronic invoice is inside.

    `lacking` are the scripts for which this computer has no font: words stand in their place.
    """

    name: str
    pdf: bytes
    electronic: bool
    kind: str = ""
    lacking: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IssuerView:
    """Who issues the documents of a property."""

    name: str
    street: str
    postcode: str
    city: str
    country: str
    vat_id: str
    phone: str
    email: str
    iban: str
    bic: str
    place: str
    certified: str
    notes: tuple[str, ...]
    due_days: int
    logo: str


@dataclass(frozen=True, slots=True)
class BillingAddressView:
    """Where the bills of a guest or a company go."""

    id: UUID
    name: str
    department: str
    street: str
    postcode: str
    city: str
    country: str
    vat_id: str
    email: str
    language: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Documents(Query[tuple[DocumentRow, ...]]):
    """Documents of a property or a folio, the newest first; `text` finds in numbers and payers.

    `skip` leaves out so many of the newest, for the next page.
    """

    property_id: UUID | None = None
    folio_id: UUID | None = None
    company_id: UUID | None = None
    kinds: tuple[str, ...] = ()
    text: str = ""
    first: date | None = None
    last: date | None = None
    skip: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class DocumentCount(Query[int]):
    """How many documents `asked` would find without its limit and beginning."""

    asked: Documents


@dataclass(frozen=True, kw_only=True, slots=True)
class DocumentContentOf(Query[DocumentView]):
    """One document."""

    document_id: UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class DocumentFile(Query[DocumentFileView]):
    """One document as PDF/A-3. After a rehearsal of its command it is the preview."""

    document_id: UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class BilledOn(Query[dict[UUID, str]]):
    """The postings of a folio that stand on a document nobody took back, with its number."""

    folio_id: UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class IssuerOf(Query[IssuerView | None]):
    """Who issues the documents of a property; None when nobody said it yet."""

    property_id: UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class BillingAddressOf(Query[BillingAddressView | None]):
    """Where the bills of a guest or a company go; None when nobody said it yet."""

    guest_id: UUID | None = None
    company_id: UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class SeriesOf(Query[dict[str, Series]]):
    """How a property writes the numbers of each kind of document."""

    property_id: UUID


def documents(query: Documents, *, session: Session) -> tuple[DocumentRow, ...]:
    """The newest first, at most `MOST_ROWS`."""
    asked = _rows().where(*_asked_for(query))
    newest = asked.order_by(Document.issued_at.desc(), Document.id.desc())
    found = session.execute(newest.offset(max(query.skip, 0)).limit(MOST_ROWS))
    return tuple(_row(document, credit, mail) for document, credit, mail in found)


def document_count(query: DocumentCount, *, session: Session) -> int:
    """Counted in the database."""
    return session.scalars(select(func.count()).select_from(Document).where(*_asked_for(query.asked))).one()


def _asked_for(query: Documents) -> list[ColumnElement[bool]]:
    """What a document must be to be in the list."""
    found = [
        column == value
        for column, value in (
            (Document.property_id, query.property_id), (Document.folio_id, query.folio_id),
            (Document.company_id, query.company_id),
        )
        if value is not None
    ]  # fmt: skip
    if query.kinds:
        found.append(Document.kind.in_(query.kinds))
    if query.first is not None:
        found.append(Document.issued_on >= query.first)
    if query.last is not None:
        found.append(Document.issued_on <= query.last)
    if query.text:
        found.append(
            or_(
                Document.number.icontains(query.text, autoescape=True),
                Document.payer.icontains(query.text, autoescape=True),
            )
        )
    return found


def document_content_of(query: DocumentContentOf, *, session: Session) -> DocumentView:
    """Row, content, digest. Raises NotFound."""
    found = session.execute(_rows().where(Document.id == query.document_id)).one_or_none()
    if found is None:
        raise NotFound(tr("This document does not exist."))
    document, credit, mail = found
    return DocumentView(
        _row(document, credit, mail), codec.typed(document.content, DocumentContent), document.digest
    )


def document_file(query: DocumentFile, *, session: Session) -> DocumentFileView:
    """The file, made from the sealed content. Raises NotFound."""
    from app.infra.documents import facturx_of, lacking_scripts  # noqa: PLC0415 - heavy, not at the start

    view = document_content_of(DocumentContentOf(document_id=query.document_id), session=session)
    document = session.get(Document, (session.info["tenant_id"], query.document_id))
    assert document is not None
    issuer = session.get(Issuer, (session.info["tenant_id"], document.property_id))
    logo = base64.b64decode(issuer.logo) if issuer is not None and issuer.logo else b""
    name = "".join(c if c.isalnum() or c in "-." else "_" for c in view.row.number)
    return DocumentFileView(
        f"{name}.pdf", facturx_of(view.content, logo), view.content.is_electronic, view.row.kind,
        lacking_scripts(view.content),
    )  # fmt: skip


def billed_on(query: BilledOn, *, session: Session) -> dict[UUID, str]:
    """By posting."""
    ids = session.scalars(
        select(DocumentPosting.posting_id)
        .join(Document, Document.id == DocumentPosting.document_id)
        .where(Document.folio_id == query.folio_id)
    ).all()
    return repository.standing(session, ids)


def issuer_of(query: IssuerOf, *, session: Session) -> IssuerView | None:
    """The issuer."""
    row = session.get(Issuer, (session.info["tenant_id"], query.property_id))
    if row is None:
        return None
    return IssuerView(
        row.name, row.street, row.postcode, row.city, row.country, row.vat_id, row.phone, row.email,
        row.iban, row.bic, row.place, row.certified, tuple(row.notes), row.due_days, row.logo,
    )  # fmt: skip


def billing_address_of(query: BillingAddressOf, *, session: Session) -> BillingAddressView | None:
    """The address."""
    row: BillingAddress | None = repository.billing_address(session, query.guest_id, query.company_id)
    if row is None:
        return None
    return BillingAddressView(
        row.id, row.name, row.department, row.street, row.postcode, row.city, row.country, row.vat_id,
        row.email, row.language,
    )  # fmt: skip


def series_of(query: SeriesOf, *, session: Session) -> dict[str, Series]:
    """The chosen terms, and the usual ones where none were chosen."""
    chosen = {
        row.kind: Series(row.prefix, row.digits, row.code)
        for row in session.scalars(select(SeriesTerms).where(SeriesTerms.property_id == query.property_id))
    }
    return {str(kind): chosen.get(kind, default_series(kind)) for kind in NUMBERED}


def _rows() -> Select[Document, str | None, str | None]:
    credit = aliased(Document)
    mail = (
        select(DocumentMail.state)
        .where(DocumentMail.document_id == Document.id)
        .order_by(DocumentMail.asked_at.desc(), DocumentMail.id.desc())
        .limit(1)
        .correlate(Document)
        .scalar_subquery()
    )
    return select(Document, credit.number, mail).outerjoin(credit, credit.corrects_id == Document.id)


def _row(document: Document, credit: str | None, mail: str | None) -> DocumentRow:
    return DocumentRow(
        document.id, document.kind, document.number, document.issued_on, document.issued_at, document.by_name,
        document.payer, document.guest_id, document.company_id, document.folio_id, document.window,
        document.currency, document.total_minor, document.due_minor, document.due_on, document.language,
        document.corrects_id, credit or "", mail or "",
    )  # fmt: skip


ANSWERS = (
    Answering(Documents, documents),
    Answering(DocumentCount, document_count),
    Answering(DocumentContentOf, document_content_of),
    Answering(DocumentFile, document_file),
    Answering(BilledOn, billed_on),
    Answering(IssuerOf, issuer_of),
    Answering(BillingAddressOf, billing_address_of),
    Answering(SeriesOf, series_of),
)
