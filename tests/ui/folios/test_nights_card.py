"""Posting a night from its card: rehearsed stay by stay, posted once, and closing a day asks for it."""

from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.features.folios import NightPostings, UseCityPreset
from tests.support.desk import Desk
from tests.ui.folios.conftest import AtDesk, Cashier
from ui.features.folios.nights_card import NightsCard
from ui.shell.close_day import CloseDayCard
from ui.widgets.buttons import LinkButton

RETURN = Qt.Key.Key_Return


def card(hands: Cashier) -> NightsCard:
    """The card, opened from the palette's verb and rehearsed."""
    hands.run("folios.post_nights")
    found = hands.window.findChildren(NightsCard)[-1]
    hands.settle()
    return found


def unposted(desk: Desk) -> int:
    """How many nights wait."""
    return desk.app.ask(NightPostings(property_id=desk.hotel.property_id)).unposted


@pytest.fixture
def stays(desk: Desk) -> tuple[UUID, UUID]:
    """Two guests in a hotel whose city takes a tax."""
    desk.do(UseCityPreset, property_id=desk.hotel.property_id, preset="LISBON")
    return desk.check_in("101", 2, adults=1), desk.check_in("201", 1, adults=2)


def test_rehearsed_and_posted_once(at_desk: AtDesk, desk: Desk, stays: tuple[UUID, UUID]) -> None:
    """What it would post is what it posts; nothing is posted before Enter, nothing by a second time."""
    hands = at_desk()
    shown = card(hands)
    assert [(line.room, line.minor) for line in shown.lines.values()] == [("101", 9_400), ("201", 14_800)]
    assert shown.total.text().endswith("242.00")
    assert shown.go.text() == "Post 2 stays"
    assert unposted(desk) == 2
    QTest.keyClick(shown, RETURN)
    hands.settle()
    assert [hands.folio(stay).balance_minor for stay in stays] == [9_400, 14_800]
    assert unposted(desk) == 0
    again = card(hands)
    assert again.lines == {}
    assert not again.go.isEnabled()
    assert "already" in again.said.text()
    QTest.keyClick(again, RETURN)
    hands.settle()
    assert [hands.folio(stay).balance_minor for stay in stays] == [9_400, 14_800]


def test_who_came_later_is_posted_later(at_desk: AtDesk, desk: Desk, stays: tuple[UUID, UUID]) -> None:
    """The card names only those whose night is not posted, and says how many are."""
    hands = at_desk()
    QTest.keyClick(card(hands), RETURN)
    hands.settle()
    late = desk.check_in("102", 1, adults=1, name="Costa")
    shown = card(hands)
    assert [line.stay_id for line in shown.lines.values()] == [late]
    assert "2 stays are posted already" in shown.said.text()
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    assert unposted(desk) == 1
    assert hands.folio(stays[0]).balance_minor == 9_400


def test_an_empty_house(at_desk: AtDesk, desk: Desk) -> None:
    """There is nothing to post, and it says so."""
    shown = card(at_desk())
    assert "Nobody" in shown.said.text()
    assert not shown.go.isEnabled()
    assert unposted(desk) == 0


def test_closing_the_day_asks_first(at_desk: AtDesk, desk: Desk, stays: tuple[UUID, UUID]) -> None:
    """The card to close a day says how many nights are not posted, and leads to posting them."""
    del stays
    hands = at_desk()
    hands.run("property.close_day")
    closing = hands.window.findChild(CloseDayCard)
    assert closing is not None
    hands.settle()
    link = next(button for button in closing.findChildren(LinkButton) if button.isVisible())
    link.click()
    hands.settle()
    shown = hands.window.findChildren(NightsCard)[-1]
    QTest.keyClick(shown, RETURN)
    hands.settle()
    assert unposted(desk) == 0
    hands.run("property.close_day")
    later = hands.window.findChildren(CloseDayCard)[-1]
    hands.settle()
    assert not [button for button in later.findChildren(LinkButton) if button.isVisible()]
