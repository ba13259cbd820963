"""Users change places: by PIN, with what was open kept; a superior lends a permission."""

from uuid import UUID

import pytest
from argon2 import PasswordHasher
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.bootstrap import App, actor_for, set_pin
from app.features.security import AddUser, Users, UserView
from app.kernel.changes import Outcome
from app.kernel.errors import AppError, NotPermitted
from ui.shell.main_window import MainWindow
from ui.shell.pages import Page, PageSpec
from ui.shell.pin_dialog import NewPinDialog, PinDialog
from ui.shell.services import ShellServices
from ui.shell.small_dialog import SmallDialog
from ui.widgets.refusal import RefusalPopover

KEY = Qt.Key


def add(house: App, login: str, name: str, role: str, pin: str) -> UserView:
    """A user with a PIN."""
    house.execute(
        AddUser(id=house.new_id(), user_id=house.new_id(), login=login, name=name, role=role,
                password_hash=PasswordHasher(1, 8 * 1024, 1).hash("open sesame"))
    )  # fmt: skip
    user = next(each for each in house.ask(Users()) if each.login == login)
    set_pin(house.as_actor(actor_for(user, house.actor.tenant_id, "Front desk 1")), "open sesame", pin)
    return user


@pytest.fixture
def marta(house: App) -> UserView:
    """At the reception."""
    return add(house, "marta", "Marta Sousa", "reception", "2580")


def shown(qtbot: QtBot) -> PinDialog:
    """The dialog that asks for a PIN."""

    def found() -> list[PinDialog]:
        every = QApplication.topLevelWidgets()
        return [each for each in every if isinstance(each, PinDialog) and each.isVisible()]

    qtbot.waitUntil(lambda: bool(found()))
    return found()[0]


def give(qtbot: QtBot, window: MainWindow, user: UUID, pin: str) -> PinDialog:
    """Choose a user and give a PIN."""
    dialog = shown(qtbot)
    dialog.who.choose(user)
    QTest.keyClicks(dialog.who, pin)  # digits typed at the name are the PIN's
    QTest.keyClick(dialog.secret, KEY.Key_Return)
    qtbot.waitUntil(lambda: window.operations.idle and (not isValid(dialog) or dialog.go.isEnabled()))
    return dialog


def test_another_user_takes_the_desk_and_nothing_is_lost(
    qtbot: QtBot, window: MainWindow, house: App, marta: UserView
) -> None:
    """A wrong PIN is a sentence; half-done dialogs wait for who began them; each undoes his own steps."""
    owner = house.actor.user_id
    window.services.undo.push(house.new_id(), "Something of the owner")
    dialog = SmallDialog(window.services, "Half done", verb="Go")
    line = QLineEdit()
    dialog.field("name", "Name", line)
    dialog.open()
    QTest.keyClicks(line, "Okonk")
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keyClick(line, KEY.Key_F11)  # over an open dialog too
    wrong = give(qtbot, window, marta.id, "1111")
    assert "4 tries are left" in wrong.fields["secret"].sentence
    assert window.services.app.actor.user_id == owner
    wrong.secret.clear()
    with qtbot.waitSignal(window.users.switched, timeout=1_000):
        give(qtbot, window, marta.id, "2580")
    assert window.services.app.actor.name == "Marta Sousa"
    assert window.status.user.accessibleName() == "Marta Sousa"
    assert not dialog.isVisible()
    assert window.services.undo.next_undo == ""
    assert window.users.parked(owner) == 1

    set_pin(house, "", "9071")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, KEY.Key_F11)
    give(qtbot, window, owner, "9071")
    assert window.services.app.actor.user_id == owner
    assert dialog.isVisible()
    assert line.text() == "Okonk"
    assert window.services.undo.next_undo == "Something of the owner"
    assert "What was half done is as it was left" in window.toasts.sentence
    dialog.close()


class Kept(Page):
    """A page with a field; a heavy one, that is not made anew for every user."""

    is_kept = True

    def __init__(self, services: ShellServices) -> None:
        super().__init__()
        del services
        self.line = QLineEdit("as it is", self)


