"""Takes the statement of an account away as a PDF, drawn and written beside the window."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog

from app.bootstrap import App
from app.features.finance import StatementFile, save_statement
from app.kernel.text import tr
from ui.shell.services import ShellServices
from ui.shell.tasks import Progress


class StatementDialog(QFileDialog):
    """Asks for a place; never blocks the desk."""

    def __init__(self, services: ShellServices, query: StatementFile, name: str) -> None:
        super().__init__(services.navigator.dialog_parent, tr("Save the statement"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.setFileMode(QFileDialog.FileMode.AnyFile)
        self.setNameFilters([tr("PDF document (*.pdf)")])
        self.setDefaultSuffix("pdf")
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self.setDirectory(folder or str(Path.home()))
        self.selectFile(tr("Statement {name} {day}", name=name, day=query.last.isoformat()))
        self.fileSelected.connect(lambda chosen: save(services, query, Path(chosen)))


def save(services: ShellServices, query: StatementFile, path: Path) -> None:
    """Draw the statement and write the file. A refusal is told as every other."""

    def work(app: App, _progress: Progress) -> Path:
        save_statement(path, app.ask(query))
        return path

    def done(written: Path) -> None:
        services.toasts.tell(tr("The statement is saved as {name}", name=written.name))

    services.operations.run_task(work, done, title=tr("Statement"))
