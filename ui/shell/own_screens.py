"""The shell's own pictures: components, palette, refusal, toast, crash, settings, first start."""

from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from app.features.property import House
from app.kernel.text import tr
from ui.shell.close_day import CloseDayCard
from ui.shell.crash_dialog import CrashDialog
from ui.shell.gallery import Gallery
from ui.shell.gallery.lists import refusal
from ui.shell.main_window import MainWindow
from ui.shell.screens import ScreenShot, Stage
from ui.widgets.floating import SHADOW


def own_screens() -> list[ScreenShot]:
    """The pictures, in the order they are taken."""
    return [
        ScreenShot(name="components", prepare=_components),
        ScreenShot(name="palette", prepare=_palette),
        ScreenShot(name="refusal", prepare=_refusal),
        ScreenShot(name="toast", prepare=_toast),
        ScreenShot(name="crash", prepare=_crash),
        ScreenShot(name="settings", prepare=_settings),
        ScreenShot(name="close-day", prepare=_close_day),
    ]


def _window(stage: Stage) -> MainWindow:
    assert isinstance(stage.window, MainWindow)
    return stage.window


def _first_page(stage: Stage) -> MainWindow:
    window = _window(stage)
    pages = [spec.id for spec in window.registry.pages if spec.factory is not None]
    window.open_page(pages[0])
    stage.settle()
    return window


def _components(stage: Stage) -> QWidget:
    sheet = Gallery()
    sheet.resize(max(1440, stage.window.width()), 1000)
    sheet.show()
    return sheet


def _palette(stage: Stage) -> QWidget | None:
    window = _first_page(stage)
    window.palette_.open("o")
    stage.settle()
    return window.palette_.card


def _refusal(stage: Stage) -> QWidget:
    window = _first_page(stage)
    popover = refusal()
    popover.setParent(window)
    popover.adjustSize()
    popover.move(QPoint(window.width() // 2 - popover.width() // 2, 200 - SHADOW))
    popover.show()
    popover.raise_()
    return popover


def _toast(stage: Stage) -> None:
    window = _first_page(stage)
    window.toasts.tell(tr("Okonkwo moved to 205"), action=tr("Undo"), key=tr("Ctrl+Z"))


def _crash(stage: Stage) -> QWidget:
    window = _first_page(stage)
    try:
        raise RuntimeError("the printer 'Reception' did not answer")
    except RuntimeError as error:
        dialog = CrashDialog(
            error, Path(), window.services.app.clock, window, Path("keyrack") / "keyrack.log"
        )
    dialog.toggle_details()
    dialog.show()
    return dialog


def _settings(stage: Stage) -> None:
    _window(stage).open_page("settings")


def _close_day(stage: Stage) -> QWidget | None:
    window = _first_page(stage)
    card = CloseDayCard(window.services, window.services.app.ask(House()), window)
    card.move(QPoint((window.width() - card.width()) // 2, 180))
    card.show()
    card.raise_()
    return card
