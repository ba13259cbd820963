"""The check-out dialog: what is used late, settling, early departure, papers, keys, rights, many at once."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.features.folios import (
    AddWindow,
    FolioOf,
    FolioView,
    OpenFolio,
    PostCharge,
    SetCredit,
    SetUpLedgers,
    TakePayment,
)
from app.features.front_desk import CheckIn
from app.features.guests import AddCompany
from app.features.invoices import Documents
from app.features.property import Articles
from app.infra.database import Location
from app.kernel.errors import NotPermitted
from tests.support.bills import faults, post_nights
from tests.support.desk import Desk, open_desk
from tests.support.houses import open_house
from tests.support.windows import hands
from tests.ui.front_desk.arriving_hands import CONTROL, Arriving, register


@pytest.fixture
def desk(location: Location) -> Iterator[Desk]:
    """The small hotel with ledgers, on each engine."""
    app = open_house(location)
    made = open_desk(app)
    made.do(SetUpLedgers, property_id=made.hotel.property_id, country="PT")
    yield made
    assert faults(made) == []
    made.ensure_sound()
    app.close()


@pytest.fixture
def at_desk(qtbot: QtBot, desk: Desk) -> Iterator[partial[Arriving]]:
    """Opens a window; call it once the bookings of the test are made."""
    with hands(Arriving, qtbot, desk, register) as opened:
        yield partial(opened, "folios", list=True)


def folio(desk: Desk, stay: UUID) -> FolioView:
    """The stay's folio."""
    found = desk.app.ask(FolioOf(stay_id=stay))
    assert found is not None
    return found


def test_a_guest_who_stays_to_the_end(desk: Desk, at_desk: partial[Arriving]) -> None:
    """The minibar, the card, the keys, the bill: Enter by Enter, and the guest is out."""
    stay = desk.book("101", 0, 1)
    desk.do(CheckIn, stay_id=stay, keys=2)
    post_nights(desk)
    desk.close_day()
    receptionist = at_desk()
    dialog = receptionist.leave(stay)
    assert dialog.go.text() == "Take € 90.00"
    dialog.bill.price.set_minor(0)
    dialog.bill.charge()
    assert "above zero" in dialog.bill.said.text()
    dialog.bill.price.set_minor(650)
    dialog.bill.charge()
    receptionist.settle()
    assert dialog.go.text() == "Take € 96.50"
    receptionist.enter(dialog)
    assert "slip" in dialog.settle.reference_field.sentence
    receptionist.type(dialog, "118204")
    receptionist.enter(dialog)
    assert (dialog.go.text(), dialog.paper.keys.value()) == ("Check out", 2)
    dialog.paper.kind.choose("none")
    receptionist.enter(dialog)
    assert desk.view(stay).status == "checked_out"
    assert folio(desk, stay).balance_minor == 0
    receptionist.window.services.selection.tell(stay)
    receptionist.window.run_action("front_desk.check_out")
    receptionist.settle()
    assert "left already" in receptionist.toast()


@pytest.mark.parametrize("engine_kind", ["sqlite"], indirect=True)
def test_a_guest_who_leaves_early_gets_money_back(desk: Desk, at_desk: partial[Arriving]) -> None:
    """All was paid ahead; of two nights posted one was not slept, at its own price it goes back."""
    stay = desk.check_in("101", 2, prices=(8_000, 8_500))
    post_nights(desk)
    desk.close_day()
    post_nights(desk)
    desk.do(TakePayment, payment_id=desk.app.new_id(), folio_id=folio(desk, stay).folio_id,
            method="bank_transfer", amount_minor=16_500, reference="NW-1")  # fmt: skip
    receptionist = at_desk()
    dialog = receptionist.leave(stay)
    assert dialog.go.text() == "Give back € 85.00"
    receptionist.enter(dialog)
    assert dialog.go.text() == "Check out"
    receptionist.enter(dialog)
    assert desk.view(stay).status == "checked_out"
    assert folio(desk, stay).balance_minor == 0


