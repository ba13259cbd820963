"""How rows end, as figures and as a list of what was repaired or rejected: shown before and after."""

from dataclasses import dataclass

from PySide6.QtCore import QLocale

from app.features.reservations import importing
from app.features.reservations.importing import ImportResult
from app.kernel.text import tr
from ui.widgets.data_table import Column, DataTable
from ui.widgets.stat_tile import StatRow, StatTile
from ui.widgets.table_paint import Cell

# So many rejections are shown one by one; the report has all of them.
SHOWN = 200


class Counts(StatRow):
    """Four figures: as they are, repaired, rejected, known."""

    def __init__(self, *titles: str) -> None:
        self.tiles = [StatTile(title) for title in titles]
        super().__init__(*self.tiles)

    def show_result(self, result: ImportResult) -> None:
        """Show the counts of a result."""
        numbers = (result.imported, result.repaired, result.rejected, result.known)
        for tile, number in zip(self.tiles, numbers, strict=True):
            tile.show_figure(QLocale().toString(number))


@dataclass(frozen=True, slots=True)
class Note:
    """A kind of repair with its count, or one rejected row."""

    where: str
    what: str
    is_rejection: bool
    order: int


def notes_of(result: ImportResult) -> list[Note]:
    """Rejections first, then repairs by how often they were needed."""
    notes = [
        Note(tr("row {n}", n=r.row), f"{r.column}: {r.reason}" if r.column else r.reason, True, r.row)
        for r in result.rejections[:SHOWN]
    ]
    notes += [
        Note(f"{QLocale().toString(count)} ×", importing.sentence(importing.Repair(repair)), False, -count)
        for repair, count in result.repairs.items()
    ]
    return notes


class NotesTable(DataTable[Note]):
    """The notes of a result."""

    def __init__(self) -> None:
        where = Column[Note](
            title=tr("How often"), cell=lambda note: Cell(note.where, tone=_tone(note)),
            sort_key=lambda note: note.order, width=92, right=True,
        )  # fmt: skip
        what = Column[Note](
            title=tr("What"), cell=lambda note: Cell(note.what, tone=_tone(note), tip=note.what)
        )
        super().__init__([where, what], row_height=28)
        self.setAccessibleName(tr("Repairs and rejections"))


def _tone(note: Note) -> str:
    return "danger" if note.is_rejection else "text"
