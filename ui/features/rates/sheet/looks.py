"""How a cell looks: every different content is painted once and kept, so that scrolling only copies."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap, QPolygon

from app.kernel.money import exponent
from app.kernel.text import tr
from ui.features.rates.sheet.data import NO_PRICE, SheetData
from ui.features.rates.sheet.measures import GROUP, ROW
from ui.widgets.icons import paint_icon
from ui.widgets.money_text import amount_text
from ui.widgets.shapes import rounded
from ui.widgets.theme import BODY, MEDIUM, MICRO, REGULAR, SEMIBOLD, SMALL, Colours, font

KEPT: Final = 4096
HATCH_STEP: Final = 6
_CENTRE = Qt.AlignmentFlag.AlignCenter
LINKED, OWN, CLOSED, NO_ARRIVAL, NO_DEPARTURE, PROBLEM, PAST = (1 << bit for bit in range(7))
_STAY = 10  # bits of a minimum or maximum stay
_FLAGS = 7
# Under the content: three bits of the ground, of which the third is the stronger line of Mondays.
GROUNDS: Final = ("surface", "weekend", "today", "selection")
MONDAY: Final = 4
_GROUND = 3
_PRICE = _FLAGS + 2 * _STAY


def look_codes(data: SheetData) -> NDArray[Any]:
    """One number for the looks of each cell: price, limits of stay and flags."""
    code = np.zeros(data.minor.shape, np.int64)
    code |= data.linked_lines()[:, None] * np.int64(LINKED)
    past = np.arange(data.nights) < data.today_column
    flags = (
        (data.own, OWN), (data.closed, CLOSED), (data.no_arrival, NO_ARRIVAL),
        (data.no_departure, NO_DEPARTURE), (data.problem, PROBLEM), (past[None, :], PAST),
    )  # fmt: skip
    for mask, flag in flags:
        code |= mask.astype(np.int64) * flag
    most = (1 << _STAY) - 1
    code |= np.minimum(data.min_stay.astype(np.int64), most) << _FLAGS
    code |= np.minimum(data.max_stay.astype(np.int64), most) << (_FLAGS + _STAY)
    code |= (data.minor.astype(np.int64) + 1) << _PRICE
    return code << _GROUND


def ground_codes(data: SheetData, first: int, last: int) -> NDArray[Any]:
    """The bits of the ground of columns: weekends, holidays and today; Mondays have a stronger line."""
    columns = np.arange(first, last)
    weekday = (columns + data.first.weekday()) % 7
    code = (weekday >= 5).astype(np.int64)
    free = [column - first for column in data.holidays if first <= column < last]
    code[free] = 1
    code[columns == data.today_column] = 2
    return code | np.where(weekday == 0, MONDAY, 0)


def hatch_brush(c: Colours) -> QBrush:
    """Diagonal lines as a texture: neighbours line up wherever they stand."""
    tile = QPixmap(HATCH_STEP, HATCH_STEP)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(c.line_strong, 1))
    for shift in (-HATCH_STEP, 0, HATCH_STEP):
        painter.drawLine(shift, HATCH_STEP, shift + HATCH_STEP, 0)
    painter.end()
    return QBrush(tile)


@dataclass(slots=True)
class Looks:
    """The kept pictures for one width, currency, palette and pixel ratio."""

    day: int
    currency: str
    colours: Colours
    ratio: float
    kept: "OrderedDict[Hashable, QPixmap]"

    @classmethod
    def fresh(cls, day: int, currency: str, colours: Colours, ratio: float) -> "Looks":
        """Nothing painted yet."""
        return cls(day, currency, colours, ratio, OrderedDict())

    def fits(self, day: int, currency: str, colours: Colours, ratio: float) -> bool:
        """Whether they are for this width, currency, palette and ratio."""
        return (day, currency, ratio) == (self.day, self.currency, self.ratio) and colours is self.colours

    def cell(self, code: int) -> QPixmap:
        """The picture of a cell with its ground: the code of its looks, and below it the bits of the ground.

        A closed cell has no ground of its own: its hatching lines up with the neighbours'.
        """
        return self.kept.get(code) or self._cell(code)

    def free(self, free: int) -> QPixmap:
        """ "3 free", "full", or a magenta pill."""
        return self.kept.get(("free", free)) or self.make(
            ("free", free), (self.day, GROUP), lambda painter: self._paint_free(painter, free)
        )

    def make(self, key: Hashable, size: tuple[int, int], paint: Callable[[QPainter], None]) -> QPixmap:
        """Paint a picture and keep it."""
        made = QPixmap(round(size[0] * self.ratio), round(size[1] * self.ratio))
        made.setDevicePixelRatio(self.ratio)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint(painter)
        painter.end()
        if len(self.kept) >= KEPT:
            self.kept.popitem(last=False)
        self.kept[key] = made
        return made

    def _cell(self, code: int) -> QPixmap:
        size = (self.day, ROW)
        if code >> _GROUND & CLOSED:
            return self.make(code, size, lambda painter: self._paint_closed(painter, code))
        made = QPixmap(round(self.day * self.ratio), round(ROW * self.ratio))
        made.setDevicePixelRatio(self.ratio)
        made.fill(self.colours.named(GROUNDS[code & 3]))
        painter = QPainter(made)
        self._paint_lines(painter, code)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_cell(painter, code >> _GROUND)
        painter.end()
        if len(self.kept) >= KEPT:
            self.kept.popitem(last=False)
        # Without an alpha channel copying is cheapest.
        self.kept[code] = made
        return made

    def _paint_lines(self, painter: QPainter, code: int) -> None:
        c = self.colours
        painter.fillRect(0, 0, 1, ROW, c.line_strong if code & MONDAY else c.line)
        painter.fillRect(0, ROW - 1, self.day, 1, c.line)

    def _paint_cell(self, painter: QPainter, code: int) -> None:
        most = (1 << _STAY) - 1
        price = (code >> _PRICE) - 1
        least, longest = code >> _FLAGS & most, code >> _FLAGS + _STAY & most
        c = self.colours
        marks = self._marks(code, least, longest)
        box = QRect(0, 2, self.day, 17) if marks else QRect(0, 0, self.day, ROW - 1)
        muted = code & (LINKED | PAST)
        weight = REGULAR if code & PAST else MEDIUM if not code & LINKED or code & OWN else REGULAR
        if price == NO_PRICE:
            self._text(painter, box, "–", font(BODY), c.text_muted)
        else:
            cents = bool(price % 10 ** exponent(self.currency))
            self._text(
                painter, box, amount_text(price, self.currency, cents=cents), font(BODY, weight),
                c.text_secondary if muted and not (code & OWN and not code & PAST) else c.text,
            )  # fmt: skip
        if marks:
            self._paint_marks(painter, marks)
        if code & PROBLEM:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(c.danger)
            painter.drawPolygon(QPolygon([QPoint(0, ROW), QPoint(8, ROW), QPoint(0, ROW - 8)]))

    def _marks(self, code: int, least: int, longest: int) -> list[tuple[str, str]]:
        marks = []
        if least > 1 and longest:
            marks.append(("", f"{least}–{longest}"))
        elif least > 1:
            marks.append(("", tr("min {n}", n=least)))
        elif longest:
            marks.append(("", tr("max {n}", n=longest)))
        if code & NO_ARRIVAL:
            marks.append(("sign-in", ""))
        if code & NO_DEPARTURE:
            marks.append(("sign-out", ""))
        return marks

    def _paint_marks(self, painter: QPainter, marks: list[tuple[str, str]]) -> None:
        c = self.colours
        used = font(MICRO)
        widths = [QFontMetrics(used).horizontalAdvance(text) + 7 if text else 15 for _, text in marks]
        x = (self.day - sum(widths) - 3 * (len(marks) - 1)) // 2
        for (icon, text), width in zip(marks, widths, strict=True):
            box = QRect(x, 19, width, 14)
            painter.setPen(QPen(c.field_line if text else c.danger, 1))
            painter.setBrush(c.surface if text else c.danger_soft)
            painter.drawPath(rounded(box, 3))
            if text:
                self._text(painter, box.adjusted(0, -1, 0, 0), text, used, c.text_secondary)
            else:
                paint_icon(painter, icon, box.adjusted(2, 1, -2, -2), c.danger)
            x += width + 3

    def _paint_closed(self, painter: QPainter, code: int) -> None:
        c = self.colours
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        self._paint_lines(painter, code)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        word = tr("closed")
        used = font(MICRO)
        width = QFontMetrics(used).horizontalAdvance(word) + 17
        plate = QRect((self.day - width) // 2 - 1, 9, width + 2, 17)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(c.window)
        painter.drawRoundedRect(plate, 3, 3)
        paint_icon(painter, "x", QRect(plate.left() + 2, 13, 10, 10), c.danger)
        side = Qt.AlignmentFlag.AlignVCenter
        self._text(painter, plate.adjusted(14, -1, 4, 0), word, used, c.text_secondary, side)

    def _paint_free(self, painter: QPainter, free: int) -> None:
        c = self.colours
        box = QRect(0, 0, self.day, GROUP)
        if free < 0:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(c.magenta)
            pill = QRect(box.center().x() - 14, box.top() + 5, 28, 16)
            painter.drawRoundedRect(pill, 8, 8)
            self._text(painter, pill, f"−{-free}", font(MICRO, SEMIBOLD), c.text_on_accent)
        elif free == 0:
            self._text(painter, box, tr("full"), font(MICRO, SEMIBOLD), c.warning)
        else:
            self._text(painter, box, tr("{n} free", n=free), font(MICRO), c.text_secondary)

    def _text(
        self, painter: QPainter, box: QRect, text: str, used: QFont, colour: QColor,
        flags: Qt.AlignmentFlag = _CENTRE,
    ) -> None:  # fmt: skip
        if QFontMetrics(used).horizontalAdvance(text) > self.day - 4 and used.pixelSize() == BODY:
            used = font(SMALL if len(text) < 9 else MICRO, QFont.Weight(used.weight()))
        painter.setFont(used)
        painter.setPen(colour)
        painter.drawText(box, flags, text)
