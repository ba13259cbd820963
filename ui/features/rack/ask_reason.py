"""A small card that asks for a reason before it does something: lock a stay, cancel one."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.kernel.text import tr
from ui.widgets.buttons import KeyedButton, Kind
from ui.widgets.floating import SHADOW, Floating
from ui.widgets.form_field import FormField
from ui.widgets.labels import heading, label
from ui.widgets.theme import SMALL

WIDTH = 320


class AskReason(Floating):
    """`agreed(str)` with the reason. Enter agrees, Esc leaves everything as it is."""

    agreed = Signal(str)

    def __init__(
        self,
        title: str,
        sentence: str,
        verb: str,
        hint: str,
        *,
        danger: bool = False,
        parent: QWidget | None = None,
        popup: bool = True,
    ) -> None:
        super().__init__(parent, popup=popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout()
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(8)
        top = heading(title)
        top.setWordWrap(True)
        column.addWidget(top)
        if sentence:
            column.addWidget(label(sentence, SMALL, tone="secondary", wrap=True))
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(hint)
        column.addWidget(FormField(tr("Reason"), self.reason))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        leave = KeyedButton(tr("Leave it"), key=tr("Esc"))
        leave.clicked.connect(self.close)
        row.addWidget(leave)
        self.agree = KeyedButton(verb, Kind.DANGER_SOLID if danger else Kind.PRIMARY, key=tr("Enter"))
        self.agree.clicked.connect(self._agree)
        row.addWidget(self.agree)
        column.addLayout(row)
        self.body.addLayout(column)
        self.setFixedWidth(WIDTH + 2 * SHADOW)

    def open_at(self, point: QPoint) -> None:
        """Show with the card's corner at a point of the screen, inside it."""
        self.adjustSize()
        room = self.screen().availableGeometry()
        x = max(room.left(), min(point.x(), room.right() - self.width()) - SHADOW)
        y = max(room.top(), min(point.y(), room.bottom() - self.height()) - SHADOW)
        self.move(x, y)
        self.show()
        self.reason.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter agrees, Esc leaves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._agree()
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _agree(self) -> None:
        text = self.reason.text().strip()
        self.close()
        self.agreed.emit(text)
