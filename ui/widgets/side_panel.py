"""The frame of the side panel: what is selected, its facts in rows, its verbs at the foot."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.kernel.text import tr
from ui.widgets.buttons import IconButton, Kind, Size
from ui.widgets.labels import label
from ui.widgets.theme import BODY, MICRO, SMALL


class SidePanel(QWidget):
    """288 wide (320 from a 1600 window). `body` scrolls, `foot` stands. `closed` asks to close it."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 14)
        column.setSpacing(0)
        self.head = QHBoxLayout()
        self.head.setContentsMargins(16, 0, 8, 0)
        self.head.setSpacing(4)
        self.head.addStretch(1)
        close = IconButton("x", tr("Close (Esc)"), Kind.QUIET, size=Size.DENSE)
        close.clicked.connect(self.closed)
        self.head.addWidget(close)
        column.addLayout(self.head)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        inner.setProperty("ground", "surface")
        self.body = QVBoxLayout(inner)
        self.body.setContentsMargins(16, 6, 16, 12)
        self.body.setSpacing(6)
        area.setWidget(inner)
        column.addWidget(area, 1)
        self.foot = QVBoxLayout()
        self.foot.setContentsMargins(16, 8, 16, 0)
        self.foot.setSpacing(8)
        column.addLayout(self.foot)

    def changeEvent(self, event: QEvent) -> None:
        """Repaint in a new palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.update()


class FactRows(QGridLayout):
    """Rows of "Room — 109 Standard double": label 12 secondary, value 13."""

    def __init__(self, label_width: int = 78) -> None:
        super().__init__()
        self.setContentsMargins(0, 0, 0, 0)
        self.setHorizontalSpacing(0)
        self.setVerticalSpacing(5)
        self.setColumnMinimumWidth(0, label_width)
        self.setColumnStretch(1, 1)

    def add(self, name: str, value: QWidget | str) -> None:
        """Add a row."""
        row = self.rowCount()
        self.addWidget(label(name, SMALL, tone="secondary"), row, 0, Qt.AlignmentFlag.AlignTop)
        shown = label(value, BODY, wrap=True) if isinstance(value, str) else value
        self.addWidget(shown, row, 1)

    def note(self, text: str) -> None:
        """Add a small line across both columns."""
        self.addWidget(label(text, MICRO, tone="muted", wrap=True), self.rowCount(), 0, 1, 2)
