"""The day header from afar: quarters, months, one bar of occupancy per day, holidays as dots, today."""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QPainter

from app.kernel.text import tr
from ui.features.rack.canvas.frame import Frame, date_of
from ui.features.rack.canvas.grid_painter import month_starts
from ui.features.rack.canvas.header_words import short_months
from ui.features.rack.canvas.palette import Palette, mix
from ui.features.rack.canvas.rects import fill, rectangles
from ui.features.rack.canvas.sprites import Sprites

QUARTER_HEIGHT: Final = 18
MONTH_BASELINE: Final = 33
FULL_STEP: Final = 4
SMALL: Final = (11, 400)
MONTH: Final = (12, 600)


def share_colours(palette: Palette) -> list[QColor]:
    """From nearly empty to full: the accent over the surface."""
    return [mix(palette.accent, palette.surface, share) for share in (0.3, 0.42, 0.55, 0.72)] + [
        palette.accent
    ]


def histogram(
    painter: QPainter, palette: Palette, frame: Frame, sold: NDArray[np.float32], top: int, high: int
) -> None:
    """A bar per day (or per pixel where days are narrower) that is as high and as strong as the share sold.

    `sold` belongs to `frame.day_numbers`, NaN where unknown; above 1 it is oversold.
    """
    left, px = frame.day_left, frame.view.day_px
    wide = np.diff(left, append=frame.x_of(int(frame.day_numbers[-1]) + 1))
    gap = 1 if px >= 3 else 0
    known = ~np.isnan(sold) & (sold > 0) & (wide > 0)
    share = np.where(known, np.clip(sold, 0, 1), 0)
    step = (share * FULL_STEP).astype(np.int64)
    tall = (share * high).astype(np.int64)
    rects_from = np.maximum(left, frame.grid.x())
    for level, colour in enumerate(share_colours(palette)):
        on = known & (step == level) & (sold <= 1)
        fill(painter, colour, rectangles(rects_from[on], top + high - tall[on], (wide - gap)[on], tall[on]))
    over = known & (sold > 1)
    fill(painter, palette.oversold, rectangles(rects_from[over], top, wide[over], high))


class MonthHeader:
    """Draws the header of the overview and of density."""

    def __init__(self, sprites: Sprites) -> None:
        self._sprites = sprites

    def draw(self, painter: QPainter, frame: Frame) -> None:
        """Quarters on a sunken strip, months under them, occupancy at the bottom."""
        palette, high = self._sprites.palette, frame.measures.header_height
        grid = frame.grid
        painter.fillRect(grid.x(), 0, grid.width(), QUARTER_HEIGHT, palette.sunken)
        if frame.view.elements.occupancy:
            histogram(painter, palette, frame, occupancy(frame), 38, high - 40)
        self._months(painter, frame)
        self._holidays(painter, frame)
        self._today(painter, frame)

    def _months(self, painter: QPainter, frame: Frame) -> None:
        palette, sprites = self._sprites.palette, self._sprites
        starts = month_starts(frame)
        x = np.array([frame.x_of(day) for day in starts.tolist()])
        for at in range(len(starts) - 1):
            month = date_of(int(starts[at]))
            room = x[at + 1] - max(x[at], frame.grid.x())
            quarter = month.month % 3 == 1
            painter.fillRect(
                x[at],
                QUARTER_HEIGHT if not quarter else 0,
                1,
                38 - QUARTER_HEIGHT * (not quarter),
                palette.line_strong if quarter else palette.line,
            )
            if room < 14:
                continue
            slot = np.array(
                [
                    sprites.text(
                        short_months()[month.month - 1], MONTH if room >= 34 else (11, 500), palette.text
                    )
                ],
                np.int32,
            )
            where = np.array([max(x[at], frame.grid.x()) + (6 if room >= 34 else 1)])
            sprites.atlas.draw(painter, slot, where, np.array([MONTH_BASELINE - 12]), np.array([room - 1]))
        self._quarters(painter, frame, starts, x)

    def _quarters(
        self, painter: QPainter, frame: Frame, starts: NDArray[np.int64], x: NDArray[np.int64]
    ) -> None:
        palette, sprites = self._sprites.palette, self._sprites
        months = starts.astype("datetime64[D]").astype("datetime64[M]").astype(int)
        heads = [at for at in range(len(starts) - 1) if at == 0 or months[at] % 3 == 0]
        for at in heads:
            after = next((b for b in heads if b > at), len(starts) - 1)
            left = max(int(x[at]), frame.grid.x())
            room = int(x[after]) - left
            month = date_of(int(starts[at]))
            text = f"{tr('Q{quarter}', quarter=(month.month + 2) // 3)} {month.year}"
            if room >= 60:
                slot = np.array([sprites.text(text, SMALL, palette.text_muted)], np.int32)
                sprites.atlas.draw(painter, slot, np.array([left + 6]), np.array([2]))

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
        self._sprites.atlas.draw(painter, np.array([slot], np.int32), np.array([left]), np.array([36]))


def occupancy(frame: Frame) -> NDArray[np.float32]:
    """The share sold of each visible day, NaN where unknown."""
    return of_days(frame, frame.scene.days.occupancy)


def of_days(frame: Frame, values: NDArray[np.float32]) -> NDArray[np.float32]:
    """The values of the visible days, NaN outside what is known."""
    index = frame.day_numbers - frame.scene.days.first
    known = (index >= 0) & (index < len(values))
    out = np.full(len(index), np.nan, np.float32)
    out[known] = values[index[known]]
    return out
