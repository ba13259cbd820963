"""The navigation at the left: the hotel, the desk's pages, settings. 160 wide, or 52 with icons only."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from app.kernel.text import tr
from ui.shell.pages import PageSpec
from ui.widgets.icons import NAVIGATION, paint_icon
from ui.widgets.theme import BODY, MEDIUM, MICRO, SEMIBOLD, font, theme

WIDE, NARROW = 160, 52
PITCH, LEAST_PITCH, RULE, HEAD = 32, 20, 13, 52


class House(QWidget):
    """The mark of Keyrack, the hotel's name, its city and number of rooms."""

    def __init__(self) -> None:
        super().__init__()
        self._name, self._detail = "Keyrack", tr("No hotel yet")
        self.narrow = False
        self.setFixedHeight(HEAD)

    def show_house(self, name: str, detail: str) -> None:
        """Show a hotel."""
        self._name, self._detail = name, detail
        self.setAccessibleName(f"{name}, {detail}")
        self.setToolTip(f"{name}\n{detail}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint mark and names."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = theme().colours
        paint_mark(painter, QRectF(12 if not self.narrow else 13, 13, 26, 26))
        if self.narrow:
            return
        room = self.width() - 47 - 6
        for text, used, colour, top in (
            (self._name, font(BODY, SEMIBOLD), c.text, 9),
            (self._detail, font(MICRO), c.text_secondary, 26),
        ):
            painter.setFont(used)
            painter.setPen(colour)
            shown = QFontMetrics(used).elidedText(text, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRect(47, top, room, 17), Qt.AlignmentFlag.AlignVCenter, shown)


def paint_mark(painter: QPainter, box: QRectF) -> None:
    """Paint Keyrack's mark: a key on a rounded square in the accent."""
    c = theme().colours
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(c.accent)
    painter.drawRoundedRect(box, 6, 6)
    painter.translate(box.topLeft())
    painter.scale(box.width() / 26, box.height() / 26)
    painter.setPen(QPen(c.text_on_accent, 2.2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QRectF(9.2, 5.2, 7.2, 7.2))
    painter.drawLine(QRectF(12.8, 12.4, 0, 8.6).topLeft(), QRectF(12.8, 12.4, 0, 8.6).bottomLeft())
    painter.drawLine(QRectF(12.8, 16, 4, 0).topLeft(), QRectF(12.8, 16, 4, 0).topRight())
    painter.drawLine(QRectF(12.8, 20, 3.6, 0).topLeft(), QRectF(12.8, 20, 3.6, 0).topRight())
    painter.restore()


class Entry(QAbstractButton):
    """One page: icon, word, and how many wait there."""

    def __init__(self, spec: PageSpec) -> None:
        super().__init__()
        self.spec = spec
        self._count = 0
        self._calls = False
        self.narrow = False
        self.setText(spec.title)
        self.setCheckable(True)
        self.setEnabled(spec.factory is not None)
        self.setToolTip(spec.missing if spec.factory is None else spec.title)
        self.setAccessibleName(spec.title)
        self.setAccessibleDescription(spec.missing)
        self.setFixedHeight(PITCH)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def count(self, count: int, *, calls: bool = False) -> None:
        """Show a count; `calls` puts it on a pill because somebody must look."""
        self._count, self._calls = count, calls
        self.setAccessibleName(f"{self.spec.title} {count}" if count else self.spec.title)
        self.update()

    def sizeHint(self) -> QSize:
        """32 high with its gap."""
        return QSize(WIDE, PITCH)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, icon, word and count."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = theme().colours
        box = QRect(8, 1, self.width() - 16, self.height() - 2)
        if self.isChecked() or (self.underMouse() and self.isEnabled()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(c.accent_soft if self.isChecked() else c.hover)
            painter.drawRoundedRect(box, 6, 6)
        if self.hasFocus():
            painter.setPen(QPen(c.focus, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 5, 5)
        quiet = c.text_secondary if self.isEnabled() else c.text_muted
        colour = c.accent if self.isChecked() else quiet
        if not self.isEnabled():
            painter.setOpacity(0.75)
        left = box.left() + 8 if not self.narrow else box.center().x() - NAVIGATION // 2
        top = box.top() + (box.height() - NAVIGATION + 1) // 2
        paint_icon(painter, self.spec.icon, QRect(left, top, NAVIGATION, NAVIGATION), colour)
        if self.narrow:
            return
        painter.setFont(font(BODY, MEDIUM))
        painter.setPen(colour)
        painter.drawText(box.adjusted(34, 0, -8, -1), Qt.AlignmentFlag.AlignVCenter, self.text())
        if self._count:
            self._paint_count(painter, box)

    def _paint_count(self, painter: QPainter, box: QRect) -> None:
        c = theme().colours
        text = str(self._count)
        if not self._calls:
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.setPen(c.text_secondary)
            painter.setFont(font(BODY))
            painter.drawText(box.adjusted(0, 0, -8, -1), flags, text)
            return
        width = max(18, QFontMetrics(font(MICRO, MEDIUM)).horizontalAdvance(text) + 10)
        pill = QRect(box.right() - 7 - width, box.center().y() - 8, width, 18)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(c.accent)
        painter.drawRoundedRect(pill, 9, 9)
        painter.setFont(font(MICRO, SEMIBOLD))
        painter.setPen(c.text_on_accent)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)


class _Rule(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(RULE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line between groups."""
        del event
        painter = QPainter(self)
        painter.setPen(theme().colours.line)
        painter.drawLine(16, 6, self.width() - 16, 6)


class Navigation(QWidget):
    """`chosen(page_id)`. The last group stands at the lower end."""

    chosen = Signal(str)

    def __init__(self, specs: Sequence[PageSpec]) -> None:
        super().__init__()
        self.house = House()
        self._entries: dict[str, Entry] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(0)
        column.addWidget(self.house)
        column.addSpacing(7)
        shown = [spec for spec in specs if spec.in_navigation]
        last = max((spec.group for spec in shown), default=0)
        group = shown[0].group if shown else 0
        for spec in sorted(shown, key=lambda s: s.group):
            if spec.group != group:
                group = spec.group
                if group == last:
                    column.addStretch(1)
                else:
                    column.addWidget(_Rule())
            entry = Entry(spec)
            entry.clicked.connect(lambda _checked=False, page=spec.id: self.chosen.emit(page))
            self._entries[spec.id] = entry
            column.addWidget(entry)
        self.collapse(narrow=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the entries stand closer, so that all of them are there."""
        super().resizeEvent(event)
        others = self.height() - HEAD - 15 - RULE * len(self.findChildren(_Rule))
        pitch = max(LEAST_PITCH, min(PITCH, others // max(len(self._entries), 1)))
        for entry in self._entries.values():
            entry.setFixedHeight(pitch)

    def hold(self, page_id: str) -> None:
        """Mark the page that shows."""
        for key, entry in self._entries.items():
            entry.setChecked(key == page_id)

    def count(self, page_id: str, count: int, *, calls: bool = False) -> None:
        """Show how many wait on a page."""
        if page_id in self._entries:
            self._entries[page_id].count(count, calls=calls)

    def collapse(self, *, narrow: bool) -> None:
        """Icons only, or icons with words."""
        self.setFixedWidth(NARROW if narrow else WIDE)
        self.house.narrow = narrow
        self.house.update()
        for entry in self._entries.values():
            entry.narrow = narrow
            entry.update()

    @property
    def is_narrow(self) -> bool:
        """Whether only icons show."""
        return self.house.narrow

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the edge at the right."""
        del event
        painter = QPainter(self)
        c = theme().colours
        painter.fillRect(self.rect(), c.window)
        painter.setPen(c.line)
        painter.drawLine(self.width() - 1, 0, self.width() - 1, self.height())
