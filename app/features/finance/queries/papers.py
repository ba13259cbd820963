"""What the papers of finance say, in their reader's language: statements, reminders, commissions."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.features.finance.queries import reading
from app.features.finance.queries.commissions import CommissionsView, EarnerView
from app.features.finance.queries.statements import StatementView
from app.features.folios.models import Folio
from app.features.invoices.models import BillingAddress, Issuer
from app.features.property.models import Property
from app.infra.documents.words import Words
from app.kernel.dates import ONE_DAY
from app.kernel.documents import OUTSIDE, Bank, DocumentContent, DocumentKind, Line, Paid, Part, Party
from app.kernel.errors import NotFound
from app.kernel.text import printed, tr

BEFORE = printed("Balance before {day}")
DUE = printed("{document}, due {day}")
EARNED = printed("{booking}, left {day}: {share} of {basis}")
SHARE_OF = printed("The commission is a share of the room revenue without VAT.")


@dataclass(frozen=True, slots=True)
class Asked:
    """A debt that a reminder asks for."""

    number: str
    day: date
    due_on: date
    open_minor: int


def statement_content(
    session: Session, house: Property, folio: Folio, view: StatementView, language: str
) -> DocumentContent:
    """A statement of account: what was owed before, every debt on its day, every payment."""
    words = Words.of(language, view.currency)
    lines = []
    if view.opening_minor:
        text = words.say(BEFORE, day=words.day(view.first))
        lines.append(_line(text, view.opening_minor, view.first - ONE_DAY))
    for line in view.lines:
        if line.amount_minor > 0:
            text = line.number or line.text
            if line.due_on is not None:
                text = words.say(DUE, document=text, day=words.short_day(line.due_on))
            lines.append(_line(text, line.amount_minor, line.day))
    payments = tuple(
        Paid("", -line.amount_minor, line.day, line.text) for line in view.lines if line.amount_minor < 0
    )
    buyer = buyer_of(session, folio.company_id, view.name)
    codes = {words.say(printed("Account")): view.number, **_period(words, view.first, view.last)}
    return _content(
        session, house, DocumentKind.STATEMENT, view.currency, language, buyer=buyer, lines=tuple(lines),
        payments=payments, codes=codes,
    )  # fmt: skip


def reminder_content(
    session: Session, house: Property, folio: Folio, asked: tuple[Asked, ...], language: str,
    *, title: str, opening: tuple[str, ...], closing: tuple[str, ...], until: date,
) -> DocumentContent:  # fmt: skip
    """A letter that asks for debts; they stand in its table, and can be paid by its code."""
    words = Words.of(language, folio.currency)
    lines = tuple(
        _line(words.say(DUE, document=one.number, day=words.short_day(one.due_on)), one.open_minor, one.day)
        for one in asked
    )
    return _content(
        session, house, DocumentKind.REMINDER, folio.currency, language, lines=lines, title=title,
        buyer=buyer_of(session, folio.company_id, folio.name), opening=opening, notes=closing, due_on=until,
        codes={words.say(printed("Account")): folio.number},
    )  # fmt: skip


def commission_content(
    session: Session, house: Property, view: CommissionsView, earner: EarnerView, language: str
) -> DocumentContent:
    """What an agent or channel earns of the stays of a month, stay by stay."""
    words = Words.of(language, view.currency)
    lines = tuple(
        _line(
            words.say(EARNED, booking=line.number, day=words.short_day(line.departure),
                      share=words.percent([line.bp]), basis=words.money(line.basis_minor)),
            line.amount_minor, line.departure,
        )
        for line in earner.lines
    )  # fmt: skip
    last = max(line.departure for line in earner.lines)
    return _content(
        session, house, DocumentKind.COMMISSION, view.currency, language, lines=lines,
        buyer=buyer_of(session, earner.company_id, earner.name), notes=(words.say(SHARE_OF),),
        codes=_period(words, view.month, last),
    )  # fmt: skip


def buyer_of(session: Session, company_id: UUID | None, name: str) -> Party:
    """A company with the address that its bills go to, as far as it is known."""
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
        address.vat_id, "", address.email,
    )  # fmt: skip


def _content(
    session: Session, house: Property, kind: DocumentKind, currency: str, language: str, *, buyer: Party,
    lines: tuple[Line, ...], payments: tuple[Paid, ...] = (), notes: tuple[str, ...] = (), title: str = "",
    opening: tuple[str, ...] = (), due_on: date | None = None, codes: dict[str, str],
) -> DocumentContent:  # fmt: skip
    issuer = session.scalars(select(Issuer).where(Issuer.property_id == house.id)).one_or_none()
    if issuer is None and kind is not DocumentKind.REMINDER:
        raise NotFound(
            tr("Say first which company issues the bills of {house}: its name, address and VAT number.",
               house=house.name)
        )  # fmt: skip
    return DocumentContent(
        kind=kind, number="", issued_on=date.min, currency=currency, seller=_seller(issuer, house),
        house=house.name, place=(issuer.place if issuer else "") or house.city, buyer=buyer, lines=lines,
        payments=payments, bank=Bank(issuer.iban, issuer.bic, issuer.name) if issuer else Bank(),
        language=language, notes=notes, title=title, opening=opening, due_on=due_on, codes=codes,
    )  # fmt: skip


def _seller(issuer: Issuer | None, house: Property) -> Party:
    if issuer is None:
        return Party(house.name, city=house.city, country=house.country)
    return Party(
        issuer.name, (), issuer.street, issuer.postcode, issuer.city, issuer.country, issuer.vat_id,
        issuer.phone, issuer.email,
    )  # fmt: skip


def _line(text: str, minor: int, day: date) -> Line:
    return Line(text, (Part(minor, 0, 0, OUTSIDE),), day)


def _period(words: Words, first: date, last: date) -> dict[str, str]:
    return {words.say(printed("Period")): words.span(first, last)}
