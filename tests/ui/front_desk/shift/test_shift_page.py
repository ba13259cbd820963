"""The handover on the screen: facts, a text, two PINs, and what was signed before; on each engine."""

from collections.abc import Callable, Iterator

import pytest
from argon2 import PasswordHasher
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.bootstrap import actor_for, set_pin
from app.features.security import AddUser, Users
from app.infra.database import Location
from tests.support.desk import Desk, open_desk
from tests.support.houses import open_house
from tests.support.windows import Hands, hands
from ui.features.front_desk.shift import actions, names, words
from ui.features.front_desk.shift.shift_page import ShiftPage
from ui.shell.pin_dialog import PinDialog

AtPage = Callable[..., Hands]


@pytest.fixture
def desk(location: Location) -> Iterator[Desk]:
    """A small hotel with two users who have PINs."""
    house = open_house(location)
    made = open_desk(house)
    set_pin(house, "", "9071")
    hashed = PasswordHasher(1, 8 * 1024, 1).hash("open sesame")
    made.do(AddUser, user_id=house.new_id(), login="rui", name="Rui Matos", role="reception",
            password_hash=hashed)  # fmt: skip
    rui = next(user for user in house.ask(Users()) if user.login == "rui")
    set_pin(house.as_actor(actor_for(rui, house.actor.tenant_id, "Front desk 1")), "open sesame", "2580")
    yield made
    house.close()


@pytest.fixture
def at_page(qtbot: QtBot, desk: Desk) -> Iterator[AtPage]:
    """Opens the page."""
    with hands(Hands, qtbot, desk, actions.register) as opened:
        yield opened


def sign(at: Hands, pin: str) -> None:
    """Give a PIN in the dialog that asks for it."""

    def asked() -> list[PinDialog]:
        every = QApplication.topLevelWidgets()
        return [each for each in every if isinstance(each, PinDialog) and each.isVisible()]

    at.qtbot.waitUntil(lambda: bool(asked()))
    dialog = asked()[0]
    QTest.keyClicks(dialog.secret, pin)
    QTest.keyClick(dialog.secret, Qt.Key.Key_Return)
    at.qtbot.waitUntil(lambda: not isValid(dialog))
    at.settle()


def test_a_shift_is_handed_over_by_two_pins(desk: Desk, at_page: AtPage) -> None:
    """By keys: the text, Ctrl+Enter, a PIN, the other PIN; then it stands among the former ones."""
    desk.book("101", 0, 2, name="Late")
    at = at_page(names.PAGE)
    page = at.page_as(ShiftPage)
    at.qtbot.waitUntil(lambda: page.view is not None)
    assert page.view is not None
    assert page.view.topics[0].lines[0].what == "Friederike Late"
    page.note.setPlainText("x" * 4_001)
    page.hand_over()
    sign(at, "9071")
    at.qtbot.waitUntil(lambda: page.field.sentence.startswith("At most 4000"))
    assert len(page.note.toPlainText()) == 4_001, "nothing typed is lost"
    page.note.clear()
    QTest.keyClicks(page.note, "Safe is shut.")
    page.window().activateWindow()
    at.qtbot.waitUntil(page.window().isActiveWindow)
    QTest.keyClick(page.note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    sign(at, "9071")
    assert page.note.toPlainText() == ""
    sign(at, "2580")
    at.qtbot.waitUntil(lambda: bool(page.handovers) and page.handovers[0].taken_at is not None)
    (kept,) = page.handovers
    assert (kept.note, kept.given_name, kept.taken_name) == ("Safe is shut.", "Owner", "Rui Matos")
    assert "taken by Rui Matos" in words.signed(kept)
    assert words.sheet_of(kept).pdf.startswith(b"%PDF")
