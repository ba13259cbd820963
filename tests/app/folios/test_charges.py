"""Charges: taxes inside, windows, closed days and folios, reversals."""

import pytest

from app.features import folios
from app.infra.undo import NeverUndone
from app.kernel.errors import InvalidInput, NotFound
from tests.support.bills import balances, charge, only, opened, view
from tests.support.desk import Desk


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


@pytest.mark.parametrize(
    ("error", "fields"),
    [
        (NotFound, {"article_code": "GOLD", "unit_minor": 100}),
        (NotFound, {"article_code": "OTHER", "unit_minor": 100, "number": 3}),
        (InvalidInput, {"article_code": "OTHER"}),
        (InvalidInput, {"article_code": "OTHER", "unit_minor": -5}),
        (InvalidInput, {"article_code": "OTHER", "unit_minor": 100, "quantity": -1000}),
        (InvalidInput, {"article_code": "OTHER", "unit_minor": 1, "quantity": 10**10}),
        (InvalidInput, {"article_code": "OTHER", "unit_minor": 100, "text": "x" * 201}),
    ],
)
def test_what_is_no_charge(money: Desk, error: type[NotFound], fields: dict[str, object]) -> None:
    """Unknown article or window, no price, below zero: a sentence each, nothing written."""
    money.refused(error, folios.PostCharge, folio_id=opened(money), **fields)


def test_postings_are_not_undone(money: Desk) -> None:
    """Ctrl+Z says what to do instead; the ledgers stay."""
    folio_id = opened(money)
    command = folios.PostCharge(
        id=money.app.new_id(), folio_id=folio_id, article_code="OTHER", unit_minor=100
    )
    money.app.execute(command)
    with pytest.raises(NeverUndone, match="Reverse"):
        money.app.undo(command.id)
    assert money.app.execute(command).repeated
    assert balances(money) == {"1210": 100, "2200": -19, "4900": -81}


def test_the_kinds_of_folios_have_their_ledgers(money: Desk) -> None:
    """A passer-by is no guest, a city ledger folio is a receivable."""
    for kind, account in (("passer_by", "1215"), ("city_ledger", "1220"), ("master", "1210")):
        charge(money, opened(money, kind=kind), 1000)
        assert balances(money)[account] == 1000


def test_a_clock_set_back_does_not_turn_time(money: Desk) -> None:
    """What is posted after it stands after what was posted before it."""
    folio_id = opened(money)
    charge(money, folio_id, 100)
    first = only(money, folio_id)
    money.clock().forward(days=-40)
    charge(money, folio_id, 200)
    assert [line.at for line in view(money, folio_id).windows[0].lines] == [first.at, first.at]


def test_deposits_are_not_charged(money: Desk) -> None:
    """Money that is held takes no charge, neither new nor moved."""
    held, guest = opened(money, kind="deposit"), opened(money)
    money.refused(InvalidInput, folios.PostCharge, folio_id=held, article_code="OTHER", unit_minor=100)
    charge(money, guest, 100)
    money.refused(
        InvalidInput, folios.MovePostings, posting_ids=(only(money, guest).posting_id,), to_folio_id=held
    )


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        (folios.OpenFolio, {"kind": "magic"}),
        (folios.OpenFolio, {"kind": "guest", "name": "x" * 201}),
        (folios.OpenFolio, {"kind": "guest", "number": "x" * 41}),
    ],
)
def test_folios_that_cannot_be(money: Desk, kind: type[folios.OpenFolio], fields: dict[str, str]) -> None:
    """An unknown kind, a name without an end."""
    money.refused(
        InvalidInput, kind, folio_id=money.app.new_id(), property_id=money.hotel.property_id, **fields
    )


def test_windows_that_cannot_be(money: Desk) -> None:
    """A ninth one, one that is there, terms without an end."""
    folio_id = opened(money, 2)
    for fields in ({"number": 9}, {"number": 2}, {"number": 3, "terms": "x" * 121}):
        money.refused(InvalidInput, folios.AddWindow, folio_id=folio_id, **fields)
    money.do(folios.ChangeWindow, folio_id=folio_id, number=2, name=" Nordwind ", terms="14 days")
    window = view(money, folio_id).windows[1]
    assert (window.name, window.terms) == ("Nordwind", "14 days")
    assert [
        row.number for row in money.app.ask(folios.Folios(property_id=money.hotel.property_id, text="AN"))
    ]
