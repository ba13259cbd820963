"""The status bar: business date, user, workstation, database, last backup; saved or saving; the clock."""

from datetime import datetime

from PySide6.QtCore import QDateTime, QLocale, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.kernel.text import tr
from ui.widgets.icons import paint_icon
from ui.widgets.theme import SEMIBOLD, SMALL, font, theme

HEIGHT = 26
ICON = 14


class StatusItem(QWidget):
    """Icon (or a dot), a quiet text and a strong one behind it."""

    def __init__(self, icon: str = "", *, token: str = "text_secondary") -> None:
        super().__init__()
        self._icon, self._token = icon, token
        self._quiet = self._strong = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HEIGHT - 1)

    def say(self, quiet: str, strong: str = "", tip: str = "") -> None:
        """Show other texts."""
        if (quiet, strong, tip) == (self._quiet, self._strong, self.toolTip()):
            return
        self._quiet, self._strong = quiet, strong
        self.setAccessibleName(f"{quiet} {strong}".strip())
        self.setToolTip(tip)
        self.updateGeometry()
        self.update()

    def show_icon(self, icon: str, token: str) -> None:
        """Show another icon."""
        self._icon, self._token = icon, token
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as its parts."""
        parts = [ICON] if self._icon else []
        for text, weight in ((self._quiet, font(SMALL)), (self._strong, font(SMALL, SEMIBOLD))):
            if text:
                parts.append(QFontMetrics(weight).horizontalAdvance(text))
        return QSize(sum(parts) + 6 * max(0, len(parts) - 1) + 1, HEIGHT - 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint icon and texts."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = theme().colours
        x = 0
        if self._icon == "dot":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(c.named(self._token))
            painter.drawEllipse(QRect(3, HEIGHT // 2 - 5, 8, 8))
            x = ICON + 4
        elif self._icon:
            paint_icon(
                painter, self._icon, QRect(0, (HEIGHT - ICON) // 2 - 1, ICON, ICON), c.named(self._token)
            )
            x = ICON + 6
        for text, used, colour in (
            (self._quiet, font(SMALL), c.text_secondary),
            (self._strong, font(SMALL, SEMIBOLD), c.text),
        ):
            if text:
                painter.setFont(used)
                painter.setPen(colour)
                width = QFontMetrics(used).horizontalAdvance(text)
                painter.drawText(QRect(x, 0, width + 1, HEIGHT - 2), Qt.AlignmentFlag.AlignVCenter, text)
                x += width + 6


class _Rule(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(QSize(1, HEIGHT - 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line between items."""
        del event
        QPainter(self).fillRect(0, 6, 1, HEIGHT - 13, theme().colours.line)


class StatusBar(QWidget):
    """One item for each thing that a desk must know at any time."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(HEIGHT)
        self.date = StatusItem("calendar-blank")
        self.user = StatusItem("user")
        self.desk = StatusItem("monitor")
        self.database = StatusItem("dot", token="success")
        self.backup = StatusItem("hard-drives")
        self.saved = StatusItem("check-circle", token="success")
        self.clock = StatusItem()
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 1, 16, 0)
        row.setSpacing(11)
        for index, item in enumerate((self.date, self.user, self.desk, self.database, self.backup)):
            if index:
                row.addWidget(_Rule())
            row.addWidget(item)
        row.addStretch(1)
        row.addWidget(self.saved)
        row.addSpacing(4)
        row.addWidget(self.clock)
        self.show_saving(saving=False)
        self.show_backup(None)

    def show_saving(self, *, saving: bool) -> None:
        """All changes saved, or a write under way."""
        if saving:
            self.saved.show_icon("floppy-disk", "text_secondary")
            self.saved.say(tr("Saving"))
        else:
            self.saved.show_icon("check-circle", "success")
            self.saved.say(tr("All changes saved"))

    def show_backup(self, at: datetime | None) -> None:
        """When the data was copied last."""
        if at is None:
            self.backup.say(tr("No backup yet"))
            return
        local = QLocale().toString(QDateTime.fromSecsSinceEpoch(int(at.timestamp())), "d MMM HH:mm")
        self.backup.say(tr("Last backup {time}", time=local))

    def show_database(self, name: str, *, well: bool, tip: str = "") -> None:
        """Where the data is, and whether it answers."""
        self.database.show_icon("dot", "success" if well else "danger")
        self.database.say(name, tip=tip)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the edge above."""
        del event
        painter = QPainter(self)
        c = theme().colours
        painter.fillRect(self.rect(), c.window)
        painter.setPen(c.line)
        painter.drawLine(0, 0, self.width(), 0)
