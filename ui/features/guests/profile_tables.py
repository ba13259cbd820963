"""The tables of a guest's page: stays, people, papers and messages."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.features.front_desk import Companion, ProfileStay, ProfileView
from app.kernel.text import tr, trn
from ui.features.guests.words import (
    CHIPS,
    document_word,
    mail_word,
    paper_word,
    relation_word,
    status_word,
    way_word,
)
from ui.widgets.data_table import Column
from ui.widgets.day_text import long_day, short_day
from ui.widgets.money_text import money_text
from ui.widgets.table_paint import Cell

MAIL_CHIPS = {"sent": "nothing_due", "waiting": "tentative", "failed": "urgent"}


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One line of what was made out, written or looked at."""

    key: UUID | tuple[object, ...]
    day: date
    what: str
    detail: str
    amount: str = ""
    chip: str = ""


def stay_columns() -> list[Column[ProfileStay]]:
    """Dates, room, status, booking, what was spent."""
    return [
        Column(title=tr("Arrives"), cell=lambda row: Cell(long_day(row.arrival), strong=row.is_coming),
               sort_key=lambda row: row.arrival, width=140),
        Column(title=tr("Leaves"), cell=lambda row: Cell(short_day(row.departure)),
               sort_key=lambda row: row.departure, width=110),
        Column(title=tr("Room"), cell=lambda row: Cell(row.room or "–"), width=70),
        Column(title=tr("State"), cell=lambda row: Cell(status_word(row.status), chip=CHIPS[row.status]),
               width=130),
        Column(title=tr("Booking"), cell=lambda row: Cell(
            row.number if row.own else tr("{number}, shares", number=row.number), "text_secondary")),
        Column(title=tr("Spent"), cell=lambda row: Cell(money_text(row.spent_minor, row.currency)),
               sort_key=lambda row: row.spent_minor, width=110, right=True),
    ]  # fmt: skip


def people_columns() -> list[Column[Companion]]:
    """Name, what he is to the guest, how often they shared a room."""
    return [
        Column(title=tr("Guest"), cell=lambda row: Cell(row.name, strong=bool(row.kind)), width=260),
        Column(title=tr("Is"), cell=lambda row: Cell(relation_word(row.kind) if row.kind else tr("Companion"),
               "text" if row.kind else "text_secondary"), width=180),
        Column(title=tr("Shared a room"), cell=lambda row: Cell(
            trn("{n} time", "{n} times", row.times) if row.times else "–", "text_secondary")),
    ]  # fmt: skip


def paper_columns() -> list[Column[PaperRow]]:
    """Day, what, detail, amount."""
    return [
        Column(title=tr("Day"), cell=lambda row: Cell(long_day(row.day)), sort_key=lambda row: row.day,
               width=150),
        Column(title=tr("What"), cell=lambda row: Cell(row.what, chip=row.chip), width=150),
        Column(title=tr("Detail"), cell=lambda row: Cell(row.detail, "text_secondary", tip=row.detail)),
        Column(title=tr("Amount"), cell=lambda row: Cell(row.amount), width=110, right=True),
    ]  # fmt: skip


def paper_rows(view: ProfileView) -> list[PaperRow]:
    """Numbered documents, mails, and when somebody looked at an identity document; the newest first."""
    rows = [
        PaperRow(paper.document_id, paper.issued_on, paper_word(paper.kind), paper.number,
                 money_text(paper.total_minor, paper.currency))
        for paper in view.papers
    ]  # fmt: skip
    rows += [
        PaperRow(mail.mail_id, mail.at.date(), tr("Mail · {state}", state=mail_word(mail.state)),
                 tr("{subject} to {address}", subject=mail.subject, address=mail.to_address),
                 chip=MAIL_CHIPS.get(mail.state, ""))
        for mail in view.messages
    ]  # fmt: skip
    for seen in view.seen:
        kind = document_word(seen.kind)
        parts = (tr("seen by {who}", who=seen.by_name), way_word(seen.way), seen.issued_by)
        detail = ", ".join(part for part in parts if part)
        rows.append(PaperRow((seen.at, seen.kind), seen.at.date(), kind, detail))
    return sorted(rows, key=lambda row: row.day, reverse=True)
