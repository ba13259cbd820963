"""The strip under the sheet: what the marks in its cells mean."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QPolygon
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.kernel.text import tr
from ui.features.rates.sheet.looks import hatch_brush
from ui.widgets.icons import paint_icon
from ui.widgets.shapes import rounded
from ui.widgets.theme import MICRO, SMALL, Colours, font, theme


class RatesLegend(QWidget):
    """Painted as the cells are."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(31)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._words = (
            ("min", tr("Minimum stay (M)")), ("sign-in", tr("No arrival (A)")),
            ("sign-out", tr("No departure (D)")), ("closed", tr("Closed (X)")),
            ("corner", tr("Being saved")), ("link", tr("Follows another rate")),
            ("problem", tr("No stay possible")),
        )  # fmt: skip
        self.setAccessibleName(", ".join(word for _, word in self._words))

    def sizeHint(self) -> QSize:
        """As much as there is."""
        return QSize(700, 31)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Mark and word, one after the other."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c, used = theme().colours, font(SMALL)
        x = 12
        for kind, word in self._words:
            x += self._mark(painter, kind, x, c) + 6
            painter.setFont(used)
            painter.setPen(c.text)
            width = QFontMetrics(used).horizontalAdvance(word)
            painter.drawText(QRect(x, 0, width + 2, 30), Qt.AlignmentFlag.AlignVCenter, word)
            x += width + 18

    def _mark(self, painter: QPainter, kind: str, x: int, c: Colours) -> int:
        """Paint a mark; its width."""
        if kind == "min":
            box = QRect(x, 8, 36, 15)
            painter.setPen(QPen(c.field_line, 1))
            painter.setBrush(c.surface)
            painter.drawPath(rounded(box, 3))
            painter.setFont(font(MICRO))
            painter.setPen(c.text_secondary)
            painter.drawText(box.adjusted(0, -1, 0, 0), Qt.AlignmentFlag.AlignCenter, tr("min {n}", n=2))
            return 36
        if kind.startswith("sign"):
            box = QRect(x, 8, 15, 15)
            painter.setPen(QPen(c.danger, 1))
            painter.setBrush(c.danger_soft)
            painter.drawPath(rounded(box, 3))
            paint_icon(painter, kind, box.adjusted(2, 2, -2, -2), c.danger)
            return 15
        if kind == "closed":
            box = QRect(x, 8, 22, 15)
            painter.fillRect(box, c.window)
            painter.fillRect(box, hatch_brush(c))
            painter.setPen(c.line)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(0, 0, -1, -1))
            return 22
        if kind == "link":
            paint_icon(painter, "link-simple", QRect(x, 9, 12, 12), c.text_secondary)
            return 12
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(c.accent if kind == "corner" else c.danger)
        corner = (x + 9, 11) if kind == "corner" else (x, 20)
        points = [QRect(x, 11, 10, 10).topLeft(), QRect(x, 11, 10, 10).bottomRight()]
        polygon = QPolygon([*points, QRect(corner[0], corner[1], 1, 1).topLeft()])
        painter.drawPolygon(polygon)
        return 10
