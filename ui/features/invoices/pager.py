"""Which part of a long list shows, and the way to the next one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.kernel.text import tr, trn
from ui.widgets.buttons import IconButton
from ui.widgets.labels import label
from ui.widgets.theme import SMALL


class Pager(QWidget):
    """How many there are; of a long list newer and older pages. `turned` when another one is asked."""

    turned = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.skip = 0
        self._most = 0
        self.told = label("", SMALL, tone="secondary")
        self.newer = IconButton("caret-left", tr("Newer documents"))
        self.older = IconButton("caret-right", tr("Older documents"))
        self.newer.clicked.connect(lambda: self._turn(-self._most))
        self.older.clicked.connect(lambda: self._turn(self._most))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.told)
        row.addSpacing(4)
        for button in (self.newer, self.older):
            row.addWidget(button)
            button.hide()

    def restart(self) -> None:
        """From the newest on."""
        self.skip = 0

    def show_all(self, shown: int) -> None:
        """Everything is on one page."""
        self.told.setText(trn("{n} document", "{n} documents", shown))
        self.newer.hide()
        self.older.hide()

    def show_part(self, shown: int, most: int, count: int) -> None:
        """A page of at most so many, of all that there are."""
        self._most = most
        self.told.setText(
            tr("{first} to {last} of {count} documents", first=f"{self.skip + 1:,}",
               last=f"{self.skip + shown:,}", count=f"{count:,}")
        )  # fmt: skip
        self.newer.show()
        self.older.show()
        self.newer.setEnabled(self.skip > 0)
        self.older.setEnabled(self.skip + shown < count)

    def _turn(self, by: int) -> None:
        self.skip = max(self.skip + by, 0)
        self.turned.emit()
