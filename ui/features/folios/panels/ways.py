"""The six ways to pay as tiles, three in a row; arrows move, the held one has the accent's edge."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from app.kernel.text import tr
from ui.widgets.icons import paint_icon
from ui.widgets.shapes import rounded
from ui.widgets.theme import MEDIUM, SMALL, font, theme

HEIGHT, GAP, ACROSS, ICON = 50, 7, 3, 16
CARD, CASH, TRANSFER, LEDGER, VOUCHER, LINK = (
    "terminal", "cash", "bank_transfer", "city_ledger", "voucher", "link",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Way:
    """A way to pay; with a reason in `why_not` it shows but cannot be chosen."""

    key: str
    title: str
    icon: str
    why_not: str = ""


def ways(reasons: dict[str, str]) -> list[Way]:
    """The six, in the order of the look."""
    looks = (
        (CARD, tr("Card"), "credit-card"),
        (CASH, tr("Cash"), "money"),
        (TRANSFER, tr("Transfer"), "bank"),
        (LEDGER, tr("City ledger"), "buildings"),
        (VOUCHER, tr("Voucher"), "ticket"),
        (LINK, tr("Pay link"), "arrow-square-out"),
    )
    return [Way(key, title, icon, reasons.get(key, "")) for key, title, icon in looks]


class WayTiles(QWidget):
    """`chosen(str)` tells the way."""

    chosen = Signal(str)

    def __init__(self, given: list[Way]) -> None:
        super().__init__()
        self._ways, self._held, self._hovered = given, 0, -1
        rows = -(-len(given) // ACROSS)
        self.setFixedHeight(rows * HEIGHT + (rows - 1) * GAP)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._tell()

    @property
    def way(self) -> str:
        """The way that holds."""
        return self._ways[self._held].key

    def use(self, key: str) -> None:
        """Let a way hold, if it can be chosen."""
        self._take(next((n for n, way in enumerate(self._ways) if way.key == key), -1))

    def sizeHint(self) -> QSize:
        """Three across."""
        return QSize(280, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the tiles."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = theme().colours
        for number, way in enumerate(self._ways):
            box, held = self._box(number), number == self._held
            ground = c.accent_soft if held else c.hover if number == self._hovered else c.surface
            painter.setBrush(c.sunken if way.why_not else ground)
            painter.setPen(QPen(c.accent, 2) if held else QPen(c.line_strong, 1))
            if held:
                painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 5, 5)
            else:
                painter.drawPath(rounded(box, 6))
            if held and self.hasFocus():
                painter.setPen(QPen(c.focus, 1))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(box.adjusted(3, 3, -4, -4), 4, 4)
            colour = c.accent if held else c.text_muted if way.why_not else c.text_secondary
            icon = QRect(box.center().x() - ICON // 2 + 1, box.top() + 8, ICON, ICON)
            paint_icon(painter, way.icon, icon, colour)
            painter.setFont(font(SMALL, MEDIUM))
            painter.setPen(colour if held or way.why_not else c.text_secondary)
            painter.drawText(box.adjusted(0, 26, 0, -5), Qt.AlignmentFlag.AlignCenter, way.title)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the tile, or hear why not."""
        number = self._under(event)
        if number >= 0 and self._ways[number].why_not:
            QToolTip.showText(event.globalPosition().toPoint(), self._ways[number].why_not, self)
        self._take(number)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Hover; a tile that cannot be chosen says why."""
        self._hovered = self._under(event)
        self.setToolTip(self._ways[self._hovered].why_not if self._hovered >= 0 else "")
        self.update()

    def leaveEvent(self, event: object) -> None:
        """The pointer is gone."""
        del event
        self._hovered = -1
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go to the next tile that can be chosen."""
        step = {
            int(Qt.Key.Key_Left): -1, int(Qt.Key.Key_Right): 1, int(Qt.Key.Key_Up): -ACROSS,
            int(Qt.Key.Key_Down): ACROSS,
        }.get(event.key())  # fmt: skip
        if step is None:
            super().keyPressEvent(event)
            return
        at = self._held + step
        while 0 <= at < len(self._ways) and self._ways[at].why_not:
            at += step
        self._take(at)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """It went on."""
        super().focusOutEvent(event)
        self.update()

    def _take(self, number: int) -> None:
        if not 0 <= number < len(self._ways) or self._ways[number].why_not or number == self._held:
            return
        self._held = number
        self._tell()
        self.update()
        self.chosen.emit(self.way)

    def _tell(self) -> None:
        self.setAccessibleName(tr("With {way}", way=self._ways[self._held].title))

    def _box(self, number: int) -> QRect:
        width = (self.width() - (ACROSS - 1) * GAP) // ACROSS
        return QRect(number % ACROSS * (width + GAP), number // ACROSS * (HEIGHT + GAP), width, HEIGHT)

    def _under(self, event: QMouseEvent) -> int:
        point = event.position().toPoint()
        return next((n for n in range(len(self._ways)) if self._box(n).contains(point)), -1)
