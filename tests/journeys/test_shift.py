"""A shift ends, through the real window and by keys, on both engines.

Somebody is in the middle of a handover and of a booking when a colleague has to take the desk for a moment:
both wait, unseen, and come back as they were. What happened meanwhile is told in the handover, which two
people sign; it belongs to one hotel of the two. At the end a forgotten PIN is given anew and changed at once.
"""

from collections.abc import Iterator
from typing import TypeVar
from uuid import UUID

import pytest
from argon2 import PasswordHasher
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.bootstrap import actor_for, set_pin
from app.features.front_desk import Handovers, Topic
from app.features.security import AddUser, Users
from app.infra.database import Location
from tests.support.desk import Desk, open_desk
from tests.support.houses import open_house
from tests.support.windows import Hands, hands
from ui.features import reservations
from ui.features.front_desk.shift import actions, names, words
from ui.features.front_desk.shift.incident_dialog import IncidentDialog
from ui.features.front_desk.shift.shift_page import ShiftPage
from ui.features.reservations.booking_dialog import BookingDialog
from ui.shell.pages import ShellRegistry
from ui.shell.pin_dialog import NewPinDialog, PinDialog, ResetPinDialog
from ui.shell.small_dialog import SmallDialog
from ui.shell.which_hotel import HOTEL

ENTER = Qt.Key.Key_Return
T = TypeVar("T", bound=SmallDialog)


def lend(shell: ShellRegistry) -> None:
    """The shift and the bookings."""
    actions.register(shell)
    reservations.register(shell)


@pytest.fixture
def desk(location: Location) -> Iterator[Desk]:
    """Two hotels; the owner and a receptionist have PINs."""
    house = open_house(location)
    made = open_desk(house)
    open_desk(house, "ZWEI")
    set_pin(house, "", "9071")
    hashed = PasswordHasher(1, 8 * 1024, 1).hash("open sesame")
    made.do(AddUser, user_id=house.new_id(), login="rui", name="Rui Matos", role="reception",
            password_hash=hashed)  # fmt: skip
    rui = next(user for user in house.ask(Users()) if user.login == "rui")
    set_pin(house.as_actor(actor_for(rui, house.actor.tenant_id, "Front desk 1")), "open sesame", "2580")
    yield made
    made.ensure_sound()
    house.close()


@pytest.fixture
def at(qtbot: QtBot, desk: Desk) -> Iterator[Hands]:
    """Somebody on the page of the shift, of the first hotel."""
    with hands(Hands, qtbot, desk, lend) as opened:
        made = opened("shift")
        made.window.preferences.put(HOTEL, str(desk.hotel.property_id))
        made.window.open_page(names.PAGE)
        made.settle()
        yield made


def dialog(at: Hands, kind: type[T]) -> T:
    """The dialog of a kind that shows."""

    def shown() -> list[T]:
        return [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]

    at.qtbot.waitUntil(lambda: bool(shown()), timeout=20_000)
    return shown()[0]


def give(at: Hands, pin: str, user: UUID | None = None) -> None:
    """A PIN in the dialog that asks for it."""
    asked = dialog(at, PinDialog)
    if user is not None:
        asked.who.choose(user)
    QTest.keyClicks(asked.secret, pin)
    QTest.keyClick(asked.secret, ENTER)
    at.qtbot.waitUntil(lambda: not isValid(asked), timeout=20_000)
    at.settle()


def change_places(at: Hands, pin: str, user: UUID) -> None:
    """F11 and a PIN."""
    at.window.activateWindow()
    at.window.users.ask()
    give(at, pin, user)
    at.qtbot.waitUntil(lambda: at.window.services.app.actor.user_id == user)


