"""The picture of the grid, larger than the view: a scrolled frame is cut from it, and it grows ahead of need.

It holds what moves with rows and days: ground, cells, bars at their true places, headers of groups. What
sticks to the view is drawn over it in each frame. Areas are parts of the plane: pixels from 1970 and from the
first row.
"""

from collections.abc import Callable
from dataclasses import replace
from math import ceil
from time import thread_time
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter, QPixmap

from ui.features.rack.canvas.atlas import Atlas
from ui.features.rack.canvas.frame import Frame, Scene, frame_of
from ui.features.rack.canvas.growth import Slices
from ui.features.rack.canvas.rows import RowTable
from ui.features.rack.canvas.slices import SLICE_MS, Sheet, Steps
from ui.features.rack.canvas.strips import draw_part
from ui.features.rack.canvas.view import RackView
from ui.widgets.theme.tokens import Colours

# How much larger than the view the picture is, and by how much its painted part grows at a time.
AHEAD_X, AHEAD_Y = 768, 320
STEP_X, STEP_Y = 320, 128
# A margin that lasts for fewer frames is made wider; some of the one behind is kept, for a change of mind.
FRAMES_AHEAD: Final = 24
# So much is painted, in milliseconds, by the time a margin ends; the last frames paint it as it comes.
IN_TIME: Final = 10.0
AT_ONCE: Final = 2
# What a new picture holds of the way that lies before it.
FIRST_FRAMES: Final = 9
BEHIND: Final = 128
# More rows are painted quicker together with all others.
FEW_ROWS: Final = 10
Paint = Callable[[Sheet, Frame, NDArray[Any]], Steps]


