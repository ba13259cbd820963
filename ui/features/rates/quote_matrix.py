"""All rates side by side: a line per room type, a column per plan, the total of the stay in each cell."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from app.features.rates import QuoteView
from app.kernel.text import tr
from ui.widgets.arrows import ARROWS
from ui.widgets.icons import paint_icon
from ui.widgets.money_text import money_text
from ui.widgets.shapes import rounded
from ui.widgets.theme import BODY, MEDIUM, REGULAR, SEMIBOLD, SMALL, font, theme

NAME, CELL, HEAD, ROW = 138, 84, 46, 34
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter


class QuoteMatrix(QWidget):
    """`chosen(QuoteView)`: the quote to explain. Arrows move it; the cheapest of a type is strong."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._types: list[tuple[UUID, str]] = []
        self._plans: list[tuple[UUID, str]] = []
        self._quotes: dict[tuple[UUID, UUID], QuoteView] = {}
        self._cheapest: dict[UUID, int] = {}
        self.held = (0, 0)

    def show_quotes(self, quotes: Sequence[QuoteView]) -> None:
        """Show other quotes; the held plan and type stay when they are among them."""
        before = self.quote
        self._types = list(dict.fromkeys((quote.room_type_id, quote.room_type_name) for quote in quotes))
        self._plans = list(dict.fromkeys((quote.plan_id, quote.plan_name) for quote in quotes))
        self._quotes = {(quote.room_type_id, quote.plan_id): quote for quote in quotes}
        self._cheapest = {}
        for quote in quotes:
            if not quote.refused:
                known = self._cheapest.get(quote.room_type_id, quote.total_minor)
                self._cheapest[quote.room_type_id] = min(known, quote.total_minor)
        self.held = self._place_of(before)
        self.updateGeometry()
        self.resize(self.sizeHint())
        self._tell()

    @property
    def quote(self) -> QuoteView | None:
        """The quote that is explained."""
        row, column = self.held
        if not (row < len(self._types) and column < len(self._plans)):
            return None
        return self._quotes.get((self._types[row][0], self._plans[column][0]))

    def hold(self, row: int, column: int) -> None:
        """Explain another one."""
        row = max(0, min(row, len(self._types) - 1))
        self.held = row, max(0, min(column, len(self._plans) - 1))
        self._tell()

    def sizeHint(self) -> QSize:
        """Room for all types and plans."""
        return QSize(NAME + CELL * len(self._plans) + 2, HEAD + ROW * len(self._types) + 2)

    def minimumSizeHint(self) -> QSize:
        """The matrix scrolls, it does not shrink."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Plans above, types at the left (they stay in view), totals between."""
        del event
        painter, c = QPainter(self), theme().colours
        painter.fillRect(self.rect(), c.surface)
        for column, (_, name) in enumerate(self._plans):
            box = QRect(NAME + column * CELL + 4, 0, CELL - 8, HEAD - 4)
            painter.setFont(font(SMALL, MEDIUM))
            painter.setPen(c.text_secondary)
            flags = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(box, flags, name)
        for row in range(len(self._types)):
            painter.fillRect(0, HEAD + row * ROW, self.width(), 1, c.line)
            for column in range(len(self._plans)):
                self._paint_cell(painter, row, column)
        painter.fillRect(0, HEAD + len(self._types) * ROW, self.width(), 1, c.line)
        left = self.visibleRegion().boundingRect().left()
        painter.fillRect(left, 0, NAME, HEAD + len(self._types) * ROW, c.surface)
        painter.setFont(font(BODY, MEDIUM))
        painter.setPen(c.text)
        for row, (_, name) in enumerate(self._types):
            box = QRect(left + 2, HEAD + row * ROW, NAME - 10, ROW)
            shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(box, _MIDDLE, shown)
            painter.setPen(c.line)
            painter.drawLine(left, HEAD + row * ROW, left + NAME, HEAD + row * ROW)
            painter.setPen(c.text)

    def _paint_cell(self, painter: QPainter, row: int, column: int) -> None:
        c = theme().colours
        quote = self._quotes.get((self._types[row][0], self._plans[column][0]))
        box = QRect(NAME + column * CELL, HEAD + row * ROW, CELL, ROW)
        if (row, column) == self.held:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(c.accent if self.hasFocus() else c.field_line, 2))
            painter.setBrush(c.selection)
            painter.drawPath(rounded(box.adjusted(3, 3, -2, -2), 5))
            painter.restore()
        if quote is None:
            return
        if not quote.nights:
            self._text(painter, box, "–", font(BODY), "text_muted")
            return
        text = money_text(quote.total_minor, quote.currency, cents=bool(quote.total_minor % 100))
        if quote.refused:
            used = font(SMALL)
            wide = QFontMetrics(used).horizontalAdvance(text) + 16
            x = box.center().x() - wide // 2
            paint_icon(painter, "prohibit", QRect(x, box.center().y() - 6, 12, 12), c.danger)
            self._text(painter, QRect(x + 16, box.top(), wide, ROW), text, used, "text_muted", _MIDDLE)
            return
        best = quote.total_minor == self._cheapest.get(quote.room_type_id)
        self._text(painter, box, text, font(BODY, SEMIBOLD if best else REGULAR), "text")

    def _text(
        self, painter: QPainter, box: QRect, text: str, used: QFont, token: str,
        flags: Qt.AlignmentFlag = _CENTRE,
    ) -> None:  # fmt: skip
        painter.setFont(used)
        painter.setPen(theme().colours.named(token))
        painter.drawText(box, flags, text)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Explain what is pressed."""
        self.setFocus()
        row, column = self._cell_at(event.position().toPoint())
        if row >= 0 and column >= 0:
            self.hold(row, column)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move."""
        step = ARROWS.get(event.key())
        if step is None:
            super().keyPressEvent(event)
        else:
            self.hold(self.held[0] + step[0], self.held[1] + step[1])

    def event(self, event: QEvent) -> bool:
        """A tip says why a rate is not sold."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            row, column = self._cell_at(event.pos())
            quote = None
            if row >= 0 and column >= 0:
                quote = self._quotes.get((self._types[row][0], self._plans[column][0]))
            QToolTip.showText(event.globalPos(), "\n".join(quote.refused) if quote else "", self)
            return True
        return super().event(event)

    def _cell_at(self, point: QPoint) -> tuple[int, int]:
        row, column = (point.y() - HEAD) // ROW, (point.x() - NAME) // CELL
        return (row if row < len(self._types) else -1), (column if column < len(self._plans) else -1)

    def _place_of(self, quote: QuoteView | None) -> tuple[int, int]:
        """Where a plan and type stand now; else the first rate that is sold."""
        places = [
            (row, column) for row in range(len(self._types)) for column in range(len(self._plans))
        ]  # fmt: skip
        keys = {place: (self._types[place[0]][0], self._plans[place[1]][0]) for place in places}
        if quote is not None:
            for place, key in keys.items():
                if key == (quote.room_type_id, quote.plan_id):
                    return place
        sold = (p for p, key in keys.items() if key in self._quotes and not self._quotes[key].refused)
        return next(sold, (0, 0))

    def _tell(self) -> None:
        quote = self.quote
        if quote is not None:
            price = money_text(quote.total_minor, quote.currency) if quote.nights else tr("no price")
            why = " ".join(quote.refused)
            self.setAccessibleName(f"{quote.room_type_name}, {quote.plan_name}: {price}. {why}".strip())
        self.update()
        self.chosen.emit(quote)
