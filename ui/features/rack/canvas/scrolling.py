"""Scrolling by whole pixels: what of the last picture moves, and which parts must be drawn anew."""

from typing import Final

import numpy as np
from PySide6.QtCore import QRect
from PySide6.QtGui import QRegion

from ui.features.rack.canvas.frame import Frame
from ui.features.rack.canvas.layout import CUT_LEFT, CUT_RIGHT, boxes, clashing
from ui.features.rack.canvas.rows import RowKind
from ui.features.rack.canvas.view import Level

MARGIN: Final = 6
RING: Final = 3


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


def exposed(old: Frame, new: Frame, dx: int, dy: int, *, ringed: bool) -> QRegion:
    """What the moved pixels do not show as it would be drawn: the uncovered edges, sticky parts, cut bars.

    A ring of a selected bar reaches a little beyond it.
    """
    grid, wide = new.grid, new.width
    region = QRegion()
    if dx:
        region += QRect(0, 0, wide, grid.y())
        left = grid.x() if dx > 0 else wide + dx - MARGIN
        region += QRect(left, grid.y(), abs(dx) + MARGIN, grid.height())
        region += _labels(old, new)
    if dy:
        top = grid.y() if dy > 0 else new.height + dy - MARGIN
        region += QRect(0, top, wide, abs(dy) + MARGIN)
        sticky = new.measures.group_height + max(dy, 0) + 1
        region += QRect(0, grid.y(), wide, sticky)
    if dx and new.measures.level <= Level.MONTH:
        ring = RING if ringed else 0
        cut = [(x + dx, y + dy, w, h) for x, y, w, h in _cut(old, ring)] + _cut(new, ring)
        for rect in _joined(cut, grid.center().x()):
            region += rect.intersected(grid)
    return region.intersected(QRect(0, 0, wide, new.height))


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


def _joined(rects: list[tuple[int, int, int, int]], middle: int) -> list[QRect]:
    """One rectangle for the bars of each line that lie at the same edge."""
    joined: dict[tuple[int, bool], QRect] = {}
    for x, y, width, height in rects:
        rect, key = QRect(x, y, width, height), (y, 2 * x + width > 2 * middle)
        joined[key] = rect.united(joined[key]) if key in joined else rect
    return [joined[key] for key in sorted(joined)]


def _cut(frame: Frame, ring: int) -> list[tuple[int, int, int, int]]:
    """Bars that the view cuts: their name and ends depend on where it cuts."""
    shown = boxes(frame)
    marks = frame.scene.bars.marks[shown.bar]
    which = (shown.cut_left & (marks & CUT_LEFT == 0)) | (shown.cut_right & (marks & CUT_RIGHT == 0))
    columns = (shown.x[which] - ring, shown.y[which] - ring, shown.width[which] + 2 * ring,
        shown.height[which] + 2 * ring,
    )  # fmt: skip
    return list(zip(*(column.tolist() for column in columns), strict=True))
