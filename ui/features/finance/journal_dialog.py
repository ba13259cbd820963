"""Takes a journal away as a file: a spreadsheet, or a booking batch for DATEV; written beside the window."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog

from app.bootstrap import App
from app.features.finance import Journal, save_csv, save_datev
from app.features.property import PropertyView
from app.kernel.text import tr
from ui.shell.services import ShellServices
from ui.shell.tasks import Progress

DATEV = "EXTF"


class JournalDialog(QFileDialog):
    """Asks for a place and a kind of file; never blocks the desk."""

    def __init__(self, services: ShellServices, hotel: PropertyView, first: date, last: date) -> None:
        super().__init__(services.navigator.dialog_parent, tr("Export the journal"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._filters = {
            tr("Comma separated values (*.csv)"): (False, "csv"),
            tr("Excel workbook (*.xlsx)"): (False, "xlsx"),
            tr("DATEV booking batch (*.csv)"): (True, "csv"),
        }
        self.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.setFileMode(QFileDialog.FileMode.AnyFile)
        self.setNameFilters(list(self._filters))
        self.setDefaultSuffix("csv")
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self.setDirectory(folder or str(Path.home()))
        self.selectFile(tr("Journal {first} to {last}", first=first.isoformat(), last=last.isoformat()))
        self.filterSelected.connect(lambda chosen: self.setDefaultSuffix(self._filters[chosen][1]))
        query = Journal(property=str(hotel.id), first=first, last=last)
        self.fileSelected.connect(
            lambda chosen: save(
                services, query, Path(chosen), datev=self._filters[self.selectedNameFilter()][0]
            )
        )


def save(services: ShellServices, query: Journal, path: Path, *, datev: bool) -> None:
    """Read the journal and write the file. A refusal is told as every other."""

    def work(app: App, _progress: Progress) -> Path:
        view = app.ask(query)
        if datev:
            save_datev(path, view, app.clock.now())
        else:
            save_csv(path, view)
        return path

    def done(written: Path) -> None:
        services.toasts.tell(tr("The journal is saved as {name}", name=written.name))

    services.operations.run_task(work, done, title=tr("Export"))
