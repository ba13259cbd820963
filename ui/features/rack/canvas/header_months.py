"""The day header from afar: quarters, months, one bar of occupancy per day, holidays as dots, today."""

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QImage, QPainter

from app.kernel.text import tr
from ui.features.rack.canvas.atlas import WHOLE
from ui.features.rack.canvas.frame import Frame, date_of
from ui.features.rack.canvas.grid_painter import month_starts
from ui.features.rack.canvas.header_words import short_months
from ui.features.rack.canvas.palette import mix
from ui.features.rack.canvas.rects import fill, rectangles
from ui.features.rack.canvas.sprites import Sprites
from ui.features.rack.canvas.strips import Strips
from ui.widgets.theme.tokens import Colours

QUARTER_HEIGHT: Final = 18
MONTH_BASELINE: Final = 33
FULL_STEP: Final = 4
SMALL: Final = (11, 400)
MONTH: Final = (12, 600)


def share_colours(palette: Colours) -> list[QColor]:
    """From nearly empty to full: the accent over the surface."""
    return [mix(palette.accent, palette.surface, share) for share in (0.3, 0.42, 0.55, 0.72)] + [
        palette.accent
    ]


class Histogram:
    """A bar per day, as high and as strong as the share sold; painted by numpy into one small picture."""

    def __init__(self, palette: Colours) -> None:
        self._shades = np.array([0] + [colour.rgba() for colour in share_colours(palette)], np.uint32)
        self._over = palette.magenta.rgba()
        self._key: tuple[int, float, int] | None = None
        self._day = np.zeros(0, np.int64)
        self._edge = np.zeros(0, np.intp)

    def draw(
        self, painter: QPainter, frame: Frame, sold: NDArray[Any], tops: Sequence[int], high: int
    ) -> None:
        """One strip per row of `sold`, at each of `tops`; a row's shares belong to `frame.day_numbers`.

        They are NaN where unknown; above 1 a day is oversold.
        """
        grid = frame.grid
        if not len(tops) or not grid.width():
            return
        day, edge = self._columns(frame)
        known = np.nan_to_num(sold)
        share = np.clip(known, 0, 1)
        shade = self._shades[np.where(share > 0, 1 + (share * FULL_STEP).astype(np.int64), 0)]
        shade[known > 1] = self._over
        across = shade[:, day]
        across[:, edge] = 0
        tall = (share * high).astype(np.int16)[:, day]
        pixels = np.zeros((len(tops), high, grid.width()), np.uint32)
        levels = np.arange(high, 0, -1, dtype=np.int16)[None, :, None]
        np.copyto(pixels, across[:, None, :], where=levels <= tall[:, None, :])
        image = QImage(
            pixels.data, grid.width(), len(tops) * high, grid.width() * 4,
            QImage.Format.Format_ARGB32_Premultiplied,
        )  # fmt: skip
        for number, top in enumerate(tops):
            painter.drawImage(grid.x(), top, image, 0, number * high, grid.width(), high)

    def _columns(self, frame: Frame) -> tuple[NDArray[Any], NDArray[Any]]:
        """The day of each pixel column, and the columns that stay empty between two days."""
        key = (frame.origin, frame.view.day_px, frame.grid.width())
        if key != self._key:
            moments = (np.arange(-1, frame.grid.width()) + (frame.origin + 0.5)) / frame.view.day_px
            day = np.floor(moments).astype(np.int64) - int(frame.day_numbers[0])
            gaps = np.flatnonzero(np.diff(day)) if frame.view.day_px >= 3 else np.zeros(0, np.intp)
            self._key, self._day, self._edge = key, day[1:], gaps
        return self._day, self._edge


