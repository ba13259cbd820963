"""A stay from the door to the taxi, through the real window and with keys only, on both engines.

A guest without surname comes a day late to a dirty room, gives a passport to a scanner that types, guarantees
by card and signs on paper; the next morning she takes something from the minibar, leaves a night early, pays
what she slept, and gets the keys off her hands. At the end every law of the house holds.
"""

from collections.abc import Iterator
from functools import partial
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.features.folios import FolioOf, SetUpLedgers
from app.features.front_desk import AddAlert, CheckInFacts, RegistrationCard
from app.features.property import Housekeeping, SetRoomState
from app.infra.database import Location
from tests.support.bills import faults, post_nights
from tests.support.desk import Desk, open_desk
from tests.support.houses import open_house
from tests.support.windows import hands
from tests.support.zones import Facts, passport
from tests.ui.front_desk.arriving_hands import ALT, Arriving, register
from ui.features.front_desk.check_in.check_in_dialog import CheckInDialog
from ui.features.front_desk.check_out.check_out_dialog import CheckOutDialog

F5, F6 = Qt.Key.Key_F5, Qt.Key.Key_F6


@pytest.fixture
def desk(location: Location) -> Iterator[Desk]:
    """The small hotel with ledgers, in good order when the journey is over."""
    app = open_house(location)
    made = open_desk(app)
    made.do(SetUpLedgers, property_id=made.hotel.property_id, country="PT")
    yield made
    assert faults(made) == []
    made.ensure_sound()
    app.close()


@pytest.fixture
def at_desk(qtbot: QtBot, desk: Desk) -> Iterator[partial[Arriving]]:
    """Opens a window; call it once the bookings are made."""
    with hands(Arriving, qtbot, desk, register) as opened:
        yield partial(opened, "folios", list=True)


def test_from_the_door_to_the_taxi(desk: Desk, at_desk: partial[Arriving]) -> None:
    """Arrival, the night, the morning."""
    stay = desk.book("101", 0, 3, name="Suharto", prices=(8_000, 8_500, 9_000))
    booking = desk.view(stay).reservation_id
    desk.do(AddAlert, alert_id=desk.app.new_id(), reservation_id=booking, moment="check_in", text="Nuts!")
    desk.close_day()
    desk.do(SetRoomState, room_id=desk.rooms["101"], housekeeping=Housekeeping.DIRTY)
    receptionist = at_desk()
    _arrive(desk, receptionist, stay)
    view = desk.app.ask(CheckInFacts(stay_id=stay, now=desk.app.clock.now()))
    assert (view.keys, view.signed, view.money.held_minor) == (2, "paper", 25_500)
    assert desk.app.ask(RegistrationCard(stay_id=stay)).pdf.startswith(b"%PDF")
    post_nights(desk)
    desk.close_day()
    _leave(desk, receptionist, stay)
    assert desk.view(stay).status == "checked_out"
    folio = desk.app.ask(FolioOf(stay_id=stay))
    assert folio is not None
    assert folio.balance_minor == 0
    desk.book("101", 2, 1, name="Next")


def _arrive(desk: Desk, receptionist: Arriving, stay: UUID) -> None:
    """F5, the scanner, Enter by Enter."""
    receptionist.window.services.selection.tell(stay)
    receptionist.press(F5)
    dialog = receptionist.dialog(CheckInDialog)
    assert "Was expected on" in dialog.hint.text()
    receptionist.scan(dialog, passport(Facts(surname="SUHARTO", given="", nationality="IDN")))
    receptionist.enter(dialog)
    assert dialog.go.text() == "101 is clean now"
    receptionist.enter(dialog)
    assert dialog.go.text().startswith("Pre-authorise")
    QTest.keyClick(dialog, Qt.Key.Key_3, ALT)
    receptionist.type(dialog, "118204")
    receptionist.enter(dialog)
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Space)
    receptionist.settle()
    receptionist.enter(dialog)
    assert dialog.go.text() == "Check in and cut 1 key"
    receptionist.type(dialog, "+")
    receptionist.enter(dialog)
    assert desk.view(stay).status == "checked_in"


def _leave(desk: Desk, receptionist: Arriving, stay: UUID) -> None:
    """F6: the minibar, a payment, the keys."""
    receptionist.window.services.selection.tell(stay)
    receptionist.window.activateWindow()
    receptionist.qtbot.waitUntil(receptionist.window.isActiveWindow)
    receptionist.press(F6)
    dialog = receptionist.dialog(CheckOutDialog)
    owed = dialog.due_minor
    dialog.bill.price.set_minor(700)
    QTest.keyClick(dialog, Qt.Key.Key_F4)
    receptionist.settle()
    assert dialog.due_minor == owed + 700
    receptionist.type(dialog, "118205")
    receptionist.enter(dialog)
    assert dialog.paper.keys.value() == 2
    dialog.paper.kind.choose("none")
    receptionist.enter(dialog)
    assert desk.view(stay).status == "checked_out"
