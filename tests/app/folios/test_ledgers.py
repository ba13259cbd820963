"""Ledgers: balances as of moments and days, the chart, and what `keyrack check` finds when a sum is wrong."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from app.features import folios
from app.kernel.errors import InvalidInput
from tests.support.bills import balances, charge, faults, only, opened
from tests.support.desk import Desk


def test_a_balance_of_the_past_stays_what_it_was(money: Desk) -> None:
    """As of each moment and each day it is what was posted until then."""
    folio_id = opened(money)
    start = money.clock().now()
    seen = []
    for number in range(6):
        money.clock().forward(hours=5)
        charge(money, folio_id, 100 + number)
        seen.append((money.clock().now(), sum(100 + n for n in range(number + 1))))
        if number % 2:
            money.close_day()
    for moment, owed in seen:
        assert balances(money, as_of=moment)["1210"] == owed
        assert balances(money, as_of=moment + timedelta(minutes=1))["1210"] == owed
    assert balances(money, as_of=start) == {}
    for day, owed in ((0, 201), (1, 406), (2, 615), (9, 615)):
        assert balances(money, business_date=money.day(day))["1210"] == owed
    assert balances(money, business_date=money.day(0), as_of=seen[0][0])["1210"] == 100
    assert balances(money, business_date=money.day(0), as_of=seen[5][0])["1210"] == 201


def test_the_chart_can_be_changed(money: Desk) -> None:
    """New accounts and names; one that was posted to keeps its ledger and kind."""
    house = money.hotel.property_id
    money.do(folios.SetAccount, property_id=house, code="4950", name="Spa", kind="revenue", section="Spa")
    charge(money, opened(money), 100)
    money.do(folios.SetAccount, property_id=house, code="4900", name="Shop", kind="revenue")
    money.refused(InvalidInput, folios.SetAccount, property_id=house, code="4900", name="Shop", kind="asset")
    money.refused(InvalidInput, folios.SetAccount, property_id=house, code="5", name="X", kind="magic")
    names = {a.code: a.name for a in money.app.ask(folios.Chart(property_id=house))}
    assert (names["4950"], names["4900"]) == ("Spa", "Shop")


def test_setting_up_again_changes_nothing(money: Desk) -> None:
    """Accounts, articles and taxes that are there stay."""
    before = money.digest()
    money.do(folios.SetUpLedgers, property_id=money.hotel.property_id, country="PT")
    assert money.digest() == before


@pytest.mark.parametrize("engine_kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        ("UPDATE folio_window SET balance_minor = balance_minor + 1", "not the sum of its lines"),
        ("UPDATE account_day SET debit_minor = debit_minor + 1 WHERE account = '1210'", "differ by 1"),
        ("UPDATE posting SET counter = '4901' WHERE kind = 'charge'", "Account 4900"),
        ("DELETE FROM account WHERE code = '4900'", "is not in the chart"),
        ("UPDATE posting SET account = '1215', counter = '1210' WHERE kind = 'tax'", "another account"),
        (
            "UPDATE posting SET amount_minor = amount_minor - 1 WHERE reverses_id IS NOT NULL",
            "not the opposite",
        ),
    ],
)
def test_what_is_spoiled_is_found(desk: Desk, spoil: str, words: str) -> None:
    """Each sum and side has a check that sees it wrong."""
    desk.do(folios.SetUpLedgers, property_id=desk.hotel.property_id, country="PT")
    folio_id = opened(desk)
    charge(desk, folio_id, 1000)
    desk.do(folios.ReversePosting, posting_id=only(desk, folio_id).posting_id, reason="probe")
    charge(desk, folio_id, 500)
    assert faults(desk) == []
    with desk.app.database.engine.begin() as connection:
        connection.execute(text(spoil))
    assert any(words in fault for fault in faults(desk))
