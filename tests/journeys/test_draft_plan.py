"""A draft at one desk while the other works: what the other changes is a conflict in it, on both engines."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app import bootstrap
from app.bootstrap import App
from app.features.reservations import CancelStay, MoveStay
from app.infra.database import Location
from tests.support.desk import Desk, open_desk
from tests.support.houses import open_house
from tests.support.windows import windows
from tests.ui.rack.receptionist import Receptionist
from ui.features import rack
from ui.features.rack.draft_panel import DraftPanel

PATIENCE_MS = 20_000


@pytest.fixture
def app(location: Location) -> Iterator[App]:
    """A house on each engine."""
    opened = open_house(location)
    yield opened
    opened.close()


@pytest.fixture
def desk(app: App) -> Desk:
    """The small hotel in it."""
    return open_desk(app)


@pytest.fixture
def other(location: Location, desk: Desk) -> Iterator[App]:
    """The second desk, with a connection of its own."""
    opened = open_house(location, workstation="Front desk 2")
    yield opened.as_actor(desk.app.actor)
    opened.close()


def words(hands: Receptionist) -> str:
    """All that the draft's panel says."""
    panels = [panel for panel in hands.window.findChildren(DraftPanel) if panel.isVisible()]
    return " | ".join(label.text() for label in panels[0].findChildren(QLabel)) if panels else ""


def test_two_desks_and_one_draft(qtbot: QtBot, desk: Desk, other: App) -> None:
    """Three changes are thought through; the other desk moves one stay and cancels another: both are named,
    what is untouched can be committed alone, and dropping the rest leaves nothing."""
    guests = (("101", "Ito"), ("102", "Kim"), ("201", "Novak"))
    stays = [desk.book(room, 1, 2, name=name) for room, name in guests]
    with windows() as show:
        window = show(desk.app, rack.register)
        following = bootstrap.follow(desk.app, window.hub.feed)
        following.start()
        window.open_page("rack")
        hands = Receptionist(qtbot, desk, window)
        hands.settle()
        hands.press("rack.draft")
        hands.drag_to(stays[0], "103")
        hands.drag_to(stays[1], "104")
        hands.drag_to(stays[2], "202")
        assert "3 changes" in words(hands)
        other.execute(MoveStay(id=other.new_id(), stay_id=stays[0], room_id=desk.rooms["104"]))
        qtbot.waitUntil(lambda: "1 in conflict" in words(hands), timeout=PATIENCE_MS)
        assert "Changed meanwhile at another desk." in words(hands)
        other.execute(CancelStay(id=other.new_id(), stay_id=stays[1]))
        qtbot.waitUntil(lambda: "2 in conflict" in words(hands), timeout=PATIENCE_MS)
        assert [desk.view(stay).parts[0].room for stay in stays] == ["104", "102", "201"]
        hands.press("rack.commit_draft")
        popover = hands.page.desk.popover
        assert popover is not None
        assert "Ito" in popover.accessibleName()
        QTest.keyClick(popover, Qt.Key.Key_1)
        hands.settle()
        assert desk.view(stays[2]).parts[0].room == "202"
        assert desk.view(stays[0]).parts[0].room == "104"
        assert not hands.page.drafting.active
        following.stop()
    desk.ensure_sound()
