"""Issue a statement of account or of commissions: a document with a number of its own series, sealed."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar
from uuid import UUID

from app.features import invoices, property
from app.features.finance.commands.loading import find_book, tongue
from app.features.finance.queries import papers, reading
from app.features.finance.queries.commissions import Commissions, commissions
from app.features.finance.queries.statements import AccountStatement, account_statement
from app.infra.bus import Handling
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command, Sort
from app.kernel.errors import NotFound
from app.kernel.text import tr


@dataclass(frozen=True, kw_only=True, slots=True)
class IssueStatement(Command):
    """Issue the statement of an account from `first` to `last`; `language` "" means the company's.

    `number_given` and `sequence` are what the first execution gave.
    """

    verb: ClassVar[str] = "finance.issue_statement"
    sort: ClassVar[Sort] = Sort.FACT

    document_id: UUID
    folio_id: UUID
    first: date
    last: date
    language: str = ""
    dated: date | None = None
    number_given: str = ""
    sequence: int = 0

    @classmethod
    def why_never_undone(cls) -> str:
        """A number that was given is given."""
        return _never_undone()


@dataclass(frozen=True, kw_only=True, slots=True)
class IssueCommissionStatement(Command):
    """Issue what an agent (`company_id`) or a channel earned of the stays that departed in a month."""

    verb: ClassVar[str] = "finance.issue_commission_statement"
    sort: ClassVar[Sort] = Sort.FACT

    document_id: UUID
    property_id: UUID
    month: date
    company_id: UUID | None = None
    channel_code: str = ""
    language: str = ""
    dated: date | None = None
    number_given: str = ""
    sequence: int = 0

    @classmethod
    def why_never_undone(cls) -> str:
        """A number that was given is given."""
        return _never_undone()


def _never_undone() -> str:
    return tr("A statement that was issued stays. Issue a new one.")


def issue_statement(command: IssueStatement, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """The account's entries of these days, numbered and sealed."""
    book = find_book(uow, command.folio_id)
    folio = book.folio
    house = property.open_property(uow, folio.property_id)
    asked = AccountStatement(folio_id=folio.id, first=command.first, last=command.last)
    view = account_statement(asked, session=uow.session)
    language = command.language or tongue(uow, book)
    content = papers.statement_content(uow.session, house, folio, view, language)
    paper = invoices.Paper(
        command.document_id, house.id, replace(content, issued_by=uow.actor.name), folio.id, folio.company_id
    )
    return _issue(command, uow, clock, paper)


def issue_commission_statement(
    command: IssueCommissionStatement, *, uow: UnitOfWork, clock: Clock
) -> dict[str, object]:
    """The stays of the month, numbered and sealed. Raises NotFound where there is none."""
    house = property.open_property(uow, command.property_id)
    view = commissions(Commissions(property=str(house.id), month=command.month), session=uow.session)
    wanted = (command.company_id, command.channel_code)
    earner = next((e for e in view.earners if (e.company_id, e.channel_code) == wanted), None)
    if earner is None:
        raise NotFound(tr("No stay of this month was sent by them."), field="company_id")
    language = command.language or reading.language_of_company(uow.session, command.company_id)
    content = papers.commission_content(uow.session, house, view, earner, language)
    paper = invoices.Paper(
        command.document_id, house.id, replace(content, issued_by=uow.actor.name), None, command.company_id
    )
    return _issue(command, uow, clock, paper)


def _issue(
    command: IssueStatement | IssueCommissionStatement, uow: UnitOfWork, clock: Clock, paper: invoices.Paper
) -> dict[str, object]:
    def again(day: date) -> Command:
        return replace(command, id=uow.new_id(), dated=day)

    given = invoices.Given(command.number_given, command.sequence, command.dated)
    numbered = invoices.issue_paper(uow, clock, paper, given, again)
    uow.resolved = replace(
        command, number_given=numbered.number, sequence=numbered.sequence, dated=numbered.day
    )
    return {"document_id": str(paper.id), "number": numbered.number}


HANDLERS = (
    Handling(IssueStatement, issue_statement),
    Handling(IssueCommissionStatement, issue_commission_statement),
)
