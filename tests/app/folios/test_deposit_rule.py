"""Deposits that are applied by the house's rule, when the guest comes or goes; how a house takes money."""

from uuid import UUID

import pytest

from app.features import folios
from app.features.folios import DepositPart
from app.features.front_desk import CheckIn, CheckOut
from app.kernel.errors import InvalidInput
from tests.support.bills import balances, post_nights
from tests.support.desk import Desk


def booked(desk: Desk, deposit: int = 5_000) -> UUID:
    """A stay from today with a deposit that was paid; the stay's id."""
    stay_id = desk.book("101", 0, 2)
    desk.do(
        folios.TakeDeposit, payment_id=desk.app.new_id(), folio_id=desk.app.new_id(),
        method="bank_transfer", amount_minor=deposit, reservation_id=desk.view(stay_id).reservation_id,
    )  # fmt: skip
    return stay_id


def owed(desk: Desk, stay_id: UUID) -> int:
    """What the stay's folio owes; nothing when it has none."""
    folio = desk.app.ask(folios.FolioOf(stay_id=stay_id))
    return folio.balance_minor if folio is not None else 0


@pytest.mark.parametrize(
    ("rule", "after_coming", "after_going"),
    [(None, -5_000, 4_000), ("check_in", -5_000, 4_000), ("check_out", 0, 4_000), ("hand", 0, 9_000)],
)
def test_the_rule(money: Desk, rule: str | None, after_coming: int, after_going: int) -> None:
    """At check-in unless the house says otherwise; each once."""
    if rule is not None:
        money.do(folios.SetPaymentTerms, property_id=money.hotel.property_id, apply_deposit=rule)
    stay_id = booked(money)
    done = money.do(CheckIn, stay_id=stay_id)
    assert (owed(money, stay_id), done.result["deposit_minor"]) == (after_coming, -after_coming)
    post_nights(money)
    money.close_day()
    money.do(CheckOut, stay_id=stay_id)
    assert owed(money, stay_id) == after_going
    held = 5_000 if rule == "hand" else 0
    assert balances(money).get("2310", 0) == -held


def test_each_stay_gets_its_share(money: Desk) -> None:
    """Two rooms, one deposit: the second who comes gets the rest."""
    command = money.reserve(money.request("101", 0, 2), money.request("201", 0, 2))
    money.app.execute(command)
    money.do(
        folios.TakeDeposit, payment_id=money.app.new_id(), folio_id=money.app.new_id(),
        method="bank_transfer", amount_minor=10_001, reservation_id=command.reservation_id,
    )  # fmt: skip
    stays = [room.stay_id for room in command.rooms]
    for stay_id in stays:
        money.do(CheckIn, stay_id=stay_id)
    assert sum(owed(money, stay_id) for stay_id in stays) == -10_001
    assert all(owed(money, stay_id) < -3_000 for stay_id in stays)


def test_nothing_held_opens_no_folio(money: Desk) -> None:
    """A guest without a deposit has no folio after check-in."""
    stay_id = money.check_in("101")
    assert money.app.ask(folios.FolioOf(stay_id=stay_id)) is None


def test_terms_of_a_house(money: Desk) -> None:
    """Each part is said alone; words nobody knows are refused; the usual deposit is kept."""
    house = {"property_id": money.hotel.property_id}
    ask = folios.PaymentTermsOf(**house)
    assert money.app.ask(ask) == folios.PaymentTermsView("", "check_in", ())
    parts = (DepositPart(bp=3_000, before_arrival=14),)
    money.do(folios.SetPaymentTerms, deposit_parts=parts, **house)
    money.do(folios.SetPaymentTerms, provider="stripe", apply_deposit="hand", **house)
    assert money.app.ask(ask) == folios.PaymentTermsView("stripe", "hand", parts)
    for wrong in (
        {"provider": "bank"}, {"apply_deposit": "never"}, {"deposit_parts": (DepositPart(bp=10_001),)},
    ):  # fmt: skip
        money.refused(InvalidInput, folios.SetPaymentTerms, **house, **wrong)
