"""How the folio page does things: a command runs beside the window, and tells; a refusal stands where it
belongs, with choices that run the same way. Postings are never undone, so no toast here offers that."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.kernel.changes import Outcome
from app.kernel.commands import Command
from app.kernel.errors import AppError, Choice
from ui.shell.services import ShellServices

Done = Callable[[Outcome], None]
Refused = Callable[[AppError], None]


class FolioDesk(QObject):
    """Runs commands for a page. `refused(AppError)` when nobody took a refusal."""

    refused = Signal(object)

    def __init__(self, services: ShellServices, over: QWidget) -> None:
        super().__init__(over)
        self.services, self._over = services, over

    def new_id(self) -> UUID:
        """An id for a new thing or command."""
        return self.services.app.new_id()

    def do(
        self,
        command: Command,
        sentence: str,
        *,
        on_done: Done | None = None,
        on_refused: Refused | None = None,
    ) -> None:
        """Run a command; `sentence` tells of it, with Undo where that sort of command may be undone."""

        def done(outcome: Outcome) -> None:
            if sentence and command.why_never_undone():
                self.services.toasts.tell(sentence)
            elif sentence:
                self.services.did(command.id, sentence)
            if on_done is not None:
                on_done(outcome)

        def refused(error: AppError) -> None:
            if on_refused is not None:
                on_refused(error)
            else:
                self.say(error)

        self.services.operations.run_command(command, done, refused, initiator=self._over)

    def say(self, error: AppError) -> None:
        """Say why not, with what would succeed."""
        self.refused.emit(error)
        self.services.navigator.show_refusal(error, on_chosen=self.take)

    def take(self, choice: Choice) -> None:
        """Run what a refusal offered."""
        self.do(choice.command, choice.label)
