"""The two small forms of an account: the sum that came, and a document that is given up."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.features.finance import ItemView
from app.kernel.text import tr
from ui.widgets.buttons import KeyedButton, Kind, Size
from ui.widgets.form_field import FormField
from ui.widgets.labels import label, rule
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.theme import BODY, SEMIBOLD


class AccountForm(QWidget):
    """`agreed()` on Enter, `left()` on Esc; an amount and a text."""

    agreed = Signal()
    left = Signal()

    def __init__(self, title: str, verb: str, amount: MoneyEdit, text_title: str, *, danger: bool) -> None:
        super().__init__()
        self.first, self._text = amount, QLineEdit()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(rule())
        column.addWidget(label(title, BODY, SEMIBOLD, wrap=True))
        self.amount_field = FormField(tr("Amount"), amount)
        self.text_field = FormField(text_title, self._text)
        column.addWidget(self.amount_field)
        column.addWidget(self.text_field)
        kind = Kind.DANGER_SOLID if danger else Kind.PRIMARY
        self.go = KeyedButton(verb, kind, key=tr("Enter"), size=Size.LARGE).stretch()
        cancel = KeyedButton(tr("Cancel"), key=tr("Esc"), size=Size.LARGE).stretch()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.go, 2)
        row.addWidget(cancel, 1)
        column.addLayout(row)
        self.go.clicked.connect(self.agree)
        cancel.clicked.connect(self.left)

    @property
    def minor(self) -> int:
        """The amount."""
        return self.first.minor or 0

    @property
    def text(self) -> str:
        """What was written beside it."""
        return self._text.text().strip()

    def agree(self) -> None:
        """What can be said here already is said here; the rest by the refusal."""
        if self.minor <= 0:
            self.amount_field.say_wrong(tr("Type an amount such as 120.50."))
            self.first.setFocus()
        elif self.wants_text and not self.text:
            self.text_field.say_wrong(tr("Say why, for those who read the books."))
            self._text.setFocus()
        else:
            self.agreed.emit()

    @property
    def wants_text(self) -> bool:
        """Whether it needs a reason."""
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter agrees, Esc leaves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.agree()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class PaymentForm(AccountForm):
    """Money that came to the bank; it goes to the oldest documents."""

    def __init__(self, currency: str, balance_minor: int) -> None:
        amount = MoneyEdit(currency, balance_minor)
        super().__init__(
            tr("Payment to the bank; it pays the oldest documents"), tr("Take payment"), amount,
            tr("Reference"), danger=False,
        )  # fmt: skip


class WriteOffForm(AccountForm):
    """A document, or a part of it, that nobody will pay."""

    def __init__(self, currency: str, item: ItemView) -> None:
        amount = MoneyEdit(currency, item.open_minor)
        super().__init__(
            tr("Write off {what}", what=item.number or item.text), tr("Write off"), amount, tr("Reason"),
            danger=True,
        )  # fmt: skip

    @property
    def wants_text(self) -> bool:
        """It needs a reason."""
        return True
