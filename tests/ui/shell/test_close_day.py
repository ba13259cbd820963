"""Closing the day by hand: a card, Enter, and the business date is the next; Esc leaves it."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.bootstrap import App
from app.features.property import House
from tests.support.houses import furnish
from ui.shell.close_day import CloseDayCard
from ui.shell.main_window import MainWindow


def card_of(qtbot: QtBot, window: MainWindow) -> CloseDayCard:
    """The card, opened by its verb."""
    window.run_action("property.close_day")
    qtbot.waitUntil(lambda: window.findChild(CloseDayCard) is not None)
    found = window.findChild(CloseDayCard)
    assert found is not None
    return found


def test_enter_closes_the_day(qtbot: QtBot, window: MainWindow, house: App) -> None:
    """The next day is open afterwards; nothing is offered to undo it."""
    furnish(house)
    before = house.ask(House()).properties[0].business_date
    card = card_of(qtbot, window)
    assert str(before.day) in card.buttons[0].text()
    QTest.keyClick(card, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: house.ask(House()).properties[0].business_date == before + timedelta(days=1))
    assert not window.services.undo.next_undo
    window.operations.close()


def test_escape_leaves_the_day_open(qtbot: QtBot, window: MainWindow, house: App) -> None:
    """Nothing happens."""
    furnish(house)
    before = house.ask(House())
    QTest.keyClick(card_of(qtbot, window), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(CloseDayCard) is None)
    assert house.ask(House()) == before
    window.operations.close()


def test_without_a_hotel_it_says_so(qtbot: QtBot, window: MainWindow) -> None:
    """A sentence instead of an empty card."""
    window.run_action("property.close_day")
    qtbot.waitUntil(lambda: window.operations.idle)
    assert window.findChild(CloseDayCard) is None
    window.operations.close()
