"""A box to sign in, with the mouse, a pen on a tablet, or a finger; the signature is kept as lines, not as a
picture."""

from itertools import pairwise

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QTabletEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.kernel.text import tr
from ui.widgets.shapes import rounded
from ui.widgets.theme import BODY, SMALL, font, theme

WIDE, HIGH = 1000, 250
# Points nearer than this tell nothing new.
STEP = 6
MOST_POINTS = 2_000


class SignaturePad(QWidget):
    """`changed()` after each line. `strokes` in a box of 1000 by 250, whatever its size on the screen."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[list[tuple[int, int]]] = []
        self._drawing = False
        self.locked = False
        self.words = ("", "")
        self.setMinimumHeight(84)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName(tr("Signature"))

    @property
    def strokes(self) -> str:
        """The lines as text, "" while nothing is signed."""
        return ";".join(" ".join(f"{x},{y}" for x, y in line) for line in self._lines if line)

    def sizeHint(self) -> QSize:
        """As wide as there is room, a line's height."""
        return QSize(400, 100)

    def show_strokes(self, strokes: str, *, locked: bool) -> None:
        """What was signed before."""
        lines = strokes.split(";") if strokes else []
        self._lines = [[_point(pair) for pair in line.split()] for line in lines]
        self.locked = locked
        self.update()

    def clear(self) -> None:
        """Nothing is signed."""
        self._lines, self._drawing = [], False
        self.update()
        self.changed.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A line begins."""
        self._begin(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A line goes on."""
        self._go_on(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A line ends."""
        del event
        self._end()

    def tabletEvent(self, event: QTabletEvent) -> None:
        """The same with a pen."""
        kind = event.type()
        if kind == event.Type.TabletPress:
            self._begin(event.position())
        elif kind == event.Type.TabletMove:
            self._go_on(event.position())
        elif kind == event.Type.TabletRelease:
            self._end()
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box, the line to sign on, the signature."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = theme().colours
        edge = QPen(c.line_strong, 1)
        if not self._lines:
            edge.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(edge)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(rounded(self.rect(), 6))
        base = round(self.height() * 0.78)
        painter.setPen(QPen(c.line, 1))
        painter.drawLine(16, base, self.width() - 16, base)
        if not self._lines:
            painter.setPen(c.text_secondary)
            painter.setFont(font(BODY))
            middle = self.rect().adjusted(0, 0, 0, -self.height() // 3)
            painter.drawText(middle, Qt.AlignmentFlag.AlignCenter, self.words[0])
            painter.setFont(font(SMALL))
            painter.drawText(middle.translated(0, 20), Qt.AlignmentFlag.AlignCenter, self.words[1])
            return
        painter.setPen(QPen(c.accent, 2.2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap,
                            Qt.PenJoinStyle.RoundJoin))  # fmt: skip
        for line in self._lines:
            painter.drawPath(self._path(line))

    def _path(self, line: list[tuple[int, int]]) -> QPainterPath:
        points = [QPointF(x * self.width() / WIDE, y * self.height() / HIGH) for x, y in line]
        path = QPainterPath(points[0])
        for before, after in pairwise(points):
            path.quadTo(before, (before + after) / 2)
        path.lineTo(points[-1] + QPointF(0.1, 0.1))
        return path

    def _begin(self, at: QPointF) -> None:
        if not self.locked and sum(map(len, self._lines)) < MOST_POINTS:
            self._drawing = True
            self._lines.append([self._scaled(at)])
            self.update()

    def _go_on(self, at: QPointF) -> None:
        if not self._drawing or sum(map(len, self._lines)) >= MOST_POINTS:
            return
        x, y = self._scaled(at)
        last_x, last_y = self._lines[-1][-1]
        if abs(x - last_x) + abs(y - last_y) >= STEP:
            self._lines[-1].append((x, y))
            self.update()

    def _end(self) -> None:
        if self._drawing:
            self._drawing = False
            self.changed.emit()

    def _scaled(self, at: QPointF) -> tuple[int, int]:
        x = round(at.x() * WIDE / max(1, self.width()))
        y = round(at.y() * HIGH / max(1, self.height()))
        return max(0, min(WIDE, x)), max(0, min(HIGH, y))


def _point(pair: str) -> tuple[int, int]:
    x, _, y = pair.partition(",")
    return int(x), int(y)
