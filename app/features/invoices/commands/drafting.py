"""What a new document says, before it has a number: from a window's postings, its payer and the house."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from app.features import folios, property
from app.features.invoices import repository
from app.features.invoices.models import Document, Issuer
from app.features.invoices.queries import sources
from app.features.invoices.queries.sources import Payer
from app.features.invoices.rules import billing
from app.features.invoices.rules.billing import Posted
from app.infra import codec
from app.infra.languages import say
from app.infra.unit_of_work import UnitOfWork
from app.kernel.documents import (
    OUTSIDE,
    Bank,
    DocumentContent,
    DocumentKind,
    Line,
    Paid,
    Part,
    Party,
)
from app.kernel.errors import AppError
from app.kernel.text import printed, tr


class SellerUnknown(AppError):
    """Nobody has said yet which company issues the bills."""

    code = "seller_unknown"


@dataclass(frozen=True, slots=True)
class Draft:
    """A document's content without number and day, who pays, and the postings that will stand on it."""

    content: DocumentContent
    payer: Payer
    postings: tuple[UUID, ...]
    property_id: UUID
    due_days: int


def draft(
    uow: UnitOfWork, kind: DocumentKind, folio_id: UUID, number: int, language: str, payment_id: UUID | None
) -> Draft:
    """What a document of a kind says of a window now. Raises SellerUnknown, NotFound."""
    folio = folios.find_folio(uow, folio_id)
    window = folios.find_window(uow, folio, number)
    house = property.open_property(uow, folio.property_id)
    issuer = issuer_of(uow, house.id, house.name)
    session = uow.session
    payer = sources.payer_of(session, folio, window)
    posted = sources.postings_of(session, folio.id, number)
    free = _free(uow, posted)
    bills = _standing_bills(uow, folio.id, number)
    lines: tuple[Line, ...] = ()
    own: list[Posted] = []
    if kind is DocumentKind.RECEIPT:
        payments = _received(posted, payment_id)
    elif kind is DocumentKind.STATEMENT:
        lines, payments = _bill_lines(bills), _received(posted, None)
    elif kind is DocumentKind.DEPOSIT_INVOICE:
        own = [row for row in billing.without_reversed(free) if row.kind not in billing.CONSUMED]
        payments = billing.payments_of(own)
        lines = _deposit_lines(uow, house.id, payments, language or payer.language)
    else:
        lines = billing.lines_of(free, sources.tax_categories(session, house.id)) + _deducted(bills)[1]
        payments, own = billing.payments_of(free), free
    content = DocumentContent(
        kind=kind, number="", issued_on=date.min, currency=folio.currency, seller=seller_of(issuer),
        house=house.name, place=issuer.place or house.city, buyer=payer.party, lines=lines,
        payments=payments, stay=sources.stay_facts(session, folio),
        bank=Bank(issuer.iban, issuer.bic, issuer.name), notes=tuple(issuer.notes),
        certified=issuer.certified, issued_by=uow.actor.name, language=language or payer.language,
        deducts=_deducted(bills)[0] if kind in (DocumentKind.INVOICE, DocumentKind.SIMPLIFIED) else (),
    )  # fmt: skip
    binding = () if kind is DocumentKind.PRO_FORMA else tuple(row.id for row in own)
    return Draft(content, payer, binding, house.id, issuer.due_days if payer.company_id else 0)


def issuer_of(uow: UnitOfWork, property_id: UUID, house: str) -> Issuer:
    """Who issues. Raises SellerUnknown."""
    issuer = uow.find(Issuer, property_id)
    if issuer is None:
        raise SellerUnknown(
            tr("Say first which company issues the bills of {house}: its name, address and VAT number.",
               house=house)
        )  # fmt: skip
    return issuer


def seller_of(issuer: Issuer) -> Party:
    """The issuer as it stands on paper."""
    return Party(
        issuer.name, (), issuer.street, issuer.postcode, issuer.city, issuer.country, issuer.vat_id,
        issuer.phone, issuer.email,
    )  # fmt: skip


def due_on(content: DocumentContent, days: int) -> date | None:
    """When a bill is to be paid; a company has its days, everybody else pays at once."""
    bill = content.is_taxed or content.kind in (DocumentKind.PRO_FORMA, DocumentKind.STATEMENT)
    return content.issued_on + timedelta(days=days) if days and bill and content.due_minor > 0 else None


def _free(uow: UnitOfWork, posted: list[Posted]) -> list[Posted]:
    standing = repository.standing(uow.session, [row.id for row in posted])
    return [row for row in posted if row.id not in standing]


def _standing_bills(uow: UnitOfWork, folio_id: UUID, number: int) -> list[tuple[Document, DocumentContent]]:
    """The window's bills that nobody took back, with their contents."""
    bills = sources.bills_of(uow.session, folio_id, number)
    credited = {bill.corrects_id for bill in bills}
    return [
        (bill, codec.typed(bill.content, DocumentContent))
        for bill in bills
        if bill.id not in credited and bill.kind != DocumentKind.CREDIT_NOTE
    ]


def _deducted(bills: list[tuple[Document, DocumentContent]]) -> tuple[tuple[str, ...], tuple[Line, ...]]:
    """The deposit invoices that no bill has taken off yet: their numbers, and the lines that do it."""
    done = {number for _, content in bills for number in content.deducts}
    numbers: list[str] = []
    lines: list[Line] = []
    for bill, content in bills:
        if bill.kind == DocumentKind.DEPOSIT_INVOICE and bill.number not in done:
            numbers.append(bill.number)
            lines += billing.negated(content.lines, f"{bill.number}: ")
    return tuple(numbers), tuple(lines)


def _received(posted: list[Posted], payment_id: UUID | None) -> tuple[Paid, ...]:
    return billing.payments_of(row for row in posted if payment_id in (None, row.payment_id))


def _bill_lines(bills: list[tuple[Document, DocumentContent]]) -> tuple[Line, ...]:
    return tuple(
        Line(bill.number, (Part(bill.total_minor, 0, 0, OUTSIDE),), bill.issued_on) for bill, _ in bills
    )


def _deposit_lines(
    uow: UnitOfWork, property_id: UUID, payments: tuple[Paid, ...], language: str
) -> tuple[Line, ...]:
    minor = sum(paid.amount_minor for paid in payments)
    assert uow.business_date is not None
    bp, category = sources.room_tax(uow.session, property_id, uow.business_date)
    text = say(language, printed("Deposit"))
    return (billing.deposit_line(text, minor, bp, category),) if minor > 0 else ()
