"""The large field of an amount: 44 high, the currency at its left, the figure at 20 px at its right."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.widgets.money_edit import MoneyEdit
from ui.widgets.money_text import symbol
from ui.widgets.theme import SECTION, SEMIBOLD, TITLE, font, theme

HEIGHT = 44


class AmountEdit(MoneyEdit):
    """As `MoneyEdit`, to be read from across the desk."""

    def __init__(self, currency: str, minor: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__(currency, minor, parent)
        self.setProperty("amount", "true")
        self.setFixedHeight(HEIGHT)
        self.setFont(font(TITLE, SEMIBOLD))
        self.setTextMargins(24, 0, 2, 0)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The currency stands at the left."""
        QLineEdit.paintEvent(self, event)
        painter = QPainter(self)
        painter.setFont(font(SECTION))
        painter.setPen(theme().colours.text_secondary)
        room = QRect(12, 0, 60, self.height() - 1)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, symbol(self.currency))
