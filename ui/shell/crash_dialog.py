"""When something breaks that is no refusal: a sentence, folded details, a report; the desk goes on."""

import logging
import platform
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

import PySide6
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from app.kernel.clock import Clock
from app.kernel.masking import fault_text
from app.kernel.text import tr
from ui.widgets.buttons import KeyedButton, Kind
from ui.widgets.labels import IconLabel, heading, label
from ui.widgets.theme import BODY, SMALL

log = logging.getLogger("keyrack.ui")


def report_text(error: BaseException) -> str:
    """What happened, for those who repair it: the traceback with names and secrets masked."""
    head = f"Keyrack on {platform.platform()}, Python {platform.python_version()}, Qt {PySide6.__version__}"
    return f"{head}\n{fault_text(error)}"


class CrashDialog(QDialog):
    """One dialog for one crash; the data is safe, because a command that fails changes nothing."""

    def __init__(
        self,
        error: BaseException,
        folder: Path | None,
        clock: Clock,
        parent: QWidget | None = None,
        log_path: Path | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Something went wrong"))
        self.setFixedWidth(560)
        self._report = report_text(error)
        self._folder, self._clock = folder, clock
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(IconLabel("warning-circle", "danger", 20), 0, Qt.AlignmentFlag.AlignTop)
        text = QVBoxLayout()
        text.setSpacing(4)
        text.addWidget(heading(tr("Something went wrong, and it is not your fault")))
        said = tr(
            "The last step did not happen; everything before it is saved. You can go on working. "
            "If it happens again, save a report and send it to whoever looks after Keyrack."
        )
        text.addWidget(label(said, BODY, tone="secondary", wrap=True))
        head.addLayout(text, 1)
        column.addLayout(head)
        self.details = QPlainTextEdit(self._report)
        self.details.setReadOnly(True)
        self.details.setFixedHeight(220)
        self.details.setAccessibleName(tr("Details"))
        self.details.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.details.hide()
        column.addWidget(self.details)
        self.told = label("", SMALL, tone="secondary", wrap=True)
        self.told.hide()
        column.addWidget(self.told)
        if log_path is not None:
            kept = label(
                tr("What happened before is in {path}", path=log_path), SMALL, tone="secondary", wrap=True
            )
            kept.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(kept)
        column.addLayout(self._foot())

    def toggle_details(self) -> None:
        """Show or hide the details."""
        self.details.setVisible(self.details.isHidden())
        self._fold.setText(tr("Hide details") if not self.details.isHidden() else tr("Show details"))
        self.adjustSize()

    def copy(self) -> None:
        """Copy the report."""
        QGuiApplication.clipboard().setText(self._report)
        self._tell(tr("The report is copied."))

    def save(self) -> None:
        """Write the report into the data folder."""
        if self._folder is None:
            self.copy()
            return
        name = f"crash-{self._clock.now():%Y%m%d-%H%M%S}.txt"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            (self._folder / name).write_text(self._report, encoding="utf-8")
        except OSError:
            self._tell(tr("The report cannot be written to {folder}. Copy it instead.", folder=self._folder))
        else:
            self._tell(tr("Saved as {name}.", name=self._folder / name))

    def _tell(self, sentence: str) -> None:
        self.told.setText(sentence)
        self.told.show()
        self.adjustSize()

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self._fold = KeyedButton(tr("Show details"), Kind.QUIET)
        self._fold.clicked.connect(self.toggle_details)
        copy, save = KeyedButton(tr("Copy")), KeyedButton(tr("Save report"))
        go_on = KeyedButton(tr("Go on working"), Kind.PRIMARY)
        copy.clicked.connect(self.copy)
        save.clicked.connect(self.save)
        go_on.clicked.connect(self.accept)
        go_on.setDefault(True)
        go_on.setFocus()
        row.addWidget(self._fold)
        row.addStretch(1)
        for button in (copy, save, go_on):
            row.addWidget(button)
        return row


class CrashDesk(QObject):
    """Catches what nobody caught, on any thread, and shows one dialog at a time."""

    _caught = Signal(object)

    def __init__(self, window: QWidget, folder: Path | None, clock: Clock) -> None:
        super().__init__(window)
        self._window, self._folder, self._clock = window, folder, clock
        self.dialog: CrashDialog | None = None
        self._log_path: Path | None = None
        self._before: tuple[Callable[..., object], Callable[..., object]] | None = None
        self._caught.connect(self.show_crash, Qt.ConnectionType.QueuedConnection)

    def install(self, log_path: Path | None = None) -> None:
        """Take over `sys.excepthook` and `threading.excepthook`; slots of Qt end up in the first.

        The dialog names the log, where one is kept.
        """
        self._log_path = log_path
        self._before = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._hook
        threading.excepthook = lambda args: self._take(args.exc_value)

    def remove(self) -> None:
        """Give the hooks back."""
        if self._before is not None:
            sys.excepthook, threading.excepthook = self._before
            self._before = None

    def show_crash(self, error: BaseException) -> None:
        """Log the crash and show it, unless one shows already (GUI thread)."""
        log.error("crash", exc_info=error)
        if self.dialog is not None:
            return
        self.dialog = CrashDialog(error, self._folder, self._clock, self._window, self._log_path)
        self.dialog.finished.connect(self._closed)
        self.dialog.open()

    def _hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self._take(error)

    def _take(self, error: BaseException | None) -> None:
        if error is not None:
            self._caught.emit(error)

    def _closed(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None
