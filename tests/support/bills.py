"""Short words for what a desk does with money, for tests of folios."""

from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.features import folios
from app.features.folios import FolioView, LineView, WindowView
from app.features.property import House
from app.infra.unit_of_work import housekeeping
from tests.support.desk import Desk


def opened(desk: Desk, windows: int = 1, kind: str = "guest", **more: Any) -> UUID:
    """A folio with so many windows."""
    folio_id = desk.app.new_id()
    more.setdefault("name", "Ana")
    desk.do(folios.OpenFolio, folio_id=folio_id, property_id=desk.hotel.property_id, kind=kind, **more)
    for number in range(2, windows + 1):
        desk.do(folios.AddWindow, folio_id=folio_id, number=number)
    return folio_id


def charge(desk: Desk, folio_id: UUID, minor: int, code: str = "OTHER", **more: Any) -> None:
    """Charge one of an article."""
    desk.do(folios.PostCharge, folio_id=folio_id, article_code=code, unit_minor=minor, **more)


def view(desk: Desk, folio_id: UUID) -> FolioView:
    """The folio as screens see it."""
    found = desk.app.ask(folios.FolioOf(folio_id=folio_id))
    assert found is not None
    return found


def window(desk: Desk, folio_id: UUID, number: int = 1) -> WindowView:
    """A window as screens see it."""
    return next(w for w in view(desk, folio_id).windows if w.number == number)


def lines(desk: Desk, folio_id: UUID, number: int = 1) -> list[tuple[str, int]]:
    """Article and amount of a window's lines."""
    return [(line.article_code, line.amount_minor) for line in window(desk, folio_id, number).lines]


def amounts(desk: Desk, folio_id: UUID, number: int = 1) -> list[int]:
    """The amounts of a window's lines."""
    return [line.amount_minor for line in window(desk, folio_id, number).lines]


def only(desk: Desk, folio_id: UUID, number: int = 1) -> LineView:
    """The one line of a window."""
    (line,) = window(desk, folio_id, number).lines
    return line


def balances(desk: Desk, **when: Any) -> dict[str, int]:
    """Balance of each account that has one; debits and credits are the same."""
    rows = desk.app.ask(folios.TrialBalance(property_id=desk.hotel.property_id, **when))
    assert sum(row.debit_minor for row in rows) == sum(row.credit_minor for row in rows)
    return {row.account: row.balance_minor for row in rows if row.balance_minor}


def faults(desk: Desk) -> list[str]:
    """What `keyrack check` finds in folios and ledgers."""
    with desk.app.database.reader(desk.app.actor.tenant_id) as session:
        return [sentence for check in folios.CHECKS for sentence in check.faults(session)]


def plant(desk: Desk, statement: str) -> None:
    """What a disk or a careless hand does, past every command."""

    def work(session: Session) -> None:
        session.execute(text(statement))

    housekeeping(desk.app.database, desk.app.actor.tenant_id, work)


def post_nights(desk: Desk, *stay_ids: UUID) -> dict[str, object]:
    """Post the night of the open day."""
    house = next(p for p in desk.app.ask(House()).properties if p.id == desk.hotel.property_id)
    everybody = desk.app.ask(folios.StaysToCharge(property_id=house.id))
    return desk.do(
        folios.PostNights, property_id=house.id, business_date=house.business_date,
        stay_ids=stay_ids or everybody,
    ).result  # fmt: skip