def test_a_shift_ends(at: Hands, desk: Desk) -> None:
    """Half-done things wait; an incident is told; two sign; each hotel has its own; a PIN is given anew."""
    owner, users = desk.app.actor.user_id, desk.app.ask(Users())
    rui = next(user.id for user in users if user.login == "rui")
    desk.book("101", 0, 2, name="Late")
    page = at.page_as(ShiftPage)
    QTest.keyClicks(page.note, "The lift ")
    at.window.run_action("reservations.new")
    at.qtbot.waitUntil(lambda: any(w.isVisible() for w in at.window.findChildren(BookingDialog)),
                       timeout=20_000)  # fmt: skip
    at.settle()
    booking = next(w for w in at.window.findChildren(BookingDialog) if w.isVisible())
    QTest.keyClicks(booking.form.guest.input, "Okonk")

    change_places(at, "2580", rui)
    fresh = at.page_as(ShiftPage)
    at.settle()
    assert not booking.isVisible()
    assert (fresh is page, fresh.note.toPlainText(), at.window.users.parked(owner)) == (False, "", 2)
    at.window.activateWindow()
    at.qtbot.waitUntil(at.window.isActiveWindow)
    QTest.keyClick(fresh, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    incident = dialog(at, IncidentDialog)
    at.key(incident.place, ENTER)
    assert incident.fields["text"].sentence == "Say what happened."
    QTest.keyClicks(incident.place, "Lift")
    QTest.keyClicks(incident.text, "Stands still, Mr Silva was inside")
    at.key(incident.text, ENTER)
    at.settle()
    assert fresh.view is not None
    assert [each.text for each in fresh.view.incidents] == ["Stands still, Mr Silva was inside"]

    change_places(at, "9071", owner)
    assert at.page_as(ShiftPage) is page
    assert (page.note.toPlainText(), booking.isVisible()) == ("The lift ", True)
    assert booking.form.guest.input.text() == "Okonk"
    assert "as it was left" in at.window.toasts.sentence
    booking.close()
    _hand_over(at, desk, page)

    assert page.hotels.isVisible()
    page.hotels.setCurrentIndex(1 - page.hotels.currentIndex())
    page.hotels.activated.emit(page.hotels.currentIndex())
    at.settle()
    assert (page.view.hotel if page.view else "", page.handovers) == ("ZWEI", ())
    assert page.view is not None
    assert not any(topic.count for topic in page.view.topics)
    _give_a_pin(at, rui)


def _hand_over(at: Hands, desk: Desk, page: ShiftPage) -> None:
    """A text that is too long is said and stays; then two PINs, and what was signed is on paper."""
    page.load()
    at.settle()
    kept_text = page.note.toPlainText()
    page.note.setPlainText("x" * 4_001)
    page.hand_over()
    give(at, "9071")
    at.qtbot.waitUntil(lambda: page.field.sentence.startswith("At most 4000"))
    assert len(page.note.toPlainText()) == 4_001, "nothing typed is lost"
    page.note.setPlainText(kept_text)
    page.note.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(page.note, "stands still.")
    at.window.activateWindow()
    at.qtbot.waitUntil(at.window.isActiveWindow)
    QTest.keyClick(page.note, ENTER, Qt.KeyboardModifier.ControlModifier)
    give(at, "9071")
    assert page.note.toPlainText() == ""
    give(at, "2580")
    at.qtbot.waitUntil(lambda: bool(page.handovers) and page.handovers[0].taken_at is not None)
    (kept,) = desk.app.ask(Handovers(property_id=desk.hotel.property_id))
    told = {topic.topic: [line.what for line in topic.lines] for topic in kept.topics}
    assert (kept.note, kept.given_name, kept.taken_name) == ("The lift stands still.", "Owner", "Rui Matos")
    assert told[Topic.INCIDENTS] == ["Stands still, Mr Silva was inside"]
    assert told[Topic.ARRIVALS] == ["Friederike Late"]
    assert "taken by Rui Matos" in words.signed(kept)
    assert words.sheet_of(kept).pdf.startswith(b"%PDF")
    assert page.view is not None
    page.settle(page.view.incidents[0].id, "Lift")
    at.settle()
    assert page.view.incidents == ()


def _give_a_pin(at: Hands, rui: UUID) -> None:
    """The owner gives one, proved by his own; who comes in with it is asked for another."""
    at.window.run_action("security.reset_pin")
    giving = dialog(at, ResetPinDialog)
    giving.who.choose(rui)
    for line, text in ((giving.pin, "3691"), (giving.again, "3692"), (giving.own, "9071")):
        line.setText(text)
    at.key(giving.own, ENTER)
    assert "another PIN" in giving.fields["again"].sentence
    giving.again.setText("3691")
    QTest.keyClick(giving.own, ENTER)
    at.qtbot.waitUntil(lambda: not isValid(giving), timeout=20_000)
    change_places(at, "3691", rui)
    own = dialog(at, NewPinDialog)
    assert "Owner gave you a PIN" in own.about.text()
    for line, text in ((own.old, "3691"), (own.pin, "8052"), (own.again, "8052")):
        line.setText(text)
    QTest.keyClick(own.again, ENTER)
    at.qtbot.waitUntil(lambda: at.window.toasts.sentence == "Your PIN is set", timeout=20_000)
