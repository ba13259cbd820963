"""The field over a cell while one types, and the sentence under a cell that was refused."""

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.kernel.text import tr
from ui.widgets.floating import SHADOW, Floating
from ui.widgets.labels import IconLabel, label
from ui.widgets.theme import SMALL


class CellEditor(QLineEdit):
    """`taken(text, move)` on Enter, Tab and the like; move is (rows, columns) to go on by. `left` on Esc."""

    taken = Signal(str, object)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("density", "dense")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAccessibleName(tr("Price of the selected nights"))
        self.hide()

    def open_over(self, box: QRect, text: str, *, select: bool) -> None:
        """Begin to type over a cell."""
        self.setGeometry(box.adjusted(-6, 3, 6, -3))
        self.setText(text)
        self.setProperty("wrong", "")
        self.show()
        self.raise_()
        self.setFocus()
        if select:
            self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Tab take what is typed; Esc leaves the cell as it was."""
        key, back = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit(self.text(), (-1 if back else 1, 0))
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.taken.emit(self.text(), (0, -1 if key == Qt.Key.Key_Backtab else 1))
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.taken.emit(self.text(), (-1 if key == Qt.Key.Key_Up else 1, 0))
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tab belongs to the sheet while one types."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        ):
            self.keyPressEvent(event)
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A click elsewhere takes what is typed."""
        super().focusOutEvent(event)
        if self.isVisible() and event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.taken.emit(self.text(), (0, 0))


class CellNotice(Floating):
    """Why a cell cannot be so; goes with the next key or click."""

    radius = 6

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout()
        row.setContentsMargins(10, 7, 12, 7)
        row.setSpacing(7)
        row.addWidget(IconLabel("warning-circle", "danger"))
        self.sentence = label("", SMALL)
        row.addWidget(self.sentence)
        self.body.addLayout(row)
        self.hide()

    def say_under(self, box: QRect, sentence: str) -> None:
        """Show a sentence under a cell, inside the sheet."""
        self.sentence.setText(sentence)
        self.setAccessibleName(sentence)
        self.adjustSize()
        holder = self.parentWidget()
        room = holder.rect() if holder is not None else box
        x = max(-SHADOW, min(box.left() - SHADOW, room.right() - self.width() + SHADOW))
        y = box.bottom() + 4 - SHADOW
        if y + self.height() - SHADOW > room.bottom():
            y = box.top() - 4 - self.height() + SHADOW
        self.move(QPoint(x, y))
        self.show()
        self.raise_()
