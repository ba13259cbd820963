"""Write letters to companies that are late, each in its language; what they say is kept as it was sent."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import ClassVar
from uuid import UUID

from app.features import invoices, property
from app.features.finance.commands.loading import find_book, today, tongue
from app.features.finance.models import DunningLetter
from app.features.finance.queries import papers
from app.features.finance.queries.books import Book
from app.features.finance.rules.dunning import BETWEEN, Letter, next_letter, when_next
from app.features.finance.rules.letters import AskedLine, LetterText, letter_text
from app.infra.bus import Handling
from app.infra.documents.words import Words
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock, derived_id
from app.kernel.commands import Command, Sort
from app.kernel.errors import AppError, InvalidInput
from app.kernel.text import tr


class NoLetterDue(AppError):
    """No debt of the account is to be asked for today."""

    code = "no_letter_due"


@dataclass(frozen=True, kw_only=True, slots=True)
class WriteLetters(Command):
    """Write the letter that is due to each of these accounts; the day is the open business date.

    `language` is used for all of them; without it each gets its company's. `numbers` and
    `sequences` are what the first execution gave, account by account.
    """

    verb: ClassVar[str] = "finance.write_letters"
    sort: ClassVar[Sort] = Sort.FACT

    folio_ids: tuple[UUID, ...]
    language: str = ""
    dated: date | None = None
    numbers: tuple[str, ...] = ()
    sequences: tuple[int, ...] = ()

    @classmethod
    def why_never_undone(cls) -> str:
        """It may be in the post."""
        return tr("A letter that was written stays in the account's history.")


def write_letters(command: WriteLetters, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """All of them or none, each due; each is a document with a number and a seal."""
    if not command.folio_ids:
        raise InvalidInput(tr("Choose an account to write to."), field="folio_ids")
    given = dict(zip(command.folio_ids, zip(command.numbers, command.sequences, strict=True), strict=False))
    rows, numbered = [], []
    for folio_id in dict.fromkeys(command.folio_ids):
        row, one = _write(command, uow, clock, folio_id, given.get(folio_id, ("", 0)))
        rows.append(row)
        numbered.append(one)
    uow.resolved = replace(
        command, folio_ids=tuple(row.folio_id for row in rows), dated=numbered[0].day,
        numbers=tuple(one.number for one in numbered), sequences=tuple(one.sequence for one in numbered),
    )  # fmt: skip
    letters = [
        {"letter_id": str(row.id), "document_id": str(row.document_id), "level": row.level} for row in rows
    ]
    return {"letters": letters}


def _write(
    command: WriteLetters, uow: UnitOfWork, clock: Clock, folio_id: UUID, number: tuple[str, int]
) -> tuple[DunningLetter, invoices.Numbered]:
    book = find_book(uow, folio_id)
    day = today(uow)
    items = book.items(day)
    letter = next_letter(items, book.letters, day)
    if letter is None:
        raise NoLetterDue(_why_not(book, when_next(items, book.letters), day), field="folio_ids")
    language = command.language or tongue(uow, book)
    text = _text(uow, book, letter, language)
    paper = _paper(uow, book, letter, language, text, derived_id(command.id, folio_id, "document"))

    def again(on: date) -> Command:
        return replace(command, id=uow.new_id(), dated=on)

    numbered = invoices.issue_paper(uow, clock, paper, invoices.Given(*number, command.dated), again)
    row = DunningLetter(
        id=derived_id(command.id, folio_id), property_id=book.folio.property_id, folio_id=folio_id, day=day,
        level=letter.level, language=language, total_minor=letter.total_minor, subject=text.subject,
        body=text.body, document_id=paper.id, at=clock.now(), by_name=uow.actor.name,
        asked=[
            {"debit": str(one.debit_id), "level": one.level, "open": one.open_minor} for one in letter.asked
        ],
    )  # fmt: skip
    uow.add(row)
    return row, numbered


def _paper(
    uow: UnitOfWork, book: Book, letter: Letter, language: str, text: LetterText, document_id: UUID
) -> invoices.Paper:
    entries = {entry.id: entry for entry in book.entries}
    asked = tuple(
        papers.Asked(entry.number or entry.text, entry.day, entry.due_on, one.open_minor)
        for one in letter.asked
        for entry in (entries[one.debit_id],)
    )
    house = property.open_property(uow, book.folio.property_id)
    content = papers.reminder_content(
        uow.session, house, book.folio, asked, language, title=text.subject, opening=text.opening,
        closing=text.closing, until=letter.day + timedelta(days=BETWEEN),
    )  # fmt: skip
    content = replace(content, issued_by=uow.actor.name)
    return invoices.Paper(document_id, house.id, content, book.folio.id, book.folio.company_id)


def _why_not(book: Book, when: date | None, day: date) -> str:
    name = book.folio.name or book.folio.number
    if any(letter.day == day for letter in book.letters):
        return tr("{name} got a letter today. The next one is due later.", name=name)
    if when is not None:
        return tr("No letter to {name} is due before {day}.", name=name, day=f"{when:%d %b %Y}")
    return tr("There is nothing left to ask {name} for by letter.", name=name)


def _text(uow: UnitOfWork, book: Book, letter: Letter, language: str) -> LetterText:
    words = Words.of(language, book.folio.currency)
    entries = {entry.id: entry for entry in book.entries}
    lines = tuple(
        AskedLine(
            entries[one.debit_id].number or entries[one.debit_id].text,
            words.short_day(entries[one.debit_id].day), words.short_day(entries[one.debit_id].due_on),
            words.money(one.open_minor),
        )
        for one in letter.asked
    )  # fmt: skip
    hotel = property.open_property(uow, book.folio.property_id)
    return letter_text(
        words.say, letter.level, lines, total=words.money(letter.total_minor),
        until=words.day(letter.day + timedelta(days=BETWEEN)), hotel=hotel.name,
    )  # fmt: skip


HANDLERS = (Handling(WriteLetters, write_letters),)