class Light(Kept):
    """A page that is."""

    is_kept = False


def test_half_typed_pages_and_panels_wait(window: MainWindow, house: App, marta: UserView) -> None:
    """Of a heavy page the text alone, another one whole, and what stands beside it; nothing untouched."""
    for kind in (Kept, Light):
        name = kind.__name__.lower()
        window.registry.pages.append(PageSpec(id=name, title=name, icon="key", factory=kind))
    window.open_page("kept")
    heavy = window.page
    window.open_page("light")
    light, panel = window.page, QWidget()
    note = QPlainTextEdit(panel)
    window.show_panel(panel)
    assert isinstance(heavy, Kept)
    assert isinstance(light, Kept)
    own = house.actor.user_id
    colleague = house.as_actor(actor_for(marta, house.actor.tenant_id, "Front desk 1"))
    window.users.become(colleague)
    assert (window.page is light, window.users.parked(own)) == (True, 0), "nobody has typed"
    window.users.become(house)
    window.show_panel(panel)
    for field, text in ((heavy.line, "Okonk"), (light.line, "Ber")):
        field.clear()
        QTest.keyClicks(field, text)
    QTest.keyClicks(note, "calls at six")
    window.users.become(colleague)
    fresh = window.page
    assert isinstance(fresh, Light)
    assert (fresh.line.text(), heavy.line.text(), panel.isVisible()) == ("as it is", "", False)
    assert (fresh is light, window.users.parked(own)) == (False, 3)
    window.open_page("kept")
    window.users.become(house)
    assert window.page is light
    assert (light.line.text(), heavy.line.text()) == ("Ber", "Okonk")
    assert (panel.isVisible(), note.toPlainText()) == (True, "calls at six")
    window.users.become(colleague)
    assert window.page is fresh, "a page that was made once is used again"


def test_a_superior_allows_by_pin(qtbot: QtBot, window: MainWindow, house: App, marta: UserView) -> None:
    """What a role does not allow is offered with a PIN; it is done in the superior's name."""
    boss = add(house, "ines", "Inês Faria", "owner", "8024")
    window.users.become(house.as_actor(actor_for(marta, house.actor.tenant_id, "Front desk 1")))
    command = AddUser(id=house.new_id(), user_id=house.new_id(), login="rui", name="Rui", role="reception")
    done: list[Outcome] = []
    refused: list[AppError] = []
    window.operations.run_command(command, done.append, refused.append)
    qtbot.waitUntil(lambda: bool(refused))
    assert isinstance(refused[0], NotPermitted)
    assert refused[0].choices[0].command is command
    window.operations.run_command(command, done.append, refused.append)
    QTest.keyClick(shown(qtbot), KEY.Key_Escape)
    qtbot.waitUntil(lambda: len(refused) == 2)
    assert "Nothing was changed" in refused[1].sentence

    window.operations.run_command(command, None)
    qtbot.waitUntil(lambda: window.findChild(RefusalPopover) is not None)
    popover = window.findChild(RefusalPopover)
    assert popover is not None
    QTest.keyClick(popover, KEY.Key_Return)
    give(qtbot, window, boss.id, "8024")
    qtbot.waitUntil(lambda: "rui" in {user.login for user in house.ask(Users())})
    assert window.services.app.actor.name == "Marta Sousa"


def test_a_pin_of_ones_own(qtbot: QtBot, window: MainWindow) -> None:
    """Weak and mistyped ones get a sentence at their field."""
    window.run_action("shell.set_pin")
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, NewPinDialog) and w.isVisible())
    for pin, again, field in (("1234", "1234", "pin"), ("2580", "2581", "again")):
        dialog.pin.setText(pin)
        dialog.again.setText(again)
        QTest.keyClick(dialog.again, KEY.Key_Return)
        qtbot.waitUntil(lambda: dialog.go.isEnabled() and bool(dialog.fields[field].sentence))  # noqa: B023
    dialog.again.setText("2580")
    QTest.keyClick(dialog.again, KEY.Key_Return)
    qtbot.waitUntil(lambda: window.toasts.sentence == "Your PIN is set")
