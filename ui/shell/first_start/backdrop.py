"""The empty rack behind the welcome: days as they are, grey shapes where rooms and stays will be."""

from datetime import date, timedelta

from PySide6.QtCore import QEvent, QLocale, QObject, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.kernel.text import tr
from ui.widgets.day_text import to_qdate
from ui.widgets.theme import BODY, MEDIUM, MICRO, SEMIBOLD, font, theme

COLUMN, HEADER, ROW, DAYS = 152, 44, 36, 14
# Rows, first day and length of the shapes that stand for stays.
STAYS = (
    (1, 1.0, 3), (3, 0.0, 2), (5, 11.0, 3), (8, 0.0, 2), (10, 11.0, 3), (13, 10.0, 2.5), (14, 1.0, 4),
    (16, 4.0, 5),
)  # fmt: skip
WIDTHS = (84, 60)


class Backdrop(QWidget):
    """Covers a page and grows with it."""

    def __init__(self, over: QWidget, today: date) -> None:
        super().__init__(over)
        self._today = today
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        over.installEventFilter(self)
        self.resize(over.size())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover the page."""
        parent = self.parentWidget()
        if event.type() == QEvent.Type.Resize and parent is not None:
            self.resize(parent.size())
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint days, lines and shapes."""
        del event
        painter = QPainter(self)
        c = theme().colours
        painter.fillRect(self.rect(), c.surface)
        day_px = (self.width() - COLUMN) / DAYS
        for index in range(DAYS):
            box = QRect(round(COLUMN + index * day_px), 0, round(day_px) + 1, self.height())
            self._paint_day(painter, box, self._today + timedelta(days=index - 2))
        painter.setPen(QPen(c.line, 1))
        for y in range(HEADER, self.height(), ROW):
            painter.drawLine(0, y, self.width(), y)
        painter.setPen(QPen(c.line_strong, 1))
        painter.drawLine(0, HEADER, self.width(), HEADER)
        painter.drawLine(COLUMN, 0, COLUMN, self.height())
        painter.setFont(font(BODY, SEMIBOLD))
        painter.setPen(c.text)
        month = QLocale().toString(to_qdate(self._today), "MMMM yyyy")
        painter.drawText(QRect(12, 4, COLUMN, 22), Qt.AlignmentFlag.AlignVCenter, month)
        self._paint_shapes(painter, day_px)

    def _paint_day(self, painter: QPainter, box: QRect, day: date) -> None:
        c = theme().colours
        today = day == self._today
        if today or day.isoweekday() > 5:
            painter.fillRect(box, c.today if today else c.weekend)
        painter.setPen(QPen(c.line_strong if day.isoweekday() == 1 else c.line, 1))
        painter.drawLine(box.left(), 0, box.left(), self.height())
        line = QRect(box.left(), 4, box.width(), 18)
        name = QLocale().toString(to_qdate(day), "ddd")
        painter.setFont(font(BODY, MEDIUM))
        if today:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(c.accent)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawRoundedRect(QRect(box.center().x() + 1, 4, 28, 18), 9, 9)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
            painter.setPen(c.text_on_accent)
            painter.drawText(
                QRect(box.center().x() + 1, 4, 28, 18), Qt.AlignmentFlag.AlignCenter, str(day.day)
            )
            painter.setPen(c.accent)
            painter.drawText(
                line.adjusted(0, 0, -line.width() // 2 - 4, 0), Qt.AlignmentFlag.AlignRight, name
            )
            painter.setFont(font(MICRO))
            painter.drawText(line.translated(0, 17), Qt.AlignmentFlag.AlignCenter, tr("Today"))
            return
        weekday = font(BODY)
        width = QFontMetrics(weekday).horizontalAdvance(f"{name}  ")
        left = line.center().x() - (width + 16) // 2
        painter.setFont(weekday)
        painter.setPen(c.text_secondary)
        painter.drawText(QRect(left, 4, width, 18), Qt.AlignmentFlag.AlignVCenter, name)
        painter.setFont(font(BODY, SEMIBOLD))
        painter.setPen(c.text)
        painter.drawText(QRect(left + width, 4, 24, 18), Qt.AlignmentFlag.AlignVCenter, str(day.day))

    def _paint_shapes(self, painter: QPainter, day_px: float) -> None:
        c = theme().colours
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(c.sunken)
        for index, y in enumerate(range(HEADER, self.height(), ROW)):
            painter.drawRoundedRect(QRect(14, y + 13, WIDTHS[index % 3 > 0], 10), 3, 3)
        pen = QPen(c.line_strong, 1)
        pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.setBrush(c.window)
        for row, first, length in STAYS:
            left = round(COLUMN + (first + 0.5) * day_px)
            painter.drawRoundedRect(QRect(left, HEADER + row * ROW + 3, round(length * day_px), 30), 4, 4)
