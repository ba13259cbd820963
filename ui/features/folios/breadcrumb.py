"""The title of the folio page with the way back: Folio, Folios › 312 Haruki Tanabe."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.kernel.text import tr
from ui.widgets.buttons import LinkButton
from ui.widgets.labels import label, page_title
from ui.widgets.theme import BODY


class Breadcrumb(QWidget):
    """`list_asked()` from the link."""

    list_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 0, 0)
        row.setSpacing(6)
        self._title = page_title(tr("Folios"))
        row.addWidget(self._title, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addSpacing(6)
        self.link = LinkButton(tr("Folios"))
        self.link.clicked.connect(self.list_asked)
        row.addWidget(self.link)
        self._where = label("", BODY, tone="secondary")
        row.addWidget(self._where)
        row.addStretch(1)
        self.show_folio("")

    def show_folio(self, name: str) -> None:
        """Show whose folio it is; "" for the list."""
        self._title.setText(tr("Folio") if name else tr("Folios"))
        self.link.setVisible(bool(name))
        self._where.setText(f"› {name}" if name else "")