@pytest.mark.parametrize("engine_kind", ["sqlite"], indirect=True)
def test_a_company_pays_and_rights(desk: Desk, at_desk: partial[Arriving]) -> None:
    """The company's window goes on account; who may not leave a balance is told and offered no way."""
    company = desk.app.new_id()
    desk.do(AddCompany, company_id=company, kind="company", code="NORD", name="Nordwind")
    desk.do(SetCredit, property_id=desk.hotel.property_id, company_id=company, limit_minor=100_000)
    stay = desk.check_in("101", 1)
    own = desk.app.new_id()
    desk.do(OpenFolio, folio_id=own, property_id=desk.hotel.property_id, kind="guest", stay_id=stay,
            guest_id=desk.view(stay).guest_id)  # fmt: skip
    desk.do(AddWindow, folio_id=own, number=2, company_id=company)
    code = desk.app.ask(Articles(property_id=desk.hotel.property_id))[-1].code
    desk.do(PostCharge, folio_id=own, article_code=code, unit_minor=4_000, number=2)
    receptionist = at_desk()
    dialog = receptionist.leave(stay)
    assert dialog.go.text() == "€ 40.00 on account"
    receptionist.enter(dialog)
    assert dialog.go.text() == "Check out"
    assert folio(desk, stay).balance_minor == 0
    dialog.bill.price.set_minor(1_000)
    dialog.bill.charge()
    receptionist.settle()
    assert dialog.other.isVisible()
    narrow = frozenset({"front_desk.check_out", "folios.*", "invoices.*"})
    object.__setattr__(desk.app, "actor", replace(desk.app.actor, permissions=narrow))
    dialog.settle.ways.choose("city_ledger")
    dialog._say_next()
    assert not dialog.other.isVisible()
    receptionist.enter(dialog)
    assert "No company" in dialog.settle.said.text()
    # The command itself asks for the right, whoever sends it.
    on_account = TakePayment(
        id=desk.app.new_id(), payment_id=desk.app.new_id(), folio_id=own, method="city_ledger",
        amount_minor=1_000, company_id=company,
    )  # fmt: skip
    assert "may not" in desk.refusal(NotPermitted, on_account).sentence
    dialog.check_out()
    receptionist.settle()
    assert "still owes" in dialog.said.text()
    assert desk.view(stay).status == "checked_in"
    dialog.reject()


@pytest.mark.parametrize("engine_kind", ["sqlite"], indirect=True)
def test_a_bill_that_cannot_be_issued(desk: Desk, at_desk: partial[Arriving]) -> None:
    """Nobody said who runs the house: the guest is out, the sentence stays until it was read."""
    stay = desk.check_in("101", 1)
    post_nights(desk)
    desk.close_day()
    receptionist = at_desk()
    dialog = receptionist.leave(stay)
    receptionist.enter(dialog, CONTROL)
    assert desk.view(stay).status == "checked_out"
    assert dialog.go.text() == "Close"
    assert dialog.said.text()
    assert desk.app.ask(Documents(folio_id=folio(desk, stay).folio_id)) == ()
    receptionist.enter(dialog)


@pytest.mark.parametrize("engine_kind", ["sqlite"], indirect=True)
def test_many_leave(desk: Desk, at_desk: partial[Arriving]) -> None:
    """Who is settled is ticked and goes; who owes something cannot be ticked."""
    free, owing = desk.check_in("101", 1, prices=(0,)), desk.check_in("102", 1, name="Costa")
    post_nights(desk)
    desk.close_day()
    receptionist = at_desk()
    dialog = receptionist.express("front_desk.check_out_many")
    assert dialog.table.chosen == (free,)
    receptionist.key(dialog.table, Qt.Key.Key_Down)
    receptionist.key(dialog.table, Qt.Key.Key_Space)
    receptionist.enter(dialog)
    assert [desk.view(stay).status for stay in (free, owing)] == ["checked_out", "checked_in"]
    dialog.reject()
