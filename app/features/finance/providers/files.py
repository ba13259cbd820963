"""Finance as files: journals as CSV or for DATEV, commissions for a spreadsheet."""

from datetime import datetime
from pathlib import Path

from app.features.finance.queries.commissions import CommissionsView
from app.features.finance.queries.journal import JournalView
from app.features.finance.rules import commission, journal
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


def save_commissions(path: Path, view: CommissionsView) -> None:
    """Save the commissions of a month, a row per stay. Raises AppError when it cannot be written."""
    rows = [
        commission.Told(
            earner.name, line.number, line.departure, line.basis_minor, line.bp, line.amount_minor,
            line.posted_minor,
        )
        for earner in view.earners
        for line in earner.lines
    ]  # fmt: skip
    table = commission.table(rows, view.currency)
    if path.suffix.lower() == ".xlsx":
        sheets.save_xlsx(path, tr("Commissions"), table)
    else:
        sheets.save_csv(path, table)
