"""The frame: navigation, keys, panel, legend, status, theme, refusals."""

from threading import Thread

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.bootstrap import App
from app.features.security import AddUser, Settings, Users
from app.kernel.changes import Outcome
from app.kernel.errors import AppError, Choice
from tests.support.houses import furnish
from tests.support.threads import keyrack_threads
from tests.ui.shell.conftest import SamplePage
from ui.shell.actions import ActionSpec
from ui.shell.main_window import PANEL, PANEL_WIDE, MainWindow
from ui.widgets.refusal import RefusalPopover
from ui.widgets.theme import Mode, theme


def test_a_page_is_made_once_and_told(window: MainWindow) -> None:
    window.open_page("reports", year=2026)
    first = window.page
    window.open_page("rack")
    window.open_page("reports")
    assert window.page is first
    assert isinstance(first, SamplePage)
    assert first.arguments == [{"year": 2026}, {}]
    assert first.leavings == 1


def test_what_does_not_exist_says_so(window: MainWindow) -> None:
    window.open_page("channels")
    assert window.page_id == "rack"
    assert "yet" in window.toasts.sentence


def test_the_frame_has_the_measures_of_the_look(qtbot: QtBot, window: MainWindow) -> None:
    def settles_at(width: int) -> None:
        qtbot.waitUntil(lambda: window.content.width() == width)

    assert window.navigation.width() == 160
    assert window.top.height() == 52
    assert window.status.height() == 26
    window.show_panel(QLabel("stay"))
    settles_at(1440 - 160 - PANEL)
    window.resize(1920, 1080)
    settles_at(1920 - 160 - PANEL_WIDE)
    window.show_panel(None)
    settles_at(1920 - 160)


def test_the_navigation_folds_and_is_remembered(qtbot: QtBot, window: MainWindow, house: App) -> None:
    QTest.keyClick(window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert window.navigation.width() == 52
    window.preferences.flush()
    qtbot.waitUntil(lambda: window.operations.idle)
    assert house.ask(Settings(user_id=house.actor.user_id))["shell.narrow"] is True


def test_each_page_has_its_own_legend(window: MainWindow) -> None:
    legend = QLabel("legend")
    window.set_legend(legend)
    assert legend.isVisible()
    window.open_page("reports")
    assert not legend.isVisible()
    window.open_page("rack")
    assert legend.isVisible()


def test_a_key_runs_its_action_on_its_page_only(window: MainWindow) -> None:
    ran: list[str] = []
    window.services.actions.add(
        ActionSpec(verb="x.go", title="Go", run=lambda: ran.append("go"), shortcut="F9", page="rack")
    )
    QTest.keyClick(window, Qt.Key.Key_F9)
    window.open_page("reports")
    QTest.keyClick(window, Qt.Key.Key_F9)
    assert ran == ["go"]


def test_an_action_that_cannot_run_says_why(window: MainWindow) -> None:
    window.services.actions.add(
        ActionSpec(
            verb="x.no", title="No", run=lambda: None, shortcut="F9", why_not=lambda: "Nothing is selected."
        )
    )
    QTest.keyClick(window, Qt.Key.Key_F9)
    assert window.toasts.sentence == "Nothing is selected."


def test_the_page_gives_the_one_filled_verb(window: MainWindow) -> None:
    reason = ["Choose a room."]
    window.services.actions.add(
        ActionSpec(verb="x.new", title="New stay", run=lambda: None, shortcut="F2", why_not=lambda: reason[0])
    )
    window.page.main_action = "x.new"
    window.refresh_actions()
    assert window.top.action.text() == "New stay"
    button = window.top.action
    assert button.toolTip() == "Choose a room."
    assert button.isEnabled(), "it is grey, but takes the keyboard and a press"
    QTest.keyClick(button, Qt.Key.Key_Question)
    popover = window.findChild(RefusalPopover)
    assert popover is not None
    assert popover.accessibleName() == "Choose a room."
    QTest.keyClick(popover, Qt.Key.Key_Escape)
    reason[0] = ""
    window.refresh_actions()
    assert button.why_not == ""
    assert button.toolTip() == "New stay (F2)"


def test_the_status_tells_hotel_and_business_date(qtbot: QtBot, window: MainWindow, house: App) -> None:
    assert window.status.date.accessibleName() == "No business date yet"
    furnish(house)
    window.house.ask()
    qtbot.waitUntil(lambda: "21 Nov 2026" in window.status.date.accessibleName())
    assert window.navigation.house.accessibleName().startswith("Miradouro")
    assert window.status.clock.accessibleName() == "08:30"
    assert window.status.desk.accessibleName() == "Front desk 1"


def test_the_theme_switches_everything_and_is_remembered(
    qtbot: QtBot, window: MainWindow, house: App
) -> None:
    light = window.grab().toImage().pixelColor(700, 500)
    window.run_action("shell.theme")
    assert theme().mode is Mode.DARK
    dark = window.grab().toImage().pixelColor(700, 500)
    assert (light.name(), dark.name()) == ("#f5f6f8", "#11151b")
    window.preferences.flush()
    qtbot.waitUntil(lambda: window.operations.idle)
    assert house.ask(Settings(user_id=house.actor.user_id))["shell.theme"] == "dark"


def test_a_chosen_move_of_a_refusal_is_carried_out(qtbot: QtBot, window: MainWindow, house: App) -> None:
    command = AddUser(id=house.new_id(), user_id=house.new_id(), login="rui", name="Rui", role="owner")
    error = AppError("Marta has left. Somebody else can do it.", choices=(Choice("Add Rui", command),))
    window.show_refusal(error)
    popover = window.findChild(RefusalPopover)
    assert popover is not None
    QTest.keyClick(popover, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: window.services.undo.next_undo == "Add Rui")
    assert "rui" in {user.login for user in house.ask(Users())}


def test_undo_and_redo_by_keys(qtbot: QtBot, window: MainWindow, house: App) -> None:
    command = AddUser(id=house.new_id(), user_id=house.new_id(), login="rui", name="Rui", role="owner")

    def logins() -> set[str]:
        return {user.login for user in house.ask(Users())}

    def done(_outcome: Outcome) -> None:
        window.services.did(command.id, "Rui added")

    window.operations.run_command(command, done)
    qtbot.waitUntil(lambda: window.toasts.sentence == "Rui added")
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "rui" not in logins())
    qtbot.waitUntil(lambda: window.toasts.sentence == "Taken back: Rui added")
    QTest.keyClick(window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "rui" in logins())
    qtbot.waitUntil(lambda: window.toasts.sentence == "Done again: Rui added")
    assert window.services.undo.next_undo == "Rui added"


def test_a_refused_undo_says_why_and_is_dropped(qtbot: QtBot, window: MainWindow, house: App) -> None:
    window.services.undo.push(house.new_id(), "Nothing at all")
    window.services.undo.undo()
    qtbot.waitUntil(lambda: window.toasts.sentence == "There is nothing to undo.")
    assert window.services.undo.next_undo == ""


def test_closing_leaves_no_thread(others: set[Thread], window: MainWindow) -> None:
    window.preferences.put("rack.view", "month")
    window.close()
    assert keyrack_threads() - others == set()
