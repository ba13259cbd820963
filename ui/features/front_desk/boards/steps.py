"""What Enter does on a board's line: a verb of the window, or a command of the board's own."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import QObject, QPoint

from app.features.front_desk import (
    BoardStay,
    BookFromWaitlist,
    CheckIn,
    CheckOut,
    FinishTrace,
    HoldRow,
    JoinQueue,
    OfferRoom,
    RoomOffer,
    RoomOffersView,
    RoomsToGive,
    Step,
    WishRow,
)
from app.features.property import House, Housekeeping, SetRoomState
from app.features.reservations import MoveStay, ReleaseBlock, Status
from app.kernel.commands import Command
from app.kernel.errors import AppError
from app.kernel.text import tr
from ui.features.front_desk.boards import words
from ui.features.front_desk.boards.lines import BoardLine, NextAction
from ui.shell.actions import ActionSpec
from ui.shell.services import ShellServices
from ui.widgets.menu import VerbMenu

RACK: Final = "rack"
BOOKING: Final = "reservations.open"
# How long a room is held for somebody on the waitlist.
OFFER_HOLDS: Final = timedelta(days=1)
# Which steps are verbs that other capabilities lend, working on the selected stay.
LENT: Final = frozenset({Step.CHECK_IN, Step.CHECK_OUT, Step.PAY, Step.FOLIO})
# The permissions of the steps that the board does itself; the first two only where nobody lends them.
OWN: Final[dict[Step, str]] = {
    Step.CHECK_IN: CheckIn.verb, Step.CHECK_OUT: CheckOut.verb, Step.ASSIGN: MoveStay.verb,
    Step.CLEAN: SetRoomState.verb, Step.RELEASE: ReleaseBlock.verb, Step.QUEUE: JoinQueue.verb,
    Step.OFFER: OfferRoom.verb, Step.BOOK: BookFromWaitlist.verb,
    Step.FINISH: FinishTrace.verb,
}  # fmt: skip


class Steps(QObject):
    """The next actions of one board; `at` says where a menu opens."""

    def __init__(self, services: ShellServices, at: Callable[[], QPoint], parent: QObject) -> None:
        super().__init__(parent)
        self._services, self._at = services, at
        self.menu: VerbMenu | None = None

    def action(self, line: BoardLine) -> NextAction:
        """How a line shows its step."""
        step = Step(line.step)
        spec = self._lent(step)
        key = spec.shortcut.replace("+", " ") if spec is not None and spec.shortcut else tr("Enter")
        return NextAction(words.step_title(step, line.row), key, self.why_not(line))

    def why_not(self, line: BoardLine) -> str:
        """Why the step is not possible, as a sentence; "" when it is."""
        step = Step(line.step)
        spec = self._lent(step)
        if spec is not None:
            needed = spec.verb if spec.permission is None else spec.permission
        elif step in LENT and step not in OWN:
            return tr("Not part of this version yet.")
        else:
            needed = OWN.get(step, "")
        allowed = not needed or self._services.app.actor.may(needed)
        return "" if allowed else tr("Your role does not allow this.")

    def explain(self, line: BoardLine) -> None:
        """Say what is in the way, with the moves that would succeed: what the command itself says."""
        why, possible = self.why_not(line), tr("Nothing is in the way: Enter does it.")
        # A room that is still to be cleaned is what stands between the guest and the key.
        come_and_go = {
            Step.CHECK_IN: CheckIn, Step.CLEAN: CheckIn, Step.QUEUE: CheckIn, Step.CHECK_OUT: CheckOut,
        }  # fmt: skip
        inside = isinstance(line.row, BoardStay) and line.row.status == Status.CHECKED_IN
        kind = come_and_go.get(Step(line.step))
        if kind is CheckIn and inside:
            kind = None
        if why or kind is None or line.stay_id is None:
            self._services.toasts.tell(why or possible)
            return

        def refused(error: AppError) -> None:
            self._services.navigator.show_refusal(error, self._at())

        self._services.operations.rehearse(
            kind(id=self._new_id(), stay_id=line.stay_id), House(),
            lambda _house: self._services.toasts.tell(possible), refused, latest="boards.why",
        )  # fmt: skip

    def run(self, line: BoardLine) -> None:
        """Do it, or say why not."""
        why = self.why_not(line)
        if why:
            self._services.toasts.fail(why)
            return
        {
            Step.ASSIGN: self._assign, Step.CLEAN: self._clean, Step.RELEASE: self._release,
            Step.SHOW: self.show, Step.QUEUE: self._queue, Step.OFFER: self._offer, Step.BOOK: self._book,
            Step.FINISH: self._finish,
        }.get(Step(line.step), self._lend)(line)  # fmt: skip

    def details(self, line: BoardLine) -> None:
        """All about the stay: its booking where a part shows bookings, else the rack."""
        spec = self._services.actions.find(BOOKING)
        if line.stay_id is None or spec is None:
            self.show(line)
            return
        self._services.selection.tell(line.stay_id)
        spec.run()

    def show(self, line: BoardLine) -> None:
        """Show the stay where all about it can be done."""
        if line.stay_id is not None:
            self._services.navigator.open_page(RACK, stay=line.stay_id)
            return
        row = line.row
        self._services.navigator.open_page(
            RACK, day=row.starts if isinstance(row, HoldRow) else row.entry.arrival
        )

    def _lent(self, step: Step) -> ActionSpec | None:
        """The verb of another part, unless it works on another page only."""
        spec = self._services.actions.find(str(step)) if step in LENT else None
        return spec if spec is not None and not spec.page else None

    def _lend(self, line: BoardLine) -> None:
        """A verb of another part, on this stay; its dialog asks what is to be asked."""
        spec = self._lent(Step(line.step))
        if spec is None:
            self._come_or_go(line)
            return
        self._services.selection.tell(line.stay_id)
        why = spec.why_not()
        if why:
            self._services.toasts.fail(why)
        else:
            spec.run()

    def _come_or_go(self, line: BoardLine) -> None:
        """Check in or out without a question."""
        if line.stay_id is None:
            return
        name = f"{line.row.given} {line.row.surname}".strip()
        command_id = self._new_id()
        if line.step == Step.CHECK_IN:
            self._do(CheckIn(id=command_id, stay_id=line.stay_id), tr("{name} is checked in", name=name))
        else:
            self._do(CheckOut(id=command_id, stay_id=line.stay_id), tr("{name} is checked out", name=name))

    def _clean(self, line: BoardLine) -> None:
        row: BoardStay = line.row
        room_id, number = row.moves_to_id or row.room_id, row.moves_to or row.room
        if room_id is None:
            return
        command = SetRoomState(id=self._new_id(), room_id=room_id, housekeeping=Housekeeping.CLEAN)
        self._do(command, tr("Room {room} is clean", room=number))

    def _release(self, line: BoardLine) -> None:
        command = ReleaseBlock(id=self._new_id(), block_id=line.key)
        self._do(command, tr("Room {room} is released", room=line.row.room))

    def _queue(self, line: BoardLine) -> None:
        if line.stay_id is not None:
            said = tr("{name} waits for room {room}", name=line.row.surname, room=line.row.room)
            self._do(JoinQueue(id=self._new_id(), stay_id=line.stay_id), said)

    def _offer(self, line: BoardLine) -> None:
        """Hold the room that fits for a day."""
        row: WishRow = line.row
        entry = row.entry
        if entry.fit_room_id is None or entry.fit_arrival is None:
            return
        command = OfferRoom(
            id=self._new_id(), entry_id=entry.entry_id, block_id=self._new_id(), room_id=entry.fit_room_id,
            arrival=entry.fit_arrival, until=self._services.app.clock.now() + OFFER_HOLDS,
        )  # fmt: skip
        self._do(command, tr("Room {room} is held for {name}", room=entry.fit_room, name=entry.guest))

    def _book(self, line: BoardLine) -> None:
        entry = line.row.entry
        command = BookFromWaitlist(
            id=self._new_id(), entry_id=entry.entry_id, reservation_id=self._new_id(), stay_id=self._new_id()
        )
        self._do(command, tr("{name} is booked", name=entry.guest))

    def _finish(self, line: BoardLine) -> None:
        command = FinishTrace(id=self._new_id(), trace_id=line.key)
        self._do(command, tr("Done: {what}", what=line.cells[1].first))

    def _assign(self, line: BoardLine) -> None:
        """Rooms that are free for the nights without one, in a menu."""
        if line.stay_id is None:
            return

        def offer(view: RoomOffersView) -> None:
            self.menu = VerbMenu(self._services.navigator.dialog_parent)
            for room in view.rooms:
                self.menu.add(
                    _offer_text(room), partial(self._give, line, room), icon=_ICONS.get(room.state, "")
                )
            if view.rooms:
                self.menu.separate()
            else:
                self.menu.add(tr("No room is free for these nights"), _nothing, why_not=" ")
            self.menu.add(tr("Look on the rack"), partial(self.show, line), icon="calendar-blank")
            self.menu.open_at(self._at())

        self._services.operations.ask(RoomsToGive(stay_id=line.stay_id), offer, latest="boards.rooms")

    def _give(self, line: BoardLine, room: RoomOffer) -> None:
        assert line.stay_id is not None
        command = MoveStay(
            id=self._new_id(), stay_id=line.stay_id, room_id=room.room_id, segment=room.segment
        )
        self._do(command, tr("{name} gets room {room}", name=line.row.surname, room=room.number))

    def _do(self, command: Command, sentence: str) -> None:
        def done(_outcome: object) -> None:
            self._services.did(command.id, sentence)

        def refused(error: AppError) -> None:
            self._services.navigator.show_refusal(error, self._at())

        self._services.operations.run_command(command, done, refused, initiator=self)

    def _new_id(self) -> UUID:
        return self._services.app.new_id()


_ICONS = {"inspected": "checks", "clean": "check"}


def _nothing() -> None:
    """A line of a menu that only says something."""


def _offer_text(room: RoomOffer) -> str:
    """ "109 · Standard double · inspected"."""
    state = {
        "dirty": tr("dirty"), "in_progress": tr("being cleaned"), "clean": tr("clean"),
        "inspected": tr("inspected"), "pickup": tr("to pick up"),
    }.get(room.state, room.state)  # fmt: skip
    return " · ".join((room.number, room.kind, state))
