"""The guest register: who has to be told to the authority, until when, what is missing; export and send."""

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
    save_file,
)
from app.kernel.changes import ChangeSet, Outcome
from app.kernel.errors import AppError
from app.kernel.text import tr, trn
from ui.features.front_desk.register import words
from ui.features.front_desk.register.register_dialogs import AnswerDialog, CodeDialog, CompleteDialog
from ui.shell.pages import Page
from ui.shell.services import ShellServices
from ui.shell.tasks import Progress
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
)  # fmt: skip
TO_DO, ALL = "to_do", "all"
TO_SEND, WITH_THEM = "to_send", ("sent", "to_process")


class RegisterPage(Page):
    """One page per window. Enter completes the row or keeps the answer, E exports what is ready."""

    def __init__(self, services: ShellServices) -> None:
        super().__init__()
        self.title, self.services = tr("Guest register"), services
        self.view: RegisterView | None = None
        self.trouble = ErrorPlace(tr("The register could not be read."), tr("Try again"), self.load)
        self.which = SegmentedControl(((TO_DO, tr("To do")), (ALL, tr("Everything"))))
        self.told = label("", SMALL, tone="secondary")
        self.code = KeyedButton(tr("Code of the establishment…"), Kind.QUIET)
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
        self._tick = QTimer(self, interval=TICK_MS)
        self._lay_out()
        self._connect()

    def opened(self, **arguments: object) -> None:
        """Read the register; `stay` makes its entry current."""
        wanted = arguments.get("stay")
        self._tick.start()
        self.load()
        if isinstance(wanted, UUID):
            self.table.select(lambda row: row.stay_id == wanted)
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
        query = Register(now=self.services.app.clock.now(), everything=self.which.choice == ALL)
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
        elif row.state == TO_SEND:
            self.services.toasts.tell(tr("Nothing is missing: E exports it."))

    def ask_answer(self) -> None:
        """What the authority said of the current entry."""
        row = self.table.current
        if row is not None and row.state in WITH_THEM:
            AnswerDialog(self.services, row, self.load).open()
        else:
            self.services.toasts.tell(tr("Choose an entry that was sent."))

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
        ready = tuple(row.stay_id for row in self.table.rows_model.rows if row.state == TO_SEND)
        if not ready:
            self.services.toasts.tell(tr("Nothing is ready to send."))
            return
        self.services.operations.ask(RegisterFile(stay_ids=ready), self._ask_where, self._refused)

    def save(self, file: RegisterFileView, path: Path) -> None:
        """Write the file; then its entries are sent."""

        def work(_app: App, _progress: Progress) -> Path:
            save_file(path, file.content)
            return path

        def sent(_outcome: Outcome) -> None:
            count = trn("{n} entry is sent", "{n} entries are sent", len(file.stay_ids))
            self.services.did(command.id, tr("{count}, in {name}", count=count, name=path.name))

        def written(_path: Path) -> None:
            self.services.operations.run_command(command, sent, self._refused, initiator=self)

        id_, reference = self.services.app.new_id(), path.name[:MOST_REFERENCE]
        command = MarkRegisterSent(id=id_, stay_ids=file.stay_ids, reference=reference)
        self.services.operations.run_task(work, written, title=tr("Export"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A letter in a table looks for a row; E and A are verbs here."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            verb = {Qt.Key.Key_E: self.export_ready, Qt.Key.Key_A: self.ask_answer}.get(Qt.Key(event.key()))
            if verb is not None and event.modifiers() == Qt.KeyboardModifier.NoModifier:
                verb()
                return True
        return super().eventFilter(watched, event)

    def _ask_where(self, file: RegisterFileView) -> None:
        dialog = QFileDialog(self.services.navigator.dialog_parent, tr("Export the guest register"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog.setDirectory(folder or str(Path.home()))
        dialog.selectFile(file.name)
        dialog.fileSelected.connect(lambda chosen: self.save(file, Path(chosen)))
        dialog.open()

    def _take(self, view: RegisterView) -> None:
        self.loading.stop()
        self.trouble.say("")
        self.view = view
        self.table.rows_model.columns = tuple(words.columns(self.services.app.clock.now()))
        self.table.show_rows(view.rows)
        waiting = [row for row in view.rows if row.state in ("incomplete", TO_SEND, "refused", "failed")]
        self.told.setText(words.told(len(waiting), sum(row.late for row in waiting)))
        ready = sum(row.state == TO_SEND for row in view.rows)
        self.export.setEnabled(bool(ready))
        self.code.setVisible(view.country == "ES")
        self.stack.setCurrentWidget(self.card if view.rows else self.empty)
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
        for widget in (self.which, self.told):
            bar.addWidget(widget)
        bar.addStretch(1)
        for button in (self.code, self.answer, self.complete, self.export):
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
                          ("A", tr("answer"))):  # fmt: skip
            keys.addWidget(KeyCap(key))
            keys.addWidget(label(word, MICRO, tone="secondary"))
            keys.addSpacing(8)
        keys.addStretch(1)
        keys.addWidget(label(tr("Sorted by the time that is left."), MICRO, tone="secondary"))
        column.addLayout(keys)

    def _connect(self) -> None:
        self.which.chosen.connect(lambda _key: self.load())
        self.table.opened.connect(self.open_row)
        self.complete.clicked.connect(lambda: self.open_row())
        self.answer.clicked.connect(self.ask_answer)
        self.code.clicked.connect(self.ask_code)
        self.export.clicked.connect(self.export_ready)
        self.table.installEventFilter(self)
        self._tick.timeout.connect(self.load)
        self.services.hub.changed.connect(self._changed)
