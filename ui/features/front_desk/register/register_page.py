"""The guest register: who has to be told to the authority, until when, what is missing; export and send."""

from collections.abc import Callable
from pathlib import Path
from typing import Final
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QStandardPaths, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout

from app.bootstrap import App
from app.features.front_desk import (
    MarkRegisterSent,
    Register,
    RegisterFile,
    RegisterFileView,
    RegisterRow,
    RegisterView,
    SetRegisterTerms,
    register,
    save_file,
)
from app.features.property import HouseView, PropertyView
from app.kernel.changes import ChangeSet, Outcome
from app.kernel.errors import AppError
from app.kernel.text import tr, trn
from ui.features.front_desk.register import words
from ui.features.front_desk.register.places_dialog import choose_places
from ui.features.front_desk.register.register_dialogs import AnswerDialog, CodeDialog, CompleteDialog
from ui.features.front_desk.register.told_dialog import ToldDialog
from ui.shell.pages import Page
from ui.shell.services import ShellServices
from ui.shell.tasks import Progress
from ui.shell.which_hotel import HotelBox, with_hotel
from ui.widgets.buttons import KeyedButton, Kind
from ui.widgets.data_table import DataTable
from ui.widgets.empty_state import EmptyState
from ui.widgets.key_cap import KeyCap
from ui.widgets.labels import Card, label
from ui.widgets.loading import LoadingBars
from ui.widgets.segmented import SegmentedControl
from ui.widgets.strips import ErrorPlace
from ui.widgets.theme import MICRO, SMALL

TICK_MS: Final = 30_000
MOST_REFERENCE: Final = 120
TABLES: Final = (
    "register_entry", "register_facts", "register_terms", "identity_check", "guest", "stay", "stay_guest",
    "register_place",
)  # fmt: skip
TO_DO, ALL = "to_do", "all"
TO_SEND, WITH_THEM = ("to_send", "to_correct"), ("sent", "to_process")


