"""Takes the commissions of a month away for a spreadsheet, written beside the window."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog

from app.bootstrap import App
from app.features.finance import Commissions, save_commissions
from app.kernel.text import tr
from ui.shell.services import ShellServices
from ui.shell.tasks import Progress


class CommissionsDialog(QFileDialog):
    """Asks for a place; never blocks the desk."""

    def __init__(self, services: ShellServices, query: Commissions) -> None:
        super().__init__(services.navigator.dialog_parent, tr("Export the commissions"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._filters = {
            tr("Comma separated values (*.csv)"): "csv",
            tr("Excel workbook (*.xlsx)"): "xlsx",
        }
        self.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.setFileMode(QFileDialog.FileMode.AnyFile)
        self.setNameFilters(list(self._filters))
        self.setDefaultSuffix("csv")
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self.setDirectory(folder or str(Path.home()))
        self.selectFile(tr("Commissions {month}", month=f"{query.month:%Y-%m}"))
        self.filterSelected.connect(lambda chosen: self.setDefaultSuffix(self._filters[chosen]))
        self.fileSelected.connect(lambda chosen: save(services, query, Path(chosen)))


def save(services: ShellServices, query: Commissions, path: Path) -> None:
    """Read the month and write the file. A refusal is told as every other."""

    def work(app: App, _progress: Progress) -> Path:
        save_commissions(path, app.ask(query))
        return path

    def done(written: Path) -> None:
        services.toasts.tell(tr("The commissions are saved as {name}", name=written.name))

    services.operations.run_task(work, done, title=tr("Export"))
