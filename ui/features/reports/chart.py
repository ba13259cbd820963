"""The bar chart of nights sold, the year before as a dashed line; read by pointer or keys."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.features.reports.axis import label_every, ticks
from ui.features.reports.chart_tip import paint_tip
from ui.features.reports.lines import count_text
from ui.widgets.shapes import rounded
from ui.widgets.theme import MICRO, font, theme

TOP, BOTTOM, LEFT, RIGHT, GAP = 12, 42, 6, 8, 10
LEAST_HEIGHT = 170


@dataclass(frozen=True, slots=True)
class Column:
    """What the chart draws of a period. `mark` is under the bar, `under` below it."""

    sold: int
    tentative: int
    rooms: int
    before: int | None
    mark: str
    under: str
    weekend: bool
    reading: tuple[str, ...]
    """The period's name, then the lines of its figures."""


class BarChart(QWidget):
    """`read(index)` as a bar is read (-1 for none), `opened(index)` on Enter or double click."""

    read = Signal(int)
    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns: tuple[Column, ...] = ()
        self._top = 0
        self._index = -1
        self._name = ""
        self._pointed = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumHeight(LEAST_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def columns(self) -> tuple[Column, ...]:
        """What is drawn."""
        return self._columns

    @property
    def index(self) -> int:
        """The bar that is read, or -1."""
        return self._index

    def show_columns(self, columns: Sequence[Column], name: str) -> None:
        """Draw other periods; `name` is what the chart is called for who cannot see it."""
        self._columns = tuple(columns)
        tops = [max(c.rooms, c.sold + c.tentative, c.before or 0) for c in columns]
        self._top = max(tops, default=0)
        self._name = name
        self._index = -1
        self._tell()
        self.update()

    def look_at(self, index: int) -> None:
        """Read a bar, without telling; -1 for none."""
        if index != self._index and -1 <= index < len(self._columns):
            self._index = index
            self._tell()
            self.update()

    def sizeHint(self) -> QSize:
        """As tall as its place gives."""
        return QSize(600, 260)

    # Reading.

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Read what is under the pointer."""
        self._pointed = True
        self.read_at(self.index_at(event.position()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open what is under the pointer."""
        index = self.index_at(event.position())
        if index >= 0:
            self.opened.emit(index)

    def leaveEvent(self, event: object) -> None:
        """The pointer is gone; what the keyboard reads stays."""
        del event
        if self._pointed:
            self._pointed = False
            self.read_at(-1)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Nothing is read any more."""
        super().focusOutEvent(event)
        self.read_at(-1)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home and End read, Enter opens, Esc ends reading."""
        if not self.take_key(event.key()):
            super().keyPressEvent(event)

    def take_key(self, key: int) -> bool:
        """What a key does to the chart; False when it is none of its keys."""
        last = len(self._columns) - 1
        targets = {
            int(Qt.Key.Key_Left): max(self._index - 1, 0),
            int(Qt.Key.Key_Right): min(self._index + 1, last),
            int(Qt.Key.Key_Home): 0,
            int(Qt.Key.Key_End): last,
            int(Qt.Key.Key_Escape): -1,
        }
        if key in targets and self._columns:
            self.read_at(targets[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._index >= 0:
            self.opened.emit(self._index)
        else:
            return False
        return True

    def index_at(self, point: QPointF) -> int:
        """The bar at a point, or -1."""
        plot = self._plot()
        if not self._columns or not plot.left() <= point.x() < plot.right():
            return -1
        return min(len(self._columns) - 1, int((point.x() - plot.left()) / self._slot(plot)))

    def centre(self, index: int) -> QPointF:
        """The middle of a bar's place, at its height."""
        plot = self._plot()
        column = self._columns[index]
        return QPointF(self._x(plot, index + 0.5), self._y(plot, column.sold + column.tentative))

    def read_at(self, index: int) -> None:
        """Read a bar and tell; -1 for none."""
        if index != self._index and -1 <= index < len(self._columns):
            self.look_at(index)
            self.read.emit(index)

    def _tell(self) -> None:
        said = ", ".join(self._columns[self._index].reading) if self._index >= 0 else ""
        self.setAccessibleName(f"{self._name}: {said}" if said else self._name)

    # Where things are.

    def _plot(self) -> QRectF:
        widest = QFontMetrics(font(MICRO)).horizontalAdvance(count_text(self._top))
        left = LEFT + widest + GAP
        return QRectF(left, TOP, self.width() - left - RIGHT, self.height() - TOP - BOTTOM)

    def _slot(self, plot: QRectF) -> float:
        return plot.width() / max(1, len(self._columns))

    def _x(self, plot: QRectF, place: float) -> float:
        return plot.left() + place * self._slot(plot)

    def _y(self, plot: QRectF, count: int) -> float:
        return plot.bottom() - (count / self._top * plot.height() if self._top else 0)

    # Painting.

    def paintEvent(self, event: QPaintEvent) -> None:
        """Weekends, scale, bars, the year before, then what is read."""
        del event
        painter = QPainter(self)
        plot = self._plot()
        self._paint_grounds(painter, plot)
        self._paint_scale(painter, plot)
        self._paint_bars(painter, plot)
        self._paint_labels(painter, plot)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_before(painter, plot)
        if self.hasFocus():
            painter.setPen(QPen(theme().colours.focus, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(rounded(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6))
        if self._index >= 0:
            at = self.centre(self._index)
            half = self._slot(plot) / 2
            beside = QRectF(at.x() - half, at.y(), 2 * half, 1)
            paint_tip(painter, self.rect(), beside, self._columns[self._index].reading)

    def _paint_grounds(self, painter: QPainter, plot: QRectF) -> None:
        c = theme().colours
        for index, column in enumerate(self._columns):
            if not column.weekend and index != self._index:
                continue
            left, right = round(self._x(plot, index)), round(self._x(plot, index + 1))
            ground = c.selection if index == self._index else c.weekend
            painter.fillRect(QRect(left, TOP - 4, right - left, round(plot.height()) + 4), ground)

    def _paint_scale(self, painter: QPainter, plot: QRectF) -> None:
        c = theme().colours
        painter.setFont(font(MICRO))
        for mark in ticks(self._top):
            y = round(self._y(plot, mark))
            painter.setPen(c.line_strong if mark == 0 else c.line)
            painter.drawLine(round(plot.left()), y, round(plot.right()), y)
            box = QRect(0, y - 9, round(plot.left()) - GAP, 18)
            painter.setPen(c.text_secondary)
            painter.drawText(
                box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count_text(mark)
            )

    def _paint_bars(self, painter: QPainter, plot: QRectF) -> None:
        c = theme().colours
        slot = self._slot(plot)
        width = max(1, min(72, round(slot * 0.7)))
        for index, column in enumerate(self._columns):
            left = round(self._x(plot, index + 0.5) - width / 2)
            foot, top = round(plot.bottom()), round(self._y(plot, column.sold))
            painter.fillRect(QRect(left, top, width, foot - top), c.accent)
            if column.tentative:
                crown = round(self._y(plot, column.sold + column.tentative))
                painter.setPen(QPen(c.accent, 1))
                painter.setBrush(c.accent_soft)
                painter.drawRect(QRect(left, crown, width - 1, max(2, top - crown - 1)))

    def _paint_labels(self, painter: QPainter, plot: QRectF) -> None:
        c = theme().colours
        painter.setFont(font(MICRO))
        painter.setPen(c.text_secondary)
        metrics = painter.fontMetrics()
        widths = [metrics.horizontalAdvance(column.mark) for column in self._columns]
        every = label_every(widths, self._slot(plot))
        free_from = 0
        for index, column in enumerate(self._columns):
            centre = round(self._x(plot, index + 0.5))
            if index % every == 0:
                box = QRect(centre - 60, round(plot.bottom()) + 5, 120, 16)
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, column.mark)
            if column.under:
                width = metrics.horizontalAdvance(column.under)
                left = min(max(centre - min(12, width // 2), 0), self.width() - width)
                if left >= free_from:
                    box = QRect(left, round(plot.bottom()) + 20, width + 2, 16)
                    painter.drawText(box, Qt.AlignmentFlag.AlignLeft, column.under)
                    free_from = left + width + 12

    def _paint_before(self, painter: QPainter, plot: QRectF) -> None:
        c = theme().colours
        for run in self._runs():
            points = [
                QPointF(self._x(plot, i + 0.5), self._y(plot, self._columns[i].before or 0)) for i in run
            ]
            if len(points) == 1:
                half = QPointF(self._slot(plot) * 0.35, 0)
                points = [points[0] - half, points[0] + half]
            painter.setPen(QPen(c.surface, 4))
            painter.drawPolyline(points)
            dashed = QPen(c.text, 1.6)
            dashed.setDashPattern([3.2, 2.2])
            painter.setPen(dashed)
            painter.drawPolyline(points)

    def _runs(self) -> list[list[int]]:
        runs: list[list[int]] = [[]]
        for index, column in enumerate(self._columns):
            if column.before is None:
                runs.append([])
            else:
                runs[-1].append(index)
        return [run for run in runs if run]
