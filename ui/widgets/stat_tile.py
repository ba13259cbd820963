"""A figure that decides: label, figure at 26, and its change with a cause."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.labels import Card, label, set_tone
from ui.widgets.theme import FIGURE, MEDIUM, MICRO, SEMIBOLD


class StatTile(QWidget):
    """`change` stands green or red before the grey `cause`: "↑ 3.1 points" "on 2025"."""

    def __init__(self, title: str, figure: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(0)
        self.title = label(title, MICRO, MEDIUM, "secondary")
        self.figure = label(figure, FIGURE, SEMIBOLD)
        self.change = label("", MICRO, MEDIUM, "success")
        self.cause = label("", MICRO, tone="secondary")
        column.addWidget(self.title)
        column.addWidget(self.figure)
        row = QHBoxLayout()
        row.setSpacing(5)
        row.addWidget(self.change)
        row.addWidget(self.cause)
        row.addStretch(1)
        column.addLayout(row)

    def show_figure(self, figure: str, change: str = "", cause: str = "", *, good: bool = True) -> None:
        """Show a figure, how it changed, and against what."""
        self.figure.setText(figure)
        self.change.setText(change)
        self.change.setVisible(bool(change))
        self.cause.setText(cause)
        set_tone(self.change, "success" if good else "danger")


class StatRow(Card):
    """Several tiles in one card with hairlines between."""

    def __init__(self, *tiles: StatTile, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.body.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.setSpacing(0)
        for index, tile in enumerate(tiles):
            if index:
                line = QFrame()
                line.setProperty("rule", "column")
                line.setFixedWidth(1)
                row.addWidget(line)
            row.addWidget(tile, 1)
        self.body.addLayout(row)
