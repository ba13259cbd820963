"""Two stays of different room types change rooms: at their prices as sold, or at those of the rooms."""

from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.kernel.text import tr
from ui.widgets.buttons import KeyedButton, Kind
from ui.widgets.floating import SHADOW, Floating
from ui.widgets.labels import heading, label
from ui.widgets.segmented import SegmentedControl
from ui.widgets.theme import SMALL

WIDTH: Final = 380
KEEP, ASK = "keep", "ask"


class SwapCard(Floating):
    """`agreed(bool)`: whether the prices change too. U switches, Enter swaps, Esc leaves all as it is."""

    agreed = Signal(bool)

    def __init__(self, title: str, lines: tuple[str, ...], parent: QWidget, *, popup: bool = True) -> None:
        super().__init__(parent, popup=popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout()
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(8)
        top = heading(title)
        top.setWordWrap(True)
        column.addWidget(top)
        for line in lines:
            column.addWidget(label(line, SMALL, tone="secondary", wrap=True))
        self.price = SegmentedControl(
            ((KEEP, tr("Prices as sold")), (ASK, tr("Prices of the rooms"))), wide=True
        )
        self.price.setAccessibleName(tr("Price"))
        column.addWidget(self.price)
        self.gain = label(tr("U switches the price"), SMALL, tone="secondary")
        column.addWidget(self.gain)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        leave = KeyedButton(tr("Leave it"), key=tr("Esc"))
        leave.clicked.connect(self.close)
        row.addWidget(leave)
        self.agree = KeyedButton(tr("Swap rooms"), Kind.PRIMARY, key=tr("Enter"))
        self.agree.clicked.connect(self._agree)
        row.addWidget(self.agree)
        column.addLayout(row)
        self.body.addLayout(column)
        self.setFixedWidth(WIDTH + 2 * SHADOW)

    def tell_gain(self, text: str) -> None:
        """By how much the prices of the rooms change what both pay together."""
        self.gain.setText(tr("Prices of the rooms: {gain} for both. U switches.", gain=text))

    def open_at(self, point: QPoint) -> None:
        """Show with the card's corner at a point of the screen, inside it."""
        self.adjustSize()
        room = self.screen().availableGeometry()
        x = max(room.left(), min(point.x(), room.right() - self.width()) - SHADOW)
        y = max(room.top(), min(point.y(), room.bottom() - self.height()) - SHADOW)
        self.move(x, y)
        self.show()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """U switches, Enter agrees, Esc leaves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._agree()
        elif event.key() == Qt.Key.Key_U:
            self.price.choose(KEEP if self.price.choice == ASK else ASK)
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _agree(self) -> None:
        reprice = self.price.choice == ASK
        self.close()
        self.agreed.emit(reprice)
