"""The ground of what floats: raised, an edge, one soft shadow. Popovers, palettes, toasts and calendars."""

from PySide6.QtCore import QMargins, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.shapes import rounded
from ui.widgets.theme import theme

SHADOW = 12
_DEPTH = 5


class Floating(QWidget):
    """A card with a shadow. Put content into `body`; the geometry includes `SHADOW` px on every side."""

    radius = 8

    def __init__(self, parent: QWidget | None = None, *, popup: bool = False) -> None:
        flags = Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint | Qt.WindowType.NoDropShadowWindowHint
        super().__init__(parent, flags if popup else Qt.WindowType.Widget)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground, popup)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(QMargins(SHADOW, SHADOW, SHADOW, SHADOW))
        self.body.setSpacing(0)

    @property
    def card(self) -> QRect:
        """The card without its shadow."""
        return self.rect().adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)

    def ground(self) -> QColor:
        """The card's colour."""
        return theme().colours.raised

    def edge(self) -> QColor:
        """The colour of the card's edge."""
        return theme().colours.line_strong

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint shadow, ground and edge."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = self.card
        strength = 20 if theme().colours.dark else 5
        painter.setPen(Qt.PenStyle.NoPen)
        for step in range(_DEPTH * 2, 0, -2):
            painter.setBrush(QColor(8, 14, 26, strength))
            grown = QRectF(card).adjusted(-step * 0.5, -step * 0.1, step * 0.5, step)
            painter.drawRoundedRect(grown, self.radius + step * 0.6, self.radius + step * 0.6)
        painter.setPen(QPen(self.edge(), 1))
        painter.setBrush(self.ground())
        painter.drawPath(rounded(card, self.radius))