class MonthHeader:
    """Draws the header of the overview and of density."""

    def __init__(self, sprites: Sprites, strips: Strips) -> None:
        self._sprites = sprites
        self._strips = strips
        self._histogram = Histogram(sprites.palette)

    def draw(self, painter: QPainter, frame: Frame) -> None:
        """Quarters on a sunken strip, months under them, occupancy at the bottom."""
        palette, high = self._sprites.palette, frame.measures.header_height
        grid = frame.grid
        painter.fillRect(grid.x(), 0, grid.width(), QUARTER_HEIGHT, palette.sunken)
        if frame.view.elements.occupancy and not self._strips.draw(
            painter, frame, "occupancy", 38, high - 40, partial(self._occupancy, top=0)
        ):
            self._occupancy(painter, frame, top=38)
        self._months(painter, frame)
        self._holidays(painter, frame)
        self._today(painter, frame)

    def _occupancy(self, painter: QPainter, frame: Frame, *, top: int) -> None:
        high = frame.measures.header_height - 40
        self._histogram.draw(painter, frame, occupancy(frame)[None, :], (top,), high)

    def _months(self, painter: QPainter, frame: Frame) -> None:
        palette, sprites, left = self._sprites.palette, self._sprites, frame.grid.x()
        starts = month_starts(frame).tolist()
        x = [frame.x_of(day) for day in starts]
        dates = [date_of(day) for day in starts]
        slots, at, tops, rooms = [], [], [], []
        for number, month in enumerate(dates[:-1]):
            begins = max(x[number], left)
            room = x[number + 1] - begins
            quarter = month.month % 3 == 1
            top, high = (0, 38) if quarter else (QUARTER_HEIGHT, 38 - QUARTER_HEIGHT)
            painter.fillRect(x[number], top, 1, high, palette.line_strong if quarter else palette.line)
            if room < 14:
                continue
            wide = room >= 34
            slots.append(
                sprites.text(short_months()[month.month - 1], MONTH if wide else (11, 500), palette.text)
            )
            at.append(begins + (6 if wide else 1))
            tops.append(MONTH_BASELINE - 12)
            rooms.append(room - 1)
        heads = [n for n, month in enumerate(dates[:-1]) if n == 0 or month.month % 3 == 1]
        for number, after in zip(heads, [*heads[1:], len(dates) - 1], strict=True):
            begins, month = max(x[number], left), dates[number]
            if x[after] - begins >= 60:
                words = f"{tr('Q{quarter}', quarter=(month.month + 2) // 3)} {month.year}"
                slots.append(sprites.text(words, SMALL, palette.text_muted))
                at.append(begins + 6)
                tops.append(2)
                rooms.append(WHOLE)
        sprites.atlas.put(np.array(slots, np.int32), np.array(at), np.array(tops), np.array(rooms))

    def _holidays(self, painter: QPainter, frame: Frame) -> None:
        days = [
            day for day in frame.scene.days.holidays if frame.day_numbers[0] <= day <= frame.day_numbers[-1]
        ]
        x = np.array([frame.x_of(day + 0.5) for day in days], np.int64)
        fill(painter, self._sprites.palette.warning, rectangles(x - 1, 39, 3, 3))

    def _today(self, painter: QPainter, frame: Frame) -> None:
        palette, x = self._sprites.palette, frame.x_of(frame.scene.now)
        if not frame.grid.x() <= x < frame.width:
            return
        slot = self._sprites.pill(
            tr("Today"), palette.accent, palette.text_on_accent, (11, 500), height=14, radius=7
        )
        wide = int(self._sprites.atlas.width[slot])
        left = min(max(x - wide // 2, frame.grid.x()), frame.width - wide)
        painter.fillRect(x - 1, 46, 2, frame.measures.header_height - 46, palette.accent)
        self._sprites.atlas.put(np.array([slot], np.int32), np.array([left]), np.array([36]))


def occupancy(frame: Frame) -> NDArray[Any]:
    """The share sold of each visible day, NaN where unknown."""
    return of_days(frame, frame.scene.days.occupancy)


def of_days(frame: Frame, values: NDArray[Any]) -> NDArray[Any]:
    """The values of the visible days (the last axis), NaN outside what is known."""
    index = frame.day_numbers - frame.scene.days.first
    known = (index >= 0) & (index < values.shape[-1])
    out = np.full((*values.shape[:-1], len(index)), np.nan, np.float32)
    out[..., known] = values[..., index[known]]
    return out
