"""The grid of a group: a row for each room type, a column for each night; type a number to keep rooms."""

from collections.abc import Sequence
from datetime import date
from typing import Final
from uuid import UUID

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
)

from app.features.reservations.groups import AllotmentCell, GroupType, GroupView
from app.kernel.text import tr
from ui.widgets.day_text import short_day
from ui.widgets.theme import BODY, MICRO, REGULAR, SEMIBOLD, font, theme

ROW, HEAD, NAME, NIGHT = 46, 30, 168, 108
CELL: Final = int(Qt.ItemDataRole.UserRole)
MOST: Final = 2_000
REST: Final = "rest"
Index = QModelIndex | QPersistentModelIndex


class _Cells(QStyledItemDelegate):
    """Paints how many are kept, and below how many of them are taken."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One night of one type."""
        cell = index.data(CELL)
        c = theme().colours
        box = QRect(option.rect)
        table = self.parent()
        assert isinstance(table, AllotmentGrid)
        if index.column() == table.columnCount() - 1:
            painter.setPen(c.line)
            painter.drawLine(box.bottomLeft(), box.bottomRight())
            return
        if index == table.currentIndex():
            painter.fillRect(box, c.selection)
        elif isinstance(cell, AllotmentCell) and cell.rooms and not cell.left:
            painter.fillRect(box, c.success_soft)
        painter.setPen(c.line)
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.drawLine(box.topRight(), box.bottomRight())
        if not isinstance(cell, AllotmentCell):
            self._name(painter, box, str(index.data()), quiet=cell == REST)
            return
        painter.setFont(font(BODY, SEMIBOLD))
        painter.setPen(c.text if cell.rooms else c.text_muted)
        centre = Qt.AlignmentFlag.AlignCenter
        if not (cell.rooms or cell.picked):
            painter.drawText(box, centre, "–")
            return
        painter.drawText(box.adjusted(0, 5, 0, -19), centre, str(cell.rooms))
        painter.setFont(font(MICRO))
        painter.setPen(c.text_secondary)
        below = tr("{n} taken, {left} left", n=cell.picked, left=cell.left)
        if table.released:
            below = tr("{n} taken, released", n=cell.picked)
        painter.drawText(box.adjusted(0, 23, 0, -4), centre, below)

    def _name(self, painter: QPainter, box: QRect, text: str, *, quiet: bool) -> None:
        used, c = font(BODY, REGULAR if quiet else SEMIBOLD), theme().colours
        painter.setFont(used)
        painter.setPen(c.accent if quiet else c.text)
        room = box.adjusted(16, 0, -8, 0)
        shown = QFontMetrics(used).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)


class AllotmentGrid(QTableWidget):
    """`kept(type, night, rooms)` when a number was typed; in the first column for all nights of a type."""

    kept = Signal(object, object, int)
    wrong = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.released = False
        self._types: Sequence[GroupType] = ()
        self._view: GroupView | None = None
        # Types of which nothing is kept or taken are one row, until it is opened or another group shows.
        self._open = False
        self._nights: tuple[date, ...] = ()
        self._showing = False
        self.setItemDelegate(_Cells(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.horizontalHeader().setFixedHeight(HEAD)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setStretchLastSection(True)
        self.setAccessibleName(tr("Rooms kept, by type and night"))
        self.setTabKeyNavigation(False)
        self.itemChanged.connect(self._typed)
        self.clicked.connect(self._open_rest)

    def show_group(self, view: GroupView) -> None:
        """Another group, or other numbers of it; the marked cell stays."""
        self._showing = True
        at = (self.currentRow(), self.currentColumn())
        used = [kind for kind in view.types if any(cell.rooms or cell.picked for cell in kind.cells)]
        rest = [kind for kind in view.types if kind not in used]
        if self._view is None or self._view.row.id != view.row.id:
            self._open = not used or len(rest) < 2
        folded = not self._open and bool(rest)
        types: Sequence[GroupType] = used if folded else view.types
        same = self._nights == view.nights and len(self._types) == len(types)
        self._view, self._types, self._nights = view, types, view.nights
        self.released = view.row.released_at is not None
        self.clearSpans()
        self.setRowCount(len(types) + folded)
        # The last column is empty and fills the place.
        self.setColumnCount(len(view.nights) + 2)
        self.setHorizontalHeaderLabels([tr("All nights"), *(short_day(night) for night in view.nights), ""])
        self.setColumnWidth(0, NAME)
        for row, kind in enumerate(types):
            self._put(row, 0, kind.name, None)
            blank = QTableWidgetItem()
            blank.setFlags(Qt.ItemFlag.NoItemFlags)
            self.setItem(row, len(view.nights) + 1, blank)
            for column, cell in enumerate(kind.cells, start=1):
                self.setColumnWidth(column, NIGHT)
                self._put(row, column, str(cell.rooms), cell)
        if folded:
            self._put_rest(len(types), rest)
        self.setCurrentCell(*(at if same and at[0] >= 0 else (0, 1)))
        self._showing = False

    def sizeHint(self) -> QSize:
        """As high as its rows, up to six."""
        return QSize(400, HEAD + ROW * min(max(self.rowCount(), 1), 6) + 4)

    def open_rest(self) -> None:
        """Show the types of which nothing is kept."""
        if self._view is not None and not self._open:
            self._open = True
            self.show_group(self._view)
            self.setFixedHeight(self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter or Space on the row of the others opens them."""
        if self._is_rest(self.currentRow()) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Space):
            self.open_rest()
            return
        super().keyPressEvent(event)

    def _is_rest(self, row: int) -> bool:
        return row >= len(self._types) > 0

    def _open_rest(self, index: QModelIndex) -> None:
        if self._is_rest(index.row()):
            self.open_rest()

    def _put_rest(self, row: int, rest: Sequence[GroupType]) -> None:
        names = ", ".join(kind.name for kind in rest)
        item = QTableWidgetItem(tr("+ Others: {names}", names=names))
        item.setToolTip(tr("Show them, to keep rooms of them too"))
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        item.setData(CELL, REST)
        self.setItem(row, 0, item)
        self.setSpan(row, 0, 1, len(self._nights) + 2)

    def _put(self, row: int, column: int, text: str, cell: AllotmentCell | None) -> None:
        item = QTableWidgetItem(text)
        item.setData(CELL, cell)
        if cell is not None:
            told = tr(
                "{kept} kept, {taken} taken, {left} left", kept=cell.rooms, taken=cell.picked, left=cell.left
            )
            item.setToolTip(told)
            item.setData(int(Qt.ItemDataRole.AccessibleTextRole), told)
        self.setItem(row, column, item)

    def _typed(self, item: QTableWidgetItem) -> None:
        if self._showing or self._is_rest(item.row()):
            return
        kind, text = self._types[item.row()], item.text().strip()
        if item.column() == 0:
            self._showing = True
            item.setText(kind.name)
            self._showing = False
        if not text.isdecimal() or int(text) > MOST:
            if text != kind.name:
                self.wrong.emit(tr("Type a number of rooms."))
            return
        night = self._nights[item.column() - 1] if item.column() else None
        self.kept.emit(kind.id, night, int(text))


def cells_of(
    view: GroupView, kind: UUID, night: date | None, rooms: int
) -> tuple[tuple[UUID, date, int], ...]:
    """What a typed number means: one night, or all of them."""
    return tuple((kind, each, rooms) for each in (view.nights if night is None else (night,)))
