"""From the index to rectangles: the bars of a frame as columns of pixels, no loop."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ui.features.rack.canvas.frame import MAX_LANES_SHOWN, Frame, Scene
from ui.features.rack.canvas.rows import RowKind
from ui.features.rack.canvas.view import Level

Pixels = NDArray[Any]
Choice = Callable[[Scene, NDArray[Any]], NDArray[Any]]
CUT_LEFT, CUT_RIGHT = 16, 32
# How far beyond the right edge a bar is laid out: more than all that can stand in one.
BEYOND = 960
# Where a row begins that does not show.
HIDDEN = -(1 << 20)


@dataclass(frozen=True, slots=True)
class BarBoxes:
    """Bars that show, with their boxes; in a sticky frame those are cut at the left edge of the grid.

    At the right they go on beyond the view, so that nothing in them moves while they come into it. `stuck`
    are the bars that begin left of the view, `cut_left` and `cut_right` say where a caret stands.
    """

    bar: NDArray[Any]
    x: Pixels
    y: Pixels
    width: Pixels
    height: Pixels
    cut_left: NDArray[Any]
    cut_right: NDArray[Any]
    stuck: NDArray[Any]

    def pick(self, which: NDArray[Any]) -> "BarBoxes":
        """Some of them."""
        return BarBoxes(
            self.bar[which], self.x[which], self.y[which], self.width[which], self.height[which],
            self.cut_left[which], self.cut_right[which], self.stuck[which],
        )  # fmt: skip


def edges(frame: Frame, bar: NDArray[Any]) -> tuple[Pixels, Pixels]:
    """Left and right of bars before they are cut: noon to noon, or by the clock where hours show."""
    bars, view, column = frame.scene.bars, frame.view, frame.measures.room_column
    start, end = bars.start[bar].astype(np.float64), bars.end[bar].astype(np.float64)
    gap = 1 if frame.measures.level <= Level.MONTH else 0
    if frame.measures.level is Level.HOURS:
        arrives, leaves = bars.arrives[bar], bars.leaves[bar]
        start += np.where(arrives > 0, arrives / 1440, 0.5)
        end += np.where(leaves > 0, leaves / 1440, 0.5)
        end = np.maximum(end, start + 1 / 24)
    else:
        day_use = start == end
        start += np.where(day_use, 0.25, 0.5)
        end += np.where(day_use, 0.75, 0.5)
    shift = column - frame.origin
    left = np.floor(start * view.day_px + 0.5).astype(np.int64) + (shift + gap)
    right = np.floor(end * view.day_px + 0.5).astype(np.int64) + (shift - 1)
    return left, np.maximum(right, left + 1)


def boxes(frame: Frame, of: Choice | None = None) -> BarBoxes:
    """All bars of the visible rows, or the chosen ones; laid out once for a frame."""
    key = "boxes" if of is None else "chosen boxes"
    found: BarBoxes | None = frame.kept.get(key)
    if found is None:
        found = frame.kept[key] = _laid_out(frame, of)
    return found


def cut_by_view(frame: Frame) -> BarBoxes:
    """The bars at the left edge of the grid and those at the right: all that the view can cut."""
    bars, (rows, tops) = frame.scene.bars, _rows(frame)
    first, last = int(frame.day_numbers[0]), int(frame.day_numbers[-1])
    left, right = bars.window(rows, first - 1, first), bars.window(rows, last - 1, last)
    bar = np.concatenate((left, right[bars.start[right] > first]))
    return place(frame, bar, tops[bars.row[bar]])


def clashing(frame: Frame) -> NDArray[Any]:
    """The double-booked rooms among the visible bars."""
    found: NDArray[Any] | None = frame.kept.get("clashing")
    if found is None:
        bars, grid, bar = frame.scene.bars, frame.grid, frame.scene.clashes
        bar = bar[_rows(frame)[1][bars.row[bar]] != HIDDEN]
        left, right = edges(frame, bar)
        shown = (right > grid.x()) & (left < grid.x() + grid.width())
        # A set, as np.unique loads numpy's masked arrays before the first picture.
        rows = sorted(set(bars.row[bar[shown]].tolist()))
        found = frame.kept["clashing"] = np.array(rows, bars.row.dtype)
    return found


def _rows(frame: Frame) -> tuple[NDArray[Any], Pixels]:
    """The rows of bars that show, and by the number of each where it begins; worked out once for a frame."""
    found: tuple[NDArray[Any], Pixels] | None = frame.kept.get("rows")
    if found is None:
        shown = (frame.table.kind[frame.visible] != RowKind.GROUP).nonzero()[0]
        rows = frame.table.row[frame.visible][shown]
        tops = np.full(len(frame.scene.house.rooms) + len(frame.scene.house.types), HIDDEN, np.int64)
        tops[rows] = frame.tops[shown]
        found = frame.kept["rows"] = rows, tops
    return found


def _laid_out(frame: Frame, of: Choice | None) -> BarBoxes:
    scene, (rows, tops) = frame.scene, _rows(frame)
    bar = scene.bars.window(rows, int(frame.day_numbers[0]) - 1, int(frame.day_numbers[-1]))
    if of is not None:
        bar = of(scene, bar)
    return place(frame, bar, tops[scene.bars.row[bar]])


def place(frame: Frame, bar: NDArray[Any], row_top: Pixels) -> BarBoxes:
    """Boxes of the given bars whose rows start at `row_top`; overlapping ones share the height of a room."""
    bars, measures, grid = frame.scene.bars, frame.measures, frame.grid
    left, right = edges(frame, bar)
    edge_left, edge_right = grid.x(), grid.x() + grid.width()
    end, stuck = np.minimum(right, edge_right + BEYOND), left < edge_left
    x = np.maximum(left, edge_left) if frame.sticky else left
    top, height = _stacked(frame, bar)
    keep = (end > edge_left) & (left < edge_right)
    marks = bars.marks[bar]
    out = BarBoxes(
        bar, x, row_top + measures.bar_top + top, end - x, height,
        (marks & CUT_LEFT > 0) | (stuck & frame.sticky), marks & CUT_RIGHT > 0, stuck,
    )  # fmt: skip
    return out.pick(keep) if not keep.all() else out


def _stacked(frame: Frame, bar: NDArray[Any]) -> tuple[Pixels, Pixels]:
    """Where in its row a bar stands: a lane of an unassigned row, or a share of a double-booked room."""
    bars, measures = frame.scene.bars, frame.measures
    full = measures.bar_height
    lane, lanes = bars.lane[bar].astype(np.int64), bars.lanes[bar].astype(np.int64)
    waiting = bars.row[bar] >= len(frame.scene.house.rooms)
    gap = 2 if full >= 14 else 1 if full > 4 else 0
    share = np.maximum((full - gap * (lanes - 1)) // lanes, 1)
    shown = np.minimum(lane, MAX_LANES_SHOWN - 1)
    top = np.where(waiting, shown * int(measures.row_height), lane * (share + gap))
    return top, np.where(waiting, full, share)
