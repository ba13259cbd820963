"""The picture of the grid, larger than the view: a scrolled frame is cut from it, and it grows ahead of need.

It holds what moves with rows and days: ground, cells, bars at their true places, headers of groups. What
sticks to the view is drawn over it in each frame. Areas are parts of the plane: pixels from 1970 and from the
first row. The picture's right edge is joined to its left and its bottom to its top, so that what grows at one
side takes the place of what lies farthest behind at the other, and no pixel has to be moved.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from math import ceil
from time import thread_time
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QPainter, QPixmap

from ui.features.rack.canvas.atlas import Atlas
from ui.features.rack.canvas.frame import Frame, Scene, frame_of
from ui.features.rack.canvas.growth import Slices
from ui.features.rack.canvas.rows import RowTable
from ui.features.rack.canvas.slices import Sheet, Steps
from ui.features.rack.canvas.strips import draw_part
from ui.features.rack.canvas.view import RackView
from ui.widgets.theme.tokens import Colours

# How much larger than the view the picture is, and by how much its painted part grows at a time.
AHEAD_X, AHEAD_Y = 768, 320
STEP_X, STEP_Y = 320, 128
# A wider margin is not made wider still, so that some of what lies behind stays for a change of mind.
MOST_X, MOST_Y = 480, 192
# A margin that lasts for fewer frames is made wider.
FRAMES_AHEAD: Final = 24
# A frame goes on so many milliseconds beyond what usual ones take without it, shared by the frames that a
# margin lasts, so that dear frames leave it to cheap ones; soon before its end for a part of that at least.
IN_TIME: Final = 10.0
USUAL_OF: Final = 16
AT_ONCE: Final = 2
SOON, LEAST, SHORTEST = 6, 0.25, 0.0002
# What a new picture holds of the way that lies before it, and a little at each side for another way.
FIRST_FRAMES: Final = 12
FIRST_X, FIRST_Y = 76, 48
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
        self._scraps: dict[bool, QPixmap] = {}
        self._corner = QPoint()
        self._valid = QRect()
        self._shown = QRect()
        self._way = QPoint()
        self._usual = 0.0

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
        need, corner = frame.area, frame.grid.topLeft()
        self._cover(frame, need, paint)
        for part, source in self._pieces(need):
            draw_part(painter, self._picture, corner + part.topLeft() - need.topLeft(), source)
        self._way, self._shown = need.topLeft() - self._shown.topLeft(), need
        return True

    def spread(self, frame: Frame, paint: Paint) -> None:
        """Paint all that the picture has room for; in a quiet moment, so that a scroll finds it."""
        if self._scene is frame.scene and self._valid.contains(frame.area):
            about = self._about(frame, frame.area)
            while not self._valid.contains(about):
                self._grow(frame, about & self._valid.adjusted(-STEP_X, -STEP_Y, STEP_X, STEP_Y), paint)

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
            self._scraps.clear()
            self._valid, self._growth = QRect(), None

    def _start(self, frame: Frame, need: QRect) -> None:
        """An empty picture, a view in its middle."""
        self.ready(frame)
        self._corner = self._around(need).topLeft()

    def _with_margin(self, frame: Frame, need: QRect) -> QRect:
        """A view with what its next few frames will show: there is not yet a margin that could grow."""
        way = need.topLeft() - self._shown.topLeft()
        x = max(min(way.x() * FIRST_FRAMES, MOST_X), -MOST_X)
        y = max(min(way.y() * FIRST_FRAMES, MOST_Y), -MOST_Y)
        area = need.united(need.translated(x, y))
        area |= need.adjusted(-FIRST_X, -FIRST_Y, FIRST_X, FIRST_Y)
        return area & self._about(frame, need)

    def _around(self, need: QRect) -> QRect:
        """As much of the plane as the picture has room for, a view in its middle."""
        size = self._picture.deviceIndependentSize().toSize()
        x, y = (size.width() - need.width()) // 2, (size.height() - need.height()) // 2
        return QRect(need.topLeft() - QPoint(x, y), size)

    def _about(self, frame: Frame, need: QRect) -> QRect:
        """The same without what lies above the first row and below the last."""
        around = self._around(need)
        bottom = max(frame.table.total - 1, need.bottom())
        return around & QRect(around.x(), 0, around.width(), bottom + 1)

    def _pieces(self, area: QRect) -> Iterator[tuple[QRect, QRect]]:
        """The parts of an area that lie in one piece of the picture, and where."""
        size = self._picture.deviceIndependentSize().toSize()
        wide, high = size.width(), size.height()
        y = area.y()
        while y <= area.bottom():
            down = (y - self._corner.y()) % high
            tall = min(high - down, area.bottom() + 1 - y)
            x = area.x()
            while x <= area.right():
                across = (x - self._corner.x()) % wide
                long = min(wide - across, area.right() + 1 - x)
                yield QRect(x, y, long, tall), QRect(across, down, long, tall)
                x += long
            y += tall

    def _grow(self, frame: Frame, to: QRect, paint: Paint) -> None:
        """Paint beside what is there, up to the edges of another area."""
        self._growth = self._sliced(lambda sheet: self._grown(sheet, frame, to, paint))
        self._go_on()

    def _grown(self, sheet: Sheet, frame: Frame, to: QRect, paint: Paint) -> Steps:
        """Left, right, above, below; what lies farthest at the other side makes room."""
        size, valid = self._picture.deviceIndependentSize().toSize(), self._valid
        left, top = min(to.x() - valid.x(), 0), min(to.y() - valid.y(), 0)
        right, bottom = max(to.right() - valid.right(), 0), max(to.bottom() - valid.bottom(), 0)
        for side in ((left, 0, 0, 0), (0, 0, right, 0), (0, top, 0, 0), (0, 0, 0, bottom)):
            if not any(side):
                continue
            grown = self._valid.adjusted(*side)
            x = grown.x() if side[0] else max(grown.x(), grown.right() + 1 - size.width())
            y = grown.y() if side[1] else max(grown.y(), grown.bottom() + 1 - size.height())
            kept = grown & QRect(QPoint(x, y), size)
            self._valid &= kept
            yield from self._filled(sheet, frame, _beside(self._valid, kept), paint)
            self._valid = kept

    def _sliced(self, steps: Callable[[Sheet], Steps]) -> Slices:
        return Slices(self._atlas, steps)

    def _go_on(self, until: float | None = None) -> None:
        """Paint at the strip until a moment, or to its end."""
        if self._growth is not None and self._growth.go_on(until):
            self._growth = None

    def reach_ahead(self, frame: Frame, paint: Paint, began: float) -> None:
        """Where the view moves to, make the nearer margin wider: a slice of a strip, as a frame has time."""
        need, valid, way = self._shown, self._valid, self._way
        low, high = need.topLeft() - valid.topLeft(), valid.bottomRight() - need.bottomRight()
        bottom = max(frame.table.total - 1, need.bottom())
        grown, lasts = QRect(), float(FRAMES_AHEAD)
        for speed, margin, most, step in (
            (way.x(), high.x(), MOST_X, (0, 0, STEP_X, 0)),
            (-way.x(), low.x(), MOST_X, (-STEP_X, 0, 0, 0)),
            (way.y(), high.y(), MOST_Y, (0, 0, 0, min(STEP_Y, bottom - valid.bottom()))),
            (-way.y(), low.y(), MOST_Y, (0, max(-STEP_Y, -valid.y()), 0, 0)),
        ):
            if speed > 0 and margin < most and margin / speed < lasts and any(step):
                grown, lasts = valid.adjusted(*step), margin / speed
        now, more = thread_time(), IN_TIME / 1000 / max(lasts, AT_ONCE)
        self._usual += (now - began - self._usual) / USUAL_OF
        until = began + self._usual + more
        if lasts <= SOON:
            until = max(until, now + LEAST * more)
        elif until - now < SHORTEST:
            return
        if self._growth is None and not grown.isNull():
            self._growth = self._sliced(lambda sheet: self._grown(sheet, frame, grown, paint))
        self._go_on(until)

    def _fill(self, frame: Frame, area: QRect, paint: Paint) -> None:
        """Paint a part of the plane."""
        if not area.isEmpty():
            self._sliced(lambda sheet: self._filled(sheet, frame, area, paint)).go_on()

    def _filled(self, sheet: Sheet, frame: Frame, area: QRect, paint: Paint) -> Steps:
        """Straight into the picture where the area lies in it in one piece, else first beside it."""
        if area.isEmpty():
            return
        part, pieces = frame_of(frame, area), list(self._pieces(area))
        straight = len(pieces) == 1
        target = self._picture if straight else self._beside_it(area.size())
        at = pieces[0][1].topLeft() if straight else QPoint()
        sheet.move(target, QRect(at, area.size()), at - part.grid.topLeft())
        yield
        yield from paint(sheet, part, self._selected)
        if not straight:
            for piece, place in pieces:
                yield
                sheet.move(self._picture, place, QPoint())
                draw_part(sheet.painter, target, place.topLeft(), piece.translated(-area.topLeft()))

    def _beside_it(self, size: QSize) -> QPixmap:
        """A scrap of paper for a strip; those of strips that stand and that lie are kept."""
        tall = size.height() > size.width()
        found = self._scraps.get(tall)
        if found is None or not QRect(QPoint(), found.deviceIndependentSize().toSize()).contains(
            QRect(QPoint(), size)
        ):
            room = self._picture.deviceIndependentSize().toSize()
            usual = QSize(STEP_X, room.height()) if tall else QSize(room.width(), STEP_Y)
            found = self._scraps[tall] = QPixmap(size.expandedTo(usual) * self._scale)
            found.setDevicePixelRatio(self._scale)
            found.fill(self._ground)
        return found


def _beside(inner: QRect, outer: QRect) -> QRect:
    """The strip by which one area is larger than another, at one side."""
    if outer.x() < inner.x():
        return QRect(outer.x(), outer.y(), inner.x() - outer.x(), outer.height())
    if outer.right() > inner.right():
        return QRect(inner.right() + 1, outer.y(), outer.right() - inner.right(), outer.height())
    if outer.y() < inner.y():
        return QRect(outer.x(), outer.y(), outer.width(), inner.y() - outer.y())
    return QRect(outer.x(), inner.bottom() + 1, outer.width(), outer.bottom() - inner.bottom())


def _alike(old: Scene | None, new: Scene) -> bool:
    """Whether two scenes differ by the clock alone."""
    if old is None or old.today != new.today:
        return False
    names = ("house", "groups", "bars", "days", "looks", "tags")
    return all(getattr(old, name) is getattr(new, name) for name in names)
