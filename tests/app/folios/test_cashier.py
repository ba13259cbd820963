"""The cashier: float, blind count, drops, differences with their reason, hand-over, the report."""

from dataclasses import replace
from uuid import UUID

import pytest

from app.features import folios
from app.features.folios import Counted, DrawerReportView
from tests.support.bills import balances, charge, opened
from tests.support.desk import Desk


def drawer(desk: Desk, float_minor: int = 10_000) -> UUID:
    """An open drawer at this workstation."""
    session_id = desk.app.new_id()
    desk.do(
        folios.OpenCashier, session_id=session_id, property_id=desk.hotel.property_id, float_minor=float_minor
    )
    return session_id


def cash(desk: Desk, amount: int, tendered: int = 0, **more: object) -> UUID:
    """Cash for something from the bar; the payment's id."""
    folio_id, payment_id = opened(desk), desk.app.new_id()
    charge(desk, folio_id, amount)
    desk.do(
        folios.TakePayment, payment_id=payment_id, folio_id=folio_id, method="cash", amount_minor=amount,
        tendered_minor=tendered, **more,
    )  # fmt: skip
    return payment_id


def count(desk: Desk, session_id: UUID, *piles: tuple[str, int, int]) -> None:
    """Count coins and notes."""
    desk.do(folios.CountCashier, session_id=session_id, counts=tuple(Counted(c, w, n) for c, w, n in piles))


def report(desk: Desk, session_id: UUID) -> DrawerReportView:
    """The report of a drawer."""
    found = desk.app.ask(folios.DrawerReport(session_id=session_id))
    assert found is not None
    return found


def test_a_day_of_a_drawer(money: Desk) -> None:
    """Float, cash with change, a drop, an exact count: nothing is over or short, all is in the safe."""
    session_id = drawer(money)
    cash(money, 3_650, tendered=5_000)
    assert balances(money)["1010"] == 13_650
    money.do(folios.DropCash, session_id=session_id, amount_minor=10_000, reason="too much")
    count(money, session_id, ("EUR", 2_000, 1), ("EUR", 1_000, 1), ("EUR", 500, 1), ("EUR", 50, 3))
    (held,) = report(money, session_id).held
    assert (held.expected_minor, held.counted_minor, held.variance_minor) == (3_650, 3_650, 0)
    closed = money.do(folios.CloseCashier, session_id=session_id)
    assert closed.result["variance_minor"] == 0
    left = balances(money)
    assert "1010" not in left
    assert left["1011"] == 3_650
    assert money.app.ask(folios.OpenDrawer(property_id=money.hotel.property_id)) is None
    kinds = [(move.kind, move.amount_minor) for move in report(money, session_id).moves]
    assert kinds == [
        ("float", 10_000), ("payment", 5_000), ("change", -1_350), ("drop", -10_000), ("closing", -3_650)
    ]  # fmt: skip


def test_the_count_is_blind(money: Desk) -> None:
    """Before the count the report tells no sum; money after it asks for another count."""
    session_id = drawer(money)
    cash(money, 500)
    before = report(money, session_id)
    assert before.moves == ()
    assert [(h.expected_minor, h.in_minor, h.out_minor) for h in before.held] == [(None, 0, 0)]
    money.refused(folios.NotCounted, folios.CloseCashier, session_id=session_id)
    count(money, session_id, ("EUR", 500, 21))
    assert report(money, session_id).held[0].variance_minor == 0
    cash(money, 700)
    assert report(money, session_id).held[0].expected_minor is None
    money.refused(folios.NotCounted, folios.CloseCashier, session_id=session_id)


@pytest.mark.parametrize(("notes", "words"), [(19, "5.00 EUR too little"), (21, "5.00 EUR too much")])
def test_a_difference_needs_a_reason(money: Desk, notes: int, words: str) -> None:
    """The refusal says how much; with a reason it is booked over and short."""
    session_id = drawer(money)
    count(money, session_id, ("EUR", 500, notes))
    refusal = money.refused(folios.Variance, folios.CloseCashier, session_id=session_id)
    assert words in refusal.sentence
    assert refusal.field == "reason"
    money.do(folios.CloseCashier, session_id=session_id, reason="gave wrong change")
    assert balances(money) == {"1011": notes * 500 - 10_000, "6930": 10_000 - notes * 500}
    closed = report(money, session_id)
    assert closed.reason == "gave wrong change"
    assert closed.held[0].variance_minor == notes * 500 - 10_000


