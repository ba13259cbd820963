"""What companies owe, by age, and what to do next; one account with all its documents and payments."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.features.finance import repository
from app.features.finance.queries import reading
from app.features.finance.queries.books import USUAL_DAYS, Book, books
from app.features.finance.rules.ageing import Ageing, aged, days_over
from app.features.finance.rules.dunning import levels, next_letter, when_next
from app.features.folios.models import CompanyCredit, Folio
from app.features.guests.models import Company
from app.features.property import house_named
from app.infra.bus import Answering
from app.kernel.commands import Query
from app.kernel.errors import NotFound
from app.kernel.text import tr


class NextStep(StrEnum):
    """What an account wants next."""

    ALLOCATE = "allocate"
    WRITE_LETTER = "write_letter"
    COLLECT = "collect"
    WAIT = "wait"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account on a day. `next_on` is the first day on which the next letter may go."""

    folio_id: UUID
    number: str
    company_id: UUID | None
    name: str
    agent: bool
    ageing: Ageing
    limit_minor: int
    days: int
    level: int
    last_letter: date | None
    step: NextStep
    next_on: date | None


@dataclass(frozen=True, slots=True)
class ReceivablesView:
    """The accounts of a hotel on a day, and their sum."""

    property_id: UUID
    property: str
    currency: str
    as_of: date
    rows: tuple[AccountRow, ...]
    total: Ageing


@dataclass(frozen=True, slots=True)
class ItemView:
    """A document or payment of an account with what is open of it. `days` is how long past its day."""

    entry_id: UUID
    day: date
    number: str
    text: str
    kind: str
    amount_minor: int
    open_minor: int
    due_on: date
    days: int
    level: int


@dataclass(frozen=True, slots=True)
class LetterView:
    """A letter that was written."""

    letter_id: UUID
    day: date
    level: int
    total_minor: int
    subject: str
    body: str
    by_name: str
    at: datetime
    document_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class AccountView:
    """One account: its row in the list, its debts and payments, its letters."""

    row: AccountRow
    currency: str
    as_of: date
    debts: tuple[ItemView, ...]
    credits: tuple[ItemView, ...]
    letters: tuple[LetterView, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Receivables(Query[ReceivablesView]):
    """The receivable accounts of a hotel (by name, code or id) by age; of the open day unless said."""

    property: str
    as_of: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ReceivableAccount(Query[AccountView]):
    """One account as it was on a day; on the open day unless said."""

    folio_id: UUID
    as_of: date | None = None


def receivables(query: Receivables, *, session: Session) -> ReceivablesView:
    """Every account with its ageing. Raises NotFound."""
    house = house_named(session, query.property)
    as_of = query.as_of or house.business_date
    found = reading.accounts(session, house.id)
    own = books(session, [folio for folio, _ in found])
    credit = reading.credit(session, house.id)
    rows = tuple(
        account_row(own[folio.id], company, credit.get(company.id) if company else None, as_of)
        for folio, company in found
    )
    total = sum((row.ageing for row in rows), Ageing())
    return ReceivablesView(house.id, house.name, house.currency, as_of, rows, total)


def account_row(book: Book, company: Company | None, credit: CompanyCredit | None, as_of: date) -> AccountRow:
    """An account on a day, and its next step."""
    items = book.items(as_of)
    ageing = aged(items, as_of)
    letters = [letter for letter in book.letters if letter.day <= as_of]
    reached = levels(letters)
    level = max((reached.get(item.entry.id, 0) for item in items if item.open_minor > 0), default=0)
    when = when_next(items, letters)
    if ageing.on_account and ageing.balance > ageing.on_account:
        step = NextStep.ALLOCATE
    elif next_letter(items, letters, as_of) is not None:
        step = NextStep.WRITE_LETTER
    elif when is not None:
        step = NextStep.WAIT
    else:
        step = NextStep.COLLECT if ageing.overdue and ageing.balance > 0 else NextStep.NOTHING
    return AccountRow(
        book.folio.id, book.folio.number, book.folio.company_id,
        company.name if company else book.folio.name, bool(company and company.kind == "agent"), ageing,
        credit.limit_minor if credit else 0, credit.days if credit else USUAL_DAYS, level,
        max((letter.day for letter in letters), default=None), step, when,
    )  # fmt: skip


def account_folio(session: Session, folio_id: UUID) -> Folio:
    """The folio of an account. Raises NotFound."""
    folio = session.scalars(select(Folio).where(Folio.id == folio_id)).one_or_none()
    if folio is None or folio.kind != repository.CITY_LEDGER:
        raise NotFound(tr("This is not a receivable account."), field="folio_id")
    return folio


def receivable_account(query: ReceivableAccount, *, session: Session) -> AccountView:
    """The account, its debts by day due and its payments. Raises NotFound."""
    folio = account_folio(session, query.folio_id)
    house = house_named(session, str(folio.property_id))
    as_of = query.as_of or house.business_date
    book = books(session, [folio])[folio.id]
    company = reading.company(session, folio.company_id)
    credit = reading.credit(session, folio.property_id)
    row = account_row(book, company, credit.get(company.id) if company else None, as_of)
    reached = levels(letter for letter in book.letters if letter.day <= as_of)
    views = [
        ItemView(
            item.entry.id, item.entry.day, item.entry.number, item.entry.text, item.entry.kind,
            item.entry.minor, item.open_minor, item.entry.due_on,
            days_over(item.entry.due_on, as_of) if item.open_minor > 0 else 0,
            reached.get(item.entry.id, 0),
        )
        for item in book.items(as_of)
    ]  # fmt: skip
    letters = tuple(
        LetterView(
            one.id,
            one.day,
            one.level,
            one.total_minor,
            one.subject,
            one.body,
            one.by_name,
            one.at,
            one.document_id,
        )
        for one in reversed(repository.letter_rows(session, [folio.id]))
        if one.day <= as_of
    )
    debts = sorted((v for v in views if v.amount_minor > 0), key=lambda v: (v.due_on, v.day))
    return AccountView(
        row, folio.currency, as_of, tuple(debts), tuple(v for v in views if v.amount_minor < 0), letters
    )


ANSWERS = (Answering(Receivables, receivables), Answering(ReceivableAccount, receivable_account))
