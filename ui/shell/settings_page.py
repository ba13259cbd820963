"""Settings: how Keyrack looks for this user, where the data is, and what capabilities add."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.bootstrap import back_up, data_directory
from app.kernel.errors import AppError
from app.kernel.text import tr
from ui.shell.pages import Page
from ui.shell.services import ShellServices
from ui.widgets.buttons import KeyedButton
from ui.widgets.labels import Card, label
from ui.widgets.progress_card import ProgressCard
from ui.widgets.segmented import SegmentedControl
from ui.widgets.side_panel import FactRows
from ui.widgets.theme import BODY, MEDIUM, SMALL, Mode

WIDTH = 720
Section = Callable[[ShellServices], QWidget]


class Copied(Protocol):
    """A copy of the house that was made."""

    @property
    def path(self) -> Path:
        """The file."""
        ...

    @property
    def at(self) -> datetime:
        """When."""
        ...

    @property
    def bytes(self) -> int:
        """How big."""
        ...


class SettingsPage(Page):
    """One card per subject, in a column that stays readable in a wide window."""

    def __init__(self, services: ShellServices, sections: Sequence[Section] = ()) -> None:
        super().__init__()
        self.title = tr("Settings")
        self._services = services
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        inner = QWidget()
        inner.setProperty("ground", "window")
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        for card in (self._look(), self._data(), *(self._added(make) for make in sections)):
            card.setMaximumWidth(WIDTH)
            column.addWidget(card)
        column.addStretch(1)
        area.setWidget(inner)
        outer.addWidget(area)
        services.theme.changed.connect(self._show_theme)

    def _look(self) -> Card:
        card = Card(tr("How Keyrack looks for you"))
        self._themes = SegmentedControl(((str(Mode.LIGHT), tr("Light")), (str(Mode.DARK), tr("Dark"))))
        self._show_theme()
        self._themes.chosen.connect(self._choose_theme)
        card.body.addLayout(
            _line(
                tr("Palette"),
                tr("Light for the day, dark for the night shift. It changes at once."),
                self._themes,
            )
        )
        reset = KeyedButton(tr("Put back"))
        reset.clicked.connect(self._reset)
        card.body.addLayout(
            _line(
                tr("Views"),
                tr("Columns, filters and zoom of the rack and the lists, as they come out of the box."),
                reset,
            )
        )
        return card

    def _data(self) -> Card:
        card = Card(tr("Where the data is"))
        location = self._services.app.database.location
        rows = FactRows(150)
        if location.is_embedded:
            rows.add(tr("Database"), tr("On this computer"))
            rows.add(tr("File"), str(location.path))
        else:
            rows.add(tr("Database"), tr("Postgres on {host}", host=location.url.host or "localhost"))
            rows.add(tr("Name"), location.url.database or "")
        rows.add(tr("Files of this computer"), str(data_directory(location)))
        rows.add(tr("Workstation"), self._services.app.actor.workstation)
        rows.add(tr("Signed in"), self._services.app.actor.name)
        card.body.addLayout(rows)
        if location.is_embedded:
            card.body.addSpacing(4)
            self._copy = KeyedButton(tr("Back up now"))
            self._copy.clicked.connect(self._back_up)
            sentence = tr("A copy of the whole house, proved sound, in the folder backups beside the data.")
            card.body.addLayout(_line(tr("Backup"), sentence, self._copy))
            self._progress = ProgressCard(tr("Copying the house"))
            self._progress.stop.hide()
            self._progress.hide()
            card.body.addWidget(self._progress)
        return card

    def _back_up(self) -> None:
        self._copy.setEnabled(False)
        self._progress.show()
        location, clock = self._services.app.database.location, self._services.app.clock
        task = self._services.operations.run_task(
            lambda _app, _progress: back_up(location, clock=clock), self._backed_up, self._not_backed_up
        )
        task.finished.connect(self._progress.hide)
        task.finished.connect(lambda: self._copy.setEnabled(True))

    def _backed_up(self, made: Copied) -> None:
        self._services.navigator.show_backup(made.at)
        size = f"{made.bytes / 1e6:.1f}"
        self._services.toasts.tell(tr("Backed up to {file} ({size} MB)", file=made.path.name, size=size))

    def _not_backed_up(self, error: AppError) -> None:
        self._services.toasts.fail(error.sentence)

    def _added(self, make: Section) -> Card:
        section = make(self._services)
        card = Card(section.windowTitle())
        card.body.addWidget(section)
        return card

    def _show_theme(self) -> None:
        self._themes.choose(str(self._services.theme.mode))

    def _choose_theme(self, mode: str) -> None:
        self._services.preferences.put("shell.theme", mode)
        self._services.theme.use(Mode(mode))

    def _reset(self) -> None:
        kept = self._services.theme.mode
        self._services.preferences.forget()
        self._services.preferences.put("shell.theme", str(kept))
        self._services.toasts.tell(tr("All views are as they come out of the box."))


def _line(title: str, sentence: str, control: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(16)
    text = QVBoxLayout()
    text.setSpacing(1)
    text.addWidget(label(title, BODY, MEDIUM))
    text.addWidget(label(sentence, SMALL, tone="secondary", wrap=True))
    row.addLayout(text, 1)
    row.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
    return row
