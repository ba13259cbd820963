"""The strip under the grid: what the colours mean, how many of each show, and how far the view is zoomed."""

from collections.abc import Mapping, Sequence
from math import exp, log
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSlider, QWidget

from app.features.rack import Legend, Look
from app.kernel.text import marked, tr, trn
from ui.widgets.buttons import IconButton, Kind, Size
from ui.widgets.icons import paint_icon
from ui.widgets.labels import label
from ui.widgets.segmented import SegmentedControl
from ui.widgets.shapes import hatch, paint_room_state, rounded
from ui.widgets.theme import SMALL, font, theme

FEWEST_DAYS, MOST_DAYS = 1, 1096
STEPS: Final = 1000
NARROW: Final = 1100

# How each meaning looks: colours of the bars, icon, tab or stripe, word.
_NEEDS: Final = (
    ((Look.URGENT,), "urgent", "warning", "tab", marked("Urgent")),
    ((Look.ARRIVES, Look.LEAVES), "due_today", "sign-in", "tab", marked("Due today")),
    ((Look.IN_HOUSE,), "in_house", "key", "stripe", marked("In house")),
    ((Look.FUTURE,), "future", "", "stripe", marked("Future")),
    ((Look.PAST,), "past", "check", "outline", marked("Left")),
    ((Look.TENTATIVE,), "tentative", "hourglass", "dashed", marked("Tentative")),
    ((Look.OVERSOLD,), "oversold", "stack", "tab", marked("Oversold")),
)
_PAYMENTS: Final = (
    ((Look.NOTHING_DUE,), "in_house", "check", "stripe", marked("Nothing due")),
    ((Look.DEPOSIT_PAID,), "future", "circle-half", "stripe", marked("Deposit paid")),
    ((Look.DEPOSIT_DUE,), "due_today", "circle", "stripe", marked("Deposit due")),
    ((Look.BALANCE_DUE,), "urgent", "currency-eur", "tab", marked("Balance due")),
    ((Look.NOT_GUARANTEED,), "tentative", "hourglass", "dashed", marked("Not guaranteed")),
)
Entry = tuple[tuple[Look, ...], str, str, str, str]


class LegendEntries(QWidget):
    """Small bars with their words and counts; the words go first where there is no room."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: tuple[Entry, ...] = _NEEDS
        self._counts: Mapping[int, int] = {}
        self.blank = False
        self.rooms: Sequence[tuple[str, str, int]] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(24)

    def show_counts(self, legend: Legend, counts: Mapping[int, int]) -> None:
        """Show other figures, or the other legend."""
        self._entries = _PAYMENTS if legend == Legend.PAYMENT else _NEEDS
        self._counts = counts
        self.setAccessibleName(
            ", ".join(f"{tr(word)} {self._count(looks)}" for looks, _, _, _, word in self._entries)
        )
        self.update()

    def sizeHint(self) -> QSize:
        """As much as there is."""
        return QSize(640, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what fits whole."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(SMALL))
        metrics = QFontMetrics(painter.font())
        c = theme().colours
        x = 0
        if self.rooms:
            self._paint_rooms(painter)
            return
        for looks, bar, icon, shape, word in () if self.blank else self._entries:
            count = str(self._count(looks))
            title = tr(word)
            width = 26 + 6 + metrics.horizontalAdvance(title) + 5 + metrics.horizontalAdvance(count)
            if x + width > self.width():
                break
            self._paint_bar(painter, QRect(x, 4, 26, 16), bar, icon, shape)
            painter.setPen(c.text)
            room = QRect(x + 32, 0, width, self.height() - 1)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, title)
            painter.setPen(c.text_secondary)
            room.translate(metrics.horizontalAdvance(title) + 5, 0)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, count)
            x += width + 14

    def show_rooms(self, rooms: Sequence[tuple[str, str, int]]) -> None:
        """Room states instead: the state's name, its word, how many rooms; none for the bars again."""
        self.rooms = rooms
        if rooms:
            self.setAccessibleName(", ".join(f"{word} {count}" for _, word, count in rooms))
        self.update()

    def _paint_rooms(self, painter: QPainter) -> None:
        c = theme().colours
        metrics = QFontMetrics(painter.font())
        x = 0
        for state, word, count in self.rooms:
            figure = str(count)
            width = 20 + metrics.horizontalAdvance(word) + 5 + metrics.horizontalAdvance(figure)
            if x + width > self.width():
                break
            paint_room_state(painter, QRect(x, 5, 14, 14), state, c)
            room = QRect(x + 20, 0, width, self.height() - 1)
            painter.setPen(c.text)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, word)
            room.translate(metrics.horizontalAdvance(word) + 5, 0)
            painter.setPen(c.text_secondary)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, figure)
            x += width + 16

    def _paint_bar(self, painter: QPainter, box: QRect, bar: str, icon: str, shape: str) -> None:
        c = theme().colours
        ink = c.bars.named(bar)
        path = rounded(box, 3)
        painter.fillPath(path, c.surface if shape == "outline" else ink.fill)
        if shape == "dashed":
            hatch(painter, path, ink.line, 5, 1)
        pen = QPen(ink.line, 1)
        if shape == "dashed":
            pen.setDashPattern([3, 2])
        painter.strokePath(path, pen)
        painter.save()
        painter.setClipPath(path)
        tab = 12 if shape == "tab" else 3
        painter.fillRect(QRect(box.left(), box.top(), tab, box.height()), ink.solid)
        painter.restore()
        if icon:
            middle = box.left() + 6 if shape == "tab" else box.left() + 14
            glyph = QRect(middle - 5, box.top() + 3, 10, 10)
            paint_icon(painter, icon, glyph, ink.on_solid if shape == "tab" else ink.solid)

    def _count(self, looks: tuple[Look, ...]) -> int:
        return sum(self._counts.get(int(look), 0) for look in looks)


