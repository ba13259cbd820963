"""A table of frozen rows: sorts, filters, exports; the look of the arrivals table."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from app.kernel.text import fold
from ui.widgets.table_paint import Cell, TableDelegate, TableHeader

R = TypeVar("R")
CELL = int(Qt.ItemDataRole.UserRole)
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, kw_only=True)
class Column(Generic[R]):
    """One column: `cell` gives what shows; `sort_key` what it sorts by (else the text); width 0 stretches."""

    title: str
    cell: Callable[[R], Cell]
    sort_key: Callable[[R], Any] | None = None
    width: int = 0
    right: bool = False
    in_export: bool = True


class RowsModel(QAbstractTableModel, Generic[R]):
    """Rows of one frozen view class behind a table."""

    def __init__(self, columns: Sequence[Column[R]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._all: list[R] = []
        self._shown: list[R] = []
        self._words: list[str] = []
        self._order = (-1, Qt.SortOrder.AscendingOrder)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Rows that pass the filter."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """All columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """The cell's text, or the whole `Cell` for the delegate."""
        if not index.isValid():
            return None
        if role == CELL:
            return self.columns[index.column()].cell(self._shown[index.row()])
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.columns[index.column()].cell(self._shown[index.row()]).text
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.columns[index.column()].cell(self._shown[index.row()]).tip or None
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        """Column titles."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self.columns[section].right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1 gives the order in which the rows came."""
        self._order = (column, order)
        self._arrange()

    def show_rows(self, rows: Sequence[R]) -> None:
        """Show other rows, in the sort and filter that hold."""
        self._all = list(rows)
        self._arrange()

    def filter(self, text: str) -> None:
        """Keep rows in which every word occurs somewhere, accents aside."""
        self._words = fold(text).split()
        self._arrange()

    def row(self, index: int) -> R:
        """A shown row."""
        return self._shown[index]

    @property
    def rows(self) -> Sequence[R]:
        """The shown rows, in order."""
        return tuple(self._shown)

    def as_table(self) -> list[list[str]]:
        """Titles and the shown rows as text, for an export."""
        columns = [column for column in self.columns if column.in_export]
        return [[c.title for c in columns]] + [[c.cell(row).text for c in columns] for row in self._shown]

    def _arrange(self) -> None:
        self.beginResetModel()
        self._shown = [row for row in self._all if self._passes(row)]
        index, order = self._order
        if 0 <= index < len(self.columns):
            column = self.columns[index]
            key = column.sort_key or (lambda row: fold(column.cell(row).text))
            self._shown.sort(key=key, reverse=order is Qt.SortOrder.DescendingOrder)
        self.endResetModel()

    def _passes(self, row: R) -> bool:
        if not self._words:
            return True
        text = fold(" ".join(column.cell(row).text for column in self.columns))
        return all(word in text for word in self._words)


class DataTable(QTableView, Generic[R]):
    """Shows a `RowsModel`. `opened(row)` on Enter or double click, `moved(row)` when the selection moves.

    `same` gives what makes a row the same row when new rows come (its id); the row itself unless told.
    """

    opened = Signal(object)
    moved = Signal(object)

    def __init__(
        self,
        columns: Sequence[Column[R]],
        *,
        row_height: int = 32,
        same: Callable[[R], object] = lambda row: row,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._same = same
        self.rows_model: RowsModel[R] = RowsModel(columns, self)
        self.setModel(self.rows_model)
        self.setItemDelegate(TableDelegate(self, CELL))
        self.hovered = -1
        self._set_up(row_height)
        self._size(columns)
        self.activated.connect(lambda index: self.opened.emit(self.rows_model.row(index.row())))
        self.selectionModel().currentRowChanged.connect(self._moved)
        self._kept: R | None = None
        self.rows_model.modelAboutToBeReset.connect(self._keep)
        self.rows_model.modelReset.connect(self._restore)

    def show_rows(self, rows: Sequence[R]) -> None:
        """Show other rows; the current row (by `same`) and the scroll position stay."""
        scroll = self.verticalScrollBar().value()
        self.rows_model.show_rows(rows)
        self.verticalScrollBar().setValue(scroll)

    def select(self, wanted: Callable[[R], bool]) -> None:
        """Make the first fitting row current."""
        for index, row in enumerate(self.rows_model.rows):
            if wanted(row):
                self.selectRow(index)
                return

    @property
    def current(self) -> R | None:
        """The current row."""
        index = self.currentIndex()
        return self.rows_model.row(index.row()) if index.isValid() else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The row under the pointer is hovered."""
        self._hover(self.indexAt(event.position().toPoint()).row())
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: Any) -> None:
        """No row is hovered."""
        self._hover(-1)
        super().leaveEvent(event)

    def _keep(self) -> None:
        self._kept = self.current

    def _restore(self) -> None:
        kept, self._kept = self._kept, None
        if kept is not None:
            name = self._same(kept)
            self.select(lambda row: self._same(row) == name)

    def _hover(self, row: int) -> None:
        if row != self.hovered:
            self.hovered = row
            self.viewport().update()

    def _moved(self, index: QModelIndex) -> None:
        if index.isValid():
            self.moved.emit(self.rows_model.row(index.row()))

    def _set_up(self, row_height: int) -> None:
        self.setMouseTracking(True)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(row_height)
        header = TableHeader(self)
        self.setHorizontalHeader(header)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(False)
        header.sortIndicatorChanged.connect(self.rows_model.sort)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)

    def _size(self, columns: Sequence[Column[R]]) -> None:
        header = self.horizontalHeader()
        header.setMinimumSectionSize(40)
        for index, column in enumerate(columns):
            if column.width:
                header.setSectionResizeMode(index, QHeaderView.ResizeMode.Interactive)
                header.resizeSection(index, column.width)
            else:
                header.setSectionResizeMode(index, QHeaderView.ResizeMode.Stretch)
