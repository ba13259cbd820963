"""What lies under a pixel of the canvas: a bar and which part of it, a cell, a room label, a header."""

from dataclasses import dataclass
from enum import StrEnum
from math import floor
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ui.features.rack.canvas.frame import Frame
from ui.features.rack.canvas.layout import boxes
from ui.features.rack.canvas.rows import RowKind

GRIP: Final = 6
GRIP_FROM: Final = 20


class Part(StrEnum):
    """The part of a bar that was taken."""

    BODY = "body"
    LEFT = "left"
    RIGHT = "right"


class Place(StrEnum):
    """The part of the canvas."""

    NOTHING = "nothing"
    HEADER = "header"
    GROUP = "group"
    LABEL = "label"
    CELL = "cell"
    BAR = "bar"


@dataclass(frozen=True, slots=True)
class Hit:
    """What was found. `row` is a row of bars (a room, or an unassigned lane), `day` a moment."""

    place: Place
    row: int = -1
    day: float = 0.0
    bar: int = -1
    part: Part = Part.BODY
    group: str = ""

    @property
    def night(self) -> int:
        """The night that begins on the day under the pointer, or began the noon before."""
        return floor(self.day)


def hit(frame: Frame, x: float, y: float) -> Hit:
    """What lies at (x, y)."""
    day = frame.day_at(x)
    if y < frame.measures.header_height:
        return Hit(Place.HEADER, day=day) if x >= frame.grid.x() else Hit(Place.NOTHING)
    pinned = _pinned_group(frame, y)
    number = frame.table.at(y - frame.measures.header_height + round(frame.view.top))
    if pinned < 0 and number < 0:
        return Hit(Place.NOTHING)
    if pinned >= 0 or frame.table.kind[number] == RowKind.GROUP:
        group = pinned if pinned >= 0 else int(frame.table.ref[number])
        return Hit(Place.GROUP, day=day, group=frame.table.groups[group].key)
    row = int(frame.table.row[number])
    if x < frame.grid.x():
        return Hit(Place.LABEL, row=row)
    bar, part = bar_at(frame, row, x, y)
    return Hit(Place.CELL, row, day) if bar < 0 else Hit(Place.BAR, row, day, bar, part)


def _pinned_group(frame: Frame, y: float) -> int:
    """The group whose header stays under the day header, where the pointer is on it."""
    if frame.visible.start >= frame.visible.stop:
        return -1
    if y >= frame.measures.header_height + frame.measures.group_height:
        return -1
    return int(frame.table.group[frame.visible.start])


def bar_at(frame: Frame, row: int, x: float, y: float) -> tuple[int, Part]:
    """The bar of a row under a pixel (the last drawn lies on top), and the part of it."""
    shown = boxes(frame)
    inside = (
        (frame.scene.bars.row[shown.bar] == row)
        & (shown.x <= x)
        & (x < shown.x + shown.width)
        & (shown.y <= y)
        & (y < shown.y + shown.height)
    )
    found = np.flatnonzero(inside)
    if not len(found):
        return -1, Part.BODY
    at = int(found[-1])
    left, width = int(shown.x[at]), int(shown.width[at])
    part = Part.BODY
    if width >= GRIP_FROM:
        if x < left + GRIP and not shown.cut_left[at]:
            part = Part.LEFT
        elif x >= left + width - GRIP and not shown.cut_right[at]:
            part = Part.RIGHT
    return int(shown.bar[at]), part


def bars_in(frame: Frame, left: float, top: float, right: float, bottom: float) -> NDArray[Any]:
    """The bars that a band touches."""
    shown = boxes(frame)
    touched = (
        (shown.x < right)
        & (shown.x + shown.width > left)
        & (shown.y < bottom)
        & (shown.y + shown.height > top)
    )
    return shown.bar[touched]


def bar_of_night(frame: Frame, row: int, night: int) -> int:
    """The bar that fills a night of a row (or is used that day), −1 when it is free."""
    bars = frame.scene.bars
    found = bars.window(np.array([row]), night, night)
    covers = (bars.start[found] <= night) & (
        (bars.end[found] > night) | (bars.start[found] == bars.end[found])
    )
    return int(found[covers][-1]) if covers.any() else -1
