"""Many documents to their printers, one after the other, each as its kind is printed.

A kind that was never printed asks once, with its first pages in view; a printer that is gone asks again. Who
leaves that question leaves the rest: it waits, and can go on later. Nothing goes to another printer.
"""

from collections.abc import Iterable
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app.bootstrap import App
from app.features.invoices import DocumentFile, DocumentFileView
from app.kernel.errors import AppError
from ui.shell.document_pages import sheet_of
from ui.shell.paper import PrintChoice, Sheet, choice_of, printer_for, put_on
from ui.shell.print_dialog import PrintDialog
from ui.shell.services import ShellServices
from ui.shell.tasks import Progress


class PrintRun(QObject):
    """`moved()` after each document; `stopped(sentence)` when the rest waits; `ended()` when none is left."""

    moved = Signal()
    stopped = Signal(str)
    ended = Signal()

    def __init__(self, services: ShellServices, document_ids: Iterable[UUID], parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self.waiting = list(document_ids)
        self.printed = 0
        self.dialog: PrintDialog | None = None

    def go_on(self) -> None:
        """Take the next document."""
        if not self.waiting:
            self.ended.emit()
            return
        query = DocumentFile(document_id=self.waiting[0])
        self._services.operations.ask(query, self._drawn, self._refused, latest="printing.run")

    def _drawn(self, file: DocumentFileView) -> None:
        sheet = sheet_of(file)
        choice = choice_of(self._services.preferences, sheet.kind)
        if choice is None:
            self._ask(sheet)
        else:
            self._print(sheet, choice)

    def _print(self, sheet: Sheet, choice: PrintChoice) -> None:
        def refused(error: AppError) -> None:
            self._ask(sheet, error)

        work = partial(_work, sheet, choice)
        self._services.operations.run_task(work, self._done, refused, title=sheet.title)

    def _done(self, pages: int) -> None:
        del pages
        self.waiting.pop(0)
        self.printed += 1
        self.moved.emit()
        self.go_on()

    def _ask(self, sheet: Sheet, error: AppError | None = None) -> None:
        dialog = self.dialog = PrintDialog(self._services, sheet, error)
        dialog.agreed.connect(lambda choice: self._print(sheet, choice))
        dialog.rejected.connect(lambda: self.stopped.emit(error.sentence if error is not None else ""))
        dialog.open()

    def _refused(self, error: AppError) -> None:
        self.stopped.emit(error.sentence)


def _work(sheet: Sheet, choice: PrintChoice, app: App, progress: Progress) -> int:
    del app
    progress(0, 0)
    return put_on(sheet, printer_for(choice))
