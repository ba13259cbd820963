"""Takes a report away as a file: where to, then the writing beside the window."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog

from app.bootstrap import App
from app.features.reports import OccupancyView, save_occupancy
from app.kernel.text import tr
from ui.shell.services import ShellServices
from ui.shell.tasks import Progress

WORKBOOK, TABLE = "xlsx", "csv"


class ExportDialog(QFileDialog):
    """Asks for a place and a kind of file; never blocks the desk."""

    def __init__(self, services: ShellServices, view: OccupancyView) -> None:
        super().__init__(services.navigator.dialog_parent, tr("Export the report"))
        self._services, self._view = services, view
        self._filters = {
            tr("Excel workbook (*.xlsx)"): WORKBOOK,
            tr("Comma separated values (*.csv)"): TABLE,
        }
        self.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.setFileMode(QFileDialog.FileMode.AnyFile)
        self.setNameFilters(list(self._filters))
        self.setDefaultSuffix(WORKBOOK)
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self.setDirectory(folder or str(Path.home()))
        self.selectFile(file_name(view))
        self.filterSelected.connect(lambda chosen: self.setDefaultSuffix(self._filters[chosen]))
        self.fileSelected.connect(lambda chosen: save(self._services, self._view, Path(chosen)))


def file_name(view: OccupancyView) -> str:
    """ "Occupancy 2026-11-01 to 2026-11-30"; the dialog adds the suffix."""
    return tr("Occupancy {first} to {last}", first=view.first.isoformat(), last=view.last.isoformat())


def save(services: ShellServices, view: OccupancyView, path: Path) -> None:
    """Write the file; its suffix decides the kind. A refusal is told as every other."""

    def work(_app: App, _progress: Progress) -> Path:
        save_occupancy(path, view)
        return path

    def done(written: Path) -> None:
        services.toasts.tell(tr("The report is saved as {name}", name=written.name))

    services.operations.run_task(work, done, title=tr("Export"))
