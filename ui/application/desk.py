"""Runs the desk of a house: Qt set up, one window, others' changes and durable jobs beside it."""

import gc
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from contextlib import ExitStack
from typing import Any

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTimer, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.bootstrap import App, Background, data_directory, keep_log, last_backup, prepare_jobs
from app.features.property import House
from app.features.security import Settings
from app.kernel.commands import Query
from app.kernel.errors import AppError
from app.kernel.text import tr
from ui.application.opening import Opened, Opening
from ui.features import finance, folios, front_desk, guests, invoices, rack, rates, reports, reservations
from ui.shell.main_window import MainWindow
from ui.shell.pages import Page, PageSpec, ShellRegistry
from ui.shell.services import ShellServices
from ui.shell.standard_pages import fill_navigation
from ui.widgets.buttons import KeyedButton, Kind
from ui.widgets.focus_ring import FocusRings
from ui.widgets.labels import IconLabel, heading, label
from ui.widgets.resources import resource
from ui.widgets.theme import BODY, Mode, theme

JOBS_AFTER_MS = 1_500
SETTLED_AFTER_MS = 2_000
READY = "ready"
FIRST_SIZE = (1440, 900)
# Each capability with screens has `register(shell)`, which lends the window its pages and actions.
FEATURES: tuple[Callable[[ShellRegistry], None], ...] = (
    rack.register,
    front_desk.register,
    reservations.register,
    guests.register,
    folios.register,
    rates.register,
    invoices.register,
    finance.register,
    reports.register,
)


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
            factory=lambda services: _settings(services, shell),
        )
    )
    fill_navigation(shell)
    return shell


def _settings(services: ShellServices, shell: ShellRegistry) -> Page:
    from ui.shell.settings_page import SettingsPage  # noqa: PLC0415 - loaded when it is first opened

    return SettingsPage(services, shell.settings)


def make_window(
    app: App, *, mode: str = "", early: Mapping[Query[Any], Future[Any]] | None = None
) -> MainWindow:
    """The window of a house, dressed as its user likes it; `early` answers are under way already."""
    qt = make_application()
    settings = app.ask(Settings(user_id=app.actor.user_id))
    chosen = mode or str(settings.get("shell.theme") or "")
    theme().dress(qt, Mode(chosen) if chosen in set(Mode) else _system_mode(qt))
    location = app.database.location
    reports = data_directory(location) / "reports"
    window = MainWindow(app, make_registry(), settings=settings, reports=reports, early=early)
    where = tr("On this computer") if location.is_embedded else location.url.host or "localhost"
    name = location.url.database
    tip = str(location.path) if location.is_embedded else tr("Postgres database {name}", name=name)
    window.status.show_database(where, well=True, tip=tip)
    window.status.show_backup(last_backup(location))
    window.resize(*FIRST_SIZE)
    return window


def open_desk(
    opening: Opening,
    mode: str = "",
    *,
    until_ready: bool = False,
    watch: Callable[[MainWindow], None] | None = None,
) -> int:
    """Run the desk of a house until its window closes; gives the exit status of the process.

    `until_ready` says READY on the standard output when the first page is answered and painted, and closes
    (for the bench); `watch` is given the window when it shows.
    """
    qt = make_application()
    with ExitStack() as ending:
        try:
            opened = opening.result()
        except AppError as error:
            theme().dress(qt, Mode(mode) if mode else _system_mode(qt))
            cannot_open(error).exec()
            return 1
        finally:
            ending.callback(opening.close)
        app = _signed_in(opened, qt, mode)
        if app is None:
            return 0
        log = keep_log(app.database.location)
        if log is not None:
            ending.callback(log.end)
        window = make_window(app, mode=mode, early=opened.answers)
        window.crashes.install(None if log is None else log.path)
        opening.tell(window.hub.feed)
        window.show()
        first_page(window)
        window.operations.forget_early()
        opened.changes.start()
        QTimer.singleShot(JOBS_AFTER_MS, window, lambda: _start_jobs(app, window, ending))
        _when_ready(window, close=until_ready)
        if watch is not None:
            watch(window)
        return qt.exec()


def _signed_in(opened: Opened, qt: QApplication, mode: str) -> App | None:
    """The house for who signs in; where no user has a password, it opens by itself. None: closed instead."""
    if not opened.locked:
        return opened.app
    theme().dress(qt, Mode(mode) if mode else _system_mode(qt))
    from ui.shell.sign_in import SignInDialog  # noqa: PLC0415 - only where users have passwords

    dialog = SignInDialog(opened.app, opened.locked)
    return dialog.app if dialog.exec() else None


def first_page(window: MainWindow) -> None:
    """Show the rack, and the welcome over it while there are no rooms."""
    pages = [spec.id for spec in window.registry.pages if spec.factory is not None]
    window.open_page("rack" if "rack" in pages else pages[0])

    def greet(house: object) -> None:
        if not getattr(house, "rooms", ()):
            from ui.shell.first_start import Welcome  # noqa: PLC0415 - only for an empty house

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


def _start_jobs(app: App, window: MainWindow, ending: ExitStack) -> None:
    """Durable jobs, and what the first write needs, wait for the first screen, beside the window.

    Their libraries are slow to import.
    """
    if not window.isVisible():
        return

    def begin(jobs: Background) -> None:
        jobs.start()
        ending.callback(jobs.stop)
        QTimer.singleShot(SETTLED_AFTER_MS, window, app.settle)

    def prepare(here: App, _progress: object) -> Background:
        here.complete()
        return prepare_jobs(app)

    window.operations.run_task(prepare, begin)


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
