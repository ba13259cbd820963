"""The small plate that reads a bar, and the keys that say what the chart's marks mean."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.widgets.shapes import rounded
from ui.widgets.theme import MEDIUM, MICRO, REGULAR, SEMIBOLD, SMALL, font, theme

PAD, LINE, AWAY = 10, 17, 8
SWATCH, BETWEEN = 12, 12


def paint_tip(painter: QPainter, within: QRect, beside: QRectF, lines: Sequence[str]) -> None:
    """A plate with lines, the first one strong, right of a bar or left of it where the room ends."""
    c = theme().colours
    strong, plain = font(SMALL, SEMIBOLD), font(SMALL, REGULAR)
    widths = [
        QFontMetrics(plain if index else strong).horizontalAdvance(line) for index, line in enumerate(lines)
    ]
    size = QSize(max(widths, default=0) + 2 * PAD, len(lines) * LINE + 2 * PAD - 6)
    left = round(beside.right()) + AWAY
    if left + size.width() > within.right():
        left = round(beside.left()) - AWAY - size.width()
    top = max(within.top() + 2, min(round(beside.top()) - 8, within.bottom() - size.height() - 4))
    plate = QRectF(left, top, size.width(), size.height())
    painter.setPen(QPen(c.line_strong, 1))
    painter.setBrush(c.raised)
    painter.drawPath(rounded(plate, 6))
    for index, line in enumerate(lines):
        painter.setFont(plain if index else strong)
        painter.setPen(c.text_secondary if index else c.text)
        box = QRect(left + PAD, top + PAD - 4 + index * LINE, size.width(), LINE)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, line)


class ChartKeys(QWidget):
    """What solid, pale and dashed mean; only what is drawn is named."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys: list[tuple[str, str]] = []
        self.setFont(font(MICRO, MEDIUM))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        """Show (kind, title) pairs; the kinds are "sure", "tentative" and "before"."""
        self._keys = list(keys)
        self.setAccessibleName(", ".join(title for _, title in keys))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Wide enough for all."""
        return QSize(sum(self._widths()) + BETWEEN * max(0, len(self._keys) - 1), 18)

    def minimumSizeHint(self) -> QSize:
        """Nothing is cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a mark and a word for each."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = theme().colours
        x = 0
        for (kind, title), width in zip(self._keys, self._widths(), strict=True):
            self._paint_mark(painter, kind, x)
            painter.setPen(c.text_secondary)
            painter.setFont(self.font())
            box = QRect(x + self._mark(kind) + 5, 0, width, self.height() - 1)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, title)
            x += width + BETWEEN

    def _paint_mark(self, painter: QPainter, kind: str, x: int) -> None:
        c = theme().colours
        middle = self.height() / 2
        if kind == "before":
            dashed = QPen(c.text, 1.6)
            dashed.setDashPattern([3.2, 2.2])
            painter.setPen(dashed)
            painter.drawLine(x, round(middle), x + self._mark(kind), round(middle))
            return
        painter.setPen(QPen(c.accent, 1))
        painter.setBrush(c.accent if kind == "sure" else c.accent_soft)
        painter.drawPath(rounded(QRectF(x, middle - 5, SWATCH, 10), 2))

    def _mark(self, kind: str) -> int:
        return 18 if kind == "before" else SWATCH

    def _widths(self) -> list[int]:
        metrics = QFontMetrics(self.font())
        return [self._mark(kind) + 6 + metrics.horizontalAdvance(title) for kind, title in self._keys]
