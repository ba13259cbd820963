"""Every verb of the desk says its key to who points at it, and no key has two verbs on one page."""

from collections.abc import Iterator
from typing import Final

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from app.bootstrap import App
from ui.application.desk import make_window
from ui.shell.main_window import MainWindow
from ui.widgets.buttons import KeyedButton

# Verbs without a key of their own, and why: they are in Ctrl+K, and where the reason says.
SELDOM: Final = "done seldom; Ctrl+K finds it"
PLACE: Final = "a place: in the navigation, and Ctrl+K"
ON_PAGE: Final = "a button of its page, with Tab and Enter"
NO_KEY: Final[dict[str, str]] = {
    "property.close_day": "once a day, with care", "shell.set_pin": SELDOM, "security.reset_pin": SELDOM,
    "rack.tidy_up": SELDOM, "rack.drop_draft": "a button of the draft's panel; Esc there",
    "rack.today": "T on the grid", "rack.go_to": "G on the grid", "rack.fit": "Ctrl+0 on the grid",
    "rack.configure": SELDOM, "front_desk.reinstate": SELDOM, "front_desk.turn_aways": SELDOM,
    "front_desk.walk_letter": SELDOM, "front_desk.show_register": PLACE, "reservations.new": "F2",
    "reservations.book_again": SELDOM, "reservations.import_file": SELDOM, "folios.list": PLACE,
    "folios.post_nights": "once a day", "folios.move_postings": "Alt+2 to Alt+8 on marked lines",
    "folios.split_posting": ON_PAGE, "folios.reverse_posting": ON_PAGE, "folios.check_out": "F6",
    "rates.today": ON_PAGE, "guests.show_profile": SELDOM, "guests.show_duplicates": SELDOM,
}  # fmt: skip
PLACES: Final = ("shell.open.", "boards.", "invoices.show_", "finance.show_")


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


def test_who_has_no_key_says_why(whole: MainWindow) -> None:
    """A new verb gets a key, or a line with the reason; a reason for a verb with a key is out of date."""
    without = {spec.verb for spec in whole.actions_ if not spec.shortcut}
    assert {verb for verb in without if not verb.startswith(PLACES)} == set(NO_KEY)
    hidden = {spec.verb for spec in whole.actions_ if not spec.shortcut and not spec.in_palette}
    assert hidden <= {"folios.check_out", *(verb for verb in without if verb.startswith(PLACES))}
