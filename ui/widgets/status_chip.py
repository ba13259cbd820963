"""Status chips: icon and word on a soft ground, never colour alone."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.widgets.icons import paint_icon
from ui.widgets.shapes import hatch, rounded
from ui.widgets.theme import MEDIUM, MICRO, Colours, font, theme

HEIGHT = 20
PAD = 7
ICON = 12
GAP = 5


@dataclass(frozen=True, slots=True)
class ChipLook:
    """Which stay-bar colours a status has, its icon, and whether it is unsure (dashed, hatched)."""

    bar: str
    icon: str
    unsure: bool = False
    plain: bool = False


LOOKS = {
    "urgent": ChipLook("urgent", "warning"),
    "arrives_today": ChipLook("due_today", "sign-in"),
    "leaves_today": ChipLook("due_today", "sign-out"),
    "in_house": ChipLook("in_house", "key"),
    "future": ChipLook("future", ""),
    "past": ChipLook("past", "check", plain=True),
    "tentative": ChipLook("tentative", "hourglass", unsure=True),
    "oversold": ChipLook("oversold", "stack"),
    "nothing_due": ChipLook("in_house", "check"),
    "deposit_paid": ChipLook("future", "circle-half"),
    "deposit_due": ChipLook("due_today", "circle"),
    "balance_due": ChipLook("urgent", "currency-eur"),
    "not_guaranteed": ChipLook("tentative", "hourglass", unsure=True),
    "cancelled": ChipLook("past", "x", plain=True),
    "no_show": ChipLook("urgent", "user"),
    "company": ChipLook("future", "buildings"),
    "guest": ChipLook("past", "user", plain=True),
    "locked": ChipLook("past", "lock-simple", plain=True),
    "rule": ChipLook("due_today", "info"),
}


def chip_width(text: str, look: ChipLook) -> int:
    """How wide a chip with this text is."""
    icon = ICON + GAP if look.icon else 8
    return QFontMetrics(font(MICRO, MEDIUM)).horizontalAdvance(text) + 2 * PAD + icon


def paint_chip(painter: QPainter, box: QRect, text: str, look: ChipLook, colours: Colours) -> None:
    """Paint a chip into a box of height 20."""
    bar = colours.bars.named(look.bar)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    path = rounded(box, HEIGHT / 2 - 0.5)
    painter.fillPath(path, colours.surface if look.plain else bar.fill)
    if look.unsure:
        hatch(painter, path, _faint(bar.line), 6, 1)
    edge = bar.solid if look.bar == "oversold" else bar.line
    pen = QPen(edge, 1)
    if look.unsure:
        pen.setDashPattern([3, 2])
    painter.strokePath(path, pen)
    x = box.left() + PAD
    middle = box.center().y() + 1
    if look.icon:
        paint_icon(painter, look.icon, QRect(x, middle - ICON // 2, ICON, ICON), bar.solid)
        x += ICON + GAP
    else:
        painter.fillRect(QRect(x - 1, middle - 5, 3, 10), bar.solid)
        x += 8
    painter.setFont(font(MICRO, MEDIUM))
    painter.setPen(bar.solid)
    painter.drawText(
        QRect(x, box.top(), box.right() - x + 1, box.height()), Qt.AlignmentFlag.AlignVCenter, text
    )
    painter.restore()


def _faint(colour: QColor) -> QColor:
    faint = QColor(colour)
    faint.setAlphaF(0.45)
    return faint


class StatusChip(QWidget):
    """A status by its name in `LOOKS`, with its word."""

    def __init__(self, status: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = LOOKS[status]
        self._text = text
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_status(status, text)

    def show_status(self, status: str, text: str) -> None:
        """Show another status."""
        self._look = LOOKS[status]
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """20 high, as wide as icon and word."""
        return QSize(chip_width(self._text, self._look), HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the chip."""
        del event
        paint_chip(QPainter(self), self.rect(), self._text, self._look, theme().colours)
