"""How the booking page does things: a command runs beside the window, tells, and stays to be taken back."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QWidget

from app.kernel.changes import Outcome
from app.kernel.commands import Command
from app.kernel.errors import AppError, Choice
from ui.shell.services import ShellServices
from ui.widgets.form_field import FormField

Step = tuple[Command, str]


class Doing(QObject):
    """Runs commands one after the other; a refusal stands at its field, else it pops up with its choices."""

    def __init__(self, services: ShellServices, over: QWidget) -> None:
        super().__init__(over)
        self.services, self._over = services, over

    def do(
        self,
        steps: Sequence[Step],
        on_done: Callable[[], None],
        fields: dict[str, FormField] | None = None,
    ) -> None:
        """Carry the steps out in their order; the first refusal ends it."""
        if not steps:
            on_done()
            return
        (command, sentence), rest = steps[0], steps[1:]

        def done(_outcome: Outcome) -> None:
            if command.why_never_undone():
                self.services.toasts.tell(sentence)
            else:
                self.services.did(command.id, sentence)
            self.do(rest, on_done, fields)

        def refused(error: AppError) -> None:
            field = (fields or {}).get(error.field)
            if field is not None:
                field.say_wrong(error.sentence)
            if field is None or error.choices:
                self.refuse(error, on_done)

        self.services.operations.run_command(command, done, refused, initiator=self._over)

    def refuse(self, error: AppError, on_done: Callable[[], None]) -> None:
        """Say why not, with what would go."""
        if not error.choices:
            self.services.toasts.fail(error.sentence)
            return

        def take(choice: Choice) -> None:
            self.do([(choice.command, choice.label)], on_done)

        at = self._over.mapToGlobal(QPoint(self._over.width() // 2, 120))
        self.services.navigator.show_refusal(error, at, take)
