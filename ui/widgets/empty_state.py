"""What a list says when it has nothing: an icon, a fact, what will come here, one way on."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.widgets.buttons import KeyedButton, Size
from ui.widgets.icons import paint_icon
from ui.widgets.labels import label
from ui.widgets.theme import BODY, SEMIBOLD, SMALL, theme


class IconTile(QWidget):
    """A rounded tile with an icon in it, 44 px unless told; `strong` is filled with the accent."""

    def __init__(
        self, icon: str, size: int = 44, *, strong: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon, self._strong = icon, strong
        self.setFixedSize(QSize(size, size))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_strong(self, strong: bool) -> None:
        """Fill it with the accent, or not."""
        self._strong = strong
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the tile."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = theme().colours
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(c.accent if self._strong else c.sunken)
        painter.drawRoundedRect(self.rect(), 8, 8)
        size = 20
        box = QRect((self.width() - size) // 2, (self.height() - size) // 2, size, size)
        paint_icon(painter, self._icon, box, c.text_on_accent if self._strong else c.text_secondary)


class EmptyState(QWidget):
    """Centred in its place. `button` is None unless an action was named."""

    def __init__(
        self, icon: str, title: str, sentence: str, action: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 16, 16, 16)
        box.setSpacing(0)
        box.addStretch(1)
        box.addWidget(IconTile(icon), 0, Qt.AlignmentFlag.AlignHCenter)
        box.addSpacing(8)
        heading = label(title, BODY, SEMIBOLD)
        heading.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        box.addWidget(heading)
        box.addSpacing(3)
        text = label(sentence, SMALL, tone="secondary", wrap=True)
        text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        text.setMaximumWidth(420)
        text.setMinimumWidth(260)
        box.addWidget(text, 0, Qt.AlignmentFlag.AlignHCenter)
        self.button: KeyedButton | None = None
        if action:
            self.button = KeyedButton(action, size=Size.DENSE)
            box.addSpacing(10)
            box.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(1)
