"""The statement of an account over days: what was owed, what came and went, what is owed."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.features.finance.queries import reading
from app.features.finance.queries.books import books
from app.features.finance.queries.receivables import account_folio
from app.features.finance.rules.ageing import Ageing, aged
from app.infra.bus import Answering
from app.kernel.commands import Query
from app.kernel.errors import InvalidInput
from app.kernel.text import tr


@dataclass(frozen=True, slots=True)
class StatementLine:
    """An entry of a statement and the balance after it."""

    day: date
    number: str
    text: str
    due_on: date | None
    amount_minor: int
    balance_minor: int


@dataclass(frozen=True, slots=True)
class StatementView:
    """A statement of account; opening and lines add up to closing, and closing is the ageing's balance."""

    folio_id: UUID
    number: str
    name: str
    currency: str
    first: date
    last: date
    opening_minor: int
    lines: tuple[StatementLine, ...]
    closing_minor: int
    ageing: Ageing


@dataclass(frozen=True, kw_only=True, slots=True)
class AccountStatement(Query[StatementView]):
    """The statement of an account from `first` to `last`, both included."""

    folio_id: UUID
    first: date
    last: date


def account_statement(query: AccountStatement, *, session: Session) -> StatementView:
    """Sum what was before, then line by line. Raises NotFound, InvalidInput."""
    if query.last < query.first:
        raise InvalidInput(tr("The last day lies before the first."), field="last")
    folio = account_folio(session, query.folio_id)
    book = books(session, [folio])[folio.id]
    company = reading.company(session, folio.company_id)
    opening = balance = sum(entry.minor for entry in book.entries if entry.day < query.first)
    lines = []
    for entry in book.entries:
        if not query.first <= entry.day <= query.last or not entry.minor:
            continue
        balance += entry.minor
        due = entry.due_on if entry.minor > 0 else None
        lines.append(StatementLine(entry.day, entry.number, entry.text, due, entry.minor, balance))
    return StatementView(
        folio.id, folio.number, company.name if company else folio.name, folio.currency, query.first,
        query.last, opening, tuple(lines), balance, aged(book.items(query.last), query.last),
    )  # fmt: skip


ANSWERS = (Answering(AccountStatement, account_statement),)
