"""Columns of the documents."""

from app.features.invoices import DocumentRow
from app.kernel.documents import DocumentKind
from app.kernel.text import tr
from ui.features.invoices.kinds import kind_word
from ui.features.invoices.mail_form import state_tone, state_word
from ui.widgets.data_table import Column
from ui.widgets.day_text import long_day
from ui.widgets.money_text import money_text
from ui.widgets.table_paint import Cell


def columns() -> list[Column[DocumentRow]]:
    """Number, kind, day, payer, total, due, mail, corrected by, who."""
    return [
        Column(title=tr("Number"), cell=lambda row: Cell(row.number, strong=True), width=180),
        Column(title=tr("Kind"), cell=_kind, width=150),
        Column(title=tr("Day"), cell=lambda row: Cell(long_day(row.issued_on)),
               sort_key=lambda row: row.issued_at, width=130),
        Column(title=tr("Payer"), cell=lambda row: Cell(row.payer, tip=row.payer)),
        Column(title=tr("Total"), cell=lambda row: Cell(money_text(row.total_minor, row.currency)),
               sort_key=lambda row: row.total_minor, width=120, right=True),
        Column(title=tr("Due"), cell=_due, sort_key=lambda row: row.due_minor, width=120, right=True),
        Column(title=tr("E-mail"), cell=_mail, width=96),
        Column(title=tr("Corrected by"), cell=_corrected, width=170),
        Column(title=tr("Issued by"), cell=lambda row: Cell(row.by_name, "text_secondary"), width=130),
    ]  # fmt: skip


def _kind(row: DocumentRow) -> Cell:
    tone = "danger" if row.kind == DocumentKind.CREDIT_NOTE else "text_secondary"
    return Cell(kind_word(row.kind), tone)


def _due(row: DocumentRow) -> Cell:
    if not row.due_minor or row.credited_by:
        return Cell("–", "text_muted")
    return Cell(money_text(row.due_minor, row.currency))


def _corrected(row: DocumentRow) -> Cell:
    return Cell(row.credited_by, "danger") if row.credited_by else Cell("–", "text_muted")


def _mail(row: DocumentRow) -> Cell:
    return Cell(state_word(row.mail), state_tone(row.mail)) if row.mail else Cell("–", "text_muted")
