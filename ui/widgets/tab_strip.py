"""Tabs inside a page or panel: the held one underlined in the accent, counts on a pill."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.widgets.theme import BODY, MEDIUM, MICRO, font, theme

GAP, HEIGHT = 15, 32


class TabStrip(QWidget):
    """`chosen(key)` tells which tab holds. Left and right move it."""

    chosen = Signal(str)

    def __init__(self, tabs: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = [key for key, _ in tabs]
        self._titles = [title for _, title in tabs]
        self._counts = [0] * len(tabs)
        self._index = 0
        self.setFont(font(BODY, MEDIUM))
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self._titles[0])

    @property
    def choice(self) -> str:
        """The key of the tab that holds."""
        return self._keys[self._index]

    def choose(self, key: str) -> None:
        """Let a tab hold, without telling."""
        self._index = self._keys.index(key)
        self.setAccessibleName(self._titles[self._index])
        self.update()

    def count(self, key: str, count: int) -> None:
        """Show a count on a tab; zero takes it away."""
        self._counts[self._keys.index(key)] = count
        self.update()

    def sizeHint(self) -> QSize:
        """Wide enough for all tabs."""
        boxes = self._boxes()
        return QSize(boxes[-1].right() + 1, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint titles, pills and the line."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = theme().colours
        painter.setPen(QPen(c.line, 1))
        painter.drawLine(0, HEIGHT - 1, self.width(), HEIGHT - 1)
        for index, box in enumerate(self._boxes()):
            held = index == self._index
            painter.setFont(self.font())
            painter.setPen(c.accent if held and self.hasFocus() else c.text if held else c.text_secondary)
            painter.drawText(box.adjusted(0, 0, 0, -6), Qt.AlignmentFlag.AlignVCenter, self._titles[index])
            if held:
                painter.fillRect(QRect(box.left(), HEIGHT - 2, box.width(), 2), c.accent)
            if self._counts[index]:
                pill = QRect(box.right() - 17, 6, 18, 14)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(c.accent)
                painter.drawRoundedRect(pill, 7, 7)
                painter.setFont(font(MICRO, MEDIUM))
                painter.setPen(c.text_on_accent)
                painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, str(self._counts[index]))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Hold the tab under the pointer."""
        point = event.position().toPoint()
        self._take(next((i for i, box in enumerate(self._boxes()) if box.contains(point)), self._index))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right hold the neighbour."""
        steps = {int(Qt.Key.Key_Left): -1, int(Qt.Key.Key_Right): 1}
        if event.key() in steps:
            self._take(max(0, min(len(self._keys) - 1, self._index + steps[event.key()])))
        else:
            super().keyPressEvent(event)

    def _take(self, index: int) -> None:
        if index != self._index:
            self._index = index
            self.setAccessibleName(self._titles[index])
            self.update()
            self.chosen.emit(self.choice)

    def _boxes(self) -> list[QRect]:
        metrics = QFontMetrics(self.font())
        boxes, x = [], 0
        for title, count in zip(self._titles, self._counts, strict=True):
            width = metrics.horizontalAdvance(title) + (22 if count else 0)
            boxes.append(QRect(x, 0, width, HEIGHT))
            x += width + GAP
        return boxes
