"""What can be had: a line per room type with the rooms left, a column per plan with the price of the stay."""

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.features.front_desk import AvailabilityView, TypeOffer
from app.features.rates import QuoteView
from app.kernel.text import tr, trn
from ui.widgets.arrows import ARROWS
from ui.widgets.icons import paint_icon
from ui.widgets.money_text import money_text
from ui.widgets.shapes import rounded
from ui.widgets.theme import BODY, MEDIUM, MICRO, REGULAR, SEMIBOLD, SMALL, font, theme

NAME, CELL, HEAD, ROW = 150, 78, 44, 42
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_CENTRE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True, slots=True)
class Pick:
    """A type and the rate it would be sold by; no rate: the published price, which can be typed over."""

    offer: TypeOffer
    quote: QuoteView | None

    @property
    def why_not(self) -> tuple[str, ...]:
        """What forbids it, in sentences."""
        return (*self.offer.said, *(self.quote.refused if self.quote else ()))


class RateMatrix(QWidget):
    """`chosen(Pick)`; arrows move. The cheapest rate of a type is strong, what is not sold says why."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Rates"))
        self._view: AvailabilityView | None = None
        self._plans: list[tuple[str, str]] = []
        self._quotes: dict[tuple[UUID, str], QuoteView] = {}
        self.held = (0, 0)

    def show_view(self, view: AvailabilityView, room_type_id: UUID | None, rate_code: str | None) -> None:
        """Show other answers and hold this type and plan (None: the price by hand); else the best one."""
        self._view = view
        quotes = [quote for offer in view.types for quote in offer.quotes]
        self._plans = list(dict.fromkeys((quote.plan_code, quote.plan_name) for quote in quotes))
        self._quotes = {(quote.room_type_id, quote.plan_code): quote for quote in quotes}
        self.held = self._place(room_type_id, rate_code)
        self.updateGeometry()
        self.resize(self.sizeHint())
        self._tell()

    @property
    def pick(self) -> Pick | None:
        """What is held."""
        row, column = self.held
        if self._view is None or not row < len(self._view.types):
            return None
        offer = self._view.types[row]
        code = self._plans[column][0] if column < len(self._plans) else ""
        return Pick(offer, self._quotes.get((offer.room_type_id, code)))

    def hold(self, row: int, column: int) -> None:
        """Hold another cell."""
        rows = len(self._view.types) if self._view else 0
        self.held = max(0, min(row, rows - 1)), max(0, min(column, len(self._plans)))
        self._tell()

    def sizeHint(self) -> QSize:
        """Room for all."""
        rows = len(self._view.types) if self._view else 0
        return QSize(NAME + CELL * (len(self._plans) + 1) + 2, HEAD + ROW * rows + 2)

    def minimumSizeHint(self) -> QSize:
        """It scrolls, it does not shrink."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Plans above, types at the left, totals between."""
        del event
        painter, c = QPainter(self), theme().colours
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), c.surface)
        titles = [name for _, name in self._plans] + [tr("Own price")]
        for column, name in enumerate(titles):
            box = QRect(NAME + column * CELL + 3, 0, CELL - 6, HEAD - 5)
            flags = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
            self._text(painter, box, name, font(SMALL, MEDIUM), "text_secondary", flags)
        for row, offer in enumerate(self._view.types if self._view else ()):
            top = HEAD + row * ROW
            painter.fillRect(0, top, self.width(), 1, c.line)
            self._paint_type(painter, QRect(2, top, NAME - 8, ROW), offer)
            for column in range(len(titles)):
                self._paint_cell(painter, QRect(NAME + column * CELL, top, CELL, ROW), row, column)

    def _paint_type(self, painter: QPainter, box: QRect, offer: TypeOffer) -> None:
        name = QRect(box.left(), box.top() + 5, box.width(), 18)
        self._text(painter, name, offer.name, font(BODY, MEDIUM), "text", _LEFT, elide=True)
        below = QRect(box.left(), box.top() + 22, box.width(), 15)
        if offer.free > 0:
            text = tr("{free} of {rooms} free", free=offer.free, rooms=offer.rooms)
            tone = "success" if offer.free > 1 else "warning"
            if offer.throughout < 1:
                text, tone = tr("free with a change of room"), "warning"
        elif offer.free == 0:
            text, tone = tr("full"), "danger"
        else:
            text, tone = trn("oversold by {n}", "oversold by {n}", -offer.free), "danger"
        self._text(painter, below, text, font(MICRO, MEDIUM), tone, _LEFT, elide=True)

    def _paint_cell(self, painter: QPainter, box: QRect, row: int, column: int) -> None:
        c = theme().colours
        assert self._view is not None
        offer = self._view.types[row]
        if (row, column) == self.held:
            painter.setPen(QPen(c.accent if self.hasFocus() else c.field_line, 2))
            painter.setBrush(c.selection)
            painter.drawPath(rounded(box.adjusted(3, 4, -3, -3), 5))
        if column == len(self._plans):
            text = money_text(
                offer.published_minor * max(self._view.nights, 1), self._view.currency, cents=False
            )
            self._text(painter, box, text, font(SMALL), "text_secondary")
            return
        quote = self._quotes.get((offer.room_type_id, self._plans[column][0]))
        if quote is None or not quote.prices:
            self._text(painter, box, "–", font(BODY), "text_muted")
            return
        text = money_text(quote.total_minor, quote.currency, cents=bool(quote.total_minor % 100))
        if quote.refused:
            paint_icon(painter, "prohibit", QRect(box.left() + 10, box.center().y() - 6, 12, 12), c.danger)
            room = box.adjusted(18, 0, 0, 0)
            self._text(painter, room, text, font(SMALL), "text_muted")
            return
        best = quote == offer.cheapest
        tone = "text" if offer.free > 0 else "text_muted"
        self._text(painter, box, text, font(BODY, SEMIBOLD if best else REGULAR), tone)

    def _text(
        self, painter: QPainter, box: QRect, text: str, used: QFont, token: str,
        flags: Qt.AlignmentFlag | Qt.TextFlag | int = _CENTRE, *, elide: bool = False,
    ) -> None:  # fmt: skip
        painter.setFont(used)
        painter.setPen(theme().colours.named(token))
        if elide:
            text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, flags, text)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Hold what is pressed."""
        self.setFocus()
        row, column = self._cell_at(event.position().toPoint())
        if row >= 0:
            self.hold(row, column if column >= 0 else self.held[1])

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
            said: tuple[str, ...] = ()
            if self._view is not None and row >= 0:
                offer = self._view.types[row]
                code = self._plans[column][0] if 0 <= column < len(self._plans) else ""
                said = Pick(offer, self._quotes.get((offer.room_type_id, code))).why_not
            QToolTip.showText(event.globalPos(), "\n".join(said), self)
            return True
        return super().event(event)

    def _cell_at(self, point: QPoint) -> tuple[int, int]:
        rows = len(self._view.types) if self._view else 0
        row, column = (point.y() - HEAD) // ROW, (point.x() - NAME) // CELL
        return (row if 0 <= row < rows else -1), (column if 0 <= column <= len(self._plans) else -1)

    def _place(self, room_type_id: UUID | None, rate_code: str | None) -> tuple[int, int]:
        """Where a type and plan stand; else the cheapest rate of the type; else of the first free type."""
        types = self._view.types if self._view else ()
        codes = [code for code, _ in self._plans]
        rows = [row for row, offer in enumerate(types) if offer.room_type_id == room_type_id]
        free = [n for n, offer in enumerate(types) if not offer.said]
        best_free = [n for n in free if types[n].throughout > 0] or free or [0]
        row = rows[0] if rows else best_free[0]
        if rate_code is None:
            return row, len(codes)
        if rate_code in codes:
            return row, codes.index(rate_code)
        best = types[row].cheapest if types else None
        return row, codes.index(best.plan_code) if best is not None else len(codes)

    def _tell(self) -> None:
        pick = self.pick
        if pick is not None:
            plan = pick.quote.plan_name if pick.quote else tr("Own price")
            self.setAccessibleName(f"{pick.offer.name}, {plan}. {' '.join(pick.why_not)}".strip())
        self.update()
        self.chosen.emit(pick)
