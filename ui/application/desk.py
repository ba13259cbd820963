"""Opens a house and runs its desk: Qt set up, one window, others' changes and durable jobs beside it."""

import gc
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTimer, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.bootstrap import (
    App,
    Background,
    data_directory,
    follow,
    hold_window,
    keep_log,
    last_backup,
    location_of,
    open_app,
    prepare_jobs,
)
from app.features.property import House
from app.features.security import Settings, Users
from app.kernel.errors import AppError
from app.kernel.text import tr
from ui.features import rack, reports, reservations
from ui.shell.first_start import Welcome
from ui.shell.main_window import MainWindow
from ui.shell.pages import PageSpec, ShellRegistry
from ui.shell.settings_page import SettingsPage
from ui.shell.sign_in import SignInDialog
from ui.shell.standard_pages import fill_navigation
from ui.widgets.buttons import KeyedButton, Kind
from ui.widgets.focus_ring import FocusRings
from ui.widgets.labels import IconLabel, heading, label
from ui.widgets.resources import resource
from ui.widgets.theme import BODY, Mode, theme

JOBS_AFTER_MS = 1_500
READY = "ready"
FIRST_SIZE = (1440, 900)
# Each capability with screens has `register(shell)`, which lends the window its pages and actions.
FEATURES: tuple[Callable[[ShellRegistry], None], ...] = (
    rack.register,
    reservations.register,
    reports.register,
)


class Held(Protocol):
    """What says that this is the one window of an embedded database."""

    def release(self) -> None:
        """Let another window have it."""
        ...


def make_application() -> QApplication:
    """Qt with our style, fonts and translations; the one that exists, where one does."""
    known = QApplication.instance()
    if isinstance(known, QApplication):
        return known
    if QLocale().language() == QLocale.Language.C:
        QLocale.setDefault(QLocale("en_GB"))  # the C locale groups no digits and names no days
    made = QApplication(sys.argv[:1])
    made.setApplicationName("keyrack")
    made.setApplicationDisplayName("Keyrack")
    made.setWindowIcon(QIcon(str(resource("icons", "keyrack.svg"))))
    translator = QTranslator(made)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(QLocale(), "qtbase", "_", folder):
        made.installTranslator(translator)
    FocusRings(made)
    return made


def make_registry() -> ShellRegistry:
    """What all capabilities lend to the window."""
    shell = ShellRegistry()
    for feature in FEATURES:
        feature(shell)
    shell.pages.append(
        PageSpec(
            id="settings",
            title=tr("Settings"),
            icon="gear-six",
            group=9,
            factory=lambda services: SettingsPage(services, shell.settings),
        )
    )
    fill_navigation(shell)
    return shell


def make_window(app: App, *, mode: str = "") -> MainWindow:
    """The window of a house, dressed as its user likes it, on its first page."""
    qt = make_application()
    settings = app.ask(Settings(user_id=app.actor.user_id))
    chosen = mode or str(settings.get("shell.theme") or "")
    theme().dress(qt, Mode(chosen) if chosen in set(Mode) else _system_mode(qt))
    location = app.database.location
    window = MainWindow(app, make_registry(), settings=settings, reports=data_directory(location) / "reports")
    where = tr("On this computer") if location.is_embedded else location.url.host or "localhost"
    name = location.url.database
    tip = str(location.path) if location.is_embedded else tr("Postgres database {name}", name=name)
    window.status.show_database(where, well=True, tip=tip)
    window.status.show_backup(last_backup(location))
    window.resize(*FIRST_SIZE)
    return window


def run(data: Path | None, database: str, mode: str, *, until_ready: bool = False) -> int:
    """Open the house that the command line names and run its desk."""
    location = location_of(data, database)
    return open_desk(lambda: open_app(location), lambda: hold_window(location), mode, until_ready=until_ready)


