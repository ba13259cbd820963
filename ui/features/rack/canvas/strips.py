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

KEPT: Final = 192


class Strips:
    """Tiles as wide as the grid, by name and number; tile n begins n widths of the grid after 1970."""

    def __init__(self, palette: Colours, scale: float) -> None:
        self._ground = palette.surface
        self._scale = scale
        self._key: tuple[object, ...] = ()
        self._steady = False
        self._tiles: dict[tuple[Hashable, int], QPixmap] = {}
        self._frames: dict[int, Frame] = {}

    def begin(self, frame: Frame) -> None:
        """To be called once for a picture: tiles serve only while nothing but the place changes."""
        days, view = frame.scene.days, frame.view
        key = (id(days), frame.scene.today, view.elements, frame.measures, view.day_px, frame.width)
        self._steady = key == self._key and frame.measures.header is not HeaderLevel.HOURS
        if key != self._key or len(self._tiles) > KEPT:
            self._tiles.clear()
            self._frames.clear()
        self._key = key

    def draw(
        self,
        painter: QPainter,
        frame: Frame,
        name: Hashable,
        top: int,
        height: int,
        paint: Callable[[QPainter, Frame], None],
    ) -> bool:
        """Draw a strip at a height, or answer False: then it is to be painted as it is.

        `paint` gets a painter whose y starts at the strip, and a frame of the days of one tile.
        """
        wide, grid = frame.grid.width(), frame.grid.x()
        if not self._steady or wide <= 0 or height <= 0:
            return False
        first = frame.origin // wide
        for number in (first, first + 1):
            tile = self._tiles.get((name, number))
            left = number * wide - frame.origin
            if left >= wide:
                continue
            if tile is None:
                tile = self._tiles[name, number] = self._painted(frame, number, height, paint)
            skip = max(-left, 0)
            shown = min(wide - skip, wide - max(left, 0))
            draw_part(painter, tile, QPoint(grid + max(left, 0), top), QRect(skip, 0, shown, height))
        return True

    def _painted(
        self, frame: Frame, number: int, height: int, paint: Callable[[QPainter, Frame], None]
    ) -> QPixmap:
        grid, scale = frame.grid, self._scale
        days = self._frames.get(number)
        if days is None or days.scene is not frame.scene:
            view = replace(frame.view, first_day=number * grid.width() / frame.view.day_px)
            none = np.zeros(len(frame.scene.house.types), np.int32)
            days = self._frames[number] = make_frame(frame.scene, view, frame.width, frame.height, none)
        tile = QPixmap(ceil(grid.width() * scale), ceil(height * scale))
        tile.setDevicePixelRatio(scale)
        # A picture without alpha is copied, not blended.
        tile.fill(self._ground)
        painter = QPainter(tile)
        painter.translate(-grid.x(), 0)
        paint(painter, days)
        painter.end()
        return tile


def draw_part(painter: QPainter, picture: QPixmap, at: QPoint, part: QRect) -> None:
    """A part of a picture at a point; both in the widget's pixels."""
    scale = picture.devicePixelRatio()
    if scale == 1.0:
        painter.drawPixmap(at, picture, part)
        return
    source = QRectF(part.x() * scale, part.y() * scale, part.width() * scale, part.height() * scale)
    painter.drawPixmap(QRectF(at, part.size()), picture, source)