class RegisterPage(Page):
    """One page per window. Enter completes the row or keeps the answer, E exports what is ready, T tells
    what was told."""

    def __init__(self, services: ShellServices) -> None:
        super().__init__()
        self.title, self.services = tr("Guest register"), services
        self.view: RegisterView | None = None
        self.trouble = ErrorPlace(tr("The register could not be read."), tr("Try again"), self.load)
        self.hotel: PropertyView | None = None
        self.hotels = HotelBox(services)
        self.which = SegmentedControl(((TO_DO, tr("To do")), (ALL, tr("Everything"))))
        self.told = label("", SMALL, tone="secondary")
        self.code = KeyedButton(tr("Code of the establishment…"), Kind.QUIET)
        self.places = KeyedButton(tr("Codes of places…"), Kind.QUIET)
        self.what_told = KeyedButton(tr("What was told…"), key="T")
        self.answer = KeyedButton(tr("Answer…"), key="A")
        self.complete = KeyedButton(tr("Complete…"), key=tr("Enter"))
        self.export = KeyedButton(
            tr("Export and mark as sent"), Kind.PRIMARY, icon="download-simple", key="E"
        )
        self.table: DataTable[RegisterRow] = DataTable(
            words.columns(services.app.clock.now()), row_height=36, same=lambda row: row.stay_id
        )
        self.table.setAccessibleName(self.title)
        self.empty = EmptyState(
            "check-circle", tr("Nobody waits to be registered"),
            tr("Each check-in stands here until the authority was told of it."),
        )  # fmt: skip
        self.loading = LoadingBars(rows=8, pitch=36)
        self._wanted: UUID | None = None
        self._tick = QTimer(self, interval=TICK_MS)
        self._lay_out()
        self._connect()

    def opened(self, **arguments: object) -> None:
        """Read the register; `stay` makes its entry current."""
        wanted = arguments.get("stay")
        self._wanted = wanted if isinstance(wanted, UUID) else None
        self._tick.start()
        with_hotel(self.services, self._use)
        self.table.setFocus()

    def left(self) -> None:
        """Nothing is read for nobody."""
        self._tick.stop()

    @property
    def is_usable(self) -> bool:
        """Whether the entries are there."""
        return self.view is not None

    def load(self) -> None:
        """Ask for the entries; old ones stay until the new are there."""
        if self.view is None:
            self.stack.setCurrentWidget(self.loading)
            self.loading.start()
        if self.hotel is None:
            return
        query = Register(
            now=self.services.app.clock.now(), property_id=self.hotel.id,
            everything=self.which.choice == ALL,
        )  # fmt: skip
        self.services.operations.ask(query, self._take, self._refused, latest="guests.register")

    def open_row(self, row: RegisterRow | None = None) -> None:
        """What is missing of the current entry; of one that was sent, what was answered."""
        row = row or self.table.current
        if row is None:
            return
        if row.lacks:
            CompleteDialog(self.services, row, self.load).open()
        elif row.state in WITH_THEM:
            self.ask_answer()
        elif row.state in TO_SEND:
            self.services.toasts.tell(tr("Nothing is missing: E exports it."))

    def ask_answer(self) -> None:
        """What the authority said of the current entry."""
        row = self.table.current
        if row is not None and row.state in WITH_THEM:
            AnswerDialog(self.services, row, self.load).open()
        else:
            self.services.toasts.tell(tr("Choose an entry that was sent."))

    def show_told(self) -> None:
        """What the authority was told of the current entry, each time."""
        row = self.table.current
        if row is not None:
            ToldDialog(self.services, row, self._ask_where).open()

    def ask_code(self) -> None:
        """The code of the establishment."""
        view = self.view
        if view is None:
            return

        def terms(code: str) -> SetRegisterTerms:
            id_ = self.services.app.new_id()
            return SetRegisterTerms(id=id_, property_id=view.property_id, establishment=code)

        CodeDialog(self.services, terms, view.establishment, self.load).open()

    def export_ready(self) -> None:
        """Ask where the file of all that is ready goes."""
        ready = tuple(row.stay_id for row in self.table.rows_model.rows if _is_ready(row))
        if not ready:
            self.services.toasts.tell(tr("Nothing is ready to send."))
            return
        self.services.operations.ask(RegisterFile(stay_ids=ready), self._ask_form, self._refused)

    def save(self, file: RegisterFileView, path: Path) -> None:
        """Write the file, in the form its name has; then its entries are sent."""
        form = path.suffix.removeprefix(".").lower()
        if form in file.forms and form != file.forms[0]:
            query = RegisterFile(stay_ids=file.stay_ids, form=form)
            self.services.operations.ask(query, lambda other: self.save(other, path), self._refused)
            return
        self._write(file, path, self._send(file))

    def _send(self, file: RegisterFileView) -> Callable[[Path], None]:
        def written(path: Path) -> None:
            def sent(_outcome: Outcome) -> None:
                count = trn("{n} entry is sent", "{n} entries are sent", len(file.stay_ids))
                told = tr("{count}, in {name}", count=count, name=path.name)
                if file.left:
                    more = trn("{n} more needs another file", "{n} more need another file", file.left)
                    told = f"{told}. {more}"
                self.services.did(command.id, told)

            command = MarkRegisterSent(
                id=self.services.app.new_id(), stay_ids=file.stay_ids, reference=path.name[:MOST_REFERENCE]
            )
            self.services.operations.run_command(command, sent, self._refused, initiator=self)

        return written

    def _write(self, file: RegisterFileView, path: Path, then: Callable[[Path], None]) -> None:
        def work(_app: App, _progress: Progress) -> Path:
            save_file(path, file.content)
            return path

        self.services.operations.run_task(work, then, self._refused, title=tr("Export"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A letter in a table looks for a row; E and A are verbs here."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            verb = {
                Qt.Key.Key_E: self.export_ready, Qt.Key.Key_A: self.ask_answer, Qt.Key.Key_T: self.show_told,
            }.get(Qt.Key(event.key()))  # fmt: skip
            if verb is not None and event.modifiers() == Qt.KeyboardModifier.NoModifier:
                verb()
                return True
        return super().eventFilter(watched, event)

    def _ask_form(self, file: RegisterFileView) -> None:
        self._choose_path(file, lambda path: self.save(file, path))

    def _ask_where(self, file: RegisterFileView, then: Callable[[Path], None]) -> None:
        self._choose_path(file, lambda path: self._write(file, path, then))

    def _choose_path(self, file: RegisterFileView, then: Callable[[Path], None]) -> None:
        dialog = QFileDialog(self.services.navigator.dialog_parent, tr("Export the guest register"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([f"{form.upper()} (*.{form})" for form in file.forms])
        dialog.setDefaultSuffix(file.forms[0])
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog.setDirectory(folder or str(Path.home()))
        dialog.selectFile(file.name)
        forms = {f"{form.upper()} (*.{form})": form for form in file.forms}
        dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix(forms[chosen]))
        dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
        dialog.open()

    def _use(self, house: HouseView, hotel: PropertyView) -> None:
        if self.hotel is not None and self.hotel.id != hotel.id:
            self.view = None
        self.hotel = hotel
        self.hotels.show_house(house, hotel)
        self.load()

    def _take(self, view: RegisterView) -> None:
        self.loading.stop()
        self.trouble.say("")
        self.view = view
        self.table.rows_model.columns = tuple(words.columns(self.services.app.clock.now()))
        self.table.show_rows(view.rows)
        waiting = [row for row in view.rows if row.state in words.WAITING]
        self.told.setText(words.told(len(waiting), sum(row.late for row in waiting)))
        self.export.setEnabled(any(_is_ready(row) for row in view.rows))
        self.code.setVisible(view.country == register.SPAIN)
        self.places.setVisible(view.country == register.ITALY)
        self.stack.setCurrentWidget(self.card if view.rows else self.empty)
        if self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            self.table.select(lambda row: row.stay_id == wanted)
        if self.table.current is None and view.rows:
            self.table.selectRow(0)

    def _refused(self, error: AppError) -> None:
        self.loading.stop()
        self.services.toasts.tell(error.sentence)
        if self.view is None:
            self.trouble.say(error.sentence)

    def _changed(self, changes: ChangeSet, _initiator: object) -> None:
        if self.isVisible() and changes.touches(*TABLES):
            self.load()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 14, 24, 8)
        column.setSpacing(12)
        column.addLayout(self.trouble)
        bar = QHBoxLayout()
        bar.setSpacing(8)
        for widget in (self.hotels, self.which, self.told):
            bar.addWidget(widget)
        bar.addStretch(1)
        for button in (self.code, self.places, self.what_told, self.answer, self.complete, self.export):
            bar.addWidget(button)
        column.addLayout(bar)
        self.card = Card()
        self.card.body.setContentsMargins(1, 1, 1, 1)
        self.card.body.addWidget(self.table)
        self.stack = QStackedWidget()
        for part in (self.loading, self.card, self.empty):
            self.stack.addWidget(part)
        column.addWidget(self.stack, 1)
        keys = QHBoxLayout()
        keys.setSpacing(6)
        for key, word in (("↑ ↓", tr("row")), (tr("Enter"), tr("complete or answer")), ("E", tr("export")),
                          ("A", tr("answer")), ("T", tr("what was told"))):  # fmt: skip
            keys.addWidget(KeyCap(key))
            keys.addWidget(label(word, MICRO, tone="secondary"))
            keys.addSpacing(8)
        keys.addStretch(1)
        keys.addWidget(label(tr("Sorted by the time that is left."), MICRO, tone="secondary"))
        column.addLayout(keys)

    def _connect(self) -> None:
        self.which.chosen.connect(lambda _key: self.load())
        self.hotels.picked.connect(lambda: with_hotel(self.services, self._use))
        self.places.clicked.connect(lambda: choose_places(self.services))
        self.what_told.clicked.connect(self.show_told)
        self.table.opened.connect(self.open_row)
        self.complete.clicked.connect(lambda: self.open_row())
        self.answer.clicked.connect(self.ask_answer)
        self.code.clicked.connect(self.ask_code)
        self.export.clicked.connect(self.export_ready)
        self.table.installEventFilter(self)
        self._tick.timeout.connect(self.load)
        self.services.hub.changed.connect(self._changed)


def _is_ready(row: RegisterRow) -> bool:
    return row.state in TO_SEND and not row.lacks
