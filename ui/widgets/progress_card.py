"""Long work as a person sees it: what runs, how far, how long still, Stop."""

from PySide6.QtCore import QElapsedTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from app.kernel.text import tr, trn
from ui.widgets.buttons import KeyedButton, Size
from ui.widgets.labels import label
from ui.widgets.theme import BODY, MEDIUM, SMALL

_STEPS = 1000
_GUESS_AFTER_MS = 1_500


class ProgressCard(QWidget):
    """Connect `moved` of a task to `show_progress` and `stopped` to its `cancel`."""

    stopped = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = QElapsedTimer()
        self._clock.start()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        first = QHBoxLayout()
        self.title = label(title, BODY, MEDIUM)
        self.count = label("", SMALL, tone="secondary")
        first.addWidget(self.title)
        first.addStretch(1)
        first.addWidget(self.count)
        column.addLayout(first)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        column.addWidget(self.bar)
        last = QHBoxLayout()
        self.note = label("", SMALL, tone="secondary")
        last.addWidget(self.note)
        last.addStretch(1)
        self.stop = KeyedButton(tr("Stop"), size=Size.DENSE)
        self.stop.clicked.connect(self._stop)
        last.addWidget(self.stop)
        column.addLayout(last)

    def show_progress(self, done: int, total: int, note: str = "") -> None:
        """Show how far it is; the time left is guessed from the pace so far."""
        self.bar.setRange(0, _STEPS if total else 0)
        if total:
            self.bar.setValue(done * _STEPS // total)
            self.count.setText(tr("{done} of {total}", done=f"{done:,}", total=f"{total:,}"))
        self.note.setText(note or self._left(done, total))

    def ended(self, note: str) -> None:
        """The work is through."""
        self.bar.setRange(0, _STEPS)
        self.bar.setValue(_STEPS)
        self.note.setText(note)
        self.stop.hide()

    def _left(self, done: int, total: int) -> str:
        passed = self._clock.elapsed()
        if not done or not total or passed < _GUESS_AFTER_MS:
            return ""
        seconds = round(passed * (total - done) / done / 1000)
        if seconds < 90:
            return trn("about {n} second left", "about {n} seconds left", max(1, seconds))
        return trn("about {n} minute left", "about {n} minutes left", round(seconds / 60))

    def _stop(self) -> None:
        self.stop.setEnabled(False)
        self.note.setText(tr("stopping"))
        self.stopped.emit()
