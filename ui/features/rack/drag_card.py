"""The card beside a drag: yes or no, what changes, and the moves that would succeed. Painted, not built,
because it changes with every cell under the pointer."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.kernel.text import tr
from ui.features.rack.preview import Line, Offer, Preview
from ui.widgets.floating import SHADOW, Floating
from ui.widgets.icons import paint_icon
from ui.widgets.shapes import CAP_HEIGHT, cap_width, paint_cap, paint_room_state, rounded
from ui.widgets.theme import BODY, MEDIUM, MICRO, REGULAR, SEMIBOLD, SMALL, font, theme

WIDTH, PAD = 364, 14
HEAD, LINE, OFFER, SWITCH = 40, 22, 46, 28
OLD, ARROW, NEW = 92, 200, 212


class DragCard(Floating):
    """`taken(int)`: an offer was pressed; `switched`: the other price was pressed."""

    taken = Signal(int)
    switched = Signal()

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._preview = Preview("")
        self._offers: list[QRect] = []
        self._switch = QRect()
        self.hide()

    @property
    def preview(self) -> Preview:
        """What it says."""
        return self._preview

    def show_preview(self, preview: Preview, point: QPoint) -> None:
        """Say something beside a point of the parent, inside it."""
        self._preview = preview
        self.setAccessibleName(" ".join(part for part in (preview.title, preview.sentence) if part))
        height = self._flow(None) + 2 * SHADOW
        self.resize(WIDTH + 2 * SHADOW, height)
        room = self._over.rect()
        x = point.x()
        if x + self.width() > room.right():
            x = max(room.left(), room.right() - self.width())
        y = max(room.top(), min(point.y(), room.bottom() - height))
        self.move(x, y)
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The floating ground, then all parts from top to bottom."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._flow(painter)
        c = theme().colours
        painter.setPen(QPen(c.line_strong, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(rounded(self.card, 8))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take an offer, or switch the price."""
        point = event.position().toPoint()
        for index, box in enumerate(self._offers):
            if box.contains(point):
                self.taken.emit(index)
                return
        if self._switch.contains(point):
            self.switched.emit()

    def _flow(self, painter: QPainter | None) -> int:
        """Lay out (and paint) everything; how high the card is."""
        self._offers, self._switch = [], QRect()
        shown = self._preview
        y = SHADOW
        y = self._head(painter, y)
        y += 12
        if shown.sentence:
            y = self._text(painter, y, shown.sentence, BODY) + 10
            if shown.lines:
                y = self._rule(painter, y)
        for line in shown.lines:
            y = self._line(painter, y, line)
        if shown.offers:
            y = self._text(painter, y + 6, tr("You can do this instead"), SMALL, "text_secondary") + 6
            for offer in shown.offers:
                y = self._offer(painter, y, offer)
        if shown.answers:
            y = self._rule(painter, y + 6)
            y = self._text(painter, y, shown.question, SMALL, "text_secondary") + 6
            y = self._answers(painter, y)
        if shown.keys:
            y = self._keys(painter, y + 6)
        return y + 12 - SHADOW

    def _head(self, painter: QPainter | None, y: int) -> int:
        shown = self._preview
        if painter is not None:
            c = theme().colours
            ground, ink, icon = c.sunken, c.text, "arrows-left-right"
            if shown.allowed is not None:
                ground = c.success_soft if shown.allowed else c.danger_soft
                ink = c.success if shown.allowed else c.danger
                icon = "check-circle" if shown.allowed else "prohibit"
            box = QRect(SHADOW, y, WIDTH, HEAD)
            painter.save()
            painter.setClipRect(box)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(QRectF(box.adjusted(0, 0, 0, 10)), 8, 8)
            painter.restore()
            paint_icon(painter, icon, QRect(SHADOW + PAD, y + 12, 17, 17), ink)
            painter.setFont(font(BODY, SEMIBOLD))
            painter.setPen(ink)
            room = box.adjusted(PAD + 25, 0, -PAD, 0)
            title = QFontMetrics(painter.font()).elidedText(
                shown.title, Qt.TextElideMode.ElideRight, room.width()
            )
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, title)
        return y + HEAD

    def _text(self, painter: QPainter | None, y: int, text: str, px: int, token: str = "text") -> int:
        used = font(px)
        flags = Qt.TextFlag.TextWordWrap
        width = WIDTH - 2 * PAD
        high = QFontMetrics(used).boundingRect(QRect(0, 0, width, 1000), flags, text).height()
        if painter is not None:
            painter.setFont(used)
            painter.setPen(theme().colours.named(token))
            painter.drawText(QRect(SHADOW + PAD, y, width, high + 2), flags, text)
        return y + high

    def _rule(self, painter: QPainter | None, y: int) -> int:
        if painter is not None:
            painter.fillRect(QRect(SHADOW + PAD, y, WIDTH - 2 * PAD, 1), theme().colours.line)
        return y + 9

    def _line(self, painter: QPainter | None, y: int, line: Line) -> int:
        if painter is not None:
            c = theme().colours
            left = SHADOW + PAD
            draw = _drawer(painter, y, LINE)
            draw(left, OLD, line.name, SMALL, REGULAR, "text_secondary")
            draw(left + OLD, ARROW - OLD - 4, line.before, SMALL, REGULAR, "text_secondary")
            if line.changed:
                paint_icon(painter, "arrow-right", QRect(left + ARROW - 6, y + 5, 12, 12), c.text_secondary)
            weight = SEMIBOLD if line.changed else REGULAR
            token = "text" if line.changed else "text_secondary"
            draw(left + NEW, WIDTH - 2 * PAD - NEW, line.after, SMALL, weight, token)
        return y + LINE

    def _offer(self, painter: QPainter | None, y: int, offer: Offer) -> int:
        box = QRect(SHADOW + PAD, y, WIDTH - 2 * PAD, OFFER)
        self._offers.append(box)
        if painter is not None:
            self._paint_offer(painter, box, offer)
        return y + OFFER + 6

    def _paint_offer(self, painter: QPainter, box: QRect, offer: Offer) -> None:
        c = theme().colours
        first = offer.number == 1
        painter.setPen(QPen(c.accent if first else c.line_strong, 1))
        painter.setBrush(c.accent_soft if first else c.surface)
        painter.drawPath(rounded(box, 6))
        square = QRect(box.left() + 12, box.top() + 13, 20, 20)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(c.success)
        painter.drawRoundedRect(square, 4, 4)
        painter.setFont(font(SMALL, SEMIBOLD))
        painter.setPen(c.text_on_accent)
        painter.drawText(square, Qt.AlignmentFlag.AlignCenter, str(offer.number))
        x = square.right() + 12
        if offer.state:
            paint_room_state(painter, QRect(x, box.top() + 9, 14, 14), offer.state, c)
            x += 22
        wide = max(
            QFontMetrics(font(BODY, MEDIUM)).horizontalAdvance(offer.amount),
            QFontMetrics(font(MICRO)).horizontalAdvance(offer.below),
        )
        draw = _drawer(painter, box.top() + 5, 18)
        room = box.right() - 12 - wide - 10 - x
        draw(x, room, offer.title, BODY, MEDIUM, "text")
        draw(box.right() - 12 - wide, wide, offer.amount, BODY, MEDIUM, "text", right=True)
        draw = _drawer(painter, box.top() + 23, 16)
        draw(x, room, offer.detail, MICRO, REGULAR, "text_secondary")
        draw(box.right() - 12 - wide, wide, offer.below, MICRO, REGULAR, "text_secondary", right=True)

    def _answers(self, painter: QPainter | None, y: int) -> int:
        box = self._switch = QRect(SHADOW + PAD, y, WIDTH - 2 * PAD, SWITCH)
        if painter is not None:
            c = theme().colours
            painter.setPen(QPen(c.line, 1))
            painter.setBrush(c.sunken)
            painter.drawPath(rounded(box, 6))
            wide = (box.width() - 4) // len(self._preview.answers)
            for index, text in enumerate(self._preview.answers):
                part = QRect(box.left() + 2 + index * wide, box.top() + 2, wide, box.height() - 4)
                held = index == self._preview.answer
                if held:
                    painter.setPen(QPen(c.line_strong, 1))
                    painter.setBrush(c.raised)
                    painter.drawPath(rounded(part, 4))
                painter.setFont(font(SMALL, MEDIUM))
                painter.setPen(c.text if held else c.text_secondary)
                painter.drawText(part.adjusted(0, 0, 0, -1), Qt.AlignmentFlag.AlignCenter, text)
        return y + SWITCH

    def _keys(self, painter: QPainter | None, y: int) -> int:
        if painter is not None:
            c = theme().colours
            x = SHADOW + PAD
            painter.setFont(font(MICRO))
            metrics = QFontMetrics(painter.font())
            for key, words in self._preview.keys:
                wide = cap_width(key)
                paint_cap(
                    painter, QRect(x, y, wide, CAP_HEIGHT), key, c.window, c.line_strong, c.text_secondary
                )
                x += wide + 5
                if words:
                    painter.setFont(font(MICRO))
                    painter.setPen(c.text_secondary)
                    room = QRect(x, y, WIDTH, CAP_HEIGHT)
                    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
                    x += metrics.horizontalAdvance(words) + 10
        return y + CAP_HEIGHT


def _drawer(painter: QPainter, y: int, height: int) -> Callable[..., None]:
    """A function that draws one line of text, cut where it does not fit."""

    def draw(
        x: int, width: int, text: str, px: int, weight: QFont.Weight, token: str, *, right: bool = False
    ) -> None:
        used = font(px, weight)
        painter.setFont(used)
        painter.setPen(theme().colours.named(token))
        shown = QFontMetrics(used).elidedText(text, Qt.TextElideMode.ElideRight, max(width + 1, 0))
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRect(x, y, width + 1, height), side | Qt.AlignmentFlag.AlignVCenter, shown)

    return draw
