"""A receptionist's hands for tests of the rack page: press, drag, type, and look at what is there."""

from dataclasses import dataclass
from uuid import UUID

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.features.reservations import StayView
from tests.support.desk import Desk
from tests.support.houses import OPENED
from ui.features.rack.canvas.frame import Frame, day_number
from ui.features.rack.canvas.layout import boxes
from ui.features.rack.rack_page import RackPage
from ui.shell.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


@dataclass(frozen=True, slots=True)
class Receptionist:
    """Works in a real window over a real house."""

    qtbot: QtBot
    desk: Desk
    window: MainWindow

    @property
    def page(self) -> RackPage:
        """The rack."""
        page = self.window.page
        assert isinstance(page, RackPage)
        return page

    @property
    def frame(self) -> Frame:
        """The picture's geometry."""
        frame = self.page.canvas.frame()
        assert frame is not None
        return frame

    def settle(self) -> None:
        """Wait until nothing is being asked or written."""
        quiet: list[bool] = [False, False]

        def still() -> bool:
            quiet.append(self.window.operations.idle)
            return all(quiet[-3:])

        self.qtbot.waitUntil(still, timeout=10_000)

    def row(self, number: str) -> int:
        """The row of a room."""
        rooms = self.page.data.shown_house.rooms
        return next(n for n, room in enumerate(rooms) if room.number == number)

    def bar_point(self, stay: UUID, share: float = 0.5) -> QPoint:
        """A point of a stay's first bar, as a share of its width."""
        shown = boxes(self.frame)
        bar = int(self.frame.scene.bars.bars_of(stay)[0])
        at = int(np.flatnonzero(shown.bar == bar)[0])
        x = int(shown.x[at]) + max(2, min(int(shown.width[at] * share), int(shown.width[at]) - 2))
        return QPoint(x, int(shown.y[at] + shown.height[at] // 2))

    def cell_point(self, number: str, offset: int) -> QPoint:
        """The middle of a room's column of a day, so many days after the opening."""
        day = day_number(OPENED) + offset
        top = self.frame.top_of(self.frame.table.of_row(self.row(number)))
        return QPoint(self.frame.x_of(day + 0.5), top + 16)

    def day_px(self) -> float:
        """The width of a day."""
        return self.frame.view.day_px

    def click(self, point: QPoint, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """One click into the grid."""
        QTest.mouseClick(self.page.canvas, LEFT, modifiers, point)
        self.settle()

    def select(self, *stays: UUID) -> None:
        """Click a bar, then others with Ctrl."""
        for index, stay in enumerate(stays):
            keys = Qt.KeyboardModifier.ControlModifier if index else NONE
            self.click(self.bar_point(stay), keys)

    def take(self, point: QPoint, to: QPoint) -> None:
        """Press and draw the pointer to another point, without letting go."""
        canvas = self.page.canvas
        QTest.mousePress(canvas, LEFT, NONE, point)
        for share in (0.4, 0.8, 1.0):
            QTest.mouseMove(canvas, point + (to - point) * share)
        self.settle()

    def let_go(self, at: QPoint) -> None:
        """Let the button go."""
        QTest.mouseRelease(self.page.canvas, LEFT, NONE, at)
        self.settle()

    def drag(self, point: QPoint, to: QPoint) -> None:
        """Press, draw, let go."""
        self.take(point, to)
        self.let_go(to)

    def drag_to(self, stay: UUID, number: str, days: int = 0) -> None:
        """Drag a bar to another room, and some days on."""
        start = self.bar_point(stay)
        self.drag(start, self.target(stay, number, days))

    def target(self, stay: UUID, number: str, days: int = 0) -> QPoint:
        """Where the pointer must be to drop a bar on a room, some days on."""
        start = self.bar_point(stay)
        return QPoint(start.x() + round(days * self.day_px()), self.cell_point(number, 0).y())

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """One key to the grid."""
        QTest.keyClick(self.page.canvas, key, modifiers)
        self.settle()

    def keys(self, *keys: Qt.Key) -> None:
        """Some keys to the grid, one after the other."""
        for key in keys:
            self.key(key)

    def focus(self, number: str, offset: int) -> None:
        """Put the keyboard's cell on a room and day."""
        self.page.canvas.setFocusedCell(self.row(number), day_number(OPENED) + offset)

    def press(self, verb: str) -> None:
        """Run an action of the window, as its shortcut does."""
        self.window.run_action(verb)
        self.settle()

    def undo(self) -> None:
        """Take back the last step."""
        self.window.services.undo.undo()
        self.settle()

    def redo(self) -> None:
        """Do it again."""
        self.window.services.undo.redo()
        self.settle()

    def view(self, stay: UUID) -> StayView:
        """The stay in the house."""
        return self.desk.view(stay)

    def room_of(self, stay: UUID) -> str:
        """The room of a stay's first night in the house."""
        return self.view(stay).nights[0].room

    def book(self, number: str, offset: int, name: str = "Okonkwo, Adaeze") -> UUID:
        """Book two nights by hand; the stay's id."""
        start = self.cell_point(number, offset)
        self.drag(start, start + QPoint(round(2 * self.day_px()), 0))
        form = self.page.booking.form
        assert form is not None
        form.guest.input.setText(name)
        form.book()
        self.settle()
        stay = self.page.selected.stay
        assert stay is not None
        return stay.id

    def drawn(self, stay: UUID) -> list[tuple[str, int, int]]:
        """Room, first day and end of each bar that is drawn, in days after the opening."""
        bars, rooms = self.frame.scene.bars, self.frame.scene.house.rooms
        opened = day_number(OPENED)
        return [
            (
                rooms[int(bars.row[b])].number if bars.row[b] < len(rooms) else "",
                int(bars.start[b]) - opened,
                int(bars.end[b]) - opened,
            )
            for b in bars.bars_of(stay).tolist()
        ]
