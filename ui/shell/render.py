"""Renders every registered screen to PNG: both palettes, two window sizes, all answered and painted."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QEventLoop, Qt, QTimer
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QDialog, QWidget

from app.kernel.text import tr
from ui.shell.main_window import MainWindow
from ui.shell.screens import ScreenShot
from ui.widgets.theme import Mode, theme

SIZES = ((1440, 900), (1920, 1080))
QUIET_MS, LONGEST_MS = 60, 15_000


class WindowStage:
    """A window that pictures are taken of."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    @property
    def window(self) -> MainWindow:
        """The main window."""
        return self._window

    def settle(self) -> None:
        """Wait until no answer has been awaited for a moment, for a bounded time."""
        clock = QElapsedTimer()
        clock.start()
        quiet = False
        while clock.elapsed() < LONGEST_MS:
            pause(QUIET_MS)
            if self._window.operations.idle and quiet:
                return
            quiet = self._window.operations.idle


def pause(ms: int) -> None:
    """Let Qt work for a while."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def render(window: MainWindow, screens: Sequence[ScreenShot], folder: Path) -> Iterator[Path]:
    """Render all screens; yields each file. A screen's name with theme and width names its file."""
    folder.mkdir(parents=True, exist_ok=True)
    stage = WindowStage(window)
    window.show()
    for mode in Mode:
        theme().use(mode)
        for size in SIZES:
            window.resize(*size)
            stage.settle()
            for screen in screens:
                path = folder / f"{screen.name}-{mode}-{size[0]}.png"
                if not shoot(stage, screen).save(str(path)):
                    raise OSError(0, tr("the file cannot be written"))
                yield path


def shoot(stage: WindowStage, screen: ScreenShot) -> QPixmap:
    """Prepare one screen, take its picture, and put the window back."""
    extra = screen.prepare(stage)
    stage.settle()
    picture = stage.window.grab()
    if extra is not None and (extra.isWindow() or extra.window() is not stage.window):
        picture = _over(picture, stage.window, extra.window())
    if extra is not None:
        extra.close()
    stage.window.show_panel(None)
    stage.window.palette_.close()
    stage.window.toasts.clear()
    return picture


def _over(picture: QPixmap, window: QWidget, dialog: QWidget) -> QPixmap:
    """The dialog on the picture of its window: where it is, or in the middle when it is elsewhere."""
    if dialog.width() > window.width() * 0.9:
        return dialog.grab()
    place = dialog.pos() - window.pos()
    if isinstance(dialog, QDialog) or not window.rect().contains(place):
        place = window.rect().center() - dialog.rect().center()
    painter = QPainter(picture)
    painter.setPen(theme().colours.line_strong)
    if not dialog.testAttribute(Qt.WidgetAttribute.WA_TranslucentBackground):
        painter.drawRect(dialog.rect().translated(place).adjusted(-1, -1, 0, 0))
    painter.drawPixmap(place, dialog.grab())
    painter.end()
    return picture
