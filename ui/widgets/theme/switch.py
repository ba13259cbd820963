"""The theme of the running program: which mode shows, and the switch that re-dresses everything at once."""

from functools import cache

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from ui.widgets.theme.fonts import font, load_fonts
from ui.widgets.theme.palette import palette
from ui.widgets.theme.stylesheet import stylesheet
from ui.widgets.theme.tokens import Colours, Mode, colours


class Theme(QObject):
    """What painted widgets ask for colours; `changed` is emitted after every switch."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._mode = Mode.LIGHT
        self._dressed = False

    @property
    def mode(self) -> Mode:
        """The palette that shows."""
        return self._mode

    @property
    def colours(self) -> Colours:
        """The named colours that show now; ask again in each paint, never keep them."""
        return colours(self._mode)

    def dress(self, app: QApplication, mode: Mode) -> None:
        """Set style, fonts, palette and sheet of the application; cheap when nothing changes."""
        if not self._dressed:
            app.setStyle("Fusion")
            load_fonts()
            app.setFont(font())
        elif mode is self._mode:
            return
        self._mode = mode
        self._dressed = True
        app.setPalette(palette(self.colours))
        app.setStyleSheet(stylesheet(self.colours))
        self.changed.emit()

    def use(self, mode: Mode) -> None:
        """Switch to a mode at run time; does nothing before there is an application."""
        app = QGuiApplication.instance()
        if isinstance(app, QApplication):
            self.dress(app, mode)


@cache
def theme() -> Theme:
    """The program's one theme. It belongs to the process, as Qt's own palette does."""
    return Theme()