def open_desk(
    open_house: Callable[[], App],
    hold: Callable[[], Held | None],
    mode: str = "",
    *,
    until_ready: bool = False,
) -> int:
    """Run the desk of a house until its window closes; gives the exit status of the process.

    `hold` makes this the one window of an embedded database; it refuses a second one. `until_ready` says
    READY on the standard output when the first page is answered and painted, and closes (for the bench).
    """
    qt = make_application()
    try:
        held = hold()
        app = open_house()
    except AppError as error:
        theme().dress(qt, Mode(mode) if mode else _system_mode(qt))
        cannot_open(error).exec()
        return 1
    signed = _signed_in(app, qt, mode)
    if signed is None:
        app.close()
        return 0
    log = keep_log(app.database.location)
    window = make_window(signed, mode=mode)
    window.crashes.install(None if log is None else log.path)
    beside: list[Background] = [follow(app, window.hub.feed)]
    window.show()
    first_page(window)
    beside[0].start()
    QTimer.singleShot(JOBS_AFTER_MS, window, lambda: _start_jobs(app, window, beside))
    _when_ready(window, close=until_ready)
    try:
        return qt.exec()
    finally:
        for background in reversed(beside):
            background.stop()
        app.close()
        if held is not None:
            held.release()
        if log is not None:
            log.end()


def _signed_in(app: App, qt: QApplication, mode: str) -> App | None:
    """The house for who signs in; where no user has a password, it opens by itself. None: closed instead."""
    users = [user for user in app.ask(Users()) if user.password_hash]
    if not users:
        return app
    theme().dress(qt, Mode(mode) if mode else _system_mode(qt))
    dialog = SignInDialog(app, users)
    return dialog.app if dialog.exec() else None


def first_page(window: MainWindow) -> None:
    """Show the rack, and the welcome over it while there are no rooms."""
    pages = [spec.id for spec in window.registry.pages if spec.factory is not None]
    window.open_page("rack" if "rack" in pages else pages[0])

    def greet(house: object) -> None:
        if not getattr(house, "rooms", ()):
            welcome = Welcome(window.services, window.content, can_import="import" in pages)
            welcome.place()
            welcome.done.connect(lambda: _look_at_today(window))
            welcome.show()
            welcome.form.hotel.setFocus()

    window.operations.ask(House(), greet)


def _when_ready(window: MainWindow, *, close: bool) -> None:
    """Once the first page is answered and painted: what was loaded stays, so the collector skips it."""
    if close and window.page.is_usable:
        window.repaint()
        print(READY, flush=True)
        window.close()
        return
    if not window.operations.idle or close:
        QTimer.singleShot(1, window, lambda: _when_ready(window, close=close))
        return
    window.repaint()
    gc.freeze()
    gc.enable()


def _look_at_today(window: MainWindow) -> None:
    """The business date has just begun, so the rack has to look there."""
    if window.services.actions.find("rack.today") is not None:
        window.run_action("rack.today")


def _start_jobs(app: App, window: MainWindow, beside: list[Background]) -> None:
    """Durable jobs wait until the first screen is there: their library is slow to import."""
    if not window.isVisible():
        return
    jobs = prepare_jobs(app)
    jobs.start()
    beside.append(jobs)


def _system_mode(qt: QApplication) -> Mode:
    dark = qt.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return Mode.DARK if dark else Mode.LIGHT


def cannot_open(error: AppError, parent: QWidget | None = None) -> QDialog:
    """Why the house cannot be opened, when there is no window yet to say it in."""
    dialog = QDialog(parent)
    dialog.setWindowTitle("Keyrack")
    dialog.setFixedWidth(480)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(20, 18, 20, 16)
    column.setSpacing(14)
    head = QHBoxLayout()
    head.setSpacing(10)
    head.addWidget(IconLabel("warning-circle", "danger", 20), 0, Qt.AlignmentFlag.AlignTop)
    text = QVBoxLayout()
    text.addWidget(heading(tr("Keyrack cannot open this hotel")))
    text.addWidget(label(error.sentence, BODY, tone="secondary", wrap=True))
    head.addLayout(text, 1)
    column.addLayout(head)
    foot = QHBoxLayout()
    foot.addStretch(1)
    close = KeyedButton(tr("Close"), Kind.PRIMARY, key=tr("Enter"))
    close.clicked.connect(dialog.accept)
    close.setDefault(True)
    foot.addWidget(close)
    column.addLayout(foot)
    return dialog
