"""Fixtures of the boards' tests: somebody at a real window with the boards and folios, over a real house."""

from collections.abc import Callable, Iterator
from typing import ClassVar
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from app.features.folios import SetUpLedgers
from app.infra.database import Location
from app.kernel.commands import Command
from tests.support.desk import Desk, open_desk
from tests.support.houses import open_house
from tests.support.windows import Hands, hands
from ui.features import folios, rack, reservations
from ui.features.front_desk.boards import actions as boards
from ui.features.front_desk.boards.board_page import BoardPage
from ui.features.front_desk.boards.board_table import BoardTable
from ui.features.front_desk.boards.lines import BoardLine
from ui.shell.navigation import Entry
from ui.shell.pages import ShellRegistry


class Receptionist(Hands):
    """Works with the boards in a real window."""

    QUIET: ClassVar[int] = 8

    @property
    def page(self) -> BoardPage:
        """The board that shows."""
        return self.page_as(BoardPage)

    @property
    def table(self) -> BoardTable:
        """Its table."""
        return self.page.table

    @property
    def line(self) -> BoardLine:
        """The selected line."""
        current = self.table.current
        assert current is not None
        return current

    @property
    def names(self) -> list[str]:
        """The surnames of the lines that show."""
        return [line.row.surname for line in self.table.lines]

    def go(self, stay: UUID) -> None:
        """Select a stay's line."""
        assert self.table.select(lambda line: line.stay_id == stay)
        self.settle()

    def hear(self, kind: type[Command], /, **fields: object) -> None:
        """Another desk does something, and this window hears of it."""
        outcome = self.desk.do(kind, **fields)
        with self.qtbot.waitSignal(self.window.hub.changed):
            self.window.hub.feed(outcome.changes)
        self.wait_for_reading()

    def wait_for_reading(self) -> None:
        """Changes are gathered for a moment before they are read."""
        self.qtbot.waitUntil(lambda: not self.page.is_gathering)
        self.settle()

    def entry(self, page_id: str) -> str:
        """What the navigation says of a page."""
        found = self.window.navigation.findChildren(Entry)
        return next(entry.accessibleName() for entry in found if entry.spec.id == page_id)

    @property
    def told(self) -> str:
        """What the window says."""
        return self.window.toasts.sentence


AtBoard = Callable[..., Receptionist]


def both(shell: ShellRegistry) -> None:
    """The boards, and where their rows lead."""
    rack.register(shell)
    boards.register(shell)
    folios.register(shell)
    reservations.register(shell)


@pytest.fixture
def desk(location: Location) -> Iterator[Desk]:
    """The small hotel with ledgers, opened on 21 November 2026 at half past eight."""
    app = open_house(location)
    made = open_desk(app)
    made.do(SetUpLedgers, property_id=made.hotel.property_id, country="PT")
    yield made
    app.close()


@pytest.fixture
def at_board(qtbot: QtBot, desk: Desk) -> Iterator[AtBoard]:
    """Opens a window on a board; call it once the bookings of the test are made."""
    with hands(Receptionist, qtbot, desk, both) as opened:
        yield opened
