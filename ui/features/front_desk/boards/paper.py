"""A board on paper and as a file: the rows as they are filtered and sorted on the screen."""

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Final

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog

from app.bootstrap import App
from app.features.front_desk import save_board
from app.kernel.text import tr, trn
from ui.features.front_desk.boards.lines import BoardCell, BoardLine, BoardSpec
from ui.shell.paper import Sheet, html_sheet
from ui.shell.services import ShellServices
from ui.shell.tasks import Progress

KIND: Final = "board"
_STYLE: Final = (
    "<style>th { text-align: left; border-bottom: 1px solid #777; } td { padding-right: 10px; }"
    " .sub { color: #555; } h1 { font-size: 15pt; }</style>"
)


def table(spec: BoardSpec, lines: Sequence[BoardLine]) -> list[list[str]]:
    """Headings, then a row for each line; both lines of a cell as one text."""
    heading = [*(column.title for column in spec.columns)]
    return [heading, *([*(_whole(cell) for cell in one.cells), _needs(one)] for one in lines)]


def sheet_of(spec: BoardSpec, subtitle: str, lines: Sequence[BoardLine]) -> Sheet:
    """The rows as a document to print, with a box to tick each off."""
    head = "".join(f"<th>{escape(column.title)}</th>" for column in spec.columns)
    body = "".join(_row(one) for one in lines)
    count = trn("{n} row", "{n} rows", len(lines))
    html = (
        f"{_STYLE}<h1>{escape(spec.title)}</h1><p class='sub'>{escape(subtitle)} · {escape(count)}</p>"
        f"<table width='100%' cellspacing='0' cellpadding='3'><tr><th></th>{head}</tr>{body}</table>"
    )
    return html_sheet(KIND, spec.title, html)


def _row(line: BoardLine) -> str:
    cells = "".join(
        f"<td>{escape(cell.first)}<br/><span class='sub'>{escape(cell.second)}</span></td>"
        if cell.second else f"<td>{escape(cell.first)}</td>"
        for cell in line.cells
    )  # fmt: skip
    return f"<tr><td>☐</td>{cells}<td>{escape(_needs(line))}</td></tr>"


def _whole(cell: BoardCell) -> str:
    return f"{cell.first}, {cell.second}" if cell.second else cell.first


def _needs(line: BoardLine) -> str:
    return ", ".join(chip.text for chip in line.chips) or line.fine


class ExportDialog(QFileDialog):
    """Asks where to; never blocks the desk."""

    def __init__(self, services: ShellServices, name: str, rows: Sequence[Sequence[str]]) -> None:
        super().__init__(services.navigator.dialog_parent, tr("Export the list"))
        self.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.setFileMode(QFileDialog.FileMode.AnyFile)
        self.setNameFilters([tr("Comma separated values (*.csv)")])
        self.setDefaultSuffix("csv")
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self.setDirectory(folder or str(Path.home()))
        self.selectFile(name)
        self.fileSelected.connect(lambda chosen: save(services, rows, Path(chosen)))


def save(services: ShellServices, rows: Sequence[Sequence[str]], path: Path) -> None:
    """Write the file beside the window. A refusal is told as every other."""

    def work(_app: App, _progress: Progress) -> Path:
        save_board(path, rows)
        return path

    def done(written: Path) -> None:
        services.toasts.tell(tr("The list is saved as {name}", name=written.name))

    services.operations.run_task(work, done, title=tr("Export"))
