"""The queue for rooms: let a guest wait, and who waits, for which room, how long, ready or not."""

from datetime import datetime
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from app.features.front_desk import JoinQueue, LeaveQueue, QueueRow, RoomQueue
from app.features.property import PropertyView
from app.features.reservations import StayDetail, StayView
from app.kernel.changes import ChangeSet
from app.kernel.text import tr, trn
from ui.shell.services import ShellServices
from ui.shell.small_dialog import SmallDialog
from ui.shell.which_hotel import with_hotel
from ui.widgets.data_table import Column, DataTable
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import Card
from ui.widgets.segmented import SegmentedControl
from ui.widgets.table_paint import Cell

WIDTH, HEIGHT = 820, 300
CHECK_IN: Final = "front_desk.check_in"
PRIORITIES: Final = ("0", "1", "2", "3")


class JoinQueueDialog(SmallDialog):
    """The selected guest is here before the room is."""

    def __init__(self, services: ShellServices, stay: StayView) -> None:
        name = f"{stay.given} {stay.surname}".strip()
        room = stay.nights[0].room if stay.nights else ""
        about = tr("Room {room}", room=room) if room else tr("no room yet")
        title = tr("{name} waits for a room", name=name)
        super().__init__(services, title, f"{about} · {stay.room_type}", verb=tr("Let wait"))
        self._stay, self._name = stay, name
        self.reach = QLineEdit()
        self.reach.setPlaceholderText(tr("In the bar, or a phone number"))
        self.field("reach", tr("Where to find the guest"), self.reach)
        names = (tr("Usual"), tr("Soon"), tr("First"), tr("Before all"))
        self.priority = SegmentedControl(tuple(zip(PRIORITIES, names, strict=True)), wide=True)
        self.field("priority", tr("Priority"), self.priority)
        self.reach.setFocus()

    def agree(self) -> None:
        """Put the guest into the queue."""
        command = JoinQueue(
            id=self.services.app.new_id(), stay_id=self._stay.id, priority=int(self.priority.choice),
            reach=self.reach.text(),
        )  # fmt: skip
        self.do(command, tr("{name} waits; the room is cleaned sooner", name=self._name))


class QueueDialog(SmallDialog):
    """Enter checks the marked guest in, Del takes him off."""

    def __init__(self, services: ShellServices, hotel: PropertyView, rows: tuple[QueueRow, ...]) -> None:
        about = tr("Rooms are cleaned in this order. Who has waited longest among equals is first.")
        super().__init__(services, tr("Waiting for a room"), about, verb=tr("Check in"), width=WIDTH)
        self._hotel = hotel
        self.table: DataTable[QueueRow] = DataTable(
            _columns(services.app.clock.now()), row_height=36, same=lambda row: row.stay_id
        )
        self.table.setAccessibleName(tr("Waiting for a room"))
        self.table.setFixedHeight(HEIGHT)
        self.empty = EmptyState(
            "hourglass", tr("Nobody waits"),
            tr("A guest who comes before the room is ready is put here from the arrivals."),
        )  # fmt: skip
        self.empty.setFixedHeight(HEIGHT)
        card = Card()
        card.body.setContentsMargins(1, 1, 1, 1)
        card.body.addWidget(self.table)
        card.body.addWidget(self.empty)
        self.body.addWidget(card)
        self.other.setText(tr("Does not wait"))
        self.leave.setText(tr("Close"))
        self.table.moved.connect(lambda _row: self._tell())
        self.show_rows(rows)
        self.table.setFocus()
        services.hub.changed.connect(self._changed)

    def show_rows(self, rows: tuple[QueueRow, ...]) -> None:
        """Others wait now."""
        self.table.show_rows(rows)
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.go.setVisible(bool(rows))
        self.other.setVisible(bool(rows))
        if rows and self.table.current is None:
            self.table.selectRow(0)
        self._tell()

    def agree(self) -> None:
        """Check the marked guest in."""
        row, spec = self.table.current, self.services.actions.find(CHECK_IN)
        if row is None or spec is None:
            return
        self.accept()
        self.services.selection.tell(row.stay_id)
        why = spec.reason(self.services.app.actor)
        if why:
            self.services.toasts.fail(why)
        else:
            spec.run()

    def agree_other(self) -> None:
        """Take the marked guest off."""
        row = self.table.current
        if row is None:
            return
        command = LeaveQueue(id=self.services.app.new_id(), stay_id=row.stay_id)
        self.do(command, tr("{name} does not wait any more", name=row.guest))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del takes off."""
        if event.key() == Qt.Key.Key_Delete:
            self.agree_other()
        else:
            super().keyPressEvent(event)

    def _tell(self) -> None:
        row = self.table.current
        can = self.services.actions.find(CHECK_IN) is not None
        self.go.setEnabled(can and row is not None and row.is_ready)

    def _changed(self, changes: ChangeSet, _initiator: object) -> None:
        if self.isVisible() and changes.touches("room_wait", "room"):
            self.services.operations.ask(
                RoomQueue(property_id=self._hotel.id), self.show_rows, latest="front_desk.queue"
            )


def _columns(now: datetime) -> list[Column[QueueRow]]:
    return [
        Column(title="", cell=lambda r: Cell(str(r.place), tone="text_secondary"), width=36),
        Column(title=tr("Guest"), cell=_guest, width=190),
        Column(title=tr("Room"), cell=_room, width=92),
        Column(title=tr("Room type"), cell=lambda r: Cell(r.room_type), width=130),
        Column(title=tr("Since"), cell=lambda r: _waited(r, now), sort_key=lambda r: r.since, width=92),
        Column(title="", cell=_state, width=110),
        Column(title=tr("Where"), cell=lambda r: Cell(r.reach, tip=r.reach)),
    ]


def _guest(row: QueueRow) -> Cell:
    return Cell(row.guest, strong=True, icon="fa6s.star" if row.vip else "", icon_tone="warning")


def _room(row: QueueRow) -> Cell:
    return Cell(row.room or tr("none"), room_state=row.room_state)


def _waited(row: QueueRow, now: datetime) -> Cell:
    minutes = int((now - row.since).total_seconds() // 60)
    return Cell(trn("{n} minute", "{n} minutes", minutes) if minutes < 120 else tr("{n} h", n=minutes // 60))


def _state(row: QueueRow) -> Cell:
    if row.is_ready:
        return Cell(tr("Ready"), tone="success", strong=True)
    return Cell(tr("Not ready"), tone="text_secondary")


def open_join(services: ShellServices) -> None:
    """For the selected stay."""
    stay_id = services.selection.stay
    if stay_id is not None:
        services.operations.ask(
            StayDetail(stay_id=stay_id), lambda stay: JoinQueueDialog(services, stay).open()
        )


def open_queue(services: ShellServices) -> None:
    """Who waits."""

    def show(hotel: PropertyView) -> None:
        services.operations.ask(
            RoomQueue(property_id=hotel.id), lambda rows: QueueDialog(services, hotel, rows).open()
        )

    with_hotel(services, lambda _house, hotel: show(hotel))
