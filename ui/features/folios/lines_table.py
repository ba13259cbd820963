"""The rows of one window as a table: 26 high, marked by a box, reversed ones struck through."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import (
    QAbstractTableModel,
    QByteArray,
    QEvent,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QTableView,
    QWidget,
)

from app.kernel.text import tr
from ui.features.folios.lines_paint import (
    AMOUNT,
    ARTICLE,
    BY,
    DAY,
    HEAD,
    MARK,
    PRICE,
    QUANTITY,
    ROW,
    TEXT,
    VAT,
    LineDelegate,
    LinesHeader,
)
from ui.features.folios.rows import Row
from ui.widgets.money_text import symbol

MIME = "application/x-keyrack-postings"

WIDTHS = {MARK: 36, DAY: 72, ARTICLE: 92, QUANTITY: 58, PRICE: 86, VAT: 60, BY: 92, AMOUNT: 92}
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class LinesModel(QAbstractTableModel):
    """Rows of one window, and which of them are marked."""

    def __init__(self, currency: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        self.marked: set[UUID] = set()
        self._titles = (
            "", tr("Date"), tr("Article"), tr("Text"), tr("Qty"), tr("Price"), tr("VAT"), tr("By"),
            tr("Amount {currency}", currency=symbol(currency)),
        )  # fmt: skip

    @property
    def rows(self) -> Sequence[Row]:
        """The rows that show."""
        return tuple(self._rows)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows; marks of lines that stay are kept."""
        self.beginResetModel()
        self._rows = list(rows)
        self.marked &= {id_ for row in rows for id_ in row.ids}
        self.endResetModel()

    def is_marked(self, index: int) -> bool:
        """Whether a row is marked."""
        return bool(self._rows[index].ids) and self.marked.issuperset(self._rows[index].ids)

    def mark(self, index: int, *, marked: bool) -> None:
        """Mark a row, or not."""
        ids = self._rows[index].ids
        self.marked = self.marked | set(ids) if marked else self.marked - set(ids)
        self.dataChanged.emit(self.index(index, 0), self.index(index, AMOUNT))

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """All rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Nine columns."""
        return 0 if parent.isValid() else len(self._titles)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """The row for the delegate, else the text of a cell."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == MARK:
            return Qt.CheckState.Checked if self.is_marked(index.row()) else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.DisplayRole:
            cells = ("", row.day, row.article, row.text, row.quantity, row.price, row.vat, row.by, row.amount)
            return cells[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        return row.tip if role == Qt.ItemDataRole.ToolTipRole else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        """Column titles."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        return None


