"""How the rack does things: a command runs beside the window, its toast offers Undo, its refusal says what
would succeed instead, and each of those choices runs the same way."""

from collections.abc import Callable, Sequence
from typing import Protocol
from uuid import UUID

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QWidget

from app.features import property, reservations
from app.features.reservations import StayView
from app.kernel.changes import Outcome
from app.kernel.commands import Command
from app.kernel.errors import AppError, Choice
from app.kernel.text import tr
from ui.features.rack import arriving
from ui.features.rack.words import guest_name
from ui.shell.refusing import popover_of
from ui.shell.services import ShellServices
from ui.widgets.refusal import RefusalPopover

Done = Callable[[Outcome], None]
# What can be made to fit when it was refused for want of a room.
FITTED = (reservations.Reserve, reservations.MoveStay, reservations.ChangeStayDates, reservations.BlockRoom)
NO_ROOM = (reservations.RoomTaken, reservations.TypeFull)


class Collector(Protocol):
    """A draft that may take commands instead of having them done, and that makes things fit."""

    def collects(self) -> bool:
        """Whether there is a draft that takes changes."""
        ...

    def takes(self, command: Command, sentence: str) -> bool:
        """Collect a command; False when it is to be done."""
        ...

    def staged(self, command: Command) -> Command:
        """A command as the draft would leave the house to it."""
        ...

    def whole(self) -> Command | None:
        """All of the draft as one command; None where there is nothing in it."""
        ...

    def fit(self, command: Command) -> None:
        """Look for moves that make room for a command."""
        ...


class Desk(QObject):
    """Runs commands for the page. `refused(AppError)` is emitted beside the popover."""

    refused = Signal(object)

    def __init__(self, services: ShellServices, over: QWidget) -> None:
        super().__init__(over)
        self.services, self._over = services, over
        self.popover: RefusalPopover | None = None
        self.drafting: Collector | None = None
        self.last_refused: Command | None = None

    def new_id(self) -> UUID:
        """An id for a new thing or command."""
        return self.services.app.new_id()

    def do(
        self,
        command: Command,
        sentence: str,
        *,
        on_done: Done | None = None,
        on_refused: Callable[[AppError], bool] | None = None,
        at: QPoint | None = None,
    ) -> None:
        """Run a command; `sentence` tells of it. `on_refused` may take the refusal by returning True."""
        if self.drafting is not None and self.drafting.takes(command, sentence):
            return

        def done(outcome: Outcome) -> None:
            self.services.did(command.id, sentence)
            if on_done is not None:
                on_done(outcome)

        def refused(error: AppError) -> None:
            fits = isinstance(error, NO_ROOM) and isinstance(command, FITTED)
            self.last_refused = command if fits else None
            if on_refused is None or not on_refused(error):
                self.show_refusal(error, at, on_done=on_done)

        self.services.operations.run_command(command, done, refused, initiator=self._over)

    def staged(self, command: Command) -> Command:
        """A command for a rehearsal: on top of the draft, where there is one."""
        return self.drafting.staged(command) if self.drafting is not None else command

    def collects(self) -> bool:
        """Whether changes are collected instead of made."""
        return self.drafting is not None and self.drafting.collects()

    def whole_draft(self) -> Command | None:
        """All that is collected, as one command."""
        return self.drafting.whole() if self.drafting is not None else None

    def do_all(self, commands: Sequence[Command], sentence: str, *, at: QPoint | None = None) -> None:
        """Run several commands as one: all or none, one step to undo."""
        if len(commands) == 1:
            self.do(commands[0], sentence, at=at)
        elif commands:
            self.do(reservations.Together(id=self.new_id(), commands=tuple(commands)), sentence, at=at)

    def take(self, choice: Choice, *, on_done: Done | None = None, at: QPoint | None = None) -> None:
        """Run a choice that a refusal offered."""
        self.do(choice.command, choice.label, on_done=on_done, at=at)

    def show_refusal(self, error: AppError, at: QPoint | None = None, *, on_done: Done | None = None) -> None:
        """Say why not, with the moves that would succeed; without any a toast says enough."""
        self.refused.emit(error)
        fit, drafting = self.last_refused, self.drafting
        popover = self.popover = popover_of(self.services, error, self._over)
        if popover is None:
            self.services.toasts.fail(error.sentence)
            return
        popover.chosen.connect(lambda choice: self.take(choice, on_done=on_done, at=at))
        if fit is not None and drafting is not None and isinstance(error, NO_ROOM):
            popover.add_way(tr("Make it fit"), Qt.Key.Key_F, "F", lambda: drafting.fit(fit))
        popover.open_at(at or QCursor.pos())

    # What is said of one stay, in the desk's words.

    def open(self, verb: str, view: StayView) -> bool:
        """Let the front desk's own dialog do it, where there is one."""
        spec = self.services.actions.find(verb)
        if spec is None:
            return False
        self.services.selection.tell(view.id)
        reason = spec.reason(self.services.app.actor)
        if reason:
            self.services.toasts.fail(reason)
        else:
            spec.run()
        return True

    def check_in(self, view: StayView, *, at: QPoint | None = None) -> None:
        """The guest takes the room."""
        command = arriving.check_in(self.new_id(), view.id)
        self.do(command, tr("{name} is checked in", name=guest_name(view)), at=at)

    def check_out(self, view: StayView, *, at: QPoint | None = None) -> None:
        """The guest leaves."""
        command = arriving.check_out(self.new_id(), view.id)
        self.do(command, tr("{name} is checked out", name=guest_name(view)), at=at)

    def no_show(self, view: StayView, *, at: QPoint | None = None) -> None:
        """The guest did not come."""
        command = arriving.no_show(self.new_id(), view.id)
        self.do(command, tr("{name} did not come", name=guest_name(view)), at=at)

    def confirm(self, view: StayView, *, at: QPoint | None = None) -> None:
        """Make a tentative booking firm."""
        command = reservations.ConfirmReservation(id=self.new_id(), reservation_id=view.reservation_id)
        self.do(command, tr("The booking of {name} is confirmed", name=guest_name(view)), at=at)

    def lock(self, view: StayView, reason: str) -> None:
        """Say: do not move."""
        command = reservations.LockStay(id=self.new_id(), stay_id=view.id, reason=reason)
        self.do(command, tr("{name} is marked: do not move", name=guest_name(view)))

    def unlock(self, view: StayView) -> None:
        """Allow moves again."""
        command = reservations.UnlockStay(id=self.new_id(), stay_id=view.id)
        self.do(command, tr("{name} may be moved again", name=guest_name(view)))

    def cancel(self, view: StayView, reason: str) -> None:
        """Cancel the stay."""
        command = reservations.CancelStay(id=self.new_id(), stay_id=view.id, reason=reason)
        self.do(command, tr("The stay of {name} is cancelled", name=guest_name(view)))

    def set_room_state(self, room_id: UUID, number: str, state: property.Housekeeping, word: str) -> None:
        """Say what housekeeping knows of a room."""
        command = property.SetRoomState(id=self.new_id(), room_id=room_id, housekeeping=state)
        self.do(command, tr("Room {room} is {state}", room=number, state=word))
