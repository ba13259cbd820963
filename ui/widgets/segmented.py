"""A few choices of which one holds, side by side: views, legends, periods."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.widgets.shapes import rounded
from ui.widgets.theme import BODY, MEDIUM, SMALL, font, theme

COUNT_GAP = 6


class SegmentedControl(QWidget):
    """`chosen(key)` tells the choice. Left and right move it. `dense` is 22 high for strips, else 30.
    `wide` fills its place, all choices alike."""

    chosen = Signal(str)

    def __init__(
        self,
        choices: Sequence[tuple[str, str]],
        *,
        dense: bool = False,
        wide: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._keys = [key for key, _ in choices]
        self._titles = [title for _, title in choices]
        self._counts: dict[str, int] = {}
        self._index = 0
        self._hovered = -1
        self._pad = 10 if dense else 12
        self._height = 24 if dense else 30
        self.setFont(font(SMALL if dense else BODY, MEDIUM))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._wide = wide
        across = QSizePolicy.Policy.Expanding if wide else QSizePolicy.Policy.Fixed
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)
        self._tell()

    @property
    def choice(self) -> str:
        """The key that holds."""
        return self._keys[self._index]

    def choose(self, key: str) -> None:
        """Let a key hold, without telling."""
        self._index = self._keys.index(key)
        self._tell()
        self.update()

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Say behind each title how many there are."""
        if dict(counts) != self._counts:
            self._counts = dict(counts)
            self._tell()
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Wide enough for all titles."""
        return QSize(sum(self._widths()) + 4, self._height)

    def minimumSizeHint(self) -> QSize:
        """Titles are never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the trough, the raised choice, and the titles."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = theme().colours
        edge = QPen(c.focus, 2) if self.hasFocus() else QPen(c.line, 1)
        painter.setPen(edge)
        painter.setBrush(c.sunken)
        painter.drawPath(rounded(self.rect(), 6))
        for index, box in enumerate(self._boxes()):
            held = index == self._index
            if held:
                painter.setPen(QPen(c.line_strong, 1))
                painter.setBrush(c.raised)
                painter.drawPath(rounded(box.adjusted(0, 1, 0, -1), 4))
            strong = held or index == self._hovered
            painter.setPen(c.text if strong else c.text_secondary)
            painter.setFont(self.font())
            count = self._count(index)
            if not count:
                painter.drawText(box.adjusted(0, 0, 0, -1), Qt.AlignmentFlag.AlignCenter, self._titles[index])
                continue
            inner = box.adjusted(self._pad, 0, -self._pad, -1)
            painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, self._titles[index])
            painter.setPen(c.text_secondary)
            painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, count)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is under the pointer."""
        self._take(self._under(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Brighten the title under the pointer."""
        self._hovered = self._under(event)
        self.update()

    def leaveEvent(self, event: object) -> None:
        """The pointer is gone."""
        del event
        self._hovered = -1
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right choose the neighbour."""
        steps = {int(Qt.Key.Key_Left): -1, int(Qt.Key.Key_Right): 1}
        if event.key() in steps:
            self._take(max(0, min(len(self._keys) - 1, self._index + steps[event.key()])))
        else:
            super().keyPressEvent(event)

    def _take(self, index: int) -> None:
        if index in (-1, self._index):
            return
        self._index = index
        self._tell()
        self.update()
        self.chosen.emit(self.choice)

    def _under(self, event: QMouseEvent) -> int:
        point = event.position().toPoint()
        return next((i for i, box in enumerate(self._boxes()) if box.contains(point)), -1)

    def _widths(self) -> list[int]:
        metrics = QFontMetrics(self.font())
        counts = [self._count(index) for index in range(len(self._titles))]
        return [
            metrics.horizontalAdvance(title)
            + (metrics.horizontalAdvance(count) + COUNT_GAP if count else 0)
            + 2 * self._pad
            for title, count in zip(self._titles, counts, strict=True)
        ]

    def _count(self, index: int) -> str:
        """What stands behind a title."""
        found = self._counts.get(self._keys[index])
        return "" if found is None else str(found)

    def _boxes(self) -> list[QRect]:
        boxes, x = [], 2
        even = [(self.width() - 4) // len(self._titles)] * len(self._titles)
        for width in even if self._wide else self._widths():
            boxes.append(QRect(x, 1, width, self.height() - 2))
            x += width
        return boxes

    def _tell(self) -> None:
        self.setAccessibleName(f"{self._titles[self._index]} {self._count(self._index)}".strip())