class Backing:
    """One picture, kept as long as nothing but the place changes."""

    def __init__(self, palette: Colours, atlas: Atlas) -> None:
        self._ground = palette.surface
        self._scale = atlas.scale
        self._atlas = atlas
        self._growth: Slices | None = None
        self._scene: Scene | None = None
        self._now = 0.0
        self._view: RackView | None = None
        self._size = QRect()
        self._table: RowTable | None = None
        self._selected = np.zeros(0, np.int32)
        self._stale: set[int] = set()
        self._picture = QPixmap()
        self._corner = QPoint()
        self._valid = QRect()
        self._shown = QRect()
        self._way = QPoint()

    @property
    def growing(self) -> bool:
        """Whether a strip is half painted."""
        return self._growth is not None

    def edited(self, scene: Scene, rows: NDArray[Any] | None) -> None:
        """Other data: of some rows of bars (and, with the days, of the groups' figures), or all of it."""
        old, table, view = self._scene, self._table, self._view
        self._scene = self._growth = None
        if old is None or table is None or view is None or rows is None:
            return
        days = old.days is not scene.days
        if days and view.elements.cell_free:
            return
        self._scene = scene
        touched = np.isin(table.row, rows)
        self._stale |= set(np.flatnonzero(touched | (table.row < 0) if days else touched).tolist())

    def draw(self, painter: QPainter, frame: Frame, selected: NDArray[Any], paint: Paint) -> bool:
        """Draw the grid of a frame, or answer False: then it is new, and to be painted as it is.

        A screen scale that is no whole number would blur what is moved.
        """
        look, size = replace(frame.view, first_day=0.0, top=0.0), QRect(0, 0, frame.width, frame.height)
        same = look == self._view and size == self._size and _alike(self._scene, frame.scene)
        self._view, self._size = look, size
        if not same or not self._scale.is_integer() or frame.grid.isEmpty():
            self._valid, self._growth = QRect(), None
            self._scene, self._table, self._selected = frame.scene, frame.table, selected
            self._now = frame.scene.now
            self._shown = frame.area
            self._stale.clear()
            return False
        self._freshen(frame, selected, paint)
        need = frame.area
        self._cover(frame, need, paint)
        draw_part(painter, self._picture, frame.grid.topLeft(), self._inside(need))
        self._way, self._shown = need.topLeft() - self._shown.topLeft(), need
        return True

    def spread(self, frame: Frame, paint: Paint) -> None:
        """Paint all that the picture has room for; in a quiet moment, so that a scroll finds it."""
        if self._scene is frame.scene and self._valid.contains(frame.area):
            limits = QRect(0, 0, 1, max(frame.table.total, frame.area.bottom() + 1))
            room = self._room()
            top, bottom = max(room.top(), limits.top()), min(room.bottom(), limits.bottom())
            self._grow(frame, QRect(room.x(), top, room.width(), bottom - top + 1), paint)

    def _freshen(self, frame: Frame, selected: NDArray[Any], paint: Paint) -> None:
        """Paint anew what an edit, a selection, the clock or another number of lanes changed."""
        was, self._scene = self._scene, frame.scene
        changed = np.setxor1d(selected, self._selected)
        if was is not frame.scene or frame.table is not self._table or len(changed):
            self._growth = None
        if frame.table is not self._table and self._table is not None:
            self._follow(self._table, frame.table)
            self._table = frame.table
        if len(changed):
            self._stale |= set(np.flatnonzero(np.isin(frame.table.row, changed)).tolist())
        self._selected = selected
        if self._stale:
            self._renew_rows(frame, paint)
        if self._now != frame.scene.now:
            before, self._now = self._now, frame.scene.now
            for now in (before, self._now):
                x = frame.area.x() + frame.x_of(now) - frame.grid.x()
                self._fill(frame, QRect(x - 2, self._valid.y(), 4, self._valid.height()) & self._valid, paint)

    def _follow(self, old: RowTable, new: RowTable) -> None:
        """Other rows became higher or lower, and all that is in the picture moved with them; or not."""
        rows = old.between(self._valid.top(), self._valid.bottom() + 1)
        count, valid = rows.stop - rows.start, self._valid
        self._valid = QRect()
        if self._stale or count <= 0:
            self._stale.clear()
            return
        at = np.flatnonzero((new.kind == old.kind[rows.start]) & (new.ref == old.ref[rows.start]))
        same = slice(int(at[0]), int(at[0]) + count) if len(at) else slice(0, 0)
        if (
            all(
                np.array_equal(getattr(old, column)[rows], getattr(new, column)[same])
                for column in ("kind", "ref", "height")
            )
            and old.total > valid.bottom()
        ):
            down = int(new.y[same.start]) - int(old.y[rows.start])
            self._valid = valid.translated(0, down)
            self._corner += QPoint(0, down)
            self._shown.translate(0, down)

    def _renew_rows(self, frame: Frame, paint: Paint) -> None:
        numbers, valid = np.array(sorted(self._stale), np.int64), self._valid
        self._stale.clear()
        tops, high = frame.table.y[numbers], frame.table.height[numbers]
        seen = (tops <= valid.bottom()) & (tops + high > valid.top())
        if seen.sum() > FEW_ROWS:
            self._valid = QRect()
            return
        for top, tall in zip(tops[seen].tolist(), high[seen].tolist(), strict=True):
            self._fill(frame, QRect(valid.x(), top, valid.width(), tall) & valid, paint)

    def _cover(self, frame: Frame, need: QRect, paint: Paint) -> None:
        """Paint what a view needs and is not there."""
        if self._valid.contains(need):
            return
        if self._growth is not None:
            self._go_on()
            if self._valid.contains(need):
                return
        common = self._valid & need
        if common.width() * 2 < need.width() or common.height() * 2 < need.height():
            self._start(frame, need)
            self._now = frame.scene.now
            first = self._with_margin(frame, need)
            self._fill(frame, first, paint)
            self._valid = first
            return
        self._slide(need, need)
        self._grow(frame, need, paint)

    def ready(self, frame: Frame) -> None:
        """Have memory for the picture, whatever the level: new memory is slow."""
        scale = self._scale
        wide, high = ceil((frame.width + AHEAD_X) * scale), ceil((frame.height + AHEAD_Y) * scale)
        if (self._picture.width(), self._picture.height()) != (wide, high):
            self._picture = QPixmap(wide, high)
            self._picture.setDevicePixelRatio(scale)
            # A picture without alpha is copied, not blended.
            self._picture.fill(self._ground)
            self._valid, self._growth = QRect(), None

    def _start(self, frame: Frame, need: QRect) -> None:
        """An empty picture around a view."""
        self.ready(frame)
        room = self._room()
        self._corner = need.topLeft() - QPoint(
            (room.width() - need.width()) // 2, (room.height() - need.height()) // 2
        )

    def _with_margin(self, frame: Frame, need: QRect) -> QRect:
        """A view with what its next few frames will show: there is not yet a margin that could grow."""
        way = need.topLeft() - self._shown.topLeft()
        x = max(min(way.x() * FIRST_FRAMES, STEP_X), -STEP_X)
        y = max(min(way.y() * FIRST_FRAMES, STEP_Y), -STEP_Y)
        bottom = max(frame.table.total - 1, need.bottom())
        area = need.united(need.translated(x, y)) & self._room()
        return area.intersected(QRect(area.x(), 0, area.width(), bottom + 1))

    def _room(self) -> QRect:
        """The part of the plane that the picture has room for."""
        return QRect(self._corner, self._picture.deviceIndependentSize().toSize())

    def _inside(self, area: QRect) -> QRect:
        """Where a part of the plane lies in the picture."""
        return area.translated(-self._corner)

    def _slide(self, need: QRect, to: QRect) -> None:
        """Where an area leaves the picture, move what it shows of a view to the other side."""
        room = self._room()
        x, y = room.x(), room.y()
        if to.right() > room.right():
            x = need.x() - BEHIND
        elif to.x() < x:
            x = need.right() + 1 + BEHIND - room.width()
        if to.bottom() > room.bottom():
            y = need.y() - BEHIND // 2
        elif to.y() < y:
            y = need.bottom() + 1 + BEHIND // 2 - room.height()
        if (x, y) != (room.x(), room.y()):
            scale, part = int(self._scale), self._picture.rect()
            self._picture.scroll((room.x() - x) * scale, (room.y() - y) * scale, part)
            self._corner = QPoint(x, y)
            self._valid &= self._room()

    def _grow(self, frame: Frame, to: QRect, paint: Paint) -> None:
        """Paint beside what is there, up to the edges of another area."""
        self._growth = self._sliced(lambda sheet: self._grown(sheet, frame, to, paint))
        self._go_on()

    def _grown(self, sheet: Sheet, frame: Frame, to: QRect, paint: Paint) -> Steps:
        """Left, right, above, below."""
        valid = self._valid
        left, right = min(to.x(), valid.x()), max(to.right(), valid.right())
        top, bottom = min(to.y(), valid.y()), max(to.bottom(), valid.bottom())
        for area in (
            QRect(left, valid.y(), valid.x() - left, valid.height()),
            QRect(valid.right() + 1, valid.y(), right - valid.right(), valid.height()),
            QRect(left, top, right - left + 1, valid.y() - top),
            QRect(left, valid.bottom() + 1, right - left + 1, bottom - valid.bottom()),
        ):
            yield from self._filled(sheet, frame, area, paint)
        self._valid = QRect(QPoint(left, top), QPoint(right, bottom))

    def _sliced(self, steps: Callable[[Sheet], Steps]) -> Slices:
        sheet = Sheet(QPainter())
        return Slices(self._atlas, sheet, steps(sheet))

    def _go_on(self, until: float | None = None) -> None:
        """Paint at the strip until a moment, or to its end."""
        if self._growth is not None and self._growth.go_on(self._picture, until):
            self._growth = None

    def reach_ahead(self, frame: Frame, paint: Paint, *, busy: bool) -> None:
        """Where the view moves to, make the nearer margin wider: a slice of a strip, or room for it.

        In a busy frame only what will be needed at once.
        """
        need, valid, way = self._shown, self._valid, self._way
        low, high = need.topLeft() - valid.topLeft(), valid.bottomRight() - need.bottomRight()
        bottom = max(frame.table.total - 1, need.bottom())
        grown, lasts = QRect(), float(FRAMES_AHEAD)
        for speed, margin, most, step in (
            (way.x(), high.x(), 2 * STEP_X, (0, 0, STEP_X, 0)),
            (-way.x(), low.x(), 2 * STEP_X, (-STEP_X, 0, 0, 0)),
            (way.y(), high.y(), 2 * STEP_Y, (0, 0, 0, min(STEP_Y, bottom - valid.bottom()))),
            (-way.y(), low.y(), 2 * STEP_Y, (0, max(-STEP_Y, -valid.y()), 0, 0)),
        ):
            if speed > 0 and margin < most and margin / speed < lasts and any(step):
                grown, lasts = valid.adjusted(*step), margin / speed
        if busy and lasts > AT_ONCE:
            return
        until = thread_time() + max(SLICE_MS, IN_TIME / max(lasts, AT_ONCE)) / 1000
        if self._growth is not None:
            self._go_on(until)
            return
        if grown.isNull():
            return
        part = grown & self._room()
        gain, wanted = (
            area.width() + area.height() - valid.width() - valid.height() for area in (part, grown)
        )
        if gain * 4 >= wanted:
            self._growth = self._sliced(lambda sheet: self._grown(sheet, frame, part, paint))
            self._go_on(until)
        else:
            self._slide(need, grown)

    def _fill(self, frame: Frame, area: QRect, paint: Paint) -> None:
        """Paint a part of the plane."""
        if not area.isEmpty():
            self._sliced(lambda sheet: self._filled(sheet, frame, area, paint)).go_on(self._picture)

    def _filled(self, sheet: Sheet, frame: Frame, area: QRect, paint: Paint) -> Steps:
        if not area.isEmpty():
            part, at = frame_of(frame, area), self._inside(area).topLeft()
            sheet.move(QRect(at, area.size()), at - part.grid.topLeft())
            yield
            yield from paint(sheet, part, self._selected)


def _alike(old: Scene | None, new: Scene) -> bool:
    """Whether two scenes differ by the clock alone."""
    if old is None or old.today != new.today:
        return False
    names = ("house", "groups", "bars", "days", "looks", "tags")
    return all(getattr(old, name) is getattr(new, name) for name in names)