def test_the_choice_of_a_difference(money: Desk) -> None:
    """It can be closed as not explained."""
    session_id = drawer(money)
    count(money, session_id)
    (choice,) = money.refused(folios.Variance, folios.CloseCashier, session_id=session_id).choices
    money.app.execute(choice.command)
    assert balances(money) == {"1011": -10_000, "6930": 10_000}


def test_hand_over(money: Desk) -> None:
    """The next person begins with what was counted, foreign notes too, and nothing passes the bank."""
    money.do(
        folios.SetExchangeRate, property_id=money.hotel.property_id, currency="USD", micro=900_000,
        from_day=money.day(0),
    )  # fmt: skip
    first, second = drawer(money), money.app.new_id()
    cash(money, 9_000, tendered=10_000, tendered_currency="USD")
    count(money, first, ("EUR", 5_000, 2), ("USD", 10_000, 1))
    money.do(
        folios.HandOverCashier, session_id=first, next_session_id=second, to_user_id=money.app.new_id(),
        to_name="Rui",
    )  # fmt: skip
    assert balances(money)["1010"] == 19_000
    now = money.app.ask(folios.OpenDrawer(property_id=money.hotel.property_id, workstation="Front desk 1"))
    assert now is not None
    assert (now.session_id, now.by_name, now.float_minor) == (second, "Rui", 10_000)
    assert report(money, first).handed_to == "Rui"
    count(money, second, ("EUR", 5_000, 2), ("USD", 5_000, 2))
    money.do(folios.CloseCashier, session_id=second)
    assert balances(money)["1011"] == 9_000


def test_foreign_notes_that_are_missing(money: Desk) -> None:
    """Each currency is compared by itself; the value is what the notes were taken for."""
    money.do(
        folios.SetExchangeRate, property_id=money.hotel.property_id, currency="USD", micro=900_000,
        from_day=money.day(0),
    )  # fmt: skip
    session_id = drawer(money)
    cash(money, 9_000, tendered=10_000, tendered_currency="USD")
    money.do(folios.DropCash, session_id=session_id, amount_minor=5_000, currency="USD")
    count(money, session_id, ("EUR", 5_000, 2))
    refusal = money.refused(folios.Variance, folios.CloseCashier, session_id=session_id)
    assert "50.00 USD too little" in refusal.sentence
    money.do(folios.CloseCashier, session_id=session_id, reason="lost")
    assert balances(money)["6930"] == 4_500


def test_one_drawer_here(money: Desk) -> None:
    """A second drawer at the workstation is refused, and a drawer of another is not used."""
    session_id = drawer(money)
    again = {"session_id": money.app.new_id(), "property_id": money.hotel.property_id}
    assert "open here" in money.refused(folios.DrawerOpen, folios.OpenCashier, **again).sentence
    folio_id = opened(money)
    actor = replace(money.app.actor, workstation="Bar 1")
    bar = replace(money, app=money.app.as_actor(actor))
    payment = {"payment_id": money.app.new_id(), "folio_id": folio_id, "method": "cash", "amount_minor": 500}
    assert (
        "at Front desk 1"
        in bar.refused(folios.NotThisDrawer, folios.TakePayment, session_id=session_id, **payment).sentence
    )
    bar.refused(folios.NoDrawer, folios.TakePayment, **payment)
    bar.refused(folios.NotThisDrawer, folios.DropCash, session_id=session_id, amount_minor=1)


def test_more_than_is_there(money: Desk) -> None:
    """A drop above the content is refused without telling the content; change can be fetched."""
    session_id = drawer(money)
    refusal = money.refused(folios.DrawerTooLow, folios.DropCash, session_id=session_id, amount_minor=10_001)
    assert "100" not in refusal.sentence
    money.do(folios.DropCash, session_id=session_id, amount_minor=-5_000)
    assert balances(money)["1010"] == 15_000
    money.do(folios.DropCash, session_id=session_id, amount_minor=15_000)
    assert "1010" not in balances(money)


def test_a_closed_drawer(money: Desk) -> None:
    """It takes nothing more; opening is not undone by Ctrl+Z."""
    session_id = drawer(money, 0)
    count(money, session_id)
    money.do(folios.CloseCashier, session_id=session_id)
    money.refused(folios.NotThisDrawer, folios.DropCash, session_id=session_id, amount_minor=-1)
    assert [d.session_id for d in money.app.ask(folios.Drawers(property_id=money.hotel.property_id))] == [
        session_id
    ]