class LegendStrip(QWidget):
    """`legend_asked(Legend)`; `days_asked(float)` asks for so many days in view."""

    legend_asked = Signal(object)
    days_asked = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 16, 0)
        row.setSpacing(8)
        self._before = label(tr("Colour by"), SMALL, tone="secondary")
        row.addWidget(self._before)
        self.legend = SegmentedControl(
            ((str(int(Legend.NEEDS)), tr("Needs doing")), (str(int(Legend.PAYMENT)), tr("Payment"))),
            dense=True,
        )
        row.addWidget(self.legend)
        row.addSpacing(4)
        self.entries = LegendEntries()
        row.addWidget(self.entries, 1)
        closer = IconButton("magnifying-glass-minus", tr("More days (−)"), Kind.QUIET, size=Size.DENSE)
        nearer = IconButton("magnifying-glass-plus", tr("Fewer days (+)"), Kind.QUIET, size=Size.DENSE)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, STEPS)
        self.slider.setFixedWidth(90)
        self.slider.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.slider.setAccessibleName(tr("Days in view"))
        self.days = label("", SMALL)
        self.days.setFixedWidth(58)
        self.days.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for widget in (closer, self.slider, nearer, self.days):
            row.addWidget(widget)
        self._shown_days = 14.0
        self._meanings = True
        self.legend.chosen.connect(lambda key: self.legend_asked.emit(Legend(int(key))))
        self.slider.valueChanged.connect(self._slid)
        closer.clicked.connect(lambda: self.days_asked.emit(self._shown_days * 1.25))
        nearer.clicked.connect(lambda: self.days_asked.emit(self._shown_days / 1.25))

    def show_meanings(self, shown: bool) -> None:
        """The colours mean nothing in the rates view."""
        self._meanings = shown
        self.legend.setVisible(shown)
        self.entries.blank = not shown
        self.entries.update()
        self._before.setVisible(shown and self.width() >= NARROW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside a panel the words at both ends make room for the legend."""
        super().resizeEvent(event)
        roomy = self.width() >= NARROW
        self._before.setVisible(roomy and self._meanings)
        self.days.setVisible(roomy)
        self.slider.setFixedWidth(90 if roomy else 46)

    def show_days(self, days: float) -> None:
        """Say how many days are in view."""
        self._shown_days = days
        blocked = self.slider.blockSignals(True)
        self.slider.setValue(slider_of(days))
        self.slider.blockSignals(blocked)
        whole = max(round(days), 1)
        self.days.setText(trn("{n} day", "{n} days", whole))

    def _slid(self, value: int) -> None:
        self.days_asked.emit(days_of(value))


def slider_of(days: float) -> int:
    """Where the slider stands: more days to the right, every doubling as far."""
    share = log(max(days, FEWEST_DAYS) / FEWEST_DAYS) / log(MOST_DAYS / FEWEST_DAYS)
    return round(min(share, 1.0) * STEPS)


def days_of(value: int) -> float:
    """The days of a place of the slider."""
    return FEWEST_DAYS * exp(value / STEPS * log(MOST_DAYS / FEWEST_DAYS))
