"""How a table's cells and headings are painted: selection edge, hover, chips, room states, figures."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ui.widgets.icons import BAR, paint_icon
from ui.widgets.shapes import paint_room_state
from ui.widgets.status_chip import HEIGHT, LOOKS, chip_width, paint_chip
from ui.widgets.theme import BODY, MEDIUM, REGULAR, SEMIBOLD, SMALL, font, theme

PAD = 8
EDGE = 3
HEADING = 29


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell shows. `chip` is a name of `status_chip.LOOKS` and puts the text on a chip."""

    text: str
    tone: str = "text"
    strong: bool = False
    chip: str = ""
    room_state: str = ""
    icon: str = ""
    icon_tone: str = "text_secondary"
    """An icon behind the text, such as the star of a VIP."""
    tip: str = ""
    ground: str = ""
    """A token that fills the cell, for a row that stands out while it is neither selected nor hovered."""
    under: str = ""
    """A second line, smaller, in rows that are high enough."""


class TableDelegate(QStyledItemDelegate):
    """Paints `Cell`s. The table tells which row is hovered."""

    def __init__(self, table: QTableView, role: int) -> None:
        super().__init__(table)
        self._table, self._role = table, role

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one cell."""
        cell = index.data(self._role)
        box = QRect(option.rect)
        painter.save()
        self._paint_ground(painter, box, index, cell.ground if isinstance(cell, Cell) else "")
        if isinstance(cell, Cell):
            lead = PAD + (PAD if index.column() == 0 else 0)
            self._paint_cell(painter, box.adjusted(lead, 0, -PAD, 0), cell, index)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, box: QRect, index: QModelIndex | QPersistentModelIndex, ground: str
    ) -> None:
        c = theme().colours
        selected = self._table.selectionModel().isRowSelected(index.row(), index.parent())
        if selected:
            painter.fillRect(box, c.selection)
            if index.column() == 0:
                painter.fillRect(QRect(box.left(), box.top(), EDGE, box.height() - 1), c.accent)
        elif index.row() == getattr(self._table, "hovered", -1):
            painter.fillRect(box, c.hover)
        elif ground:
            painter.fillRect(box, c.named(ground))
        painter.setPen(QPen(c.line, 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())

    def _paint_cell(
        self, painter: QPainter, box: QRect, cell: Cell, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        c = theme().colours
        if cell.chip:
            look = LOOKS[cell.chip]
            width = min(chip_width(cell.text, look), box.width())
            chip = QRect(box.left(), box.center().y() - HEIGHT // 2, width, HEIGHT)
            paint_chip(painter, chip, cell.text, look, c)
            return
        if cell.room_state:
            state = QRect(box.left() - 4, box.center().y() - 7, 14, 14)
            paint_room_state(painter, state, cell.room_state, c)
            box = box.adjusted(16, 0, 0, 0)
        used = font(BODY, SEMIBOLD if cell.strong else REGULAR)
        painter.setFont(used)
        painter.setPen(c.named(cell.tone))
        metrics = QFontMetrics(used)
        room = box.adjusted(0, 0, -BAR - 6, 0) if cell.icon else box
        text = metrics.elidedText(cell.text, Qt.TextElideMode.ElideRight, room.width())
        side = index.model().headerData(
            index.column(), Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole
        )
        if cell.under:
            upper = QRect(room.left(), box.center().y() - 18, room.width(), 19)
            painter.drawText(upper, side, text)
            painter.setFont(font(SMALL))
            painter.setPen(c.text_secondary)
            below = QFontMetrics(font(SMALL)).elidedText(cell.under, Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(upper.translated(0, 18), side, below)
            return
        painter.drawText(room.adjusted(0, 0, 0, -1), side, text)
        if cell.icon:
            x = room.left() + metrics.horizontalAdvance(text) + 6
            paint_icon(painter, cell.icon, QRect(x, box.center().y() - 6, BAR, BAR), c.named(cell.icon_tone))


class TableHeader(QHeaderView):
    """Column titles at 12; the sorted one is dark, with a small caret in the accent."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        """29 high."""
        return QSize(super().sizeHint().width(), HEADING)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """Paint one title."""
        painter.save()
        c = theme().colours
        painter.fillRect(rect, c.window)
        painter.setPen(QPen(c.line_strong, 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(QPen(c.line, 1))
        painter.drawLine(rect.topLeft(), rect.topRight())
        model = self.model()
        title = str(model.headerData(logicalIndex, Qt.Orientation.Horizontal) or "")
        side = model.headerData(logicalIndex, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
        held = self.sortIndicatorSection() == logicalIndex
        used = font(SMALL, SEMIBOLD if held else MEDIUM)
        painter.setFont(used)
        painter.setPen(c.text if held else c.text_secondary)
        box = rect.adjusted(PAD + (PAD if logicalIndex == 0 else 0), 0, -PAD, -1)
        caret = 16 if held else 0
        right = bool(side & Qt.AlignmentFlag.AlignRight)
        room = box.adjusted(0, 0, 0 if right else -caret, 0)
        shown = QFontMetrics(used).elidedText(title, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, side, shown)
        if held:
            width = QFontMetrics(used).horizontalAdvance(shown)
            x = box.right() - width - 14 if right else box.left() + width + 4
            up = self.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder
            mark = QRect(x, box.center().y() - 5, 11, 11)
            paint_icon(painter, "caret-up" if up else "caret-down", mark, c.accent)
        painter.restore()
