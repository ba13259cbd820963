"""The sticky day header: dates, today, holidays, occupancy, arrivals and departures, free rooms."""

from math import ceil
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from app.kernel.money import whole_units
from app.kernel.text import tr
from ui.features.rack.canvas.atlas import Numbers
from ui.features.rack.canvas.frame import Frame, date_of, with_neighbours
from ui.features.rack.canvas.grid_painter import hour_step
from ui.features.rack.canvas.header_months import MonthHeader
from ui.features.rack.canvas.header_words import corner_lines, day_names, range_title, short_months
from ui.features.rack.canvas.rects import fill, rectangles
from ui.features.rack.canvas.sprites import PAD, Sprites, Style
from ui.features.rack.canvas.strips import Strips
from ui.features.rack.canvas.view import HeaderLevel

DATE: Final = (14, 600)
DAY: Final = (12, 400)
SMALL: Final = (11, 400)
STRONG: Final = (11, 600)
CornerWords = tuple[tuple[str, int], ...]


class HeaderPainter:
    """Draws the day header and the corner over the room column."""

    def __init__(self, sprites: Sprites, strips: Strips) -> None:
        self._sprites = sprites
        self._strips = strips
        self._months = MonthHeader(sprites, strips)
        self._edge = 0
        self._kept: tuple[object, QPixmap] | None = None

    def draw(self, painter: QPainter, frame: Frame) -> None:
        """Draw the header without marks."""
        palette, measures = self._sprites.palette, frame.measures
        self._edge = measures.room_column
        if measures.header is HeaderLevel.MONTHS:
            painter.fillRect(0, 0, frame.width, measures.header_height, palette.surface)
            self._months.draw(painter, frame)
            self._sprites.atlas.flush(painter)
        elif not self._strips.draw(painter, frame, "days", 0, measures.header_height, self._strip):
            self._strip(painter, frame)
        self._corner(painter, frame)
        painter.fillRect(0, measures.header_height - 1, frame.width, 1, palette.line_strong)

    def _strip(self, painter: QPainter, frame: Frame) -> None:
        """All days of a frame on their ground."""
        painter.fillRect(0, 0, frame.width, frame.measures.header_height, self._sprites.palette.surface)
        hours = frame.measures.header is HeaderLevel.HOURS
        self._days(painter, frame if hours else with_neighbours(frame))
        self._sprites.atlas.flush(painter)

    def mark(
        self, painter: QPainter, frame: Frame, marked: tuple[float, float] | None, colour: QColor
    ) -> None:
        """Underline nights, and put the dot of this moment over the line."""
        self._marked(painter, frame, marked, colour)
        if frame.measures.header is not HeaderLevel.MONTHS:
            self._now(painter, frame)

    def _days(self, painter: QPainter, frame: Frame) -> None:
        palette, high = self._sprites.palette, frame.measures.header_height
        free, today, left, wide = frame.resting, frame.is_today, frame.day_left, frame.day_wide
        fill(painter, palette.weekend, rectangles(left[free & ~today], 0, wide[free & ~today], high))
        fill(painter, palette.today, rectangles(left[today], 0, wide[today], high))
        monday = frame.weekdays == 0
        fill(painter, palette.line, rectangles(left[~monday], 0, 1, high))
        fill(painter, palette.line_strong, rectangles(left[monday], 0, 1, high))
        holiday = [
            at for at, day in enumerate(frame.day_numbers.tolist()) if day in frame.scene.days.holidays
        ]
        fill(painter, palette.warning, rectangles(left[holiday], 0, wide[holiday], 2))
        if frame.measures.header is HeaderLevel.HOURS:
            right = np.minimum(left + wide, frame.width)
            left = np.maximum(left, frame.grid.x())
            wide = right - left
        middle = left + wide // 2
        if frame.measures.header is HeaderLevel.NARROW_DAYS:
            self._narrow_dates(frame, middle, today)
            line = 39
        else:
            self._wide_dates(frame, left, wide, today)
            line = 36
        self._figures(painter, frame, left, wide, middle, line)

    def _narrow_dates(self, frame: Frame, middle: NDArray[Any], today: NDArray[Any]) -> None:
        palette, names = self._sprites.palette, day_names(2)
        days = frame.day_numbers
        usual = self._sprites.texts(names, SMALL, palette.text_secondary)[frame.weekdays]
        now = self._sprites.texts(names, SMALL, palette.accent)[frame.weekdays]
        self._centred(np.where(today, now, usual), middle, 14, 11)
        narrow = frame.view.day_px < 26
        style: Style = (11, 600) if narrow else (13, 600)
        numbers = days_of_month(days)
        slots = self._sprites.figures(numbers, style, palette.text)
        if today.any():
            at = int(np.flatnonzero(today)[0])
            slots[at] = self._sprites.pill(
                str(numbers[at]), palette.accent, palette.text_on_accent, style, height=18, radius=9, pad=8
            )
        for at in np.flatnonzero((numbers == 1) & ~today).tolist():
            month = short_months()[date_of(days[at]).month - 1]
            slots[at] = self._sprites.text(f"1 {month}", (11, 600), palette.text)
        width = self._sprites.atlas.width[slots].astype(np.int64)
        top = np.where(today, 16, np.where(numbers == 1, 18, 30 - style[0]))
        self._sprites.atlas.put_right_of(self._edge, slots, middle - width // 2, top)

    def _wide_dates(
        self,
        frame: Frame,
        left: NDArray[Any],
        wide: NDArray[Any],
        today: NDArray[Any],
    ) -> None:
        palette, sprites, days = self._sprites.palette, self._sprites, frame.day_numbers
        usual = sprites.texts(day_names(3), DAY, palette.text_secondary)[frame.weekdays]
        now = sprites.texts(day_names(3), (12, 500), palette.accent)[frame.weekdays]
        names = np.where(today, now, usual)
        numbers = days_of_month(days)
        dates = sprites.figures(numbers, DATE, palette.text)
        for at in np.flatnonzero(today).tolist():
            dates[at] = sprites.pill(
                str(numbers[at]), palette.accent, palette.text_on_accent, (13, 600), height=18, radius=9
            )
        name_width = sprites.atlas.width[names].astype(np.int64) - 2 * PAD
        date_width = sprites.atlas.width[dates].astype(np.int64) - np.where(today, 0, 2 * PAD)
        gap = np.where(today, 5, 4)
        x = left + (wide - name_width - date_width - gap) // 2
        sprites.atlas.put_right_of(self._edge, names, x - PAD, np.full(len(x), 17 - 12))
        date_x = x + name_width + gap - np.where(today, 0, PAD)
        sprites.atlas.put_right_of(self._edge, dates, date_x, np.where(today, 4, 17 - 14))
        if frame.measures.header is HeaderLevel.DAYS:
            self._second_line(frame, left, wide)

    def _second_line(self, frame: Frame, left: NDArray[Any], wide: NDArray[Any]) -> None:
        """ "Today", or the name of a holiday, cut to the column."""
        palette, metrics = self._sprites.palette, self._sprites.font(SMALL)[1]
        words: dict[int, tuple[str, QColor]] = {
            day: (name, palette.warning) for day, name in frame.scene.days.holidays.items()
        }
        words[frame.scene.today] = (tr("Today"), palette.accent)
        for at, day in enumerate(frame.day_numbers.tolist()):
            if day not in words:
                continue
            text, colour = words[day]
            short = metrics.elidedText(text, Qt.TextElideMode.ElideRight, float(wide[at]) - 4)
            slot = self._sprites.text(short, SMALL, colour)
            self._centred(np.array([slot], np.int32), left[at : at + 1] + wide[at] // 2, 32, 11)

    def _figures(
        self, painter: QPainter, frame: Frame, left: NDArray[Any], wide: NDArray[Any],
        middle: NDArray[Any], line: int,
    ) -> None:  # fmt: skip
        """Occupancy with its bar, arrivals / departures, free rooms, revenue: one line each."""
        if frame.measures.header is HeaderLevel.HOURS:
            self._hours(frame)
        data, elements, palette = frame.scene.days, frame.view.elements, self._sprites.palette
        index = frame.day_numbers - data.first
        known = (index >= 0) & (index < len(data))
        index, left, wide, middle = index[known], left[known], wide[known], middle[known]
        if not len(index):
            return
        narrow = frame.measures.header is HeaderLevel.NARROW_DAYS
        if elements.occupancy:
            share = np.round(data.occupancy[index] * 100).astype(np.int64)
            style, colour, form = (
                (SMALL, palette.text_secondary, "{}") if narrow else (STRONG, palette.text, "{} %")
            )
            self._centred(
                self._sprites.figures(share, style, colour, form),
                middle,
                line + (10 if narrow else 13),
                11,
            )
            inset, thick = (5, 3) if narrow else (6, 2)
            bar, y = wide - 2 * inset, line + (14 if narrow else 17)
            fill(painter, palette.sunken, rectangles(left + inset, y, bar + 1, thick))
            done = ((bar + 1) * np.clip(share, 0, 100)) // 100
            fill(painter, palette.accent, rectangles(left + inset, y, done, thick))
            line += 20 if narrow else 21
        if elements.movements and not narrow:
            words = [
                f"{a} / {d}"
                for a, d in zip(data.arrivals[index].tolist(), data.departures[index].tolist(), strict=True)
            ]
            self._centred(self._sprites.texts(words, SMALL, palette.text_secondary), middle, line + 10, 11)
            line += 16
        if elements.free:
            slots = self._sprites.figures(data.free[index].astype(np.int64), SMALL, palette.text_secondary)
            self._centred(slots, middle, line + (12 if narrow else 9), 11)
            line += 15
        if elements.revenue and not narrow and len(data.revenue_minor):
            sold = data.revenue_minor[index].tolist()
            words = [f"{whole_units(minor, data.revenue_currency):,}" for minor in sold]
            slots = self._sprites.texts(words, SMALL, palette.text_secondary)
            self._centred(slots, middle, line + 9, 11)

    def _hours(self, frame: Frame) -> None:
        """Clock times at the hour lines, on the line under the dates."""
        step = hour_step(frame.view.day_px)
        hours = range(step, 24, step)
        slots = self._sprites.texts(
            [f"{hour:02d}:00" for hour in hours], SMALL, self._sprites.palette.text_muted
        )
        width = self._sprites.atlas.width[slots].astype(np.int64)
        for day in frame.day_numbers.tolist():
            x = np.array([frame.x_of(day + hour / 24) for hour in hours])
            self._sprites.atlas.put_right_of(self._edge, slots, x - width // 2, np.full(len(x), 31 - 11))

    def _centred(self, slots: Numbers, middle: NDArray[Any], baseline: int, size: int) -> None:
        width = self._sprites.atlas.width[slots].astype(np.int64)
        self._sprites.atlas.put_right_of(self._edge, slots, middle - width // 2, baseline - size)

    def _corner(self, painter: QPainter, frame: Frame) -> None:
        """The title of the range and what the lines of figures are; one picture while the words stay."""
        words, column, high = _corner_words(frame), frame.measures.room_column, frame.measures.header_height
        key = (words, column, high)
        if self._kept is None or self._kept[0] != key:
            scale = self._sprites.atlas.scale
            made = QPixmap(ceil(column * scale), ceil(high * scale))
            made.setDevicePixelRatio(scale)
            made.fill(self._sprites.palette.surface)
            on_it = QPainter(made)
            self._paint_corner(on_it, words, column, high)
            on_it.end()
            self._kept = key, made
        painter.drawPixmap(0, 0, self._kept[1])

    def _paint_corner(self, painter: QPainter, words: CornerWords, column: int, high: int) -> None:
        palette = self._sprites.palette
        painter.fillRect(column - 1, 0, 1, high, palette.line_strong)
        for number, (text, baseline) in enumerate(words):
            style, colour = (SMALL, palette.text_muted) if number else ((13, 600), palette.text)
            painter.setFont(self._sprites.font(style)[0])
            painter.setPen(colour)
            painter.drawText(QPointF(12, baseline), text)

    def _marked(
        self, painter: QPainter, frame: Frame, marked: tuple[float, float] | None, colour: QColor
    ) -> None:
        """The nights of the selected stay, underlined."""
        if marked is None:
            return
        left = max(frame.x_of(marked[0]), frame.grid.x())
        right = min(frame.x_of(marked[1]), frame.width)
        if right > left:
            painter.fillRect(left, frame.measures.header_height - 4, right - left, 3, colour)

    def _now(self, painter: QPainter, frame: Frame) -> None:
        x, y = frame.x_of(frame.scene.now), frame.measures.header_height - 1.5
        if frame.grid.x() <= x < frame.width:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._sprites.palette.accent)
            painter.drawEllipse(QRectF(x - 4, y - 4, 8, 8))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _corner_words(frame: Frame) -> CornerWords:
    """The title and the lines under it, each with its baseline."""
    return (range_title(frame), *corner_lines(frame))


def days_of_month(days: NDArray[Any]) -> NDArray[Any]:
    """1 to 31."""
    dates = days.astype("datetime64[D]")
    numbers: NDArray[Any] = (dates - dates.astype("datetime64[M]")).astype(np.int64) + 1
    return numbers
