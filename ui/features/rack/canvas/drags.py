"""What a pressed pointer is doing: moving a bar, pulling its edge, picking cells, drawing a band."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import floor
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.features.rack import BarKind, RackBars
from ui.features.rack.canvas.frame import Frame
from ui.features.rack.canvas.hits import GRIP, GRIP_FROM, Hit, Part, Place
from ui.features.rack.canvas.layout import edges
from ui.features.rack.canvas.overlays import Cells, Fellow, Ghost, cell_rect
from ui.features.rack.canvas.rows import RowKind

FAR = 5


@dataclass(frozen=True, slots=True)
class Press:
    """A press, until the button is let go; `moved` once the pointer went far enough to mean a drag.

    `home` is where the bar was taken, when a draft shows it elsewhere than it stands.
    """

    hit: Hit
    x: float
    y: float
    first_day: float
    top: float
    band: bool = False
    moved: bool = False
    home: Cells | None = None

    def went_far(self, x: float, y: float) -> bool:
        """Whether the pointer left the place of the press."""
        return abs(x - self.x) + abs(y - self.y) > FAR


def same_bar(old: RackBars, new: RackBars, bar: int) -> bool:
    """Whether a number means the same bar at the same place after an edit; none (−1) does."""
    if bar < 0:
        return True
    if bar >= len(new) or old.id(bar) != new.id(bar):
        return False
    return all(getattr(old, name)[bar] == getattr(new, name)[bar] for name in ("row", "start", "end"))


def taken_from(
    frame: Frame, fellows: Iterable[Fellow], found: Hit, x: float, y: float
) -> tuple[Hit, Cells | None]:
    """What a press takes: a bar that a draft shows lies over those that stand there."""
    if found.place not in (Place.CELL, Place.BAR):
        return found, None
    for fellow in reversed(tuple(fellows)):
        rect = cell_rect(frame, fellow.target)
        if rect is None or fellow.target.row != found.row or not rect.contains(x, y):
            continue
        part = Part.BODY
        if rect.width() >= GRIP_FROM:
            if x < rect.left() + GRIP:
                part = Part.LEFT
            elif x >= rect.right() - GRIP:
                part = Part.RIGHT
        return Hit(Place.BAR, found.row, found.day, fellow.bar, part), fellow.target
    return found, None


def row_under(frame: Frame, y: float, otherwise: int) -> int:
    """The row of bars at a height; headers give the row that was there before."""
    number = frame.table.at(y - frame.measures.header_height + round(frame.view.top))
    if number < 0 or frame.table.kind[number] == RowKind.GROUP:
        return otherwise
    return int(frame.table.row[number])


def rows_shown(frame: Frame) -> list[int]:
    """The rows of bars from top to bottom, headers and closed groups left out."""
    return [row for row in frame.table.row.tolist() if row >= 0]


def picked_cells(frame: Frame, press: Press, x: float) -> Cells:
    """The nights between the press and the pointer; noon to noon is half a column later than the day."""
    first = floor(press.hit.day)
    last = floor(frame.day_at(x))
    return Cells(press.hit.row, min(first, last), max(first, last) + 1 if first == last else max(first, last))


def target_of(frame: Frame, press: Press, x: float, y: float) -> Cells:
    """Where the dragged bar, or its pulled edge, would come to stand."""
    bars, bar = frame.scene.bars, press.hit.bar
    start, end = int(bars.start[bar]), int(bars.end[bar])
    if press.home is not None:
        start, end = press.home.start, press.home.end
    steps = round(frame.day_at(x) - press.hit.day)
    if press.hit.part is Part.LEFT:
        return Cells(press.hit.row, min(start + steps, end - 1), end)
    if press.hit.part is Part.RIGHT:
        return Cells(press.hit.row, start, max(end + steps, start + 1))
    row = row_under(frame, y, press.hit.row)
    if bars.kind[bar] != BarKind.STAY and row >= len(frame.scene.house.rooms):
        row = press.hit.row
    return Cells(row, start + steps, end + steps)


def ghost_of(frame: Frame, press: Press, x: float, y: float, before: Ghost | None) -> Ghost:
    """The floating bar under the pointer; the answer is kept while the target stays the same."""
    bar, target = press.hit.bar, target_of(frame, press, x, y)
    left, right = (int(edge[0]) for edge in edges(frame, _one(bar)))
    if press.home is not None:
        left, right = frame.x_of(press.home.start + 0.5) + 1, frame.x_of(press.home.end + 0.5) - 1
    number = frame.table.of_row(target.row if press.hit.part is not Part.BODY else press.hit.row)
    top = (frame.top_of(number) if number >= 0 else y) + frame.measures.bar_top
    if press.hit.part is Part.BODY:
        at_x = left + x - frame.x_of(press.hit.day)
        at_y = y - (press.y - _first_top(frame, press))
        width = right - left
    else:
        at_x = float(frame.x_of(target.start + 0.5) + 1)
        width = max(frame.x_of(target.end + 0.5) - 1 - round(at_x), 4)
        at_y = float(top)
    same = before is not None and before.target == target and before.bar == bar
    allowed, text = (before.allowed, before.text) if before is not None and same else (None, "")
    return Ghost(bar, target, at_x, at_y, width, allowed, text)


def _first_top(frame: Frame, press: Press) -> float:
    """Where the bar's top was when it was pressed, at that scroll position."""
    number = frame.table.of_row(press.hit.row)
    if number < 0:
        return press.y - frame.measures.bar_height / 2
    then = int(frame.table.y[number]) - round(press.top) + frame.measures.header_height
    return float(then + frame.measures.bar_top)


def _one(bar: int) -> NDArray[Any]:
    return np.array([bar], np.intp)


def is_dragged(press: Press | None) -> bool:
    """Whether a bar is being dragged."""
    return press is not None and press.moved and press.hit.place is Place.BAR and not press.band
