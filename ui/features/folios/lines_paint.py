"""How the rows and headings of a window are painted."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ui.features.folios.rows import REVERSAL, Row
from ui.widgets.icons import paint_icon
from ui.widgets.shapes import rounded
from ui.widgets.theme import BODY, MEDIUM, REGULAR, SMALL, font, theme

HEAD, ROW = 26, 26
BOX, EDGE = 16, 3
MARK, DAY, ARTICLE, TEXT, QUANTITY, PRICE, VAT, BY, AMOUNT = range(9)
RIGHT = frozenset({QUANTITY, PRICE, VAT, AMOUNT})
QUIET = frozenset({DAY, ARTICLE, VAT, BY})
LAST = 14
"""Room at the right of the amount."""


def cell_room(box: QRect, column: int) -> QRect:
    """Where a cell's text stands in its box."""
    if column == AMOUNT:
        return box.adjusted(0, 0, -LAST, -1)
    if column == BY:
        return box.adjusted(10, 0, -4, -1)
    return box.adjusted(6, 0, 0 if column in RIGHT else -6, -1)


def alignment(column: int) -> Qt.AlignmentFlag:
    """Figures at the right."""
    side = Qt.AlignmentFlag.AlignRight if column in RIGHT else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


class LineDelegate(QStyledItemDelegate):
    """Paints a `Row` cell by cell."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one cell."""
        row = index.data(int(Qt.ItemDataRole.UserRole))
        if not isinstance(row, Row):
            return
        painter.save()
        box = QRect(option.rect)
        box_of = index.sibling(index.row(), MARK)
        marked = box_of.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        self._paint_ground(painter, box, index, marked=marked)
        if index.column() == MARK:
            _paint_box(painter, box, marked=marked)
        else:
            _paint_text(painter, box, row, index.column(), str(index.data() or ""), marked=marked)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, box: QRect, index: QModelIndex | QPersistentModelIndex, *, marked: bool
    ) -> None:
        c = theme().colours
        current = self._table.hasFocus() and self._table.currentIndex().row() == index.row()
        if marked:
            painter.fillRect(box, c.selection)
        elif current or index.row() == getattr(self._table, "hovered", -1):
            painter.fillRect(box, c.hover)
        painter.setPen(QPen(c.line, 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        if current and index.column() == MARK:
            painter.fillRect(QRect(box.left(), box.top(), EDGE, box.height() - 1), c.accent)


def _paint_box(painter: QPainter, box: QRect, *, marked: bool) -> None:
    c = theme().colours
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    square = QRect(box.left() + 12, box.center().y() - BOX // 2, BOX, BOX)
    painter.setPen(QPen(c.accent if marked else c.field_line, 1))
    painter.setBrush(c.accent if marked else c.surface)
    painter.drawPath(rounded(square, 4))
    if marked:
        paint_icon(painter, "check", square.adjusted(2, 2, -2, -2), c.text_on_accent)


def _paint_text(painter: QPainter, box: QRect, row: Row, column: int, text: str, *, marked: bool) -> None:
    c = theme().colours
    colour = c.text_secondary if column in QUIET and not (marked and column == VAT) else c.text
    if row.paid:
        colour = c.success
    if row.struck:
        colour = c.text_secondary
    if marked and not row.paid:
        colour = c.text
    used = QFont(font(SMALL if column in (ARTICLE, BY) else BODY, MEDIUM if column == AMOUNT else REGULAR))
    used.setStrikeOut(row.struck)
    room = cell_room(box, column)
    if column == TEXT and row.icon:
        size = 14
        paint_icon(painter, row.icon, QRect(room.left(), box.center().y() - size // 2, size, size), colour)
        room.setLeft(room.left() + size + (3 if row.icon == REVERSAL else 4))
    if column == TEXT and row.document:
        room.setRight(_paint_document(painter, room, row.document))
    painter.setFont(used)
    painter.setPen(colour)
    shown = QFontMetrics(used).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, alignment(column), shown)


def _paint_document(painter: QPainter, room: QRect, number: str) -> int:
    """The number of the document a line stands on, behind a lock at the right; where the text has to end."""
    c, size = theme().colours, 12
    small = font(SMALL, REGULAR)
    width = min(QFontMetrics(small).horizontalAdvance(number), room.width() // 2)
    left = room.right() - width
    painter.setFont(small)
    painter.setPen(c.text_secondary)
    box = QRect(left, room.top(), width, room.height())
    shown = QFontMetrics(small).elidedText(number, Qt.TextElideMode.ElideRight, width)
    painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, shown)
    lock = QRect(left - size - 4, room.center().y() - size // 2, size, size)
    paint_icon(painter, "lock-simple", lock, c.text_secondary)
    return lock.left() - 6


class LinesHeader(QHeaderView):
    """Column titles, 26 high."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self.setMinimumSectionSize(24)
        self.setHighlightSections(False)
        self.setSectionsClickable(False)

    def sizeHint(self) -> QSize:
        """26 high."""
        return QSize(super().sizeHint().width(), HEAD)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """Paint one title."""
        painter.save()
        c = theme().colours
        painter.fillRect(rect, c.window)
        painter.setPen(QPen(c.line, 1))
        painter.drawLine(rect.topLeft(), rect.topRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setFont(font(SMALL, MEDIUM))
        painter.setPen(c.text_secondary)
        title = str(self.model().headerData(logicalIndex, Qt.Orientation.Horizontal) or "")
        painter.drawText(cell_room(rect, logicalIndex), alignment(logicalIndex), title)
        painter.restore()
