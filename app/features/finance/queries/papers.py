"""The statement of an account on paper, in the company's language, as the hotel's other documents look."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.features.finance.queries import reading
from app.features.finance.queries.houses import house_named
from app.features.finance.queries.receivables import account_folio
from app.features.finance.queries.statements import AccountStatement, StatementView, account_statement
from app.features.folios.models import FolioWindow
from app.features.invoices.models import BillingAddress, Issuer
from app.infra.bus import Answering
from app.infra.documents.words import Words
from app.kernel.commands import Query
from app.kernel.dates import ONE_DAY
from app.kernel.documents import OUTSIDE, Bank, DocumentContent, DocumentKind, Line, Paid, Part, Party
from app.kernel.errors import NotFound
from app.kernel.text import tr


@dataclass(frozen=True, slots=True)
class StatementFileView:
    """A statement as a file: what it may be called, and the PDF."""

    name: str
    content: DocumentContent
    pdf: bytes


@dataclass(frozen=True, kw_only=True, slots=True)
class StatementFile(Query[StatementFileView]):
    """The statement of an account from `first` to `last` as a PDF; `language` "" means the company's."""

    folio_id: UUID
    first: date
    last: date
    language: str = ""


def statement_file(query: StatementFile, *, session: Session) -> StatementFileView:
    """Draw it. Raises NotFound when nobody has said who issues the documents of the hotel."""
    from app.infra.documents import pdf_of  # noqa: PLC0415 - heavy, not on the way to the first screen

    asked = AccountStatement(folio_id=query.folio_id, first=query.first, last=query.last)
    view = account_statement(asked, session=session)
    content = _content(session, view, query.language)
    name = f"{content.number.replace('/', '-')} {query.last.isoformat()}.pdf"
    return StatementFileView(name, content, pdf_of(content))


def _content(session: Session, view: StatementView, language: str) -> DocumentContent:
    folio = account_folio(session, view.folio_id)
    house = house_named(session, str(folio.property_id))
    issuer = session.scalars(select(Issuer).where(Issuer.property_id == house.id)).one_or_none()
    if issuer is None:
        raise NotFound(
            tr("Say first which company issues the bills of {house}: its name, address and VAT number.",
               house=house.name)
        )  # fmt: skip
    window = session.scalars(
        select(FolioWindow).where(FolioWindow.folio_id == folio.id, FolioWindow.number == 1)
    ).one()
    tongue = language or window.language or "en"
    words = Words.of(tongue, view.currency)
    seller = Party(
        issuer.name, (), issuer.street, issuer.postcode, issuer.city, issuer.country, issuer.vat_id,
        issuer.phone, issuer.email,
    )  # fmt: skip
    return DocumentContent(
        kind=DocumentKind.STATEMENT, number=view.number, issued_on=view.last, currency=view.currency,
        seller=seller, house=house.name, place=issuer.place or house.city,
        buyer=_buyer(session, folio.company_id, view.name), lines=_lines(view, words),
        payments=tuple(
            Paid("", -line.amount_minor, line.day, line.text) for line in view.lines if line.amount_minor < 0
        ),
        bank=Bank(issuer.iban, issuer.bic, issuer.name), language=tongue,
    )  # fmt: skip


def _lines(view: StatementView, words: Words) -> tuple[Line, ...]:
    """What was owed before, then every debt on its day; due days stand with them."""
    lines = []
    if view.opening_minor:
        text = words.say("Balance before {day}", day=words.day(view.first))
        lines.append(Line(text, (Part(view.opening_minor, 0, 0, OUTSIDE),), view.first - ONE_DAY))
    for line in view.lines:
        if line.amount_minor > 0:
            text = line.number or line.text
            if line.due_on is not None:
                text = words.say("{document}, due {day}", document=text, day=words.short_day(line.due_on))
            lines.append(Line(text, (Part(line.amount_minor, 0, 0, OUTSIDE),), line.day))
    return tuple(lines)


def _buyer(session: Session, company_id: UUID | None, name: str) -> Party:
    address = (
        session.scalars(select(BillingAddress).where(BillingAddress.company_id == company_id)).one_or_none()
        if company_id is not None
        else None
    )
    if address is None:
        company = reading.company(session, company_id)
        return Party(company.name if company is not None else name)
    department = (address.department,) if address.department else ()
    return Party(
        address.name, department, address.street, address.postcode, address.city, address.country,
        address.vat_id,
    )  # fmt: skip


ANSWERS = (Answering(StatementFile, statement_file),)
