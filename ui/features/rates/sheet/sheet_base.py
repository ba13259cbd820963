"""The sheet without its hands: what shows, where it is scrolled, what is selected, and how it is painted."""

from datetime import date

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from app.kernel.text import tr
from ui.features.rates.sheet import accessible
from ui.features.rates.sheet.cell_editor import CellEditor, CellNotice
from ui.features.rates.sheet.data import Grid, SheetData
from ui.features.rates.sheet.looks import Looks, look_codes
from ui.features.rates.sheet.measures import (
    COLUMN,
    DAY,
    HEAD,
    LEAST_DAY,
    MOST_DAY,
    ROW,
    Frame,
    Layout,
    lay_out,
)
from ui.features.rates.sheet.painting import Scene, paint
from ui.features.rates.sheet.selection import Block, Cell, Selection
from ui.features.rates.sheet.words import cell_text
from ui.widgets.theme import theme

NOTCH = 120


class SheetBase(QAbstractScrollArea):
    """`selected()`: other cells. `days_shown(date, date)`: the first and last night that show."""

    selected = Signal()
    days_shown = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        accessible.speak()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(tr("Prices by room type, plan and night"))
        corner = QWidget()
        corner.setProperty("ground", "window")
        self.setCornerWidget(corner)
        self.data: SheetData | None = None
        self.selection = Selection()
        self.folded: frozenset[int] = frozenset()
        self.day_px = DAY
        self._layout: Layout | None = None
        self._scene: Scene | None = None
        self.editor = CellEditor(self.viewport())
        self.notice = CellNotice(self.viewport())
        theme().changed.connect(self._dress)

    def show_data(self, data: SheetData, *, pending: Grid | None = None) -> None:
        """Show these prices; place, selection and folded types stay where they still mean something."""
        before = self.data
        self.data = data
        same = before is not None and before.line_plan.shape == data.line_plan.shape
        moved = (before.first.toordinal() - data.first.toordinal()) if before is not None else 0
        if before is None or not same:
            self.folded = frozenset()
            self.selection = Selection.at((0, max(data.today_column, 0)))
        elif moved:
            self.selection = Selection.at(
                (self.selection.cursor[0], max(self.selection.cursor[1] + moved, 0))
            )
        self._arrange()
        self._make_scene(pending)
        if before is None:
            self.go_to(data.today)
        elif moved:
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() + moved * self.day_px)
        self._tell_days()

    @property
    def frame(self) -> Frame:
        """The geometry of what shows."""
        assert self._layout is not None
        size = self.viewport().size()
        return Frame(self._layout, self.horizontalScrollBar().value(), self.verticalScrollBar().value(),
                     size.width(), size.height())  # fmt: skip

    @property
    def lines(self) -> Grid:
        """The line of each row that shows."""
        assert self._layout is not None
        return self._layout.lines

    @property
    def is_ready(self) -> bool:
        """Whether there is a cell to work with."""
        return self._layout is not None and self._layout.rows > 0 and self._layout.nights > 0

    def selected_cells(self) -> tuple[Grid, Grid]:
        """Lines and columns of the selected cells, parallel."""
        mask = self.selection.mask(len(self.lines), self.frame.layout.nights)
        rows, columns = mask.nonzero()
        return self.lines[rows], columns

    def go_to(self, day: date, *, lead: int = 1) -> None:
        """Scroll so that a day is near the left edge."""
        if self.data is not None:
            self.horizontalScrollBar().setValue((self.data.column(day) - lead) * self.day_px)

    def zoom(self, day_px: int) -> None:
        """Wider or narrower days; the first one stays."""
        if self.data is None:
            return
        first = self.horizontalScrollBar().value() / self.day_px
        self.day_px = max(LEAST_DAY, min(MOST_DAY, day_px))
        self._arrange()
        self._make_scene(self._scene.pending if self._scene is not None else None)
        self.horizontalScrollBar().setValue(round(first * self.day_px))

    def say(self, cell: Cell, sentence: str) -> None:
        """Mark a cell and say why it cannot be so."""
        if self._scene is not None:
            self.ensure_visible(cell)
            self._scene.wrong = cell
            self.notice.say_under(self.frame.box(cell), sentence)
            self.viewport().update()

    def select(self, selection: Selection) -> None:
        """Select something else."""
        self.hush()
        if selection != self.selection:
            self.selection = selection
            if self._scene is not None:
                self._scene.selection = selection
            accessible.tell_moved(self)
            self.selected.emit()
        self.viewport().update()

    def ensure_visible(self, cell: Cell) -> None:
        """Scroll as little as needed."""
        frame = self.frame
        box = frame.box(cell)
        dx = min(box.left() - COLUMN, 0) or max(box.right() - frame.width + 2, 0)
        dy = min(box.top() - HEAD, 0) or max(box.bottom() - frame.height + 2, 0)
        self.scroll_by(dx, dy)

    def scroll_by(self, x: int, y: int) -> None:
        """Scroll by pixels."""
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() + x)
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + y)

    def show_fill(self, block: Block | None) -> None:
        """Show where a fill would go."""
        if self._scene is not None:
            self._scene.fill = block
            self.viewport().update()

    def fold(self, kind: int) -> None:
        """Fold a type's lines away, or show them."""
        if self.data is None:
            return
        self.folded ^= {kind}
        self._arrange()
        self._make_scene(self._scene.pending if self._scene is not None else None)
        cursor = self.selection.cursor
        if self.is_ready:
            self.select(Selection.at((min(cursor[0], len(self.lines) - 1), cursor[1])))

    def hush(self) -> None:
        """The sentence at a cell has been read."""
        if self._scene is not None and (self._scene.wrong is not None or self._scene.copied):
            self._scene.wrong, self._scene.copied = None, ()
            self.viewport().update()
        self.notice.hide()

    def _name_at(self, point: QPoint) -> str:
        """A plan's name and rule in full, for the column that may cut them."""
        row = self.frame.layout.row_at(point.y() - HEAD + self.frame.y) if point.y() >= HEAD else -1
        if self.data is None or row < 0 or point.x() >= COLUMN:
            return ""
        plan = self.data.plan_of(int(self.lines[row]))
        return f"{plan.name}\n{plan.rule}".strip()

    def text_at(self, cell: Cell) -> str:
        """What a cell says aloud."""
        if self.data is None or not self.is_ready or cell[0] >= len(self.lines):
            return ""
        return cell_text(self.data, int(self.lines[cell[0]]), cell[1])

    def cell_rect(self) -> QRect:
        """The cursor's cell on the screen."""
        if not self.is_ready or self.selection.cursor[0] >= len(self.lines):
            return QRect()
        box = self.frame.box(self.selection.cursor)
        return QRect(self.viewport().mapToGlobal(box.topLeft()), box.size())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what shows."""
        del event
        painter = QPainter(self.viewport())
        if self._scene is None:
            painter.fillRect(self.viewport().rect(), theme().colours.window)
        else:
            self._scene.focused = self.hasFocus() or self.editor.hasFocus()
            paint(painter, self.frame, self._scene)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other scroll ranges."""
        super().resizeEvent(event)
        self._ranges()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Sticky parts: paint anew; pictures of cells are kept."""
        del dx, dy
        self.notice.hide()
        if self.editor.isVisible():
            self.editor.setGeometry(self.frame.box(self.selection.cursor).adjusted(-6, 3, 6, -3))
        self.viewport().update()
        self._tell_days()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The rim takes its colour."""
        super().focusInEvent(event)
        self.viewport().update()
        accessible.tell_moved(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The rim turns grey."""
        super().focusOutEvent(event)
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Types up and down; with Shift the days; with Ctrl wider days."""
        turn, keyboard = event.angleDelta(), event.modifiers()
        if keyboard & Qt.KeyboardModifier.ControlModifier:
            self.zoom(self.day_px + (6 if turn.y() > 0 else -6))
        elif keyboard & Qt.KeyboardModifier.ShiftModifier:
            self.scroll_by(-(turn.y() or turn.x()) * self.day_px // NOTCH, 0)
        else:
            pixels = event.pixelDelta()
            x = pixels.x() or turn.x() * self.day_px // NOTCH
            self.scroll_by(-x, -(pixels.y() or turn.y() * 2 * ROW // NOTCH))
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        """A tip says what the cell under the pointer means."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self.is_ready:
            cell = self.frame.cell_at(event.pos())
            text = self.text_at(cell) if cell is not None else self._name_at(event.pos())
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().viewportEvent(event)

    def _arrange(self) -> None:
        assert self.data is not None
        self._layout = lay_out(self.data, self.folded, self.day_px)
        self._ranges()

    def _ranges(self) -> None:
        if self._layout is None:
            return
        size = self.viewport().size()
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setRange(0, max(0, self._layout.width + 1 - (size.width() - COLUMN)))
        across.setPageStep(max(1, size.width() - COLUMN))
        across.setSingleStep(self.day_px)
        down.setRange(0, max(0, self._layout.height + 1 - (size.height() - HEAD)))
        down.setPageStep(max(1, size.height() - HEAD))
        down.setSingleStep(ROW)
        self._tell_days()

    def _make_scene(self, pending: Grid | None) -> None:
        assert self.data is not None
        c, ratio = theme().colours, self.devicePixelRatioF()
        looks = self._scene.looks if self._scene is not None else None
        if looks is None or not looks.fits(self.day_px, self.data.currency, c, ratio):
            looks = Looks.fresh(self.day_px, self.data.currency, c, ratio)
        self._scene = Scene(
            self.data, look_codes(self.data), looks, self.selection, pending=pending, folded=self.folded
        )
        self.viewport().update()

    def _dress(self) -> None:
        if self.data is not None:
            self._make_scene(self._scene.pending if self._scene is not None else None)

    def _tell_days(self) -> None:
        if self.data is None or self._layout is None or not self._layout.nights:
            return
        first, last = self.frame.columns
        self.days_shown.emit(self.data.night(first), self.data.night(max(last - 1, first)))
