"""The rows of the command palette, painted: groups, matched letters in the accent, key caps."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.kernel.text import tr
from ui.widgets.icons import paint_icon
from ui.widgets.shapes import CAP_HEIGHT, cap_width, paint_cap
from ui.widgets.theme import BODY, MEDIUM, MICRO, REGULAR, SEMIBOLD, SMALL, font, theme

HEADING, SINGLE, DOUBLE = 26, 28, 38
TEXT_LEFT = 34


@dataclass(frozen=True, slots=True)
class PaletteRow:
    """One line. `why_not` greys it and stands at its right."""

    title: str
    detail: str = ""
    icon: str = ""
    key: str = ""
    matched: tuple[tuple[int, int], ...] = ()
    why_not: str = ""


Groups = Sequence[tuple[str, Sequence[PaletteRow]]]


class PaletteRows(QWidget):
    """Paints groups of rows; `held` is the row that Enter takes."""

    pressed = Signal(int)
    hovered = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[PaletteRow] = []
        self._places: list[QRect] = []
        self._headings: list[tuple[QRect, str]] = []
        self._groups: Groups = ()
        self.held = 0
        self.setMouseTracking(True)

    def show_groups(self, groups: Groups) -> None:
        """Show other rows."""
        self._groups = groups
        self.rows = [row for _, rows in groups for row in rows]
        self.held = min(self.held, max(0, len(self.rows) - 1))
        self._lay_out()
        self.setFixedHeight(max(1, self._places[-1].bottom() + 7) if self._places else 1)
        self.update()

    def hold(self, index: int) -> None:
        """Move the selection."""
        if self.rows:
            self.held = index % len(self.rows)
            self.setAccessibleName(self.rows[self.held].title)
            self.update()

    def place(self, index: int) -> QRect:
        """Where a row is."""
        return self._places[index]

    def resizeEvent(self, event: object) -> None:
        """Rows are as wide as the card."""
        del event
        self._lay_out()

    def sizeHint(self) -> QSize:
        """Room for all rows."""
        return QSize(328, self.height())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The row under the pointer is held."""
        self._tell(event, self.hovered)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The row under the pointer is taken."""
        self._tell(event, self.pressed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint headings and rows."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(MICRO))
        painter.setPen(theme().colours.text_secondary)
        for box, title in self._headings:
            flags = Qt.AlignmentFlag.AlignBottom
            painter.drawText(box.adjusted(9, 0, 0, -4), flags, title)
        for index, (row, box) in enumerate(zip(self.rows, self._places, strict=True)):
            self._paint_row(painter, row, box, held=index == self.held)

    def _paint_row(self, painter: QPainter, row: PaletteRow, box: QRect, *, held: bool) -> None:
        c = theme().colours
        if held:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(c.selection)
            painter.drawRoundedRect(box, 4, 4)
        colour = c.text_muted if row.why_not else c.text if held else c.text_secondary
        if row.icon:
            paint_icon(painter, row.icon, QRect(box.left() + 8, box.center().y() - 7, 15, 15), colour)
        key = tr("Enter") if held and not row.key and not row.why_not else row.key
        right = box.right() - 8
        if row.why_not:
            right = self._paint_reason(painter, row.why_not, box)
        elif key:
            cap = QRect(0, box.center().y() - CAP_HEIGHT // 2 + 1, cap_width(key), CAP_HEIGHT)
            cap.moveRight(box.right() - 8)
            paint_cap(painter, cap, key, c.window, c.line_strong, c.text_secondary)
            right = cap.left() - 8
        text = QRect(box.left() + TEXT_LEFT, box.top(), right - box.left() - TEXT_LEFT, box.height() - 1)
        if row.detail:
            title = text.adjusted(0, 2, 0, -text.height() // 2 + 1)
            self._paint_title(painter, row, title, strong=True)
            painter.setFont(font(MICRO))
            painter.setPen(c.text_secondary)
            self._draw(painter, text.adjusted(0, text.height() // 2, 0, -1), row.detail)
        else:
            self._paint_title(painter, row, text, strong=False)

    def _paint_title(self, painter: QPainter, row: PaletteRow, box: QRect, *, strong: bool) -> None:
        c = theme().colours
        plain = font(BODY, MEDIUM if strong else REGULAR)
        x, at = box.left(), 0
        spans = sorted(row.matched)
        pieces = []
        for start, length in spans:
            pieces += [(row.title[at:start], False), (row.title[start : start + length], True)]
            at = start + length
        pieces.append((row.title[at:], False))
        for piece, matched in pieces:
            used = font(BODY, SEMIBOLD) if matched else plain
            painter.setFont(used)
            painter.setPen(c.accent if matched else c.text_muted if row.why_not else c.text)
            room = QRect(x, box.top(), box.right() - x, box.height())
            self._draw(painter, room, piece)
            x += QFontMetrics(used).horizontalAdvance(piece)

    def _paint_reason(self, painter: QPainter, reason: str, box: QRect) -> int:
        used = font(SMALL)
        width = min(QFontMetrics(used).horizontalAdvance(reason), box.width() * 45 // 100)
        room = QRect(box.right() - 8 - width, box.top(), width + 1, box.height() - 1)
        painter.setFont(used)
        painter.setPen(theme().colours.text_muted)
        self._draw(painter, room, reason)
        return room.left() - 8

    def _draw(self, painter: QPainter, room: QRect, text: str) -> None:
        metrics = QFontMetrics(painter.font())
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, room.width() + 1))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)

    def _tell(self, event: QMouseEvent, signal: SignalInstance) -> None:
        point = event.position().toPoint()
        for index, box in enumerate(self._places):
            if box.contains(point):
                signal.emit(index)

    def _lay_out(self) -> None:
        self._places, self._headings = [], []
        y, width = 0, self.width()
        for title, rows in self._groups:
            if not rows:
                continue
            self._headings.append((QRect(6, y, width - 12, HEADING), title))
            y += HEADING
            for row in rows:
                height = DOUBLE if row.detail else SINGLE
                self._places.append(QRect(6, y, width - 12, height))
                y += height
