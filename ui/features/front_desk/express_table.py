"""The list of an express check-in or check-out: who goes, what is missing of each of the others."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.features.front_desk import ExpressRow
from app.kernel.text import tr, trn
from ui.widgets.icons import paint_icon
from ui.widgets.money_text import money_text
from ui.widgets.shapes import rounded
from ui.widgets.theme import BODY, MEDIUM, SEMIBOLD, SMALL, font, theme

ROW, HEAD = 36, 30
COLUMNS: Final = (44, 72, 320, 96, 130)


class ExpressTable(QWidget):
    """Space ticks a row, arrows move; rows that stop stay unticked with their reason. `changed()`."""

    changed = Signal()

    def __init__(self, rows: Sequence[ExpressRow]) -> None:
        super().__init__()
        self.rows = list(rows)
        self.ticked = {row.stay_id for row in rows if not row.stops and not row.missing}
        self.told: dict[UUID, str] = {}
        self.done: set[UUID] = set()
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HEAD + max(1, len(self.rows)) * ROW)
        self.setAccessibleName(tr("Guests"))

    def sizeHint(self) -> QSize:
        """As high as its rows."""
        return QSize(900, HEAD + len(self.rows) * ROW)

    @property
    def chosen(self) -> tuple[UUID, ...]:
        """Who is ticked, in the order of the list."""
        return tuple(row.stay_id for row in self.rows if row.stay_id in self.ticked)

    def tell(self, done: set[UUID], stayed: dict[UUID, str]) -> None:
        """What became of them."""
        self.done |= done
        self.told |= stayed
        self.ticked -= done
        self.update()
        self.changed.emit()

    def tick_all(self) -> None:
        """Everybody who is not stopped, or nobody."""
        free = {row.stay_id for row in self.rows if not row.stops} - self.done
        self.ticked = set() if free <= self.ticked else free
        self.update()
        self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up, down, space, Ctrl+A."""
        if event.key() == Qt.Key.Key_Down:
            self._at = min(len(self.rows) - 1, self._at + 1)
        elif event.key() == Qt.Key.Key_Up:
            self._at = max(0, self._at - 1)
        elif event.key() == Qt.Key.Key_Space and self.rows:
            self._toggle(self._at)
        elif event.key() == Qt.Key.Key_A and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.tick_all()
        else:
            super().keyPressEvent(event)
            return
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click ticks a row."""
        index = (int(event.position().y()) - HEAD) // ROW
        if 0 <= index < len(self.rows):
            self._at = index
            self._toggle(index)

    def _toggle(self, index: int) -> None:
        row = self.rows[index]
        if not row.stops and row.stay_id not in self.done:
            self.ticked ^= {row.stay_id}
        self.update()
        self.changed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Heading and rows."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = theme().colours
        painter.fillRect(self.rect(), c.surface)
        painter.setFont(font(SMALL, MEDIUM))
        painter.setPen(c.text_secondary)
        titles = ("", tr("Room"), tr("Guest"), tr("Persons"), tr("To pay"), tr("What is missing"))
        for x, title in zip(self._starts(), titles, strict=True):
            painter.drawText(QRect(x, 0, 300, HEAD), Qt.AlignmentFlag.AlignVCenter, title)
        for index, row in enumerate(self.rows):
            self._paint(painter, QRect(0, HEAD + index * ROW, self.width(), ROW), row, index)

    def _starts(self) -> list[int]:
        starts = [12]
        for width in COLUMNS:
            starts.append(starts[-1] + width)
        return starts

    def _paint(self, painter: QPainter, box: QRect, row: ExpressRow, index: int) -> None:
        c = theme().colours
        if index == self._at and self.hasFocus():
            painter.fillRect(box, c.selection)
            painter.fillRect(QRect(0, box.top(), 3, ROW), c.accent)
        painter.setPen(QPen(c.line, 1))
        painter.drawLine(box.topLeft(), box.topRight())
        x, middle = self._starts(), box.center().y()
        if row.stay_id in self.done:
            paint_icon(painter, "check-circle", QRect(x[0], middle - 8, 17, 17), c.success)
        else:
            held = row.stay_id in self.ticked
            painter.setPen(QPen(c.accent if held else c.field_line if not row.stops else c.line, 1))
            painter.setBrush(c.accent if held else c.surface if not row.stops else c.sunken)
            tick = QRect(x[0], middle - 8, 17, 17)
            painter.drawPath(rounded(tick, 4))
            if held:
                paint_icon(painter, "check-bold", tick.adjusted(3, 3, -3, -3), c.text_on_accent)
        flags = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(font(BODY, SEMIBOLD))
        painter.setPen(c.text)
        painter.drawText(QRect(x[1], box.top(), COLUMNS[1], ROW), flags, row.room or "—")
        painter.setFont(font(BODY, MEDIUM))
        name = painter.fontMetrics().elidedText(row.name, Qt.TextElideMode.ElideRight, COLUMNS[2] - 16)
        painter.drawText(QRect(x[2], box.top(), COLUMNS[2], ROW), flags, name)
        painter.setFont(font(BODY))
        painter.drawText(QRect(x[3], box.top(), COLUMNS[3], ROW), flags, str(row.persons))
        amount = money_text(row.due_minor, row.currency) if row.due_minor else "–"
        painter.drawText(QRect(x[4], box.top(), COLUMNS[4], ROW), flags, amount)
        text, colour = self._state(row)
        painter.setPen(colour)
        wide = self.width() - x[5] - 12
        text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, wide)
        painter.drawText(QRect(x[5], box.top(), wide, ROW), flags, text)

    def _state(self, row: ExpressRow) -> tuple[str, QColor]:
        c = theme().colours
        if row.stay_id in self.done:
            return tr("done"), c.success
        if row.stay_id in self.told:
            return self.told[row.stay_id], c.danger
        if row.missing:
            return ", ".join(row.missing), c.danger if row.stops else c.warning
        return tr("in order"), c.success


def told_count(ready: int, all_: int) -> str:
    """How many are in order."""
    return tr("{ready} of {all}", ready=ready, all=trn("{n} guest", "{n} guests", all_))
