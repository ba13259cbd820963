"""The rates that a stay can be sold by, as a list to choose from: totals, and why the others are not sold."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.features.rates import QuoteView
from app.kernel.text import tr
from ui.widgets.icons import paint_icon
from ui.widgets.money_text import money_text
from ui.widgets.shapes import rounded
from ui.widgets.theme import BODY, MEDIUM, REGULAR, SEMIBOLD, SMALL, font, theme

ROW, LOW = 30, 26
_LEFT: Final = Qt.AlignmentFlag.AlignVCenter
_RIGHT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True, slots=True)
class RateRow:
    """A line: a quote, or the price that is typed (None)."""

    quote: QuoteView | None

    @property
    def is_sold(self) -> bool:
        """Whether nothing forbids it."""
        return self.quote is None or not self.quote.refused

    @property
    def height(self) -> int:
        """What is not sold stands closer."""
        return ROW if self.is_sold else LOW

    @property
    def words(self) -> tuple[str, str, str]:
        """Name, meals, total."""
        if self.quote is None:
            return tr("Another price"), "", ""
        quote = self.quote
        shown = money_text(quote.total_minor, quote.currency) if quote.prices else "–"
        return quote.plan_name, quote.meal, shown


class RateList(QWidget):
    """`held` is the chosen row; `chosen(int)` when the user takes another one. Arrows move it."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.rows: list[RateRow] = []
        self.held = 0
        self._hovered = -1

    def show_quotes(self, quotes: Sequence[QuoteView], held: int) -> None:
        """Those that are sold first, in their order, then the others, then the price that is typed."""
        ordered = sorted(quotes, key=lambda quote: bool(quote.refused))
        self.rows = [*(RateRow(quote) for quote in ordered), RateRow(None)]
        self.hold(held)
        self.updateGeometry()

    def hold(self, row: int) -> None:
        """Show another row as chosen."""
        self.held = max(0, min(row, len(self.rows) - 1))
        self._tell()
        self.update()

    @property
    def quote(self) -> QuoteView | None:
        """The chosen rate; None for a typed price."""
        return self.rows[self.held].quote if self.rows else None

    def sizeHint(self) -> QSize:
        """As high as its rows."""
        return QSize(200, sum(row.height for row in self.rows) + 2)

    def minimumSizeHint(self) -> QSize:
        """It does not shrink."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A frame, a line between rows, the chosen one on its ground with the accent edge."""
        del event
        painter, c = QPainter(self), theme().colours
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = self.rect().adjusted(0, 0, -1, -1)
        painter.setPen(QPen(c.focus if self.hasFocus() else c.field_line, 2 if self.hasFocus() else 1))
        painter.setBrush(c.surface)
        painter.drawPath(rounded(frame.adjusted(1, 1, 0, 0) if self.hasFocus() else frame, 6))
        top = 1
        for number, row in enumerate(self.rows):
            box = QRect(2, top, self.width() - 4, row.height)
            if number:
                painter.fillRect(box.left() + 6, top, box.width() - 12, 1, c.line)
            self._paint_row(painter, row, box.adjusted(0, 1, 0, -1), number)
            top += row.height

    def _paint_row(self, painter: QPainter, row: RateRow, box: QRect, number: int) -> None:
        c = theme().colours
        held = number == self.held
        if held or number == self._hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(c.selection if held else c.hover)
            painter.drawPath(rounded(box.adjusted(1, 0, -1, 0), 4))
        line = box.adjusted(30, 0, -10, 0)
        tick = QRect(box.left() + 9, line.center().y() - 6, 14, 14)
        name, meal, total = row.words
        if row.is_sold:
            self._paint_icon(painter, "check" if held else "", tick, c.accent)
            painter.setFont(font(BODY, SEMIBOLD if held else REGULAR))
            painter.setPen(c.text)
            painter.drawText(line, _RIGHT, total)
            rest = line.adjusted(0, 0, -painter.fontMetrics().horizontalAdvance(total) - 10, 0)
            used = self._words(painter, rest, name, font(BODY, MEDIUM), c.text)
            self._words(painter, rest.adjusted(used, 0, 0, 0), meal, font(SMALL), c.text_secondary)
        elif row.quote is not None:
            self._paint_icon(painter, "prohibit", tick, c.danger)
            used = self._words(painter, line, name, font(SMALL, MEDIUM), c.text_secondary)
            why = " ".join(row.quote.refused)
            self._words(painter, line.adjusted(used, 0, 0, 0), why, font(SMALL), c.danger)

    def _paint_icon(self, painter: QPainter, name: str, box: QRect, colour: QColor) -> None:
        if name:
            paint_icon(painter, name, box, colour)

    def _words(self, painter: QPainter, box: QRect, text: str, used: QFont, colour: QColor) -> int:
        """Write what there is room for; how much room it took."""
        painter.setFont(used)
        painter.setPen(colour)
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(box.width(), 0))
        painter.drawText(box, _LEFT, shown)
        return int(metrics.horizontalAdvance(shown)) + 8

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is pressed."""
        self._choose(self._row_at(event.position().toPoint()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what is under the pointer."""
        self._hovered = self._row_at(event.position().toPoint())
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under it."""
        self._hovered = -1
        self.update()
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down choose."""
        step = {int(Qt.Key.Key_Up): -1, int(Qt.Key.Key_Down): 1}.get(event.key())
        if step is None:
            super().keyPressEvent(event)
        else:
            self._choose(max(0, min(self.held + step, len(self.rows) - 1)))

    def event(self, event: QEvent) -> bool:
        """A tip has all that stands in the way."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            row = self._row_at(event.pos())
            quote = self.rows[row].quote if row >= 0 else None
            QToolTip.showText(event.globalPos(), "\n".join(quote.refused) if quote else "", self)
            return True
        return super().event(event)

    def _choose(self, row: int) -> None:
        if row >= 0:
            self.hold(row)
            self.chosen.emit(row)

    def _row_at(self, point: QPoint) -> int:
        top = 1
        for number, row in enumerate(self.rows):
            if top <= point.y() < top + row.height:
                return number
            top += row.height
        return -1

    def _tell(self) -> None:
        if not self.rows:
            return
        row = self.rows[self.held]
        why = " ".join(row.quote.refused) if row.quote is not None else ""
        words = ", ".join(word for word in (*row.words, why) if word)
        self.setAccessibleName(tr("Rate: {words}", words=words))
