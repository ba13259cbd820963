"""A key cap: the key that does a thing, 18 high."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.widgets.shapes import CAP_HEIGHT, cap_width, paint_cap
from ui.widgets.theme import theme


class KeyCap(QWidget):
    """The picture of a key such as "F5" or "Ctrl K"."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedSize(QSize(cap_width(key), CAP_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cap."""
        del event
        c = theme().colours
        paint_cap(QPainter(self), self.rect(), self._key, c.window, c.line_strong, c.text_secondary)
