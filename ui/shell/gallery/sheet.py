"""The sheet itself, 1440 × 1000."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.kernel.text import tr
from ui.shell.gallery import controls, lists, states
from ui.widgets.labels import label, page_title
from ui.widgets.theme import BODY, theme


class Gallery(QWidget):
    """Every component in its states; `keyrack screens` renders it in both palettes."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(16)
        head = QHBoxLayout()
        head.addWidget(page_title(tr("Keyrack components")))
        palette = tr("Dark palette") if theme().colours.dark else tr("Light palette")
        head.addSpacing(6)
        head.addWidget(label(f"{palette} · Inter 11 / 12 / 13 / 15 / 20 · 4 px grid", BODY, tone="secondary"))
        head.addStretch(1)
        column.addLayout(head)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(controls.column())
        row.addLayout(states.column())
        row.addLayout(lists.column(), 1)
        column.addLayout(row, 1)

    def showEvent(self, event: QShowEvent) -> None:
        """The given name has the focus, as in the pictures."""
        super().showEvent(event)
        for button in self.findChildren(QPushButton, "hovered"):
            button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
        field = self.findChild(QLineEdit, "given")
        if field is not None:
            field.setFocus()
