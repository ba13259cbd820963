"""Issue a document from a folio's window; take one back by a credit note; take it back and issue it anew."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar
from uuid import UUID

from app.features import property
from app.features.invoices import repository
from app.features.invoices.commands.drafting import Draft, draft, due_on
from app.features.invoices.commands.numbering import Given, Numbered, give_number
from app.features.invoices.commands.refusals import (
    AlreadyCredited,
    BuyerUnknown,
    NotCreditable,
    NothingToBill,
    TooMuchForSimplified,
)
from app.features.invoices.commands.writing import add_document, new_document, numbered_content
from app.features.invoices.models import Document
from app.features.invoices.rules import billing
from app.infra import codec
from app.infra.bus import Handling
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command, Sort
from app.kernel.documents import OF_A_FOLIO, Corrected, DocumentContent, DocumentKind
from app.kernel.errors import Choice, InvalidInput, NotFound
from app.kernel.text import tr

# Up to here a bill need not name who pays (directive 2006/112/EC, article 238), in the euro's cents.
SIMPLIFIED_MOST_MINOR = 40_000
CREDITABLE = frozenset({DocumentKind.INVOICE, DocumentKind.SIMPLIFIED, DocumentKind.DEPOSIT_INVOICE})


def _never_undone() -> str:
    return tr("An issued document stays as it is. Take it back by a credit note, and issue it anew.")


@dataclass(frozen=True, kw_only=True, slots=True)
class IssueDocument(Command):
    """Issue a document of a window; `kind` is one of DocumentKind but a credit note.

    `language` "" means the payer's. `dated` chooses the day of the last document when the clock is behind.
    A receipt may name one payment. `number_given` and `sequence` are what the first execution gave.
    """

    verb: ClassVar[str] = "invoices.issue"
    sort: ClassVar[Sort] = Sort.FACT

    document_id: UUID
    folio_id: UUID
    number: int = 1
    kind: str = DocumentKind.INVOICE
    language: str = ""
    payment_id: UUID | None = None
    dated: date | None = None
    number_given: str = ""
    sequence: int = 0

    @classmethod
    def why_never_undone(cls) -> str:
        """A number that was given is given."""
        return _never_undone()


@dataclass(frozen=True, kw_only=True, slots=True)
class IssueCreditNote(Command):
    """Take a bill back as a whole; what stood on it can be billed again."""

    verb: ClassVar[str] = "invoices.credit"
    sort: ClassVar[Sort] = Sort.FACT

    document_id: UUID
    corrects_id: UUID
    reason: str
    dated: date | None = None
    number_given: str = ""
    sequence: int = 0

    @classmethod
    def why_never_undone(cls) -> str:
        """A number that was given is given."""
        return _never_undone()


@dataclass(frozen=True, kw_only=True, slots=True)
class ReissueDocument(Command):
    """Take a bill back and issue it anew, with the addresses and words of now, as one."""

    verb: ClassVar[str] = "invoices.reissue"
    sort: ClassVar[Sort] = Sort.FACT

    credit_id: UUID
    document_id: UUID
    corrects_id: UUID
    reason: str
    language: str = ""
    dated: date | None = None
    credit_number_given: str = ""
    credit_sequence: int = 0
    number_given: str = ""
    sequence: int = 0

    @classmethod
    def why_never_undone(cls) -> str:
        """Numbers that were given are given."""
        return _never_undone()


def issue_document(command: IssueDocument, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """Something to bill, a payer that the kind needs, then number, seal and postings."""
    if command.kind not in set(OF_A_FOLIO) - {DocumentKind.CREDIT_NOTE}:
        raise InvalidInput(tr("{kind} is not a document of a folio.", kind=command.kind), field="kind")
    kind = DocumentKind(command.kind)
    found = draft(uow, kind, command.folio_id, command.number, command.language, command.payment_id)
    _ensure_something(uow, command, found)
    _ensure_payer(uow, command, found)
    given = Given(command.number_given, command.sequence, command.dated)

    def again(day: date) -> Command:
        return replace(command, id=uow.new_id(), dated=day)

    numbered = give_number(uow, clock, found.property_id, kind, given, again)
    uow.resolved = replace(
        command, number_given=numbered.number, sequence=numbered.sequence, dated=numbered.day
    )
    return _write_draft(uow, clock, found, numbered, command.document_id, command.folio_id, command.number)


def issue_credit_note(command: IssueCreditNote, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """A bill that stands: the same with every amount on the other side, and its postings are free."""
    target = _creditable(uow, command.corrects_id)
    _ensure_reason(command.reason)
    given = Given(command.number_given, command.sequence, command.dated)

    def again(day: date) -> Command:
        return replace(command, id=uow.new_id(), dated=day)

    numbered = give_number(uow, clock, target.property_id, DocumentKind.CREDIT_NOTE, given, again)
    uow.resolved = replace(
        command, number_given=numbered.number, sequence=numbered.sequence, dated=numbered.day
    )
    return _write_credit(uow, clock, target, numbered, command.document_id, command.reason)


def reissue_document(command: ReissueDocument, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """The credit note, then the same kind of document from what is free now."""
    target = _creditable(uow, command.corrects_id)
    _ensure_reason(command.reason)
    if target.folio_id is None:
        raise NotCreditable(tr("{number} belongs to no folio.", number=target.number))

    def again(day: date) -> Command:
        return replace(command, id=uow.new_id(), dated=day)

    first = Given(command.credit_number_given, command.credit_sequence, command.dated)
    credit = give_number(uow, clock, target.property_id, DocumentKind.CREDIT_NOTE, first, again)
    noted = _write_credit(uow, clock, target, credit, command.credit_id, command.reason)
    kind = DocumentKind(target.kind)
    found = draft(uow, kind, target.folio_id, target.window, command.language or target.language, None)
    issue = IssueDocument(
        id=command.id,
        document_id=command.document_id,
        folio_id=target.folio_id,
        number=target.window,
        kind=kind,
    )
    _ensure_something(uow, issue, found)
    _ensure_payer(uow, issue, found)
    second = Given(command.number_given, command.sequence, credit.day)
    numbered = give_number(uow, clock, target.property_id, kind, second, again)
    uow.resolved = replace(
        command, dated=credit.day, credit_number_given=credit.number, credit_sequence=credit.sequence,
        number_given=numbered.number, sequence=numbered.sequence,
    )  # fmt: skip
    made = _write_draft(uow, clock, found, numbered, command.document_id, target.folio_id, target.window)
    return {**made, "credit_id": noted["document_id"], "credit_number": noted["number"]}


def _ensure_something(uow: UnitOfWork, command: IssueDocument, found: Draft) -> None:
    content = found.content
    if content.kind is DocumentKind.RECEIPT:
        if not content.payments:
            raise NothingToBill(tr("No money was taken on this window yet."))
        return
    if content.lines:
        return
    choices = []
    if content.payments and content.is_taxed:
        receipt = replace(command, id=uow.new_id(), kind=DocumentKind.RECEIPT)
        choices = [Choice(tr("Issue a receipt of the payment"), receipt)]
    raise NothingToBill(tr("There is nothing on this window that is not billed yet."), choices=choices)


def _ensure_payer(uow: UnitOfWork, command: IssueDocument, found: Draft) -> None:
    content = found.content
    fits = content.currency != "EUR" or content.total_minor <= SIMPLIFIED_MOST_MINOR
    if content.kind is DocumentKind.SIMPLIFIED and not fits:
        full = replace(command, id=uow.new_id(), kind=DocumentKind.INVOICE)
        raise TooMuchForSimplified(
            tr("A simplified invoice is for 400 euro at most."),
            choices=[Choice(tr("Issue a full invoice"), full)] if found.payer.has_address else (),
        )
    if content.kind is DocumentKind.INVOICE and not found.payer.has_address:
        simple = replace(command, id=uow.new_id(), kind=DocumentKind.SIMPLIFIED)
        raise BuyerUnknown(
            tr("An invoice names who pays, with an address. Give {name} a billing address.",
               name=content.buyer.name or tr("the payer")),
            choices=[Choice(tr("Issue a simplified invoice"), simple)] if fits else (),
        )  # fmt: skip


def _ensure_reason(reason: str) -> None:
    if not reason.strip():
        raise InvalidInput(tr("Say why the bill is taken back."), field="reason")


def _creditable(uow: UnitOfWork, document_id: UUID) -> Document:
    """A bill that stands. Raises NotFound, NotCreditable, AlreadyCredited."""
    target = uow.find(Document, document_id)
    if target is None:
        raise NotFound(tr("This document does not exist."), field="corrects_id")
    property.open_property(uow, target.property_id)
    if target.kind not in CREDITABLE:
        raise NotCreditable(
            tr("{number} claims nothing, so there is nothing to take back.", number=target.number)
        )
    earlier = repository.credit_note_of(uow.session, target.id)
    if earlier is not None:
        raise AlreadyCredited(
            tr("{number} was taken back by {credit}.", number=target.number, credit=earlier.number)
        )
    _ensure_not_deducted(uow, target)
    return target


def _ensure_not_deducted(uow: UnitOfWork, target: Document) -> None:
    """A deposit invoice that a bill has taken off goes after that bill."""
    if target.kind != DocumentKind.DEPOSIT_INVOICE or target.folio_id is None:
        return
    for bill in repository.deducting(uow.session, target.folio_id, target.window):
        if target.number in bill.content["deducts"]:
            first = IssueCreditNote(
                id=uow.new_id(), document_id=uow.new_id(), corrects_id=bill.id, reason=target.number
            )
            raise NotCreditable(
                tr("{bill} has taken {number} off. Take {bill} back first.", bill=bill.number,
                   number=target.number),
                choices=[Choice(tr("Take {bill} back", bill=bill.number), first)],
            )  # fmt: skip


def _write_credit(
    uow: UnitOfWork, clock: Clock, target: Document, numbered: Numbered, document_id: UUID, reason: str
) -> dict[str, object]:
    original = codec.typed(target.content, DocumentContent)
    content = replace(
        original, kind=DocumentKind.CREDIT_NOTE, lines=billing.negated(original.lines), payments=(),
        due_on=None, deducts=(), codes={}, issued_by=uow.actor.name,
        corrects=Corrected(target.number, target.issued_on, reason.strip()),
    )  # fmt: skip
    content = numbered_content(content, numbered)
    row = new_document(uow, clock, content, numbered, document_id, target.property_id)
    row.folio_id, row.window, row.corrects_id = target.folio_id, target.window, target.id
    row.guest_id, row.company_id = target.guest_id, target.company_id
    return add_document(uow, row, ())


def _write_draft(
    uow: UnitOfWork,
    clock: Clock,
    found: Draft,
    numbered: Numbered,
    document_id: UUID,
    folio_id: UUID,
    window: int,
) -> dict[str, object]:
    content = numbered_content(found.content, numbered)
    content = replace(content, due_on=due_on(content, found.due_days))
    row = new_document(uow, clock, content, numbered, document_id, found.property_id)
    row.folio_id, row.window = folio_id, window
    row.guest_id, row.company_id = found.payer.guest_id, found.payer.company_id
    return add_document(uow, row, found.postings)


HANDLERS = (
    Handling(IssueDocument, issue_document),
    Handling(IssueCreditNote, issue_credit_note),
    Handling(ReissueDocument, reissue_document),
)
