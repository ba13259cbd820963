"""The canvas with hands: pointer, wheel, pinch and keys become signals; it decides and writes nothing."""

from collections.abc import Collection
from dataclasses import replace
from typing import Final
from uuid import UUID

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from app.features.rack import NO_TAGS, RackBars, RackDays, RackHouse, RackTags
from app.kernel.text import tr
from ui.features.rack.canvas.accessible import speak, tell_moved
from ui.features.rack.canvas.drags import Press, ghost_of, is_dragged, picked_cells, same_bar, taken_from
from ui.features.rack.canvas.hits import Hit, Part, Place, bar_of_night, bars_in, hit
from ui.features.rack.canvas.keys import moved_focus, zoom_factor
from ui.features.rack.canvas.overlays import Cells, Overlay, bar_rect
from ui.features.rack.canvas.spoken import cell_text
from ui.features.rack.canvas.view import RackView, measures_of
from ui.features.rack.canvas.widget import CanvasBase
from ui.widgets.theme.tokens import Colours

HOVER_MS: Final = 300
SCROLL_MS: Final = 30
SCROLL_EDGE: Final = 28
SCROLL_STEP: Final = 18
NOTCH: Final = 120
LINES_PX: Final = 96


class RackCanvas(CanvasBase):
    """Reports what users do: bars are numbers in `scene.bars`, places `Cells`, keys of stays UUIDs."""

    selectionChanged = Signal(object)
    focusMoved = Signal(int, int)
    barActivated = Signal(int)
    cellsActivated = Signal(object)
    cellsPicking = Signal(object)
    cellsPicked = Signal(object)
    dragStarted = Signal(int, str)
    dragMoved = Signal(int, str, object)
    dropped = Signal(int, str, object)
    dragCancelled = Signal()
    barMenu = Signal(int, QPoint)
    cellsMenu = Signal(object, QPoint)
    barHovered = Signal(int, QPoint)
    hoverLeft = Signal()
    roomClicked = Signal(int)
    groupToggled = Signal(str)
    dayActivated = Signal(int)

    def __init__(self, palette: Colours, parent: QWidget | None = None) -> None:
        super().__init__(palette, parent)
        speak()
        self.setAccessibleDescription(tr("Arrows move between rooms and nights, Enter opens, Space selects."))
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._press: Press | None = None
        self._at = QPointF()
        self._hover = QTimer(self, singleShot=True, interval=HOVER_MS)
        self._hover.timeout.connect(self._hovered_long)
        self._scroller = QTimer(self, interval=SCROLL_MS)
        self._scroller.timeout.connect(self._scroll_while_dragging)

    # what others ask and set

    @property
    def selection(self) -> frozenset[UUID]:
        """The selected stays and blocks."""
        return self.overlay.selected

    def setSelection(self, selected: frozenset[UUID]) -> None:
        """Select stays and blocks; says so when it changed."""
        if selected != self.overlay.selected:
            self.setOverlay(replace(self.overlay, selected=selected))
            self.selectionChanged.emit(selected)

    def setOverlay(self, overlay: Overlay) -> None:
        """Change what floats over the bars; a bar that is hovered alone is painted alone."""
        was = self.overlay.hovered
        super().setOverlay(overlay)
        if overlay.hovered != was:
            self._update_bar(was)
            self._update_bar(overlay.hovered)

    def _update_bar(self, bar: int) -> None:
        frame = self.frame()
        rect = bar_rect(frame, bar) if frame is not None and bar >= 0 else None
        if frame is not None and rect is not None:
            self.update(rect.toAlignedRect().intersected(frame.grid))

    def setView(self, view: RackView) -> None:
        """Look elsewhere or differently; what was hovered moves away under the pointer."""
        if view != self.view:
            self._leave_bar()
        super().setView(view)

    def replaceBars(self, bars: RackBars, ids: Collection[UUID], days: RackDays | None = None) -> None:
        """Show edited bars; their numbers are others now, so that what is held may have to be put back."""
        self._leave_bar()
        old, ghost, press = self._scene, self.overlay.ghost, self._press
        held = [fellow.bar for fellow in self.overlay.fellows]
        held += [ghost.bar] if ghost is not None else [press.hit.bar] if press is not None else []
        super().replaceBars(bars, ids, days)
        if old is not None and not all(same_bar(old.bars, bars, bar) for bar in held):
            self.cancelDrag()

    def setData(self, house: RackHouse, bars: RackBars, days: RackDays, today: int, now: float) -> None:
        """Show a house; the tags of its stays stay known."""
        tags = self._scene.tags if self._scene is not None else NO_TAGS
        self._leave_bar()
        super().setData(house, bars, days, today, now)
        self.setTags(tags)

    def setTags(self, tags: RackTags) -> None:
        """What the bookings are tagged with."""
        if self._scene is not None and tags is not self._scene.tags:
            self._scene = replace(self._scene, tags=tags)
            self._frame = None
            self.update()

    def _leave_bar(self) -> None:
        if self.overlay.hovered >= 0:
            self._hover.stop()
            self.setOverlay(replace(self.overlay, hovered=-1))
            self.hoverLeft.emit()

    def setFocusedCell(self, row: int, day: int) -> None:
        """Move the keyboard's cell and bring it into view."""
        self.setOverlay(replace(self.overlay, focus=(row, day)))
        self.reveal(row, day)
        tell_moved(self)
        self.focusMoved.emit(row, day)

    def focusedCellText(self) -> str:
        """What a screen reader says of the keyboard's cell."""
        frame, focus = self.frame(), self.overlay.focus
        return cell_text(frame, *focus) if frame is not None and focus is not None else ""

    def reveal(self, row: int, day: int) -> None:
        """Scroll as little as needed to show a cell."""
        frame = self.frame()
        if frame is None:
            return
        view, number = self.view, frame.table.of_row(row)
        wide = frame.grid.width() / view.day_px
        first = min(max(view.first_day, day + 1 - wide), float(day))
        top = view.top
        if number >= 0:
            above = int(frame.table.y[number]) - frame.measures.group_height
            below = int(frame.table.y[number] + frame.table.height[number]) - frame.grid.height()
            top = min(max(top, below), float(max(above, 0)))
        self.setView(replace(view, first_day=first, top=float(top)))

    def hitAt(self, at: QPointF) -> Hit:
        """What lies under a point."""
        return self._taken_at(at)[0]

    def _taken_at(self, at: QPointF) -> tuple[Hit, Cells | None]:
        frame = self.frame()
        if frame is None:
            return Hit(Place.NOTHING), None
        return taken_from(frame, self.overlay.fellows, hit(frame, at.x(), at.y()), at.x(), at.y())

    @property
    def taken_home(self) -> Cells | None:
        """Where the pressed bar was taken, when that is where a draft shows it."""
        return self._press.home if self._press is not None else None

    # pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of what is under the pointer."""
        self._hover.stop()
        self.hoverLeft.emit()
        if event.button() != Qt.MouseButton.LeftButton:
            return
        at = event.position()
        found, home = self._taken_at(at)
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._press = Press(found, at.x(), at.y(), self.view.first_day, self.view.top, shift, home=home)
        if found.place is Place.GROUP:
            self.toggleGroup(found.group)
        elif found.place is Place.LABEL:
            self.roomClicked.emit(found.row)
        elif found.place is Place.BAR:
            self._select(found.bar, event.modifiers())
            self.setOverlay(replace(self.overlay, focus=None))
        elif found.place is Place.CELL:
            self.setOverlay(replace(self.overlay, picked=None))
            if not event.modifiers():
                self.setSelection(frozenset())
            self.setFocusedCell(found.row, found.night)

    def _select(self, bar: int, modifiers: Qt.KeyboardModifier) -> None:
        scene = self.scene
        if scene is None:
            return
        stay = scene.bars.id(bar)
        if modifiers & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier):
            self.setSelection(self.selection ^ {stay})
        elif stay not in self.selection:
            self.setSelection(frozenset({stay}))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag, or hover."""
        self._at = event.position()
        press = self._press
        if press is None:
            self._hover_over(self._at)
            return
        if not press.moved and press.went_far(self._at.x(), self._at.y()):
            press = self._press = replace(press, moved=True)
            if is_dragged(press):
                self.dragStarted.emit(press.hit.bar, press.hit.part.value)
            self._scroller.start()
        if press.moved:
            self._drag()

    def _drag(self) -> None:
        frame, press = self.frame(), self._press
        if frame is None or press is None:
            return
        x, y = self._at.x(), self._at.y()
        if is_dragged(press):
            ghost = ghost_of(frame, press, x, y, self.overlay.ghost)
            before = self.overlay.ghost
            self.setOverlay(replace(self.overlay, ghost=ghost))
            if before is None or before.target != ghost.target:
                self.dragMoved.emit(press.hit.bar, press.hit.part.value, ghost.target)
        elif press.hit.place in (Place.CELL, Place.BAR) and press.band:
            left, right, top, bottom = min(press.x, x), max(press.x, x), min(press.y, y), max(press.y, y)
            self.setOverlay(replace(self.overlay, band=(left, top, right - left, bottom - top)))
            found = bars_in(frame, left, top, right, bottom)
            self.setSelection(frozenset(frame.scene.bars.id(bar) for bar in found.tolist()))
        elif press.hit.place is Place.CELL:
            cells = picked_cells(frame, press, x)
            if cells != self.overlay.picked:
                self.setOverlay(replace(self.overlay, picked=cells))
                self.cellsPicking.emit(cells)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drop."""
        press, self._press = self._press, None
        self._scroller.stop()
        if press is None or event.button() != Qt.MouseButton.LeftButton or not press.moved:
            return
        overlay = self.overlay
        self.setOverlay(replace(overlay, band=None))
        if is_dragged(press) and overlay.ghost is not None:
            self.dropped.emit(press.hit.bar, press.hit.part.value, overlay.ghost.target)
        elif overlay.picked is not None and not press.band:
            self.cellsPicked.emit(overlay.picked)

    def cancelDrag(self) -> None:
        """Put back what is dragged or picked, and take away suggestions."""
        self._press = None
        self._scroller.stop()
        was = self.overlay
        self.setOverlay(replace(was, ghost=None, fellows=(), picked=None, suggestions=(), band=None))
        if was.ghost is not None or was.picked is not None or was.suggestions:
            self.dragCancelled.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open what is under the pointer."""
        self._press = None
        found = self.hitAt(event.position())
        if found.place is Place.BAR:
            self.barActivated.emit(found.bar)
        elif found.place is Place.CELL:
            self.cellsActivated.emit(Cells(found.row, found.night, found.night + 1))
        elif found.place is Place.HEADER:
            self.dayActivated.emit(found.night)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of a bar or of cells."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self._menu_of_focus()
            return
        found = self.hitAt(QPointF(event.pos()))
        if found.place is Place.BAR:
            self._select(found.bar, Qt.KeyboardModifier.NoModifier)
            self.barMenu.emit(found.bar, event.globalPos())
        elif found.place is Place.CELL:
            picked = self.overlay.picked
            inside = (
                picked is not None and picked.row == found.row and picked.start <= found.night < picked.end
            )
            cells = picked if inside else Cells(found.row, found.night, found.night + 1)
            self.cellsMenu.emit(cells, event.globalPos())

    def _menu_of_focus(self) -> None:
        frame, focus = self.frame(), self.overlay.focus
        if frame is None or focus is None:
            return
        number = frame.table.of_row(focus[0])
        at = self.mapToGlobal(QPoint(frame.x_of(focus[1] + 0.5), frame.top_of(number) + 12))
        bar = bar_of_night(frame, *focus)
        if bar >= 0:
            self.barMenu.emit(bar, at)
        else:
            self.cellsMenu.emit(self.overlay.picked or Cells(focus[0], focus[1], focus[1] + 1), at)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is hovered any more."""
        super().leaveEvent(event)
        self._leave_bar()

    def _hover_over(self, at: QPointF) -> None:
        found = self.hitAt(at)
        edge = found.place is Place.BAR and found.part is not Part.BODY
        shape = Qt.CursorShape.SizeHorCursor if edge else Qt.CursorShape.ArrowCursor
        if self.cursor().shape() != shape:
            self.setCursor(shape)
        if found.bar != self.overlay.hovered:
            self.setOverlay(replace(self.overlay, hovered=found.bar))
            self.hoverLeft.emit()
            self._hover.stop()
            if found.bar >= 0:
                self._hover.start()

    def _hovered_long(self) -> None:
        if self.overlay.hovered >= 0:
            self.barHovered.emit(self.overlay.hovered, self.mapToGlobal(self._at.toPoint()))

    def _scroll_while_dragging(self) -> None:
        """Near an edge the view moves under the held bar."""
        frame = self.frame()
        if frame is None or self._press is None or not self._press.moved:
            return
        grid, at = frame.grid, self._at
        dx = SCROLL_STEP * (
            (at.x() > grid.right() - SCROLL_EDGE) - (grid.x() <= at.x() < grid.x() + SCROLL_EDGE)
        )
        dy = SCROLL_STEP * (
            (at.y() > grid.bottom() - SCROLL_EDGE) - (grid.y() <= at.y() < grid.y() + SCROLL_EDGE)
        )
        if dx or dy:
            self.setView(self.clamped(self.view.scrolled(dx, dy)))
            self._drag()

    # wheel, pinch, keys

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl zoom the days at the pointer, with Ctrl+Shift the rows."""
        frame = self.frame()
        if frame is None:
            return
        event.accept()
        keys, turn, pixels = event.modifiers(), event.angleDelta(), event.pixelDelta()
        if keys & Qt.KeyboardModifier.ControlModifier:
            notches = (turn.y() or turn.x()) / NOTCH
            self.zoomAt(
                event.position(), zoom_factor(notches), rows=bool(keys & Qt.KeyboardModifier.ShiftModifier)
            )
            return
        moved = pixels if not pixels.isNull() else turn * LINES_PX / NOTCH
        dx, dy = -moved.x(), -moved.y()
        if keys & Qt.KeyboardModifier.ShiftModifier and not dx:
            dx, dy = dy, 0
        self.setView(self.clamped(self.view.scrolled(dx, dy)))

    def zoomAt(self, at: QPointF, factor: float, *, rows: bool = False) -> None:
        """Zoom days (or rows) so that what is under a point stays there."""
        frame = self.frame()
        if frame is None:
            return
        if rows:
            self.setView(self.clamped(self.view.rows_zoomed(factor, max(at.y() - frame.grid.y(), 0.0))))
        else:
            # The room column has another width on another level; the day under the point stays.
            day, zoomed = frame.day_at(at.x()), self.view.zoomed(factor, 0.0)
            first = day - (at.x() - measures_of(zoomed).room_column) / zoomed.day_px
            self.setView(self.clamped(replace(zoomed, first_day=first)))

    def toggleGroup(self, key: str) -> None:
        """Collapse or expand a group."""
        self.setView(self.clamped(replace(self.view, collapsed=self.view.collapsed ^ {key})))
        self.groupToggled.emit(key)

    def event(self, event: QEvent) -> bool:
        """A pinch on a touch pad zooms the days."""
        if (
            isinstance(event, QNativeGestureEvent)
            and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture
        ):
            self.zoomAt(event.position(), 1.0 + event.value())
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard starts at today in the first row that shows."""
        super().focusInEvent(event)
        frame = self.frame()
        by_key = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if frame is not None and self.overlay.focus is None and by_key:
            rows = frame.table.row[frame.visible]
            first = next((int(row) for row in rows.tolist() if row >= 0), -1)
            if first >= 0:
                self.setFocusedCell(first, frame.scene.today)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, with Shift pick nights; Enter opens, Space selects, Esc puts back, + and − zoom."""
        frame, focus = self.frame(), self.overlay.focus
        key, shift = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if frame is None:
            return
        if key == Qt.Key.Key_Escape:
            self.cancelDrag()
            self.setSelection(frozenset())
            return
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            at = QPointF(frame.x_of(focus[1] + 0.5) if focus else frame.grid.center().x(), 0)
            self.zoomAt(at, zoom_factor(-1 if key == Qt.Key.Key_Minus else 1))
            return
        if focus is None or not self._key_on_cell(event, frame.table.of_row(focus[0]), focus, shift):
            event.ignore()

    def _key_on_cell(self, event: QKeyEvent, number: int, focus: tuple[int, int], shift: bool) -> bool:
        frame, key = self.frame(), event.key()
        if frame is None or number < 0:
            return False
        bar = bar_of_night(frame, *focus)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if bar >= 0:
                self.barActivated.emit(bar)
            else:
                self.cellsActivated.emit(self.overlay.picked or Cells(focus[0], focus[1], focus[1] + 1))
            return True
        if key == Qt.Key.Key_Space and bar >= 0:
            self._select(bar, event.modifiers())
            return True
        moved = moved_focus(
            frame, key, number, focus, control=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        )
        if moved is None:
            return False
        picked = None
        if shift and moved[0] == focus[0]:
            was = self.overlay.picked
            start, end = (
                (was.start, was.end) if was is not None and was.row == focus[0] else (focus[1], focus[1] + 1)
            )
            picked = Cells(focus[0], min(start, moved[1]), max(end, moved[1] + 1))
        self.setOverlay(replace(self.overlay, picked=picked))
        self.setFocusedCell(*moved)
        if picked is not None:
            self.cellsPicking.emit(picked)
        return True
