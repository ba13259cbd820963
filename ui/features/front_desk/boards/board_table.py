"""The one table of all boards: lines in groups by urgency, painted as far as they are in view.

Up, Down, Page Up, Page Down, Home and End move; Enter does the line's next action, Space shows its details,
? says why the action is not possible, Left shuts the line's group, Right opens all. Lines are told apart
by their key, so that new ones keep selection and scroll.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from ui.features.front_desk.boards.board_paint import (
    GROUP,
    HEAD,
    ROW,
    SMALL_ROW,
    BoardPainter,
    Columns,
    button_box,
    place_columns,
)
from ui.features.front_desk.boards.lines import BoardColumn, BoardGroup, BoardLine, NextAction
from ui.widgets.theme import theme

BY_URGENCY = -1
_KEYS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


@dataclass(frozen=True, slots=True)
class _Strip:
    """A group's heading or a line, at a place from the top."""

    y: int
    height: int
    group: BoardGroup
    line: BoardLine | None
    count: int = 0


class BoardTable(QAbstractScrollArea):
    """`acted(line)`, `opened(line)`, `asked_why(line)`, `moved(line or None)`, `sorted_by(column)`."""

    acted = Signal(object)
    opened = Signal(object)
    asked_why = Signal(object)
    moved = Signal(object)
    sorted_by = Signal(int)
    filter_asked = Signal()

    def __init__(
        self,
        columns: tuple[BoardColumn, ...],
        groups: tuple[BoardGroup, ...],
        action: Callable[[BoardLine], NextAction],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._columns, self._groups, self._action = columns, groups, action
        self._lines: tuple[BoardLine, ...] = ()
        self._strips: list[_Strip] = []
        self._tops: list[int] = []
        self._shut: set[str] = set()
        self._current: BoardLine | None = None
        self._hovered = self._pressed = -1
        self._tall = 0
        self._picture: QPixmap | None = None
        self._palette = theme().colours
        self.order, self.descending = BY_URGENCY, False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self.verticalScrollBar().setSingleStep(ROW)

    @property
    def current(self) -> BoardLine | None:
        """The selected line."""
        return self._current

    @property
    def lines(self) -> tuple[BoardLine, ...]:
        """The lines that show, in their order, shut groups aside."""
        return tuple(strip.line for strip in self._strips if strip.line is not None)

    def show_lines(self, lines: Sequence[BoardLine]) -> None:
        """Show other lines; the same one stays selected, and the scroll where it is."""
        at = self._index()
        self._lines = tuple(lines)
        self._arrange()
        shown = self.lines
        old = self._current
        same = next((line for line in shown if old is not None and line.key == old.key), None)
        settled = same is not None and same.small and old is not None and not old.small
        if shown and (same is None or settled):
            # The next one takes the place of a line that is settled or gone.
            same = shown[min(max(at, 0), len(shown) - 1)]
        self._choose(same, reveal=False)

    def sort(self, column: int, *, descending: bool = False) -> None:
        """By a column, without groups; BY_URGENCY in groups."""
        self.order, self.descending = column, descending
        self._arrange()
        self.refresh()

    def refresh(self) -> None:
        """Paint anew what is seen; until then a veil over it or a change of focus shows the same picture."""
        self._picture = None
        self.viewport().update()

    def select(self, wanted: Callable[[BoardLine], bool]) -> bool:
        """Select the first fitting line and bring it into view; whether there was one."""
        found = next((line for line in self.lines if wanted(line)), None)
        if found is not None:
            self._choose(found)
        return found is not None

    def anchor(self) -> QPoint:
        """Where the action of the selected line stands on the screen, for what opens beside it."""
        for strip in self._strips:
            if strip.line is self._current and strip.line is not None:
                box = button_box(self._places(), self._seen(strip.y), strip.height)
                return self.viewport().mapToGlobal(box.bottomLeft() + QPoint(0, 4))
        return self.viewport().mapToGlobal(self.viewport().rect().center())

    # What is where.

    def _arrange(self) -> None:
        """Lay groups and lines below each other."""
        strips: list[_Strip] = []
        y = HEAD
        if self.order == BY_URGENCY:
            for group in self._groups:
                own = [line for line in self._lines if line.group == group.key]
                if own:
                    strips.append(_Strip(y, GROUP, group, None, len(own)))
                    y += GROUP
                for line in own if group.key not in self._shut else ():
                    strips.append(_strip(y, group, line))
                    y += strips[-1].height
        else:
            named = {group.key: group for group in self._groups}
            for line in sorted(self._lines, key=lambda one: one.sort[self.order], reverse=self.descending):
                strips.append(_strip(y, named[line.group], line))
                y += strips[-1].height
        self._strips, self._tops, self._tall = strips, [strip.y for strip in strips], y
        self._fit()
        self.refresh()

    def _fit(self) -> None:
        bar = self.verticalScrollBar()
        bar.setRange(0, max(self._tall - self.viewport().height(), 0))
        bar.setPageStep(max(self.viewport().height() - HEAD, 1))

    def _seen(self, y: int) -> int:
        return y - self.verticalScrollBar().value()

    def _places(self) -> Columns:
        return place_columns(self._columns, self.viewport().width())

    def _index(self) -> int:
        return next((i for i, line in enumerate(self.lines) if line is self._current), -1)

    def _under(self, point: QPoint) -> int:
        """The strip under a point, -1 in the heading and below the last one."""
        y = point.y() + self.verticalScrollBar().value()
        index = bisect_right(self._tops, y) - 1
        if point.y() < HEAD or index < 0 or y >= self._strips[index].y + self._strips[index].height:
            return -1
        return index

    def _choose(self, line: BoardLine | None, *, reveal: bool = True) -> None:
        moved = line is not self._current
        self._current = line
        if line is not None:
            self.setAccessibleDescription(", ".join(cell.first for cell in line.cells if cell.first))
            if reveal:
                self._reveal(line)
        self.refresh()
        if moved:
            self.moved.emit(line)

    def _reveal(self, line: BoardLine) -> None:
        strip = next((one for one in self._strips if one.line is line), None)
        if strip is None:
            return
        bar, seen = self.verticalScrollBar(), self._seen(strip.y)
        if seen < HEAD:
            first = strip is self._strips[1] if len(self._strips) > 1 else True
            bar.setValue(0 if first else strip.y - HEAD)
        elif seen + strip.height > self.viewport().height():
            bar.setValue(strip.y + strip.height - self.viewport().height())

    # Qt's own.

    def sizeHint(self) -> QSize:
        """As high as its place."""
        return QSize(800, 400)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The scroll bar fits the new height."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Show the picture, which is painted when something of it is another one."""
        del event
        port = self.viewport()
        ratio = port.devicePixelRatioF()
        held = self._picture
        if held is None or held.size() != port.size() * ratio or self._palette is not theme().colours:
            held = self._picture = QPixmap(port.size() * ratio)
            held.setDevicePixelRatio(ratio)
            self._palette = theme().colours
            self._paint(held)
        QPainter(port).drawPixmap(0, 0, held)

    def _paint(self, picture: QPixmap) -> None:
        """Paint the strips that are in view, then the heading over them."""
        c, port = theme().colours, self.viewport()
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(port.rect(), c.surface)
        brush = BoardPainter(painter, c, self._columns, port.width())
        first = max(bisect_right(self._tops, self.verticalScrollBar().value() + HEAD) - 1, 0)
        for index in range(first, len(self._strips)):
            strip = self._strips[index]
            y = self._seen(strip.y)
            if y > port.height():
                break
            if strip.line is None:
                brush.group(strip.group, strip.count, y, shut=strip.group.key in self._shut)
                continue
            selected = strip.line is self._current
            brush.line(
                strip.line, strip.group, self._action(strip.line), y, selected=selected,
                hovered=index == self._hovered, pressed=index == self._pressed,
            )  # fmt: skip
        brush.heading(self.order, descending=self.descending)

    def hideEvent(self, event: QHideEvent) -> None:
        """A picture that nobody sees is not kept."""
        super().hideEvent(event)
        self._picture = None

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """The heading stays, so all is painted anew."""
        del dx, dy
        self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, act, open, ask."""
        key, line = Qt.Key(event.key()), self._current
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and line is not None:
            self.acted.emit(line)
        elif key == Qt.Key.Key_Space and line is not None:
            self.opened.emit(line)
        elif event.text() == "?" and line is not None:
            self.asked_why.emit(line)
        elif event.text() == "/":
            self.filter_asked.emit()
        elif key == Qt.Key.Key_Left and line is not None:
            self._fold(line.group, shut=True)
        elif key == Qt.Key.Key_Right:
            self._shut.clear()
            self.show_lines(self._lines)
        elif not self._step(key):
            super().keyPressEvent(event)

    def _step(self, key: Qt.Key) -> bool:
        shown = self.lines
        page = max((self.viewport().height() - HEAD) // ROW - 1, 1)
        steps = {**_KEYS, Qt.Key.Key_PageDown: page, Qt.Key.Key_PageUp: -page, Qt.Key.Key_Home: -len(shown),
                 Qt.Key.Key_End: len(shown)}  # fmt: skip
        if key not in steps or not shown:
            return False
        at = self._index()
        self._choose(shown[min(max(at + steps[key], 0), len(shown) - 1)])
        return True

    def _fold(self, group: str, *, shut: bool) -> None:
        (self._shut.add if shut else self._shut.discard)(group)
        self._arrange()
        if shut and self._index() < 0:
            shown = self.lines
            self._choose(shown[0] if shown else None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select a line, press its action, shut a group, sort by a column."""
        point = event.position().toPoint()
        index = self._under(point)
        if point.y() < HEAD:
            self._sort_at(point.x())
        elif index >= 0 and self._strips[index].line is None:
            key = self._strips[index].group.key
            self._fold(key, shut=key not in self._shut)
        elif index >= 0:
            self._choose(self._strips[index].line, reveal=False)
            if self._on_button(index, point):
                self._pressed = index
                self.refresh()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The action was pressed."""
        index, self._pressed = self._pressed, -1
        self.refresh()
        point = event.position().toPoint()
        if 0 <= index < len(self._strips) and self._under(point) == index and self._on_button(index, point):
            self.acted.emit(self._strips[index].line)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Show the details."""
        point = event.position().toPoint()
        index = self._under(point)
        if index >= 0 and self._strips[index].line is not None and not self._on_button(index, point):
            self.opened.emit(self._strips[index].line)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The line under the pointer is hovered."""
        self._hover(self._under(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        """No line is hovered."""
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, index: int) -> None:
        if index != self._hovered:
            self._hovered = index
            line = self._strips[index].line if index >= 0 else None
            self.viewport().setToolTip(_tip(line, self._action(line)) if line is not None else "")
            self.refresh()

    def _on_button(self, index: int, point: QPoint) -> bool:
        strip = self._strips[index]
        box: QRect = button_box(self._places(), self._seen(strip.y), strip.height)
        return box.contains(point)

    def _sort_at(self, x: int) -> None:
        places = self._places()
        for number, (left, wide) in enumerate([*places.boxes, places.needs]):
            if left <= x < left + wide:
                self.sorted_by.emit(number)
                return


def _strip(y: int, group: BoardGroup, line: BoardLine) -> _Strip:
    return _Strip(y, SMALL_ROW if line.small else ROW, group, line)


def _tip(line: BoardLine, action: NextAction) -> str:
    """What does not fit into a line: all that it needs, and why the action is not possible."""
    needs = [chip.text for chip in line.chips]
    return "\n".join([*needs, *([action.why_not] if action.why_not else [])])
