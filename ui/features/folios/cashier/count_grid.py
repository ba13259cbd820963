"""Counting a drawer: how many of each note and coin; what should be there is not told."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from app.features.folios import Counted
from app.kernel.text import tr
from ui.widgets.labels import caption, label
from ui.widgets.money_text import amount_text, money_text
from ui.widgets.theme import BODY, SEMIBOLD

MOST = 99_999
ROWS = 8


class CountEdit(QLineEdit):
    """How many of one; Enter and Down go to the next, Up back. `stepped(±1)`."""

    stepped = Signal(int)

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setValidator(QIntValidator(0, MOST, self))
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFixedWidth(72)
        self.setPlaceholderText("0")
        self.setAccessibleName(title)
        self.setProperty("density", "dense")

    @property
    def many(self) -> int:
        """The number, 0 while it is empty."""
        return int(self.text()) if self.text().strip().isdecimal() else 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk through the coins."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.stepped.emit(1)
        elif event.key() == Qt.Key.Key_Up:
            self.stepped.emit(-1)
        else:
            super().keyPressEvent(event)


class CountGrid(QWidget):
    """`summed(minor)` with each key. Notes stand left, coins right."""

    summed = Signal(object)

    def __init__(self, currency: str, denominations: Sequence[int]) -> None:
        super().__init__()
        self._currency, self.edits = currency, dict[int, CountEdit]()
        self._sums = {worth: label("", BODY) for worth in denominations}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        for column, title in enumerate((tr("Worth"), tr("How many"), tr("Sum"))):
            for block in range(-(-len(denominations) // ROWS)):
                grid.addWidget(caption(title), 0, block * 4 + column, Qt.AlignmentFlag.AlignRight)
        for number, worth in enumerate(denominations):
            row, block = number % ROWS + 1, number // ROWS * 4
            title = amount_text(worth, currency)
            edit = self.edits[worth] = CountEdit(title)
            edit.textEdited.connect(self._count)
            edit.stepped.connect(lambda step, number=number: self._step(number + step))
            grid.addWidget(label(title, BODY, SEMIBOLD), row, block, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(edit, row, block + 1)
            self._sums[worth].setMinimumWidth(84)
            self._sums[worth].setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(self._sums[worth], row, block + 2)
        grid.setColumnMinimumWidth(3, 24)
        grid.setColumnStretch(7, 1)
        self._count()

    @property
    def minor(self) -> int:
        """What was counted so far."""
        return sum(worth * edit.many for worth, edit in self.edits.items())

    @property
    def counts(self) -> tuple[Counted, ...]:
        """The count, as the command takes it."""
        return tuple(Counted(self._currency, w, e.many) for w, e in self.edits.items() if e.many)

    def show_counts(self, counts: Mapping[int, int]) -> None:
        """Show a count that was made before."""
        for worth, edit in self.edits.items():
            edit.setText(str(counts[worth]) if counts.get(worth) else "")
        self._count()

    def _count(self) -> None:
        for worth, edit in self.edits.items():
            self._sums[worth].setText(amount_text(worth * edit.many, self._currency) if edit.many else "")
        self.summed.emit(self.minor)

    def _step(self, number: int) -> None:
        edits = list(self.edits.values())
        if 0 <= number < len(edits):
            edits[number].setFocus()
            edits[number].selectAll()


def total_text(minor: int, currency: str) -> str:
    """What was counted, in words."""
    return tr("Counted {amount}", amount=money_text(minor, currency))
