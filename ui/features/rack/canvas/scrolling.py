"""Scrolling by whole pixels: what of the last picture moves, and which parts must be drawn anew."""

from dataclasses import dataclass
from typing import Any, Final, cast

import numpy as np
import shiboken6
from numpy.typing import NDArray
from PySide6.QtCore import QRect
from PySide6.QtGui import QRegion

from ui.features.rack.canvas.frame import Frame
from ui.features.rack.canvas.layout import CUT_LEFT, BarBoxes, boxes, clashing
from ui.features.rack.canvas.rows import RowKind
from ui.features.rack.canvas.view import Level

# Wide enough for the caret at the edge of the view, and for what of a bar's end reaches over it.
MARGIN: Final = 12
RING: Final = 3


@dataclass(frozen=True, slots=True)
class Exposed:
    """What to draw anew: a region, and the same in terms of bars.

    `left` says per row of bars up to where its left is drawn, `right` from where its right is;
    `bands` are the heights (from, to) that are drawn whole.
    """

    region: QRegion
    left: NDArray[Any]
    right: int
    bands: tuple[tuple[int, int], ...]

    def touched(self, frame: Frame, shown: BarBoxes) -> BarBoxes:
        """The bars that reach into it."""
        into = shown.x < self.left[frame.scene.bars.row[shown.bar]]
        into |= shown.x + shown.width > self.right
        for top, bottom in self.bands:
            into |= (shown.y < bottom) & (shown.y + shown.height > top)
        return shown.pick(into)


def offset(old: Frame, new: Frame) -> tuple[int, int] | None:
    """By how much the picture moved, or None when more than its place changed."""
    if (old.width, old.height, old.measures) != (new.width, new.height, new.measures):
        return None
    if old.scene is not new.scene or old.view.day_px != new.view.day_px:
        return None
    if old.table is not new.table and not (
        np.array_equal(old.table.y, new.table.y) and np.array_equal(old.table.row, new.table.row)
    ):
        return None
    dx, dy = old.origin - new.origin, round(old.view.top) - round(new.view.top)
    far = abs(dx) * 2 > new.grid.width() or abs(dy) * 2 > new.grid.height()
    return None if far else (dx, dy)


def exposed(old: Frame, new: Frame, dx: int, dy: int, *, ringed: bool) -> Exposed:
    """What the moved pixels do not show as it would be drawn: uncovered edges, sticky parts, cut bars.

    A ring of a selected bar reaches a little beyond it.
    """
    grid, wide = new.grid, new.width
    rows = len(new.scene.house.rooms) + len(new.scene.house.types)
    left, right = np.full(rows, grid.x(), np.int64), wide
    region, bands = QRegion(), []
    if dx:
        left += max(dx, 0) + MARGIN
        right -= max(-dx, 0) + MARGIN
        if new.measures.level <= Level.MONTH:
            ring = RING if ringed else 0
            _reach_of_cut(old, left, dx + ring)
            _reach_of_cut(new, left, ring)
        region = _edges(new, left, right, grid.x() + max(dx, 0) + MARGIN)
        region += QRect(0, 0, wide, grid.y())
        region += _labels(old, new)
    if dy:
        top = grid.y() if dy > 0 else new.height + dy - MARGIN
        sticky = new.measures.group_height + max(dy, 0) + 1
        bands = [(top, top + abs(dy) + MARGIN), (grid.y(), grid.y() + sticky)]
        for first, last in bands:
            region += QRect(0, first, wide, last - first)
        region += QRect(0, grid.y(), grid.x(), grid.height())
    return Exposed(region.intersected(QRect(0, 0, wide, new.height)), left, right, tuple(bands))


def _reach_of_cut(frame: Frame, left: NDArray[Any], more: int) -> None:
    """Bars that begin before the view keep their name in it: they are drawn anew as far as they reach."""
    shown = boxes(frame)
    cut = shown.cut_left & (frame.scene.bars.marks[shown.bar] & CUT_LEFT == 0)
    ends = shown.x[cut] + shown.width[cut] + more
    np.maximum.at(left, frame.scene.bars.row[shown.bar[cut]], ends)


def _edges(frame: Frame, left: NDArray[Any], right: int, group_left: int) -> QRegion:
    """Of every row what lies left and right of two limits; as Qt wants it: sorted, without overlap."""
    number = np.arange(frame.visible.start, frame.visible.stop)
    tops = np.maximum(frame.tops, frame.grid.y())
    ends = np.minimum(frame.tops + frame.table.height[number], frame.height)
    row = frame.table.row[number]
    until = np.minimum(np.where(row >= 0, left[row], group_left), right)
    some = ends > tops
    tops, ends, until = tops[some], ends[some], until[some]
    meet = until >= right
    rects = np.empty((len(tops), 2, 4), np.int32)
    rects[:, :, 1] = tops[:, None]
    rects[:, :, 3] = ends[:, None] - 1
    rects[:, 0, 0] = frame.grid.x()
    rects[:, 0, 2] = np.where(meet, frame.width, until) - 1
    rects[:, 1, 0] = right
    rects[:, 1, 2] = frame.width - 1
    drawn = np.ones((len(tops), 2), bool)
    drawn[:, 1] = ~meet
    flat, region = np.ascontiguousarray(rects[drawn]), QRegion()
    if len(flat):
        region.setRects(cast(QRect, shiboken6.wrapInstance(flat.ctypes.data, QRect)), len(flat))
    return region


def _labels(old: Frame, new: Frame) -> QRegion:
    """Labels that say something of the days in view: counts of unassigned stays, double-booked rooms."""
    region, table, column = QRegion(), new.table, new.measures.room_column
    kind = table.kind[new.visible]
    changed = kind == RowKind.LANE
    if new.view.collapsed:
        changed |= kind == RowKind.GROUP
    if new.measures.level <= Level.MONTH:
        twice = set(clashing(old).tolist()) ^ set(clashing(new).tolist())
        if twice:
            changed |= np.isin(table.row[new.visible], list(twice))
    for number in (np.flatnonzero(changed) + new.visible.start).tolist():
        region += QRect(0, new.top_of(number), column, int(table.height[number]))
    now = new.scene.now
    if any(0 <= frame.x_of(now) - column <= 1 for frame in (old, new)):
        region += QRect(column - 2, new.grid.y(), 4, new.grid.height())
    return region
