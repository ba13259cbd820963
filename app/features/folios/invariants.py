"""What must hold after every write: windows and drawers are the sums of what moved, ledgers are at zero."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.features.folios import repository

TABLES = ("posting", "folio_window", "folio")


def folios_are_sound(session: Session, rows: dict[str, frozenset[UUID]]) -> None:
    """Raise AssertionError when a touched folio or its house's day contradicts itself (our fault)."""
    touched: set[UUID] = set()
    for table in TABLES:
        touched |= rows.get(table, frozenset())
    if not touched:
        return
    wrong = repository.windows_contradicted(session, touched)
    assert not wrong, f"balances of windows {wrong}"
    if "posting" not in rows:
        return
    for property_id in repository.houses_of(session, touched):
        assert repository.day_difference(session, property_id) == 0, "ledgers that are not at zero"


def drawers_are_sound(session: Session, rows: dict[str, frozenset[UUID]]) -> None:
    """Raise AssertionError when a touched drawer is not its postings, or is closed and not empty."""
    touched = rows.get("cash_move", frozenset()) | rows.get("cashier_session", frozenset())
    wrong = repository.drawers_at_odds(session, touched) if touched else ()
    assert not wrong, f"drawers {list(wrong)}"
