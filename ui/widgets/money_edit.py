"""A field for money: minor units in and out, never a float."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.widgets.money_text import amount_text, parse_amount, symbol
from ui.widgets.theme import BODY, font, theme


class MoneyEdit(QLineEdit):
    """`minor` is None while the text is no amount. `changed(minor)` is emitted for amounts only."""

    changed = Signal(object)

    def __init__(self, currency: str, minor: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._currency = currency
        self.setTextMargins(0, 0, 20, 0)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft)
        if minor is not None:
            self.set_minor(minor)
        self.textEdited.connect(self._edited)

    @property
    def currency(self) -> str:
        """The currency of the amount."""
        return self._currency

    @property
    def minor(self) -> int | None:
        """The amount in minor units; None when the text is no amount, zero when it is empty."""
        return parse_amount(self.text(), self._currency) if self.text().strip() else 0

    def set_currency(self, currency: str) -> None:
        """Another currency for what is typed."""
        self._currency = currency
        self.update()

    def set_minor(self, minor: int) -> None:
        """Show an amount."""
        self.setText(amount_text(minor, self._currency))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Write the amount out in full."""
        minor = self.minor
        if minor is not None and self.text().strip():
            self.set_minor(minor)
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The currency stands at the right edge."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setFont(font(BODY))
        painter.setPen(theme().colours.text_secondary)
        room = QRect(0, 0, self.width() - 10, self.height() - 1)
        painter.drawText(
            room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, symbol(self._currency)
        )

    def _edited(self) -> None:
        minor = self.minor
        if minor is not None:
            self.changed.emit(minor)
