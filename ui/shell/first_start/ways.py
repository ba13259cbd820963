"""A way to begin, as a card that opens: icon, title, sentence, its number as key."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.empty_state import IconTile
from ui.widgets.key_cap import KeyCap
from ui.widgets.labels import label
from ui.widgets.shapes import rounded
from ui.widgets.theme import BODY, SEMIBOLD, SMALL, theme


class Way(QWidget):
    """`taken` on a press or its key; `why_not` greys it and says why."""

    taken = Signal()

    def __init__(self, icon: str, title: str, sentence: str, key: str, why_not: str = "") -> None:
        super().__init__()
        self._held = self._hovered = False
        self._tile = IconTile(icon, 36)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 13, 16, 13)
        row.setSpacing(14)
        row.addWidget(self._tile)
        text = QVBoxLayout()
        text.setSpacing(2)
        text.addWidget(label(title, BODY, SEMIBOLD))
        text.addWidget(label(why_not or sentence, SMALL, tone="secondary", wrap=True))
        row.addLayout(text, 1)
        row.addWidget(KeyCap(key))
        self.setEnabled(not why_not)
        self.setToolTip(why_not)
        self.setAccessibleName(f"{title}. {why_not or sentence}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def hold(self, *, held: bool) -> None:
        """Whether this way is open."""
        self._held = held
        self._tile.set_strong(held)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take this way."""
        del event
        self.taken.emit()

    def enterEvent(self, event: QEvent) -> None:
        """The pointer is on it."""
        del event
        self._hovered = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer is gone."""
        del event
        self._hovered = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground and edge."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = theme().colours
        edge = c.accent if self._held or self.hasFocus() else c.line_strong
        ground = c.accent_soft if self._held else c.hover if self._hovered and self.isEnabled() else c.raised
        painter.setPen(QPen(edge, 2 if self.hasFocus() else 1))
        painter.setBrush(ground)
        painter.drawPath(rounded(self.rect(), 8))
