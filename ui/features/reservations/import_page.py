"""Bring bookings from a file: choose it, see what would happen, watch it happen, read what happened."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.bootstrap import App, data_directory
from app.features.reservations import importing
from app.features.reservations.importing import ImportRequest, ImportResult, Prepared
from app.kernel.changes import ChangeSet
from app.kernel.errors import AppError
from app.kernel.text import tr
from ui.features.reservations.choose_view import ChooseView
from ui.features.reservations.done_view import DoneView
from ui.features.reservations.preview_view import PreviewView
from ui.shell.pages import Page
from ui.shell.services import ShellServices
from ui.shell.tasks import Cancelled, Progress
from ui.widgets.labels import Card
from ui.widgets.progress_card import ProgressCard

WIDTH = 560


class ImportPage(Page):
    """Four views in a row. Nothing is written before the person has seen what would happen."""

    def __init__(self, services: ShellServices) -> None:
        super().__init__()
        self.title = tr("Import bookings")
        self._services = services
        self._request: ImportRequest | None = None
        self._prepared: Prepared | None = None
        self.choose = ChooseView()
        self.choose.chosen.connect(self.read)
        self.preview = PreviewView()
        self.preview.agreed.connect(self.write)
        self.preview.other.connect(self.start_over)
        self.done = DoneView()
        self.done.again.connect(self.start_over)
        self.done.to_rack.connect(lambda: services.navigator.open_page("rack"))
        self.working = QWidget()
        self._working_box = QVBoxLayout(self.working)
        self._working_box.setContentsMargins(0, 0, 0, 0)
        self.stack = QStackedWidget()
        for view in (self.choose, self.working, self.preview, self.done):
            self.stack.addWidget(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)

    def opened(self, **arguments: object) -> None:
        """A file may be given along."""
        file = arguments.get("file")
        if isinstance(file, Path):
            self.read(file)

    def start_over(self) -> None:
        """Choose another file."""
        self._prepared = None
        self.choose.clear()
        self.stack.setCurrentWidget(self.choose)

    def read(self, file: Path) -> None:
        """Read a file and plan; the preview follows."""
        self._request = ImportRequest(file, self.choose.profile, report=self._report(file))
        work = partial(_read, self._request)
        task = self._services.operations.run_task(
            work, self._show_preview, self._refused, on_cancelled=self.start_over
        )
        card = self._show_working(tr("Reading {file}", file=file.name))
        task.moved.connect(card.show_progress)
        card.stopped.connect(task.cancel)

    def write(self) -> None:
        """Carry out what the preview showed."""
        if self._prepared is None or self._request is None:
            return
        task = self._services.operations.run_task(
            partial(_write, self._prepared, self._request), self._show_done, self._refused
        )
        card = self._show_working(tr("Importing {file}", file=self._request.file.name))
        task.moved.connect(card.show_progress)
        card.stopped.connect(task.cancel)

    def _report(self, file: Path) -> Path:
        folder = data_directory(self._services.app.database.location) / "imports"
        folder.mkdir(parents=True, exist_ok=True)
        return folder / f"{file.name.split('.')[0]}-import-report.csv"

    def _show_working(self, title: str) -> ProgressCard:
        while (item := self._working_box.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        card = Card()
        card.setFixedWidth(WIDTH)
        progress = ProgressCard(title)
        card.body.addWidget(progress)
        row = QVBoxLayout()
        row.setContentsMargins(24, 24, 24, 24)
        row.addWidget(card)
        row.addStretch(1)
        holder = QWidget()
        holder.setLayout(row)
        self._working_box.addWidget(holder)
        self.stack.setCurrentWidget(self.working)
        return progress

    def _show_preview(self, prepared: Prepared) -> None:
        self._prepared = prepared
        self.preview.show_plan(prepared)
        self.stack.setCurrentWidget(self.preview)

    def _show_done(self, result: ImportResult) -> None:
        self._prepared = None
        # Rows went round the writer of this window, so it tells the screens itself.
        latest = self._services.hub.latest
        self._services.hub.publish(ChangeSet(latest, everything=True), self)
        self.done.show_result(result)
        self.stack.setCurrentWidget(self.done)

    def _refused(self, error: AppError) -> None:
        self._prepared = None
        self.choose.say_wrong(error.sentence)
        self.stack.setCurrentWidget(self.choose)


def _read(request: ImportRequest, app: App, progress: Progress) -> Prepared:
    def tell(step: importing.Progress) -> None:
        progress(step.done, step.total, tr("{n} rows", n=f"{step.done:,}") if step.done else "")

    return importing.prepare(app, request, tell)


def _write(prepared: Prepared, request: ImportRequest, app: App, progress: Progress) -> ImportResult:
    total = len(prepared.plan.pending)
    done = 0

    def tell(step: importing.Progress) -> None:
        nonlocal done
        done = step.done

    def asked() -> bool:
        try:
            progress(done, total)
        except Cancelled:
            return True
        return False

    return importing.carry_out(app, prepared, request, tell, asked)
