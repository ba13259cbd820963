"""Pictures of what depends on the days alone, kept while days scroll: the day header, figures of groups."""

from collections.abc import Callable, Hashable
from dataclasses import replace
from math import ceil
from typing import Final

import numpy as np
from PySide6.QtCore import QPoint, QRect, QRectF
from PySide6.QtGui import QPainter, QPixmap

from ui.features.rack.canvas.frame import Frame, make_frame
from ui.features.rack.canvas.view import HeaderLevel
from ui.widgets.theme.tokens import Colours

# Tiles that a width of the grid holds, and how many are kept.
TILES: Final = 4
KEPT: Final = 96
Paint = Callable[[QPainter, Frame], None]


class Strips:
    """Tiles a quarter as wide as the grid, by name and number; tile n begins n of their widths after 1970."""

    def __init__(self, palette: Colours, scale: float) -> None:
        self._ground = palette.surface
        self._scale = scale
        self._key: tuple[object, ...] = ()
        self._steady = False
        self._tiles: dict[tuple[Hashable, int], QPixmap] = {}
        self._frames: dict[int, Frame] = {}
        self._origin = self._way = 0
        self._soon: list[tuple[Hashable, int, int, Paint]] = []

    def begin(self, frame: Frame) -> None:
        """To be called once for a picture: tiles serve only while nothing but the place changes."""
        days, view = frame.scene.days, frame.view
        key = (id(days), frame.scene.today, view.elements, frame.measures, view.day_px, frame.width)
        self._steady = key == self._key and frame.measures.header is not HeaderLevel.HOURS
        if key != self._key:
            self._tiles.clear()
            self._frames.clear()
        while len(self._tiles) > KEPT:
            del self._tiles[next(iter(self._tiles))]
        self._key = key
        self._way, self._origin = frame.origin - self._origin, frame.origin
        self._soon.clear()

    def draw(
        self, painter: QPainter, frame: Frame, name: Hashable, top: int, height: int, paint: Paint
    ) -> bool:
        """Draw a strip at a height, or answer False: then it is to be painted as it is.

        `paint` gets a painter whose y starts at the strip, and a frame of the days of one tile.
        """
        across, wide, grid = frame.grid.width(), tile_width(frame), frame.grid.x()
        if not self._steady or wide <= 0 or height <= 0:
            return False
        first, last = frame.origin // wide, (frame.origin + across - 1) // wide
        for number in range(first, last + 1):
            tile = self._tile(frame, name, number, height, paint)
            left = number * wide - frame.origin
            skip = max(-left, 0)
            shown = min(wide - skip, across - max(left, 0))
            draw_part(painter, tile, QPoint(grid + max(left, 0), top), QRect(skip, 0, shown, height))
        if self._way:
            ahead = last + 1 if self._way > 0 else first - 1
            if (name, ahead) not in self._tiles:
                self._soon.append((name, ahead, height, paint))
        return True

    def reach_ahead(self, frame: Frame) -> bool:
        """Paint one tile that days scroll to; whether there was one."""
        if not self._soon:
            return False
        self._tile(frame, *self._soon[0])
        return True

    def _tile(self, frame: Frame, name: Hashable, number: int, height: int, paint: Paint) -> QPixmap:
        tile = self._tiles.get((name, number))
        if tile is None:
            tile = self._tiles[name, number] = self._painted(frame, number, height, paint)
        return tile

    def _painted(self, frame: Frame, number: int, height: int, paint: Paint) -> QPixmap:
        wide, left, scale = tile_width(frame), frame.grid.x(), self._scale
        days = self._frames.get(number)
        if days is None or days.scene is not frame.scene:
            view = replace(frame.view, first_day=number * wide / frame.view.day_px)
            none = np.zeros(len(frame.scene.house.types), np.int32)
            days = self._frames[number] = make_frame(frame.scene, view, left + wide, frame.height, none)
        tile = QPixmap(ceil(wide * scale), ceil(height * scale))
        tile.setDevicePixelRatio(scale)
        # A picture without alpha is copied, not blended.
        tile.fill(self._ground)
        painter = QPainter(tile)
        painter.translate(-left, 0)
        paint(painter, days)
        painter.end()
        return tile


def tile_width(frame: Frame) -> int:
    """How wide a tile is."""
    return ceil(frame.grid.width() / TILES)


def draw_part(painter: QPainter, picture: QPixmap, at: QPoint, part: QRect) -> None:
    """A part of a picture at a point; both in the widget's pixels."""
    scale = picture.devicePixelRatio()
    if scale == 1.0:
        painter.drawPixmap(at, picture, part)
        return
    source = QRectF(part.x() * scale, part.y() * scale, part.width() * scale, part.height() * scale)
    painter.drawPixmap(QRectF(at, part.size()), picture, source)
