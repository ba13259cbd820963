"""Commissions of departed stays: by agent and channel, posted once, corrected by the difference."""

from typing import Any
from uuid import UUID

import pytest

from app.features import finance, folios
from app.features.finance import EarnerView
from app.features.front_desk import CheckIn, CheckOut
from app.features.guests import AddCompany
from app.kernel.errors import InvalidInput
from tests.support.desk import Desk
from tests.support.soundness import findings


@pytest.fixture
def agent(money: Desk) -> UUID:
    """A travel agent who earns twelve percent."""
    company_id = money.app.new_id()
    money.do(AddCompany, company_id=company_id, kind="agent", code="VIA", name="Viagens Lima")
    rate(money, 1_200, company_id=company_id)
    return company_id


def rate(desk: Desk, bp: int, **whose: Any) -> None:
    """Agree a rate from the first day on."""
    desk.do(
        finance.SetCommissionRate, rate_id=desk.app.new_id(), property_id=desk.hotel.property_id, bp=bp,
        valid_from=desk.day(0), **whose,
    )  # fmt: skip


def stayed(desk: Desk, room: str, minor: int, **booking: Any) -> tuple[UUID, UUID]:
    """A guest who stays a night, is charged for it and leaves; the stay and the charge."""
    stay_id = desk.book(room, 0, 1, **booking)
    desk.do(CheckIn, stay_id=stay_id)
    folio_id = desk.app.new_id()
    desk.do(
        folios.OpenFolio, folio_id=folio_id, property_id=desk.hotel.property_id, kind="guest",
        stay_id=stay_id,
    )  # fmt: skip
    desk.do(folios.PostCharge, folio_id=folio_id, article_code="ROOM", unit_minor=minor, night=desk.day(0))
    view = desk.app.ask(folios.FolioOf(folio_id=folio_id))
    assert view is not None
    return stay_id, view.windows[0].lines[0].posting_id


def leave(desk: Desk, *stays: UUID) -> None:
    """All pay and go."""
    for stay_id in stays:
        view = desk.app.ask(folios.FolioOf(stay_id=stay_id))
        assert view is not None
        if view.balance_minor:
            desk.do(
                folios.TakePayment, payment_id=desk.app.new_id(), folio_id=view.folio_id,
                method="bank_transfer", amount_minor=view.balance_minor,
            )  # fmt: skip
        desk.do(CheckOut, stay_id=stay_id)


def earners(desk: Desk) -> tuple[EarnerView, ...]:
    """The commissions of the month."""
    return desk.app.ask(finance.Commissions(property="MIR", month=desk.day(1))).earners


def post(desk: Desk, months: int = 0) -> int:
    """Post the month; the sum of what was posted."""
    month = desk.day(1) if not months else desk.day(1).replace(month=12)
    outcome = desk.do(finance.PostCommissions, property_id=desk.hotel.property_id, month=month)
    return int(str(outcome.result["amount_minor"]))


def test_a_stay_is_posted_once(money: Desk, agent: UUID) -> None:
    """Twelve percent of the net room revenue; nothing the second time; the books are at zero."""
    stay_id, _ = stayed(money, "101", 10_600, agent_id=agent)
    other, _ = stayed(money, "102", 20_000)
    money.do(folios.PostCharge, folio_id=_folio(money, stay_id), article_code="MINIBAR", unit_minor=900)
    assert earners(money) == ()
    money.close_day()
    leave(money, stay_id, other)
    (view,) = earners(money)
    assert (view.name, view.basis_minor, view.amount_minor, view.posted_minor) == (
        "Viagens Lima", 10_000, 1_200, 0
    )  # fmt: skip
    assert [post(money), post(money)] == [1_200, 0]
    assert earners(money)[0].posted_minor == 1_200
    balances = {
        row.account: row.balance_minor
        for row in money.app.ask(folios.TrialBalance(property_id=money.hotel.property_id))
    }
    assert (balances["6100"], balances["2260"], sum(balances.values())) == (1_200, -1_200, 0)
    assert findings(money.app) == []


def test_a_corrected_stay_gets_the_difference(money: Desk, agent: UUID) -> None:
    """Its revenue is rebated after the month was posted: the next posting takes the difference back."""
    stay_id, line = stayed(money, "101", 10_600, agent_id=agent)
    money.close_day()
    folio_id = _folio(money, stay_id)
    leave(money, stay_id)
    post(money)
    if money.app.ask(folios.FolioOf(folio_id=folio_id)).status != "open":  # type: ignore[union-attr]
        money.do(folios.ReopenFolio, folio_id=folio_id)
    money.do(folios.Rebate, posting_id=line, amount_minor=5_300, bp=None, reason="noise")
    assert earners(money)[0].amount_minor == 600
    money.close_day(10)
    assert [post(money, 1), post(money, 1), post(money)] == [-600, 0, 0]
    assert (earners(money)[0].amount_minor, earners(money)[0].posted_minor) == (600, 600)


def test_a_channel_earns_by_its_own_rate(money: Desk, agent: UUID) -> None:
    """The agent of a booking goes before its channel; without a rate a stay earns nothing, and is shown."""
    rate(money, 1_500, channel_code="BDC")
    first, _ = stayed(money, "101", 10_600, channel_code="BDC")
    second, _ = stayed(money, "102", 10_600, channel_code="BDC", agent_id=agent)
    third, _ = stayed(money, "103", 10_600, channel_code="XYZ")
    money.close_day()
    leave(money, first, second, third)
    assert [(e.name, e.amount_minor) for e in earners(money)] == [
        ("BDC", 1_500), ("Viagens Lima", 1_200), ("XYZ", 0)
    ]  # fmt: skip
    assert post(money) == 2_700


def test_rates_are_for_one(money: Desk, agent: UUID) -> None:
    """An agent or a channel; a share; the same day's rate is replaced; months to come are refused."""
    common = {
        "rate_id": money.app.new_id(),
        "property_id": money.hotel.property_id,
        "valid_from": money.day(0),
    }
    money.refused(InvalidInput, finance.SetCommissionRate, bp=100, **common)
    money.refused(
        InvalidInput, finance.SetCommissionRate, bp=100, company_id=agent, channel_code="BDC", **common
    )
    money.refused(InvalidInput, finance.SetCommissionRate, bp=10_001, channel_code="BDC", **common)
    rate(money, 900, company_id=agent)
    (known,) = money.app.ask(finance.CommissionRates(property_id=money.hotel.property_id))
    assert known.bp == 900
    money.refused(
        InvalidInput, finance.PostCommissions, property_id=money.hotel.property_id, month=money.day(40)
    )


def _folio(desk: Desk, stay_id: UUID) -> UUID:
    view = desk.app.ask(folios.FolioOf(stay_id=stay_id))
    assert view is not None
    return view.folio_id
