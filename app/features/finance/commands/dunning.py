"""Write letters to companies that are late, each in its language; what they say is kept as it was sent."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar
from uuid import UUID

from app.features import folios, property
from app.features.finance.commands.loading import find_book, today
from app.features.finance.models import DunningLetter
from app.features.finance.queries.books import Book
from app.features.finance.rules.dunning import BETWEEN, Letter, next_letter, when_next
from app.features.finance.rules.letters import AskedLine, LetterText, letter_text
from app.infra.bus import Handling
from app.infra.documents.words import Words
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock, derived_id
from app.kernel.commands import Command
from app.kernel.errors import AppError, InvalidInput
from app.kernel.text import tr


class NoLetterDue(AppError):
    """No debt of the account is to be asked for today."""

    code = "no_letter_due"


@dataclass(frozen=True, kw_only=True, slots=True)
class WriteLetters(Command):
    """Write the letter that is due to each of these accounts; the day is the open business date.

    `language` is used for all of them; without it each gets that of its folio.
    """

    verb: ClassVar[str] = "finance.write_letters"

    folio_ids: tuple[UUID, ...]
    language: str = ""

    @classmethod
    def why_never_undone(cls) -> str:
        """It may be in the post."""
        return tr("A letter that was written stays in the account's history.")


def write_letters(command: WriteLetters, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """All of them or none: each account must have a letter due."""
    if not command.folio_ids:
        raise InvalidInput(tr("Choose an account to write to."), field="folio_ids")
    rows = [_write(command, uow, clock, folio_id) for folio_id in dict.fromkeys(command.folio_ids)]
    return {"letters": [{"letter_id": str(row.id), "level": row.level} for row in rows]}


def _write(command: WriteLetters, uow: UnitOfWork, clock: Clock, folio_id: UUID) -> DunningLetter:
    book = find_book(uow, folio_id)
    day = today(uow)
    items = book.items(day)
    letter = next_letter(items, book.letters, day)
    if letter is None:
        raise NoLetterDue(_why_not(book, when_next(items, book.letters), day), field="folio_ids")
    language = command.language or folios.find_window(uow, book.folio, 1).language or "en"
    text = _text(uow, book, letter, language)
    row = DunningLetter(
        id=derived_id(command.id, folio_id), property_id=book.folio.property_id, folio_id=folio_id, day=day,
        level=letter.level, language=language, total_minor=letter.total_minor, subject=text.subject,
        body=text.body, at=clock.now(), by_name=uow.actor.name,
        asked=[
            {"debit": str(one.debit_id), "level": one.level, "open": one.open_minor} for one in letter.asked
        ],
    )  # fmt: skip
    uow.add(row)
    return row


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
