"""Every verb of the desk says its key to who points at it, and no key has two verbs on one page."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from app.bootstrap import App
from ui.application.desk import make_window
from ui.shell.main_window import MainWindow
from ui.widgets.buttons import KeyedButton


@pytest.fixture
def whole(qtbot: QtBot, house: App) -> Iterator[MainWindow]:
    """The window with all that capabilities lend."""
    made = make_window(house)
    made.show()
    made.open_page("arrivals")
    qtbot.waitUntil(lambda: made.operations.idle)
    yield made
    made.close()
    made.deleteLater()


def test_every_verb_says_its_key(qtbot: QtBot, whole: MainWindow) -> None:
    """The tip of each verb with a key holds it; so does that of a button which stands for the verb."""
    keyed = [spec for spec in whole.actions_ if spec.shortcut]
    assert len(keyed) > 40
    for spec in keyed:
        whole.top.show_action(spec, "")
        assert spec.shortcut in whole.top.action.tip, spec.verb
        whole.top.show_action(spec, "Choose a room.")
        assert whole.top.action.tip.startswith("Choose a room."), spec.verb
        assert spec.shortcut in whole.top.action.tip, spec.verb
    titles = {spec.title: spec.shortcut for spec in keyed}
    stands = [each for each in whole.findChildren(KeyedButton) if each.text() in titles]
    assert stands, "a board shows some of the verbs as buttons"
    for button in stands:
        assert titles[button.text()] in button.tip, button.text()

    walk_in = next(each for each in stands if each.isVisible())
    at = QPoint(3, 3)
    QApplication.sendEvent(walk_in, QHelpEvent(QEvent.Type.ToolTip, at, walk_in.mapToGlobal(at)))
    qtbot.waitUntil(lambda: QToolTip.text() == walk_in.tip)
    QToolTip.hideText()
