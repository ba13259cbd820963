"""A table of places of Italy's police before it is taken over: how much is in it, what is wrong with it."""

from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QFileDialog

from app.bootstrap import App
from app.features.front_desk import AddRegisterPlaces, PlaceLine, PlaceTable, read_places
from app.kernel.errors import AppError
from app.kernel.text import tr, trn
from ui.shell.services import ShellServices
from ui.shell.small_dialog import SmallDialog
from ui.shell.tasks import Progress
from ui.widgets.data_table import Column, DataTable
from ui.widgets.day_text import short_day
from ui.widgets.labels import Card, label
from ui.widgets.table_paint import Cell
from ui.widgets.theme import SMALL

WIDTH, HEIGHT = 640, 260
BATCH: Final = 2_000
SHOWN: Final = 300
WRONG_SHOWN: Final = 4


class PlacesDialog(SmallDialog):
    """Enter takes the lines over that are right; the others are told and left out."""

    def __init__(self, services: ShellServices, name: str, read: PlaceTable) -> None:
        title = tr("Communes of Italy") if read.kind == "commune" else tr("States, as Italy numbers them")
        about = trn(
            "{file}: {n} place, {ended} of them no more.",
            "{file}: {n} places, {ended} of them no more.", len(read.lines), file=name, ended=read.ended,
        )  # fmt: skip
        verb = trn("Take over {n} place", "Take over {n} places", len(read.lines))
        super().__init__(services, title, about, verb=verb, width=WIDTH)
        self._read = read
        self.table: DataTable[PlaceLine] = DataTable(_columns(), same=lambda line: line.code)
        self.table.setAccessibleName(title)
        self.table.setFixedHeight(HEIGHT)
        self.table.show_rows(read.lines[:SHOWN])
        card = Card()
        card.body.setContentsMargins(1, 1, 1, 1)
        card.body.addWidget(self.table)
        self.body.addWidget(card)
        said = list(read.wrong[:WRONG_SHOWN])
        if read.wrong_count > len(said):
            left = read.wrong_count - len(said)
            said.append(trn("{n} more line is left out.", "{n} more lines are left out.", left))
        self.told = label("\n".join(said), SMALL, tone="danger", wrap=True)
        self.told.setVisible(bool(said))
        self.body.addWidget(self.told)
        self.go.setFocus()

    def agree(self) -> None:
        """Take them over beside the window, some at a time."""
        self.go.setEnabled(False)
        read = self._read

        def work(app: App, progress: Progress) -> int:
            for start in range(0, len(read.lines), BATCH):
                progress(start, len(read.lines))
                lines = read.lines[start : start + BATCH]
                app.execute(AddRegisterPlaces(id=app.new_id(), kind=read.kind, lines=lines))
            return len(read.lines)

        self.services.operations.run_task(work, self._done, self._wrong, title=self.windowTitle())

    def _done(self, count: int) -> None:
        self.accept()
        self.services.toasts.tell(trn("{n} place is known now", "{n} places are known now", count))

    def _wrong(self, error: AppError) -> None:
        self.go.setEnabled(True)
        self.services.toasts.fail(error.sentence)


def _columns() -> list[Column[PlaceLine]]:
    return [
        Column(title=tr("Code"), cell=lambda line: Cell(line.code), width=110),
        Column(title=tr("Name"), cell=lambda line: Cell(line.name.title(), strong=True), width=0),
        Column(title=tr("Province"), cell=lambda line: Cell(line.province), width=84),
        Column(title=tr("Until"), cell=lambda line: Cell(
            f"{short_day(line.ended)} {line.ended.year}" if line.ended else "", "text_secondary"), width=130),
    ]  # fmt: skip


def choose_places(services: ShellServices) -> None:
    """Ask for one of the police's files, then show what is in it."""
    dialog = QFileDialog(services.navigator.dialog_parent, tr("Codes of places"), "", tr("Tables ({files})",
                         files="*.csv"))  # fmt: skip
    dialog.fileSelected.connect(lambda path: read_file(services, Path(path)))
    dialog.open()


def read_file(services: ShellServices, path: Path) -> None:
    """Read beside the window, then show; a file that is no such table is said."""

    def work(_app: App, _progress: Progress) -> PlaceTable:
        return read_places(path)

    def done(read: PlaceTable) -> None:
        PlacesDialog(services, path.name, read).open()

    services.operations.run_task(work, done, lambda e: services.toasts.fail(e.sentence), title=path.name)
