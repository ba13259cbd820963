"""A rooming list before it is booked: each row as it was read, what is wrong with it in a sentence."""

from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QFileDialog

from app.bootstrap import App
from app.features.reservations.groups import (
    BookRoomingList,
    GroupView,
    RoomingGuest,
    RoomingLine,
    RoomingList,
    read_rooming_list,
)
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

WIDTH, HEIGHT = 940, 380
FILES: Final = "*.csv *.xlsx *.gz *.txt"


class RoomingDialog(SmallDialog):
    """Enter books the rows that are right; the others are told and left out."""

    def __init__(self, services: ShellServices, view: GroupView, name: str, read: RoomingList) -> None:
        good = len(read.good)
        super().__init__(
            services, tr("Rooming list of {group}", group=view.row.name), name,
            verb=trn("Book {n} room", "Book {n} rooms", good), width=WIDTH,
        )  # fmt: skip
        self._view, self._read = view, read
        self.table: DataTable[RoomingLine] = DataTable(_columns(), same=lambda line: line.row)
        self.table.setAccessibleName(tr("Rooming list"))
        self.table.setFixedHeight(HEIGHT)
        self.table.show_rows(read.lines)
        card = Card()
        card.body.setContentsMargins(1, 1, 1, 1)
        card.body.addWidget(self.table)
        self.body.addWidget(card)
        self.told = label("", SMALL, tone="secondary", wrap=True)
        self.body.addWidget(self.told)
        wrong = len(read.lines) - good
        said = [
            trn("{n} row cannot be booked as it is.", "{n} rows cannot be booked as they are.", wrong)
        ] * bool(wrong)
        if read.unknown:
            said.append(tr("Not used: {columns}.", columns=", ".join(read.unknown)))
        self.told.setText(" ".join(said))
        self.told.setVisible(bool(said))
        self.go.setEnabled(bool(good))
        (self.go if good else self.leave).setFocus()

    def agree(self) -> None:
        """Book them, all or none."""
        new_id = self.services.app.new_id
        rooms = tuple(
            RoomingGuest(
                reservation_id=new_id(), stay_id=new_id(), guest_id=new_id(), surname=line.surname,
                given=line.given, room_type_id=line.room_type_id, arrival=line.arrival,
                departure=line.departure, adults=line.adults, children=line.children, note=line.note,
                row=line.row,
            )
            for line in self._read.good
            if line.room_type_id is not None and line.arrival is not None and line.departure is not None
        )  # fmt: skip
        command = BookRoomingList(id=new_id(), group_id=self._view.row.id, rooms=rooms)
        self.do(command, trn("{n} room is booked", "{n} rooms are booked", len(rooms)))


def _columns() -> list[Column[RoomingLine]]:
    return [
        Column(title=tr("Row"), cell=lambda r: Cell(str(r.row), tone="text_secondary"), width=52, right=True,
               sort_key=lambda r: r.row),
        Column(title=tr("Guest"), cell=_guest, width=190),
        Column(title=tr("Room type"), cell=lambda r: Cell(r.room_type or "–"), width=140),
        Column(title=tr("Nights"), cell=_dates, width=190),
        Column(title=tr("People"), cell=lambda r: Cell(str(r.adults + r.children)), width=66, right=True),
        Column(title=tr("What is wrong, or a note"), cell=_said),
    ]  # fmt: skip


def _guest(line: RoomingLine) -> Cell:
    return Cell(f"{line.given} {line.surname}".strip(), strong=True)


def _dates(line: RoomingLine) -> Cell:
    if line.arrival is None or line.departure is None:
        return Cell("–")
    return Cell(f"{short_day(line.arrival)} – {short_day(line.departure)}")


def _said(line: RoomingLine) -> Cell:
    if line.wrong:
        return Cell(line.wrong, tone="danger", tip=line.wrong)
    if line.hint:
        said = " ".join(filter(None, (line.hint, line.note)))
        return Cell(said, tone="warning", tip=said)
    return Cell(line.note, tone="text_secondary", tip=line.note)


def choose_list(services: ShellServices, view: GroupView) -> None:
    """Ask for a file, then show what is in it."""
    path, _ = QFileDialog.getOpenFileName(
        services.navigator.dialog_parent, tr("Rooming list"), "", tr("Tables ({files})", files=FILES)
    )
    if path:
        read_list(services, view, Path(path))


def read_list(services: ShellServices, view: GroupView, path: Path) -> None:
    """Read beside the window, then show; a file that is no list is said."""
    kinds = [(kind.id, kind.code, kind.name) for kind in view.types]
    booked = [(stay.guest, stay.arrival, stay.departure) for stay in view.stays]

    def work(app: App, progress: Progress) -> RoomingList:
        del app
        progress(0, 0)
        return read_rooming_list(path, kinds, view.row.arrival, view.row.departure, booked)

    def done(read: RoomingList) -> None:
        RoomingDialog(services, view, path.name, read).open()

    def refused(error: AppError) -> None:
        services.toasts.fail(error.sentence)

    services.operations.run_task(work, done, refused, title=path.name)
