"""The rates view: for each room type what is published, what nights were sold for, and what is still free."""

from math import floor
from typing import Final

import numpy as np
from PySide6.QtCore import QLocale, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QWidget

from app.kernel.money import exponent
from app.kernel.text import tr, trn
from ui.features.rack.rack_data import date_of, number_of
from ui.features.rack.rates_scene import RatesScene
from ui.widgets.day_text import to_qdate
from ui.widgets.money_text import amount_text
from ui.widgets.theme import BODY, MEDIUM, MICRO, REGULAR, SEMIBOLD, SMALL, font, theme

COLUMN, HEAD, GROUP, ROW = 168, 52, 26, 36
NOTCH: Final = 120
_CENTRE = Qt.AlignmentFlag.AlignCenter
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class RatesGrid(QWidget):
    """`price_asked(int)`: the price of this type is to be changed. `opened(int, int)`: the rates of a type
    and day are wanted. `scrolled(float)`: days moved. Arrows hold another cell, Space asks, Enter opens."""

    price_asked = Signal(int)
    opened = Signal(int, int)
    scrolled = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._scene: RatesScene | None = None
        self._first, self._day_px, self._top = 0.0, 60.0, 0
        self.held = 0
        self.held_day: int | None = None

    def show_rates(self, scene: RatesScene, first: float, day_px: float) -> None:
        """Draw these types from this day on."""
        self._scene, self._first, self._day_px = scene, first, max(day_px, 46.0)
        self._say()
        self.update()

    @property
    def days(self) -> tuple[int, int]:
        """The first day that shows and the one after the last."""
        wide = max(self.width() - COLUMN, 0) / self._day_px
        return floor(self._first), floor(self._first + wide) + 1

    def cell_text(self, kind: int, day: int) -> str:
        """What a cell says: published, sold on average, free."""
        scene = self._scene
        if scene is None:
            return ""
        rack = scene.house.types[kind]
        name, minor = scene.price(kind, day)
        published = amount_text(minor, rack.currency) if minor >= 0 else tr("no price")
        average, nights = self._sold(kind, day)
        sold = trn("{n} night sold at {price}", "{n} nights sold at {price}", nights,
                   price=amount_text(average, rack.currency)) if nights else tr("nothing sold")  # fmt: skip
        if rack.key in scene.plans:
            return tr("{type}: {plan} {price}, {sold}", type=rack.name, plan=name, price=published, sold=sold)
        return tr("{type}: published {price}, {sold}", type=rack.name, price=published, sold=sold)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, columns, rows, then the sticky header."""
        del event
        painter = QPainter(self)
        c = theme().colours
        painter.fillRect(self.rect(), c.window)
        scene = self._scene
        if scene is None:
            return
        first, last = self.days
        bottom = HEAD + len(scene.house.types) * (GROUP + 2 * ROW) - self._top
        painter.fillRect(0, HEAD, self.width(), bottom - HEAD, c.surface)
        for day in range(first, last):
            box = QRect(self._x(day), 0, self._x(day + 1) - self._x(day), bottom)
            if self._ground(day) is not None:
                painter.fillRect(box, self._ground(day) or c.surface)
        y = HEAD - self._top
        for number in range(len(scene.house.types)):
            self._paint_type(painter, number, y)
            y += GROUP + 2 * ROW
        self._paint_lines(painter, first, last, bottom)
        self._paint_head(painter, first, last)

    def _ground(self, day: int) -> object:
        c, scene = theme().colours, self._scene
        if scene is not None and day == scene.today:
            return c.today
        free = date_of(day).weekday() >= 5 or (scene is not None and day in scene.days.holidays)
        return c.weekend if free else None

    def _paint_type(self, painter: QPainter, number: int, y: int) -> None:
        scene, c = self._scene, theme().colours
        if scene is None or y > self.height() or y + GROUP + 2 * ROW < HEAD:
            return
        kind = scene.house.types[number]
        painter.fillRect(0, y, self.width(), GROUP, c.window)
        rooms = sum(room.type_index == number for room in scene.house.rooms)
        if number == self.held:
            painter.fillRect(0, y + GROUP, COLUMN, ROW, c.selection)
        self._text(painter, QRect(12, y, COLUMN - 40, GROUP), kind.name, SMALL, SEMIBOLD)
        right = Qt.AlignmentFlag.AlignRight | _MIDDLE
        self._text(
            painter, QRect(12, y, COLUMN - 24, GROUP), str(rooms), SMALL, REGULAR, "text_secondary", right
        )
        name = QRect(28, y + GROUP, COLUMN - 36, ROW)
        self._text(painter, name, scene.price(number, scene.today)[0], BODY, MEDIUM)
        self._text(painter, name.translated(0, ROW), tr("Sold, average"), BODY, REGULAR, "text_secondary")
        for day in range(*self.days):
            self._paint_cell(painter, number, day, y)

    def _paint_cell(self, painter: QPainter, number: int, day: int, y: int) -> None:
        scene = self._scene
        if scene is None:
            return
        kind = scene.house.types[number]
        box = QRect(self._x(day), y, self._x(day + 1) - self._x(day), GROUP)
        self._paint_free(painter, box, number, day)
        price = box.translated(0, GROUP)
        price.setHeight(ROW)
        if (number, day) == (self.held, self.held_day):
            painter.fillRect(price, theme().colours.selection)
            painter.setPen(QPen(theme().colours.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(price.adjusted(2, 1, -1, -2))
        minor = scene.price(number, day)[1]
        cents = bool(minor % 10 ** exponent(kind.currency))
        over = day < scene.today
        token = "text_secondary" if over else "text"
        text = amount_text(minor, kind.currency, cents=cents) if minor >= 0 else "–"
        self._text(painter, price, text, BODY, REGULAR if over else MEDIUM, token, _CENTRE)
        average, nights = self._sold(number, day)
        if nights:
            below = price.translated(0, ROW)
            amount = below.adjusted(0, 3, 0, -15)
            text = amount_text(average, kind.currency, cents=False)
            self._text(painter, amount, text, BODY, REGULAR, "text_secondary", _CENTRE)
            count = below.adjusted(0, 18, 0, -3)
            self._text(painter, count, tr("{n} sold", n=nights), MICRO, REGULAR, "text_muted", _CENTRE)

    def _paint_free(self, painter: QPainter, box: QRect, number: int, day: int) -> None:
        scene, c = self._scene, theme().colours
        if scene is None or not 0 <= day - scene.days.first < scene.days.type_free.shape[1]:
            return
        free = int(scene.days.type_free[number, day - scene.days.first])
        if free < 0:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(c.magenta)
            pill = QRect(box.center().x() - 14, box.top() + 5, 28, 16)
            painter.drawRoundedRect(pill, 8, 8)
            self._text(painter, pill, f"−{-free}", MICRO, SEMIBOLD, "text_on_accent", _CENTRE)
        elif free == 0:
            self._text(painter, box, tr("full"), MICRO, SEMIBOLD, "warning", _CENTRE)
        else:
            self._text(painter, box, tr("{n} free", n=free), MICRO, REGULAR, "text_secondary", _CENTRE)

    def _paint_lines(self, painter: QPainter, first: int, last: int, bottom: int) -> None:
        c, scene = theme().colours, self._scene
        for day in range(first, last + 1):
            if self._x(day) >= COLUMN:
                line = c.line_strong if date_of(day).weekday() == 0 else c.line
                painter.fillRect(self._x(day), HEAD, 1, bottom - HEAD, line)
        painter.fillRect(COLUMN - 1, HEAD, 1, bottom - HEAD, c.line_strong)
        y = HEAD - self._top
        for _ in range(len(scene.house.types) if scene else 0):
            for at, line in ((0, c.line_strong), (GROUP, c.line), (GROUP + ROW, c.line)):
                painter.fillRect(0, y + at - 1, self.width(), 1, line)
            y += GROUP + 2 * ROW
        painter.fillRect(0, bottom - 1, self.width(), 1, c.line_strong)

    def _paint_head(self, painter: QPainter, first: int, last: int) -> None:
        c, scene = theme().colours, self._scene
        painter.fillRect(0, 0, self.width(), HEAD, c.surface)
        for day in range(first, last):
            box = QRect(self._x(day), 0, self._x(day + 1) - self._x(day), HEAD)
            ground = self._ground(day)
            if ground is not None:
                painter.fillRect(box, ground)
            today = scene is not None and day == scene.today
            self._paint_day(painter, box, day, today=today)
        painter.fillRect(0, 0, COLUMN, HEAD, c.surface)
        month = QLocale().toString(to_qdate(date_of(max(first, 0))), "MMMM yyyy")
        self._text(painter, QRect(12, 6, COLUMN - 16, 18), month, BODY, SEMIBOLD)
        currency = scene.house.types[0].currency if scene and scene.house.types else ""
        below = tr("Price per night, {currency}", currency=currency)
        self._text(painter, QRect(12, 24, COLUMN - 16, 16), below, MICRO, REGULAR, "text_secondary")
        painter.fillRect(0, HEAD - 1, self.width(), 1, c.line_strong)

    def _paint_day(self, painter: QPainter, box: QRect, day: int, *, today: bool) -> None:
        c = theme().colours
        when = date_of(day)
        name = QLocale().toString(to_qdate(when), "ddd")
        upper = QRect(box.left(), 4, box.width(), 20)
        if today:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(c.accent)
            painter.drawRoundedRect(QRect(box.center().x() + 1, 5, 26, 18), 9, 9)
        half = box.width() // 2
        left = QRect(box.left(), 4, half - 3, 20)
        right = Qt.AlignmentFlag.AlignRight | _MIDDLE
        self._text(painter, left, name, SMALL, MEDIUM, "accent" if today else "text_secondary", right)
        number = QRect(box.left() + half + 1, 4, 26, 20)
        number_token = "text_on_accent" if today else "text"
        self._text(painter, number, str(when.day), BODY, SEMIBOLD, number_token, _CENTRE)
        below = upper.translated(0, 18)
        if today:
            self._text(painter, below, tr("Today"), MICRO, MEDIUM, "accent", _CENTRE)
        elif self._scene is not None and day in self._scene.days.holidays:
            painter.fillRect(box.left(), 0, box.width(), 2, c.warning)
            self._text(painter, below.adjusted(2, 0, -2, 0), self._scene.days.holidays[day], MICRO, REGULAR,
                       "warning", _CENTRE)  # fmt: skip

    def _text(
        self, painter: QPainter, box: QRect, text: str, px: int, weight: object, token: str = "text",
        flags: Qt.AlignmentFlag = _MIDDLE,
    ) -> None:  # fmt: skip
        used = font(px, weight)  # type: ignore[arg-type]
        painter.setFont(used)
        painter.setPen(QPen(theme().colours.named(token)))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, max(box.width(), 0))
        painter.drawText(box, flags, shown)

    def _sold(self, kind: int, day: int) -> tuple[int, int]:
        """Average price in minor units and number of nights of a type on a day."""
        scene = self._scene
        if scene is None or scene.sold is None:
            return 0, 0
        at = day - number_of(scene.sold.first)
        key = scene.house.types[kind].key
        if key not in scene.sold.types or not 0 <= at < scene.sold.nights.shape[1]:
            return 0, 0
        row = scene.sold.types.index(key)
        nights, minor = int(scene.sold.nights[row, at]), int(scene.sold.minor[row, at])
        return (minor + nights // 2) // nights if nights else 0, nights

    def _x(self, day: float) -> int:
        return COLUMN + floor((day - self._first) * self._day_px + 0.5)

    def _type_at(self, point: QPoint) -> int:
        if self._scene is None or point.y() < HEAD:
            return -1
        number = (point.y() - HEAD + self._top) // (GROUP + 2 * ROW)
        return number if number < len(self._scene.house.types) else -1

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Change the price of the type that was pressed."""
        point = event.position().toPoint()
        number = self._type_at(point)
        if number >= 0:
            self._hold(number, self._day_at(point))
            self.price_asked.emit(number)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the rates of the type and day."""
        self._open(self._type_at(event.position().toPoint()), self._day_at(event.position().toPoint()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Types up and down; with Shift, or sideways, the days."""
        turn = event.angleDelta()
        sideways = turn.x() or (turn.y() if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 0)
        if sideways:
            self.scrolled.emit(-sideways / NOTCH)
        else:
            self._scroll(-turn.y() * ROW // NOTCH)
        event.accept()

    def _scroll(self, pixels: int) -> None:
        types = len(self._scene.house.types) if self._scene else 0
        most = max(0, types * (GROUP + 2 * ROW) - (self.height() - HEAD))
        self._top = int(np.clip(self._top + pixels, 0, most))
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows hold another type or day; Space changes the type's price, Enter opens its rates."""
        key, scene = event.key(), self._scene
        types = {int(Qt.Key.Key_Up): -1, int(Qt.Key.Key_Down): 1}
        days = {int(Qt.Key.Key_Left): -1, int(Qt.Key.Key_Right): 1}
        if scene is None:
            super().keyPressEvent(event)
        elif key in types:
            self._hold(int(np.clip(self.held + types[key], 0, len(scene.house.types) - 1)), self._day)
        elif key in days:
            self._hold(self.held, self._day + days[key])
            self._reveal()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.held, self._day)
        elif key == Qt.Key.Key_Space:
            self.price_asked.emit(self.held)
        else:
            super().keyPressEvent(event)

    @property
    def _day(self) -> int:
        """The held day; today before any is."""
        if self.held_day is not None:
            return self.held_day
        return self._scene.today if self._scene is not None else 0

    def _reveal(self) -> None:
        """Scroll so that the held day shows."""
        first, last = self.days
        if self._day < first + 1:
            self.scrolled.emit(float(self._day - first - 1))
        elif self._day > last - 3:
            self.scrolled.emit(float(self._day - last + 3))

    def _open(self, number: int, day: int) -> None:
        if number >= 0:
            self._hold(number, day)
            self.opened.emit(number, day)

    def _day_at(self, point: QPoint) -> int:
        """The day of a point; left of the days, the held one."""
        return self._day if point.x() < COLUMN else floor(self._first + (point.x() - COLUMN) / self._day_px)

    def _hold(self, number: int, day: int) -> None:
        self.held, self.held_day = number, day
        self._say()
        self.update()

    def _say(self) -> None:
        if self._scene is not None and self.held < len(self._scene.house.types):
            self.setAccessibleName(self.cell_text(self.held, self._day))
