"""Drags of the canvas become moves: the bar floats, the card answers, green cells suggest, a drop does it.

A bar of several selected ones takes the others along, as many rows and days as itself. The same with keys: a
held bar follows the arrows until Enter drops it or Esc puts it back.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final
from uuid import UUID

from PySide6.QtCore import QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent

from app.features.rack import BarKind
from app.features.reservations import BlockDetail, BlockView, StayDetail, StayView
from app.kernel.text import tr
from ui.features.rack import words
from ui.features.rack.canvas.drags import rows_shown
from ui.features.rack.canvas.frame import Scene
from ui.features.rack.canvas.hits import Part as BarPart
from ui.features.rack.canvas.overlays import Cells, Fellow, Ghost, Suggestion, cell_rect
from ui.features.rack.canvas.rack_canvas import RackCanvas
from ui.features.rack.desk import Desk
from ui.features.rack.drag_card import DragCard
from ui.features.rack.mover import Mover
from ui.features.rack.mover_of_many import ManyMover
from ui.features.rack.moving import Aim, Part, Place, Taken, as_drafted
from ui.features.rack.moving_many import Going, HeldBar, Offset, going, held_bars
from ui.features.rack.rack_data import RackData, date_of, number_of
from ui.widgets.arrows import ARROWS

_PARTS = {BarPart.BODY: Part.WHOLE, BarPart.LEFT: Part.START, BarPart.RIGHT: Part.END}
BESIDE: Final = 26
MOST_AT_ONCE: Final = 100


class Dragging(QObject):
    """Holds the mover, the card, and what the canvas draws of them."""

    def __init__(self, desk: Desk, data: RackData, canvas: RackCanvas, over: DragCard) -> None:
        super().__init__(canvas)
        self._desk, self._data, self._canvas, self.card = desk, data, canvas, over
        self.mover = Mover(desk, lambda: data.house)
        self.many = ManyMover(desk, lambda: data.shown_house, self._places)
        self._bar = -1
        self._cells: Cells | None = None
        self._by_keys = False
        self._dropped = False
        self.behind: Callable[[], tuple[Fellow, ...]] = tuple
        self.offered: Callable[[], tuple[Suggestion, ...]] = tuple
        canvas.dragStarted.connect(self._started)
        canvas.dragMoved.connect(self._moved)
        canvas.dropped.connect(self._drop)
        for hand in (self.mover, self.many):
            canvas.dragCancelled.connect(hand.cancel)
            hand.changed.connect(self._show)
            hand.ended.connect(lambda _done: self._clear())
        self.card.taken.connect(lambda index: self._hand.take(index, self._point()))
        self.card.switched.connect(lambda: self._hand.switch())

    @property
    def _hand(self) -> Mover | ManyMover:
        return self.many if self.many.active else self.mover

    @property
    def holds(self) -> bool:
        """Whether a bar is held, by the pointer or by keys."""
        return self._bar >= 0

    def hold_by_keys(self, bar: int, part: Part = Part.WHOLE) -> None:
        """Take a bar; arrows move it, Enter drops it."""
        scene = self._canvas.scene
        if scene is None:
            return
        self._hand.cancel()
        self._by_keys = True
        self._cells = self._drafted(bar) or _standing(scene, bar)
        self._take(bar, part)
        self._ghost_at(self._cells)

    def pull(self, bar: int, part: Part, days: int) -> None:
        """Move an edge by days, with keys: it stays held, so that Enter drops it."""
        if not self.holds:
            self.hold_by_keys(bar, part)
        if self._cells is None:
            return
        start, end = self._cells.start, self._cells.end
        if part is Part.START:
            start = min(start + days, end - 1)
        else:
            end = max(end + days, start + 1)
        self.aim(Cells(self._cells.row, start, end))

    def key(self, event: QKeyEvent) -> bool:
        """Keys while a bar is held; True when the key was taken."""
        if not self.holds:
            return False
        key = Qt.Key(event.key())
        if Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self._hand.take(key - Qt.Key.Key_1, self._point())
        elif key == Qt.Key.Key_U:
            self._hand.switch()
        elif key == Qt.Key.Key_Escape:
            self.cancel()
        elif self._by_keys and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._drop_now()
        elif self._by_keys and key in ARROWS:
            self._step(*ARROWS[key])
        else:
            return self._by_keys and key not in (Qt.Key.Key_BracketLeft, Qt.Key.Key_BracketRight)
        return True

    def cancel(self) -> None:
        """Put the bar back."""
        self._canvas.cancelDrag()
        self._hand.cancel()
        self._clear()

    def drop_held(self) -> None:
        """Let the held bar fall where it is."""
        if self.holds:
            self._drop_now()

    def _started(self, bar: int, part: str) -> None:
        self._hand.cancel()
        self._by_keys = False
        self._cells = None
        self._take(bar, _PARTS[BarPart(part)])

    def _take(self, bar: int, part: Part) -> None:
        scene = self._canvas.scene
        if scene is None:
            return
        self._bar, self._dropped = bar, False
        chosen = self._canvas.selection
        if part is Part.WHOLE and len(chosen) > 1 and scene.bars.id(bar) in chosen:
            self._take_all(scene)
            return
        id_, segment = scene.bars.id(bar), int(scene.bars.segment[bar])
        stands, drafted = _standing(scene, bar), self._drafted(bar)

        def begin(taken: Taken) -> None:
            if self._bar != bar:
                return
            self.mover.begin(taken)
            if self._cells is not None:
                self.aim(self._cells)
            if self._dropped:
                self._drop_now()

        def take(view: StayView | BlockView) -> None:
            cut = isinstance(view, StayView) and len(view.parts) > 1
            room_id, starts, ends = self._places_of(stands)
            begin(Taken(view, part, room_id, starts, ends, segment if cut else None))

        def take_drafted(view: StayView | BlockView) -> None:
            assert isinstance(view, StayView)
            begin(as_drafted(view, part, self._places_of(drafted or stands), segment))

        operations, whole = self._desk.services.operations, self._desk.whole_draft()
        if scene.bars.kind[bar] != BarKind.STAY:
            operations.ask(BlockDetail(block_id=id_), take, latest="rack.taken")
        elif drafted is not None and whole is not None:
            look = StayDetail(stay_id=id_)
            operations.rehearse(
                whole, look, take_drafted, lambda _error: operations.ask(look, take, latest="rack.taken")
            )
        else:
            operations.ask(StayDetail(stay_id=id_), take, latest="rack.taken")

    def _drafted(self, bar: int) -> Cells | None:
        """Where a draft shows a bar: where it was pressed, else its first place."""
        places = [fellow.target for fellow in self.behind() if fellow.bar == bar]
        home = self._canvas.taken_home
        return home if home in places else next(iter(places), None)

    def _places_of(self, cells: Cells) -> Place:
        return self._data.room_id(cells.row), date_of(cells.start), date_of(cells.end)

    def _take_all(self, scene: Scene) -> None:
        """Take every selected bar; more than a few are too many at once."""
        chosen = self._canvas.selection
        if len(chosen) <= MOST_AT_ONCE:
            self.many.begin(held_bars(scene.bars, chosen))
            return
        self._desk.services.toasts.fail(tr("Only {n} stays are moved at once.", n=MOST_AT_ONCE))
        self.cancel()

    def _places(self, held: Sequence[HeldBar], offset: Offset) -> tuple[Going, ...]:
        """Where bars would stand, by the rows that show."""
        frame = self._canvas.frame()
        return going(held, offset, rows_shown(frame) if frame is not None else (), self._data.room_id)

    def _moved(self, bar: int, part: str, cells: Cells) -> None:
        del bar, part
        self.aim(cells)

    def aim(self, cells: Cells) -> None:
        """The held bar would stand here."""
        self._cells = cells
        if self._by_keys:
            self._ghost_at(cells)
        if self.many.active:
            self.many.aim_by(self._offset_of(cells))
        elif self.mover.active:
            self.mover.aim_at(Aim(self._data.room_id(cells.row), date_of(cells.start), date_of(cells.end)))

    def _offset_of(self, cells: Cells) -> Offset:
        """How far the taken bar is from where it was."""
        frame = self._canvas.frame()
        if frame is None:
            return Offset()
        bars, rows = frame.scene.bars, rows_shown(frame)
        was = int(bars.row[self._bar])
        days = cells.start - int(bars.start[self._bar])
        known = was in rows and cells.row in rows
        return Offset(rows.index(cells.row) - rows.index(was) if known else 0, days)

    def _drop(self, bar: int, part: str, cells: Cells) -> None:
        del bar, part
        self._cells = cells
        if self._hand.active:
            self.aim(cells)
            self._drop_now()
        else:
            self._dropped = True

    def _drop_now(self) -> None:
        self._hand.drop(self._point())

    def _step(self, rows: int, days: int) -> None:
        """The held bar goes to the next row that shows, or the next day."""
        frame, cells = self._canvas.frame(), self._cells
        if frame is None or cells is None or not self._hand.active:
            return
        taken = self.mover.taken
        if taken is not None and taken.part is not Part.WHOLE:
            self.pull(self._bar, taken.part, days)
            return
        row = cells.row
        number = frame.table.of_row(row)
        while rows and 0 <= number + rows < len(frame.table.row):
            number += rows
            if frame.table.row[number] >= 0:
                row = int(frame.table.row[number])
                break
        self.aim(Cells(row, cells.start + days, cells.end + days))
        self._canvas.reveal(row, cells.start + days)

    def _ghost_at(self, cells: Cells) -> None:
        frame = self._canvas.frame()
        rect = cell_rect(frame, cells) if frame is not None else None
        if rect is None:
            return
        ghost = Ghost(self._bar, cells, rect.x() + 4, rect.y() + 4, round(rect.width()))
        self._canvas.setOverlay(replace(self._canvas.overlay, ghost=ghost))

    def _show(self) -> None:
        """Put the answer into the grid and on the card."""
        mover, canvas = self._hand, self._canvas
        ghost = canvas.overlay.ghost
        suggestions = tuple(
            Suggestion(Cells(row, number_of(s.aim.starts), number_of(s.aim.ends)), index + 1, s.text)
            for index, s in enumerate(mover.suggested)
            if (row := self._data.row_of(s.aim.room_id, self._type_of_taken())) >= 0
        )
        if ghost is not None:
            text = self._ghost_text()
            ghost = replace(ghost, allowed=mover.allowed, text=text)
        canvas.setOverlay(
            replace(
                canvas.overlay,
                ghost=ghost,
                fellows=(*self.behind(), *self._fellows()),
                suggestions=suggestions or self.offered(),
            )
        )
        if mover.preview is None:
            if not mover.active:
                self.card.hide()
            return
        self.card.show_preview(mover.preview, self._card_place(ghost))

    def _fellows(self) -> tuple[Fellow, ...]:
        """What goes along; one that is refused is red, the others only go when all do."""
        many = self.many

        def answer(bar: int) -> bool | None:
            return False if bar in many.refused else many.allowed or None

        return tuple(
            Fellow(each.held.bar, each.cells, answer(each.held.bar))
            for each in many.going
            if each.held.bar != self._bar
        )

    def _ghost_text(self) -> str:
        cells = self._cells
        if cells is None:
            return ""
        nights = words.nights_text(cells.end - cells.start)
        days = f"{words.day_month(date_of(cells.start))} – {words.day_month(date_of(cells.end))}"
        return tr("{days} · {nights}", days=days, nights=nights)

    def _type_of_taken(self) -> UUID | None:
        view = self.mover.taken.view if self.mover.taken else None
        return view.room_type_id if isinstance(view, StayView) else None

    def _card_place(self, ghost: Ghost | None) -> QPoint:
        """Beside the floating bar, where it covers neither it nor its row."""
        if ghost is None:
            return QPoint(40, 40)
        right = self._canvas.mapTo(self.card.parentWidget() or self._canvas, QPoint(0, 0))
        place = QPoint(round(ghost.x) + ghost.width + BESIDE, round(ghost.y)) + right
        if place.x() + self.card.width() > self._canvas.width():
            place.setX(max(0, round(ghost.x) - self.card.width() - BESIDE) + right.x())
        return place

    def _point(self) -> QPoint:
        """Where a refusal opens: at the floating bar."""
        ghost = self._canvas.overlay.ghost
        at = QPointF(ghost.x, ghost.y + 40) if ghost is not None else QPointF(200, 120)
        return self._canvas.mapToGlobal(at.toPoint())

    def _clear(self) -> None:
        self._bar, self._cells, self._by_keys, self._dropped = -1, None, False, False
        self.card.hide()
        canvas = self._canvas
        canvas.setOverlay(
            replace(canvas.overlay, ghost=None, fellows=self.behind(), suggestions=self.offered())
        )

    def redraw(self) -> None:
        """Draw again what stands behind a drag."""
        if not self.holds:
            self._clear()


def _standing(scene: Scene, bar: int) -> Cells:
    """Where a bar stands in the house."""
    bars = scene.bars
    return Cells(int(bars.row[bar]), int(bars.start[bar]), int(bars.end[bar]))
