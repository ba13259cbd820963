"""Grey shapes of what comes, shown only when it takes longer than 150 ms."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.widgets.theme import theme

AFTER_MS = 150
BAR, PITCH = 10, 18
_SHARES = (74, 94, 60, 86, 68)


class LoadingBars(QWidget):
    """Bars in the place of rows. `start` when a question is asked, `stop` when the answer is there."""

    def __init__(
        self, shares: Sequence[int] = (), rows: int = 3, pitch: int = PITCH, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._shares = list(shares) or [_SHARES[i % len(_SHARES)] for i in range(rows)]
        self._pitch = pitch
        self._shown = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._show)
        self.setMinimumHeight((len(self._shares) - 1) * pitch + BAR)

    def start(self) -> None:
        """Show after 150 ms, unless stopped before."""
        if not self._shown:
            self._timer.start(AFTER_MS)

    def stop(self) -> None:
        """The answer is there."""
        self._timer.stop()
        self._shown = False
        self.update()

    def show_now(self) -> None:
        """Show at once."""
        self._show()

    def sizeHint(self) -> QSize:
        """Room for all bars."""
        return QSize(200, self.minimumHeight())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bars."""
        del event
        if not self._shown:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().colours.sunken)
        for index, share in enumerate(self._shares):
            painter.drawRoundedRect(0, index * self._pitch, self.width() * share // 100, BAR, 2, 2)

    def _show(self) -> None:
        self._shown = True
        self.update()
