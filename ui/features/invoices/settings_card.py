"""The section of money in the settings: one line and the way to its page."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.kernel.text import tr
from ui.widgets.buttons import KeyedButton
from ui.widgets.labels import label
from ui.widgets.theme import SMALL


class MoneySection(QWidget):
    """Says what is there and opens it."""

    def __init__(self, open_page: Callable[[], None]) -> None:
        super().__init__()
        self.setWindowTitle(tr("Money"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        text = tr("Accounts, taxes, who writes the bills, their numbers, exchange rates and commissions.")
        row.addWidget(label(text, SMALL, tone="secondary", wrap=True), 1)
        self.open = KeyedButton(tr("Money settings"))
        self.open.clicked.connect(open_page)
        row.addWidget(self.open, 0, Qt.AlignmentFlag.AlignVCenter)
