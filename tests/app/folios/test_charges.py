"""Charges: taxes inside, windows, closed days and folios, reversals."""

from uuid import UUID

import pytest

from app.features import folios
from app.features.folios import FolioView
from tests.support.desk import Desk


@pytest.fixture
def money(desk: Desk) -> Desk:
    """The desk with ledgers of a hotel in Portugal."""
    desk.do(folios.SetUpLedgers, property_id=desk.hotel.property_id, country="PT")
    return desk


def opened(desk: Desk, kind: str = "guest") -> UUID:
    """A folio with one window."""
    folio_id = desk.app.new_id()
    desk.do(folios.OpenFolio, folio_id=folio_id, property_id=desk.hotel.property_id, kind=kind, name="Ana")
    return folio_id


def view(desk: Desk, folio_id: UUID) -> FolioView:
    """The folio as screens see it."""
    found = desk.app.ask(folios.FolioOf(folio_id=folio_id))
    assert found is not None
    return found


def test_a_charge_holds_its_tax(money: Desk) -> None:
    """One line, gross; VAT beside it; the window owes it."""
    folio_id = opened(money)
    money.do(folios.PostCharge, folio_id=folio_id, article_code="MINIBAR", unit_minor=750, quantity=2000)
    (window,) = view(money, folio_id).windows
    (line,) = window.lines
    assert (line.amount_minor, line.net_minor, line.tax_minor, line.unit_minor) == (1500, 1220, 280, 750)
    assert (window.balance_minor, window.charges_minor, window.vat_minor) == (1500, 1500, 280)


def test_a_reversal_names_what_it_reverses(money: Desk) -> None:
    """Both lines stay, the balance is zero; a second reversal is refused."""
    folio_id = opened(money)
    money.do(folios.PostCharge, folio_id=folio_id, article_code="MINIBAR", unit_minor=750)
    (line,) = view(money, folio_id).windows[0].lines
    money.do(folios.ReversePosting, posting_id=line.posting_id, reason="room 313")
    first, second = view(money, folio_id).windows[0].lines
    assert (first.reversed_by, second.reverses) == (second.posting_id, first.posting_id)
    assert view(money, folio_id).balance_minor == 0
    for id_ in (first.posting_id, second.posting_id):
        money.refused(folios.AlreadyReversed, folios.ReversePosting, posting_id=id_, reason="again")


def test_a_closed_folio_takes_nothing(money: Desk) -> None:
    """It is refused; opened again it takes it."""
    folio_id = opened(money)
    money.do(folios.CloseFolio, folio_id=folio_id)
    refusal = money.refused(
        folios.FolioClosed, folios.PostCharge, folio_id=folio_id, article_code="OTHER", unit_minor=100
    )
    money.app.execute(refusal.choices[0].command)
    money.do(folios.PostCharge, folio_id=folio_id, article_code="OTHER", unit_minor=100)
    money.refused(folios.FolioOpenItems, folios.CloseFolio, folio_id=folio_id)


def test_a_closed_day_takes_nothing(money: Desk) -> None:
    """The choice posts it on the open day."""
    folio_id = opened(money)
    money.close_day()
    refusal = money.refused(
        folios.DayClosed, folios.PostCharge, folio_id=folio_id, article_code="OTHER", unit_minor=100,
        business_date=money.day(0),
    )  # fmt: skip
    money.app.execute(refusal.choices[0].command)
    assert view(money, folio_id).windows[0].lines[0].business_date == money.day(1)


def lines(desk: Desk, folio_id: UUID, number: int = 1) -> list[tuple[str, int]]:
    """Text and amount of the lines of a window."""
    window = next(w for w in view(desk, folio_id).windows if w.number == number)
    return [(line.text, line.amount_minor) for line in window.lines]
