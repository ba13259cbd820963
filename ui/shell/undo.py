"""Undo and redo of what this window did, through compensating commands."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app.kernel.changes import Outcome
from app.kernel.errors import AppError
from app.kernel.text import tr
from ui.shell.operations import Operations

DEPTH = 200


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that can be taken back: the command's id and what it did ("Okonkwo moved to 205")."""

    command_id: UUID
    title: str


class UndoStack(QObject):
    """The window's own steps, newest last. A refused undo drops the step and says why."""

    changed = Signal()
    told = Signal(str)
    """A sentence for a toast after an undo or redo."""

    def __init__(self, operations: Operations, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._busy = False
        self._others: dict[UUID, tuple[list[Step], list[Step]]] = {}

    def use(self, former: UUID, user: UUID) -> None:
        """Another user works here: each takes back his own steps only."""
        self._others[former] = (self._done, self._undone)
        self._done, self._undone = self._others.pop(user, ([], []))
        self.changed.emit()

    @property
    def next_undo(self) -> str:
        """What Ctrl+Z would take back, or ""."""
        return self._done[-1].title if self._done else ""

    @property
    def next_redo(self) -> str:
        """What Ctrl+Shift+Z would do again, or ""."""
        return self._undone[-1].title if self._undone else ""

    def push(self, command_id: UUID, title: str) -> None:
        """Remember a command that this window executed; clears what could be redone."""
        self._done.append(Step(command_id, title))
        del self._done[:-DEPTH]
        self._undone.clear()
        self.changed.emit()

    def undo(self) -> None:
        """Take back the newest step."""
        self._take_back(self._done, self._undone, tr("Taken back: {title}"))

    def redo(self) -> None:
        """Do the last step again that was taken back."""
        self._take_back(self._undone, self._done, tr("Done again: {title}"))

    def take_back(
        self, target: UUID, title: str, then: Callable[[str], None], *, again: bool = False
    ) -> None:
        """Take back what a list names; with `again` the target is an undo, and so it is done again.

        A step of this window goes to the other side of the stack; what was done elsewhere comes on it.
        `then` hears "" or the sentence of a refusal.
        """
        if self._busy:
            then(tr("Something is being taken back already."))
            return
        self._busy = True
        own = self._operations.app.new_id()

        def done(_outcome: Outcome) -> None:
            self._busy = False
            source, other = (self._undone, self._done) if again else (self._done, self._undone)
            known = next((step for step in source if step.command_id == target), None)
            if known is not None:
                source.remove(known)
                other.append(Step(own, known.title))
            else:
                said = tr("Done again: {title}") if again else tr("Taken back: {title}")
                self._done.append(Step(own, said.format(title=title)))
            self.changed.emit()
            then("")

        def refused(error: AppError) -> None:
            self._busy = False
            then(error.sentence)

        self._operations.write(lambda app: app.undo(target, own), done, refused)

    def _take_back(self, source: list[Step], target: list[Step], sentence: str) -> None:
        if not source or self._busy:
            return
        self._busy = True
        step = source.pop()
        own = self._operations.app.new_id()

        def done(_outcome: Outcome) -> None:
            self._busy = False
            target.append(Step(own, step.title))
            self.changed.emit()
            self.told.emit(sentence.format(title=step.title))

        def refused(error: AppError) -> None:
            self._busy = False
            self.changed.emit()
            self.told.emit(error.sentence)

        self._operations.write(lambda app: app.undo(step.command_id, own), done, refused)