class LinesTable(QTableView):
    """`marked()` when marks change, `entered()` when the keyboard comes here, `stepped(±1)` on Tab to another
    window, `dropped(ids)` for lines of another window, `opened(row)` on Enter or a double click."""

    marked = Signal()
    entered = Signal()
    stepped = Signal(int)
    dropped = Signal(object)
    opened = Signal(object)

    def __init__(self, currency: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = LinesModel(currency, self)
        self.setModel(self.lines)
        self.setItemDelegate(LineDelegate(self))
        self.hovered = -1
        self._pressed: QPoint | None = None
        self._set_up()
        self.lines.modelReset.connect(self._fit)

    @property
    def current(self) -> Row | None:
        """The row of the keyboard."""
        index = self.currentIndex()
        return self.lines.rows[index.row()] if index.isValid() else None

    @property
    def chosen(self) -> list[Row]:
        """The marked rows, else the current one."""
        rows = [row for n, row in enumerate(self.lines.rows) if self.lines.is_marked(n)]
        return rows or ([self.current] if self.current is not None else [])

    def toggle(self, row: int) -> None:
        """Mark a row, or take the mark away."""
        self.lines.mark(row, marked=not self.lines.is_marked(row))
        self.marked.emit()

    def sizeHint(self) -> QSize:
        """All rows; the page scrolls, not the window."""
        return QSize(600, HEAD + ROW * max(1, self.lines.rowCount()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space marks and goes on, Enter opens, arrows move."""
        index = self.currentIndex()
        if event.key() == Qt.Key.Key_Space and index.isValid():
            self.toggle(index.row())
            self.go(min(index.row() + 1, self.lines.rowCount() - 1))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current is not None:
            self.opened.emit(self.current)
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self._mark_all()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes to the other window, Shift+Tab too until there is none before."""
        before = self.hasFocus()
        self.stepped.emit(1 if forward else -1)
        return True if before and not self.hasFocus() else super().focusNextPrevChild(forward)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The first row takes the keyboard when none has it."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.lines.rowCount():
            self.go(0)
        self.entered.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click into the box marks; elsewhere it makes the row current and may begin a drag."""
        point = event.position().toPoint()
        index = self.indexAt(point)
        if index.isValid() and index.column() == MARK and event.button() is Qt.MouseButton.LeftButton:
            self.setFocus()
            self.go(index.row())
            self.toggle(index.row())
            return
        self._pressed = point if index.isValid() and event.button() is Qt.MouseButton.LeftButton else None
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Hover, or take the rows along."""
        point = event.position().toPoint()
        if self._pressed is not None and event.buttons() & Qt.MouseButton.LeftButton:
            if (point - self._pressed).manhattanLength() >= QApplication.startDragDistance():
                self._pressed = None
                self._drag()
            return
        self._hover(self.indexAt(point).row())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """No drag any more."""
        self._pressed = None
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click opens equal nights."""
        if self.current is not None and self.indexAt(event.position().toPoint()).column() != MARK:
            self.opened.emit(self.current)

    def leaveEvent(self, event: QEvent) -> None:
        """No row is hovered."""
        self._hover(-1)
        super().leaveEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Lines of another window may come."""
        if self._takes(event):
            event.acceptProposedAction()
            self._aim(aimed=True)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Still."""
        if self._takes(event):
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QEvent) -> None:
        """They went elsewhere."""
        del event
        self._aim(aimed=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the lines."""
        self._aim(aimed=False)
        if self._takes(event):
            event.acceptProposedAction()
            self.dropped.emit(dragged_ids(event.mimeData()))

    def _takes(self, event: QDropEvent) -> bool:
        return event.mimeData().hasFormat(MIME) and event.source() is not self

    def _aim(self, *, aimed: bool) -> None:
        parent = self.parentWidget()
        if parent is not None:
            parent.setProperty("aimed", aimed)
            parent.update()

    def _drag(self) -> None:
        rows = self.chosen
        if self.current is not None and self.current not in rows:
            rows = [self.current]
        drag = QDrag(self)
        drag.setMimeData(carried(rows))
        drag.exec(Qt.DropAction.MoveAction)

    def _mark_all(self) -> None:
        everything = {id_ for row in self.lines.rows for id_ in row.ids}
        whole = self.lines.marked == everything
        for index in range(self.lines.rowCount()):
            self.lines.mark(index, marked=not whole)
        self.marked.emit()

    def go(self, row: int) -> None:
        """Put the keyboard on a row."""
        flag = QItemSelectionModel.SelectionFlag.NoUpdate
        self.selectionModel().setCurrentIndex(self.lines.index(row, TEXT), flag)
        self.viewport().update()

    def _hover(self, row: int) -> None:
        if row != self.hovered:
            self.hovered = row
            self.viewport().update()

    def _fit(self) -> None:
        self.setFixedHeight(self.sizeHint().height())

    def _set_up(self) -> None:
        self.setAccessibleName(tr("Lines of the window"))
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(ROW)
        self.verticalHeader().setDefaultSectionSize(ROW)
        header = LinesHeader(self)
        self.setHorizontalHeader(header)
        for column in range(9):
            if column == TEXT:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
            else:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
                header.resizeSection(column, WIDTHS[column])
        self._fit()


def carried(rows: Sequence[Row]) -> QMimeData:
    """Lines as something that can be dragged."""
    data = QMimeData()
    ids = "\n".join(str(id_) for row in rows for id_ in row.ids)
    data.setData(MIME, QByteArray(ids.encode()))
    return data


def dragged_ids(data: QMimeData) -> tuple[UUID, ...]:
    """The lines that were dragged."""
    return tuple(UUID(text) for text in bytes(data.data(MIME).data()).decode().split())
