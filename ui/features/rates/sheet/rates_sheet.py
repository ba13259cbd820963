"""The rates sheet with its hands: keys, mouse, typing, filling, copying, pasting. It writes nothing."""

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from ui.features.rates.sheet import edits, keys
from ui.features.rates.sheet.clipboard import Refused, as_text
from ui.features.rates.sheet.data import NO_PRICE
from ui.features.rates.sheet.edits import Edit
from ui.features.rates.sheet.entries import parse_entry, why_not
from ui.features.rates.sheet.limit_entries import LETTERS, parse_limits, toggled, why_no_limit
from ui.features.rates.sheet.measures import HEAD
from ui.features.rates.sheet.pointer import Hold, Pointer
from ui.features.rates.sheet.selection import Block, Selection
from ui.features.rates.sheet.sheet_base import SheetBase
from ui.widgets.money_text import amount_text


class RatesSheet(SheetBase):
    """`edited(Edit)`: prices are to change. `limited(dict)`: limits of what is selected are to change.
    `picked_up()`: the mouse has finished selecting."""

    edited = Signal(object)
    limited = Signal(object)
    picked_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pointer = Pointer(self, self)
        self.editor.taken.connect(self._take_typed)
        self.editor.left.connect(self._leave_editor)

    def fill(self, target: Block) -> None:
        """Repeat what is selected over a larger block."""
        if self.data is not None:
            self._give(edits.filled(self.data, self.lines, self.selection.block, target))
            self.select(Selection.of((target,), self.selection.cursor))

    def fill_down(self) -> None:
        """The first line into the others."""
        if self.data is not None:
            self._give(edits.filled_down(self.data, self.lines, self.selection.block))

    def fill_right(self) -> None:
        """The first night into the others."""
        if self.data is not None:
            self._give(edits.filled_right(self.data, self.lines, self.selection.block))

    def clear_cells(self) -> None:
        """Take own prices away."""
        if self.data is not None:
            self._give(edits.cleared(self.data, self.lines, self.selection))

    def toggle(self, letter: str) -> None:
        """Close what is selected, or forbid arrivals or departures; again to allow them."""
        if self.data is not None:
            self.limited.emit(toggled(self.data, *self.selected_cells(), letter))

    def copy(self) -> None:
        """The last block as text with tabs, for this sheet and any other."""
        if self.data is None or self._scene is None:
            return
        block = self.selection.block.within(len(self.lines), self.data.nights)
        if block is not None:
            rows = self.lines[block.top : block.bottom + 1]
            prices = self.data.minor[rows, block.left : block.right + 1]
            QGuiApplication.clipboard().setText(as_text(prices, self.data.currency))
            self._scene.copied = (block,)
            self.viewport().update()

    def paste(self) -> None:
        """Take text with tabs from the clipboard: all of it, or nothing with a sentence at the cell."""
        text = QGuiApplication.clipboard().text()
        if self.data is None or not text.strip():
            return
        found = edits.pasted(self.data, self.lines, self.selection, text)
        if isinstance(found, Refused):
            self.say(found.cell, found.sentence)
            return
        edit, block = found
        if len(self.selection.blocks) == 1:
            self.select(Selection.of((block,)))
        self._give(edit)

    def begin(self, text: str | None = None) -> None:
        """Type over the cursor's cell: from scratch with a first character, else its price as it is."""
        if self.data is None:
            return
        self.hush()
        cell = self.selection.cursor
        self.ensure_visible(cell)
        minor = int(self.data.minor[self.lines[cell[0]], cell[1]])
        now = "" if minor == NO_PRICE else amount_text(minor, self.data.currency)
        self.editor.open_over(self.frame.box(cell), now if text is None else text, select=text is None)

    def picked(self) -> None:
        """The mouse has finished selecting."""
        self.picked_up.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of a spreadsheet; what it does not know goes to the page."""
        if not self.is_ready or not keys.press(self, event):
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keys that the window would take as shortcuts stay here while the sheet has the keyboard."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and keys.wants(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to select."""
        if event.button() == Qt.MouseButton.LeftButton and self.is_ready:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.pointer.press(event.position().toPoint(), event.modifiers())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw the selection."""
        if not self.is_ready:
            return
        at = event.position().toPoint()
        if self.pointer.hold is not Hold.NOTHING:
            self.pointer.move(at)
        else:
            self.viewport().setCursor(self.pointer.shape(at))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Done."""
        if event.button() == Qt.MouseButton.LeftButton and self.is_ready:
            self.pointer.release()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """On a cell: type. On a day: all of this weekday from today on."""
        if not self.is_ready:
            return
        at: QPoint = event.position().toPoint()
        if self.frame.cell_at(at) is not None:
            self.begin()
        elif at.y() < HEAD and self.frame.column_at(at.x()) >= 0:
            keys.select_weekday(self, self.frame.column_at(at.x()))
            self.picked_up.emit()

    def _take_typed(self, text: str, move: tuple[int, int]) -> None:
        if self.data is None:
            return
        if not text.strip():
            self._leave_editor()
            return
        entry = parse_entry(text, self.data.currency)
        limits = parse_limits(text) if entry is None else None
        if entry is None and limits is None:
            is_limit = text.strip()[:1] in LETTERS
            self.say(self.selection.cursor, why_no_limit(text) if is_limit else why_not(text))
            self.editor.setFocus()
            return
        self.editor.hide()
        self.setFocus()
        if entry is not None:
            self._give(edits.typed(self.data, self.lines, self.selection, entry))
        else:
            self.limited.emit(limits)
        if self.selection.is_one_cell and move != (0, 0):
            keys.move(self, *move)

    def _leave_editor(self) -> None:
        self.editor.hide()
        self.hush()
        self.setFocus()

    def _give(self, edit: Edit) -> None:
        if len(edit):
            self.edited.emit(edit)
