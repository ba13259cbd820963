"""Bars of rooms sold with the year before as a dashed line."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QLocale, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.kernel.text import tr
from ui.widgets.theme import MICRO, REGULAR, font, theme

LEFT, RIGHT, TOP, BOTTOM = 44, 4, 8, 22
LINES = 4
WIDEST_BAR = 56


@dataclass(frozen=True, slots=True)
class Bar:
    """One period: what is sold, what could be, what was sold a year before, and how it is called."""

    sold: int
    rooms: int
    before: int | None
    mark: str
    tip: str
    shaded: bool = False


class OccupancyChart(QWidget):
    """Painted by hand: a few dozen bars need no plotting library."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: tuple[Bar, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(150)
        self.setAccessibleName(tr("Rooms sold"))

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show other periods."""
        self._bars = tuple(bars)
        self.setAccessibleDescription("; ".join(bar.tip for bar in self._bars))
        self.update()

    def sizeHint(self) -> QSize:
        """As high as the picture of the look."""
        return QSize(600, 240)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint grid, bars, last year's line, marks."""
        del event
        if not self._bars:
            return
        painter = QPainter(self)
        painter.setFont(font(MICRO, REGULAR))
        top = self._top()
        self._paint_grid(painter, top)
        self._paint_bars(painter, top)
        self._paint_before(painter, top)
        self._paint_marks(painter)

    def event(self, event: QEvent) -> bool:
        """A bar under the pointer tells its figures."""
        if isinstance(event, QHelpEvent):
            index = self._at(event.pos().x())
            QToolTip.showText(event.globalPos(), self._bars[index].tip if index >= 0 else "", self)
            return True
        return super().event(event)

    def _top(self) -> int:
        """The highest value of the axis: all rooms, in steps that can be read."""
        most = max((max(bar.rooms, bar.sold, bar.before or 0) for bar in self._bars), default=1)
        return max(most, 1)

    def _plot(self) -> QRect:
        return self.rect().adjusted(LEFT, TOP, -RIGHT, -BOTTOM)

    def _step(self) -> float:
        return self._plot().width() / len(self._bars)

    def _at(self, x: int) -> int:
        index = int((x - LEFT) // self._step()) if self._bars else -1
        return index if 0 <= index < len(self._bars) else -1

    def _y(self, value: int, top: int) -> float:
        plot = self._plot()
        return plot.bottom() + 1 - plot.height() * value / top

    def _paint_grid(self, painter: QPainter, top: int) -> None:
        c, plot = theme().colours, self._plot()
        for index, bar in enumerate(self._bars):
            if bar.shaded:
                left, right = (
                    round(plot.left() + index * self._step()),
                    round(plot.left() + (index + 1) * self._step()),
                )
                painter.fillRect(QRect(left, plot.top(), right - left, plot.height()), c.weekend)
        for line in range(LINES + 1):
            value = round(top * line / LINES)
            y = round(self._y(value, top))
            painter.setPen(QPen(c.line, 1))
            painter.drawLine(plot.left(), y, plot.right(), y)
            painter.setPen(c.text_secondary)
            box = QRect(0, y - 8, LEFT - 8, 16)
            painter.drawText(
                box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, QLocale().toString(value)
            )

    def _paint_bars(self, painter: QPainter, top: int) -> None:
        c, plot, step = theme().colours, self._plot(), self._step()
        width = min(WIDEST_BAR, max(1.0, step * 0.7))
        for index, bar in enumerate(self._bars):
            x = plot.left() + index * step + (step - width) / 2
            y = self._y(bar.sold, top)
            painter.fillRect(QRectF(round(x), round(y), round(width), plot.bottom() + 1 - round(y)), c.accent)

    def _paint_before(self, painter: QPainter, top: int) -> None:
        c, plot, step = theme().colours, self._plot(), self._step()
        points = [
            QPointF(plot.left() + (index + 0.5) * step, self._y(bar.before, top))
            for index, bar in enumerate(self._bars)
            if bar.before is not None
        ]
        if len(points) < 2:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for colour, pen_width, style in (
            (c.surface, 4.0, Qt.PenStyle.SolidLine), (c.text, 1.5, Qt.PenStyle.DashLine),
        ):  # fmt: skip
            painter.setPen(QPen(colour, pen_width, style))
            painter.drawPolyline(QPolygonF(points))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _paint_marks(self, painter: QPainter) -> None:
        c, plot, step = theme().colours, self._plot(), self._step()
        metrics = QFontMetrics(painter.font())
        widest = max(metrics.horizontalAdvance(bar.mark) for bar in self._bars) + 8
        every = max(1, -(-widest // max(1, int(step))))
        painter.setPen(c.text_secondary)
        for index in range(0, len(self._bars), every):
            box = QRectF(plot.left() + index * step - widest, plot.bottom() + 6, step + 2 * widest, 16)
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter, self._bars[index].mark)
