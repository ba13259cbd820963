"""What must hold after every write: windows are the sums of their postings, the day's ledgers are at zero."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.features.folios import repository
from app.features.folios.models import Folio

TABLES = ("posting", "folio_window", "folio")


def folios_are_sound(session: Session, rows: dict[str, frozenset[UUID]]) -> None:
    """Raise AssertionError when a touched folio or its house's day contradicts itself (our fault)."""
    touched: set[UUID] = set()
    for table in TABLES:
        touched |= rows.get(table, frozenset())
    if not touched:
        return
    known = {(w.folio_id, w.number): w.balance_minor for w in repository.windows(session, touched)}
    sums = repository.window_sums(session, touched)
    assert sums.keys() <= known.keys(), f"postings outside of windows: {sums.keys() - known.keys()}"
    wrong = [key for key, minor in known.items() if minor != sums.get(key, 0)]
    assert not wrong, f"balances of windows {wrong}"
    if "posting" not in rows:
        return
    houses = {f.property_id for id_ in touched if (f := session.get(Folio, (session.info["tenant_id"], id_)))}
    for property_id in houses:
        assert repository.day_difference(session, property_id) == 0, "ledgers that are not at zero"
