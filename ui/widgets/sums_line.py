"""The sums under a table, semibold, each below its column, however the table is sorted."""

from typing import Generic, TypeVar

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.widgets.data_table import DataTable
from ui.widgets.table_paint import PAD, Cell
from ui.widgets.theme import BODY, SEMIBOLD, font, theme

R = TypeVar("R")
HEIGHT = 32


class SumsLine(QWidget, Generic[R]):
    """One row that is the sum of all, in the columns of its table; `toned` where tones say something."""

    def __init__(self, table: DataTable[R], *, height: int = HEIGHT, toned: bool = False) -> None:
        super().__init__()
        self._table, self._toned = table, toned
        self._sums: R | None = None
        self.setFixedHeight(height + 1)
        header = table.horizontalHeader()
        header.sectionResized.connect(self.update)
        header.geometriesChanged.connect(self.update)

    def show_sums(self, sums: R) -> None:
        """Say other sums."""
        self._sums = sums
        self.setAccessibleName(", ".join(text for text in self.texts() if text))
        self.update()

    def texts(self) -> list[str]:
        """What it says, column by column."""
        return [cell.text for cell in self._cells()]

    def _cells(self) -> list[Cell]:
        if self._sums is None:
            return []
        return [column.cell(self._sums) for column in self._table.rows_model.columns]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line."""
        del event
        painter = QPainter(self)
        c = theme().colours
        painter.fillRect(self.rect(), c.surface)
        painter.setPen(QPen(c.line_strong, 1))
        painter.drawLine(0, 0, self.width(), 0)
        painter.setFont(font(BODY, SEMIBOLD))
        header = self._table.horizontalHeader()
        for index, cell in enumerate(self._cells()):
            if header.isSectionHidden(index):
                continue
            lead = 2 * PAD if index == 0 else PAD
            left = header.sectionViewportPosition(index) + lead
            box = QRect(left, 1, header.sectionSize(index) - lead - PAD, self.height() - 2)
            plain = not self._toned or cell.tone == "text_secondary"
            painter.setPen(c.text if plain else c.named(cell.tone))
            right = self._table.rows_model.columns[index].right
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, cell.text)
