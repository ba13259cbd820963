"""Finance as files: journals as CSV or for DATEV, statements as PDF."""

from datetime import datetime
from pathlib import Path

from app.features.finance.queries.journal import JournalView
from app.features.finance.queries.papers import StatementFileView
from app.features.finance.rules import journal
from app.features.finance.rules.journal import Batch
from app.infra import sheets
from app.kernel.text import tr


def save_csv(path: Path, view: JournalView) -> None:
    """Save a journal for a spreadsheet. Raises AppError when it cannot be written."""
    if path.suffix.lower() == ".xlsx":
        sheets.save_xlsx(path, tr("Journal"), journal.table(view.lines))
    else:
        sheets.save_csv(path, journal.table(view.lines))


def datev_text(view: JournalView, made_at: datetime, advisor: int = 1001, client: int = 1) -> str:
    """A journal as a DATEV booking batch. Raises InvalidInput where DATEV could not read it."""
    batch = Batch(
        view.first,
        view.last,
        view.currency,
        made_at,
        advisor,
        client,
        tr("{hotel} journal", hotel=view.property),
    )
    return journal.datev(batch, view.lines)


def save_datev(
    path: Path, view: JournalView, made_at: datetime, advisor: int = 1001, client: int = 1
) -> None:
    """Save a DATEV booking batch in the encoding that DATEV reads. Raises AppError when it cannot."""
    sheets.save_bytes(path, datev_text(view, made_at, advisor, client).encode("cp1252", "replace"))


def save_statement(path: Path, view: StatementFileView) -> None:
    """Save a statement. Raises AppError when it cannot be written."""
    sheets.save_bytes(path, view.pdf)
